"""A new activity: from a command or from details, from a template, or as a sandbox of another."""

from __future__ import annotations

from typing import Any

from service.core.effects import Start
from service.core.events import CommandGiven, Started
from service.core.workflow import Activity, Outcome, Rejected, Sandbox
from service.runtime.effects.sandboxes import rehearsed
from service.runtime.effects.templates import from_template
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def start_another(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Start
) -> None:
    await start(uow, effect, trigger)


async def start(uow: UnitOfWork, effect: Start, trigger: Trigger) -> Outcome:
    """Create an activity and let it begin."""
    workflow = uow.registry.workflows[effect.kind]
    if trigger.actor is not None:
        refused = uow.caps.of_begun(trigger.actor.id, uow.now)
        if refused is not None:
            uow.outbox.reject(trigger, refused)
            return refused
    actor = uow.directory.roster.people.get(effect.by) if effect.by else None
    trigger = Trigger(Started(), trigger.now, actor, None, trigger.account)
    sandbox = None
    if effect.sandbox is not None and actor is not None:
        state = await rehearsed(uow, effect, trigger)
        sandbox = Sandbox(actor.id, effect.sandbox)
    elif effect.template is not None:
        state = await from_template(uow, effect, trigger)
    else:
        context = await uow.context(workflow, None, None, trigger)
        state = workflow.begin(context, effect.unit, effect.details)
    if isinstance(state, Rejected):
        uow.outbox.reject(trigger, state)
        return state
    number = await uow.add(workflow, effect.unit, state, sandbox)
    outcome = await uow.handle(number, trigger)
    if outcome is None:
        raise LookupError(f"activity {number} is missing")
    return outcome


async def command(uow: UnitOfWork, event: CommandGiven, trigger: Trigger) -> Outcome:
    """Let the workflow that knows the command begin a new activity, or home answer."""
    known = uow.registry.commands.get(event.name)
    if known is None or known[0].singleton or trigger.actor is None:
        return await uow.home(trigger)
    workflow, wanted = known
    unit = trigger.actor.unit
    context = await uow.context(workflow, None, None, trigger)
    if wanted.permission and not context.may(wanted.permission, unit):
        return await uow.home(trigger)
    details = {"command": event.name, "args": event.args}
    return await start(uow, Start(workflow.kind, unit, trigger.actor.id, details), trigger)
