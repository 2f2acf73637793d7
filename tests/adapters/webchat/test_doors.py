"""Who comes in, and who is kept out."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.webchat.limits import Buckets
from adapters.webchat.tickets import Tickets
from service.core.events import Joined
from tests.adapters.webchat.conftest import BASE, OWN, Browser, World


async def test_a_sign_in_link_sets_a_cookie_for_that_person_alone(world: World) -> None:
    browser = Browser(world.app, "wang")
    answer = await browser.http.get(world.chat.sign_in_link("wang"))
    assert (answer.status_code, answer.headers["location"]) == (302, "/chat/u/wang/")
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "Path=/chat/u/wang/", "SameSite=lax"):
        assert part in cookie
    assert (await browser.http.get("/chat/u/wang/")).status_code == 200
    await browser.http.aclose()


@pytest.mark.parametrize("world", [{"base_url": "https://chat.test"}], indirect=True)
async def test_the_cookie_is_secure_where_the_pages_are(world: World) -> None:
    browser = Browser(world.app, "wang")
    answer = await browser.http.get(world.chat.sign_in_link("wang").replace("https", "http"))
    assert "Secure" in answer.headers["set-cookie"]
    await browser.http.aclose()


async def test_several_people_are_signed_in_at_once_in_one_browser(world: World) -> None:
    one = await world.open("wang")
    await one.http.get(world.chat.sign_in_link("li"))
    for user in ("wang", "li"):
        assert (await one.http.get(f"/chat/u/{user}/state")).status_code == 200


async def test_a_link_or_cookie_that_was_tampered_with_opens_nothing(world: World) -> None:
    token = parse_qs(urlsplit(world.chat.sign_in_link("wang")).query)["token"][0]
    stranger = Browser(world.app, "li")
    for forged in (token.replace("wang", "li"), token[:-1] + "!", "", "wang.9.x", token + "é"):
        answer = await stranger.http.get("/chat/sign-in", params={"token": forged})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    # A link's token is not a session.
    cookie = {"Cookie": f"orglife_chat={token}"}
    assert (await stranger.http.get("/chat/u/wang/state", headers=cookie)).status_code == 401
    await stranger.http.aclose()


async def test_a_session_of_one_person_opens_no_page_of_another(world: World) -> None:
    wang = await world.open("wang")
    cookie = {"Cookie": f"orglife_chat={wang.http.cookies['orglife_chat']}"}
    for path in ("/", "/state", "/rooms/p-li", "/events", "/files/f1"):
        assert (await wang.http.get(f"/chat/u/li{path}", headers=cookie)).status_code == 401
    act = {"kind": "say", "id": "forged-0001", "room": "p-li", "text": "我是李晓梅"}
    answer = await wang.http.post("/chat/u/li/acts", json=act, headers=OWN | cookie)
    assert answer.status_code == 401
    assert not world.events


async def test_the_rooms_and_files_of_others_are_unknown(world: World) -> None:
    chen, wang = await world.open("chen"), await world.open("wang")
    await wang.upload("unit-1", "a.txt", b"secret")
    (file,) = (await wang.history("unit-1"))[0]["files"]
    assert (await chen.http.get(f"{chen.home}/files/{file['id']}")).status_code == 404
    for room in ("unit-1", "p-wang", "nowhere"):
        assert (await chen.http.get(f"{chen.home}/rooms/{room}")).status_code == 404
        assert (await chen.act("say", room=room, text="?")).status_code == 404
        assert (await chen.upload(room, "b.txt", b"?")).status_code == 404
    assert len(world.events) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": BASE},
        {"X-OrgLife": "1"},
        {"X-OrgLife": "1", "Origin": "http://evil.test"},
        {"X-OrgLife": "1", "Origin": "null"},
    ],
)
async def test_a_request_from_another_site_changes_nothing(
    world: World, headers: dict[str, str]
) -> None:
    wang = await world.open("wang")
    act = {"kind": "say", "id": "forged-0001", "room": "p-wang", "text": "?"}
    answer = await wang.http.post(f"{wang.home}/acts", json=act, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (403, "foreign_request")
    files = {"file": ("a.txt", b"a", "text/plain")}
    data = {"id": "forged-0002", "room": "p-wang"}
    answer = await wang.http.post(f"{wang.home}/files", data=data, files=files, headers=headers)
    assert answer.status_code == 403
    assert not world.events


async def test_pages_allow_nothing_from_elsewhere(world: World) -> None:
    wang = await world.open("wang")
    for path in ("/chat/", f"{wang.home}/", "/chat/join?code=x", "/chat/static/chat.js"):
        answer = await wang.http.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-security-policy"].startswith("default-src 'self'; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", answer.text)


async def test_static_files_are_not_sent_again_unchanged(world: World) -> None:
    wang = await world.open("wang")
    first = await wang.http.get("/chat/static/chat.css")
    again = await wang.http.get(
        "/chat/static/chat.css", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (first.headers["content-type"], again.status_code) == ("text/css; charset=utf-8", 304)
    assert (await wang.http.get("/chat/static/..%2Fpages.py")).status_code == 404


async def test_a_name_cannot_break_out_of_the_page(world: World) -> None:
    await world.chat.ensure_user("</script><b>\u202e", "en", "wang")
    wang = await world.open("wang")
    page = (await wang.http.get(f"{wang.home}/")).text
    assert "</script><b>" not in page
    assert "\u202e" not in page


async def test_markup_is_carried_as_the_text_it_is(world: World) -> None:
    """The script shows texts as text nodes only: there is no way to make markup of them."""
    wang = await world.open("wang")
    text = "<img src=x onerror=alert(1)> **bold** [link](http://x)"
    assert (await wang.message("unit-1", await wang.say("unit-1", text)))["body"] == text
    for name in ("chat.js", "draw.js", "composer.js", "words.js", "link.js"):
        script = (await wang.http.get(f"/chat/static/{name}")).text
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script
        )


def form_of(page: httpx.Response) -> str:
    found = re.search(r'name="form" value="([^"]+)"', page.text)
    assert found
    return found[1]


async def test_an_invitation_makes_a_person_and_hands_over_the_code(world: World) -> None:
    guest = Browser(world.app, "?")
    link = world.chat.invite_link("AB C&1")
    page = await guest.http.get(link)
    assert 'value="AB C&amp;1"' in page.text
    given = {"form": form_of(page), "code": "AB C&1", "name": " 赵\u202e 敏\n "}
    answers = [
        await guest.http.post("/chat/join", data=given, headers={"Origin": BASE}) for _ in range(2)
    ]
    home = answers[0].headers["location"]
    assert {each.headers["location"] for each in answers} == {home}
    (event,) = world.events
    assert isinstance(event, Joined)
    assert (event.sender_name, event.code, event.ref.private) == ("赵 敏", "AB C&1", True)
    assert home == f"/chat/u/{event.sender}/"
    assert event.ref.place.id == await world.chat.private_room(event.sender)
    assert (await guest.http.get(home)).status_code == 200
    await guest.http.aclose()


async def test_a_stranger_reads_chinese_until_they_switch_to_english(world: World) -> None:
    guest = Browser(world.app, "?")
    english = {"Accept-Language": "en-US"}
    page = await guest.http.get("/chat/join?code=A%261", headers=english)
    assert '<html lang="zh-CN">' in page.text
    (link,) = re.findall(r'href="(/chat/join[^"]+)"', page.text)
    page = await guest.http.get(link.replace("&amp;", "&"))
    assert '<html lang="en">' in page.text
    given = {"form": form_of(page), "code": "A&1", "name": "Anna", "lang": "en"}
    answer = await guest.http.post("/chat/join", data=given, headers={"Origin": BASE})
    assert '<html lang="en">' in (await guest.http.get(answer.headers["location"])).text
    await guest.http.aclose()


@pytest.mark.parametrize(
    ("change", "origin", "status"),
    [
        ({"form": "forged.9999999999.x"}, BASE, 400),
        ({"name": " \n "}, BASE, 400),
        ({}, "http://evil.test", 403),
    ],
)
async def test_a_bad_join_form_lets_nobody_in(
    world: World, change: dict[str, str], origin: str, status: int
) -> None:
    guest = Browser(world.app, "?")
    form = form_of(await guest.http.get("/chat/join"))
    given = {"form": form, "code": "X", "name": "赵敏"} | change
    answer = await guest.http.post("/chat/join", data=given, headers={"Origin": origin})
    assert answer.status_code == status
    assert "set-cookie" not in answer.headers
    assert not world.events
    await guest.http.aclose()


async def test_one_address_cannot_try_codes_without_end(world: World) -> None:
    guest = Browser(world.app, "?")
    statuses = set()
    for number in range(40):
        given = {"form": "x", "code": str(number), "name": "x"}
        answer = await guest.http.post("/chat/join", data=given, headers={"Origin": BASE})
        statuses.add(answer.status_code)
    assert statuses == {400, 429}
    await guest.http.aclose()


async def test_who_posts_too_fast_is_told_to_wait_and_others_are_not(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    answers = [await wang.act("read", room="unit-1", message="1") for _ in range(40)]
    slow = [each for each in answers if each.status_code == 429]
    assert slow
    assert slow[0].headers["retry-after"] == "1"
    assert (await li.act("read", room="unit-1", message="1")).status_code == 200


def test_a_bucket_refills_with_time_and_forgets_the_oldest() -> None:
    now = 0.0
    buckets = Buckets(2, 3, lambda: now, remembered=2)
    assert [buckets.admit("a") for _ in range(4)] == [True, True, True, False]
    now = 0.5
    assert [buckets.admit("a") for _ in range(2)] == [True, False]
    assert buckets.admit("b")
    assert buckets.admit("c")
    assert buckets.admit("a")  # forgotten, so it begins full again


def test_a_ticket_is_good_for_its_purpose_and_time_only() -> None:
    tickets, now = Tickets("s" * 32), time.time()
    ticket = tickets.issue("sign-in", "wang", now + 10)
    assert tickets.check("sign-in", ticket, now) == "wang"
    assert tickets.check("session", ticket, now) is None
    assert tickets.check("sign-in", ticket, now + 11) is None
    assert Tickets("t" * 32).check("sign-in", ticket, now) is None
