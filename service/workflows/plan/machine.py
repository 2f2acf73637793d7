"""What happens to a plan, and its machine: `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import Holidays, Occurrence
from service.core.effects import ClearTimer, Edit, Effect, SetTimer, Start, ToPerson
from service.core.message import Message
from service.core.texts import Moment, text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.sdk.transitions import (
    BY_SYSTEM,
    IDEMPOTENT,
    ORGANIZER,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    machine,
    on,
)
from service.sdk.turn import Policy
from service.sdk.undo import Restore
from service.workflows.plan import view
from service.workflows.plan.model import Plan, PlanTurn, define

PERMISSION = "plan.manage"
CHECK_AHEAD = timedelta(days=14)  # from here on the date is looked at again every day
CHECK_EVERY = timedelta(days=1)


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Plan | Rejected:
    """A new plan for the unit from its definition (`model.define`), on the unit's own clock."""
    if context.actor and not context.may(PERMISSION, unit):
        return Rejected("plan.forbidden", text("plan-forbidden"))
    home = context.roster.units.get(unit)
    try:
        plan = define(details, home.timezone if home else "Asia/Shanghai")
    except ValueError as error:
        return Rejected("plan.invalid", text("plan-invalid", problem=str(error)))
    if plan.by is None and context.actor:
        return replace(plan, by=context.actor.id)
    return plan


# --- what time brings -------------------------------------------------------------------------


def start(turn: PlanTurn) -> Outcome:
    plan = replace(turn.state, after=turn.now)
    coming = plan.following(turn.now, turn.context.holidays)
    turn, timers = wait_for(coming, turn.becomes(plan))
    return told(turn, "plan.begun", (text("plan-begun"),), timers)


def due(turn: PlanTurn) -> Outcome:
    """Start what is due, once; what was missed for too long is left out, and that is said."""
    plan, holidays = turn.state, turn.context.holidays
    if plan.after is None:
        return turn.stale()
    now = max(turn.now, plan.next_at or turn.now)
    passed, coming = walk(plan, plan.after, now, holidays)
    held = passed[-1] if passed and now - passed[-1].at < plan.grace else None
    missed = passed[:-1] if held else passed
    if passed:
        plan = replace(plan, after=passed[-1].at, handled=passed[-1].planned)
    turn, timers = wait_for(coming, turn.becomes(plan))
    action = "plan.started" if held else "plan.missed" if missed else "plan.moved"
    begun = (started_by(turn, held.at),) if held else ()
    return told(turn, action, view.happened(held, missed), (*begun, *timers))


def check(turn: PlanTurn) -> Outcome:
    """Look again at the next date: holidays may have been announced or corrected."""
    plan = turn.state
    if plan.after is None or plan.next_at is None or plan.next_at <= turn.now:
        return turn.stale()  # `@next` is about to come
    coming = plan.following(max(plan.after, turn.now), turn.context.holidays)
    if coming and coming.at == plan.next_at:
        plan = replace(plan, next_planned=coming.planned, certain=coming.certain)
        return turn.done("plan.checked", state=plan, effects=looks(turn.becomes(plan)))
    turn, timers = wait_for(coming, turn)
    return told(turn, "plan.moved", (text("plan-moved"),), timers)


# --- what people want -------------------------------------------------------------------------


def show(turn: PlanTurn) -> Outcome:
    return turn.done("plan.shown", effects=turn.reply(view.card(turn), card_key(turn)))


def pause(turn: PlanTurn) -> Outcome:
    turn, _timers = wait_for(None, turn)
    turn = turn.becomes(replace(turn.state, phase="paused"))
    stopped = (ClearTimer("next"), ClearTimer("check"))
    return changed(turn, "plan.paused", stopped, text("plan-paused"))


def resume(turn: PlanTurn) -> Outcome:
    """Go on from now: what would have been due in the pause is not made up for."""
    after = max(turn.state.after or turn.now, turn.now)
    plan = replace(turn.state, after=after)
    turn, timers = wait_for(plan.following(after, turn.context.holidays), turn.becomes(plan))
    return changed(turn, "plan.resumed", timers, text("plan-resumed"))


def ask_skip(turn: PlanTurn) -> Outcome:
    return turn.done("plan.asked", effects=turn.reply(view.ask_skip(turn), question_key(turn)))


def ask_stop(turn: PlanTurn) -> Outcome:
    return turn.done("plan.asked", effects=turn.reply(view.ask_stop(turn), question_key(turn)))


def skip(turn: PlanTurn) -> Outcome:
    left_out, holidays = turn.state.next_at, turn.context.holidays
    if is_outdated(turn) or left_out is None or left_out <= turn.now:
        return turn.refuse("plan-outdated")  # or it is being started
    asked, word = question_key(turn), text("plan-skipped", when=Moment(left_out))
    plan = replace(turn.state, after=left_out, handled=turn.state.next_planned)
    turn, timers = wait_for(plan.following(left_out, holidays), turn.becomes(plan))
    return settled(turn, "plan.skipped", asked, view.card(turn, word), timers)


def stop(turn: PlanTurn) -> Outcome:
    if is_outdated(turn):
        return turn.refuse("plan-outdated")
    asked = question_key(turn)
    turn, _timers = wait_for(None, turn)
    return settled(turn, "plan.stopped", asked, view.card(turn, text("plan-stopped")))


def keep(turn: PlanTurn) -> Outcome:
    if is_outdated(turn):
        return turn.refuse("plan-outdated")
    answer = view.card(turn, text("plan-kept"))
    return turn.done("plan.kept", effects=edited(turn, question_key(turn), answer))


def restore(turn: PlanTurn, before: Plan) -> Outcome:
    """The plan as it was, waiting for the same date, unless that has come in the meantime."""
    if before.next_at is not None and before.next_at <= turn.now:
        return turn.refuse("plan-undo-past")
    turn = turn.becomes(replace(before, step=turn.state.step + 1))
    return changed(turn, "plan.undone", timers_of(turn), text("sdk-undone"))


# --- parts of a decision ----------------------------------------------------------------------


def walk(
    plan: Plan, after: datetime, now: datetime, holidays: Holidays
) -> tuple[tuple[Occurrence, ...], Occurrence | None]:
    """The occurrences after `after` that have come by now, and the one that comes next."""
    passed: list[Occurrence] = []
    coming = plan.following(after, holidays)
    while coming and coming.at <= now:
        passed.append(coming)
        coming = plan.following(coming.at, holidays)
    return tuple(passed), coming


def wait_for(coming: Occurrence | None, turn: PlanTurn) -> tuple[PlanTurn, tuple[Effect, ...]]:
    """The plan waiting for the occurrence, with its timers; over when there is none."""
    plan = replace(
        turn.state,
        phase="running" if coming else "over",
        next_at=coming.at if coming else None,
        next_planned=coming.planned if coming else None,
        certain=coming.certain if coming else True,
        step=turn.state.step + 1,
    )
    turn = turn.becomes(plan)
    return turn, timers_of(turn)


def timers_of(turn: PlanTurn) -> tuple[Effect, ...]:
    """The timers of the next date, if there is one."""
    plan = turn.state
    if plan.next_at is None:
        return ()
    return (SetTimer("next", plan.next_at, revision=plan.step), *looks(turn))


def looks(turn: PlanTurn) -> tuple[Effect, ...]:
    """The timer to look at the date again, where holidays can move it and there is time to."""
    plan = turn.state
    if plan.rule.on_holiday == "keep" or plan.next_at is None:
        return ()
    at = max(turn.now + CHECK_EVERY, plan.next_at - CHECK_AHEAD)
    if at >= plan.next_at:
        return (ClearTimer("check"),)
    return (SetTimer("check", at, revision=plan.step),)


def started_by(turn: PlanTurn, at: datetime) -> Start:
    """Start it on behalf of who organizes the plan now. `opens_at` is aware, UTC, never past."""
    plan = turn.state
    details = {**plan.details, "opens_at": max(at, turn.now)}
    by = next(iter(turn.organizers()), None)
    return Start(plan.kind, turn.unit, by, details, template=plan.template or None)


def is_outdated(turn: PlanTurn) -> bool:
    """Whether the button was offered before the plan moved on; so a second tap does nothing."""
    return turn.args() != (str(turn.state.step),)


def card_key(turn: PlanTurn) -> str:
    return f"card.{turn.state.step}"


def question_key(turn: PlanTurn) -> str:
    return f"question.{turn.state.step}"


def written(turn: PlanTurn, action: str, effects: Iterable[Effect]) -> Decision:
    return turn.done(action, state=turn.state, effects=effects, finished=turn.state.phase == "over")


def told(
    turn: PlanTurn, action: str, happened: Iterable[Any], effects: Iterable[Effect]
) -> Decision:
    """What time has brought, said to the organizers when their quiet hours are over."""
    card = view.card(turn, *happened)
    cards = turn.tell(turn.organizers(), card_key(turn), card, deferrable=True, time_sensitive=True)
    return written(turn, action, (*effects, *cards))


def changed(turn: PlanTurn, action: str, effects: Iterable[Effect], happened: Any) -> Decision:
    """What somebody has changed, shown to them."""
    shown = turn.reply(view.card(turn, happened), card_key(turn))
    return written(turn, action, (*effects, *shown))


def settled(
    turn: PlanTurn, action: str, asked: str, answer: Message, effects: Iterable[Effect] = ()
) -> Decision:
    """What somebody has confirmed: the answer stands where the question stood."""
    return written(turn, action, (*effects, *edited(turn, asked, answer)))


def edited(turn: PlanTurn, key: str, message: Message) -> tuple[Edit, ...]:
    return (Edit(ToPerson(turn.actor.id), key, message),) if turn.actor is not None else ()


# --- the machine ------------------------------------------------------------------------------

BOTH = "running paused"
MACHINE = machine(
    (
        on("new", "started", start, by=SYSTEM, undo=BY_SYSTEM),
        on("running", "@next", due, by=SYSTEM, undo=BY_SYSTEM),
        on("running", "@check", check, by=SYSTEM, undo=BY_SYSTEM),
        on(BOTH, "show", show, by=ORGANIZER, undo=READ_ONLY),
        on("running", "pause", pause, by=ORGANIZER, undo=IDEMPOTENT),
        on("paused", "resume", resume, by=ORGANIZER, undo=IDEMPOTENT),
        on("running", "skip", ask_skip, by=ORGANIZER, undo=READ_ONLY),
        on("running", "skipnow", skip, by=ORGANIZER, undo=REVERSIBLE),
        on(BOTH, "stop", ask_stop, by=ORGANIZER, undo=READ_ONLY),
        on(BOTH, "stopnow", stop, by=ORGANIZER, undo=REVERSIBLE),
        on(BOTH, "keep", keep, by=ORGANIZER, undo=READ_ONLY),
    ),
    policy=Policy(PERMISSION, lambda plan: plan.by, lambda plan: plan.step),
    refusals=Refusals(
        {ORGANIZER: lambda turn: turn.refuse("plan-forbidden")},
        lambda turn: turn.refuse("plan-not-now"),
    ),
    undo=Restore(restore),
)
