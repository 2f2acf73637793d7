"""Who comes in, and who is kept out."""

from __future__ import annotations

import asyncio
import re

import pytest

from service.core.buckets import Buckets
from service.web.health import Health
from service.web.server import build_app
from tests.adapters.webchat.conftest import BASE, OWN, World


async def test_a_session_of_one_person_opens_no_page_of_another(world: World) -> None:
    wang = await world.open("wang")
    token = wang.http.cookies["orglife_chat-wang"]
    cookie = {"Cookie": f"orglife_chat-li={token}; orglife_chat={token}"}
    for path in ("/", "/state", "/rooms/p-li", "/events", "/files/f1", "/devices"):
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
    fresh, used = world.door.invite("赵敏"), world.door.invite("赵敏", used=True)
    paths = {
        f"{wang.home}/": 200, f"{wang.home}/devices": 200, "/chat/static/chat.js": 200,
        f"/chat/join?code={fresh}": 200, f"/chat/join?code={used}": 410, "/chat/join?code=x": 400,
    }  # fmt: skip
    for path, status in paths.items():
        answer = await wang.http.get(path)
        assert answer.status_code == status, path
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


async def test_who_posts_too_fast_is_told_to_wait_and_others_are_not(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    answers = await asyncio.gather(
        *(wang.act("read", room="unit-1", message="1") for _ in range(60))
    )
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


def test_a_bucket_gives_many_tokens_at_once_or_none() -> None:
    now = 0.0
    buckets = Buckets(10, 100, lambda: now)
    assert [buckets.admit("a", size) for size in (60, 60, 40, 1)] == [True, False, True, False]
    now = 3.0
    assert [buckets.admit("a", size) for size in (31, 30)] == [False, True]


async def test_a_person_can_upload_so_much_a_day_and_others_as_much(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.webchat.site.UPLOADS_PER_DAY", 1000)
    app = build_app(Health(), world.chat.routes(world.inbox))
    world.app = app
    wang, li = await world.open("wang"), await world.open("li")
    assert (await wang.upload("unit-1", "a.bin", b"x" * 900)).status_code == 200
    answer = await wang.upload("unit-1", "b.bin", b"x" * 900)
    assert (answer.status_code, answer.json()["detail"]) == (413, "uploads_used_up")
    assert answer.json()["extra"] == {"limit": 200}
    assert (await li.upload("unit-1", "c.bin", b"x" * 900)).status_code == 200
    assert (await wang.upload("unit-1", "d.bin", b"x" * 50)).status_code == 200
    assert len(world.events) == 3


async def test_who_is_no_member_uploads_and_hears_nothing(world: World) -> None:
    wang = await world.open("wang")
    assert (await wang.act("read", room="unit-1", message="1")).status_code == 200
    world.door.gone.add("wang")  # what is remembered of them lets nobody in
    assert (await wang.upload("unit-1", "a.bin", b"x")).status_code == 401
    assert (await wang.http.get(f"{wang.home}/events")).status_code == 401
    assert (await wang.act("say", room="unit-1", text="?")).status_code == 401
    world.door.gone.clear()  # the session has ended for good
    assert (await wang.act("say", room="unit-1", text="?")).status_code == 401
    assert not world.events
