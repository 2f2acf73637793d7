"""Templates, carried out within the batch: kept from an activity, and begun from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from service.core.effects import DropTemplate, KeepTemplate, RenameTemplate, Start
from service.core.events import Started
from service.core.queries import About, Subject, Template, Templates
from service.core.texts import text
from service.core.workflow import Activity, Rejected
from service.runtime.localization.catalog import Reader
from service.runtime.sandbox import rehearsed
from service.runtime.trigger import Cause
from service.store.templates import TemplateTable

if TYPE_CHECKING:
    from service.runtime.unit_of_work import Batch

TemplateEffect = KeepTemplate | RenameTemplate | DropTemplate


async def change_templates(batch: Batch, effect: TemplateEffect, cause: Cause) -> None:
    """Keep, rename or drop one."""
    table = TemplateTable(batch.transaction)
    match effect:
        case KeepTemplate():
            await table.keep(await _kept(batch, effect, cause))
        case RenameTemplate(template, name):
            await table.rename(template, name)
        case DropTemplate(template):
            await table.drop(template)


async def _kept(batch: Batch, effect: KeepTemplate, cause: Cause) -> dict[str, Any]:
    """The row of a template. Raises ValueError where there is nothing to be used again, which
    `facts.About` has told before."""
    await batch.load({effect.activity}, ())
    activity = batch.activities[effect.activity]
    state = await _of_nobody(batch, activity, cause)
    if isinstance(state, Rejected):
        raise ValueError(state.code)
    return {
        "unit": activity.unit,
        "kind": activity.kind,
        "name": effect.name,
        "schema": batch.registry.workflows[activity.kind].schema,
        "state": batch.registry.codec.encode(state),
        "by": effect.by,
        "at": batch.now,
    }


async def _of_nobody(batch: Batch, activity: Activity[Any], cause: Cause) -> Any:
    """What the activity is made of, without anybody in it, not even who asks for it."""
    return await _renewed(batch, activity, replace(cause, actor=None), {})


async def from_template(batch: Batch, effect: Start, cause: Cause) -> Any:
    """The state of a new activity that begins from a template; or why there can't be one."""
    path = tuple(batch.directory.roster.path(effect.unit))
    kept = await TemplateTable(batch.transaction).find(effect.template or 0, path)
    if kept is None or kept.kind != effect.kind:
        name = effect.template if isinstance(effect.template, str) else ""
        return Rejected("template.missing", text("template-missing", name=name))
    state = batch.registry.codec.activity(kept.kind, kept.schema, kept.state)
    before = Activity(0, effect.kind, effect.unit, state)
    return await _renewed(batch, before, cause, effect.details)


async def _renewed(
    batch: Batch, activity: Activity[Any], cause: Cause, details: dict[str, Any]
) -> Any:
    """A fresh draft of what the activity is made of, or why there is none."""
    workflow = batch.registry.workflows[activity.kind]
    if workflow.renew is None:
        return Rejected("template.none", text("template-none"))
    context = await batch.context(workflow, None, None, cause)
    return workflow.renew(context, activity.unit, activity.state, details)


async def templates_for(batch: Batch, fact: Templates) -> tuple[Template, ...]:
    roster = batch.directory.roster
    unit = roster.people[fact.person].unit
    rows = await TemplateTable(batch.transaction).listed({*roster.path(unit), *roster.below(unit)})
    return tuple(Template(row.id, row.unit, row.kind, row.name, row.by, row.at) for row in rows)


async def about(batch: Batch, fact: About) -> Subject | None:
    """The activity as the reader calls it, and whether it can be used again."""
    await batch.load({fact.activity}, ())
    found = batch.activities.get(fact.activity)
    if found is None:
        return None
    reader = batch.directory.roster.people[fact.reader]
    title = batch.registry.workflows[found.kind].title(found.state)
    said = batch.registry.glossary.say(title, Reader(reader.language, reader.timezone))
    renewed = await _of_nobody(batch, found, Cause(Started(), batch.now))
    refused = renewed.say if isinstance(renewed, Rejected) else None
    tried = Start(found.kind, found.unit, reader.id, rehearsal=found.id)
    ready = await rehearsed(batch, tried, Cause(Started(), batch.now, reader))
    unready = ready.say if isinstance(ready, Rejected) else None
    phase = found.state.phase
    return Subject(found.id, found.kind, found.unit, phase, said, refused, unready)
