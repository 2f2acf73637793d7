"""The rows of a case.

draft → running → done; refused, ended, moved (to another unit), cancelled
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.core.courses import Course
from service.core.events import Started
from service.core.records import Own, Past
from service.core.standing import Standing as MenuStanding
from service.core.standing import Waiting
from service.core.texts import Named, Words, lines, series, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import asked
from service.sdk import transitions as t
from service.sdk.records import past_at
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, machine, on
from service.sdk.turn import Policy, Turn
from service.workflows.procedure import acting, deciding, drafting, folder, going, notices, order
from service.workflows.procedure.deciding import CONCERNED, FINAL, READS, STEPS
from service.workflows.procedure.model import PERMISSION, CaseState, CaseTurn, Standing
from service.workflows.procedure.people import actors, called_words, keeps, who_words
from service.workflows.procedure.personal import member_left

DRAFTER, ANYBODY = "drafter", "anybody"
POLICY: Policy[CaseState] = Policy(PERMISSION, organizer_of)
OVER = "done refused ended moved"
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
DRAFT: Any = {"by": DRAFTER, "undo": t.IDEMPOTENT}
LOOKED_UP: Any = {"requires": (acting.held, acting.spent)}


def show(turn: CaseTurn) -> Outcome:
    """The case as who acts sees it."""
    return turn.done("procedure.shown", effects=going.reply(turn))


def give(turn: CaseTurn) -> Outcome:
    found = acting.find(turn)
    if isinstance(found, Rejected):
        return found
    posts = found.item.kind in ("notice", "publish")
    return notices.give(turn) if posts else acting.give(turn)


def refused(turn: CaseTurn) -> Outcome:
    phase = turn.state.phase
    if phase in OVER.split():
        return turn.refuse("procedure-is-over", phase=phase)
    return turn.refuse("sdk-moved-on")


def is_concerned(turn: CaseTurn) -> bool:
    """Who leads the case, whose it is, and whoever may take a step of it."""
    rule = turn.state.progress.procedure
    if turn.actor is None or rule is None:
        return False
    own = turn.actor.id == turn.state.progress.subject
    return (
        own or turn.organizes() or any(turn.actor.id in actors(turn, each) for each in rule.steps)
    )


ROWS: tuple[t.Rows[CaseState, Standing], ...] = (
    on("draft running", "started", drafting.started, **TIME),
    on("draft", "show keep", drafting.show, by=DRAFTER, undo=t.READ_ONLY),
    on("draft", "procedure", drafting.pick, **DRAFT),
    on("draft", "?title", drafting.title, **DRAFT),
    on("draft", "subject ?subject", drafting.subject, **DRAFT),
    on("draft", "begin", drafting.publish, by=DRAFTER, undo=t.IRREVERSIBLE, confirms=True),
    confirmed("draft", "drop", drafting.drop, by=DRAFTER,
              ask=asked.drop, yes=text("sdk-button-drop-yes")),
    on("running", "give", give, **READS, **LOOKED_UP),
    on("running", "field ?field", acting.field, **STEPS),
    on("running", "attached", acting.attached, **STEPS),
    on("running", "?file", acting.no_file, **READS),
    on("running", "?names", acting.names, **STEPS),
    on("running", "?study ?service", acting.typed_hours, **STEPS),
    on("running", "take", acting.take, **STEPS, **LOOKED_UP),
    on("running", "day ?day", acting.day, **STEPS),
    on("running", "post!", notices.post, **FINAL),
    confirmed("running", "approve", deciding.approve, by=CONCERNED,
              ask=deciding.ask_approve, yes=text("procedure-button-approve-yes")),
    confirmed("running", "extend", deciding.extend, by=CONCERNED,
              ask=deciding.ask_extend, yes=text("procedure-button-extend-yes")),
    on("running", "rename ?rename", deciding.rename, **STEPS),
    on("running", "object", notices.object_, by=ANYBODY, undo=t.READ_ONLY),
    on("running", "said", notices.aloud, by=ANYBODY, undo=t.READ_ONLY),
    on("running", "attached", notices.aloud, by=ANYBODY, undo=t.READ_ONLY),
    on("running", "?object", notices.objected, by=ANYBODY, undo=t.IRREVERSIBLE, confirms=True),
    on(f"running {OVER}", "objections", notices.listed, **READS),
    on(f"running {OVER}", "read", notices.read, **READS),
    *deciding.REASONED,
    notices.CONCLUDING,
    on(f"running {OVER}", "folder", folder.show, **READS),
    on(f"running {OVER}", "papers", folder.papers, **READS),
    on(f"running {OVER}", "export", folder.export, **READS),
    on(f"running {OVER}", "rest", deciding.more, **READS),
    on(f"running {OVER}", "show keep", show, **READS),
    on("running", "show", notices.show, by=ANYBODY, undo=t.READ_ONLY),
    on("running", "keep", notices.kept_back, by=ANYBODY, undo=t.READ_ONLY),
    on("running", "@tick", going.tick, **TIME),
    on("", "@part", going.part, **TIME),
    on("running", "member_left", member_left, **TIME),
)  # fmt: skip

MACHINE = machine(
    ROWS,
    policy=POLICY,
    refusals=Refusals(
        {
            DRAFTER: lambda turn: turn.refuse("sdk-not-allowed"),
            CONCERNED: lambda turn: turn.refuse("procedure-not-concerned"),
            ANYBODY: lambda turn: turn.refuse("sdk-not-invited"),
        },
        refused,
    ),
    roles={
        DRAFTER: drafting.is_drafter,
        CONCERNED: is_concerned,
        ANYBODY: lambda turn: turn.actor is not None,
    },
)


# -- how it stands to a person


def title_of(state: CaseState) -> Words:
    """By its procedure and its matter; whose case it is, is not said to everybody."""
    rule, matter = state.progress.procedure, state.definition.title
    if rule is None:
        return matter
    return lines(rule.name, matter, sep=" ") if matter else rule.name


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Standing]
) -> MenuStanding | None:
    """What waits for who acts; the person of the case and who leads it in its unit can open it."""
    turn: CaseTurn = Turn(context, activity, None, Started(), POLICY)
    state, person = activity.state, context.actor.id if context.actor is not None else 0
    if state.phase == "draft":
        own = state.organizer == person
        empty = not state.definition.procedure
        todo = () if empty else (Waiting(text("sdk-todo-draft")),)
        return MenuStanding("draft", todo, empty=empty) if own else None
    if state.phase != "running":
        return None
    waits = [_waiting(turn, each) for each in order.open_steps(state.progress)
             if person in actors(turn, each) and order.can_be_taken(turn, each)]  # fmt: skip
    here = context.actor is not None and context.actor.unit == activity.unit
    own = person == state.progress.subject
    opens = waits or (here and keeps(turn)) or own or notices.standing_here(turn)
    name = _named(turn)
    return MenuStanding("running", tuple(waits), name) if opens else None


def course(context: Context, activity: Activity[Any]) -> Course | None:
    """Its stage, who must act and since when. Whose case it is, and the names of who must act, are
    for those who can open it."""
    turn: CaseTurn = Turn(context, activity, None, Started(), POLICY)
    if activity.state.phase != "running":
        return None
    folder, steps = turn.state.progress, order.open_steps(turn.state.progress)
    known = standing(context, activity, {}) is not None
    stages = {each.id: each.name for each in folder.rule.stages}
    at = [stages[x] for x in dict.fromkeys(each.stage for each in steps) if x]
    now = series(each.name for each in steps)
    last = [found.day for each in steps if (found := order.latest(turn, each)) is not None]
    until = order.at_hour(turn, min(last), 23) if last else None
    who = who_words if known else called_words
    theirs = {each.who: each for each in steps}.values()
    went_on: list[datetime] = [each.at for each in folder.done]
    went_on += [each.at for each in folder.returned]
    return Course(
        lines(*at, now, sep=" · "),
        lines(*(who(turn, each) for each in theirs), sep="；"),
        max(went_on, default=folder.begun),
        until,
        _named(turn) if known else None,
    )


def _named(turn: CaseTurn) -> Words:
    subject = turn.state.progress.subject
    name: Words = title_of(turn.state)
    return lines(name, turn.roster.name(subject), sep=" ") if subject else name


def _waiting(turn: CaseTurn, step: Any) -> Waiting:
    last = order.latest(turn, step)
    due = order.at_hour(turn, last.day, 23) if last is not None else None
    return Waiting(text("procedure-todo", step=step.name), due)


def mine(context: Context, activity: Activity[Any], part: Standing) -> Own | None:
    """Where one's own case stands."""
    rule = activity.state.progress.procedure
    if rule is None or part.at is None:
        return None
    steps = {each.id: each.name for each in rule.steps}
    step: Words = steps.get(part.step, Named("—"))
    return Own(text("procedure-mine", phase=activity.state.phase, step=step))


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """For who leads cases, and for the person of the case."""
    turn: CaseTurn = Turn(context, activity, None, Started(), POLICY)
    own = context.actor is not None and context.actor.id == activity.state.progress.subject
    if not own and not keeps(turn):
        return None
    return past_at(context, activity, PERMISSION, activity.state.schedule.closes_at)
