"""Numbers as people type them, in digits of any width and in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

from service.core.characters import alike

LONGEST = 40  # characters

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_POWER = re.compile(
    r"(?P<sign>[+-]?)(?:(?P<times>\d+(?:\.\d+)?)[×x*·])?(?P<base>\d{1,3})\^(?P<power>[+-]?\d{1,2})"
)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "负": "-", "正": "+", "，": ",", "。": "."})
_DIGITS = {each: value for value, each in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}


def read_number(typed: str) -> Decimal | None:
    """The number that was typed: `12`, `１２`, `-3.5`, `3,14`, `1,234.5`, `十二`, `三点一四`,
    `3.5万`, `1.5×10⁸`; None when it is none."""
    plain = alike(typed).translate(_MINUS)
    plain = "".join(plain.split())
    if not plain or len(plain) > LONGEST:
        return None
    plain = plain.rstrip(".") or plain
    sign = -1 if plain.startswith("-") else 1
    if plain[-1] in _GROUPS and (number := _digits(plain[:-1])) is not None:
        return number * _GROUPS[plain[-1]]
    number = _digits(plain)
    if number is None:
        number = _power(plain)
    if number is not None:
        return number
    chinese = _chinese(plain.lstrip("+-"))
    return sign * chinese if chinese is not None else None


def _digits(plain: str) -> Decimal | None:
    if not plain.isascii():
        return None
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def _power(plain: str) -> Decimal | None:
    """`10^8`, `1.5×10^8`."""
    found = _POWER.fullmatch(plain.casefold())
    if found is None:
        return None
    raised = Decimal(found["base"]) ** int(found["power"])
    return Decimal(found["times"] or 1) * (-raised if found["sign"] == "-" else raised)


def _chinese(plain: str) -> Decimal | None:
    """A number in Chinese numerals, whole or with `点`."""
    whole, point, rest = plain.partition("点")
    value = _whole(whole)
    if value is None or (point and not rest):
        return None
    if not all(each in _DIGITS for each in rest):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[each]) for each in rest)}" if rest else value)


def _whole(plain: str) -> int | None:
    if not plain or any(each not in _DIGITS | _TENS | _GROUPS for each in plain):
        return None
    if all(each in _DIGITS for each in plain):  # digit by digit: 二〇二六
        return int("".join(str(_DIGITS[each]) for each in plain))
    total = group = digit = 0
    for each in plain:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _TENS:
            group += (digit or 1) * _TENS[each]
            digit = 0
        elif each == "万":
            total += (group + digit) * _GROUPS[each]
            group = digit = 0
        else:
            total = (total + group + digit) * _GROUPS[each]
            group = digit = 0
    return total + group + digit
