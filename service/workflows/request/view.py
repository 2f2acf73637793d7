"""A request in words: what it is, for the two sides alone, and the card of each."""

from __future__ import annotations

from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Words, lines, series, text
from service.sdk.cards import styled
from service.sdk.panels import button, choice, grid, moment
from service.sdk.thread import Word, enclosed, said
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
RATINGS = ("satisfied", "partly", "unsatisfied")


def whole(turn: RequestTurn, *words: Word) -> Message:
    """What was written: these words, or everything; with the files."""
    thread = words or petition(turn).thread
    return Message(said(turn, thread) or "", title(turn.state), attachments=tuple(enclosed(thread)))


def confided(turn: RequestTurn, *words: Word) -> tuple[Send, ...]:
    """The words, to who acts."""
    return turn.reply(whole(turn, *words), "words", secret=True, about=asker(turn))


def card(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the owner can do. Whose it is stands there where it is no secret."""
    buttons = {
        "received": ("accept", ("read", "ask", "answer")),
        "handled": ("answer", ("read", "ask")),
    }
    name = "—" if is_confidential(turn) else turn.roster.name(asker(turn))
    hidden = str(is_confidential(turn)).lower()
    body = text("request-card", confidential=hidden, name=name, **_facts(turn))
    primary, *rows = buttons.get(turn.state.phase, ("", ("read", "ledger")))
    return _with_buttons(turn, lines(head, body), primary, *rows)


def panel(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the asker can do; an answer is rated with one tap."""
    body = text("request-panel", name=turn.roster.name(owner(turn)), **_facts(turn))
    above = []
    if turn.state.phase == "answered" and not turn.state.progress.rating:
        above = [_rating(turn, each) for each in RATINGS]
    common = {"received": "add", "handled": "add", "answered": "reopen"}
    first = common.get(turn.state.phase, "")
    rows = (
        (first, "read", "readers" if is_confidential(turn) else ""),
        ("withdraw" if first == "add" else "",),
    )
    message = _with_buttons(turn, lines(head, body), "", *rows)
    choices = (*grid(turn.activity, tuple(above)), *message.choices)
    return Message(message.body, message.title, choices)


def _facts(turn: RequestTurn) -> dict[str, Words]:
    course = turn.state.progress
    return {
        "phase": turn.state.phase,
        "at": moment(course.sent_at),
        "due": moment(course.due),
        "rating": course.rating or "none",
    }


def _rating(turn: RequestTurn, value: str) -> Any:
    return choice(turn.activity, "rate", text("request-rating", value=value), value)


def _with_buttons(turn: RequestTurn, body: Words, primary: str, *rows: tuple[str, ...]) -> Message:
    def made(name: str) -> Any:
        return button(turn.activity, f"request-button-{name}", about=asker(turn))

    below = (tuple(made(each) for each in row if each) for row in rows)
    first = styled(made(primary), "primary") if primary else ""
    return Message(body, title(turn.state), grid(turn.activity, first, *below))


def question(turn: RequestTurn, words: Words) -> Message:
    """A question to who acts, with the way back."""
    back = button(turn.activity, "sdk-button-keep", about=asker(turn))
    return Message(words, title(turn.state), grid(turn.activity, back))


def to_asker(
    turn: RequestTurn, head: Words, *words: Word, asks: str = "", me: bool = False
) -> list[Send]:
    """Each change is told to the asker, with what was written."""
    how: Any = {"priority": "reply"} if me else {"deferrable": True, "time_sensitive": True}
    to = (asker(turn),)
    sealed: list[Send] = []
    if words and not me:
        message = whole(turn, *words)
        sealed = turn.tell(to, "words", message, secret=True, about=asker(turn), **how)
    return [*sealed, *turn.tell(to, PANEL, panel(turn, head), asks=asks, **how)]


def to_owner(turn: RequestTurn, head: Words, *words: Word) -> list[Send]:
    """What was written stands above the card; what is confidential is read by a tap, which the
    journal keeps."""
    to, how = (owner(turn),), {"deferrable": True, "time_sensitive": True}
    told: list[Send] = []
    if words and not is_confidential(turn):
        message = whole(turn, *words)
        told = turn.tell(to, "words", message, secret=True, about=asker(turn), **how)
    return [*told, *turn.tell(to, CARD, card(turn, head), about=asker(turn), **how)]


def readers(turn: RequestTurn, names: list[Words]) -> Message:
    return Message(text("request-readers", names=series(names)), title(turn.state))
