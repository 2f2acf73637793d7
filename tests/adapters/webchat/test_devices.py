"""One person, one chat, any number of devices; each can be signed out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from adapters.webchat.capabilities import STREAMS
from adapters.webchat.tables import messages
from service.browsers import device_name
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import BASE, OWN, Browser, World, fields_of
from tests.adapters.webchat.test_stream import listening

SECRET = "a secret of sixteen letters"
ORIGIN = {"Origin": BASE}


def cookie_of_earlier_days(user: str, end: float | None = None) -> str:
    """What a browser got that signed in when sessions were signed cookies."""
    plain = f"{user}.{int(end or time.time() + 1000)}"
    digest = hmac.new(SECRET.encode(), f"session:{plain}".encode(), hashlib.sha256).digest()
    return f"{plain}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


async def ends(browser: Browser, which: str) -> None:
    answer = await browser.http.post(f"{browser.home}/devices", data={"end": which}, headers=ORIGIN)
    assert answer.status_code == 303


async def is_in(browser: Browser) -> bool:
    return (await browser.http.get(f"{browser.home}/state")).status_code == 200


async def test_each_device_is_listed_and_can_be_ended_alone(world: World) -> None:
    phone, desk, lost = [await world.open("wang") for _ in range(3)]
    page = (await desk.http.get(f"{desk.home}/devices")).text
    numbers = re.findall(r'name="end" value="(\d+)"', page)
    assert len(numbers) == 2, "all others have a button of their own"
    assert page.count("这台设备") >= 1
    assert page.count("最近使用：刚刚") == 2
    await ends(desk, numbers[0])
    assert [await is_in(each) for each in (phone, desk, lost)].count(True) == 2
    assert await is_in(desk)


async def test_signing_out_here_elsewhere_and_everywhere(world: World) -> None:
    one, two, three = [await world.open("wang") for _ in range(3)]
    li = await world.open("li")
    await ends(one, "here")
    assert [await is_in(each) for each in (one, two, three)] == [False, True, True]
    await ends(two, "others")
    assert [await is_in(each) for each in (one, two, three)] == [False, True, False]
    four = await world.open("wang")
    await ends(two, "all")
    assert [await is_in(each) for each in (two, four)] == [False, False]
    assert await is_in(li)


async def test_who_signs_out_takes_the_cookie_along_and_what_was_kept_for_it(
    world: World,
) -> None:
    wang = await world.open("wang")
    answer = await wang.http.post(f"{wang.home}/devices", data={"end": "here"}, headers=ORIGIN)
    assert answer.headers["location"] == "/chat/"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert not wang.http.cookies
    both = await world.open("wang")
    await both.come_in(world.chat, world.door.invite("李晓梅", "li"))
    answer = await both.http.post(f"{both.home}/devices", data={"end": "here"}, headers=ORIGIN)
    assert "clear-site-data" not in answer.headers, "the other person's stays"


@pytest.mark.parametrize("end", ["all", "1"])
async def test_nobody_ends_the_sessions_of_others(world: World, end: str) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    answer = await li.http.post(f"{wang.home}/devices", data={"end": end}, headers=ORIGIN)
    assert answer.status_code == 401
    await li.http.post(f"{li.home}/devices", data={"end": "1"}, headers=ORIGIN)
    answer = await wang.http.post(f"{wang.home}/devices", data={"end": end})
    assert answer.status_code == 403
    assert await is_in(wang)
    for wrong in ("", "-1", "²", "9" * 30):
        bad = await wang.http.post(f"{wang.home}/devices", data={"end": wrong}, headers=ORIGIN)
        assert bad.status_code == 400


async def test_an_open_page_that_is_signed_out_elsewhere_ends_at_once(world: World) -> None:
    phone, desk = await world.open("wang"), await world.open("wang")
    async with listening(phone) as gone, listening(desk) as stays:
        await gone.until("rooms")
        await stays.until("rooms")
        await ends(desk, "others")
        async with patience():
            await gone.ended.wait()
        assert not stays.ended.is_set()


async def test_a_membership_that_ends_takes_every_session_with_it(world: World) -> None:
    wang = await world.open("wang")
    async with listening(wang) as stream:
        await stream.until("rooms")
        world.door.gone.add("wang")
        await world.chat.ensure_room("第一支部", ["li"], "unit-1")  # as follows from the roster
        async with patience():
            await stream.ended.wait()
    assert not await is_in(wang)
    assert (await wang.upload("p-wang", "a.txt", b"a")).status_code == 401
    assert (await wang.act("say", room="p-wang", text="?")).status_code == 401
    world.door.gone.clear()
    assert not await is_in(wang), "who is taken in again signs in again"


async def test_a_sixth_page_of_one_person_closes_the_oldest(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    streams = [listening(wang) for _ in range(STREAMS)]
    opened = [await each.__aenter__() for each in streams]
    async with listening(li) as other:
        for each in (*opened, other):
            await each.until("rooms")
        async with listening(wang) as sixth:
            await sixth.until("rooms")
            async with patience():
                await opened[0].ended.wait()
            assert "retry: 60000" in opened[0].text
            assert not any(each.ended.is_set() for each in (*opened[1:], sixth, other))
    for stream in streams:
        await stream.__aexit__(None, None, None)


async def test_another_device_comes_in_by_a_code_shown_on_this_one(world: World) -> None:
    phone = await world.open("wang")
    page = await phone.http.post(f"{phone.home}/devices/another", headers=ORIGIN)
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "10 分钟内有效" in page.text
    (link,) = re.findall(r'href="(http[^"]+)"', page.text)
    desk = world.browser("wang")
    fields = fields_of(await desk.http.get(link))
    answer = await desk.http.post("/chat/join", data=fields, headers=ORIGIN)
    assert answer.headers["location"] == "/chat/u/wang/"
    third = world.browser("wang")
    assert (await third.http.get(link)).status_code == 410, "it works once"
    assert (
        await third.http.post(f"{phone.home}/devices/another", headers=ORIGIN)
    ).status_code == 401
    assert (await phone.http.post(f"{phone.home}/devices/another")).status_code == 403
    assert (await phone.http.get(f"{phone.home}/devices/another")).status_code == 405


async def test_only_the_hash_of_a_cookie_is_kept(world: World) -> None:
    wang = await world.open("wang")
    token = wang.http.cookies["orglife_chat-wang"]
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    async with world.chat.store.database.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM sessions")).all()
    assert token not in str(rows)


@pytest.mark.parametrize("world", [{"base_url": "https://chat.test"}], indirect=True)
async def test_over_https_the_cookie_is_bound_to_the_host(world: World) -> None:
    browser = world.browser("wang")
    link = world.chat.invite_link(world.door.invite("王建国", "wang"))
    page = await browser.http.get(link.replace("https:", "http:"))
    answer = await browser.http.post(
        "/chat/join", data=fields_of(page), headers={"Origin": "https://chat.test"}
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-orglife_chat-wang=")
    for part in ("HttpOnly", "Path=/;", "SameSite=lax", "Secure"):
        assert part in cookie
    assert "domain" not in cookie.lower()


# -- browsers that signed in when sessions were signed cookies


@pytest.mark.parametrize("world", [{"secret": SECRET}], indirect=True)
async def test_a_browser_of_earlier_days_stays_signed_in_until_it_is_signed_out(
    world: World,
) -> None:
    old = world.browser("wang")
    old.http.cookies.set("orglife_chat", cookie_of_earlier_days("wang"), path="/chat/u/wang/")
    page = await old.http.get(f"{old.home}/")
    assert page.status_code == 200
    assert (await old.http.get("/chat/")).headers["location"] == "/chat/u/wang/"
    await ends(old, "here")
    again = world.browser("wang")
    again.http.cookies.set("orglife_chat", cookie_of_earlier_days("wang"), path="/chat/u/wang/")
    assert not await is_in(again), "whoever has signed out since means every one of them"


@pytest.mark.parametrize("world", [{"secret": SECRET}], indirect=True)
async def test_a_cookie_of_earlier_days_that_is_forged_or_over_opens_nothing(
    world: World,
) -> None:
    good = cookie_of_earlier_days("li")
    forged = (
        good, good.replace("li", "wang"), cookie_of_earlier_days("wang", time.time() - 1),
        cookie_of_earlier_days("wang")[:-1] + "!", "wang.9.x", "é", "", "..",
    )  # fmt: skip
    for cookie in forged:
        stranger = world.browser("wang")
        headers = {"Cookie": f"orglife_chat={cookie}".encode()}
        answer = await stranger.http.get(f"{stranger.home}/state", headers=headers)
        assert answer.status_code == 401, cookie
        act = {"kind": "say", "id": "forged-0001", "room": "p-wang", "text": "?"}
        assert (
            await stranger.http.post(f"{stranger.home}/acts", json=act, headers={**OWN, **headers})
        ).status_code == 401
    assert not world.events


# -- names of devices


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; M2012K11AC) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.47",
            "微信 WeChat · Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
            "like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8", "?"),
        ("", "?"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent: str, name: str) -> None:
    assert device_name(agent) == name


async def test_a_private_room_is_emptied_and_other_rooms_stay(world: World) -> None:
    li = await world.open("li")
    room = await world.chat.private_room("li")
    await li.say(room, "我睡不好")
    await world.chat.forget("li", datetime.now(UTC) + timedelta(seconds=5))
    texts = [each.get("text", each.get("body", "")) for each in await li.history(room)]
    assert "我睡不好" not in str(texts)
    async with world.chat.store.database.read() as connection:
        rows = (await connection.execute(select(messages.c.body, messages.c.deleted_at))).all()
    assert all(row.body == "" and row.deleted_at for row in rows)
    await li.say(room, "还在")
    assert "还在" in str(await li.history(room)), "the chat goes on"


async def test_a_file_that_a_record_holds_outlasts_the_chat_in_which_it_was_sent(
    world: World,
) -> None:
    li = await world.open("li")
    for name in ("kept.txt", "gone.txt"):
        await li.upload("p-li", name, name.encode())
    kept, gone = await world.chat.private_files("li")
    await world.chat.forget("li", datetime.now(UTC) + timedelta(seconds=5), {kept})
    assert await world.chat.fetch(kept) == b"kept.txt"
    with pytest.raises(FileNotFoundError):
        await world.chat.fetch(gone)
    assert "kept.txt" not in str(await li.history("p-li")), "it is in the record alone"
