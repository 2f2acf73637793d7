"""Periods of whole months as people type them, and days within one.

`2027`, `明年`, `第二季度`, `下半年`, `9月-12月`, `Q2 2027`, `September to December`; `6月20日`,
`June`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from service.core.rulebook.periods import Span, later
from service.core.time_words import spelled

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_NUMERALS |= {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_BEGINS, _ENDS = r"(?:(?P<year>\d{4}) ?年? ?)?", r"(?: (?P<end>\d{4}))?"
_N = r"(?P<n>[一二三四上下1-4]|first|second|third|fourth)"
_QUARTER = re.compile(rf"{_BEGINS}(?:第?{_N} ?(?:季度?|quarter)|q(?P<q>[1-4])){_ENDS}")
_HALF = re.compile(rf"{_BEGINS}(?:{_N} ?(?:半年|half)|h(?P<q>[12])){_ENDS}")
_FROM_TO = re.compile(
    rf"(?:(?P<year>\d{{4}}) ?年 ?)?(?:(?P<a>\d{{1,2}}) ?月?|(?P<x>{_NAME}))"
    r" ?(?:-|—|–|~|到|至|to) ?(?:(?P<until>\d{4}) ?年 ?)?"
    rf"(?:(?P<b>\d{{1,2}}) ?月(?:份|底)?|(?P<y>{_NAME})){_ENDS}"
)
_DAY = re.compile(
    r"(?:(?P<year>\d{4})[-/年] ?)?"
    r"(?:(?P<m>\d{1,2})[-/月](?:(?P<d>\d{1,2})[日号]?|份|底)?"
    rf"|(?:(?P<before>\d{{1,2}}) )?(?P<name>{_NAME})(?: (?P<after>\d{{1,2}}))?)"
)
_THIS = {"今年": 0, "本年度": 0, "this year": 0, "明年": 1, "下年度": 1, "next year": 1}


def read_period(typed: str, today: date) -> Span | None:
    """The whole months that the words name; without a year the next that are not over. None: they
    name none."""
    plain = " ".join(typed.lower().split())
    if plain in _THIS:
        return _months(str(today.year + _THIS[plain]), 1, 12, today)
    words = spelled(plain)
    if found := re.fullmatch(r"(\d{4}) ?年?(?:度)?", words):
        return _months(found[1], 1, 12, today)
    for months, form in ((3, _QUARTER), (6, _HALF)):
        if found := form.fullmatch(words):
            return _part(found.groupdict(), months, today)
    found = _FROM_TO.fullmatch(words)
    return _from_to(found.groupdict(), today) if found else None


def read_day(typed: str, span: Span) -> date | None:
    """The day of the span that the words name, of a month alone its last one. None: they name
    none, or one outside."""
    found = _DAY.fullmatch(spelled(" ".join(typed.lower().split())))
    if found is None:
        return None
    known = found.groupdict()
    month, day = _month(known["m"], known["name"]), known["d"] or known["before"] or known["after"]
    years = (int(known["year"]),) if known["year"] else range(span.first.year, span.last.year + 1)
    days = (_day(year, month, day) for year in years)
    return next((each for each in days if each is not None and each in span), None)


def _day(year: int, month: int, day: str | None) -> date | None:
    try:
        at = date(year, month, int(day or 1))
    except ValueError:
        return None
    return at if day else later(at, 1) - timedelta(days=1)


def _month(number: str | None, name: str | None) -> int:
    return int(number) if number else _MONTHS.index((name or "")[:3]) + 1


def _part(known: Mapping[str, str | None], months: int, today: date) -> Span | None:
    """The quarter, or the half, of this number."""
    said = known["n"] or known["q"] or ""
    number = _NUMERALS.get(said) or int(said)
    if months * number > 12:
        return None
    return _months(known["year"] or known["end"], 1 + months * (number - 1), months, today)


def _from_to(known: Mapping[str, str | None], today: date) -> Span | None:
    first, last = _month(known["a"], known["x"]), _month(known["b"], known["y"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    until = known["until"] or known["end"]
    year = known["year"] or (str(int(until) - (last < first)) if until else None)
    return _months(year, first, (last - first) % 12 + 1, today)


def _months(year: str | None, first: int, count: int, today: date) -> Span | None:
    """So many months from this one on, in the year or in the next that is not over."""
    years = (int(year),) if year else (today.year - 1, today.year, today.year + 1)
    begins = (date(each, first, 1) for each in years if 2000 <= each <= 2100)
    spans = (Span(each, later(each, count) - timedelta(days=1)) for each in begins)
    return next((each for each in spans if year or each.last >= today), None)
