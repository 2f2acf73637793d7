"""The public holidays of mainland China, and a file that adds or corrects days.

The days come from the library `chinesecalendar`, which follows the yearly announcement of the
State Council. It knows nothing beyond the last year announced: that is the horizon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from service.core.calendar import Holidays
from service.core.people import Language
from service.files.toml import read_toml

WARN_DAYS = 60  # the announcement comes in November; this leaves time to act on it
LONGEST_NAME = 100  # characters

_TABLES = ("days_off", "working_days")
_KEYS = ("known_until", *_TABLES)


def mainland_china(corrections: Path | None = None) -> Holidays:
    """Holidays and make-up working days as announced, with the corrections of a file applied.

    Names are in Chinese and English: `国庆节 / National Day`; a make-up working day has the name of
    the holiday it makes up for. Raises `ValueError` as `correct` does.
    """
    from chinese_calendar import Holiday, holidays, workdays

    both = {each.value: f"{each.chinese} / {each.value}" for each in Holiday}
    known = Holidays(
        workdays=frozenset(workdays),
        holidays=frozenset(holidays),
        names={day: both.get(name, name) for day, name in (*holidays.items(), *workdays.items())},
        horizon=date(max(holidays).year, 12, 31),
    )
    return correct(known, corrections) if corrections else known


def correct(holidays: Holidays, path: Path) -> Holidays:
    """The holidays with the days of a file applied; a day in the file always wins.

    `config/holidays.example.toml` shows the form. Raises `ValueError` with every problem on a
    line of its own, naming file, key and what is allowed.
    """
    plain = read_toml(path)
    problems: list[str] = []
    for key in plain.keys() - set(_KEYS):
        problems.append(f"{key}: there is no such key; known here: {', '.join(_KEYS)}")
    off, worked = (dict(_days(plain, table, problems.append)) for table in _TABLES)
    for day in sorted(off.keys() & worked.keys()):
        problems.append(f"working_days.{day}: stands in days_off too; keep one of the two")
    known_until = plain.get("known_until")
    if known_until is not None and not _is_day(known_until):
        problems.append("known_until: must be a date such as 2027-12-31, without quotes")
    if problems:
        raise ValueError("\n".join(f"{path}: {problem}" for problem in sorted(problems)))
    horizon = holidays.horizon
    if horizon and known_until:
        horizon = max(horizon, known_until)
    return Holidays(
        workdays=(holidays.workdays - off.keys()) | worked.keys(),
        holidays=(holidays.holidays - worked.keys()) | off.keys(),
        names={**holidays.names, **off, **worked},
        horizon=horizon,
    )


def _days(
    plain: Mapping[str, Any], table: str, report: Callable[[str], None]
) -> Iterator[tuple[date, str]]:
    """The days of a table with their names; what is wrong with the others is reported."""
    days = plain.get(table, {})
    if not isinstance(days, dict):
        report(f'{table}: must be a table of lines such as 2027-01-01 = "元旦"')
        return
    for key, name in days.items():
        try:
            day = date.fromisoformat(key)
        except ValueError:
            report(f"{table}.{key}: there is no such date; write it as 2027-01-01")
            continue
        if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME:
            report(f"{table}.{key}: must be the day's name in quotes, up to {LONGEST_NAME} letters")
            continue
        yield day, name.strip()


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


_WARNINGS: Mapping[Language, tuple[str, str]] = {
    "zh-CN": (
        "节假日数据只到 {day}，还剩 {left} 天。请升级 chinesecalendar，"
        "或在 holidays.corrections 指定的文件中补充次年安排并更新 known_until。",
        "节假日数据已于 {day} 用完，之后的日期只按周末推算。请升级 chinesecalendar，"
        "或在 holidays.corrections 指定的文件中补充安排并更新 known_until。",
    ),
    "en": (
        "Public holidays are known until {day} only, {left} days from now. Upgrade "
        "chinesecalendar, or add next year's days to the file named by holidays.corrections "
        "and move its known_until.",
        "Public holidays were known until {day} only; later dates follow the plain week. Upgrade "
        "chinesecalendar, or add the days to the file named by holidays.corrections and move its "
        "known_until.",
    ),
}


def warning(holidays: Holidays, today: date, language: Language = "zh-CN") -> str | None:
    """The warning about the end of the known calendar, from 60 days before; else None."""
    if holidays.horizon is None:
        return None
    left = (holidays.horizon - today).days
    if left > WARN_DAYS:
        return None
    soon, over = _WARNINGS[language]
    return (soon if left >= 0 else over).format(day=holidays.horizon, left=left)
