"""A plan as a document and a workbook, its dates in calendars, and what it came to in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.message import Attachment, Document, Heading, Invitation, Paragraph, Table
from service.core.people import Roster
from service.core.texts import Words, lines, series, text
from service.core.workflow import Activity, Outcome
from service.sdk import export
from service.sdk.panels import paragraphs
from service.workflows.workplan import view
from service.workflows.workplan.model import (
    Item,
    Part,
    PlanState,
    PlanTurn,
    noon,
    span_of,
)
from service.workflows.workplan.progress import Stand, figures, per_cent, stands

COLUMNS = ("n", "task", "time", "measures", "owner", "check", "done", "remark")


def _began(turn: PlanTurn) -> Any:
    return noon(turn.roster, turn.unit, span_of(turn.state.definition).first)


def _table(turn: PlanTurn) -> Table:
    known = {each.place: each for each in view.counted(turn)}

    def row(at: int, item: Item) -> tuple[Any, ...]:
        stand = known.get(at, Stand(at, item, 0, 0, 0))
        remark = text("workplan-remark", left=int(item.left_out), moved=int(bool(item.moved_from)),
                      why=item.why, added=int(item.added))  # fmt: skip
        return (at + 1, item.name, view.when(turn, item), item.measures,
                turn.roster.name(item.owner) if item.owner else "", item.check,
                f"{stand.met}/{stand.of}" if stand.of else "", remark)  # fmt: skip

    header = tuple(text("workplan-column", what=each) for each in COLUMNS)
    return Table(header, tuple(row(at, it) for at, it in enumerate(turn.state.definition.items)))


def _about(turn: PlanTurn) -> Words:
    way = turn.state.progress
    approved = export.recorded(way.approved_at, turn.unit_timezone) if way.approved_at else "—"
    name = turn.roster.name(way.approved_by) if way.approved_by else "—"
    unit = text("sdk-record-unit", unit=turn.roster.full_name(turn.unit))
    stands_ = text("workplan-approved-by", name=name, at=approved) if way.approved_at else None
    return lines(unit, stands_)


def document(turn: PlanTurn) -> Attachment:
    """The plan; once it is closed, with its summary."""
    title, kind = turn.state.definition.title, text("workplan-file")
    blocks: list[Any] = [Paragraph(_about(turn)), _table(turn)]
    if turn.state.phase == "closed":
        blocks += [Heading(text("workplan-file-summary")), Paragraph(summary(turn))]
    paper = Document(title, tuple(blocks))
    return export.file_of(
        paper, ".docx", title, kind=kind, began=_began(turn), zone=turn.unit_timezone
    )


def sheet(turn: PlanTurn) -> Attachment:
    title, kind = turn.state.definition.title, text("workplan-file")
    return export.workbook(title, _about(turn), (kind, _table(turn)), kind=kind,
                           began=_began(turn), zone=turn.unit_timezone)  # fmt: skip


def hand_out(turn: PlanTurn) -> Outcome:
    if turn.state.definition.first is None:
        return turn.refuse("workplan-empty")
    files = (document(turn), sheet(turn))
    said = replace(view.question(turn, text("workplan-exported")), attachments=files)
    return turn.done("workplan.exported", effects=turn.panel(said, key="export"))


def in_short(turn: PlanTurn) -> Words:
    way = turn.state.progress
    return text("workplan-closed", met=way.met, due=way.due, percent=per_cent(way.met, way.due))


def summary(turn: PlanTurn) -> Words:
    """What it came to, as the record has it, and the secretary's own words."""
    found = stands(turn, whole=True)
    met, due = figures(found)
    items = turn.state.definition.items
    missed = [text("workplan-sum-item", name=each.item.name, n=each.due - each.met,
                   why=each.item.why, told=int(bool(each.item.why)))
              for each in found if each.due > each.met]  # fmt: skip
    moved = [text("workplan-sum-item", name=each.name, n=0, why=each.why, told=1)
             for each in items if each.moved_from and not each.left_out]  # fmt: skip
    left = [text("workplan-sum-item", name=each.name, n=0, why=each.why, told=1)
            for each in items if each.left_out]  # fmt: skip
    groups = {"missed": missed, "moved": moved, "left": left}
    return paragraphs(
        text("workplan-sum", met=met, due=due, percent=per_cent(met, due), items=len(items)),
        lines(*(text("workplan-sum-group", what=what, items=series(each))
                for what, each in groups.items() if each)),
        turn.state.progress.summary,
    )  # fmt: skip


def calendar_events(
    roster: Roster, activity: Activity[PlanState], person: int, part: Part
) -> Mapping[int, tuple[Invitation, ...]]:
    """The days of the items that somebody sees to stand in their calendar. What the rules ask for
    has no day of its own: the meeting that meets it has."""
    state = activity.state
    if state.phase not in ("running", "closed"):
        return {}
    events = []
    for at, each in enumerate(state.definition.items):
        if each.owner == person and each.until is not None:
            begins = noon(roster, activity.unit, each.until, hour=9)
            events.append(Invitation(
                f"workplan-{activity.id}-{at}@orglife", begins, begins + timedelta(hours=1),
                each.name, sequence=int(bool(each.moved_from)) + int(each.left_out),
                cancelled=each.left_out))  # fmt: skip
    return {person: tuple(events)}
