"""What a plan is, and what its definition may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from service.core.calendar import Holidays, Occurrence, Recurrence, local, shown
from service.core.queries import Summary
from service.sdk.turn import Turn
from service.sdk.undo import Undo

Phase = Literal["list", "draft", "new", "running", "paused", "over"]
How = Literal["", "details", "draft"]

GRACE_HOURS = 12.0  # a date missed by less than this is made up for
AHEAD = 3  # days before the date, for a draft
MOST_AHEAD = 30
LONGEST_TITLE = 60  # characters
KEYS = ("title", "kind", "when", "details", "grace_hours", "by", "template")


@dataclass(frozen=True, slots=True)
class Plan:
    """A recurring activity: `kind` is started with `details` whenever `rule` says so, from the
    `template` of this name if there is one.

    `origin`: where it is kept and can be changed: in the settings, or in the chat. One that is made
    in the chat begins the activity of the kind's `command`; `how`: complete, by its details, or as
    a draft of who leads, so many days `ahead`. In the draft of a plan there may be no rule yet.
    `when`: the values of a rule that is being set (`core.recurrence_parsing`). `filling`: the
    details are being asked for; a plan that runs brings a draft until they are complete.

    `after` and `handled`: every date up to this moment, and the one planned for this day, has
    been started or left out; neither comes back when a holiday is moved later.
    `step`: goes up with every change of `next_at`, so that an old timer or button is known.
    `undo`: the newest step of who leads, while it can be taken back.
    """

    phase: Phase
    title: str
    kind: str
    rule: Recurrence | None
    details: dict[str, Any] = field(default_factory=dict)
    by: int | None = None  # the person on whose behalf it runs
    grace_hours: float = GRACE_HOURS
    after: datetime | None = None
    handled: date | None = None
    next_at: datetime | None = None
    next_planned: date | None = None  # the date by the rule, before a holiday moved it
    certain: bool = True  # False while `next_at` hangs on holidays not yet known
    step: int = 0
    template: str = ""
    undo: Undo[Plan] | None = None
    origin: Literal["settings", "chat"] = "settings"
    command: str = ""
    how: How = "details"
    ahead: int = 0
    when: dict[str, Any] = field(default_factory=dict)
    filling: bool = False

    @property
    def grace(self) -> timedelta:
        return timedelta(hours=self.grace_hours)

    def begins(self, at: datetime) -> datetime:
        """When something begins for an occurrence at `at`: so many days ahead, by the clock."""
        if not self.ahead or self.rule is None:
            return at
        there = shown(at, self.rule.timezone).replace(tzinfo=None)
        return local(there - timedelta(days=self.ahead), self.rule.timezone)

    def following(self, after: datetime, holidays: Holidays) -> Occurrence | None:
        """The first occurrence after the moment that has not been handled."""
        if self.rule is None:
            return None
        found = self.rule.next_after(after, holidays)
        while found and found.planned == self.handled:
            found = self.rule.next_after(found.at, holidays)
        return found


@dataclass(frozen=True, slots=True)
class NoPart:
    """Nobody has a part of their own in a plan."""


PlanTurn = Turn[Plan, NoPart]


def summarize(part: NoPart) -> Summary:
    return Summary("none")


def blank(phase: Phase, by: int | None) -> Plan:
    """What somebody begins in the chat: the draft of a plan, or the list of those there are."""
    return Plan(phase, "", "", None, by=by, origin="chat", how="")


def define(details: Mapping[str, Any], timezone: str) -> Plan:
    """The plan that a definition describes: the plain values named in `KEYS`.

    `when` is a rule as `Recurrence.parse` reads it, in `timezone` unless it names its own.
    Raises `ValueError`, which names the key and what is allowed.
    """
    for key in details:
        if key not in KEYS:
            raise ValueError(f"{key}: there is no such key; allowed: {', '.join(KEYS)}")
    for key in ("title", "kind"):
        value = details.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{key}: is missing; allowed: a text")
    if details["kind"] == "plan":
        raise ValueError("kind: a plan can't start plans; allowed: another workflow, such as quiz")
    when = details.get("when")
    if not isinstance(when, Mapping):
        raise ValueError("when: is missing; allowed: a rule with every and at")
    try:
        rule = Recurrence.parse({"timezone": timezone, **when})
    except ValueError as error:
        raise ValueError(f"when.{error}") from error
    return Plan(
        phase="new",
        title=details["title"].strip(),
        kind=details["kind"],
        rule=rule,
        details=_plain_table(details.get("details", {})),
        by=_person(details.get("by")),
        grace_hours=_hours(details.get("grace_hours", GRACE_HOURS)),
        template=_name(details.get("template", "")),
    )


def _hours(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 8760:
        raise ValueError(f"grace_hours: {value!r} is not allowed; allowed: 0.1 to 8760 hours")
    return float(value)


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"template: {value!r} is not allowed; allowed: the name of a template")
    return value.strip()


def _person(value: object) -> int | None:
    if value is None or type(value) is int:
        return value
    raise ValueError(f"by: {value!r} is not allowed; allowed: the number of a person")


def _plain_table(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not _plain(value):
        raise ValueError("details: allowed: a table of texts, numbers, true/false, lists, tables")
    return dict(value)


def _plain(value: object) -> bool:
    """Whether the value comes back from JSON as it went in."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(_plain, value))
    return value is None or isinstance(value, str | int | float)
