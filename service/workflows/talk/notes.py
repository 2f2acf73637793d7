"""What is said about the record of a talk and its confidential note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from service.core.message import Choice, Message
from service.core.talks import Topic
from service.core.texts import Lines, Moment, Words, lines, text
from service.workflows.talk import view
from service.workflows.talk.leading import lead_state
from service.workflows.talk.model import FORMS, FollowUp
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import TITLE, Look, form_name, yes_or_no

RECORD_DAYS = 7  # days offered for the date of the record


def record(shown: Look, head: Words | None = None, topics: tuple[Words, ...] = ()) -> Message:
    """The record to be made: date, form and topics as far as chosen, and what to do about the
    note."""
    talk = shown.talk
    form = talk.form or shown.offer.form
    body = lines(
        head,
        text(
            "talk-record",
            name=shown.member_name,
            day=Moment(talk.held_at, "day") if talk.held_at else "—",
            form=form_name(form),
        ),
        text("talk-topics", topics=Lines(topics, " ")) if topics else None,
        text("talk-note-is-kept") if talk.note is not None else None,
    )
    forms = tuple(
        shown.lead("form", lines("● " if each == form else "", form_name(each), sep=""), each)
        for each in FORMS
    )
    rows: list[tuple[Choice, ...]] = [
        forms[:2],
        forms[2:],
        (shown.lead("date"), shown.lead("topics")),
    ]
    rows.append((shown.lead("write"),))
    rows.append(
        (shown.lead("done", text("talk-button-done", kept=yes_or_no(talk.note is not None))),)
    )
    if talk.phase == "held":
        rows.append((shown.lead("missed"),))
    return Message(body, TITLE, tuple(rows))


def ask_note(shown: Look) -> Message:
    """What is typed next is the note."""
    body = text(
        "talk-ask-note", name=shown.member_name, kept=yes_or_no(shown.talk.note is not None)
    )
    return Message(body, TITLE, ((shown.lead("rec", text("talk-button-back")),),))


def ask_date(shown: Look, days: tuple[datetime, ...]) -> Message:
    rows = tuple((shown.lead("day", Moment(day, "day"), to_arg(day)),) for day in days)
    return Message(
        text("talk-ask-date"), TITLE, (*rows, (shown.lead("rec", text("talk-button-back")),))
    )


def missed(shown: Look) -> Message:
    body = text("talk-missed", name=shown.member_name)
    rows = (
        (shown.lead("anew"),),
        (shown.lead("other"),),
        (shown.lead("off!"),),
        (shown.lead("rec", text("talk-button-back")),),
    )
    return Message(body, TITLE, rows)


def choose_topics(shown: Look, topics: Sequence[Topic]) -> Message:
    """What it was about; those chosen are marked."""
    buttons = [
        shown.lead(
            "topics",
            lines("● " if each.key in shown.talk.topics else "", each.words, sep=""),
            each.key,
        )
        for each in topics
    ]
    rows = [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]
    back = (shown.lead("rec", text("talk-button-next")),)
    return Message(text("talk-choose-topics", name=shown.member_name), TITLE, (*rows, back))


def readings(shown: Look, lines_: Sequence[Words]) -> Message:
    """Who has read the note, and when."""
    head = text("talk-readings", name=shown.member_name)
    return Message(lines(head, *(lines_ or (text("talk-no-readings"),))), TITLE)


def note_shown(shown: Look) -> Message:
    """To the member: the note on their talk can be read."""
    body = text("talk-note-for-you", name=shown.lead_name, at=view.moment(shown.talk.at))
    return Message(body, TITLE, ((shown.own("read"),),))


# -- what is to be done


def ask_follow_up(shown: Look) -> Message:
    body = text("talk-ask-follow-up", name=shown.member_name)
    return Message(body, TITLE, ((shown.lead("who"),),))


def ask_due(shown: Look) -> Message:
    weeks = tuple(shown.lead("due", text("talk-in-weeks", n=each), str(each)) for each in (1, 2, 4))
    return Message(text("talk-ask-due"), TITLE, (weeks,))


def follow_up_kept(shown: Look, kept: FollowUp) -> Message:
    if kept.done:
        head: Words = text("talk-follow-up-closed")
    else:
        head = text("talk-follow-up-kept", day=Moment(kept.due, "day") if kept.due else "—")
    return lead_state(shown, head)


def follow_up_due(shown: Look, place: int) -> Message:
    """The day has come; what it is about stands behind a button."""
    at = str(place)
    rows = (
        (shown.lead("close", text("talk-button-close", n=place + 1), at),),
        (
            shown.lead("postpone", None, at),
            shown.lead("follow", text("talk-button-follow", n=place + 1), at),
        ),
    )
    return Message(text("talk-follow-up-due", name=shown.member_name), TITLE, rows)


def follow_up(shown: Look, kept: FollowUp) -> Message:
    """Sent as a secret message only."""
    day = Moment(kept.due, "day") if kept.due else "—"
    head = text("talk-follow-up", name=shown.member_name, day=day)
    return Message(lines(head, kept.words), TITLE)


def recorded(shown: Look, *, noted: bool) -> Message:
    """Confirms a record. The note itself is never repeated."""
    head = text(
        "talk-recorded",
        name=shown.member_name,
        day=Moment(shown.talk.held_at, "day") if shown.talk.held_at else "—",
        form=form_name(shown.talk.form),
    )
    body = lines(head, text("talk-note-kept") if noted else None)
    undo = ((shown.lead("undo"),),) if shown.talk.before else ()
    return Message(body, TITLE, (*lead_state(shown).choices, *undo))


def note(shown: Look) -> Message:
    """The confidential note, for who may read it; sent as a secret message only."""
    talk = shown.talk
    head = text(
        "talk-note-of",
        name=shown.member_name,
        day=Moment(talk.held_at, "day") if talk.held_at else "—",
        form=form_name(talk.form),
    )
    return Message(lines(head, talk.note or "—"), TITLE)


def reason(shown: Look) -> Message:
    """Why the member declines; sent to the secretary as a secret message."""
    head = text("talk-declined", name=shown.member_name)
    return Message(lines(head, shown.talk.reason or text("talk-no-reason")), TITLE)
