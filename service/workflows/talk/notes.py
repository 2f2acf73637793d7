"""What is said about the record of a talk and its confidential note."""

from __future__ import annotations

from datetime import datetime

from service.core.message import Choice, Message
from service.core.texts import Moment, Words, lines, text
from service.workflows.talk.model import FORMS
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import TITLE, Look, form_name, owner_state, yes_or_no

RECORD_DAYS = 7  # days offered for the date of the record


def record(shown: Look, head: Words | None = None) -> Message:
    """The record to be made: date and form as far as chosen, and what to do about the note."""
    talk = shown.talk
    form = talk.form or shown.offer.form
    body = lines(
        head,
        text(
            "talk.record",
            name=shown.member_name,
            day=Moment(talk.held_at, "day") if talk.held_at else "—",
            form=form_name(form),
        ),
        text("talk.note_is_kept") if talk.note is not None else None,
    )
    forms = tuple(
        shown.lead("form", lines("● " if each == form else "", form_name(each), sep=""), each)
        for each in FORMS
    )
    rows: list[tuple[Choice, ...]] = [forms[:2], forms[2:], (shown.lead("date"),)]
    rows.append((shown.lead("write"),))
    rows.append(
        (shown.lead("done", text("talk.button_done", kept=yes_or_no(talk.note is not None))),)
    )
    if talk.phase == "held":
        rows.append((shown.lead("missed"),))
    return Message(body, TITLE, tuple(rows))


def ask_note(shown: Look) -> Message:
    """What is typed next is the note."""
    body = text(
        "talk.ask_note", name=shown.member_name, kept=yes_or_no(shown.talk.note is not None)
    )
    return Message(body, TITLE, ((shown.lead("rec", text("talk.button_back")),),))


def ask_date(shown: Look, days: tuple[datetime, ...]) -> Message:
    rows = tuple((shown.lead("day", Moment(day, "day"), to_arg(day)),) for day in days)
    return Message(
        text("talk.ask_date"), TITLE, (*rows, (shown.lead("rec", text("talk.button_back")),))
    )


def missed(shown: Look) -> Message:
    body = text("talk.missed", name=shown.member_name)
    rows = (
        (shown.lead("other"),),
        (shown.lead("off!"),),
        (shown.lead("rec", text("talk.button_back")),),
    )
    return Message(body, TITLE, rows)


def recorded(shown: Look, *, noted: bool) -> Message:
    """Confirms a record. The note itself is never repeated."""
    head = text(
        "talk.recorded",
        name=shown.member_name,
        day=Moment(shown.talk.held_at, "day") if shown.talk.held_at else "—",
        form=form_name(shown.talk.form),
    )
    body = lines(head, text("talk.note_kept") if noted else None)
    return Message(body, TITLE, owner_state(shown).choices)


def note(shown: Look) -> Message:
    """The confidential note, for who may read it; sent as a secret message only."""
    talk = shown.talk
    head = text(
        "talk.note_of",
        name=shown.member_name,
        day=Moment(talk.held_at, "day") if talk.held_at else "—",
        form=form_name(talk.form),
    )
    return Message(lines(head, talk.note or "—"), TITLE)


def reason(shown: Look) -> Message:
    """Why the member declines; sent to the secretary as a secret message."""
    head = text("talk.declined", name=shown.member_name)
    return Message(lines(head, shown.talk.reason or text("talk.no_reason")), TITLE)
