"""A request in words: what it is, for the two sides alone, and the card of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Words, lines, text
from service.sdk import thread
from service.sdk.panels import choice, grid, moment
from service.sdk.thread import Word
from service.sdk.turn import PANEL
from service.workflows.request.model import (
    RequestTurn,
    asker,
    is_confidential,
    owner,
    petition,
    title,
)

CARD = "card"  # the key of what the owner sees
READ = "request-button-read"
RATINGS = ("satisfied", "partly", "unsatisfied")
PACE: Any = {"deferrable": True, "time_sensitive": True}  # nothing of it is for the night


def whole(turn: RequestTurn, *words: Word) -> Message:
    """What was written: these words, or everything; with the files."""
    return thread.written(turn, title(turn.state), words or petition(turn).thread)


def confided(turn: RequestTurn) -> tuple[Send, ...]:
    """Everything, to who acts."""
    return turn.reply(whole(turn), thread.WORDS, secret=True, about=asker(turn))


def card(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the owner can do. Whose it is stands there where it is no secret."""
    accept, answer = "request-button-accept", "request-button-answer"
    ask = "request-button-ask"
    buttons = {"received": (accept, (READ, ask, answer)), "handled": (answer, (READ, ask))}
    name = "—" if is_confidential(turn) else turn.roster.name(asker(turn))
    hidden = str(is_confidential(turn)).lower()
    body = text("request-card", confidential=hidden, name=name, **_facts(turn))
    primary, common = buttons.get(turn.state.phase, ("", (READ, "request-button-ledger")))
    return _offer(turn, lines(head, body), primary, common)


def panel(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the asker can do; an answer is rated with one tap."""
    body = text("request-panel", name=turn.roster.name(owner(turn)), **_facts(turn))
    add, reopen = "request-button-add", "request-button-reopen"
    first = {"received": add, "handled": add, "answered": reopen}.get(turn.state.phase, "")
    readers = "request-button-readers" if is_confidential(turn) else ""
    below = ("request-button-withdraw",) if first == add else ()
    shown = _offer(turn, lines(head, body), "", (first, READ, readers), below)
    if turn.state.phase != "answered" or turn.state.progress.rating:
        return shown
    rated = (choice(turn.activity, "rate", text("request-rating", value=x), x) for x in RATINGS)
    return replace(shown, choices=(*grid(turn.activity, tuple(rated)), *shown.choices))


def _facts(turn: RequestTurn) -> dict[str, Words]:
    course = turn.state.progress
    return {
        "phase": turn.state.phase,
        "at": moment(course.sent_at),
        "due": moment(course.due),
        "rating": course.rating or "none",
    }


def question(turn: RequestTurn, words: Words) -> Message:
    """A question to who acts, with the way back."""
    return _offer(turn, words, "", ("sdk-button-keep",))


def _offer(turn: RequestTurn, body: Words, primary: str, *rows: tuple[str, ...]) -> Message:
    return thread.offer(turn, body, title(turn.state), primary, *rows, about=asker(turn))


def to_asker(turn: RequestTurn, head: Words, *words: Word, prompt: str = "") -> list[Send]:
    """Each change is told to the asker, with what was written."""
    me, written = asker(turn), (whole(turn, *words),) if words else ()
    return thread.tell(
        turn, (me,), PANEL, panel(turn, head), *written, about=me, prompt=prompt, **PACE
    )


def to_owner(turn: RequestTurn, head: Words, *words: Word) -> list[Send]:
    """What was written stands above the card; what is confidential is read by a tap, which the
    journal keeps."""
    shows = words and not is_confidential(turn)
    written = (whole(turn, *words),) if shows else ()
    to, shown = (owner(turn),), card(turn, head)
    return thread.tell(turn, to, CARD, shown, *written, about=asker(turn), **PACE)
