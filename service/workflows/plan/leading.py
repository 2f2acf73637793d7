"""Who leads a plan, and what they can be asked to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from service.core.access import may
from service.core.people import Person
from service.core.workflow import Context, Outcome, Plannable
from service.sdk.handover import parties
from service.workflows.plan.model import Plan, PlanTurn


def leaders(turn: PlanTurn) -> tuple[int, ...]:
    """Whose plan it is, while they may organize it or begin what it begins; else whoever may
    organize it in the nearest unit upwards."""
    own = turn.roster.people.get(turn.state.by or 0)
    if own is not None and _may_lead(turn, own):
        return (own.id,)
    return turn.organizers()


def candidates(turn: PlanTurn) -> tuple[Person, ...]:
    """Who could lead it: of its unit or above, and may begin what it begins."""
    return tuple(
        person
        for unit in turn.roster.path(turn.unit)
        for person in turn.roster.here(unit)
        if _may_lead(turn, person)
    )


def _may_lead(turn: PlanTurn, person: Person) -> bool:
    listed = turn.context.menu.get(turn.state.kind)
    return listed is not None and may(
        turn.context.rules, turn.roster, person, listed.permission, turn.unit
    )


def offered(context: Context, unit: int) -> Iterator[tuple[str, str]]:
    """What the person may let a plan begin, by kind and command, in the order of the menu."""
    for kind, listed in context.menu.items():
        if listed.plannable and context.may(listed.permission, unit):
            for command in listed.plannable:
                yield kind, command


def plannable(context: Context, plan: Plan) -> Plannable:
    """What is known of what it begins; one of the settings names a kind alone."""
    listed = context.menu.get(plan.kind)
    known = listed.plannable if listed is not None else {}
    return known.get(plan.command or plan.kind, Plannable())


def handed_over(turn: PlanTurn) -> Outcome:
    """It runs on behalf of whoever has the post now."""
    return turn.done("plan.handed_over", state=replace(turn.state, by=parties(turn)[1]))
