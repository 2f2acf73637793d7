"""When a step can be taken: what comes before it, and from which day to which it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.core.calendar import Holidays, local
from service.core.rulebook.periods import later
from service.core.rulebook.procedures import After, Length, ProcedureStep
from service.core.texts import Moment, Words, series, text
from service.workflows.procedure.model import (
    CaseTurn,
    Folder,
    Obstacle,
    Paper,
    Waiver,
    this_day,
)

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def plus(day: date, length: Length, holidays: Holidays) -> date:
    """The day so much later: the same day of a later month, or its last; days; working days."""
    day = later(day, 12 * length.years + length.months) + timedelta(days=length.days)
    left = length.workdays
    while left:
        day += timedelta(days=1)
        left -= holidays.is_workday(day)
    return day


# -- steps that are repeated


def begun_on(folder: Folder, step: ProcedureStep) -> date | None:
    """The day on which the last step before it was taken; None: one is missing."""
    links = [folder.rule.step(each.step) for each in folder.rule.before(step)]
    days = [_day_of(folder, each) for each in links]
    known = [each for each in days if each is not None]
    return max(known, default=date.min) if len(known) == len(days) else None


def _day_of(folder: Folder, step: ProcedureStep) -> date | None:
    """The day from which times after the step count: of one that is repeated, of its last time."""
    if not step.every:
        done = folder.taken(step.id)
        return done.on if done is not None else None
    newest = folder.paper(step.id, 0)
    return newest.on if newest is not None else begun_on(folder, step)


def times(folder: Folder, step: ProcedureStep) -> int:
    """How often a repeated step was taken."""
    return sum(each.step == step.id for each in folder.papers)


def owed(folder: Folder, step: ProcedureStep, day: date) -> int:
    """How often it must have been taken by this day: in each period that has passed, and once."""
    start, count = begun_on(folder, step), 0
    if start is None:
        return 1
    while later(start, (count + 1) * MONTHS[step.every]) <= day:
        count += 1
    return max(count, 1)


def next_due(folder: Folder, step: ProcedureStep) -> date | None:
    """The last day for the next time of a repeated step."""
    start = begun_on(folder, step)
    return later(start, (times(folder, step) + 1) * MONTHS[step.every]) if start else None


def is_over(folder: Folder, step: ProcedureStep) -> bool:
    """Whether nothing is to be done about the step any more."""
    if not step.every:
        return folder.taken(step.id) is not None
    behind = (each for each in folder.rule.steps if _follows(folder, each, step.id))
    return any(folder.taken(each.id) is not None for each in behind)


def _follows(folder: Folder, step: ProcedureStep, before: str) -> bool:
    return any(each.step == before for each in folder.rule.before(step))


# -- from when to when


@dataclass(frozen=True, slots=True)
class Bound:
    """The day from which, or up to which, a step may be taken, and by which link."""

    day: date
    link: After


def earliest(turn: CaseTurn, step: ProcedureStep) -> Bound | None:
    """From which day on; None: from any."""
    return max(_bounds(turn, step, least=True), key=lambda each: each.day, default=None)


def latest(turn: CaseTurn, step: ProcedureStep) -> Bound | None:
    """The last day; None: there is none."""
    return min(_bounds(turn, step, least=False), key=lambda each: each.day, default=None)


def _bounds(turn: CaseTurn, step: ProcedureStep, *, least: bool) -> Iterator[Bound]:
    folder, holidays = turn.state.progress, turn.context.holidays
    put_off = sum(each.months for each in folder.returned if each.step == step.id)
    for link in folder.rule.before(step):
        length = link.least if least else link.most
        start = _day_of(folder, folder.rule.step(link.step))
        if length is not None and start is not None:
            yield Bound(later(plus(start, length, holidays), put_off), link)


def is_open(folder: Folder, step: ProcedureStep) -> bool:
    """Whether it is the turn of the step, whatever the day."""
    return not is_over(folder, step) and begun_on(folder, step) is not None


def open_steps(folder: Folder) -> tuple[ProcedureStep, ...]:
    return tuple(each for each in folder.rule.steps if is_open(folder, each))


def all_over(folder: Folder) -> bool:
    return all(is_over(folder, each) for each in folder.rule.steps)


# -- why it can't be taken


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why the step can't be taken on this day, in a sentence. `must`: nothing goes over it."""

    obstacle: Obstacle
    words: Words
    must: bool


def hindrance(turn: CaseTurn, step: ProcedureStep, day: date) -> Hindrance | None:
    """The first one that nobody has gone over with a reason."""
    known = waived(turn.state.progress, step)
    found = hindrances(turn, step, day)
    return next((each for each in found if each.must or each.obstacle not in known), None)


def waived(folder: Folder, step: ProcedureStep) -> dict[Obstacle, Waiver]:
    """What somebody has gone over with a reason."""
    return {each.obstacle: each for each in folder.waivers if each.step == step.id}


def _missing(folder: Folder, step: ProcedureStep) -> list[ProcedureStep]:
    """The steps before it that were not taken."""
    links = (folder.rule.step(each.step) for each in folder.rule.before(step))
    return [each for each in links if _day_of(folder, each) is None]


def hindrances(turn: CaseTurn, step: ProcedureStep, day: date) -> Iterator[Hindrance]:
    """Everything that is against the step on this day, whether or not it was gone over."""
    folder = turn.state.progress
    links = [folder.rule.step(each.step) for each in folder.rule.before(step)]
    if missing := _missing(folder, step):
        names = series(each.name for each in missing)
        yield Hindrance("gap", text("procedure-gap", step=step.name, names=names), must=True)
        return
    for each in links:
        n, of = times(folder, each), owed(folder, each, day) if each.every else 0
        if n < of and not step.every:
            words = text("procedure-too-few", step=each.name, n=n, of=of)
            yield Hindrance("gap", words, must=each.strength == "must")
    begun = begun_on(folder, step)
    if begun is not None and day < begun:
        words = text("procedure-before", step=step.name, day=noon(turn, begun))
        yield Hindrance("gap", words, must=True)
    for bound in sorted(_bounds(turn, step, least=True), key=lambda each: each.day, reverse=True):
        if day < bound.day:
            yield _out_of_bounds(turn, step, bound, "early")
    for bound in sorted(_bounds(turn, step, least=False), key=lambda each: each.day):
        if day > bound.day:
            yield _out_of_bounds(turn, step, bound, "late")


def _out_of_bounds(
    turn: CaseTurn, step: ProcedureStep, bound: Bound, obstacle: Obstacle
) -> Hindrance:
    link, must = bound.link, bound.link.strength == "must"
    since = turn.state.progress.rule.step(link.step).name
    key = "procedure-early" if obstacle == "early" else "procedure-late"
    words = text(
        key, step=step.name, since=since, day=noon(turn, bound.day),
        article=link.article, ruled=int(bool(link.article)), must=int(must),
    )  # fmt: skip
    return Hindrance(obstacle, words, must)


def out_of_order(folder: Folder, paper: Paper) -> Paper | None:
    """The other paper of the step that this one is dated before, or behind, against their order."""
    for each in folder.papers if folder.rule.step(paper.step).in_order else ():
        if each.step == paper.step and (each.item - paper.item) * (each.on - paper.on).days < 0:
            return each
    return None


def noon(turn: CaseTurn, day: date) -> Moment:
    """The day as it is said."""
    return Moment(at_hour(turn, day, 12), "day", turn.unit_timezone)


def dated(turn: CaseTurn, day: date) -> Moment:
    """The day as it is kept, with its year."""
    return Moment(at_hour(turn, day, 12), "date", turn.unit_timezone)


def at_hour(turn: CaseTurn, day: date, hour: int = 9) -> datetime:
    """The moment of this hour on the unit's clock."""
    return local(datetime.combine(day, time(hour)), turn.unit_timezone)


def can_be_taken(turn: CaseTurn, step: ProcedureStep) -> bool:
    """Whether its day has come, or somebody went over that with a reason."""
    return not _too_early(turn, step)


def may_be_early(turn: CaseTurn, step: ProcedureStep) -> bool:
    """Whether its day is still to come, but a reason goes over that."""
    found = _too_early(turn, step)
    return bool(found) and all(each.strength == "generally" for each in found)


def _too_early(turn: CaseTurn, step: ProcedureStep) -> list[After]:
    """The links by which the step can't be taken yet."""
    gone_over = "early" in waived(turn.state.progress, step)
    return [
        each.link
        for each in _bounds(turn, step, least=True)
        if this_day(turn) < each.day and not (gone_over and each.link.strength == "generally")
    ]
