"""The HTTP API: what a token reads, what it can't, and how it ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from service.core.membership import MemberChange
from service.runtime.accounts.api_tokens import make
from service.runtime.office.api import Api
from service.web.api.openapi import MOST, document
from service.web.api.rates import AT_ONCE, Rates
from service.web.api.routes import ROUTES, api_routes
from service.web.health import Health
from service.web.server import build_app
from tests.web.office_house import BASE, FACULTY, TOP, OfficeHouse, lived, office_house

PATHS = ("units", "duties", "activities")


class Still:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@asynccontextmanager
async def reading(
    house: OfficeHouse, token: str, rates: Rates | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    app = build_app(Health(), api_routes(Api(house.pages), BASE, rates))
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    given = {"authorization": f"Bearer {token}"}
    base = f"{BASE}/api/v1/"
    async with httpx.AsyncClient(transport=transport, base_url=base, headers=given) as client:
        yield client


async def token_of(house: OfficeHouse, name: str, *scopes: str, days: int = 30) -> str:
    wanted = scopes or ("units", "duties", "activities", "results")
    person = house.w.person(name).id
    return await house.w.engine.do("made", lambda uow: make(uow, person, wanted, days))


async def all_of(
    client: httpx.AsyncClient, path: str, limit: int = 7, **asked: str
) -> list[dict[str, Any]]:
    """Every page after the other."""
    items: list[dict[str, Any]] = []
    cursor = ""
    while True:
        query = {"limit": limit, **asked, **({"cursor": cursor} if cursor else {})}
        answer = await client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= limit
        items += page["items"]
        cursor = page["next"]
        if not cursor:
            return items


async def test_pages_come_to_what_the_dashboard_shows() -> None:
    async with office_house() as house:
        await lived(house)
        roster = house.w.engine.directory.roster
        seconds = Rates(itertools.count().__next__)
        async with reading(house, await token_of(house, "院办"), seconds) as client:
            units = await all_of(client, "units", 3)
            inside = roster.below(house.w.unit(FACULTY).id)
            assert {each["id"] for each in units} == set(inside)
            own = next(each for each in units if each["name"] == FACULTY)
            assert own["parent"] == 0
            assert own["units"]["late"] == 3
            duties = await all_of(client, "duties", 2, status="late")
            listed = (await client.get("duties?status=late&limit=200")).json()["items"]
            assert duties == listed
            assert {each["status"] for each in duties} == {"late"}
            activities = await all_of(client, "activities", 50)
            times = [each["at"] for each in activities]
            assert times == sorted(times, reverse=True)
            result = await client.get(f"activities/{activities[0]['id']}/result")
            assert result.json()["counted_as"]


async def test_a_token_is_made_in_the_chat_shown_once_and_ended_there() -> None:
    async with office_house() as house:
        w = house.w
        await w.say("院办", "接口令牌")
        assert "还没有接口令牌" in w.last("院办")
        await w.press("院办", "只读单位和应办事项")
        found = re.search(r"orglife_\S+", w.last("院办"))
        assert found
        token = found[0]
        kept = "".join(str(row) for row in await w.sql("SELECT * FROM api_tokens"))
        assert token not in kept
        assert token not in "".join(str(row) for row in await w.sql("SELECT * FROM outbox"))
        assert token not in "".join(str(row) for row in await w.sql("SELECT * FROM journal"))
        async with reading(house, token) as client:
            assert (await client.get("units")).status_code == 200
            refused = await client.get("activities")
            assert refused.status_code == 403
            assert refused.headers["content-type"] == "application/problem+json"
            assert "activities" in refused.json()["detail"]
            await w.say("院办", "接口令牌")
            assert "上次使用：3月" in w.last("院办")
            await w.press("院办", "停用 1 号")
            assert "1 号令牌已停用" in w.last("院办")
            assert (await client.get("units")).status_code == 401


async def test_a_token_ends_with_its_time_and_with_the_role() -> None:
    async with office_house() as house:
        token, other = await token_of(house, "院办", days=2), await token_of(house, "文办")
        async with reading(house, token) as client, reading(house, other) as beside:
            assert (await client.get("units")).status_code == 200
            house.w.clock.advance(timedelta(days=2))
            assert (await client.get("units")).status_code == 401
            assert (await beside.get("units")).status_code == 200
            change = MemberChange(house.w.person("文办").id, role="member")
            await house.w.engine.change_members([change])
            assert (await beside.get("units")).status_code == 401
        for given in ("", "orglife_x", "x"):
            async with reading(house, given) as nobody:
                answer = await nobody.get("units")
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"] == "Bearer"
        with pytest.raises(ValueError, match="figures"):
            await token_of(house, "党员1-1")
        with pytest.raises(ValueError, match="days"):
            await token_of(house, "院办", days=400)


async def test_nothing_of_outside_and_no_name_is_to_be_had() -> None:
    async with office_house() as house:
        await lived(house)
        outside = house.w.unit(TOP).id
        async with reading(house, await token_of(house, "文办")) as client:
            for path in PATHS:
                assert (await client.get(f"{path}?unit={outside}")).status_code == 404
                said = (await client.get(path, params={"limit": MOST})).text
                assert "计算机" not in said
                assert re.findall(r"党员\d|书记\d", said) == []
            rows = await house.w.sql("SELECT id, unit FROM activities WHERE kind = 'duties'")
            mine = house.w.engine.directory.roster.below(house.w.unit("文学院党委").id)
            foreign = next(row.id for row in rows if row.unit not in mine)
            for number in (foreign, 10**9, 2**40, 10**30, -1):
                assert (await client.get(f"activities/{number}/result")).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["unit=x", "cursor=x", "limit=0", "limit=999", "status=x", "duty=%00", "unit=" + "9" * 30],
)
async def test_what_cannot_be_understood_is_named(query: str) -> None:
    async with (
        office_house() as house,
        reading(house, await token_of(house, "院办")) as client,
    ):
        answer = await client.get(f"duties?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[0] in answer.json()["detail"]


async def test_who_asks_too_often_is_told_when_to_come_again() -> None:
    still = Still()
    async with office_house() as house:
        token = await token_of(house, "院办")
        async with reading(house, token, Rates(still)) as client:
            codes = [(await client.get("units")).status_code for _ in range(AT_ONCE + 1)]
            assert codes == [200] * AT_ONCE + [429]
            answer = await client.get("units")
            assert answer.headers["retry-after"] == "1"
            still.at += 1
            assert (await client.get("units")).status_code == 200


async def test_the_document_says_what_there_is() -> None:
    async with office_house() as house, reading(house, "") as client:
        served = (await client.get("openapi.json")).json()
        assert served == document(ROUTES, f"{BASE}/api/v1")
        assert served["openapi"] == "3.1.0"
        assert set(served["paths"]) == {
            "/units", "/duties", "/activities", "/activities/{number}/result"}  # fmt: skip
        named = set(re.findall(r"#/components/schemas/(\w+)", str(served)))
        assert named <= served["components"]["schemas"].keys()
        assert {"UnitList", "DutyList", "ActivityList", "Result", "Problem"} <= named


async def test_reads_of_the_api_stand_in_the_access_log() -> None:
    async with office_house() as house:
        async with reading(house, await token_of(house, "校办")) as client:
            await client.get("units")
        async with house.browser(**await house.cookie("校办")) as client:
            assert "接口" in (await client.get("/office/log")).text
