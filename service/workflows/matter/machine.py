"""The rows of a matter, and how it stands to a person.

draft → sent → seen → closed; handed over or sent further up it is `sent` again; `returned` with
remarks it is put right and sent once more; a draft is dropped
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.core.courses import Act, Course
from service.core.events import Started
from service.core.records import Past
from service.core.standing import Standing
from service.core.texts import lines, series, text
from service.core.workflow import Activity, Context
from service.sdk import transitions as t
from service.sdk.cases import ABOVE, BELOW, EITHER, bringer, history, numbered
from service.sdk.transitions import confirmed, in_private, on
from service.sdk.turn import Turn
from service.workflows.matter import course, drafting, ledger
from service.workflows.matter.model import MatterTurn, Report, coming, goes_on, rule, title
from service.workflows.matter.view import CASES, SHOW

DRAFTS: Any = {"by": BELOW, "undo": t.IDEMPOTENT}
SENDS: Any = {"undo": t.IRREVERSIBLE, "confirms": True}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
OPEN = "sent seen"
SENT = "sent seen returned closed"
WRITTEN = "draft returned"

MACHINE = CASES.machine((
    on("ledger", "started", ledger.send, requires=(history,), **TIME),
    on("draft", "started", drafting.ask_kind, **TIME),
    on("draft", "kinds", drafting.ask_kind, by=BELOW, undo=t.READ_ONLY),
    on("draft", "kind", drafting.choose, **DRAFTS),
    on(WRITTEN, "field", drafting.ask_again, **DRAFTS),
    on(WRITTEN, "?field", in_private(drafting.take), **DRAFTS),
    on(WRITTEN, "skip", drafting.skip, **DRAFTS),
    on("draft", "show keep", drafting.show, by=BELOW, undo=t.READ_ONLY),
    on(WRITTEN, "send", course.send, by=BELOW, requires=(numbered,), **SENDS),
    confirmed("draft", "drop", lambda turn: CASES.drop(turn, "dropped"), by=BELOW,
              ask=lambda turn: text("matter-confirm-drop"), yes=text("matter-button-drop-yes")),
    on("sent", "@pass @unreached @left", course.go_on, **TIME),
    on(OPEN, "delivery_failed", course.undelivered, **TIME),
    on(OPEN, "member_left handed_over", course.member_left, **TIME),
    on("sent", "again", course.again, by=BELOW, undo=t.IDEMPOTENT),
    on("sent", "seen", course.seen, by=ABOVE, undo=t.PROGRESS),
    on(OPEN, "add", course.ask_words, by=BELOW, undo=t.READ_ONLY),
    on(OPEN, "ask up back close", course.ask_words, by=ABOVE, undo=t.READ_ONLY),
    on(OPEN, "?words attached", in_private(course.take_words), by=EITHER, **SENDS),
    on(OPEN, "agree refuse noted", course.verdict, by=ABOVE, **SENDS),
    on(OPEN, "hand", CASES.ask_hand, by=ABOVE, undo=t.READ_ONLY),
    on(OPEN, "to", course.hand, by=ABOVE, **SENDS),
    on(SENT, "show", course.show, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "keep", CASES.keep, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "ledger", ledger.send, by=EITHER, undo=t.READ_ONLY, requires=(history,)),
))  # fmt: skip


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Report]
) -> Standing | None:
    """A draft waits for its reporter, an open matter for whoever is on duty, and a question for the
    reporter's answer."""
    state, about = activity.state, activity.state.organizer
    below, above = CASES.sides(context, activity)
    if state.phase not in ("draft", "sent", "seen", "returned") or not (below or above):
        return None
    if state.phase == "draft":
        empty = state.definition.kind is None
        waits = () if empty else (CASES.todo("draft", about=about),)
        return Standing("draft", waits, empty=empty, about=about)
    if state.phase == "returned":
        waits = (CASES.todo("returned", about=about),) if below else ()
        return Standing("running", waits, about=about)
    if above:
        return Standing("running", (CASES.todo(state.phase, about=about),), about=about)
    asked = (CASES.todo("asked", "add", about=about),) if state.progress.asked else ()
    return Standing("running", asked, about=about)


def way(context: Context, activity: Activity[Any]) -> Course | None:
    """Where it is, to those who reported it and those on duty for it, and what the latter can do:
    nobody else learns that there is one."""
    turn: MatterTurn = Turn(context, activity, None, Started(), CASES.policy)
    below, above = CASES.sides(context, activity)
    state, progress, roster = activity.state, activity.state.progress, turn.roster
    if state.phase not in ("sent", "seen", "returned") or not (below or above):
        return None
    now_with = {"sent": progress.told[-1:], "seen": (progress.by,), "returned": CASES.below(turn)}
    shows = Act("show", text(SHOW))
    return Course(
        text("matter-status", status=state.phase),
        series(roster.names(now_with[state.phase])),
        progress.seen_at if state.phase == "seen" else progress.since,
        goes_on(turn) if state.phase == "sent" and coming(turn) is not None else None,
        lines(title(state), roster.name(bringer(turn)), sep=" · "),
        (*(_acts(turn) if above and state.phase != "returned" else ()), shows),
        state.organizer,
    )


def _acts(turn: MatterTurn) -> Iterator[Act]:
    """A tap acknowledges it; remarks return it; a reply, or a verdict of a request, closes it."""
    if turn.state.phase == "sent":
        yield Act("seen", text("matter-button-seen"))
    if rule(turn).form == "request":
        yield from (Act(each, text(f"matter-button-{each}")) for each in ("agree", "refuse"))
    for each in ("ask", "back", "close"):
        yield Act(each, text(f"matter-button-{each}"), prompt=f"words.{each}")


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """Listed for both sides once it is closed."""
    state = activity.state
    concerned = state.phase == "closed" and any(CASES.sides(context, activity))
    return Past(state.progress.closed_at, about=state.organizer) if concerned else None
