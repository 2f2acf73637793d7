"""Starts the recurring activities of the settings, each once."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from service.core.effects import Start
from service.core.people import Roster
from service.core.workflow import Rejected
from service.runtime.engine import Engine
from service.runtime.observability.log import get_logger
from service.runtime.registry import Registry
from service.settings.errors import SettingsError
from service.settings.loading import Settings
from service.settings.models import Plan
from service.store import tables as t
from service.store.templates import TemplateTable
from service.store.transaction import Transaction
from service.workflows.plan.model import define

log = get_logger()


def check_plans(settings: Settings, registry: Registry) -> None:
    """Raises `SettingsError` for plans that can't start, whatever the roster says."""
    problems = []
    for plan in settings.plans:
        where = f"plans.{plan.name}"
        if plan.kind not in registry.workflows:
            known = ", ".join(sorted(registry.workflows))
            problems.append(f"{where}.kind: there is no workflow {plan.kind!r}; there are: {known}")
            continue
        if plan.template and registry.workflows[plan.kind].copy_definition is None:
            problems.append(f"{where}.template: there are no templates of kind {plan.kind!r}")
        try:
            define(_details(plan), settings.organization.timezone)
        except ValueError as error:
            problems.append(f"{where}.{error}")
    if problems:
        raise SettingsError(problems)


class ConfiguredPlans:
    """Starts each plan of the settings as soon as its unit exists.

    A plan that was stopped in the chat stays stopped, and one that is running keeps the rule it
    started with. To change a plan in the settings, give it another name. One that was made in the
    chat is none of theirs, even under the same name, and is left alone.
    """

    def __init__(self, plans: Sequence[Plan], engine: Engine) -> None:
        self._waiting = list(plans)
        self._engine = engine

    async def begin(self) -> None:
        """Start what can start now."""
        roster = self._engine.directory.roster
        if roster.units:
            self._waiting = [plan for plan in self._waiting if not await self._begun(plan, roster)]

    def missing(self) -> list[Plan]:
        """The plans whose unit is not in the roster."""
        return list(self._waiting)

    async def _begun(self, plan: Plan, roster: Roster) -> bool:
        unit = find_unit(roster, plan.unit)
        if unit is None:
            log.warning("plan.no_unit", plan=plan.name, unit=plan.unit)
            return False
        async with self._engine.store.read() as transaction:
            if await lacks_template(transaction, plan, roster):
                key = f"plans.{plan.name}.template"
                log.error("plan.no_template", key=key, remedy="save it in the chat, or import it")
        known = await self._known(plan, unit)
        if known is None:
            outcome = await self._engine.begin(Start("plan", unit, None, _details(plan)))
            if isinstance(outcome, Rejected):
                log.error("plan.refused", plan=plan.name, reason=outcome.code)
        elif known.finished:
            log.info("plan.stopped_before", plan=plan.name)
        elif self._differs(plan, known, roster.units[unit].timezone):
            log.warning("plan.differs", plan=plan.name, remedy="give the changed plan a new name")
        return True

    async def _known(self, plan: Plan, unit: int) -> Any:
        a = t.activities.c
        query = (
            select(a.finished, a.schema, a.state)
            .where(a.kind == "plan", a.unit == unit, a.title == plan.name)
            .order_by(a.finished, a.id.desc())
        )
        async with self._engine.store.read() as transaction:
            rows = await transaction.rows(query)
        decode = self._engine.registry.codec.activity
        kept = (row for row in rows if decode("plan", row.schema, row.state).origin == "settings")
        return next(kept, None)

    def _differs(self, plan: Plan, known: Any, timezone: str) -> bool:
        runs = self._engine.registry.codec.activity("plan", known.schema, known.state)
        wanted = define(_details(plan), timezone)
        parts = attrgetter("kind", "rule", "details", "template")
        return bool(parts(runs) != parts(wanted))


async def lacks_template(transaction: Transaction, plan: Plan, roster: Roster) -> bool:
    """Whether the plan starts from a template that does not exist in its unit or above."""
    unit = find_unit(roster, plan.unit)
    if not plan.template or unit is None:
        return False
    path = tuple(roster.path(unit))
    found = await TemplateTable(transaction).find(plan.template, path)
    return found is None or found.kind != plan.kind


def _details(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.name,
        "kind": plan.kind,
        "when": plan.when,
        "details": plan.details,
        "template": plan.template,
    }


def find_unit(roster: Roster, name: str) -> int | None:
    """The unit of this name or path; the root for an empty one."""
    for unit in sorted(roster.units):
        path = [roster.units[each].name for each in roster.path(unit)][::-1]
        if name in ("/".join(path), path[-1]) or (not name and len(path) == 1):
            return unit
    return None
