"""One's own data in two files, and who has read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.calendar import shown
from service.core.message import Attachment, Data, Document, Heading, Message, Paragraph, Table
from service.core.privacy import PersonalData, PersonalRecord, Reading, Readings
from service.core.texts import FileName, Lines, Moment, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import grid
from service.sdk.turn import Turn
from service.workflows.home.model import HomeTurn, Visit, answered, person_of

PAUSE = timedelta(hours=1)  # between two exports of one person: each reads all there is
LISTED = 15  # readings in a message

Block = Heading | Paragraph | Table


def own_data(turn: Turn[Any, Any]) -> PersonalData:
    return PersonalData(turn.person)


def readings(turn: Turn[Any, Any]) -> Readings:
    return Readings(turn.person)


def export(turn: HomeTurn) -> Outcome:
    """Everything that is kept: a file to read and one for machines. Sealed on its way, and not
    kept."""
    visit, zone = turn.part or Visit(), person_of(turn).timezone
    if visit.exported_at is not None and turn.now - visit.exported_at < PAUSE:
        return turn.refuse("home-exported-just-now", minutes=PAUSE // timedelta(minutes=1))
    held, name = turn.query(own_data(turn)), person_of(turn).name
    day, kind = shown(turn.now, zone).date(), text("home-takeout")
    files = (
        Attachment(FileName(day, name, kind, ".docx"), readable(turn, held)),
        Attachment(FileName(day, name, kind, ".json"), Data(held.json)),
    )
    told = Message(text("home-takeout-sent"), attachments=files, choices=_back(turn))
    sent = turn.reply(told, "takeout", secret=True, holder=turn.person, scope="circumstances")
    part = replace(visit, exported_at=turn.now)
    return turn.done("home.data_exported", part=part, effects=sent)


def readers(turn: HomeTurn) -> Outcome:
    """Who has read or exported what concerns the person, newest first."""
    found = turn.query(readings(turn))
    listed = (lines(Moment(each.at), _who(turn, each), _what(each), sep=" ") for each in found)
    shown_here = tuple(listed)[:LISTED]
    rest = len(found) - len(shown_here)
    body = lines(
        text("home-readers" if found else "home-readers-none"),
        *shown_here,
        text("home-readers-more", n=rest) if rest else None,
    )
    return answered(turn, "home.readers_shown", "own", Message(body, choices=_back(turn)))


def readable(turn: HomeTurn, held: PersonalRecord) -> Document:
    """The file that is read by people."""
    person = person_of(turn)
    about = text("home-takeout-about", name=person.name, at=Moment(turn.now, "record"))
    blocks = (Paragraph(about), *_about_person(turn, held), *_about_parts(held))
    return Document(text("home-takeout"), (*blocks, *_about_readers(turn, held)))


def _about_person(turn: HomeTurn, held: PersonalRecord) -> Iterator[Block]:
    person = person_of(turn)
    yield Heading(text("home-takeout-person"))
    yield Paragraph(
        text(
            "home-mydata-facts",
            name=person.name,
            unit=turn.roster.full_name(person.unit),
            group=person.group or "—",
            post=turn.context.rules.book.post(person),
            contact=person.contact or "—",
            zone=person.timezone,
        )
    )
    if held.circumstance:
        yield Paragraph(text("home-circumstance", kind=held.circumstance))
    yield Heading(text("home-takeout-chats"))
    for account, user, since in held.chats:
        yield Paragraph(lines(account, user, Moment(since, "date"), sep=" · "))
    yield Heading(text("home-takeout-consents"))
    for each in held.consents:
        act = text("home-consent-act", act=each.act)
        subject = text("home-consent-subject", subject=each.subject.partition("/")[0])
        yield Paragraph(lines(Moment(each.at, "record"), act, subject, each.version, sep=" · "))


def _about_parts(held: PersonalRecord) -> Iterator[Block]:
    yield Heading(text("home-takeout-parts"))
    for each in held.parts:
        called = text(f"{each.kind}-running", title=each.title)
        yield Paragraph(lines(Moment(each.at, "date"), called, each.words, sep=" · "))
        if each.said:
            yield Paragraph(Lines(each.said))


def _about_readers(turn: HomeTurn, held: PersonalRecord) -> Iterator[Block]:
    yield Heading(text("home-takeout-readers"))
    for each in held.readings:
        yield Paragraph(lines(Moment(each.at, "record"), _who(turn, each), _what(each), sep=" · "))
    yield Heading(text("home-takeout-rest"))
    acts = sum(count for _, count in held.acts)
    yield Paragraph(text("home-takeout-limits", acts=acts, messages=held.messages))


def _who(turn: HomeTurn, reading: Reading) -> str:
    return turn.roster.name(reading.by) if reading.by is not None else "—"


def _what(reading: Reading) -> Words:
    done = text("home-reading", action=reading.action.replace(".", "-").replace("_", "-"))
    return lines(done, reading.title or None, sep=" ")


def _back(turn: HomeTurn) -> Any:
    return grid(turn.activity, ("home-button-mydata", "home-button-menu"))
