"""When something planned begins and ends, as plain values name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import local
from service.core.time_parsing import in_minutes

SPAN_KEYS = ("opens_at", "closes_at", "minutes")


def read_span(
    details: Mapping[str, Any], now: datetime, tz: str, *, minutes: int, longest: timedelta
) -> tuple[datetime, datetime]:
    """From `opens_at` (default: now) to `closes_at`, or `minutes` later. Times are datetimes or
    ISO 8601 texts, on the clock `tz` when they name no zone. Raises `ValueError`, which names the
    key and what is allowed."""
    opens_at = read_moment(details, "opens_at", tz) or now
    closes_at = read_moment(details, "closes_at", tz)
    if closes_at is None:
        closes_at = in_minutes(opens_at, _minutes(details, minutes, longest))
    if not opens_at < closes_at <= opens_at + longest:
        raise ValueError(f"closes_at: allowed: after opens_at, within {longest.days} days")
    return opens_at, closes_at


def refuse_others(details: Mapping[str, Any], keys: Sequence[str]) -> None:
    """Raises `ValueError` for a key that is none of these."""
    for key in details:
        if key not in keys:
            raise ValueError(f"{key}: there is no such key; allowed: {', '.join(keys)}")


def read_moment(details: Mapping[str, Any], key: str, tz: str) -> datetime | None:
    """The time under this key; None if there is none."""
    value = details.get(key)
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = False
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise ValueError(f"{key}: allowed: a time such as 2026-12-05T19:30:00")
    return value if value.tzinfo else local(value, tz)


def _minutes(details: Mapping[str, Any], usual: int, longest: timedelta) -> int:
    value = details.get("minutes", usual)
    most = longest // timedelta(minutes=1)
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError(f"minutes: {value!r} is not allowed; allowed: 1 to {most}")
    return value
