"""The transitions of a work plan.

    draft → agreeing → agreed → sent → running → closed; sent → returned → sent

A unit with nobody above it goes from the agreement to the running plan at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from service.core.events import Started
from service.core.records import Past
from service.core.standing import Standing, Waiting
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Context, Outcome
from service.sdk import asked
from service.sdk import transitions as t
from service.sdk.records import past_at
from service.sdk.standing import standing as stands
from service.sdk.state import organizer_of
from service.sdk.turn import Policy, Turn
from service.workflows.workplan import approving as a
from service.workflows.workplan import drafting as d
from service.workflows.workplan import paper, view
from service.workflows.workplan import running as r
from service.workflows.workplan.model import (
    EDITED,
    PERMISSION,
    Part,
    PlanState,
    PlanTurn,
    is_committee,
    is_desk,
    is_superior,
    noon,
)
from service.workflows.workplan.progress import held

DESK, SUPERIOR, COMMITTEE, READER = "desk", "superior", "committee", "reader"
POLICY: Policy[PlanState] = Policy(PERMISSION, organizer_of)
FIELDS = "until owner measures check title"
ANSWERS = " ".join(f"?{each}" for each in FIELDS.split())
RUNS = "running"
SETS: Any = {"by": DESK, "undo": t.IDEMPOTENT}
READS: Any = {"by": DESK, "undo": t.READ_ONLY}
KNOWS: Any = {"requires": (held,)}
DRAFTS: Any = {"requires": (d.last_plans,)}
AHEAD = timedelta(days=7)  # so long before its day an item waits for who sees to it


def refused(turn: PlanTurn) -> Outcome:
    return turn.refuse("sdk-cancelled" if turn.state.phase == "cancelled" else "sdk-not-now")


ROWS = (
    # -- the draft
    t.on("draft", "started", d.started, by=t.SYSTEM, undo=t.BY_SYSTEM, **DRAFTS),
    t.on("draft", "period ?period", d.take_period, **DRAFTS, **SETS),
    t.on(EDITED, "add ?add", d.add, **DRAFTS, **SETS),
    t.on(f"{EDITED} running", "meant", d.meant, **KNOWS, **SETS),
    t.on(f"{EDITED} running", "auto", d.by_itself, toggle=True, **KNOWS, **SETS),
    t.on(EDITED, "items", d.items, **READS),
    t.on(EDITED, "item", d.item, **READS),
    t.on(EDITED, f"{FIELDS} {ANSWERS}", d.set_field, **SETS),
    t.on(EDITED, "remove", d.remove, **SETS),
    t.confirmed(EDITED, "drop", d.drop, by=DESK, ask=asked.drop, yes=text("sdk-button-drop-yes")),
    # -- agreed, sent up, approved
    t.confirmed(EDITED, "put", a.put, by=DESK, ask=a.ask_put,
                yes=text("workplan-button-put-yes"), **KNOWS),
    t.on("agreeing", "agree", a.agree, by=COMMITTEE, undo=t.IDEMPOTENT, **KNOWS),
    t.on("agreeing", "object ?object", a.objects, by=COMMITTEE, undo=t.PROGRESS),
    t.on("agreeing", "meeting", a.by_meeting, **KNOWS, **SETS),
    t.on("agreeing agreed", "recall", a.recall, by=DESK, undo=t.COMPENSABLE),
    t.confirmed("agreed returned", "send", a.send, by=DESK, ask=a.ask_send,
                yes=text("workplan-button-send-yes")),
    t.on("sent", "return ?return", a.give_back, by=SUPERIOR, undo=t.COMPENSABLE),
    t.confirmed("sent", "approve", a.approve, by=SUPERIOR, ask=a.ask_approve,
                yes=text("workplan-button-approve-yes"), **KNOWS),
    # -- running, and the close
    t.on(RUNS, "@month", r.month, by=t.SYSTEM, undo=t.BY_SYSTEM, **KNOWS),
    t.on(f"{RUNS} closed", "@seat", r.seat, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(RUNS, "items", d.items, **KNOWS, **READS),
    t.on(f"{RUNS} closed", "item", d.item, by=READER, undo=t.READ_ONLY, **KNOWS),
    t.on(RUNS, "add ?add", d.add, **KNOWS, **SETS),
    t.on(RUNS, "owner ?owner", r.owner, **KNOWS, **SETS),
    t.on(RUNS, "begin", r.begin, by=DESK, undo=t.IDEMPOTENT),
    t.on(RUNS, "done", r.done, by=READER, undo=t.IDEMPOTENT, toggle=True, **KNOWS),
    t.on(RUNS, "move ?move", r.move, **KNOWS, **SETS),
    t.on(RUNS, "leave ?leave why ?why", r.explain, **KNOWS, **SETS),
    t.on(RUNS, "close", r.ask_close, **KNOWS, **READS),
    t.on(RUNS, "?summary", r.take_summary, **KNOWS, **SETS),
    t.on(RUNS, "close!", r.close, by=DESK, undo=t.IRREVERSIBLE, confirms=True, **KNOWS),
    # -- at any time
    t.on(f"{EDITED} agreeing agreed sent running closed", "export", paper.hand_out,
         **KNOWS, **READS),
    t.on("", "rest", view.rest, **READS),
    t.on("", "handed_over", r.handed_over, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("", "member_left", r.member_left, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("", "show look keep", view.show, by=READER, undo=t.READ_ONLY, **KNOWS),
)  # fmt: skip

MACHINE = t.machine(
    ROWS,
    policy=POLICY,
    refusals=t.Refusals(
        {
            DESK: lambda turn: turn.refuse("sdk-not-allowed"),
            SUPERIOR: lambda turn: turn.refuse("workplan-not-superior"),
            COMMITTEE: lambda turn: turn.refuse("sdk-not-allowed"),
            READER: lambda turn: turn.refuse("sdk-not-invited"),
        },
        refused,
    ),
    roles={
        DESK: is_desk,
        SUPERIOR: is_superior,
        COMMITTEE: is_committee,
        READER: lambda turn: turn.takes_part() or turn.organizes(),
    },
)


# -- how it stands to a person


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Part]
) -> Standing | None:
    """Who is to agree, to approve, to go on with it, or to see to an item of it by next week."""
    state: PlanState = activity.state
    person = context.actor.id if context.actor is not None else 0
    turn: PlanTurn = Turn(context, activity, None, Started(), POLICY)
    own: list[Waiting] = []
    if state.phase == "agreeing" and person in view.waited_for(turn):
        own.append(_waiting("agree"))
    if state.phase == RUNS:
        own += _due(turn, person)
    if is_superior(turn):
        tasks = (_waiting("approve"),) if state.phase == "sent" else ()
    elif state.phase in ("agreed", "returned"):
        tasks = (_waiting(state.phase),)
    else:
        over = state.definition.last is not None and view.this_day(turn) > state.definition.last
        tasks = (_waiting("close"),) if state.phase == RUNS and over else ()
    return stands(
        context, activity, PERMISSION, own=own, tasks=tasks, members=(RUNS,),
        title=_of_unit(turn) if is_superior(turn) else "", empty=state.definition.first is None,
    )  # fmt: skip


def _due(turn: PlanTurn, person: int) -> Iterator[Waiting]:
    """Their own items that are to be done by next week, or should have been."""
    ahead = view.this_day(turn) + AHEAD
    for at, each in enumerate(turn.state.definition.items):
        left = each.duty is None and each.done_at is None and not each.left_out
        if left and each.owner == person and each.until is not None and each.until <= ahead:
            due = noon(turn.roster, turn.unit, each.until)
            yield Waiting(each.name, due, verb="item", args=(str(at),))


def _of_unit(turn: PlanTurn) -> Words:
    """What it is called above, where several units have one."""
    return lines(turn.roster.units[turn.unit].name, turn.state.definition.title, sep=" · ")


def _waiting(what: str) -> Waiting:
    return Waiting(text("workplan-todo", what=what))


def past(context: Context, activity: Activity[Any]) -> Past | None:
    return past_at(context, activity, PERMISSION, activity.state.schedule.closes_at)
