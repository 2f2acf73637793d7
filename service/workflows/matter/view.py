"""A matter in words: what it is, for those concerned, and the cards of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Lines, Moment, Strong, Words, lines, series, text
from service.sdk import thread
from service.sdk.panels import moment
from service.sdk.thread import Word
from service.sdk.turn import PANEL
from service.workflows.matter.model import (
    OPEN,
    MatterTurn,
    Report,
    coming,
    is_sensitive,
    report_of,
    reporter,
    rule,
    title,
    within,
)

CARD = "card"  # the key of what those on duty see


def label(field: str) -> Words:
    return text(f"matter-field-{field}")


def whole(turn: MatterTurn) -> Message:
    """The matter with everything that was written about it, and the files."""
    report, roster = report_of(turn), turn.roster
    told = [
        text("matter-line", label=Strong(label(each)), words=_answer(report, each))
        for each in rule(turn).asks
    ]
    who = text("matter-from", unit=roster.full_name(turn.unit), name=roster.name(reporter(turn)))
    return thread.written(turn, title(turn.state), report.thread, who, Lines(tuple(told)))


def _answer(report: Report, field: str) -> Words:
    if field == "when" and report.at is not None:
        return Moment(report.at)
    return report.answers.get(field) or text("matter-not-told")


def one(turn: MatterTurn, found: Word) -> Message:
    """What was just written."""
    return thread.written(turn, title(turn.state), [found])


# -- to whom


def confided(turn: MatterTurn) -> tuple[Send, ...]:
    """What the matter is, to who acts."""
    how: Any = {"secret": True, "about": reporter(turn), "scope": _scope(turn)}
    return turn.reply(whole(turn), thread.WORDS, **how)


def tell(
    turn: MatterTurn, people: Iterable[int], key: str, card: Message, *words: Message, **how: Any
) -> list[Send]:
    """What the matter is, to these people, and the card: at once where the kind is urgent, else
    after quiet hours."""
    waits: Any = {"deferrable": True, "time_sensitive": True}
    how |= {"priority": "reply"} if rule(turn).urgent else waits
    how["scope"] = _scope(turn)
    return thread.tell(turn, people, key, card, *words, about=reporter(turn), **how)


def _scope(turn: MatterTurn) -> str:
    return "" if is_sensitive(turn.state) else OPEN


# -- the cards


SHOW, LEDGER = "matter-button-show", "matter-button-ledger"


def card(turn: MatterTurn, head: Words | None = None, *, waits: bool = True) -> Message:
    """What who is on duty can do. `waits`: they are to acknowledge it."""
    seen = "matter-button-seen" if waits else ""
    primary = {"sent": seen, "seen": "matter-button-close"}.get(turn.state.phase, "")
    roster, told = turn.roster, turn.state.progress.told[-1:]
    up = any(
        roster.units[roster.people[each].unit].parent for each in told if each in roster.people
    )
    further = "matter-button-up" if up else ""
    back = "matter-button-back"
    open_, closed = ("matter-button-ask", back, further, SHOW), (SHOW, LEDGER)
    facts = _facts(turn) | ({} if waits else {"phase": "up"})
    said = text("matter-card", unit=turn.roster.full_name(turn.unit), **facts)
    rows = open_ if turn.state.phase in ("sent", "seen") else closed
    return _offer(turn, lines(head, said), primary, rows)


def panel(turn: MatterTurn, head: Words | None = None, *, again: bool = False) -> Message:
    """What the reporter can do, and where the matter is. `again`: nobody has acknowledged it."""
    said, primary = text("matter-panel", **_facts(turn)), "matter-button-again" if again else ""
    if turn.state.phase == "returned":
        return _offer(turn, lines(head, said), "matter-button-send", ("matter-button-field", SHOW))
    add = "matter-button-add" if turn.state.phase != "closed" else ""
    return _offer(turn, lines(head, said), primary, (add, SHOW, LEDGER))


def _facts(turn: MatterTurn) -> dict[str, Any]:
    course, roster = turn.state.progress, turn.roster
    return {
        "phase": turn.state.phase,
        "who": roster.name(reporter(turn)),
        "at": moment(course.sent_at),
        "to": series(roster.names(course.told)),
        "within": within(turn),
        "next": int(course.told != () and coming(turn) is not None),
        "by": roster.name(course.by),
        "seen": moment(course.seen_at),
        "closer": roster.name(course.closed_by),
        "closed": moment(course.closed_at),
    }


def asking(turn: MatterTurn, question: Words, *answers: str) -> Message:
    """A question to who acts, with the answers to tap and the way back."""
    return _offer(turn, question, "", answers, ("sdk-button-keep",))


def _offer(turn: MatterTurn, body: Words, primary: str, *rows: tuple[str, ...]) -> Message:
    return thread.offer(turn, body, title(turn.state), primary, *rows, about=reporter(turn))


def to_senders(turn: MatterTurn, people: Iterable[int], head: Words, **how: Any) -> list[Send]:
    """Where the matter is now, to those who reported it."""
    return tell(turn, people, PANEL, panel(turn, head, **how))
