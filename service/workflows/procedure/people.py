"""Who takes a step, who hears of it, and who decides about objections."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.rulebook.procedures import (
    ACTORS,
    COMMITTEE,
    SECRETARY,
    SUBJECT,
    SUPERIOR,
    ProcedureStep,
)
from service.core.texts import Words, series, text
from service.workflows.procedure.model import CaseTurn

NAMED = 3  # people who are named; of more, the first


def secretaries(turn: CaseTurn) -> tuple[int, ...]:
    """Who leads the cases of the unit; never the person of the case. Where nobody else does, the
    unit above."""
    return _without(turn, turn.organizers_of(turn.unit)) or superiors(turn)


def superiors(turn: CaseTurn) -> tuple[int, ...]:
    """Who leads the cases of the unit above; nobody where there is none."""
    unit = turn.roster.units.get(turn.unit)
    found = turn.organizers_of(unit.parent) if unit is not None and unit.parent else ()
    return _without(turn, found)


def actors(turn: CaseTurn, step: ProcedureStep) -> tuple[int, ...]:
    """Who may take the step. The person of the case takes none but their own; a step that is
    nobody's is the secretary's."""
    found = [each for who in step.who for each in _called(turn, who)]
    if SUBJECT not in step.who:
        found = list(_without(turn, found))
    return tuple(dict.fromkeys(found)) or secretaries(turn)


def _without(turn: CaseTurn, people: Iterable[int]) -> tuple[int, ...]:
    return tuple(each for each in people if each != turn.state.progress.subject)


def _called(turn: CaseTurn, who: str) -> tuple[int, ...]:
    roster, folder = turn.roster, turn.state.progress
    here = roster.here(turn.unit)
    if who == SUBJECT:
        subject = roster.people.get(folder.subject)
        return (subject.id,) if subject is not None and subject.active else ()
    if who == SECRETARY:
        return turn.organizers_of(turn.unit)
    if who == SUPERIOR:
        return superiors(turn)
    if who == COMMITTEE:
        return tuple(each.id for each in here if turn.context.rules.in_committee(each))
    if any(each.id == who for each in folder.rule.roles):
        known = (roster.people.get(each) for each in folder.holding(who))
        return tuple(each.id for each in known if each is not None and each.active)
    group = turn.book.group(who)
    if group is None:
        return ()
    leads = turn.context.rules.in_committee
    return tuple(each.id for each in here if group.has(each) or (group.leads and leads(each)))


def is_actor(turn: CaseTurn, step: ProcedureStep) -> bool:
    return turn.actor is not None and turn.actor.id in actors(turn, step)


def keeps(turn: CaseTurn) -> bool:
    """Whether the actor leads the case: never their own."""
    subject = turn.state.progress.subject
    return turn.organizes() and turn.actor is not None and turn.actor.id != subject


def who_words(turn: CaseTurn, step: ProcedureStep) -> Words:
    """By whom: what they are called, and their names where they are few."""
    called, people = called_words(turn, step), actors(turn, step)
    if step.who == (SUBJECT,) or not people or turn.state.progress.procedure is None:
        return called
    names = series(turn.roster.names(people[:NAMED]))
    more = int(len(people) > NAMED)
    return text("procedure-who", called=called, names=names, more=more)


def called_words(turn: CaseTurn, step: ProcedureStep) -> Words:
    """By whom, without anybody's name."""
    return series(_who(turn, each) for each in step.who)


def _who(turn: CaseTurn, who: str) -> Words:
    """What they are called: as the book calls who leads the unit, alone or together."""
    leading = {SECRETARY: lambda x: SECRETARY in x.roles, COMMITTEE: lambda x: x.leads}
    if who in leading:
        found = next(filter(leading[who], turn.book.people), None)
        return found.name if found is not None else text(f"procedure-actor-{who}")
    if who in ACTORS:
        return text(f"procedure-actor-{who}")
    group = turn.book.group(who)
    own = any(each.id == who for each in turn.state.progress.rule.roles)
    return group.name if group is not None and not own else turn.state.progress.rule.role(who)
