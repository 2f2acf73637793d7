"""What the HTTP API answers: the same figures and lists as the pages for offices, with the same
rights, as data. No person stands in any of it by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SCOPES = ("units", "duties", "activities", "results")
"""What a token may read, each by itself."""
FIGURES = ("units", "duties")
LONGEST_DAYS = 366
USUAL_DAYS = 90
PREFIX = "orglife_"  # of a token, so that one that is found somewhere is known for what it is


@dataclass(frozen=True, slots=True)
class Figures:
    """Of `n`, how many are met, open (`due`) and late."""

    n: int
    met: int
    due: int
    late: int


@dataclass(frozen=True, slots=True)
class UnitItem:
    """A unit with everything below it. `parent`: 0 for the token's own. `units`: those with duties,
    each as the worst of them is. `last_held`: when something was held last; null: never."""

    id: int
    parent: int
    name: str
    members: int
    duties: Figures
    units: Figures
    last_held: datetime | None


@dataclass(frozen=True, slots=True)
class DutyItem:
    """How one unit stands to one duty in the period from the day `since` to the day `until`."""

    unit: int
    duty: str
    name: str
    since: str
    until: str
    status: Literal["met", "due", "late", "unknown"]


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """An activity. `at`: when it was held as what is counted, else when it was begun. `took_part`:
    how many; null: it was only noted."""

    id: int
    kind: str
    title: str
    unit: int
    at: datetime
    state: Literal["running", "over", "cancelled"]
    took_part: int | None


@dataclass(frozen=True, slots=True)
class ShareItem:
    """How many people's parts stand so; null: too few to be told."""

    name: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an activity, without names. `members`: of the unit, now. `counted_as`: by which
    kinds of the rules."""

    id: int
    title: str
    unit: int
    took_part: int | None
    members: int
    shares: tuple[ShareItem, ...]
    counted_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """`next`: the cursor of the next page; "": this is the last. So in each list."""

    items: tuple[UnitItem, ...]
    next: str


@dataclass(frozen=True, slots=True)
class DutyList:
    items: tuple[DutyItem, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ActivityList:
    items: tuple[ActivityItem, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer (RFC 9457). `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is, and what it may read."""

    token: int
    person: int
    scopes: frozenset[str]


class BadCursor(ValueError):
    """No page begins there."""
