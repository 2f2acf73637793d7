"""The rows of a request, and how it stands to a person.

draft → received → handled → answered → closed; received again once it is reopened; withdrawn
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.core.events import Started
from service.core.privacy import Personal
from service.core.records import Own, Past
from service.core.standing import Standing, Waiting
from service.core.texts import Words, text
from service.core.workflow import Activity, Context, Outcome
from service.sdk import transitions as t
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, machine, on
from service.sdk.turn import Policy, Turn
from service.workflows.request import handling as h
from service.workflows.request import ledger
from service.workflows.request.model import (
    ANSWER,
    READ,
    Petition,
    RequestState,
    RequestTurn,
    asker,
    history,
    numbered,
    owner,
    readings,
)

ASKER = "asker"
OWNER = "owner"  # who deals with it
EITHER = "either"
POLICY: Policy[RequestState] = Policy(ANSWER, organizer_of)
SENDS: Any = {"undo": t.IRREVERSIBLE, "confirms": True}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
WAITS = "received handled"
SENT = "received handled answered closed withdrawn"


def asks(turn: RequestTurn) -> bool:
    actor = turn.actor
    return actor is not None and actor.id == turn.person == asker(turn)


def owns(turn: RequestTurn) -> bool:
    """In the asker's part, which holds the request."""
    actor = turn.actor
    return actor is not None and turn.person == asker(turn) and actor.id == owner(turn)


def too_late(turn: RequestTurn) -> Outcome:
    over = turn.state.phase in ("closed", "withdrawn")
    return turn.refuse("request-over" if over else "sdk-moved-on")


ROWS = (
    on("ledger", "started", ledger.send, requires=(history,), **TIME),
    on("draft", "started", h.ask_how, **TIME),
    on("draft", "show keep", h.ask_words, by=ASKER, undo=t.READ_ONLY),
    on("draft", "named confidential above", h.choose_how, by=ASKER, undo=t.IDEMPOTENT),
    on("draft", "send", h.send, by=ASKER, requires=(numbered,), **SENDS),
    confirmed("draft", "drop", h.drop, by=ASKER,
              ask=lambda turn: text("request-confirm-drop"), yes=text("request-button-drop-yes")),
    on(WAITS, "add", h.ask, by=ASKER, undo=t.READ_ONLY),
    on("answered", "reopen", h.ask, by=ASKER, undo=t.READ_ONLY),
    on(WAITS, "ask answer", h.ask, by=OWNER, undo=t.READ_ONLY),
    on(f"draft {WAITS} answered", "?words attached", h.take, by=EITHER, **SENDS),
    on("received", "accept", h.accept, by=OWNER, undo=t.PROGRESS),
    on("answered", "rate", h.rate, by=ASKER, undo=t.IDEMPOTENT),
    confirmed(WAITS, "withdraw", h.withdraw, by=ASKER,
              ask=lambda turn: text("request-confirm-withdraw"),
              yes=text("request-button-withdraw-yes")),
    on(SENT, "read", h.read, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "show", h.read, by=ASKER, undo=t.READ_ONLY),
    on(SENT, "show", h.keep, by=OWNER, undo=t.READ_ONLY),
    on(SENT, "keep", h.keep, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "readers", h.who_read, by=ASKER, undo=t.READ_ONLY, requires=(readings,)),
    on(SENT, "ledger", ledger.send, by=OWNER, undo=t.READ_ONLY, requires=(history,)),
    on(WAITS, "@late", h.late, **TIME),
    on("answered", "@settle", h.settle, **TIME),
    on(SENT, "delivery_failed", h.undelivered, **TIME),
    on(f"{WAITS} answered", "member_left handed_over", h.member_left, **TIME),
)  # fmt: skip

MACHINE = machine(
    ROWS,
    policy=POLICY,
    refusals=Refusals(
        {
            ASKER: lambda turn: turn.refuse("request-not-yours"),
            OWNER: lambda turn: turn.refuse("request-not-yours"),
            EITHER: lambda turn: turn.refuse("request-not-yours"),
        },
        too_late,
    ),
    roles={ASKER: asks, OWNER: owns, EITHER: lambda turn: asks(turn) or owns(turn)},
)


# -- how it stands to a person


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Petition]
) -> Standing | None:
    """A request is listed for its two sides and nobody else: that there is one is confidential."""
    state, about = activity.state, activity.state.organizer
    me = context.actor.id if context.actor is not None else 0
    turn: RequestTurn = Turn(context, activity, None, Started(), POLICY)
    if me == about and state.phase == "draft":
        empty = state.definition.confidential is None
        waits = () if empty else (Waiting(text("request-todo", status="draft")),)
        return Standing("draft", waits, empty=empty)
    if me == about and state.phase in h.OPEN:
        status, verb = ("asked", "add") if state.progress.asked else ("rate", "show")
        unrated = state.phase == "answered" and not state.progress.rating
        waiting = state.progress.asked or unrated
        own = (Waiting(text("request-todo", status=status), verb=verb),) if waiting else ()
        return Standing("running", own)
    if me == owner(turn) and state.phase in h.OPEN:
        todo = Waiting(
            text("request-todo", status=state.phase), state.progress.due, "show", about=about
        )
        return Standing("running", (todo,) if state.phase != "answered" else (), about=about)
    return None


def mine(context: Context, activity: Activity[Any], part: Petition) -> Own | None:
    return Own(text("request-status", status=part.status)) if part.sent_at is not None else None


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """Of a request that is over only its asker has a line."""
    me = context.actor.id if context.actor is not None else 0
    at = activity.state.progress.sent_at
    return Past(at) if me == activity.state.organizer and at is not None else None


# -- what is kept of the asker


def _said(part: Petition) -> tuple[Words, ...]:
    """What was written by both sides: it was all said to them, or by them."""
    return tuple(each.text for each in part.thread if each.text)


def _erased(state: RequestState, part: Petition, over: bool) -> Petition:
    """That they asked, and when, is in the register; the words go once it is over."""
    return Petition(part.status, part.sent_at) if over else part


PERSONAL = Personal(said=_said, erased=_erased, reads=frozenset({READ}))
