"""What happens later, and what happens at once."""

from __future__ import annotations

from typing import Any

from service.core.effects import ClearTimer, Raise, SetTimer
from service.core.events import TimerFired
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


async def raise_event(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Raise
) -> None:
    """Handle the timer as if it had come due now. It is nobody's act, whoever asked for it; where
    it fails, so does the event that led to it."""
    event = TimerFired(effect.name, uow.now, effect.revision)
    outcome = await uow.handle(activity.id, Trigger(event, uow.now, None, effect.person))
    uow.actions[action_of(outcome) if outcome is not None else "timer.dropped"] += 1
