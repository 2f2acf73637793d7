"""Passkeys at the pages for offices: made by who has just come in, good by themselves, once and in
the browser that asked, and asked of whoever has one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from service.core.membership import MemberChange
from service.core.office import Policy
from service.store import office_tables as ot
from tests.web.office_house import OfficeHouse, form_of, office_house
from tests.web.soft_key import PRESENT, SoftKey

BASE = "https://club.example"


@asynccontextmanager
async def house_and_browser(**given: Any) -> AsyncIterator[tuple[OfficeHouse, httpx.AsyncClient]]:
    async with office_house(base=BASE, **given) as house, house.browser() as client:
        yield house, client


def soft_key(**given: Any) -> SoftKey:
    return SoftKey(**{"origin": BASE, "host": "club.example", **given})


async def post(client: httpx.AsyncClient, path: str, **body: str) -> httpx.Response:
    return await client.post(path, json=body, headers={"accept": "application/json"})


async def add(client: httpx.AsyncClient, key: SoftKey, name: str = "办公室电脑") -> httpx.Response:
    asked = (await post(client, "/office/passkeys/ask")).json()
    return await post(client, "/office/passkeys", answer=key.make(asked["question"]), name=name)


async def show(client: httpx.AsyncClient, key: SoftKey) -> httpx.Response:
    asked = (await post(client, "/office/passkey/ask")).json()
    return await post(client, "/office/passkey", answer=key.show(asked["question"]))


async def test_a_passkey_signs_in_without_the_chat_and_the_chat_is_told_of_both() -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        key = soft_key()
        before = client.cookies["__Host-orglife_office"]
        assert (await add(client, key)).json() == {"to": "/office/sessions"}
        assert client.cookies["__Host-orglife_office"] != before, "a new token"
        await house.w.settle()
        assert "办公室电脑" in house.w.last("院办")
        assert "办公室电脑" in (await client.get("/office/sessions")).text
        came = await show(other, key)
        assert came.json() == {"to": "/office/"}
        assert (await other.get("/office/")).status_code == 200
        await house.w.settle()
        assert "通行密钥" in house.w.last("院办")
        await house.w.press("院办", "不是我，马上退出")
        assert (await other.get("/office/")).status_code == 401
        assert (await client.get("/office/")).status_code == 200


async def test_not_me_removes_the_passkey_and_ends_every_session() -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        key = soft_key()
        await add(client, key)
        await house.w.settle()
        await house.w.press("院办", "不是我，删除它")
        assert "已删除" in house.w.last("院办")
        assert (await client.get("/office/")).status_code == 401
        assert (await show(other, key)).status_code == 400


async def test_a_question_is_good_once_for_ten_minutes_and_in_its_browser() -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        key = soft_key()
        await add(client, key)
        asked = (await post(other, "/office/passkey/ask")).json()
        answer = key.show(asked["question"])
        drawn = other.cookies["__Host-orglife_office_attempt"]
        assert (await post(client, "/office/passkey", answer=answer)).status_code == 400
        assert (await post(other, "/office/passkey", answer=answer)).status_code == 200
        async with house.browser() as third:
            third.cookies.set("__Host-orglife_office_attempt", drawn, domain="club.example")
            replayed = await post(third, "/office/passkey", answer=answer)
            assert replayed.status_code == 400, "it was used up"
            asked = (await post(third, "/office/passkey/ask")).json()
            house.w.clock.advance(timedelta(minutes=10))
            late = await post(third, "/office/passkey", answer=key.show(asked["question"]))
            assert late.status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"flags": PRESENT},  # the device has not made sure of its person
        {"flags": 0},
        {"uses": 0, "id": b"another passkey!"},
        {"uses": -1},  # a copy that lags behind
        {"handle": "bm9ib2R5"},
    ],
    ids=str,
)
async def test_an_answer_that_is_wrong_anywhere_lets_nobody_in(wrong: dict[str, Any]) -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        key = soft_key()
        await add(client, key)
        assert (await show(other, key)).status_code == 200
        other.cookies.clear()
        for name, value in wrong.items():
            setattr(key, name, value)
        assert (await show(other, key)).status_code == 400
        assert (await other.get("/office/")).status_code == 401
        assert (await post(other, "/office/passkey", answer="[" * 3000)).status_code == 400


async def test_without_making_sure_of_the_person_no_passkey_is_kept() -> None:
    async with house_and_browser() as (house, client):
        await house.sign_in(client, "院办")
        for wrong in ({"flags": PRESENT}, {"origin": "https://evil.example"}):
            assert (await add(client, soft_key(**wrong))).status_code == 400
        assert await house.w.rows(select(ot.office_passkeys)) == []


async def test_nobody_adds_a_passkey_to_the_account_of_another() -> None:
    async with house_and_browser() as (house, one), house.browser() as two:
        await house.sign_in(one, "院办")
        await house.sign_in(two, "文办")
        key = soft_key()
        asked = (await post(one, "/office/passkeys/ask")).json()
        drawn = one.cookies["__Host-orglife_office_attempt"]
        two.cookies.set("__Host-orglife_office_attempt", drawn, domain="club.example")
        answer = key.make(asked["question"])
        assert (await post(two, "/office/passkeys", answer=answer, name="")).status_code == 400
        assert (await add(two, soft_key(id=key.id))).status_code == 200
        await one.get("/office/")
        taken = await add(one, key)
        assert taken.status_code == 400, "an id belongs to whoever had it first"
        (kept,) = await house.w.rows(select(ot.office_passkeys))
        assert kept.person == house.w.person("文办").id
        await one.post("/office/ways", data={"remove": str(kept.id)})
        await one.post("/office/ways", data={"rename": str(kept.id), "name": "x"})
        assert [each.name for each in await house.w.rows(select(ot.office_passkeys))] == [
            "办公室电脑"
        ]


async def test_whoever_has_one_is_asked_for_it_behind_the_link_too() -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        await house.sign_in(other, "院办")
        key = soft_key()
        await add(client, key)
        assert (await client.get("/office/")).status_code == 200
        for path in ("/office/", "/office/sessions", "/office/files/duties.csv", "/office/code"):
            kept_out = await other.get(path)
            assert (kept_out.status_code, kept_out.headers["location"]) == (303, "/office/second")
        asked = await other.get("/office/second")
        assert "通行密钥" in asked.text
        async with house.browser() as third:
            await house.sign_in(third, "院办")
            await third.post("/office/sessions", data={"end": "all"})
            assert (await third.get("/office/")).status_code == 401
        assert (await client.get("/office/")).status_code == 200, "it ended its own alone"
        tried = await post(other, "/office/passkeys/ask")
        assert tried.json() == {"to": "/office/second"}, "no second one by the link alone"
        assert (await show(other, key)).json() == {"to": "/office/"}
        assert (await other.get("/office/")).status_code == 200
        ways = sorted(each.way for each in await house.sessions("院办"))
        assert ways == ["link", "passkey"], "what was only half in is over"


async def test_who_wants_to_change_how_they_come_in_has_just_shown_who_they_are() -> None:
    async with house_and_browser() as (house, client):
        await house.sign_in(client, "院办")
        key = soft_key()
        await add(client, key)
        (kept,) = await house.w.rows(select(ot.office_passkeys))
        house.w.clock.advance(timedelta(minutes=10))
        assert (await client.get("/office/")).status_code == 200
        for path, data in (("/office/ways", {"remove": str(kept.id)}), ("/office/code", {})):
            again = await client.post(path, data=data)
            assert (again.status_code, again.headers["location"]) == (303, "/office/second")
        assert (await show(client, key)).json() == {"to": "/office/sessions"}
        assert (await client.post("/office/ways", data={"remove": str(kept.id)})).status_code == 303
        assert await house.w.rows(select(ot.office_passkeys)) == []
        await house.w.settle()
        assert "已删除" in house.w.last("院办")


async def test_a_second_factor_is_needed_after_the_time_of_grace() -> None:
    async with house_and_browser() as (house, client):
        await house.sign_in(client, "院办")
        assert "要再出示一种凭据" in (await client.get("/office/")).text
        house.w.clock.advance(timedelta(days=14))
        await house.sign_in(client, "院办")
        kept_out = await client.get("/office/duties")
        assert (kept_out.status_code, kept_out.headers["location"]) == (303, "/office/sessions")
        page = (await client.get("/office/sessions")).text
        assert "现在登录看板要有另一种凭据" in page
        assert "/office/duties" not in page
        await add(client, soft_key())
        assert (await client.get("/office/duties")).status_code == 200


async def test_no_grace_and_nobody_asked() -> None:
    async with house_and_browser(policy=Policy(grace=timedelta(0))) as (house, client):
        await house.sign_in(client, "书记1")
        assert (await client.get("/office/")).headers["location"] == "/office/sessions"
    async with house_and_browser(policy=Policy(frozenset())) as (house, client):
        await house.sign_in(client, "书记1")
        house.w.clock.advance(timedelta(days=99))
        await house.sign_in(client, "书记1")
        page = await client.get("/office/")
        assert page.status_code == 200
        assert "凭据" not in page.text


async def test_a_lost_role_or_membership_makes_a_passkey_useless_at_once() -> None:
    async with house_and_browser() as (house, client), house.browser() as other:
        await house.sign_in(client, "院办")
        key = soft_key()
        await add(client, key)
        person = house.w.person("院办").id
        await house.w.engine.change_members([MemberChange(person, role="member")])
        refused = await show(other, key)
        unknown = await show(other, soft_key(handle=key.handle))
        assert (refused.status_code, refused.json()) == (400, unknown.json()), "it tells nothing"
        await house.w.engine.change_members([MemberChange(person, role="office")])
        assert (await show(other, key)).status_code == 200


async def test_strangers_ask_from_our_own_page_and_not_too_often() -> None:
    async with house_and_browser() as (house, client):
        foreign = {"origin": "https://evil.example"}
        assert (await client.post("/office/passkey/ask", headers=foreign)).status_code == 403
        assert (await client.post("/office/oidc", headers=foreign)).status_code == 403
        codes = [(await post(client, "/office/passkey/ask")).status_code for _ in range(70)]
        assert set(codes) == {200, 429}
        assert codes.index(429) >= 50
        house.w.clock.advance(timedelta(minutes=10))
        await house.desk.forget()
        assert await house.w.rows(select(ot.office_attempts)) == []


async def test_what_is_kept_stands_in_ones_own_data_and_goes_with_the_person() -> None:
    async with house_and_browser() as (house, client):
        await house.sign_in(client, "书记1")
        await add(client, soft_key())
        person = house.w.person("书记1").id
        told = json.loads(await house.w.engine.export(person))
        assert [(each["kind"], each["name"]) for each in told["ways_in"]] == [
            ("passkey", "办公室电脑")
        ]
        await house.w.engine.erase(person)
        for table in (ot.office_passkeys, ot.office_people, ot.office_sessions):
            assert await house.w.rows(select(table)) == []


async def test_at_an_address_without_a_name_the_page_says_what_to_do_instead() -> None:
    async with office_house() as house, house.browser() as client:
        front = await client.get("/office/")
        assert "<script" not in front.text
        await house.sign_in(client, "院办")
        page = (await client.get("/office/sessions")).text
        assert "用不了通行密钥" in page
        assert "动态验证码" in page


async def test_the_script_is_ours_and_nothing_else_runs() -> None:
    async with house_and_browser() as (house, client):
        front = await client.get("/office/")
        policy = front.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert "要用 JavaScript" in front.text, "what to do without"
        link = await house.link("院办")
        looked = await client.get(link)
        assert "script-src" not in looked.headers["content-security-policy"]
        await client.post(link, data={"form": form_of(looked)})
        assert "script-src" not in (await client.get("/office/")).headers["content-security-policy"]
        out = await client.post("/office/sessions", data={"end": "here"})
        assert out.headers["clear-site-data"] == '"cache"'
