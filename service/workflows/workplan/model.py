"""What a work plan is made of, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from service.core.people import Roster
from service.core.queries import Summary
from service.core.rulebook import Duty
from service.core.rulebook.periods import Span
from service.core.texts import Words, text
from service.sdk.state import State
from service.sdk.times import on_day
from service.sdk.turn import Turn

KIND = "workplan"
PERMISSION = "workplan.manage"
PLAN, SUMMARY = "yearly_plan", "yearly_summary"
"""The reports of the rules that a plan of a whole year is, and its summary."""
EDITED = "draft returned"
MOST = 60  # items


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `duty`: what the rules ask for, as they had it then; its title and its times
    are theirs, and what was held tells whether it is met. `until`: the last day of anything else,
    and of a duty that is planned earlier. `owner`: 0: nobody in particular. `check`: how it is seen
    that it was done. `moved_from`, `why`: when it was to be before, and why it was moved, left out
    or not done. `left_out`: it stays visible and counts no more. `added`: after the approval.
    `by_itself`: what the rules ask for begins in the month that it is due in; `begun_at`: when it
    last was."""

    title: str = ""
    duty: Duty | None = None
    until: date | None = None
    measures: str = ""
    owner: int = 0
    check: str = ""
    moved_from: date | None = None
    why: str = ""
    left_out: bool = False
    done_at: datetime | None = None
    added: bool = False
    by_itself: bool = False
    begun_at: datetime | None = None

    @property
    def name(self) -> Words:
        return self.duty.name if self.duty is not None else self.title


@dataclass(frozen=True, slots=True)
class Plan:
    """The definition. `first`, `last`: the days of its period, which are whole months."""

    first: date | None = None
    last: date | None = None
    items: tuple[Item, ...] = ()

    @property
    def title(self) -> Words:
        """What it is called: of a year, a half, a quarter, or of its months."""
        if self.first is None or self.last is None:
            return ""
        months = 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1
        starts = (self.first.month - 1) % months == 0
        form = {12: "year", 6: "half", 3: "quarter", 1: "month"}.get(months, "") if starts else ""
        if not form:
            form = "months" if self.first.year == self.last.year else "years"
        return text(
            "workplan-title",
            form=form,
            year=str(self.first.year),
            n=(self.first.month - 1) // months + 1,
            month=month_words(self.first.month),
            to=month_words(self.last.month),
            until=str(self.last.year),
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The progress. `unit`: whose plan it is; `begun_at`: since when it is drafted. `asked_at`:
    since when the committee has it; `agreed`: who of it has agreed, and when; `meeting`: when a
    meeting of it did. `sent_at`, `approved_at`, `approved_by`: of the superior unit (0: there is
    none). `remarks`: why it came back. `pending`: a typed line, while it is asked what is meant by
    it. `summary`: the secretary's own words at the close; `met`,
    `due`: what it came to."""

    unit: int = 0
    edition: str = ""
    begun_at: datetime | None = None
    asked_at: datetime | None = None
    agreed: Mapping[int, datetime] = field(default_factory=dict)
    meeting: datetime | None = None
    sent_at: datetime | None = None
    remarks: str = ""
    pending: str = ""
    approved_at: datetime | None = None
    approved_by: int = 0
    summary: str = ""
    met: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody whose calendar and record the plan stands in: who leads the unit, and who sees to an
    item. `at`: its last day."""

    at: datetime | None = None

    def summary(self) -> Summary:
        return Summary("concerned" if self.at else "none", at=self.at)


PlanState = State[Plan, Way]
PlanTurn = Turn[PlanState, Part]


def span_of(plan: Plan) -> Span:
    """The period of a plan that has one."""
    return Span(plan.first or date.min, plan.last or date.max)


def noon(roster: Roster, unit: int, day: date, hour: int = 12) -> datetime:
    """The day as a moment on the unit's clock."""
    return on_day(roster.unit_timezone(unit), day, hour)


def month_words(month: int) -> Words:
    return text("workplan-month", month=month)


def heading(state: PlanState) -> Words:
    return text("workplan-heading", title=state.definition.title or text("workplan-new"))


def changed(turn: PlanTurn, place: int, **values: Any) -> PlanTurn:
    """The turn with other values in the item at this place."""
    items = turn.state.definition.items
    item = replace(items[place], **values)
    return turn.becomes(turn.state.defined(items=(*items[:place], item, *items[place + 1 :])))


def place_of(turn: PlanTurn) -> int | None:
    """The place of the item that the event names, if there is one."""
    place = next((int(each) for each in turn.args()[:1] if each.isdigit()), -1)
    return place if 0 <= place < len(turn.state.definition.items) else None


def superiors(turn: PlanTurn) -> tuple[int, ...]:
    """Who may approve it: in the nearest unit above that has anybody who plans."""
    above = turn.roster.units[turn.unit].parent
    return turn.organizers_of(above) if above is not None else ()


def is_superior(turn: PlanTurn) -> bool:
    """Whether who acts may approve it: from above alone, never one of the unit itself."""
    return turn.organizes() and turn.actor is not None and turn.actor.unit != turn.unit


def is_desk(turn: PlanTurn) -> bool:
    """Whether who acts may make the unit's plan: one of its own."""
    return turn.organizes() and turn.actor is not None and turn.actor.unit == turn.unit


def committee(turn: PlanTurn) -> tuple[int, ...]:
    """Those who lead the unit together."""
    rules = turn.context.rules
    return tuple(each.id for each in turn.roster.here(turn.unit) if rules.in_committee(each))


def is_committee(turn: PlanTurn) -> bool:
    return turn.actor is not None and turn.actor.id in committee(turn)
