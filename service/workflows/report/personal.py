"""What a series keeps of one person, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from service.core.access import Scope
from service.core.message import Message
from service.core.privacy import Personal
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome
from service.sdk import handover
from service.workflows.report.model import (
    SCOPE,
    Part,
    ReportTurn,
    SeriesState,
    day_words,
    form_of,
    said,
)
from service.workflows.report.readers import contact_of

SCOPES = {SCOPE: Scope(subject=True)}
"""What was answered, and the reply to it."""


def _told(state: SeriesState, part: Part) -> Iterator[Words]:
    for each in part.filed:
        replied = text("report-replied", words=each.reply) if each.reply else None
        yield lines(day_words(each.day, "date"), *said(form_of(state), each.answers), replied)


def _erased(state: SeriesState, part: Part, over: bool) -> Part:
    """That somebody reported stays for the rates; what they said goes."""
    bare = tuple(replace(each, answers={}, reply="") for each in part.filed)
    return replace(part, filed=bare, draft=None)


def _unconsented(state: SeriesState, part: Part) -> Part:
    """Nothing that was kept under the consent, and no more questions."""
    return Part(refused=True) if form_of(state).sensitive else part


def _forgotten(state: SeriesState, person: int, over: bool) -> SeriesState:
    record = state.progress
    if not over or person not in {*record.late, *record.overdue}:
        return state
    return state.advanced(
        late=tuple(each for each in record.late if each != person),
        overdue=tuple(each for each in record.overdue if each != person),
    )


PERSONAL = Personal(
    told=lambda state, part: tuple(_told(state, part)),
    erased=_erased,
    unconsented=_unconsented,
    forgotten=_forgotten,
    kept=lambda state, person: {
        "silent": person in state.progress.late,
        "asked_since": [day for day, ids in state.progress.asked.items() if person in ids],
    },
    reads=frozenset({"report.read", "report.table_read"}),
)


def names_person(state: SeriesState, person: int) -> bool:
    """Whether the series counts on the person: as the contact who was named."""
    return state.phase == "open" and state.progress.contact == person


def member_left(turn: ReportTurn) -> Outcome:
    """Somebody else is the contact."""
    turn = turn.becomes(turn.state.advanced(contact=0))
    gone = turn.roster.name(getattr(turn.event, "person", 0))
    now = turn.roster.name(contact_of(turn))
    said_ = Message(text("report-contact-left", gone=gone, now=now), form_of(turn.state).name)
    told = turn.tell(turn.organizers(), "contact", said_)
    return turn.done("report.contact_left", state=turn.state, effects=told)


def by_post(state: SeriesState, person: int) -> bool:
    return state.organizer == person or names_person(state, person)


def handed_over(turn: ReportTurn) -> Outcome:
    """The contact is whoever has the post now."""
    before, after = handover.parties(turn)
    contact = turn.state.progress.contact
    return handover.passed_on(turn, contact=after if contact == before else contact)
