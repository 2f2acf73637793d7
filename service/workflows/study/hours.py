"""The hours of a year: each member's total against the norm of the rules, and who is behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.core.access import Rules
from service.core.calendar import shown
from service.core.message import Cell, Message
from service.core.people import Person, Roster
from service.core.queries import History
from service.core.records import Counted, Own
from service.core.rulebook import StudyNorm
from service.core.rulebook.duties import Period
from service.core.rulebook.periods import span_of
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Context, Outcome
from service.sdk import export
from service.sdk.audience import invited
from service.sdk.export import Column
from service.sdk.panels import Rows, grid, paragraphs
from service.workflows.study.model import Share, StudyState, StudyTurn

COUNTS = ("tasks", "hours", "courses", "asked", "missing")  # columns of the workbook
LISTED = 40  # people who are behind
OF_A_YEAR: Period = "year"


def norm_of(rules: Rules, roster: Roster, person: Person) -> StudyNorm | None:
    """What the rules ask of the person in a year: of several norms the one with most hours."""
    book = rules.book_of(roster, person.unit)
    groups = {each.id: each for each in book.people}
    found = []
    for norm in book.study:
        group = groups.get(norm.who)
        leads = group is not None and group.leads and rules.in_committee(person)
        theirs = leads or (group is not None and group.has(person)) or norm.who == person.standing
        if norm.active and norm.period == OF_A_YEAR and theirs:
            found.append(norm)
    return max(found, key=lambda each: each.hours, default=None)


@dataclass(frozen=True, slots=True)
class Total:
    """What a person has come to this year. `asked`: by the norm, 0 without one; `by_now`: what of
    it, were it spread evenly. `courses`: tasks that counted for a whole day or more, of which the
    norm may ask for some as well (`courses_asked`)."""

    person: Person
    hours: int
    tasks: int
    asked: int
    by_now: int
    courses: int = 0
    courses_asked: int = 0

    @property
    def missing(self) -> int:
        return max(self.asked - self.hours, 0)

    @property
    def missing_courses(self) -> int:
        return max(self.courses_asked - self.courses, 0)

    @property
    def is_behind(self) -> bool:
        return self.hours < self.by_now


def total(
    context: Context, person: Person, parts: Iterable[tuple[StudyState, Share]], today: date
) -> Total:
    held = (each for each in parts if each[0].phase != "cancelled")
    counted = [share.hours(state.definition) for state, share in held]
    norm = norm_of(context.rules, context.roster, person)
    asked, courses = (norm.hours, norm.courses) if norm is not None else (0, 0)
    day = context.rules.book_of(context.roster, person.unit).study_hours.day
    span = span_of(OF_A_YEAR, today)
    days = (span.last - span.first).days + 1
    by_now = asked * ((today - span.first).days + 1) // days
    whole_days = sum(each >= day for each in counted)
    return Total(person, sum(counted), len(counted), asked, by_now, whole_days, courses)


def of_year(
    context: Context, year: int, parts: Sequence[tuple[Activity[Any], Share]]
) -> Words | None:
    """A line of one's own page."""
    if context.actor is None:
        return None
    last = min(date(year, 12, 31), shown(context.now, context.actor.timezone).date())
    theirs = ((activity.state, share) for activity, share in parts)
    return _line(total(context, context.actor, theirs, last), year)


def _line(each: Total, year: int) -> Words:
    hours = text(
        "study-year", year=str(year), hours=each.hours, tasks=each.tasks, asked=each.asked,
        missing=each.missing,
    )  # fmt: skip
    lacking = each.missing_courses
    return lines(hours, text("study-courses", n=lacking)) if lacking else hours


# -- the card


def _today(turn: StudyTurn) -> date:
    return shown(turn.now, turn.unit_timezone).date()


def year(turn: StudyTurn) -> History:
    """A requirement: the parts of this year of those whom the card is about."""
    since = turn.state.schedule.opens_at or turn.now
    return History(turn.activity.kind, turn.unit, since, turn.state.progress.named)


def totals(turn: StudyTurn) -> list[Total]:
    """Of the unit's members, in the order of the roster."""
    parts: dict[int, list[tuple[StudyState, Share]]] = {}
    for each in turn.query(year(turn)):
        parts.setdefault(each.person, []).append((each.state, each.entry))
    return [
        total(turn.context, each, parts.get(each.id, ()), _today(turn)) for each in invited(turn)
    ]


def show(turn: StudyTurn) -> Outcome:
    """One's own total; for who sets the tasks, who is behind as well."""
    found = totals(turn)
    own = [
        _line(each, _today(turn).year)
        for each in found
        if turn.actor and each.person.id == turn.actor.id
    ]
    body: list[Words] = [*own]
    rows: Rows = ()
    if turn.organizes():
        body += [_behind(turn, found)]
        rows = grid(turn.activity, "study-button-export")
    shown_ = turn.reply(Message(paragraphs(*body), text("study-hours-title"), rows), "hours")
    return turn.done("study.hours_shown", effects=shown_, finished=True)


def _behind(turn: StudyTurn, found: Sequence[Total]) -> Words:
    behind = sorted((each for each in found if each.is_behind), key=lambda each: each.hours)
    named = (
        text("study-behind-line", name=turn.roster.name(each.person.id), hours=each.hours,
             asked=each.asked, by_now=each.by_now, missing=each.missing)
        for each in behind[:LISTED]
    )  # fmt: skip
    more = text("study-behind-more", n=len(behind) - LISTED) if len(behind) > LISTED else None
    met = sum(1 for each in found if each.asked and not (each.missing or each.missing_courses))
    asked = sum(1 for each in found if each.asked)
    return lines(
        text("study-behind", n=len(behind), met=met, asked=asked, of=len(found)), *named, more
    )


def hand(turn: StudyTurn) -> Outcome:
    """The same of everybody, as a workbook."""
    rows = [(each.person, each) for each in totals(turn)]
    kind = text("study-hours-of", year=str(_today(turn).year))
    return export.hand_people(turn, kind, columns(), rows, finished=True)


def columns() -> Iterator[Column[tuple[Person, Total]]]:
    """What a list of totals has beside the people."""
    for name in COUNTS:
        yield Column(text("study-column", column=name), _cell(name))


def _cell(name: str) -> Callable[[tuple[Person, Total]], Cell]:
    return lambda row: getattr(row[1], name)


def counts_as(activity: Activity[StudyState]) -> Counted | None:
    """A task counts for the norm that it was held for, from its close on."""
    state, at = activity.state, activity.state.schedule.closes_at
    if state.phase not in ("closed", "over") or not state.definition.norm or at is None:
        return None
    return Counted(state.definition.norm, at)


def counts_for(activity: Activity[StudyState], person: int, share: Share) -> tuple[Counted, ...]:
    """The hours of a member's own part, for whichever norm asks for them."""
    hours = of_part(activity, share)
    if not hours or share.at is None:
        return ()
    return (Counted("study_hours", share.at, (person,), amount=hours),)


def of_part(activity: Activity[StudyState], share: Share) -> int:
    """The hours of a task that the person has done."""
    return 0 if activity.state.phase == "cancelled" else share.hours(activity.state.definition)


def mine(context: Context, activity: Activity[StudyState], share: Share) -> Own | None:
    """One's own part in a line of one's own page."""
    if share.at is None or activity.state.phase == "cancelled":
        return None
    return Own(
        text("study-mine", status=share.status, hours=share.hours(activity.state.definition))
    )
