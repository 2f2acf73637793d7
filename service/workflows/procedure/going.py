"""What follows once something was brought, decided or sent back: who is told, and when next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from service.core.effects import ChangeMember, ClearTimer, Effect, Raise, Send, SetTimer
from service.core.membership import MemberChange
from service.core.rulebook.procedures import ProcedureStep
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk import pages
from service.workflows.procedure import order, view
from service.workflows.procedure.model import (
    CaseTurn,
    Done,
    Folder,
    Holder,
    Paper,
    Returned,
    Standing,
    by,
    day_of,
    this_day,
)
from service.workflows.procedure.people import actors, secretaries

CARD, OWN, ASK, TICK = "card", "own", "ask", "tick"
JUST = timedelta(days=3)  # after it was said whose turn it is, nobody is reminded yet
BEFORE = (30, 7, 1)  # days before a last day on which who must act is reminded


# -- a piece of evidence, and the end of a step


def with_paper(turn: CaseTurn, paper: Paper) -> CaseTurn:
    """The turn with the paper, in place of an earlier one of the same kind, and with the step taken
    where nothing is missing any more."""
    folder = turn.state.progress
    step = folder.rule.step(paper.step)
    same = (paper.step, paper.item)
    kept = [each for each in folder.papers if step.every or (each.step, each.item) != same]
    folder = replace(
        folder,
        papers=(*kept, paper),
        drafts=tuple(each for each in folder.drafts if each.by != paper.by),
    )
    item = step.evidence[paper.item]
    if item.kind == "names":
        others = [each for each in folder.holders if each.role != item.role]
        folder = replace(folder, holders=(*others, Holder(item.role, paper.people)))
    if not step.every and not [*folder.missing(step)]:
        on = max(each.on for each in folder.papers if each.step == step.id)
        folder = replace(folder, done=(*folder.done, Done(step.id, paper.by, turn.now, on)))
    return _with(turn, folder)


def skipped(turn: CaseTurn, step: ProcedureStep, reason: str) -> CaseTurn:
    """The turn with the step left out."""
    folder = turn.state.progress
    done = Done(step.id, by(turn), turn.now, this_day(turn), reason, skipped=True)
    return _with(turn, replace(folder, done=(*folder.done, done)))


def sent_back(turn: CaseTurn, step: str, to: str, reason: str) -> CaseTurn:
    """The turn with the case at an earlier step again: what was brought since then is kept aside,
    and an objection that holds is settled by it."""
    folder, names = turn.state.progress, ("done", "papers", "waivers", "posted", "drafts")
    gone = folder.rule.behind([to])
    kept: dict[str, Any] = {
        name: tuple(each for each in getattr(folder, name) if each.step not in gone)
        for name in names
    }
    folder = replace(
        folder,
        **kept,
        aside=(*folder.aside, *(each for each in folder.papers if each.step in gone)),
        objections=tuple(
            replace(each, settled=True) if each.upheld else each for each in folder.objections
        ),
        returned=(*folder.returned, Returned(step, to, by(turn), turn.now, reason)),
    )
    return _with(turn, folder)


def _with(turn: CaseTurn, folder: Folder) -> CaseTurn:
    return turn.becomes(replace(turn.state, progress=folder))


# -- what is told


def settled(
    before: CaseTurn,
    turn: CaseTurn,
    action: str,
    *above: Words | None,
    first: Sequence[Effect] = (),
    why: Words | None = None,
) -> Outcome:
    """The step of the case, with whoever has to know it: who acts, whose turn it is now, and the
    person of the case. `first`: what is told besides; who has the card by it, gets no other.
    `why`: what everybody reads who has to know it, such as the reason of a return."""
    have = [each.to for each in first if isinstance(each, Send) and each.key == CARD]
    over = turn.state.phase == "running" and order.all_over(turn.state.progress)
    if over:
        turn = turn.becomes(replace(turn.state, phase="done"))
    told: list[Effect] = [
        *_standings(before, turn),
        *(each for each in _to_the_next(before, turn, why) if each.to not in have),
        *_to_the_subject(before, turn, why),
    ]
    if over:
        told += tell(turn, _others(turn, secretaries(turn)))
    state = turn.state.timed(closes_at=turn.now) if over else turn.state
    return turn.done(
        f"procedure.{action}",
        state=state,
        effects=(*first, *told, *reply(turn, why, *above), *clock(turn), *_page(before, turn)),
        finished=over,
    )


def ended(turn: CaseTurn, phase: str, reason: str) -> Outcome:
    """It is over before its end: who leads it and the person of the case are told why."""
    state = replace(turn.state, phase=phase).advanced(end=reason).timed(closes_at=turn.now)
    turn = turn.becomes(state)
    people = dict.fromkeys((*secretaries(turn), turn.state.progress.subject))
    told = [
        each
        for person in _others(turn, people)
        for each in turn.tell([person], CARD, view.card(turn, person), outdates=True)
    ]
    effects = (*told, *reply(turn), *_part(turn), ClearTimer(TICK), pages.CLOSED)
    return turn.done(f"procedure.{phase}", state=state, effects=effects, finished=True)


def reply(turn: CaseTurn, *above: Words | None) -> tuple[Send, ...]:
    """The case to who acts, as they see it now."""
    if turn.actor is None:
        return ()
    person = turn.actor.id
    if person == turn.state.progress.subject:
        shown = view.own(turn, *above)
    else:
        shown = view.card(turn, person, *above)
    return turn.reply(shown, CARD, outdates=True, closes=ASK)


def _others(turn: CaseTurn, people: Iterable[int]) -> list[int]:
    return [each for each in dict.fromkeys(people) if each not in (0, by(turn))]


def tell(turn: CaseTurn, people: Iterable[int], *above: Words | None) -> list[Send]:
    """The case to each of these people, as they see it."""
    how = {"deferrable": True, "time_sensitive": True}
    return [
        sent
        for each in people
        for sent in turn.tell([each], CARD, view.card(turn, each, *above), **how)
    ]


def _to_the_next(before: CaseTurn, turn: CaseTurn, why: Words | None) -> list[Send]:
    """Who has something to do from now on; of a step whose day is still to come they hear then."""
    if turn.state.phase != "running":
        return []
    then = {each.id for each in order.open_steps(before.state.progress)} if _runs(before) else set()
    new = [each for each in order.open_steps(turn.state.progress) if each.id not in then]
    people = [who for each in new if order.can_be_taken(turn, each) for who in actors(turn, each)]
    others = [each for each in _others(turn, people) if each != turn.state.progress.subject]
    return tell(turn, others, why, text("procedure-your-turn"))


def _to_the_subject(before: CaseTurn, turn: CaseTurn, why: Words | None) -> list[Effect]:
    """Where they stand now, when a step was taken or undone."""
    folder = turn.state.progress
    moved = before.state.progress.done != folder.done or before.state.phase != turn.state.phase
    if not folder.subject or not moved:
        return []
    told = _others(turn, [folder.subject])
    shown = view.own(turn, why)
    return [*turn.tell(told, OWN, shown, deferrable=True), *_part(turn)]


def _part(turn: CaseTurn) -> tuple[Effect, ...]:
    subject = turn.state.progress.subject
    return (Raise("part", subject),) if subject in turn.roster.people else ()


def part(turn: CaseTurn) -> Outcome:
    """Where the person of the case stands, for what they look up themselves."""
    done, over = turn.state.progress.done, turn.state.phase != "running"
    part = Standing(done[-1].step if done else "", turn.now, over)
    return turn.done("procedure.noted", part=part)


def _standings(before: CaseTurn, turn: CaseTurn) -> Iterator[Effect]:
    """The standing that a step gives the person of the case."""
    folder, known = turn.state.progress, {each.step for each in before.state.progress.done}
    for each in folder.done:
        sets = folder.rule.step(each.step).sets
        if sets and each.step not in known and not each.skipped and folder.subject:
            yield ChangeMember(MemberChange(folder.subject, standing=sets))


def _page(before: CaseTurn, turn: CaseTurn) -> tuple[Effect, ...]:
    """The page of a notice goes once its days are over, or the notice is gone."""
    stood, stand = before.state.progress.standing(), turn.state.progress.standing()
    over = all(each.until <= turn.now for each in stand)
    return (pages.CLOSED,) if stood and over else ()


def _runs(turn: CaseTurn) -> bool:
    return turn.state.phase == "running"


# -- the clock


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment at which somebody is told something. `days`: before the last day; 0: the step can be
    taken now; -1: a notice has been there long enough."""

    at: datetime
    step: ProcedureStep
    days: int


def marks(turn: CaseTurn) -> list[Mark]:
    """Every such moment of the steps whose turn it is, in order."""
    folder, found = turn.state.progress, list[Mark]()
    for step in order.open_steps(folder):
        first, last = order.earliest(turn, step), order.latest(turn, step)
        if first is not None:
            found.append(Mark(order.at_hour(turn, first.day), step, 0))
        due = order.next_due(folder, step) if step.every else (last.day if last else None)
        if due is not None:
            begun = order.begun_on(folder, step) or date.min
            days = [x for x in BEFORE if x == 1 or due - begun > timedelta(days=x) + JUST]
            found += [
                Mark(order.at_hour(turn, due - timedelta(days=each)), step, each) for each in days
            ]
        found += [Mark(x.until, step, -1) for x in folder.standing() if x.step == step.id]
    return sorted(found, key=lambda each: (each.at, each.step.id, each.days))


def clock(turn: CaseTurn) -> tuple[Effect, ...]:
    """The timer of the next such moment."""
    if not _runs(turn):
        return (ClearTimer(TICK),)
    since = max(turn.now, turn.state.progress.told or turn.now)
    coming = [each.at for each in marks(turn) if each.at > since]
    return (SetTimer(TICK, coming[0]),) if coming else (ClearTimer(TICK),)


def tick(turn: CaseTurn) -> Outcome:
    """Who must act is told what has come due since the last time; a notice that has been there long
    enough is a paper, unless an objection is open."""
    before, folder = turn, turn.state.progress
    since = folder.told or folder.begun or turn.now
    due = [each for each in marks(turn) if since < each.at <= turn.now]
    turn = _with(turn, replace(folder, told=turn.now))
    turn = over_notices(turn)
    reminded = [sent for each in due if each.days >= 0 for sent in _remind(turn, each)]
    return settled(before, turn, "ticked", first=reminded)


def _remind(turn: CaseTurn, mark: Mark) -> list[Send]:
    if order.is_over(turn.state.progress, mark.step):
        return []
    word = text("procedure-remind", step=mark.step.name, days=mark.days)
    return tell(turn, actors(turn, mark.step), word)


def over_notices(turn: CaseTurn) -> CaseTurn:
    """The turn with the papers of notices that have been there long enough."""
    folder = turn.state.progress
    if folder.objecting():
        return turn
    for each in folder.standing():
        if each.until <= turn.now:
            on = day_of(turn, each.until - timedelta(hours=12))
            turn = with_paper(turn, Paper(each.step, each.item, each.by, turn.now, on))
    return turn
