"""Numbers of a workbook as its cells show them (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
             12: "# ?/?", 13: "# ??/??", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
             39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 48: "##0.0E+0"}  # fmt: skip
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_DIGITS = re.compile(r"[#0?,]+(?:\.[#0?]*)?|\.[#0?]+")

Format = int | str
"""A number format, by its code or its built-in number."""


def is_date(form: Format) -> bool:
    """Whether the format shows a date or a time."""
    if isinstance(form, int):
        return form in _BUILT_IN_DATES
    return re.search(r"[ymdhs]", _LITERAL.sub("", form), re.IGNORECASE) is not None


def shown_number(value: str, form: Format) -> str | None:
    """A number as the cell shows it: `25%`, `0012`, `1,200`. None: that can't be told."""
    code = _BUILT_IN.get(form, "") if isinstance(form, int) else form
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return plain_number(value)
    if not number.is_finite() or code.strip().lower() in ("", "general", "@"):
        return plain_number(value)
    sections = [each for each in _SECTIONS.findall(code) if each] or [code]
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    return _formatted(number, _CURRENCY.sub(lambda found: f'"{found[1]}"', section))


def plain_number(value: str) -> str:
    """A number as people write it: `13800138000`, not `1.3800138E10`."""
    value = value.strip()
    try:
        number = float(value)
    except ValueError:
        return value
    whole = math.isfinite(number) and number == int(number) and abs(number) < 1e15
    return str(int(number)) if whole else value


def _formatted(number: Decimal, section: str) -> str | None:
    if re.search(r"\[[<>=]", section):
        return None
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        said = found[0]
        text = said[1:-1] if said[0] == '"' else said[1:] if said[0] == "\\" else ""
        literals.append(text)
        return "\x00" if text else ""

    bare = _LITERAL.sub(keep, section)
    kept = iter([each for each in literals if each])
    if bare.strip().lower() == "general":
        return plain_number(str(number))
    digits = [*_DIGITS.finditer(bare)]
    if len(digits) != 1 or re.search(r"[a-z/@]", bare, re.IGNORECASE) or digits[0][0].endswith(","):
        return None
    number *= 100 ** bare.count("%")
    written = _written(abs(number), digits[0][0])
    sign = "-" if number < 0 and written.strip("0.,") else ""
    whole = f"{bare[: digits[0].start()]}{sign}{written}{bare[digits[0].end() :]}"
    return re.sub("\x00", lambda _: next(kept), whole).strip()


def _written(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.replace("?", "#").partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    least = len(fraction.rstrip("#"))
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    before = before.lstrip("0").rjust(whole.replace(",", "").count("0"), "0")
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    return f"{before}.{after}" if after else before
