"""The plan's machine: which event does what in which phase.

Besides, `undone` takes back what `acts` says can be (see `core.undo`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.access import may
from service.core.calendar import Holidays, Occurrence
from service.core.effects import ClearTimer, Edit, Effect, Send, SetTimer, Start, ToPerson
from service.core.events import Chose, Event, TimerFired
from service.core.message import Message
from service.core.people import Person
from service.core.texts import text
from service.core.undo import Steps, UndoWords, undoing
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
    event_name,
)
from service.workflows.plan import view
from service.workflows.plan.acts import ACTS
from service.workflows.plan.model import NoPart, Phase, Plan, define

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


def _decide(
    context: Context, activity: Activity[Plan], entry: Entry[NoPart] | None, event: Event
) -> Outcome:
    """What the event does to the plan. Only who holds `plan.manage` there may change it."""
    pressed = isinstance(event, Chose)
    if pressed and not context.may(PERMISSION, activity.unit):
        return Rejected("plan.forbidden", text("plan-forbidden"))
    handler = TABLE.get((activity.state.phase, event_name(event)))
    if handler is None:
        return Rejected("plan.not_now", text("plan-not-now") if pressed else None)
    return handler(context, activity, event)


# --- what time brings -------------------------------------------------------------------------


def _started(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    plan = replace(activity.state, after=context.now)
    plan, timers = _wait_for(plan.following(context.now, context.holidays), context, plan)
    told = view.card(activity.id, plan, text("plan-begun"))
    return _decision("plan.begun", plan, *timers, *_tell(context, activity, plan, told))


def _due(context: Context, activity: Activity[Plan], event: Event) -> Outcome:
    """Start what is due, once; what was missed for too long is left out, and that is said."""
    plan = activity.state
    if _stale(plan, event) or plan.after is None:
        return Rejected("plan.stale")
    now = max(context.now, plan.next_at or context.now)
    passed, coming = _walk(plan, plan.after, now, context.holidays)
    due = passed[-1] if passed and now - passed[-1].at < plan.grace else None
    missed = passed[:-1] if due else passed
    if passed:
        plan = replace(plan, after=passed[-1].at, handled=passed[-1].planned)
    plan, timers = _wait_for(coming, context, plan)
    action = "plan.started" if due else "plan.missed" if missed else "plan.moved"
    told = view.card(activity.id, plan, *view.happened(due, missed))
    effects = (*timers, *_tell(context, activity, plan, told))
    if due:
        effects = (_start(context, activity, plan, due.at), *effects)
    return _decision(action, plan, *effects)


def _check(context: Context, activity: Activity[Plan], event: Event) -> Outcome:
    """Look again at the next date: holidays may have been announced or corrected."""
    plan = activity.state
    if _stale(plan, event) or plan.after is None or plan.next_at is None:
        return Rejected("plan.stale")
    if plan.next_at <= context.now:  # too late to look: `@next` is about to come
        return Rejected("plan.stale")
    coming = plan.following(max(plan.after, context.now), context.holidays)
    if coming and coming.at == plan.next_at:
        plan = replace(plan, next_planned=coming.planned, certain=coming.certain)
        return _decision("plan.checked", plan, *_looks(context, plan))
    plan, timers = _wait_for(coming, context, plan)
    told = view.card(activity.id, plan, text("plan-moved"))
    return _decision("plan.moved", plan, *timers, *_tell(context, activity, plan, told))


# --- what people want -------------------------------------------------------------------------


def _show(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    plan = activity.state
    return Decision("plan.shown", effects=_reply(context, plan, view.card(activity.id, plan)))


def _pause(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    plan = replace(
        activity.state,
        phase="paused",
        next_at=None,
        next_planned=None,
        certain=True,
        step=activity.state.step + 1,
    )
    told = view.card(activity.id, plan, text("plan-paused"))
    timers = (ClearTimer("next"), ClearTimer("check"))
    return _decision("plan.paused", plan, *timers, *_reply(context, plan, told))


def _resume(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    """Go on from now: what would have been due in the pause is not made up for."""
    plan = activity.state
    after = max(plan.after or context.now, context.now)
    plan = replace(plan, after=after)
    plan, timers = _wait_for(plan.following(after, context.holidays), context, plan)
    told = view.card(activity.id, plan, text("plan-resumed"))
    return _decision("plan.resumed", plan, *timers, *_reply(context, plan, told))


def _ask_skip(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    return _ask(context, activity, view.ask_skip(activity.id, activity.state))


def _ask_stop(context: Context, activity: Activity[Plan], _: Event) -> Outcome:
    return _ask(context, activity, view.ask_stop(activity.id, activity.state))


def _ask(context: Context, activity: Activity[Plan], question: Message) -> Outcome:
    effects = _reply(context, activity.state, question, _question_key(activity.state))
    return Decision("plan.asked", effects=effects)


def _skip(context: Context, activity: Activity[Plan], event: Event) -> Outcome:
    plan = activity.state
    if _outdated(plan, event) or plan.next_at is None or plan.next_at <= context.now:
        return Rejected("plan.outdated", text("plan-outdated"))  # or it is being started
    left_out = plan.next_at
    asked = _question_key(plan)
    plan = replace(plan, after=left_out, handled=plan.next_planned)
    plan, timers = _wait_for(plan.following(left_out, context.holidays), context, plan)
    told = view.card(activity.id, plan, view.skipped(left_out))
    return _decision("plan.skipped", plan, *timers, *_settle(context, asked, told))


def _stop(context: Context, activity: Activity[Plan], event: Event) -> Outcome:
    plan = activity.state
    if _outdated(plan, event):
        return Rejected("plan.outdated", text("plan-outdated"))
    asked = _question_key(plan)
    plan, _ = _wait_for(None, context, plan)
    told = view.card(activity.id, plan, text("plan-stopped"))
    return _decision("plan.stopped", plan, *_settle(context, asked, told))


def _keep(context: Context, activity: Activity[Plan], event: Event) -> Outcome:
    plan = activity.state
    if _outdated(plan, event):
        return Rejected("plan.outdated", text("plan-outdated"))
    told = view.card(activity.id, plan, text("plan-kept"))
    return Decision("plan.kept", effects=_settle(context, _question_key(plan), told))


def _restore(context: Context, activity: Activity[Plan], before: Plan) -> Outcome:
    """The plan as it was, waiting for the same date, unless that has come in the meantime."""
    if before.next_at is not None and before.next_at <= context.now:
        return Rejected("plan.undo_past", text("plan-undo-past"))
    plan = replace(before, step=activity.state.step + 1)
    timers: tuple[Effect, ...] = ()
    if plan.next_at is not None:
        timers = (SetTimer("next", plan.next_at, step=plan.step), *_looks(context, plan))
    told = view.card(activity.id, plan, text("plan-undone"))
    return _decision("plan.undone", plan, *timers, *_reply(context, plan, told))


decide = undoing(
    _decide,
    Steps(
        ACTS,
        UndoWords(text("plan-do-undo"), text("plan-undo-late"), text("plan-undo-over")),
        _restore,
    ),
)


Handler = Callable[[Context, Activity[Plan], Event], Outcome]

TABLE: Mapping[tuple[Phase, str], Handler] = {
    ("new", "started"): _started,
    ("running", "@next"): _due,
    ("running", "@check"): _check,
    ("running", "show"): _show,
    ("running", "pause"): _pause,
    ("running", "skip"): _ask_skip,
    ("running", "skipnow"): _skip,
    ("running", "stop"): _ask_stop,
    ("running", "stopnow"): _stop,
    ("running", "keep"): _keep,
    ("paused", "show"): _show,
    ("paused", "resume"): _resume,
    ("paused", "stop"): _ask_stop,
    ("paused", "stopnow"): _stop,
    ("paused", "keep"): _keep,
}
"""Everything that can happen to a plan; whatever is not here changes nothing."""


# --- parts of a decision ----------------------------------------------------------------------


def _walk(
    plan: Plan, after: datetime, now: datetime, holidays: Holidays
) -> tuple[tuple[Occurrence, ...], Occurrence | None]:
    """The occurrences after `after` that have come by now, and the one that comes next."""
    passed: list[Occurrence] = []
    coming = plan.following(after, holidays)
    while coming and coming.at <= now:
        passed.append(coming)
        coming = plan.following(coming.at, holidays)
    return tuple(passed), coming


def _wait_for(
    coming: Occurrence | None, context: Context, plan: Plan
) -> tuple[Plan, tuple[Effect, ...]]:
    """The plan waiting for the occurrence, with its timers; over when there is none."""
    plan = replace(
        plan,
        phase="running" if coming else "over",
        next_at=coming.at if coming else None,
        next_planned=coming.planned if coming else None,
        certain=coming.certain if coming else True,
        step=plan.step + 1,
    )
    if coming is None:
        return plan, ()
    return plan, (SetTimer("next", coming.at, step=plan.step), *_looks(context, plan))


def _looks(context: Context, plan: Plan) -> tuple[Effect, ...]:
    """The timer to look at the date again, where holidays can move it and there is time to."""
    if plan.rule.on_holiday == "keep" or plan.next_at is None:
        return ()
    at = max(context.now + CHECK_EVERY, plan.next_at - CHECK_AHEAD)
    return (SetTimer("check", at, step=plan.step),) if at < plan.next_at else ()


def _start(context: Context, activity: Activity[Plan], plan: Plan, at: datetime) -> Start:
    """Start it on behalf of who leads now. `opens_at` is aware, UTC, and never past."""
    details = {**plan.details, "opens_at": max(at, context.now)}
    leaders = _leaders(context, activity.unit, plan.by)
    by = leaders[0] if leaders else None
    return Start(plan.kind, activity.unit, by, details, template=plan.template or None)


def _stale(plan: Plan, event: Event) -> bool:
    return not isinstance(event, TimerFired) or event.step != plan.step


def _outdated(plan: Plan, event: Event) -> bool:
    """Whether the button was offered before the plan moved on; so a second tap does nothing."""
    return choice_args(event) != (str(plan.step),)


def _decision(action: str, plan: Plan, *effects: Effect) -> Decision:
    return Decision(action, activity=plan, effects=effects, finished=plan.phase == "over")


def _tell(
    context: Context, activity: Activity[Plan], plan: Plan, message: Message
) -> tuple[Effect, ...]:
    """Say it to who leads, when their quiet hours are over."""
    return tuple(
        Send(ToPerson(each), f"card.{plan.step}", message, deferrable=True)
        for each in _leaders(context, activity.unit, plan.by)
    )


def _leaders(context: Context, unit: int, by: int | None) -> tuple[int, ...]:
    """On whose behalf the plan runs, while they may; or else who may manage it in the nearest
    unit upwards."""

    def leads(person: Person) -> bool:
        return may(context.rules, context.roster, person, PERMISSION, unit)

    person = context.roster.people.get(by) if by is not None else None
    if person and leads(person):
        return (person.id,)
    for each in context.roster.path(unit):
        members = context.roster.members(each)
        if found := tuple(one.id for one in members if one.unit == each and leads(one)):
            return found
    return ()


def _reply(
    context: Context, plan: Plan, message: Message, key: str | None = None
) -> tuple[Effect, ...]:
    if context.actor is None:
        return ()
    to = ToPerson(context.actor.id)
    return (Send(to, key or f"card.{plan.step}", message, priority="reply"),)


def _question_key(plan: Plan) -> str:
    return f"question.{plan.step}"


def _settle(context: Context, key: str, message: Message) -> tuple[Effect, ...]:
    """Put the answer where the question stood."""
    if context.actor is None:
        return ()
    return (Edit(ToPerson(context.actor.id), key, message),)
