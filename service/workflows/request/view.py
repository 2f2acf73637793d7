"""A request in words: the card of each side, which says nothing of what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Words, lines, text
from service.sdk.cases import Cases, Dossier, bringer
from service.sdk.panels import choice, grid, moment
from service.sdk.thread import Word
from service.workflows.request.model import (
    ANSWER,
    RequestState,
    RequestTurn,
    able_to_answer,
    is_confidential,
    owner,
    title,
)

READ = "request-button-read"
RATINGS = ("satisfied", "partly", "unsatisfied")


def card(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the owner can do. Whose it is stands there where it is no secret."""
    accept, answer, ask = (f"request-button-{each}" for each in ("accept", "answer", "ask"))
    buttons = {"received": (accept, (READ, ask, answer)), "handled": (answer, (READ, ask))}
    primary, common = buttons.get(turn.state.phase, ("", (READ, "request-button-ledger")))
    more = ("request-button-hand", "request-button-extend") if primary else ()
    hidden = is_confidential(turn.state)
    name = "—" if hidden else turn.roster.name(bringer(turn))
    facts = _facts(turn) | {"confidential": str(hidden).lower(), "name": name}
    return CASES.offer(turn, lines(head, text("request-card", **facts)), primary, common, more)


def panel(turn: RequestTurn, head: Words | None = None) -> Message:
    """Where it is and what the asker can do; an answer is rated with one tap."""
    body = text("request-panel", name=turn.roster.name(owner(turn)), **_facts(turn))
    add, reopen = "request-button-add", "request-button-reopen"
    first = {"received": add, "handled": add, "answered": reopen}.get(turn.state.phase, "")
    readers = "request-button-readers" if is_confidential(turn.state) else ""
    below = ("request-button-withdraw",) if first == add else ()
    shown = CASES.offer(turn, lines(head, body), "", (first, READ, readers), below)
    if turn.state.phase != "answered" or turn.state.progress.rating:
        return shown
    rated = (choice(turn.activity, "rate", text("request-rating", value=x), x) for x in RATINGS)
    return replace(shown, choices=(*grid(turn.activity, tuple(rated)), *shown.choices))


def _facts(turn: RequestTurn) -> dict[str, Any]:
    course = turn.state.progress
    return {
        "phase": turn.state.phase,
        "at": moment(course.sent_at),
        "due": moment(course.due),
        "rating": course.rating or "none",
    }


def to_owner(turn: RequestTurn, head: Words, *words: Word) -> list[Send]:
    """What was written stands above the card; what is confidential is read by a tap, which the
    journal keeps."""
    shows = words and not is_confidential(turn.state)
    written = (CASES.written(turn, *words),) if shows else ()
    return CASES.tell(turn, (owner(turn),), card(turn, head), *written)


def _had(state: RequestState) -> dict[str, tuple[int, ...]]:
    return {"owner": (state.progress.owner,), "owned_before": state.progress.handed}


CASES = Cases(
    kind="request",
    permission=ANSWER,
    blank=Dossier(),
    title=title,
    below=lambda turn: (bringer(turn),),
    above=lambda turn: (owner(turn),),
    able=able_to_answer,
    panel=panel,
    card=card,
    sealed=is_confidential,
    had=_had,
)
