"""Effects and queries: each has its handler, and a workflow may bring its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import select

from service import circumstances
from service.core import archive, effects, privacy, queries, secret_ballots
from service.core.effects import Effect, Send
from service.core.events import Chose
from service.core.queries import Query
from service.core.workflow import Activity, Decision, Workflow
from service.questions import effects as banks_effects
from service.questions import queries as banks_queries
from service.runtime.effects import EFFECTS
from service.runtime.handlers import handlers_of
from service.runtime.queries import RESOLVERS
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store import tables as t
from service.workflows import WORKFLOWS
from tests.runtime.machines import altered, errors, pressed
from tests.world import World, world


@dataclass(frozen=True, slots=True)
class Rename(Effect):
    """Another title for the activity in reports."""

    title: str


@dataclass(frozen=True, slots=True)
class CountPeople(Query[int]):
    """How many people there are."""


async def rename(uow: UnitOfWork, activity: Activity[Any], _: Trigger, effect: Rename) -> None:
    uow.changes.activities[activity.id]["title"] = effect.title


async def count_people(uow: UnitOfWork, _: CountPeople) -> int:
    return len(uow.directory.roster.people)


def probing(**fields: Any) -> tuple[Workflow, ...]:
    """The workflows; the button `probe` of a quiz asks how many people there are, and renames the
    quiz after it."""

    def alter(decide: Any) -> Any:
        def probe(context: Any, activity: Any, entry: Any, event: Any) -> Any:
            if isinstance(event, Chose) and ":probe:" in event.choice:
                count = context.queries[CountPeople()]
                named = (Rename(f"{count} people"),)
                return Decision("quiz.probed", activity=activity.state, effects=named)
            return decide(context, activity, entry, event)

        return probe

    def asking(requires: Any) -> Any:
        def probe(activity: Any, entry: Any, event: Any) -> Any:
            if isinstance(event, Chose):
                return (CountPeople(),)
            return requires(activity, entry, event)

        return probe

    return tuple(
        replace(each, requires=asking(each.requires), **fields) if each.kind == "quiz" else each
        for each in altered("quiz", alter)
    )


async def title(w: World, activity: int) -> str:
    (row,) = await w.rows(select(t.activities.c.title).where(t.activities.c.id == activity))
    return str(row.title)


def test_every_effect_and_every_query_has_its_handler() -> None:
    for modules, base, table in (
        ((effects, banks_effects, secret_ballots), Effect, EFFECTS),
        (
            (archive, queries, banks_queries, circumstances, privacy, secret_ballots),
            Query,
            RESOLVERS,
        ),
    ):
        there = [each for module in modules for each in vars(module).values()]
        kinds = {each for each in there if isinstance(each, type)}
        assert {each for each in kinds if issubclass(each, base)} - {base} == {*table}


async def test_a_workflow_brings_effects_and_queries_of_its_own() -> None:
    workflows = probing(effects={Rename: rename}, queries={CountPeople: count_people})
    async with world(workflows=workflows) as w:
        quiz = await w.quiz()
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        assert await w.actions("quiz.probed")
        assert await title(w, quiz) == "3 people"


@pytest.mark.parametrize(
    "fields",
    [{"effects": {Rename: rename}}, {"queries": {CountPeople: count_people}}],
)
async def test_what_nobody_handles_is_set_aside_with_a_clear_error(fields: Any) -> None:
    async with world(workflows=probing(**fields)) as w:
        quiz = await w.quiz()
        before = await title(w, quiz)
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        (error,) = await errors(w)
        assert ".NoHandlerError at " in error
        assert await title(w, quiz) == before
        assert not await w.actions("quiz.probed")


def test_two_handlers_of_one_effect_are_refused_at_the_start() -> None:
    quiz = replace(WORKFLOWS[0], effects={Send: rename})
    with pytest.raises(ValueError, match="another handler for Send"):
        handlers_of([quiz])
