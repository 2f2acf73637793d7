"""The minutes, put together from what happened, as a document in the usual form; the roll as a
workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from service.core.message import Attachment, Cell, Document, Heading, Paragraph, Table
from service.core.people import Person
from service.core.rulebook import Step
from service.core.texts import Moment, Words, lines, series, text
from service.sdk import export
from service.sdk.panels import paragraphs
from service.workflows.meeting import roll, view
from service.workflows.meeting.checks import applies, lacks
from service.workflows.meeting.conducting import tally_words
from service.workflows.meeting.model import MeetingTurn, Seat, numbered, seat, title_of


def _began(turn: MeetingTurn) -> datetime:
    return turn.state.progress.opened_at or turn.state.definition.starts_at or turn.now


# -- the minutes


def paper(turn: MeetingTurn) -> Attachment:
    """The minutes as a document: head, items, steps, exceptions, signatures."""
    state, zone = turn.state, turn.unit_timezone
    title = title_of(state)
    blocks = (
        Table((text("meeting-minutes-what"), text("meeting-minutes-words")), tuple(_head(turn))),
        *(block for place in range(len(state.definition.items)) for block in _item(turn, place)),
        Heading(text("meeting-minutes-steps")),
        Table((text("meeting-minutes-step"), text("meeting-minutes-shown")), tuple(_steps(turn))),
        *_end(turn),
    )
    document = Document(lines(title, text("meeting-file-minutes"), sep=" "), blocks)
    kind = text("meeting-file-minutes")
    return export.file_of(document, ".docx", title, kind=kind, began=_began(turn), zone=zone)


def in_short(turn: MeetingTurn) -> Words:
    """The minutes as they are read in the chat before they are signed."""
    state = turn.state
    head = lines(*(text("meeting-line", what=what, words=words) for what, words in _head(turn)
                   if words not in ("", "—")))  # fmt: skip
    items = (
        lines(*(each.words for each in _item(turn, place) if isinstance(each, Heading | Paragraph)))
        for place in range(len(state.definition.items))
    )
    return paragraphs(head, *items)


def _head(turn: MeetingTurn) -> Iterator[tuple[Words, Words]]:
    """The lines of the head, in the order of the usual form."""
    state, zone = turn.state, turn.unit_timezone
    record, meeting, now = state.progress, state.definition, roll.count(state.progress)
    ended = record.ended_at
    opens = export.recorded(_began(turn), zone)
    closes = Moment(ended, "time", zone) if ended is not None else "—"
    yield text("meeting-head", what="unit"), turn.roster.full_name(turn.unit)
    yield (text("meeting-head", what="time"),
           text("meeting-from-to", opens=opens, closes=closes))  # fmt: skip
    yield text("meeting-head", what="place"), meeting.place
    yield text("meeting-head", what="way"), text("meeting-option-way", value=meeting.way)
    yield text("meeting-head", what="chair"), turn.roster.name(record.chair)
    yield text("meeting-head", what="recorder"), turn.roster.name(record.recorder)
    if meeting.lecturer:
        yield text("meeting-head", what="lecturer"), meeting.lecturer
    yield text("meeting-head", what="expected"), str(now.expected)
    yield (
        text("meeting-head", what="present"),
        text("meeting-present", n=now.present, voters=now.present_voters),
    )
    yield text("meeting-head", what="absent"), _absent(turn)
    guests = [
        each for each, line in record.roll.items() if line.spans and each not in record.expected
    ]
    yield text("meeting-head", what="guests"), view.names_of(turn, guests)
    if record.excluded:
        excluded = (
            lines(turn.roster.name(each), f"（{why}）", sep="")
            for each, why in record.excluded.items()
        )
        yield text("meeting-head", what="excluded"), lines(*excluded, sep="；")
    if record.owed:
        yield text("meeting-head", what="owed"), lines(*record.owed, sep="；")


def _absent(turn: MeetingTurn) -> Words:
    """By name, with the reason."""
    record = turn.state.progress
    named = [
        lines(
            turn.roster.name(each), "（",
            text("meeting-reason", reason=seat(record, each).reason or "unknown"), "）", sep="",
        )
        for each in roll.absent(record)
    ]  # fmt: skip
    return series(named)


def _item(turn: MeetingTurn, place: int) -> Iterator[Heading | Paragraph]:
    record = turn.state.progress
    yield Heading(numbered(turn.state, place))
    for each in record.points:
        if each.item == place:
            name = turn.roster.name(each.speaker)
            yield Paragraph(text("meeting-line", what=name, words=each.words))
    for tally in record.tallies:
        if tally.item == place:
            yield Paragraph(tally_words(turn, tally))
    for at, made in enumerate(record.resolved):
        if made.item == place:
            yield Paragraph(view.resolved(turn, at))


def _steps(turn: MeetingTurn) -> Iterator[tuple[Words, Words]]:
    """Each step of the rule with what shows it."""
    rule = turn.state.progress.rule
    for step in rule.steps if rule is not None else ():
        yield step.name, _proof(turn, step)


def _proof(turn: MeetingTurn, step: Step) -> Words:
    record, zone = turn.state.progress, turn.unit_timezone
    if any(each.gap == step.id for each in record.excused):
        return text("meeting-proof", how="excused")
    if not applies(turn.state, step):
        return text("meeting-proof", how="none")
    found = next((each for each in record.shown if each.step == step.id), None)
    if found is not None:
        words = found.words or (found.file.name if found.file is not None else "")
        day = Moment(found.at, "date", zone)
        return text("meeting-proof-words", words=words, name=turn.roster.name(found.by), day=day)
    return text("meeting-proof", how="missing" if lacks(turn.state, step) else "there")


def _end(turn: MeetingTurn) -> Iterator[Heading | Paragraph]:
    """Exceptions, what was warned of, and the signatures."""
    record, zone = turn.state.progress, turn.unit_timezone
    marks: list[Words] = [text("meeting-warning", check=each) for each in record.warned]
    if record.late:
        marks.insert(0, text("meeting-late"))
    if record.excused or marks:
        yield Heading(text("meeting-minutes-exceptions"))
        for at in range(len(record.excused)):
            yield Paragraph(view.excused(turn, at))
        yield from map(Paragraph, marks)
    if record.edition:
        yield Paragraph(text("meeting-edition", edition=record.edition))
    yield Heading(text("meeting-minutes-signed"))
    for role, person in (("chair", record.chair), ("recorder", record.recorder)):
        mine = next((each for each in record.signatures if each.by == person), None)
        when: Words = Moment(mine.at, "record", zone) if mine is not None else "—"
        yield Paragraph(
            text("meeting-signature", role=role, name=turn.roster.name(person), at=when)
        )


# -- the roll


def sheet(turn: MeetingTurn) -> Attachment:
    """Everybody who should attend: when they came and went, and why they were absent."""
    state = turn.state
    record, title = state.progress, title_of(state)
    now, zone = roll.count(record), turn.unit_timezone
    people = (*record.expected, *(each for each in record.roll if each not in record.expected))
    rows = [
        (turn.roster.people[each], seat(record, each))
        for each in people
        if each in turn.roster.people
    ]
    table = export.table((*export.of_people(turn.roster), *_columns(turn)), rows)
    about = export.head(turn, _began(turn), record.ended_at, (now.present, now.expected))
    sheet_, kind = (text("sdk-sheet-people"), table), text("meeting-file-roll")
    return export.workbook(title, about, sheet_, kind=kind, began=_began(turn), zone=zone)


def _columns(turn: MeetingTurn) -> Iterator[export.Column[tuple[Person, Seat]]]:
    state, zone = turn.state, turn.unit_timezone
    record = state.progress
    begin, end = _began(turn), record.ended_at or turn.now

    def times(row: tuple[Person, Seat]) -> Cell:
        return lines(
            *(lines(Moment(each.came, "time", zone), "–",
                    Moment(each.left or end, "time", zone), sep="") for each in row[1].spans),
            sep="；",
        )  # fmt: skip

    def votes(row: tuple[Person, Seat]) -> Cell:
        return "✔" if row[0].id in record.voters else ""

    def reason(row: tuple[Person, Seat]) -> Cell:
        there = row[1].spans or not row[1].reason
        return "" if there else text("meeting-reason", reason=row[1].reason)

    def marks(row: tuple[Person, Seat]) -> Cell:
        return lines(
            *(text("meeting-status", status=each) for each in roll.marks_of(state, row[1])),
            sep="；",
        )

    def how(row: tuple[Person, Seat]) -> Cell:
        return text("meeting-by", by=row[1].spans[-1].by) if row[1].spans else ""

    yield export.Column(text("meeting-column", what="vote"), votes)
    yield export.Column(text("meeting-column", what="times"), times)
    yield export.Column(text("meeting-column", what="minutes"),
                        lambda row: roll.minutes_there(row[1], begin, end))  # fmt: skip
    yield export.Column(text("meeting-column", what="how"), how)
    yield export.Column(text("meeting-column", what="reason"), reason)
    yield export.Column(text("meeting-column", what="marks"), marks)
