r"""Several texts in one cell, or on one line, and back: nothing that was written is lost.

七一 | 7月1日        variants of a short text; a `|` of the text itself is written `\|`
法国 -> 巴黎          a pair; `->`, `→` and `=` of the left side are written with a `\` before
-> 罗马              a partner of nothing
3.14 ± 0.01         a number with its tolerance
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from service.core.numerals import read_number

_VARIANTS = re.compile(r"\\[\\|｜]|[|｜\n]")
_ARROW = re.compile(r"\\.|(->|→|＝|=>?)", re.DOTALL)
_TO_ESCAPE = re.compile(r"\\(?=[\\|｜])|[|｜]")
_LEFT_TO_ESCAPE = re.compile(r"\\|->|→|＝|=")
_LEFT_ESCAPED = re.compile(r"\\(->|→|＝|=|\\)")
_WITHIN = re.compile(r"±|\+/?-|(?<=\d)\s*误差\s*")


def split_variants(cell: str) -> tuple[str, ...]:
    """The variants of a short text."""
    parts, last = [""], 0
    for match in _VARIANTS.finditer(cell):
        parts[-1] += cell[last : match.start()]
        last = match.end()
        if match[0].startswith("\\"):
            parts[-1] += match[0][1:]
        else:
            parts.append("")
    parts[-1] += cell[last:]
    return tuple(each for each in (part.strip() for part in parts) if each)


def join_variants(variants: Sequence[str]) -> str:
    return " | ".join(_TO_ESCAPE.sub(r"\\\g<0>", each) for each in variants)


def split_pair(cell: str) -> tuple[str, str] | None:
    """Left and right of a pair; "" on the left for a partner of nothing. None: no pair."""
    for match in _ARROW.finditer(cell):
        if match[1]:
            left = _LEFT_ESCAPED.sub(r"\1", cell[: match.start()].strip())
            return left, cell[match.end() :].strip()
    return None


def join_pair(left: str, right: str) -> str:
    escaped = _LEFT_TO_ESCAPE.sub(r"\\\g<0>", left)
    return f"{escaped} -> {right}" if left else f"-> {right}"


def split_number(cell: str) -> tuple[float | None, float | None]:
    """A number, and the tolerance that stands with it; None for what is no number."""
    value, *within = _WITHIN.split(unicodedata.normalize("NFKC", cell))
    tolerance = as_float("".join(within)) if within else 0
    return as_float(value), tolerance


def as_float(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        found = read_number(written)
        if found is None:
            return None
        number = float(found)
    return int(number) if number == int(number) and abs(number) < 1e15 else number
