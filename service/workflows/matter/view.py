"""A matter in words: what it is, for those concerned, and the cards of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Lines, Moment, Strong, Words, lines, series, text
from service.sdk.cards import styled
from service.sdk.panels import Button, button, grid, moment, paragraphs
from service.sdk.thread import Word, enclosed, said
from service.sdk.turn import PANEL
from service.workflows.matter.model import (
    OPEN,
    MatterTurn,
    Report,
    is_sensitive,
    report_of,
    reporter,
    rule,
    title,
)

CARD = "card"  # the key of what those on duty see
WORDS = "words"  # and of what a matter is


def label(field: str) -> Words:
    return text(f"matter-field-{field}")


# -- what it is


def whole(turn: MatterTurn) -> Message:
    """The matter with everything that was written about it, and the files."""
    report, roster = report_of(turn), turn.roster
    told = [
        text("matter-line", label=Strong(label(each)), words=_answer(report, each))
        for each in rule(turn).asks
    ]
    who = text("matter-from", unit=roster.full_name(turn.unit), name=roster.name(reporter(turn)))
    body = paragraphs(who, Lines(tuple(told)), said(turn, report.thread))
    return Message(body, title(turn.state), attachments=tuple(enclosed(report.thread)))


def _answer(report: Report, field: str) -> Words:
    if field == "when" and report.at is not None:
        return Moment(report.at)
    return report.answers.get(field) or text("matter-not-told")


def one(turn: MatterTurn, found: Word) -> Message:
    """What was just written."""
    return Message(
        said(turn, [found]) or "", title(turn.state), attachments=tuple(enclosed([found]))
    )


# -- to whom


def confided(turn: MatterTurn, message: Message) -> tuple[Send, ...]:
    """What the matter is, to who acts."""
    return turn.reply(message, WORDS, **_sealed(turn))


def told(
    turn: MatterTurn,
    people: Iterable[int],
    key: str,
    card: Message,
    *words: Message,
    asks: str = "",
) -> list[Send]:
    """What the matter is, to these people, and below it the card that says what they can do. It
    comes at once where the kind is urgent, else after quiet hours."""
    waits = not rule(turn).urgent
    pace: Any = {"deferrable": waits, "time_sensitive": waits}
    people, sent = tuple(people), []
    for message in words:
        sent += turn.tell(people, WORDS, message, **_sealed(turn), **pace)
    return [*sent, *turn.tell(people, key, card, asks=asks, about=reporter(turn), **pace)]


def _sealed(turn: MatterTurn) -> dict[str, Any]:
    scope = "" if is_sensitive(turn.state) else OPEN
    return {"secret": True, "about": reporter(turn), "scope": scope}


# -- the cards


def card(turn: MatterTurn, head: Words | None = None, *, waits: bool = True) -> Message:
    """What who is on duty can do. `waits`: they are to acknowledge it."""
    phase, primary = turn.state.phase, {"sent": "seen" if waits else "", "seen": "close"}
    common = ("show", "ledger") if phase == "closed" else ("ask", "up", "show")
    said = text("matter-card", unit=turn.roster.full_name(turn.unit), **_facts(turn))
    return _with_buttons(turn, lines(head, said), primary, common)


def panel(turn: MatterTurn, head: Words | None = None, *, again: bool = False) -> Message:
    """What the reporter can do, and where the matter is. `again`: nobody has acknowledged it."""
    common = ("show", "ledger") if turn.state.phase == "closed" else ("add", "show", "ledger")
    said = text("matter-panel", **_facts(turn))
    return _with_buttons(turn, lines(head, said), {"sent": "again"} if again else {}, common)


def _facts(turn: MatterTurn) -> dict[str, Words | int]:
    course, roster = turn.state.progress, turn.roster
    return {
        "phase": turn.state.phase,
        "who": roster.name(reporter(turn)),
        "at": moment(course.sent_at),
        "to": series(roster.names(course.told)),
        "minutes": rule(turn).ack_minutes,
        "by": roster.name(course.by),
        "seen": moment(course.seen_at),
        "closer": roster.name(course.closed_by),
        "closed": moment(course.closed_at),
    }


def _with_buttons(
    turn: MatterTurn, body: Words, primary: dict[str, str], common: tuple[str, ...]
) -> Message:
    first = primary.get(turn.state.phase)
    rows = grid(
        turn.activity,
        styled(_button(turn, first), "primary") if first else "",
        tuple(_button(turn, each) for each in common),
    )
    return Message(body, title(turn.state), rows)


def _button(turn: MatterTurn, name: str) -> Any:
    return button(turn.activity, f"matter-button-{name}", about=reporter(turn))


def asking(turn: MatterTurn, question: Words, *answers: str) -> Message:
    """A question to who acts, with the answers to tap and the way back."""
    back: Button = button(turn.activity, "sdk-button-keep", about=reporter(turn))
    verdicts = tuple(
        button(turn.activity, f"matter-button-{each}", about=reporter(turn)) for each in answers
    )
    return Message(question, title(turn.state), grid(turn.activity, verdicts, back))


def to_senders(turn: MatterTurn, people: Iterable[int], head: Words, **how: Any) -> list[Send]:
    """Where the matter is now, to those who reported it."""
    return told(turn, people, PANEL, panel(turn, head, **how))
