"""Templates: kept from an activity, and begun from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import DropTemplate, KeepTemplate, RenameTemplate, Start
from service.core.texts import text
from service.core.workflow import Activity, Rejected
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.templates import TemplateTable


async def keep_template(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: KeepTemplate
) -> None:
    """Raises ValueError where there is nothing to be used again, which `queries.About` has told
    before."""
    await uow.load({effect.activity}, ())
    activity = uow.activities[effect.activity]
    state = await of_nobody(uow, activity, trigger)
    if isinstance(state, Rejected):
        raise ValueError(state.code)
    await TemplateTable(uow.transaction).keep(
        {
            "unit": activity.unit,
            "kind": activity.kind,
            "name": effect.name,
            "schema": uow.registry.workflows[activity.kind].schema,
            "state": uow.registry.codec.encode(state),
            "by": effect.by,
            "at": uow.now,
        }
    )


async def rename_template(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: RenameTemplate
) -> None:
    await TemplateTable(uow.transaction).rename(effect.id, effect.name)


async def drop_template(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: DropTemplate
) -> None:
    await TemplateTable(uow.transaction).drop(effect.id)


async def of_nobody(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger) -> Any:
    """What the activity is made of, without anybody in it, not even who asks for it."""
    return await _renewed(uow, activity, replace(trigger, actor=None), {})


async def from_template(uow: UnitOfWork, effect: Start, trigger: Trigger) -> Any:
    """The state of a new activity that begins from a template; or why there can't be one."""
    path = tuple(uow.directory.roster.path(effect.unit))
    kept = await TemplateTable(uow.transaction).find(effect.template or 0, path)
    if kept is None or kept.kind != effect.kind:
        name = effect.template if isinstance(effect.template, str) else ""
        return Rejected("template.missing", text("template-missing", name=name))
    state = uow.registry.codec.activity(kept.kind, kept.schema, kept.state)
    before = Activity(0, effect.kind, effect.unit, state)
    return await _renewed(uow, before, trigger, effect.details)


async def _renewed(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, details: dict[str, Any]
) -> Any:
    """A fresh draft of what the activity is made of, or why there is none."""
    workflow = uow.registry.workflows[activity.kind]
    if workflow.copy_definition is None:
        return Rejected("template.none", text("template-none"))
    context = await uow.context(workflow, None, None, trigger)
    return workflow.copy_definition(context, activity.unit, activity.state, details)
