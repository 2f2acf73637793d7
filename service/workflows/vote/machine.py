"""The rows of a vote.

draft → open → closed; after a round that leaves seats empty: round → open; cancelled
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.core.events import Started
from service.core.records import Counted, Own, Past
from service.core.standing import Standing, Waiting
from service.core.texts import text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import asked
from service.sdk import transitions as t
from service.sdk.records import past_at
from service.sdk.standing import standing as stands
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, entries, machine, on
from service.sdk.turn import Policy, Turn
from service.workflows.vote import (
    casting,
    closing,
    counting,
    drafting,
    exclusions,
    papers,
    secrecy,
)
from service.workflows.vote.model import PERMISSION, Cast, VoteState, VoteTurn, on_paper
from service.workflows.vote.roll import invited

TELLER = "teller"
FIELDS = " ".join(drafting.FORM.fields)
ANSWERS = " ".join(f"?{each}" for each in drafting.FORM.fields)
SETS: Any = {"by": t.ORGANIZER, "undo": t.IDEMPOTENT}
READS: Any = {"by": t.ORGANIZER, "undo": t.READ_ONLY}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
ALL = (entries,)
URN = (entries, secrecy.urn)
MARK = (secrecy.mark_asked,)
CHANGE = (secrecy.credential_asked, secrecy.ballot_asked)
POLICY: Policy[VoteState] = Policy(PERMISSION, organizer_of)


def filed(turn: VoteTurn) -> Outcome:
    found = casting.take_written(turn)
    return found if isinstance(found, Rejected) else drafting.shown(found, "written_taken")


def too_late(turn: VoteTurn) -> Outcome:
    phase = turn.state.phase
    if phase in ("closed", "round"):
        return turn.refuse("vote-over")
    return turn.refuse("sdk-cancelled" if phase == "cancelled" else "sdk-not-now")


ROWS = (
    on("draft", "started", drafting.started, **TIME),
    on("draft", FIELDS, drafting.ask_or_take, **SETS),
    on("draft", ANSWERS, drafting.take, **SETS),
    on("draft", "edit", drafting.edit, **READS),
    on("draft", "paper", drafting.switch_paper, **SETS),
    on("draft", "room", drafting.switch_room, **SETS),
    on("draft", "exclude", exclusions.ask_ground, **READS),
    on("draft", "ground", exclusions.ask_names, **READS),
    on("draft", "?leftout", drafting.leave_out, **SETS),
    on("draft", "allin", drafting.let_in, **SETS),
    on("draft", "begin", drafting.publish, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
    confirmed("draft", "drop", drafting.drop, by=t.ORGANIZER,
              ask=asked.drop, yes=text("sdk-button-drop-yes")),
    on("open", "ballot", casting.ballot, by=t.OWN, undo=t.READ_ONLY),
    on("open", "cast", casting.cast, by=t.OWN, undo=t.IDEMPOTENT),
    on("open", "mark ?mark", secrecy.mark, by=t.OWN, undo=t.IDEMPOTENT, requires=MARK),
    on("open", "restart", secrecy.restart, by=t.OWN, undo=t.IDEMPOTENT),
    on("open", "?change", secrecy.change, by=t.OWN, undo=t.IDEMPOTENT, requires=CHANGE),
    on("open", "unchanged", secrecy.unchanged, by=t.OWN, undo=t.IDEMPOTENT),
    on("open", "put", secrecy.put, by=t.OWN, undo=t.PROGRESS),
    on("open", "withdraw", casting.withdraw, by=t.OWN, undo=t.IDEMPOTENT),
    on("open", "progress", casting.progress, requires=ALL, **READS),
    confirmed("open", "nudge", casting.nudge, by=t.ORGANIZER, ask=casting.ask_nudge,
              yes=text("sdk-button-nudge-yes"), requires=ALL),
    on("open", "@remind", casting.nudge, requires=ALL, **TIME),
    on("open", "written", casting.ask_written, **READS),
    on("open", "?written", filed, **SETS),
    on("open", "member_left", casting.member_left, requires=ALL, **TIME),
    on("open", "informed", casting.latecomers, **TIME),
    confirmed("open", "close", closing.close, by=t.ORGANIZER, ask=closing.ask_close,
              yes=text("vote-button-close-yes"), requires=URN),
    on("open", "@close", closing.close, requires=URN, **TIME),
    confirmed("open", "cancel", drafting.cancel, by=t.ORGANIZER, ask=asked.cancel,
              yes=text("sdk-button-cancel-yes")),
    on("open", "print", papers.hand_out, **READS),
    on("open", "count", counting.ask_count, by=TELLER, undo=t.READ_ONLY),
    on("open", "count", counting.show_count, **READS),
    on("open", "?count", counting.take_count, by=TELLER, undo=t.PROGRESS),
    confirmed("round", "again", closing.again, by=t.ORGANIZER, ask=closing.ask_again,
              yes=text("vote-button-again-yes")),
    on("round", "reduce", closing.ask_reduce, **READS),
    on("round", "?reduce", closing.reduce, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
    confirmed("round", "finish", closing.finish, by=t.ORGANIZER, ask=closing.ask_finish,
              yes=text("vote-button-finish-yes")),
    on("round closed", "record", papers.record, requires=URN, **READS),
    on("round closed", "codes", secrecy.codes, by=t.OWN, undo=t.READ_ONLY, requires=(secrecy.urn,)),
    on("draft open round closed cancelled", "show keep", drafting.show, **READS),
    on("open", "show keep", casting.ballot, by=t.OWN, undo=t.READ_ONLY),
)  # fmt: skip

MACHINE = machine(
    ROWS,
    policy=POLICY,
    refusals=Refusals(
        {
            t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
            t.OWN: lambda turn: turn.refuse("sdk-not-invited"),
            TELLER: lambda turn: turn.refuse("vote-tellers-only"),
        },
        too_late,
    ),
    roles={TELLER: counting.is_teller},
)


# -- how it stands to a person


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Cast]
) -> Standing | None:
    """A ballot that is not cast, a count that is waited for, or a round that has to begin."""
    state, person = activity.state, context.actor.id if context.actor is not None else 0
    turn: VoteTurn = Turn(context, activity, None, Started(), POLICY)
    own: list[Waiting] = []
    if state.phase == "open" and on_paper(turn):
        first = state.progress.count
        if person in state.definition.tellers and (first is None or first.teller != person):
            own.append(Waiting(text("vote-todo", status="count"), verb="count"))
    elif state.phase == "open" and person in invited(turn) and not _voted(turn, parts):
        due = state.schedule.closes_at
        own.append(Waiting(text("vote-todo", status="none"), due, verb="ballot"))
    tasks = (Waiting(text("vote-todo", status="round")),) if state.phase == "round" else ()
    empty = not state.definition.title
    return stands(context, activity, PERMISSION, own=own, tasks=tasks, empty=empty)


def _voted(turn: VoteTurn, parts: Mapping[int, Cast]) -> bool:
    part = parts.get(turn.actor.id if turn.actor is not None else 0, Cast())
    return part.voted(len(turn.state.progress.results))


def mine(context: Context, activity: Activity[Any], part: Any) -> Own | None:
    """That they voted; never what."""
    return Own(text("vote-took-part"), verb="") if part.choice else None


def counts_as(activity: Activity[Any]) -> Counted | None:
    """A vote that has passed, as its rule: `vote:admission`."""
    state = activity.state
    if state.phase != "closed" or not state.progress.results:
        return None
    last = state.progress.results[-1]
    passed = last.outcome == "passed"
    return Counted(f"vote:{state.definition.profile}", last.at) if passed else None


def past(context: Context, activity: Activity[Any]) -> Past | None:
    return past_at(context, activity, PERMISSION, activity.state.schedule.closes_at)
