"""A matter in words: what it is, for those concerned, and the cards of both sides."""

from __future__ import annotations

from typing import Any

from service.core.message import Message
from service.core.texts import Lines, Moment, Strong, Words, lines, series, text
from service.sdk.cases import Cases, bringer
from service.sdk.panels import moment
from service.sdk.turn import Turn
from service.workflows.matter.model import (
    OPEN,
    REPORT,
    MatterState,
    MatterTurn,
    Report,
    coming,
    first_unit,
    is_sensitive,
    on_duty,
    receivers,
    rule,
    title,
    within,
)

SHOW, LEDGER = "matter-button-show", "matter-button-ledger"


def label(field: str) -> Words:
    return text(f"matter-field-{field}")


def whole(turn: MatterTurn) -> Message:
    """The matter with everything that was written about it, and the files."""
    report, roster = CASES.of(turn), turn.roster
    told = [
        text("matter-line", label=Strong(label(each)), words=_answer(report, each))
        for each in rule(turn).asks
    ]
    who = text("matter-from", unit=roster.full_name(turn.unit), name=roster.name(bringer(turn)))
    return CASES.whole(turn, who, Lines(tuple(told)))


def _answer(report: Report, field: str) -> Words:
    if field == "when" and report.at is not None:
        return Moment(report.at)
    return report.answers.get(field) or text("matter-not-told")


def card(turn: MatterTurn, head: Words | None = None, *, waits: bool = True) -> Message:
    """What who is on duty can do. `waits`: they are to acknowledge it."""
    seen = "matter-button-seen" if waits else ""
    primary = {"sent": seen, "seen": "matter-button-close"}.get(turn.state.phase, "")
    roster, told = turn.roster, turn.state.progress.told[-1:]
    up = any(
        roster.units[roster.people[each].unit].parent for each in told if each in roster.people
    )
    further = "matter-button-up" if up else ""
    open_ = (("matter-button-ask", SHOW), ("matter-button-back", "matter-button-hand", further))
    rows = open_ if turn.state.phase in ("sent", "seen") else ((SHOW, LEDGER),)
    facts = _facts(turn) | ({} if waits else {"phase": "up"})
    said = text("matter-card", unit=roster.full_name(turn.unit), **facts)
    return CASES.offer(turn, lines(head, said), primary, *rows)


def panel(turn: MatterTurn, head: Words | None = None, *, again: bool = False) -> Message:
    """What the reporter can do, and where the matter is. `again`: nobody has acknowledged it."""
    said, primary = text("matter-panel", **_facts(turn)), "matter-button-again" if again else ""
    if turn.state.phase == "returned":
        return CASES.offer(
            turn, lines(head, said), "matter-button-send", ("matter-button-field", SHOW)
        )
    add = "matter-button-add" if turn.state.phase != "closed" else ""
    return CASES.offer(turn, lines(head, said), primary, (add, SHOW, LEDGER))


def _facts(turn: MatterTurn) -> dict[str, Any]:
    course, roster = turn.state.progress, turn.roster
    return {
        "phase": turn.state.phase,
        "who": roster.name(bringer(turn)),
        "at": moment(course.sent_at),
        "to": series(roster.names(course.told)),
        "within": within(turn),
        "next": int(course.told != () and coming(turn) is not None),
        "by": roster.name(course.by),
        "seen": moment(course.seen_at),
        "closer": roster.name(course.closed_by),
        "closed": moment(course.closed_at),
    }


def _had(state: MatterState) -> dict[str, tuple[int, ...]]:
    course = state.progress
    return {
        "told": course.told,
        "acknowledged": (course.by,),
        "sent_up": course.via,
        "closed": (course.closed_by,),
    }


CASES = Cases(
    kind="matter",
    permission=REPORT,
    blank=Report(),
    title=title,
    below=Turn.organizers,  # who reported it while they may, else who may now
    above=receivers,
    able=lambda turn: on_duty(turn, first_unit(turn)),
    panel=panel,
    card=card,
    sealed=is_sensitive,
    urgent=lambda turn: rule(turn).urgent,
    scope=lambda turn: "" if is_sensitive(turn.state) else OPEN,
    had=_had,
)
