"""Figures for the pages of offices are kept up, and are what a recount comes to."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from service.core.membership import MemberChange
from service.core.office import Filters
from service.store.rollups import Rollups
from tests.web.office_house import (
    MEETINGS,
    OfficeHouse,
    lived,
    office_house,
    people,
    random_tree,
)


async def kept_is_recounted(house: OfficeHouse) -> int:
    """How many figures there are."""
    async with house.w.store.read() as transaction:
        rollups = Rollups(transaction)
        kept, recounted = await rollups.wholes(), await rollups.recount()
    assert kept == recounted
    return len(kept)


@pytest.mark.parametrize("seed", range(8))
async def test_kept_figures_are_those_of_a_recount_on_any_tree(seed: int) -> None:
    drawn = random.Random(seed)
    async with office_house(random_tree(drawn)) as house:
        names = [each.name for each in house.w.engine.directory.roster.units.values()]
        await house.keeper.catch_up()
        for _ in range(5):
            now = house.w.clock.now()
            for unit in drawn.sample(names, min(3, len(names))):
                at = now - timedelta(days=drawn.randint(0, 400))
                await house.hold(unit, drawn.choice(MEETINGS), at)
            person = drawn.choice(list(house.w.engine.directory.roster.people.values()))
            target = house.w.unit(drawn.choice(names)).id
            change = drawn.choice(
                [MemberChange(person.id, unit=target), MemberChange(person.id, active=False)]
            )
            if person.active:
                await house.w.engine.change_members([change])
            house.w.clock.advance(timedelta(days=drawn.randint(0, 40)))
            await house.keeper.catch_up()
            assert await kept_is_recounted(house)


async def test_what_is_done_in_the_chat_is_counted() -> None:
    async with office_house() as house:
        await lived(house)
        before = await house.pages.unit(house.w.person("书记2").id, _own())
        await house.w.say("书记2", "本月")
        await house.keeper.catch_up()
        after = await house.pages.unit(house.w.person("书记2").id, _own())
        assert before.head.duties == after.head.duties, "looking meets nothing"
        unit, now = "第2党支部", house.w.clock.now()
        await house.hold(unit, "theme_day", now)
        await house.keeper.catch_up()
        held = await house.pages.unit(house.w.person("书记2").id, _own())
        assert held.head.duties.met > before.head.duties.met
        assert held.strip.counts["theme_day"][now.month - 1] == (
            before.strip.counts.get("theme_day", (0,) * 12)[now.month - 1] + 1
        )


async def test_a_day_that_ends_makes_open_things_late() -> None:
    async with office_house() as house:
        await lived(house)
        person = house.w.person("校办").id
        before = await house.pages.today(person, _own())
        house.w.clock.advance(timedelta(days=60))
        await house.keeper.catch_up()
        after = await house.pages.today(person, _own())
        assert after.head.units.late > before.head.units.late


async def test_a_second_start_counts_anew_and_changes_nothing() -> None:
    async with office_house(people(branches=3)) as house:
        await lived(house)
        async with house.w.store.read() as transaction:
            kept = await Rollups(transaction).wholes()
        again = type(house.keeper)(house.w.engine, house.w.clock)
        await again.catch_up()
        async with house.w.store.read() as transaction:
            assert await Rollups(transaction).wholes() == kept
        assert again.left == 0


async def test_the_statements_hold_on_both_databases(database_url: str) -> None:
    async with office_house(people(branches=2), url=database_url) as house:
        await lived(house)
        assert await kept_is_recounted(house) > 50
        person = house.w.person("校办").id
        for page in (house.pages.today, house.pages.tree, house.pages.unit, house.pages.duties):
            await page(person, _own())
        first = await house.pages.activities(person, _own())
        assert first.next
        assert await house.pages.activities(person, _own(after=first.next))
        each = await house.pages.duties(person, _own(state="late"), 1)
        assert (await house.pages.duties(person, _own(state="late", after=each.next))).lines
        behind = await house.pages.duties(person, _own(), 1)
        assert behind.behind
        counted = await house.pages.activities(person, _own(held="theme_day", words="theme"))
        assert counted.rows
        assert (await house.pages.activity(person, counted.rows[0].id)).counted


def _own(**asked: str) -> Filters:
    return Filters(**asked)  # type: ignore[arg-type]
