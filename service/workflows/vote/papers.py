"""The papers of a vote: roll, ballot papers and counting sheet to print; the record and the data
with which anybody can count again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from service.core.effects import Send
from service.core.message import Attachment, Cell, Data, Document, Heading, Paragraph, Table
from service.core.rulebook.recount import FORMAT
from service.core.texts import Words, lines, series, text
from service.core.workflow import Outcome
from service.sdk import export
from service.sdk.transitions import entries
from service.workflows.vote import secrecy, view
from service.workflows.vote.model import (
    VoteTurn,
    by_secret_tap,
    choice_words,
    choices_of,
    on_paper,
    rule_of,
)
from service.workflows.vote.roll import headcount, why_words

PER_PAGE = 4  # ballot papers that are cut from one sheet


def papers(turn: VoteTurn) -> Iterable[Send]:
    """To who leads the vote, to be printed."""
    files = (_file(turn, roll(turn)), _file(turn, ballot_papers(turn)), _file(turn, sheet(turn)))
    message = view.page(turn, text("vote-papers-here"))
    people = (turn.actor.id,) if turn.actor is not None else turn.organizers()
    shown = type(message)(message.body, message.title, attachments=files)
    yield from turn.tell(people, "papers", shown, priority="reply")


def hand_out(turn: VoteTurn) -> Outcome:
    return turn.done("vote.printed", effects=papers(turn))


def _file(turn: VoteTurn, document: Document, ending: str = ".docx") -> Attachment:
    began = turn.state.schedule.opens_at or turn.now
    name, zone = turn.state.definition.title, turn.unit_timezone
    return export.file_of(document, ending, name, kind=document.title, began=began, zone=zone)


def roll(turn: VoteTurn) -> Document:
    """Who has a vote, in the order of a list, with room to sign; and who has not, and why."""
    poll, people = turn.state.progress, turn.roster
    rows: list[tuple[Cell, ...]] = [
        (at, people.name(each.person), why_words(each), "") for at, each in enumerate(poll.roll, 1)
    ]
    header = tuple(text(f"vote-column-{each}") for each in ("number", "name", "no-vote", "sign"))
    about = view.rule_lines(turn, headcount(turn), counted=poll.present is not None)
    return Document(text("vote-file-roll"), (Paragraph(lines(*about)), Table(header, tuple(rows))))


def ballot_papers(turn: VoteTurn) -> Document:
    """A page of papers to be cut; the names stand by the strokes of the family name."""
    rule, poll = rule_of(turn), turn.state.progress
    marks = [choice_words(turn, each) for each in choices_of(turn)]
    rows: list[tuple[Words, ...]] = [
        (each.name or turn.state.definition.title, *("○" for _ in marks)) for each in poll.matters
    ]
    if rule.write_in:
        rows += [(text("vote-paper-other"), "", *("" for _ in marks[1:]))] * min(poll.seats, 3)
    one = (
        Heading(turn.state.definition.title or rule.name),
        Paragraph(
            text("vote-paper-how", kind=rule.kind, seats=poll.seats, write=int(rule.write_in))
        ),
        Table(
            (text("vote-column-name" if poll.matters[0].name else "vote-column-matter"), *marks),
            tuple(rows),
        ),
    )
    return Document(text("vote-file-ballots"), one * (PER_PAGE if len(rows) < 6 else 1))


def sheet(turn: VoteTurn) -> Document:
    """What the tellers fill in and sign."""
    poll, people, ballot = turn.state.progress, turn.roster, turn.state.definition
    first = ("given", "returned", "invalid")
    counts = Table(tuple(text(f"vote-column-{each}") for each in first), (("", "", ""),))
    marks = [choice_words(turn, each) for each in choices_of(turn)]
    rows = tuple((each.name or ballot.title, *("" for _ in marks)) for each in poll.matters)
    table = Table((text("vote-column-name"), *marks), rows)
    signed = text(
        "vote-sheet-signed",
        tellers=series(people.names(ballot.tellers)),
        monitors=series(people.names(ballot.monitors)),
    )
    return Document(text("vote-file-sheet"), (counts, table, Paragraph(signed)))


# -- the record


def record(turn: VoteTurn) -> Outcome:
    """The result as a document, and the data to count again. Requires `entries`."""
    page = f"{turn.context.url}/recount" if turn.context.url else ""
    again = text("vote-recount-page", page=page) if page else None
    message = view.page(turn, text("vote-record-here"), again)
    data = json.dumps(recount_data(turn), ensure_ascii=False, indent=1)
    kind, zone = text("vote-file-recount"), turn.unit_timezone
    began, name = turn.state.schedule.opens_at or turn.now, turn.state.definition.title
    recount = export.file_of(Data(data), ".json", name, kind=kind, began=began, zone=zone)
    files = (_file(turn, result_document(turn)), recount)
    shown = type(message)(message.body, message.title, attachments=files)
    return turn.done("vote.recorded", effects=turn.reply(shown, "record"))


def result_document(turn: VoteTurn) -> Document:
    """Each round with its figures, and the roll as it was frozen."""
    poll, plan = turn.state.progress, turn.state.schedule
    blocks: list[Heading | Paragraph | Table] = [
        Paragraph(export.head(turn, plan.opens_at or turn.now, plan.closes_at)),
        Paragraph(text("vote-book", book=poll.book)),
    ]
    for at, each in enumerate(poll.results, 1):
        blocks += [
            Heading(text("vote-round", at=at)),
            Paragraph(view.result_lines(turn, each, public=False)),
        ]
    return Document(text("vote-file-result"), (*blocks, *roll(turn).blocks[1:]))


def recount_data(turn: VoteTurn) -> dict[str, Any]:
    """Everything that the verdict follows from, as `service.core.rulebook.recount` reads it."""
    rule, poll = rule_of(turn), turn.state.progress
    last = poll.results[-1]
    rules: Mapping[str, Any] = {
        name: asdict(found) if (found := getattr(rule, name)) is not None else None
        for name in ("quorum", "passes")
    }
    data: dict[str, Any] = {
        "format": FORMAT,
        "title": turn.state.definition.title,
        "rule": {
            "id": rule.id,
            "book": poll.book,
            "kind": rule.kind,
            "advisory": rule.advisory,
            "exactly_half": bool(rule.exactly_half),
            **rules,
        },
        "choices": list(choices_of(turn)),
        "figures": asdict(last.figures),
        "runoff": poll.runoff,
        "matters": [
            {"name": each.matter.name, "counts": list(each.counts), "stands": each.stands}
            for each in last.lines
        ],
        "expected": _worked_out(turn),
    }
    if by_secret_tap(turn):
        data |= _from_urn(turn)
    elif not on_paper(turn):
        data["ballots"] = _ballots(turn)
    return data


def _worked_out(turn: VoteTurn) -> str:
    """The outcome as the figures have it, whatever was resolved about seats that stayed empty."""
    last = turn.state.progress.results[-1]
    resolved = last.outcome == "failed" or turn.state.progress.reduced
    return "put_off" if rule_of(turn).kind == "election" and resolved else last.outcome


def _from_urn(turn: VoteTurn) -> dict[str, Any]:
    """The slips of each matter as they were mixed, what was filed in writing, and the codes."""
    found = secrecy.opened(turn)
    poll = turn.state.progress
    filed = [each.choice for each in poll.opinions if each.person in poll.entitled()]
    slips = [list(each) for each in found.slips] if found is not None else []
    codes = list(found.codes) if found is not None else []
    on_ballot, others = slips[: len(poll.matters)], slips[len(poll.matters) :]
    named = {"others": [name for each in others for name in each]} if others else {}
    return {"slips": on_ballot, "written": filed, "codes": codes, **named}


def _ballots(turn: VoteTurn) -> list[dict[str, str]]:
    entitled = frozenset(turn.state.progress.entitled())
    cast = {each: part.choice for each, part in turn.query(entries(turn)) if part.choice}
    cast |= {each.person: each.choice for each in turn.state.progress.opinions}
    return [
        {"name": turn.roster.name(each), "choice": choice}
        for each, choice in sorted(cast.items())
        if each in entitled
    ]
