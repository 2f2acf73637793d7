"""Who is told of the silent, and who reads what was reported: nobody above the unit does."""

from __future__ import annotations

from service.core.people import Person
from service.core.rulebook.reports import CONTACT
from service.workflows.report.model import ReportTurn, form_of


def candidates(turn: ReportTurn) -> tuple[Person, ...]:
    """Who can be the contact: whoever may lead it in the unit itself, or else in the nearest one
    above."""
    return tuple(turn.roster.people[each] for each in turn.organizers_of(turn.unit))


def contact_of(turn: ReportTurn) -> int:
    """Who was named, while they may; else one of them beside who leads it, else who leads it; 0:
    nobody."""
    ids = turn.organizers_of(turn.unit)
    if turn.state.progress.contact in ids:
        return turn.state.progress.contact
    return next(iter((*(each for each in ids if each != turn.state.organizer), *ids)), 0)


def knows_who(turn: ReportTurn) -> bool:
    """Whether who acts is told who is silent: in the unit itself, and whoever leads the series or
    follows up. Those above have numbers."""
    actor, led = turn.actor, (turn.state.organizer, contact_of(turn))
    return actor is not None and (actor.id in led or turn.roster.within(actor.unit, turn.unit))


def may_read(turn: ReportTurn, person: Person | None) -> bool:
    """Whether the rule names the person: as the contact, or by what they are in the unit itself.
    Nobody above it is a reader."""
    return person is not None and person.id in readers(turn)


def readers(turn: ReportTurn) -> tuple[int, ...]:
    """All of them, the contact last."""
    named, book, rules = form_of(turn.state).readers, turn.book, turn.context.rules
    groups = [each for each in book.people if each.id in named]
    leads = any(each.leads for each in groups)
    here = [
        each.id
        for each in turn.roster.here(turn.unit)
        if not {each.role, each.standing, each.post}.isdisjoint(named)
        or any(group.has(each) for group in groups)
        or (leads and rules.in_committee(each))
    ]
    contact = turn.roster.people.get(contact_of(turn)) if CONTACT in named else None
    if contact is not None and turn.roster.within(contact.unit, turn.unit):
        here.append(contact.id)
    return tuple(dict.fromkeys(here))
