"""What came of a round, for who leads the series: rates and who is silent; to whom the rule names
also the answers, what changed on top, sealed on their way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from service.core.message import Attachment, Cell, Message, Table
from service.core.people import Person
from service.core.queries import EntrySummary, OfKind
from service.core.rulebook import Question
from service.core.texts import ListItem, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.export import Column, head, of_people, table, workbook
from service.sdk.panels import grid, paragraphs
from service.sdk.participation import names
from service.sdk.transitions import entries
from service.workflows.report.model import (
    KIND,
    Filed,
    Part,
    Rate,
    ReportTurn,
    SeriesState,
    answer_words,
    changes,
    confided,
    day_words,
    form_of,
    refused_abroad,
    reporting,
    round_at,
    said,
)
from service.workflows.report.readers import knows_who, may_read
from service.workflows.report.rounds import rate_words, silent_of

LISTED = 20  # reports in a message; the workbook has all of them
UNITS = 40  # series in the overview

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The round as it stands. `parts`: of everybody who has one; `day`: by the unit's clock."""

    day: str
    parts: dict[int, Part]
    done: list[Person]
    silent: list[Person]
    away: list[Person]
    refused: int

    @property
    def rate(self) -> Rate:
        of = len(self.done) + len(self.silent)
        return Rate(self.day, len(self.done), of, len(self.away))


def standing_of(turn: ReportTurn) -> Standing:
    """Each member by the round that runs on their own clock. Requires `entries`."""
    parts = dict(turn.query(entries(turn)))
    known = [EntrySummary(each, part.summary()) for each, part in parts.items()]
    members = reporting(turn.roster, turn.unit, turn.state)
    refused = sum(parts[each.id].refused for each in members if each.id in parts)
    found = Standing(round_at(turn.state, turn.unit_timezone, turn.now), parts, [], [], [], refused)
    by_day: dict[str, list[Person]] = {}
    for each in members:
        by_day.setdefault(round_at(turn.state, each.timezone, turn.now), []).append(each)
    for day, here in by_day.items():
        if day:
            grouped = silent_of(turn.state, known, here, day)
            for group, more in zip((found.done, found.silent, found.away), grouped, strict=True):
                group.extend(more)
    return found


# -- in the chat


def show(turn: ReportTurn) -> Outcome:
    """The card; below it, for whom the rule names, what was answered."""
    now, form = standing_of(turn), form_of(turn.state)
    rows = grid(turn.activity, ("sdk-button-export", "sdk-button-nudge"), "sdk-button-keep")
    card = Message(_card(turn, now), form.name, rows)
    reads = _reads(turn) and bool(now.done)
    shown = Message(_answers(turn, now), form.name) if reads else None
    answers = turn.reply(shown, "answers", **confided(turn, turn.me)) if shown else ()
    action = "report.table_read" if reads else "report.table_shown"
    return turn.done(action, effects=(*answers, *turn.panel(card)))


def _reads(turn: ReportTurn) -> bool:
    """Whether who acts sees answers here: nothing sensitive goes to an account abroad."""
    return may_read(turn, turn.actor) and refused_abroad(turn) is None


def _card(turn: ReportTurn, now: Standing) -> Words:
    if not now.day:
        return text("report-not-begun")
    groups = (("silent", now.silent), ("away", now.away))
    people = (
        text("report-people", group=name, n=len(found), names=names(turn.roster, found[:LISTED]))
        for name, found in groups
        if found and knows_who(turn)
    )
    return lines(
        text("report-card", day=day_words(now.day), rate=rate_words(now.rate)),
        *people,
        text("report-unasked", n=now.refused) if now.refused else None,
    )


def _answers(turn: ReportTurn, now: Standing) -> Words:
    """What changed first, then first reports, then who has nothing new."""
    form, roster = form_of(turn.state), turn.roster
    changed = [each for each in now.done if changes(now.parts[each.id])]
    first = [each for each in now.done if len(now.parts[each.id].filed) == 1]
    same = [each for each in now.done if each not in changed and each not in first]
    questions = {each.id: each for each in form.questions}
    parts: list[Words] = []
    for each in changed[:LISTED]:
        part = now.parts[each.id]
        before = part.filed[-2].answers
        told: list[Words] = [
            text(
                "report-changed",
                question=questions[key].name,
                before=answer_words(questions[key], before.get(key, "")),
                now=answer_words(questions[key], part.last.get(key, "")),
            )
            for key in changes(part)
            if key in questions
        ]
        parts.append(lines(f"❗ {roster.name(each.id)}", *map(ListItem, told)))
    for each in first[: LISTED - len(parts)]:
        told = list(said(form, now.parts[each.id].last))
        parts.append(lines(roster.name(each.id), *map(ListItem, told)))
    rest = len(changed) + len(first) - len(parts)
    return paragraphs(
        text("report-answers", changed=len(changed), first=len(first)),
        *parts,
        text("report-more", n=rest) if rest else None,
        text("report-same", n=len(same), names=names(roster, same[:LISTED])) if same else None,
    )


# -- as a workbook


def export(turn: ReportTurn) -> Outcome:
    """Everybody's newest report, the rate of each round, and to whom the rule names all reports
    that are kept."""
    now, form = standing_of(turn), form_of(turn.state)
    reads = _reads(turn)
    file = _workbook(turn, now, reads=reads)
    sent = Message(
        text("report-exported", whole=int(reads) if knows_who(turn) else 2),
        form.name,
        attachments=(file,),
    )
    how = confided(turn, turn.me) if reads else {}
    return turn.done("report.exported", effects=turn.reply(sent, "exported", **how))


def _workbook(turn: ReportTurn, now: Standing, *, reads: bool) -> Attachment:
    form, plan, zone = form_of(turn.state), turn.state.schedule, turn.unit_timezone
    began = plan.opens_at or turn.now
    of_round = table((*of_people(turn.roster), *_columns(turn, reads=reads)), _rows(now))
    rates = table(RATES, turn.state.progress.rates)
    named = [(text("report-sheet-round"), of_round)] if knows_who(turn) else []
    sheets = [*named, (text("report-sheet-rates"), rates)]
    if reads:
        sheets.append((text("report-sheet-all"), _all(turn, now)))
    about = head(turn, began, plan.closes_at, (now.rate.done, now.rate.of))
    return workbook(form.name, about, *sheets, kind=text("report-file"), began=began, zone=zone)


Row = tuple[Person, tuple[str, Part]]


def _rows(now: Standing) -> list[Row]:
    """What changed on top, then the silent, then the rest."""
    groups = (("done", now.done), ("silent", now.silent), ("away", now.away))
    rows = [
        (each, (name, now.parts.get(each.id, Part()))) for name, people in groups for each in people
    ]
    return sorted(rows, key=lambda row: (not _is_changed(row), row[1][0] != "silent"))


def _is_changed(row: Row) -> bool:
    return row[1][0] == "done" and bool(changes(row[1][1]))


def _columns(turn: ReportTurn, *, reads: bool) -> Iterator[Column[Row]]:
    yield Column(text("sdk-column-status"), lambda row: text("report-stands", group=row[1][0]))
    yield Column(text("report-column-day"), lambda row: _day_cell(row[1][1].day))
    if reads:
        changed = text("report-yes-no", value="yes")
        yield Column(text("report-column-changed"), lambda row: changed if _is_changed(row) else "")
        yield from _answered(turn, lambda row: row[1][1].last)


def _answered(turn: ReportTurn, answers: Callable[[Any], Answers]) -> Iterator[Column[Any]]:
    """A column for each question."""
    for each in form_of(turn.state).questions:
        yield Column(each.name, partial(_cell, each, answers))


def _cell(question: Question, answers: Callable[[Any], Answers], row: Any) -> Cell:
    """A number stays one."""
    value = answers(row).get(question.id, "")
    if question.kind == "number" and value:
        return float(value) if "." in value else int(value)
    return answer_words(question, value) if value else ""


def _day_cell(day: str) -> Words:
    return day_words(day, "date") if day else "—"


def _all(turn: ReportTurn, now: Standing) -> Table:
    """Every report that is kept, by day."""
    people = turn.roster.people
    parts = ((person, part) for person, part in now.parts.items() if person in people)
    filed = [(each, person) for person, part in parts for each in part.filed]
    columns: tuple[Column[tuple[Filed, int]], ...] = (
        Column(text("report-column-day"), lambda row: _day_cell(row[0].day)),
        Column(text("sdk-column-name"), lambda row: turn.roster.name(row[1])),
        *_answered(turn, lambda row: row[0].answers),
        Column(text("report-column-reply"), lambda row: row[0].reply),
    )
    return table(columns, sorted(filed, key=lambda row: (row[0].day, row[1])))


RATES: tuple[Column[Rate], ...] = (
    Column(text("report-column-day"), lambda rate: _day_cell(rate.day)),
    Column(text("report-column-done"), lambda rate: rate.done),
    Column(text("report-column-of"), lambda rate: rate.of),
    Column(text("report-column-away"), lambda rate: rate.away),
)


# -- upward


def around(turn: ReportTurn) -> OfKind:
    """A requirement: the series of the unit and around it."""
    return OfKind(KIND, turn.unit)


def overview(turn: ReportTurn) -> Outcome:
    """The series here and below with the rate of their last round: numbers, and nothing of what
    anybody answered."""
    units, roster = turn.roster.below(turn.unit), turn.roster
    found = [
        (unit, state)
        for _, unit, state in turn.query(around(turn))
        if unit in units and state.phase == "open"
    ]
    listed = (_line(roster.units[unit].name, state) for unit, state in found[:UNITS])
    body = paragraphs(text("report-rates", n=len(found)), lines(*listed))
    shown = turn.panel(Message(body, text("report-rates-title")))
    return turn.done("report.rates_shown", effects=shown, finished=True)


def _line(unit: str, state: SeriesState) -> Words:
    rate = state.progress.rates[-1] if state.progress.rates else None
    return text(
        "report-rates-line",
        unit=unit,
        name=form_of(state).name,
        counted=int(rate is not None),
        day=day_words(rate.day) if rate is not None else "—",
        rate=rate_words(rate) if rate is not None else "—",
    )
