"""What happens later, what happens at once, and what another activity hears."""

from __future__ import annotations

from typing import Any

from service.core.effects import ClearTimer, Inform, Raise, SetTimer
from service.core.events import Informed, TimerFired
from service.core.workflow import Activity
from service.runtime.trigger import Trigger, action_of
from service.runtime.unit_of_work import UnitOfWork


async def set_timer(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: SetTimer
) -> None:
    uow.changes.arm(activity.id, effect.person or 0, effect.name, effect.at, effect.revision)


async def clear_timer(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: ClearTimer
) -> None:
    uow.changes.disarm(activity.id, effect.person or 0, effect.name)


async def inform(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Inform
) -> None:
    """Let the other activity hear it. It is nobody's act there; where it fails, so does the event
    that led to it. What is tried out informs nobody but what the same person tries out."""
    await uow.load({effect.activity}, ())
    other = uow.activities.get(effect.activity)
    tried_by = [
        each.sandbox.person if each and each.sandbox else None for each in (activity, other)
    ]
    if other is None or tried_by[0] != tried_by[1]:
        return
    event = Informed(activity.id, effect.about, effect.details)
    outcome = await uow.handle(other.id, Trigger(event, uow.now, None, effect.person))
    uow.actions[action_of(outcome) if outcome is not None else "inform.dropped"] += 1


async def raise_event(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Raise
) -> None:
    """Handle the timer as if it had come due now. It is nobody's act, whoever asked for it; where
    it fails, so does the event that led to it."""
    event = TimerFired(effect.name, uow.now, effect.revision)
    outcome = await uow.handle(activity.id, Trigger(event, uow.now, None, effect.person))
    uow.actions[action_of(outcome) if outcome is not None else "timer.dropped"] += 1
