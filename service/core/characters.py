"""Characters that people don't see, and those that they can't tell apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_UNSEEN = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff]")
_UNSEEN_AT_ALL = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "′": "'", "`": "'", "“": '"', "”": '"', "″": '"', "「": '"', "」": '"',
     "、": ",", "。": ".", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
     "•": "·", "・": "·", "‧": "·", "∙": "·", "〜": "~", "∼": "~", "⁄": "/", "∶": ":",
     "✕": "×", "✖": "×", "╳": "×"}
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile(r"(?<=[0-9)])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")


def visible(text: str) -> str:
    """The text without characters of no width, which come along from copied pages; joiners stay,
    because some scripts and emoji need them."""
    return _UNSEEN.sub("", text)


def alike(text: str) -> str:
    """The text as people compare it: full width made half, one sign for each of those that look the
    same, nothing that nobody sees. `10⁸` is `10^8`, not `108`."""
    text = _POWER.sub(lambda found: f"^{found[0].translate(_SUPERSCRIPTS)}", text)
    plain = unicodedata.normalize("NFKC", _UNSEEN_AT_ALL.sub("", text)).translate(_ALIKE)
    return unicodedata.normalize("NFKC", plain)


_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {"−": "⁻", "–": "⁻"}
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | {"−": "₋", "–": "₋"}


def raised(text: str) -> str:
    """Superscript as plain text: `⁸`, or `^(a+b)` where there are no such characters."""
    return _moved(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Subscript as plain text: `₂`, or `_(max)`."""
    return _moved(text, _LOWERED, "_")


def _moved(text: str, characters: Mapping[str, str], mark: str) -> str:
    plain = text.strip()
    if not plain:
        return text
    if all(each in characters for each in plain):
        return "".join(characters[each] for each in plain)
    return f"{mark}{plain}" if len(plain) == 1 else f"{mark}({plain})"
