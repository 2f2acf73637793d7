"""The periods in which something is due, as days of a calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from service.core.rulebook.duties import Period

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_TERMS = (2, 9)  # the months with which a term of a school begins


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both within."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) // 2

    def before(self, period: Period) -> Span:
        """The one that ended on the day before it began."""
        return span_of(period, self.first - timedelta(days=1))


def span_of(period: Period, day: date) -> Span:
    """The calendar period in which the day lies. Raises KeyError for one that follows no calendar:
    a term of office, or once."""
    if period == "term":
        begun = [month for month in _TERMS if month <= day.month]
        first = date(day.year, begun[-1], 1) if begun else date(day.year - 1, _TERMS[-1], 1)
        following = _TERMS[(_TERMS.index(first.month) + 1) % len(_TERMS)]
        months = (following - first.month) % 12
    else:
        months = _MONTHS[period]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Span(first, later(first, months) - timedelta(days=1))


def later(day: date, months: int) -> date:
    """The same day so many months later (or earlier, below 0), or the last one of that month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
