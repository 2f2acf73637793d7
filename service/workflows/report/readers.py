"""Who is told of the silent, and who reads what was reported: nobody above the unit does."""

from __future__ import annotations

from service.core.access import may
from service.core.people import Person
from service.core.rulebook import ReportKind
from service.core.rulebook.reports import CONTACT
from service.workflows.report.model import PERMISSION, ReportTurn, form_of


def candidates(turn: ReportTurn) -> tuple[Person, ...]:
    """Who can be the contact: whoever may lead it, in the unit itself first."""
    return tuple(
        each
        for unit in turn.roster.path(turn.unit)
        for each in turn.roster.here(unit)
        if may(turn.context.rules, turn.roster, each, PERMISSION, turn.unit)
    )


def contact_of(turn: ReportTurn) -> int:
    """Who was named, while they may; else one of the unit beside who leads it, else who leads it;
    0: nobody."""
    known, named = candidates(turn), turn.state.progress.contact
    ids = [each.id for each in known]
    if named in ids:
        return named
    here = [each.id for each in known if each.unit == turn.unit]
    beside = [each for each in here if each != turn.state.organizer]
    return next(iter((*beside, *here, *ids)), 0)


def may_read(turn: ReportTurn, person: Person | None) -> bool:
    """Whether the rule names the person: as the contact, or by what they are in the unit itself."""
    form = form_of(turn.state)
    if person is None or not person.active:
        return False
    if CONTACT in form.readers and person.id == contact_of(turn):
        return True
    return person.unit == turn.unit and _named(turn, form, person)


def _named(turn: ReportTurn, form: ReportKind, person: Person) -> bool:
    for each in form.readers:
        group = turn.book.group(each)
        if each in (person.role, person.standing, person.post):
            return True
        if group is not None and (
            group.has(person) or (group.leads and turn.context.rules.in_committee(person))
        ):
            return True
    return False


def readers(turn: ReportTurn) -> tuple[int, ...]:
    """All of them."""
    here = [each.id for each in turn.roster.here(turn.unit) if may_read(turn, each)]
    contact = contact_of(turn) if CONTACT in form_of(turn.state).readers else 0
    return tuple(dict.fromkeys((*here, *([contact] if contact else []))))
