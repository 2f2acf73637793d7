"""The beginning and the end of a sandbox."""

from __future__ import annotations

from typing import Any

from service.core.effects import EndSandbox, Start
from service.core.texts import text
from service.core.workflow import Activity, Rejected, Sandbox
from service.runtime.sandbox import InSandbox
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.sandbox import empty, rehearsed_by


async def rehearsed(uow: UnitOfWork, effect: Start, trigger: Trigger) -> Any:
    """The state of a sandbox of the activity `effect.sandbox`; or why there can't be one."""
    await uow.load({effect.sandbox or 0}, ())
    found = uow.activities.get(effect.sandbox or 0)
    workflow = uow.registry.workflows[effect.kind]
    if found is None or workflow.dry_run is None or trigger.actor is None:
        return Rejected("rehearsal.none", text("rehearsal-none"))
    context = await uow.context(workflow, None, None, trigger)
    sandbox = Sandbox(trigger.actor.id, found.id)
    there = InSandbox(uow.registry, found.id, found.unit, sandbox)
    return workflow.dry_run(there.context(context), found.unit, found.state)


async def end_sandbox(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: EndSandbox
) -> None:
    """Nothing is left of the person's sandbox but what home has written down."""
    await uow.flush()
    ids = await rehearsed_by(uow.transaction, effect.person)
    await empty(uow.transaction, ids)
    uow.forget(ids)
