"""What is said, changed, taken away and acknowledged in chats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import Acknowledge, Edit, Erase, Relay, Send
from service.core.events import Chose
from service.core.workflow import Activity
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def send(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Send | Edit
) -> None:
    """To whom it is for, or, of what is tried out, to who does so."""
    await uow.mode(activity).send(uow.outbox, activity, trigger, effect, uow.status)


async def erase(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Erase) -> None:
    """A tap is no message of theirs, even where its words could have been typed."""
    if not isinstance(trigger.event, Chose) or trigger.typed is not None:
        uow.outbox.act("erase", activity.id, effect.ref)


async def acknowledge(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Acknowledge
) -> None:
    uow.outbox.act("mark", activity.id, effect.ref)


async def relay(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Relay) -> None:
    """The other activity hears it of who acts, as of when it was said."""
    if trigger.actor is not None:
        about = trigger.actor.id
        heard = replace(trigger, event=effect.said, now=effect.at, about=about)
        await uow.handle(effect.activity, heard)
