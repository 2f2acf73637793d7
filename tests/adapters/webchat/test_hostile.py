"""Requests that no page makes: refused with 4xx, never an error of ours, and with all headers."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.webchat.file_contents import agrees
from tests.adapters.webchat.conftest import BASE, OWN, Browser, World

HUGE = ("9" * 19, str(2**63), "9" * 5000)
ROOM = "unit-1"


async def test_numbers_without_end_are_refused(world: World) -> None:
    for user, numbers in (("wang", HUGE), ("li", ("-1", "x", "١"))):  # nobody posts too fast
        browser = await world.open(user)
        for number in numbers:
            await refused(browser, number)


async def refused(wang: Browser, number: str) -> None:
    paths = {"rooms/unit-1": "before", "events": "after"}
    for path, name in paths.items():
        answer = await wang.http.get(f"{wang.home}/{path}", params={name: number})
        assert answer.status_code == 400
    message = {"room": ROOM, "message": number}
    for kind, more in (("press", {"choice": "a"}), ("change", {"text": "?"}), ("withdraw", {})):
        answer = await wang.act(kind, **message, **more)
        assert answer.status_code == 404
    assert (await wang.act("read", **message)).status_code == 200
    assert (await wang.act("say", room=ROOM, text="?", reply_to=number)).status_code == 200
    answer = await wang.http.post(
        f"{wang.home}/devices", data={"end": number}, headers={"Origin": BASE}
    )
    assert answer.status_code == 400


async def test_what_cannot_be_read_is_refused(world: World) -> None:
    wang = await world.open("wang")
    begun = b'{"kind":"say","id":"forged-0001","room":"unit-1","text":'
    bodies = (
        begun + b"[" * 50_000,
        b'{"x":' * 50_000,
        begun + b'"\xff\xfe"}',
        begun + b'"\xed\xa0\x80"}',
        begun + b"9" * 5000 + b"}",
        b'{"kind":"say","id":"forged-0001\\n","room":"unit-1","text":"?"}',
        b"",
    )
    for body in bodies:
        for path in ("acts", "push/on"):
            answer = await wang.http.post(f"{wang.home}/{path}", content=body, headers=OWN)
            assert answer.status_code in (400, 413), answer.text
    assert not world.events


async def test_forms_of_no_charset_are_refused(world: World) -> None:
    wang = await world.open("wang")
    kinds = (
        b"application/x-www-form-urlencoded; charset=klingon",
        b"multipart/form-data; boundary=x; charset=klingon",
        b"multipart/form-data",
        b"multipart/form-data; boundary=\xff",
        b"text/plain; charset=\xff",
    )
    contents = (
        b"code=%FF%FE&lang=\xff",
        b'--x\r\nContent-Disposition: form-data; name="id\xff"',
        b"--x\r\nContent-Disposition: form-data; name=\"id\"; filename*=klingon''%FF\r\n\r\n--x--",
    )
    for kind in kinds:
        for content in contents:
            headers: dict[Any, Any] = {**OWN, "Content-Type": kind}
            for path in ("/chat/join", f"{wang.home}/files", f"{wang.home}/push/off"):
                answer = await wang.http.post(path, content=content, headers=headers)
                assert answer.status_code < 500, (path, kind, content)


async def test_broken_addresses_and_headers_are_refused(world: World) -> None:
    wang = await world.open("wang")
    for path in ("%ff", "a%0a", "%00", "a" * 5000, "%ED%A0%80"):
        assert (await wang.http.get(f"/chat/u/{path}/state")).status_code in (400, 401, 404)
        assert (await wang.http.get(f"{wang.home}/files/{path}")).status_code in (400, 404)
        assert (await wang.http.get(f"{wang.home}/rooms/{path}")).status_code in (400, 404)
    for name in ("cookie", "accept-language", "user-agent", "if-none-match", "last-event-id"):
        headers: dict[Any, Any] = {name: b"\xff\xfe=\x80; \xa0"}
        answer = await wang.http.get("/chat/", headers=headers)
        assert answer.status_code in (200, 302, 307, 400), name
    for query in ("code=%ff%fe", "lang=%ED%A0%80", "code=" + "9" * 5000, "%00"):
        assert (await wang.http.get(f"/chat/join?{query}")).status_code < 500


@pytest.mark.parametrize(
    ("name", "content", "agreed"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n...", True),
        ("a.PNG", b"MZ\x90\x00", False),
        ("a.jpg", b"<script>", False),
        ("a.pdf", b"%PDF-1.7", True),
        ("a.pdf", b"PK\x03\x04", False),
        ("题库.docx", b"PK\x03\x04", True),
        ("题库.docx", b"\x7fELF", False),
        ("题库.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),  # with a password
        ("题库.txt", "一、单选题".encode("gb18030"), True),
        ("题库.csv", "题干".encode("utf-16"), True),
        ("a.txt", b"MZ\x90\x00\x03\x00", False),
        ("a.heic", b"anything", True),
        ("a", b"anything", True),
        ("a.png", b"", True),
    ],
)
def test_a_file_is_what_its_ending_says(name: str, content: bytes, agreed: bool) -> None:
    assert agrees(name, content) == agreed


async def test_a_file_that_is_not_is_refused_and_kept_nowhere(world: World) -> None:
    wang = await world.open("wang")
    answer = await wang.upload("p-wang", "a.png", b"MZ\x90\x00", "image/png")
    assert (answer.status_code, answer.json()["detail"]) == (415, "file_other_content")
    assert await wang.history("p-wang") == []
    assert not world.events


@pytest.mark.parametrize("world", [{"base_url": "https://chat.test"}], indirect=True)
async def test_every_answer_has_the_headers_errors_too(world: World) -> None:
    browser = world.browser("wang")
    asked = [
        await browser.http.get("/chat/"),
        await browser.http.get("/nowhere"),
        await browser.http.get(f"{browser.home}/state"),
        await browser.http.post("/chat/", content=b""),
        await browser.http.post(f"{browser.home}/acts", content=b"x" * 2_000_000, headers=OWN),
    ]
    assert [each.status_code for each in asked] == [200, 404, 401, 405, 401]
    for answer in asked:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert len(answer.headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        (BASE, "chat.test", 200),
        ("http://CHAT.test:80", "inside:8080", 200),  # a proxy in between names another host
        ("http://evil.test", "evil.test", 403),  # a name that somebody points at this server
        ("https://chat.test", "chat.test", 403),
        ("http://chat.test:8080", "chat.test:8080", 403),
        ("http://chat.test@evil.test", "chat.test", 403),
        ("http://[", "chat.test", 403),
        ("null", "chat.test", 403),
    ],
)
async def test_only_the_public_address_is_our_own_page(
    world: World, origin: str, host: str, status: int
) -> None:
    wang = await world.open("wang")
    headers = {"X-OrgLife": "1", "Origin": origin, "Host": host}
    cookie = {"Cookie": f"orglife_chat-wang={wang.http.cookies['orglife_chat-wang']}"}
    act = {"kind": "read", "room": ROOM, "message": "1"}
    answer = await wang.http.post(f"{wang.home}/acts", json=act, headers=headers | cookie)
    assert answer.status_code == status


@pytest.mark.parametrize("world", [{"base_url": "http://127.0.0.1:8080"}], indirect=True)
async def test_without_a_public_address_this_machine_may_have_any(world: World) -> None:
    browser = world.browser("wang")
    for origin, host, refused in (
        ("http://branch-pc:8080", "branch-pc:8080", False),
        ("http://evil.test", "branch-pc:8080", True),
    ):
        headers = {"Origin": origin, "Host": host}
        page = await browser.http.post("/chat/join", data={"code": "x"}, headers=headers)
        assert (page.status_code == 403) == refused
