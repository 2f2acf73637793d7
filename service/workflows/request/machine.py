"""The rows of a request, how it stands to a person, and what is kept of who asked.

draft → received → handled → answered → closed; received again once it is reopened; withdrawn
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.core.records import Past
from service.core.standing import Standing
from service.core.texts import Words, text
from service.core.workflow import Activity, Context
from service.sdk import transitions as t
from service.sdk.cases import ABOVE, BELOW, EITHER, Dossier, history, numbered
from service.sdk.transitions import confirmed, in_private, on
from service.workflows.request import handling as h
from service.workflows.request import ledger
from service.workflows.request.model import READ, RequestState, readings
from service.workflows.request.view import CASES

SENDS: Any = {"undo": t.IRREVERSIBLE, "confirms": True}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
WAITS = "received handled"
SENT = "received handled answered closed withdrawn"

MACHINE = CASES.machine((
    on("ledger", "started", ledger.send, requires=(history,), **TIME),
    on("draft", "started", h.ask_how, **TIME),
    on("draft", "show keep", h.ask_words, by=BELOW, undo=t.READ_ONLY),
    on("draft", "named confidential above", h.choose_how, by=BELOW, undo=t.IDEMPOTENT),
    on("draft", "send", h.send, by=BELOW, requires=(numbered,), **SENDS),
    confirmed("draft", "drop", lambda turn: CASES.drop(turn, "withdrawn"), by=BELOW,
              ask=lambda turn: text("request-confirm-drop"), yes=text("request-button-drop-yes")),
    on(WAITS, "add", h.ask, by=BELOW, undo=t.READ_ONLY),
    on("answered", "reopen", h.ask, by=BELOW, undo=t.READ_ONLY),
    on(WAITS, "ask answer", h.ask, by=ABOVE, undo=t.READ_ONLY),
    on(f"draft {WAITS} answered", "?words attached", in_private(h.take), by=EITHER, **SENDS),
    on("received", "accept", h.accept, by=ABOVE, undo=t.PROGRESS),
    on(WAITS, "hand", CASES.ask_hand, by=ABOVE, undo=t.READ_ONLY),
    on(WAITS, "to", h.hand, by=ABOVE, **SENDS),
    on(WAITS, "extend", h.ask_extension, by=ABOVE, undo=t.READ_ONLY),
    on("answered", "rate", h.rate, by=BELOW, undo=t.IDEMPOTENT),
    confirmed(WAITS, "withdraw", h.withdraw, by=BELOW,
              ask=lambda turn: text("request-confirm-withdraw"),
              yes=text("request-button-withdraw-yes")),
    on(SENT, "read", h.read, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "show", h.read, by=BELOW, undo=t.READ_ONLY),
    on(SENT, "show", CASES.keep, by=ABOVE, undo=t.READ_ONLY),
    on(SENT, "keep", CASES.keep, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "readers", h.who_read, by=BELOW, undo=t.READ_ONLY, requires=(readings,)),
    on(SENT, "ledger", ledger.send, by=ABOVE, undo=t.READ_ONLY, requires=(history,)),
    on(WAITS, "@late", h.late, **TIME),
    on("answered", "@settle", h.settle, **TIME),
    on(SENT, "delivery_failed", h.undelivered, **TIME),
    on(f"{WAITS} answered", "member_left handed_over", h.member_left, **TIME),
))  # fmt: skip


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Dossier]
) -> Standing | None:
    """A request is listed for its two sides and nobody else: that there is one is confidential."""
    state, about = activity.state, activity.state.organizer
    below, above = CASES.sides(context, activity)
    if below and state.phase == "draft":
        empty = state.definition.confidential is None
        return Standing("draft", () if empty else (CASES.todo("draft"),), empty=empty)
    if state.phase not in h.OPEN or not (below or above):
        return None
    if below:
        unrated = state.phase == "answered" and not state.progress.rating
        rates = (CASES.todo("rate"),) if unrated else ()
        return Standing("running", (CASES.todo("asked", "add"),) if state.progress.asked else rates)
    todo = CASES.todo(state.phase, due=state.progress.due, about=about)
    return Standing("running", (todo,) if state.phase != "answered" else (), about=about)


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """Of a request that is over only its asker has a line."""
    me = context.actor.id if context.actor is not None else 0
    at = activity.state.progress.sent_at
    return Past(at) if me == activity.state.organizer and at is not None else None


def _said(part: Dossier) -> tuple[Words, ...]:
    """What was written by both sides: it was all said to them, or by them."""
    return tuple(each.text for each in part.thread if each.text)


def _erased(state: RequestState, part: Dossier, over: bool) -> Dossier:
    """That they asked, and when, is in the register; the words go once it is over."""
    return Dossier(part.status, part.sent_at) if over else part


PERSONAL = CASES.personal(READ, _erased, said=_said)
