"""A person's calendar under a secret link: current, tagged, revocable, with nothing private."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from httpx import AsyncClient, Response
from icalendar import Calendar
from litestar.testing import AsyncTestClient
from sqlalchemy import select

from service.host.public_pages import calendar_reader
from service.runtime.calendar_feeds import CalendarFeeds
from service.store.schema import metadata
from service.web.calendar import calendar_route
from service.web.health import Health
from service.web.server import build_app
from tests.workflows.talk.stories import offer, shanghai
from tests.world import World, world


@asynccontextmanager
async def pages(w: World) -> AsyncIterator[AsyncClient]:
    route = calendar_route(calendar_reader(CalendarFeeds(w.engine, w.clock), w.clock))
    async with AsyncTestClient(build_app(Health(), [route])) as client:
        yield client  # type: ignore[misc]


async def link(w: World, name: str) -> str:
    """A new link to the person's calendar, as they are given it."""
    english = w.person(name).language == "en"
    await w.say(name, "/calendar")
    await w.press(name, "Create a new link" if english else "给我一个新链接")
    found = re.search(r"/calendar/\S+\.ics", w.last(name))
    assert found is not None
    return found[0]


def events(response: Response) -> list[Any]:
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


async def test_the_calendar_follows_the_talks_of_both_sides() -> None:
    async with world() as w, pages(w) as client:
        address, other = await link(w, "李华"), await link(w, "王敏")
        assert not events(await client.get(address))
        activity = await offer(w, "李华", place="A 楼 305")
        await w.press("李华", "19:30")
        (event,) = events(await client.get(address))
        assert event.decoded("dtstart") == shanghai("2026-03-07T19:30")
        assert event["SUMMARY"] == "和 王敏 谈心"
        assert event["LOCATION"] == "A 楼 305"
        assert event["UID"] == f"talk-{activity}-{w.person('李华').id}@orglife"
        (theirs,) = events(await client.get(other))
        assert (theirs["SUMMARY"], theirs["UID"]) == ("和 李华 谈心", event["UID"])
        await w.press("李华", "取消")
        assert not events(await client.get(address))


async def test_it_is_sent_again_only_when_it_has_changed() -> None:
    async with world() as w, pages(w) as client:
        address = await link(w, "李华")
        await offer(w)
        await w.press("李华", "19:30")
        first = await client.get(address)
        assert first.headers["content-type"] == "text/calendar; charset=utf-8"
        tag = {"If-None-Match": first.headers["etag"]}
        w.clock.set(w.clock.now() + timedelta(minutes=5))
        again = await client.get(address, headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        await w.press("李华", "取消")
        assert (await client.get(address, headers=tag)).status_code == 200


async def test_a_new_link_ends_the_old_one_and_it_can_be_ended() -> None:
    async with world() as w, pages(w) as client:
        old = await link(w, "Zhang")
        new = await link(w, "Zhang")
        assert (await client.get(old)).status_code == 404
        assert (await client.get(new)).status_code == 200
        await w.say("Zhang", "/calendar")
        await w.press("Zhang", "Disable link")
        assert (await client.get(new)).status_code == 404


async def test_a_guess_opens_nothing_and_the_token_is_kept_nowhere() -> None:
    async with world() as w, pages(w) as client:
        address = await link(w, "李华")
        token = address.removeprefix("/calendar/").removesuffix(".ics")
        for guess in ("x.ics", f"{token}", f"{token}x.ics", ".ics", f"{'a' * 99}.ics"):
            assert (await client.get(f"/calendar/{guess}")).status_code == 404
        for table in metadata.sorted_tables:
            assert token not in repr(await w.rows(select(table))), table.name


async def test_nothing_private_is_in_it() -> None:
    async with world() as w, pages(w) as client:
        address = await link(w, "李华")
        await offer(w)
        await w.press("李华", "19:30")
        await w.press("王敏", "地点/联系方式")
        await w.say("王敏", "https://meet.example/secret")
        await w.advance_to(shanghai("2026-03-07T20:00"))
        await w.press("王敏", "写谈心内容")
        await w.say("王敏", "压力很大")
        content = (await client.get(address)).text
        assert "meet.example" not in content
        assert "压力" not in content
        assert "ATTENDEE" not in content


async def test_every_day_of_ones_own_in_a_plan_stands_in_it() -> None:
    async with world() as w, pages(w) as client:
        address = await link(w, "李华")
        await w.say("王敏", "/workplan 2026")
        await w.say("王敏", "6月20日 参观纪念馆；李华")
        await w.say("王敏", "9月 读书会；李华")
        await w.press("王敏", "返回")
        await w.press("王敏", "请班子表态")
        await w.press("王敏", "请他们表态")
        found = events(await client.get(address))
        assert [each["SUMMARY"] for each in found] == ["参观纪念馆", "读书会"]
        assert found[0].decoded("dtstart") == shanghai("2026-06-20T09:00")
