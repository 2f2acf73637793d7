"""What a secretary types for a rule of recurring dates, in Chinese or English: `read_rule`.

每天 9点 · 每周一三五 19:30 · 每周三 19:30 · 每两周周五晚上7点 · 隔周三 9:00
每月第一个周五晚上7点 · 每月15日 9点 · 每月底晚7点 · 每季度第一个周五 19:30
每季度末月20日 9点 · 每半年 … · 每年7月1日 10:00
daily at 9am · every mon, wed and fri at 8pm · every friday at 7pm · every other wednesday 9:00
first friday of every month at 19:30 · the 15th of each month at 9am
quarterly on the 5th at 9:00 · every year on 1 July at 10am

A rule that is being made is a mapping of the values that a settings file names
(`calendar.Recurrence.parse`); what is still to be asked for is None, in the order of asking. With
an interval of months, `month` is one in which it is held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from service.core.calendar import WEEKDAYS, Holidays, Recurrence, shown
from service.core.time_parsing import LONGEST_INPUT, time_of_day
from service.core.time_words import spelled

LAST_DAY = 31  # of every month: a day that a month does not have is its last
PERIODS: Mapping[str, Mapping[str, Any]] = {
    "daily": {"every": "week", "weekdays": [*WEEKDAYS], "at": None},
    "week": {"every": "week", "weekday": None, "at": None},
    "fortnight": {"every": "week", "interval": 2, "weekday": None, "at": None},
    "nth": {"every": "month", "nth": None, "weekday": None, "at": None},
    "day": {"every": "month", "day": None, "at": None},
    "quarter": {"every": "month", "interval": 3, "month": None, "day": None, "at": None},
    "year": {"every": "year", "month": None, "day": None, "at": None},
}
"""The usual ones, with what each has to be asked for."""

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
             "fourth": 4, "4th": 4, "last": -1}  # fmt: skip
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) (?=mon|tue|wed|thu|fri|sat|sun)")
_FREQUENCY = re.compile(
    r"每(?P<count>\d{1,2})?(?: ?个)?(?P<unit>周|星期|月|季度|季|半年|年)"
    r"|(?P<apart>隔)(?:1 ?个?)?(?P<apart_unit>周|星期|月)"
)
_ENGLISH = (
    (
        r"\b(?:every|each) (?:week|working |work)day\b|\b(?:on )?(?:week|working |work)days\b",
        " 每工作日 ",
    ),
    (r"\b(?:every|each) day\b|\bdaily\b", " 每天 "),
    (r"\b(?:every|each) quarter\b|\bquarterly\b|\bof (?:every|each|the) quarter\b", " 每季度 "),
    (r"\bevery other week\b|\bfortnightly\b|\bbi-?weekly\b|\bevery fortnight\b", " 每2周 "),
    (r"\bevery (?:other|second) (?=mon|tue|wed|thu|fri|sat|sun)", " 每2周 "),
    (r"\bevery other month\b", " 每2个月 "),
    (r"\bevery (\d{1,2}|two|three|four|six) weeks?\b", r" 每\1周 "),
    (r"\bevery (\d{1,2}|two|three|four|six) months?\b", r" 每\1个月 "),
    (r"\b(?:every|each) week\b|\bweekly\b", " 每周 "),
    (r"\bof the month\b|\b(?:of |in )?(?:every|each|a) month\b|\bmonthly\b", " 每月 "),
    (r"\b(?:every|each) (?:half[- ]year|six months)\b", " 每半年 "),
    (r"\b(?:every|each) year\b|\byearly\b|\bannually\b", " 每年 "),
    (r"\b(?:the )?last day\b", " 最后1天 "),
    (r"\b(?:every|each) (?=(?:first|second|third|fourth|last|1st|2nd|3rd|4th) )", " 每月 "),
    (r"\b(?:every|each) (?=mon|tue|wed|thu|fri|sat|sun)", " 每周 "),
    (r"\b(?:on )?(mon|tues|wednes|thurs|fri|satur|sun)days\b", r" 每周 \1day "),
)
_WORDS = {"two": "2", "three": "3", "four": "4", "six": "6"}
_NTH = re.compile(
    r"第(?P<nth>[1-4])(?:个)? ?周(?P<weekday>[1-7])|(?:最后|末)(?:1 ?个)? ?周(?P<last>[1-7])"
)
_SEVERAL = re.compile(  # 每周一三五, 每周二、四; not 每周三五点
    r"(?P<week>每?[两二2]?(?:周|星期))"
    r"(?P<days>[一二三四五六日天](?:[、,，和及/ ]*(?:周|星期)?[一二三四五六日天])+)(?![十点时:：])"
)
_SPAN = re.compile(r"周 ?([1-7])\s*(?:到|至|-|–|—|~|through|to)\s*周? ?([1-7])(?!\d|[点:])")
_WEEKDAY = re.compile(r"周 ?(?P<weekday>[1-7])(?!\d)")
_MONTH_OF_QUARTER = re.compile(
    r"第(?P<month>[1-3]) ?个月(?:的)?|(?P<last>最后1?个?月|末月|季末月?)"
)
_DATE = re.compile(r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?(?!\d)")
_LAST = re.compile(r"本?月底|最后1天|底(?!\d)")
_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2}) ?[日号]")


def read_rule(words: str) -> dict[str, Any] | None:
    """The rule that the words mean, with None for the time where they don't name it; None: they
    are no rule, or one that dates can't follow."""
    if len(words) > LONGEST_INPUT:
        return None
    clean = _clean(words)
    found, rest = _take(_FREQUENCY, clean)
    if found is None:
        return None
    plain = _period(found)
    day = _DAYS[plain["every"]](rest, plain.get("interval", 1))
    if day is None:
        return None
    values, rest = day
    at = None
    if rest := _without_noise(rest):
        at = time_of_day(rest)
        if at is None:
            return None
    return {**plain, **values, "at": f"{at:%H:%M}" if at is not None else None}


def read_part(words: str, name: str) -> Any:
    """What is typed for one value of a rule: a day, a weekday, a month, a time; None: nothing."""
    clean = spelled(words)
    if name == "at":
        at = time_of_day(clean)
        return f"{at:%H:%M}" if at is not None else None
    if name == "weekday":
        found = _WEEKDAY.fullmatch(clean.strip())
        return WEEKDAYS[int(found["weekday"]) - 1] if found else None
    if name == "day" and _LAST.search(clean):
        return LAST_DAY
    number = re.fullmatch(r"(\d{1,2}) ?(?:日|号|月|个)?", clean.strip())
    most = {"day": 31, "month": 12}.get(name, 4)
    return int(number[1]) if number and 1 <= int(number[1]) <= most else None


def lacking(plain: Mapping[str, Any]) -> str | None:
    """The value to be asked for next; "every" where there is nothing yet."""
    if not plain:
        return "every"
    return next((name for name, value in plain.items() if value is None), None)


def rule_from(
    plain: Mapping[str, Any], timezone: str, now: datetime, on_holiday: str = "keep"
) -> Recurrence:
    """The rule that the values make, from now on. With an interval, the first date is the next one
    that they allow. Raises ValueError."""
    values = {"timezone": timezone, "on_holiday": on_holiday, **plain}
    interval = values.pop("interval", 1)
    if interval == 1:
        return Recurrence.parse(values)
    month = values.pop("month", None)
    rule = Recurrence.parse(values)
    if month is not None:
        since = date(shown(now, timezone).year, month, 1)
    else:
        first = Recurrence.parse({**values, "on_holiday": "keep"}).next_after(now, Holidays())
        since = first.planned if first is not None else shown(now, timezone).date()
    return Recurrence.parse({**values, "interval": interval, "since": since, "at": rule.at})


# -- parts


def _clean(words: str) -> str:
    plain = " ".join(words.lower().split())
    for english, chinese in _ENGLISH:
        plain = re.sub(english, chinese, plain)
    plain = re.sub(r"每(two|three|four|six)", lambda found: f"每{_WORDS[found[1]]}", plain)
    plain = re.sub(
        r"\bon the (?=first|second|third|fourth|last|\d)|\bthe (?=first|second|third|fourth|last)",
        "",
        plain,
    )
    plain = _ORDINAL.sub(_ordinal, plain)
    plain = re.sub("每个(?=周|星期|礼拜|月|季|年|工作日)", "每", plain).replace("礼拜", "星期")
    plain = re.sub("每天|每日|天天", "每周 周一到周日 ", plain)
    plain = plain.replace("每工作日", "每周 周一到周五 ")
    plain = _SEVERAL.sub(_each_weekday, plain)
    plain = re.sub("每(?=(?:星期|周)[一二三四五六日天])", "每周 ", plain)
    plain = re.sub("双周(?=[一二三四五六日天])", "每两周 周", plain)
    plain = re.sub(r"隔周(?=[一二三四五六日天])", "隔周 周", plain)
    plain = re.sub(r"(每[两二2]?周) ?(?:的)?(?=[一二三四五六日天])", r"\1 周", plain)
    return spelled(plain.replace("倒数第一个", "最后一个"))


def _each_weekday(found: re.Match[str]) -> str:
    days = re.findall("[一二三四五六日天]", found["days"])
    week = found["week"] if found["week"].startswith("每") else ""
    return f"{week} {' '.join(f'周{each}' for each in days)} "


def _ordinal(found: re.Match[str]) -> str:
    number = _ORDINALS[found[1]]
    return "最后1个 " if number < 0 else f"第{number}个 "


def _period(found: re.Match[str]) -> dict[str, Any]:
    unit = found["unit"] or found["apart_unit"]
    count = 2 if found["apart"] else int(found["count"] or 1)
    every, times = {
        "周": ("week", 1), "星期": ("week", 1), "月": ("month", 1), "季度": ("month", 3),
        "季": ("month", 3), "半年": ("month", 6), "年": ("year", 1),
    }[unit]  # fmt: skip
    interval = count * times
    return {"every": every, **({"interval": interval} if interval > 1 else {})}


Found = tuple[dict[str, Any], str] | None


def _of_week(rest: str, interval: int) -> Found:
    """One weekday, or several: named one by one, or from one to another."""
    rest = re.sub("每(?:周|星期)", " ", rest)
    span, others = _take(_SPAN, rest)
    if span is not None:
        first, last = int(span[1]), int(span[2])
        held = [*range(first, last + 1)] if first < last else []
        return ({"weekdays": [WEEKDAYS[each - 1] for each in held]}, others) if held else None
    named = sorted({int(each["weekday"]) for each in _WEEKDAY.finditer(rest)})
    days, rest = [WEEKDAYS[each - 1] for each in named], _WEEKDAY.sub(" ", rest)
    if len(days) > 1:
        return {"weekdays": days}, rest
    return ({"weekday": days[0]}, rest) if days else None


def _of_month(rest: str, interval: int) -> Found:
    """The nth weekday, or a day; of a quarter, in its first month unless another is named."""
    values: dict[str, Any] = {}
    if interval == 3:
        month, rest = _take(_MONTH_OF_QUARTER, rest)
        values["month"] = 1 if month is None else int(month["month"] or 3)
    nth, others = _take(_NTH, rest)
    if nth:
        weekday = int(nth["weekday"] or nth["last"])
        named = {"nth": int(nth["nth"] or -1), "weekday": WEEKDAYS[weekday - 1]}
        return {**values, **named}, others
    last, others = _take(_LAST, rest)
    if last:
        return {**values, "day": LAST_DAY}, others
    day, others = _take(_DAY, rest)
    if day is None or not 1 <= int(day["day"]) <= 31:
        return None
    return {**values, "day": int(day["day"])}, others


def _of_year(rest: str, interval: int) -> Found:
    found, rest = _take(_DATE, rest)
    if found is None or interval > 1:
        return None
    month, day = int(found["month"]), int(found["day"])
    return ({"month": month, "day": day}, rest) if exists(month, day) else None


def exists(month: int, day: int) -> bool:
    """Whether there is such a day in any year."""
    try:
        date(2024, month, day)
    except ValueError:
        return False
    return True


_DAYS: Mapping[str, Callable[[str, int], Found]] = {
    "week": _of_week,
    "month": _of_month,
    "year": _of_year,
}


def _take(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(words)
    return found, f"{words[: found.start()]} {words[found.end() :]}" if found else words


def _without_noise(rest: str) -> str:
    rest = re.sub(r"\b(?:on|at|the|of|in|and)\b|[,，、/和及的在于]", " ", rest)
    return " ".join(rest.split())
