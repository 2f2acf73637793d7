"""On any tree and with any roles, nothing from outside of a subtree reaches its readers."""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.core import office as o
from service.core.api import ActivityList, DutyList, UnitList
from service.core.membership import MemberChange
from service.core.office import Filters, NotHere, Policy
from service.runtime.office.api import Api
from service.store import office_tables as ot
from service.store import tables as t
from service.store.office_factors import OfficeFactors
from service.web.office.asked import ANY, IN, SETTING_UP
from service.web.office.routes import PAGES
from service.web.office.ways import WAYS
from tests.web.office_house import MEETINGS, OfficeHouse, office_house, random_tree

PATHS = (
    "",
    "tree",
    "unit",
    "duties",
    "duties?state=late",
    "activities",
    "members",
    "procedures",
    "matters",
    "log",
    "exports",
)
FILES = ("activities.csv", "duties.csv", "duties.csv?state=due", "members.csv", "procedures.csv")


async def figures_add_up(house: OfficeHouse, reader: int, inside: frozenset[int]) -> None:
    """Counts, too, are those of the subtree."""
    roster = house.w.engine.directory.roster
    page = await house.pages.tree(reader, Filters())
    assert page.head.members == sum(len(roster.here(each)) for each in inside)
    held = (await house.pages.unit(reader, Filters())).strip
    listed = await house.pages.activities(reader, Filters(month=str(held.year)), 5000)
    noted = await house.w.rows(
        select(t.activities.c.id).where(
            t.activities.c.unit.in_(inside), t.activities.c.kind == "duties"
        )
    )
    assert {each.id for each in listed.rows} <= {row.id for row in noted}


async def the_api_tells_no_more(house: OfficeHouse, reader: int, inside: frozenset[int]) -> None:
    """The same of what a token of this person reads, page after page."""
    api, roster = Api(house.pages), house.w.engine.directory.roster
    names = {roster.units[each].name for each in inside}

    async def duties(unit: int, cursor: str) -> DutyList:
        return await api.duties(reader, unit, ("", ""), cursor, 3)

    async def activities(unit: int, cursor: str) -> ActivityList:
        return await api.activities(reader, Filters(unit=unit, after=cursor), 3)

    async def units(unit: int, cursor: str) -> UnitList:
        return await api.units(reader, unit, cursor, 3)

    listed: tuple[Callable[[int, str], Awaitable[Any]], ...] = (units, duties, activities)
    for ask in listed:
        seen, cursor = list[Any](), ""
        while page := await ask(0, cursor):
            seen += page.items
            cursor = page.next
            if not cursor:
                break
        of = {each.id if ask is units else each.unit for each in seen}
        assert of <= inside
        assert set(re.findall(r"单位\d+", str(seen))) <= names
        assert re.findall(r"人\d+-\d+|头\d+", str(seen)) == []
        for unit in [*sorted(roster.units.keys() - inside), 10**9]:
            with pytest.raises(NotHere):
                await ask(unit, "")
    for row in await house.w.rows(select(t.activities.c.id, t.activities.c.unit)):
        if row.unit not in inside:
            with pytest.raises(NotHere):
                await api.result(reader, row.id)


async def nothing_of_outside(house: OfficeHouse, name: str, drawn: random.Random) -> None:
    roster = house.w.engine.directory.roster
    reader = house.w.person(name)
    inside = roster.below(reader.unit)
    names = {roster.units[each].name for each in inside}
    async with house.browser(**await house.cookie(name)) as client:
        for path in [*PATHS, *(f"files/{each}" for each in FILES)]:
            response = await client.get(f"/office/{path}")
            assert response.status_code in ((200, 404) if "files/members" in path else (200,)), path
            said = response.content.decode("utf-8-sig")
            assert set(re.findall(r"单位\d+", said)) <= names, path
            assert {int(each) for each in re.findall(r"unit=(\d+)", said)} <= inside, path
            people = set(re.findall(r"人\d+-\d+", said))
            assert people <= {each.name for each in roster.here(reader.unit)}
            assert not people or reader.role == "secretary"
        outside = sorted(roster.units.keys() - inside)
        for unit in [*outside, 10**9]:
            for method in (
                "today",
                "tree",
                "unit",
                "duties",
                "activities",
                "members",
                "procedures",
                "matters",
            ):
                with pytest.raises(NotHere):
                    await getattr(house.pages, method)(reader.id, Filters(unit=unit))
            for files in (False, True):
                with pytest.raises(NotHere):
                    await house.pages.reads(reader.id, Filters(unit=unit), files=files)
            for sheet in ("activities", "duties", "members", "procedures"):
                with pytest.raises(NotHere):
                    await house.pages.sheet(reader.id, sheet, Filters(unit=unit))
        for unit in drawn.sample(outside, min(2, len(outside))):
            for path in (*PATHS[1:3], f"files/{FILES[0]}"):
                assert (await client.get(f"/office/{path}?unit={unit}")).status_code == 404
        for row in await house.w.rows(select(t.activities.c.id, t.activities.c.unit)):
            if row.unit not in inside:
                with pytest.raises(NotHere):
                    await house.pages.activity(reader.id, row.id)
    await figures_add_up(house, reader.id, inside)
    await the_api_tells_no_more(house, reader.id, inside)


@pytest.mark.parametrize("seed", range(5))
async def test_nothing_of_outside_leaks_on_any_tree(seed: int) -> None:
    drawn = random.Random(seed)
    async with office_house(random_tree(drawn)) as house:
        now = house.w.clock.now()
        units = [each.name for each in house.w.engine.directory.roster.units.values()]
        times = [now - timedelta(days=each) for each in (1, 20, 50)]
        await house.hold_all(
            {each: [(drawn.choice(MEETINGS), at) for at in times] for each in units}
        )
        await house.keeper.catch_up()
        readers = [
            each.name
            for each in house.w.engine.directory.roster.people.values()
            if each.role != "member"
        ]
        for name in drawn.sample(readers, min(4, len(readers))):
            await nothing_of_outside(house, name, drawn)


async def test_a_member_without_the_right_sees_nothing_and_a_lost_role_acts_at_once() -> None:
    async with office_house() as house:
        async with house.browser(**await house.cookie("党员1-1")) as client:
            assert (await client.get("/office/")).status_code == 401
        async with house.browser(**await house.cookie("书记1")) as client:
            assert (await client.get("/office/")).status_code == 200
            change = MemberChange(house.w.person("书记1").id, role="member")
            await house.w.engine.change_members([change])
            for path in PATHS:
                assert (await client.get(f"/office/{path}")).status_code == 401


async def test_who_moves_to_another_unit_signs_in_anew() -> None:
    async with office_house() as house, house.browser(**await house.cookie("院办")) as client:
        there = house.w.unit("文学院党委").id
        change = MemberChange(house.w.person("院办").id, unit=there)
        await house.w.engine.change_members([change])
        assert (await client.get("/office/")).status_code == 401


@pytest.mark.parametrize("stage", ["setup", "second"])
async def test_nothing_but_the_ways_in_opens_before_the_second_factor(stage: o.Stage) -> None:
    """Whatever page there is: who adds one can't forget to ask for the factor."""
    policy = Policy(grace=timedelta(0)) if stage == "setup" else Policy()
    async with office_house(policy=policy) as house:
        cookie, owner = await house.cookie("校办"), house.w.person("校办").id
        async with house.w.store.write() as transaction:
            await OfficeFactors(transaction).known(owner, "handle", house.w.clock.now())
            if stage == "second":
                await OfficeFactors(transaction).prepare_code(owner, "{}")
                await OfficeFactors(transaction).confirm_code(owner, house.w.clock.now())
        before = await house.w.rows(select(ot.office_reads))
        async with house.browser(**cookie) as client:
            visitor = await house.desk.visitor(cookie["cookie"].partition("=")[2])
            assert visitor is not None
            assert visitor.stage == stage
            for page in PAGES:
                if page in WAYS:
                    continue
                assert page.stages == IN, page.path
                path = re.sub(r"{\w+:int}", "1", page.path).replace("{file:str}", "duties.csv")
                answer = await client.request(page.method, f"/office{path}", data={"act": "seen"})
                to = "/office/sessions" if stage == "setup" else "/office/second"
                assert (answer.status_code, answer.headers["location"]) == (303, to), page.path
            for page in WAYS:
                if page.stages == ANY or (stage == "setup" and page.stages == SETTING_UP):
                    continue
                answer = await client.request(page.method, f"/office{page.path}", data={})
                assert answer.headers.get("location") == "/office/second", page.path
        await house.pages.log.flush()
        assert await house.w.rows(select(ot.office_reads)) == before


def test_ways_in_show_no_figures() -> None:
    """What a session without a second factor may see is these, and no other."""
    assert {(page.method, page.path) for page in WAYS} == {
        *(("GET", each) for each in ("/sessions", "/second", "/code")),
        *(("POST", each) for each in ("/sessions", "/second", "/code", "/ways", "/bind")),
        *(("POST", each) for each in ("/passkeys/ask", "/passkeys")),
    }
    unproved = {page.path for page in WAYS if "second" in page.stages}
    assert unproved == {"/sessions", "/second"}


async def test_offices_beside_each_other_see_their_own() -> None:
    async with office_house() as house:
        await house.keeper.catch_up()
        for name, own, other in (("院办", "计算机", "中文"), ("文办", "中文", "计算机")):
            async with house.browser(**await house.cookie(name)) as client:
                page = (await client.get("/office/tree")).text
                assert own in page
                assert other not in page
