"""The rows of a matter, and how it stands to a person.

draft → sent → seen → closed; sent further up it is `sent` again; `returned` with remarks it is
put right and sent once more; a draft is dropped
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.core.courses import Act, Course
from service.core.events import Started
from service.core.records import Own, Past
from service.core.standing import Standing, Waiting
from service.core.texts import lines, series, text
from service.core.workflow import Activity, Context, Outcome
from service.sdk import transitions as t
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, machine, on
from service.sdk.turn import Policy, Turn
from service.workflows.matter import course, drafting, ledger, view
from service.workflows.matter.model import (
    REPORT,
    MatterState,
    MatterTurn,
    Report,
    coming,
    goes_on,
    history,
    numbered,
    receivers,
    reporter,
    rule,
    senders,
    title,
)

SENDER = "sender"  # who speaks for the unit
RECEIVER = "receiver"  # who is on duty above
EITHER = "either"
POLICY: Policy[MatterState] = Policy(REPORT, organizer_of)
DRAFTS: Any = {"by": SENDER, "undo": t.IDEMPOTENT}
SENDS: Any = {"undo": t.IRREVERSIBLE, "confirms": True}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
OPEN = "sent seen"
SENT = "sent seen returned closed"
WRITTEN = "draft returned"


def sends(turn: MatterTurn) -> bool:
    """In the reporter's part, which holds the matter."""
    actor = turn.actor
    return actor is not None and turn.person == reporter(turn) and actor.id in senders(turn)


def receives(turn: MatterTurn) -> bool:
    actor = turn.actor
    return actor is not None and turn.person == reporter(turn) and actor.id in receivers(turn)


def too_late(turn: MatterTurn) -> Outcome:
    return turn.refuse("matter-over" if turn.state.phase == "closed" else "sdk-moved-on")


ROWS = (
    on("ledger", "started", ledger.send, requires=(history,), **TIME),
    on("draft", "started", drafting.ask_kind, **TIME),
    on("draft", "kinds", drafting.ask_kind, by=SENDER, undo=t.READ_ONLY),
    on("draft", "kind", drafting.choose, **DRAFTS),
    on(WRITTEN, "field", drafting.ask_again, **DRAFTS),
    on(WRITTEN, "?field", drafting.take, **DRAFTS),
    on(WRITTEN, "skip", drafting.skip, **DRAFTS),
    on("draft", "show keep", drafting.show, by=SENDER, undo=t.READ_ONLY),
    on(WRITTEN, "send", course.send, by=SENDER, requires=(numbered,), **SENDS),
    confirmed("draft", "drop", drafting.drop, by=SENDER,
              ask=lambda turn: text("matter-confirm-drop"), yes=text("matter-button-drop-yes")),
    on("sent", "@pass @unreached @left", course.go_on, **TIME),
    on(OPEN, "delivery_failed", course.undelivered, **TIME),
    on(OPEN, "member_left", course.member_left, **TIME),
    on("sent", "again", course.again, by=SENDER, undo=t.IDEMPOTENT),
    on("sent", "seen", course.seen, by=RECEIVER, undo=t.PROGRESS),
    on(OPEN, "add", course.ask_words, by=SENDER, undo=t.READ_ONLY),
    on(OPEN, "ask up back close", course.ask_words, by=RECEIVER, undo=t.READ_ONLY),
    on(OPEN, "?words attached", course.take_words, by=EITHER, **SENDS),
    on(OPEN, "agree refuse noted", course.verdict, by=RECEIVER, **SENDS),
    on(SENT, "show", course.show, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "keep", course.keep, by=EITHER, undo=t.READ_ONLY),
    on(SENT, "ledger", ledger.send, by=EITHER, undo=t.READ_ONLY, requires=(history,)),
)  # fmt: skip

MACHINE = machine(
    ROWS,
    policy=POLICY,
    refusals=Refusals(
        {
            SENDER: lambda turn: turn.refuse("matter-not-yours"),
            RECEIVER: lambda turn: turn.refuse("matter-not-yours"),
            EITHER: lambda turn: turn.refuse("matter-not-yours"),
        },
        too_late,
    ),
    roles={SENDER: sends, RECEIVER: receives, EITHER: lambda turn: sends(turn) or receives(turn)},
)


# -- how it stands to a person


def seen_by(context: Context, activity: Activity[Any]) -> tuple[bool, bool]:
    """Whether the person is one of those who reported it, and one of those on duty for it."""
    turn: MatterTurn = Turn(context, activity, None, Started(), POLICY)
    me = context.actor.id if context.actor is not None else 0
    return me in senders(turn), activity.state.phase != "draft" and me in receivers(turn)


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Report]
) -> Standing | None:
    """A draft waits for its reporter, an open matter for whoever is on duty, and a question for the
    reporter's answer."""
    state = activity.state
    mine, above = seen_by(context, activity)
    if state.phase not in ("draft", "sent", "seen", "returned") or not (mine or above):
        return None
    about = state.organizer
    if state.phase == "draft":
        empty = state.definition.kind is None
        return Standing(
            "draft", () if empty else (_waits("draft", about, "show"),), empty=empty, about=about
        )
    if state.phase == "returned":
        return Standing(
            "running", (_waits("returned", about, "show"),) if mine else (), about=about
        )
    if above:
        return Standing("running", (_waits(state.phase, about, "show"),), about=about)
    asked = (_waits("asked", about, "add"),) if state.progress.asked else ()
    return Standing("running", asked, about=about)


def _waits(status: str, about: int | None, verb: str) -> Waiting:
    return Waiting(text("matter-todo", status=status), verb=verb, about=about)


def way(context: Context, activity: Activity[Any]) -> Course | None:
    """Where it is, to those who reported it and those on duty for it, and what the latter can do:
    nobody else learns that there is one."""
    turn: MatterTurn = Turn(context, activity, None, Started(), POLICY)
    mine, above = seen_by(context, activity)
    state, progress, roster = activity.state, activity.state.progress, turn.roster
    if state.phase not in ("sent", "seen", "returned") or not (mine or above):
        return None
    now_with = {"sent": progress.told[-1:], "seen": (progress.by,), "returned": senders(turn)}
    shows = Act("show", text(view.SHOW))
    return Course(
        text("matter-status", status=state.phase),
        series(roster.names(now_with[state.phase])),
        progress.seen_at if state.phase == "seen" else progress.since,
        goes_on(turn) if state.phase == "sent" and coming(turn) is not None else None,
        lines(title(state), roster.name(reporter(turn)), sep=" · "),
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
        yield Act(each, text(f"matter-button-{each}"), asks=f"words.{each}")


def mine(context: Context, activity: Activity[Any], part: Any) -> Own | None:
    return Own(text("matter-status", status=part.status)) if part.sent_at is not None else None


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """Listed for both sides once it is closed."""
    state = activity.state
    concerned = state.phase == "closed" and any(seen_by(context, activity))
    return Past(state.progress.closed_at, about=state.organizer) if concerned else None
