"""Templates, carried out within the batch: kept from an activity, and begun from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from service.core.effects import DropTemplate, KeepTemplate, RenameTemplate, Start
from service.core.events import Started
from service.core.queries import About, Subject, Template, Templates
from service.core.texts import text
from service.core.workflow import Activity, Rejected
from service.runtime.localization.catalog import Locale
from service.runtime.sandbox import rehearsed
from service.runtime.trigger import Trigger
from service.store.templates import TemplateTable

if TYPE_CHECKING:
    from service.runtime.unit_of_work import UnitOfWork

TemplateEffect = KeepTemplate | RenameTemplate | DropTemplate


async def change_templates(uow: UnitOfWork, effect: TemplateEffect, trigger: Trigger) -> None:
    """Keep, rename or drop one."""
    table = TemplateTable(uow.transaction)
    match effect:
        case KeepTemplate():
            await table.keep(await _kept(uow, effect, trigger))
        case RenameTemplate(template, name):
            await table.rename(template, name)
        case DropTemplate(template):
            await table.drop(template)


async def _kept(uow: UnitOfWork, effect: KeepTemplate, trigger: Trigger) -> dict[str, Any]:
    """The row of a template. Raises ValueError where there is nothing to be used again, which
    `queries.About` has told before."""
    await uow.load({effect.activity}, ())
    activity = uow.activities[effect.activity]
    state = await _of_nobody(uow, activity, trigger)
    if isinstance(state, Rejected):
        raise ValueError(state.code)
    return {
        "unit": activity.unit,
        "kind": activity.kind,
        "name": effect.name,
        "schema": uow.registry.workflows[activity.kind].schema,
        "state": uow.registry.codec.encode(state),
        "by": effect.by,
        "at": uow.now,
    }


async def _of_nobody(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger) -> Any:
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


async def templates_for(uow: UnitOfWork, query: Templates) -> tuple[Template, ...]:
    roster = uow.directory.roster
    unit = roster.people[query.person].unit
    rows = await TemplateTable(uow.transaction).listed({*roster.path(unit), *roster.below(unit)})
    return tuple(Template(row.id, row.unit, row.kind, row.name, row.by, row.at) for row in rows)


async def about(uow: UnitOfWork, query: About) -> Subject | None:
    """The activity as the reader calls it, and whether it can be used again."""
    await uow.load({query.activity}, ())
    found = uow.activities.get(query.activity)
    if found is None:
        return None
    reader = uow.directory.roster.people[query.reader]
    title = uow.registry.workflows[found.kind].title(found.state)
    said = uow.registry.catalog.say(title, Locale(reader.language, reader.timezone))
    renewed = await _of_nobody(uow, found, Trigger(Started(), uow.now))
    refused = renewed.say if isinstance(renewed, Rejected) else None
    tried = Start(found.kind, found.unit, reader.id, sandbox=found.id)
    ready = await rehearsed(uow, tried, Trigger(Started(), uow.now, reader))
    unready = ready.say if isinstance(ready, Rejected) else None
    phase = found.state.phase
    return Subject(found.id, found.kind, found.unit, phase, said, refused, unready)
