"""Coming in at the pages for offices from the chat, sessions, and going out."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.core.membership import MemberChange
from service.store import office_tables as ot
from service.store import tables as t
from tests.web.office_house import form_of, office_house


async def test_the_button_behind_the_link_signs_in_and_the_chat_is_told() -> None:
    async with office_house() as house, house.browser() as client:
        link = await house.link("院办")
        for _ in range(3):  # what a chat app does to show what is behind it spends nothing
            looked = await client.get(link)
            assert looked.status_code == 200
            assert "院办" in looked.text
            assert "信息学院党委" in looked.text
        assert "no-store" in looked.headers["cache-control"]
        done = await client.post(link, data={"form": form_of(looked)})
        assert (done.status_code, done.headers["location"]) == (303, "/office/")
        assert (await client.get("/office/")).status_code == 200
        await house.w.settle()
        assert "Chrome · Linux" in house.w.last("院办")
        again = await client.post(link, data={"form": form_of(looked)})
        assert again.status_code in (403, 410), "it is used up"
        assert (await client.get(link)).status_code == 410


async def test_a_link_is_good_for_ten_minutes_and_only_the_newest_is() -> None:
    async with office_house() as house, house.browser() as client:
        first = await house.link("院办")
        second = await house.link("院办")
        assert (await client.get(first)).status_code == 410
        looked = await client.get(second)
        house.w.clock.advance(timedelta(minutes=10))
        assert (await client.post(second, data={"form": form_of(looked)})).status_code == 410
        assert "看板" in (await client.get(second)).text, "it says how to get a new one"


async def test_only_the_browser_that_looked_signs_in() -> None:
    async with office_house() as house, house.browser() as client, house.browser() as other:
        link = await house.link("院办")
        form = form_of(await client.get(link))
        assert (await other.post(link, data={"form": form})).status_code == 403
        await other.get(link)
        assert (await other.post(link, data={"form": form})).status_code == 403
        foreign = {"origin": "https://evil.example"}
        assert (await client.post(link, data={"form": form}, headers=foreign)).status_code == 403
        assert (await client.post(link, data={"form": form})).status_code == 303


async def test_who_may_not_read_figures_gets_no_link() -> None:
    async with office_house() as house:
        await house.w.say("党员1-1", "看板")
        assert "/office/" not in house.w.last("党员1-1")


async def test_not_me_ends_the_session() -> None:
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, "院办")
        await house.w.press("院办", "不是我，马上退出")
        assert "已退出" in house.w.last("院办")
        gone = await client.get("/office/")
        assert gone.status_code == 401
        assert "看板" in gone.text


async def test_nobody_ends_the_session_of_another() -> None:
    async with office_house() as house, house.browser() as one, house.browser() as two:
        await house.sign_in(one, "院办")
        await house.sign_in(two, "文办")
        (theirs,) = await house.sessions("院办")
        await two.post("/office/sessions", data={"end": str(theirs.id)})
        assert (await one.get("/office/")).status_code == 200


@pytest.mark.parametrize(("minutes", "times"), [(31, 1), (29, 25)])
async def test_a_session_ends_when_idle_or_after_twelve_hours(minutes: int, times: int) -> None:
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, "院办")
        for _ in range(times - 1):
            house.w.clock.advance(timedelta(minutes=minutes))
            last = await client.get("/office/")
        if times > 1:
            assert last.status_code == 200
        house.w.clock.advance(timedelta(minutes=minutes))
        assert (await client.get("/office/")).status_code == 401


async def test_a_lost_role_ends_the_session_at_once_and_for_good() -> None:
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, "院办")
        person = house.w.person("院办").id
        await house.w.engine.change_members([MemberChange(person, role="member")])
        await house.desk.keep()
        await house.w.engine.change_members([MemberChange(person, role="office")])
        assert (await client.get("/office/")).status_code == 401
        await house.sign_in(client, "院办")
        await house.w.engine.change_members([MemberChange(person, active=False)])
        assert (await client.get("/office/")).status_code == 401


async def test_sessions_are_listed_and_ended_by_their_owner() -> None:
    async with office_house() as house, house.browser() as one, house.browser() as two:
        await house.sign_in(one, "院办")
        await house.sign_in(two, "院办")
        listed = await one.get("/office/sessions")
        assert listed.text.count('name="end"') == 4  # each, all, and out
        (here, there) = sorted(await house.sessions("院办"), key=lambda each: each.id)
        await one.post("/office/sessions", data={"end": str(there.id)})
        assert (await two.get("/office/")).status_code == 401
        foreign = {"origin": "https://evil.example"}
        await one.post("/office/sessions", data={"end": str(here.id)}, headers=foreign)
        assert (await one.get("/office/")).status_code == 200
        assert (await one.post("/office/sessions", data={"end": "here"})).status_code == 200
        assert (await one.get("/office/")).status_code == 401


async def test_only_hashes_are_kept_and_each_session_has_a_token_of_its_own() -> None:
    async with office_house(base="https://club.example") as house:
        async with house.browser() as client:
            first = await house.sign_in(client, "院办")
            cookie = first.headers.get_list("set-cookie")[0]
            assert cookie.startswith("__Host-orglife_office=")
            for part in ("HttpOnly", "Secure", "Path=/", "SameSite=lax"):
                assert part in cookie
            token = cookie.partition("=")[2].partition(";")[0]
            assert len(token) >= 43, "256 bits"
        kept = await house.w.rows(select(ot.office_sessions))
        assert token not in str(kept)
        assert len(kept[0].hash) == 64
        assert token not in str(await house.w.rows(select(t.outbox.c.payload)))


async def test_what_is_kept_of_sessions_stands_in_ones_own_data() -> None:
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, "书记1")
        told = json.loads(await house.w.engine.export(house.w.person("书记1").id))
        assert [each["device"] for each in told["sessions"]] == ["Chrome · Linux"]


async def test_an_erased_person_leaves_no_session() -> None:
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, "书记1")
        await house.w.engine.erase(house.w.person("书记1").id)
        assert await house.w.rows(select(ot.office_sessions)) == []
        assert await house.w.rows(select(ot.office_links)) == []
