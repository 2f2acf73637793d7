"""Pushes, at a push service of the test's own: what arrives, who gets it, and when none does."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any, cast

import http_ece
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from litestar import Litestar
from PIL import Image
from sqlalchemy import create_engine, text

from adapters.webchat import WebChat, build
from adapters.webchat.event_stream import read_news
from adapters.webchat.feed import Feed
from adapters.webchat.outbound import Content
from adapters.webchat.push.knock import SERVICES, Sender, contact, decoded, is_valid
from adapters.webchat.push.knocker import Knocker
from adapters.webchat.push.subscriptions import MOST_DEVICES, Device, Subscriptions
from adapters.webchat.store import Store
from service.core.message import Button, Post
from service.ports import Order
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import BASE, OWN, Browser, Mirror, Recorder, World
from tests.adapters.webchat.door import TestDoor

SECRET_WORDS = "谈心时间改到周五"
NAME = "海港学院党委"


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Phone:
    """A browser that has subscribed: only it can read what is pushed to it."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"sixteen secrets!"

    @property
    def subscription(self) -> dict[str, Any]:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return {
            "endpoint": self.endpoint,
            "expirationTime": None,
            "keys": {"p256dh": unpadded(point), "auth": unpadded(self.auth)},
        }

    def read(self, body: bytes) -> dict[str, Any]:
        plain = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.auth, version="aes128gcm"
        )
        told: dict[str, Any] = json.loads(plain)
        return told


class Service:
    """A push service on loopback. `answers`: the status for each device, 201 without one."""

    def __init__(self) -> None:
        self.origin = ""
        self.came: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: dict[str, list[int]] = {}
        self._changed = asyncio.Condition()

    def phone(self, name: str) -> Phone:
        return Phone(f"{self.origin}/send/{name}")

    async def take(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        body = await request.read()
        async with self._changed:
            self.came.append((name, dict(request.headers), body))
            self._changed.notify_all()
        answers = self.answers.get(name, [])
        return web.Response(status=answers.pop(0) if answers else 201)

    async def until(self, count: int) -> None:
        async with patience(), self._changed:
            await self._changed.wait_for(lambda: len(self.came) >= count)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    service = Service()
    app = web.Application()
    app.router.add_post("/send/{name}", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.origin = f"http://{host}:{port}"
    yield service
    await runner.cleanup()


@asynccontextmanager
async def running(service: Service, path: str = ":memory:") -> AsyncIterator[World]:
    """Two people of one branch, in a web chat that may use this push service."""
    settings = {
        "path": path,
        "base_url": BASE,
        "organization": NAME,
        "push_services": [service.origin],
    }
    chat = build(settings, account="webchat", sealer=Mirror())
    await chat.open()
    door = TestDoor()
    chat.open_to(door)
    await chat.ensure_user("王建国", "zh-CN", "wang")
    await chat.ensure_user("Anna", "en", "anna")
    await chat.ensure_room("第一支部", ["wang", "anna"], "unit-1")
    inbox = Recorder()
    app = Litestar([*chat.routes(inbox)], logging_config=None, openapi_config=None)
    world = World(chat, inbox, app, door)
    task = asyncio.create_task(chat.run(inbox))
    try:
        yield world
    finally:
        task.cancel()
        await asyncio.wait([task])
        for browser in world.browsers:
            await browser.http.aclose()
        await chat.close()


async def turn_on(browser: Browser, phone: Phone) -> Any:
    return await browser.http.post(f"{browser.home}/push/on", json=phone.subscription, headers=OWN)


async def say(chat: WebChat, user: str, words: str, key: str, target: str | None = None) -> None:
    post = Post(words, buttons=((Button("1::a:", "好"),),))
    kind = "edit" if target else "send"
    await chat.send(Order(cast(Any, kind), key, await chat.private_room(user), post, target))


def claims(headers: dict[str, str]) -> dict[str, Any]:
    """What the signature of a push says, once it holds (RFC 8292, RFC 7518 3.4)."""
    scheme, _, rest = headers["Authorization"].partition(" ")
    parts = dict(each.strip().split("=", 1) for each in rest.split(","))
    assert scheme == "vapid"
    signed, _, signature = parts["t"].rpartition(".")
    raw = decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
    key.verify(pair, signed.encode(), ec.ECDSA(SHA256()))
    told: dict[str, Any] = json.loads(decoded(signed.split(".")[1]))
    return told | {"key": parts["k"]}


async def test_a_push_can_be_read_by_its_device_alone_and_says_nothing_private(
    service: Service,
) -> None:
    async with running(service) as world:
        wang = await world.open("wang")
        phone = service.phone("wang")
        key = (await wang.http.get(f"{wang.home}/push")).json()["key"]
        assert (await turn_on(wang, phone)).status_code == 200
        await say(world.chat, "wang", SECRET_WORDS, "1")
        await service.until(1)
        name, headers, body = service.came[0]
        assert name == "wang"
        assert phone.read(body) == {"title": NAME, "body": "您有新消息", "home": "/chat/u/wang/"}
        with pytest.raises(http_ece.ECEException):
            service.phone("wang").read(body)
        signed = claims(headers)
        assert signed["key"] == key
        assert signed["aud"] == service.origin
        assert 0 < signed["exp"] - time.time() <= 24 * 3600
        assert signed["sub"].startswith(("https://", "mailto:"))
        assert int(headers["TTL"]) > 0
        assert SECRET_WORDS not in str(headers)


async def test_each_person_is_told_in_their_language_and_the_key_stays(
    service: Service, tmp_path: Any
) -> None:
    path = str(tmp_path / "chat.sqlite3")
    phone = service.phone("anna")
    async with running(service, path) as world:
        anna = await world.open("anna")
        await turn_on(anna, phone)
        key = (await anna.http.get(f"{anna.home}/push")).json()["key"]
    async with running(service, path) as world:
        await say(world.chat, "anna", SECRET_WORDS, "1")
        await service.until(1)
        assert phone.read(service.came[0][2])["body"] == "You have a new message"
        assert claims(service.came[0][1])["key"] == key


async def test_what_came_before_a_crash_is_pushed_after_it_and_only_once(
    service: Service, tmp_path: Any
) -> None:
    path = str(tmp_path / "chat.sqlite3")
    phone = service.phone("wang")
    async with running(service, path) as world:
        await turn_on(await world.open("wang"), phone)
        await say(world.chat, "wang", "一", "1")
        await service.until(1)
    chat = build({"path": path, "base_url": BASE}, account="webchat", sealer=Mirror())
    await chat.open()  # a process that stops before its first look
    await say(chat, "wang", "二", "2")
    await chat.close()
    async with running(service, path):
        await service.until(2)
    async with running(service, path) as world:
        await say(world.chat, "wang", "三", "3")
        await service.until(3)
    assert len(service.came) == 3


class Door:
    """A knocker on a store of its own, with one device each for two people."""

    def __init__(self, store: Store, knocker: Knocker) -> None:
        self.store = store
        self.knocker = knocker

    async def put(self, room: str, sender: str | None, key: str) -> int:
        keep = partial(
            self.store.messages.keep,
            key=key,
            room=room,
            private=False,
            sender=sender,
            content=Content("words"),
            reply_to=None,
            now=1,
        )
        kept = await self.store.database.together(keep)
        self.knocker.wake()
        return kept.id


@asynccontextmanager
async def door(service: Service, leaving: float) -> AsyncIterator[Door]:
    store = Store(":memory:", Mirror())
    await store.open()
    subscriptions = Subscriptions(store.database)
    for name in ("wang", "anna"):
        await store.people.put_user(name, name, "zh-CN", 1)
        phone = service.phone(name)
        keys = phone.subscription["keys"]
        await subscriptions.keep(name, Device(phone.endpoint, keys["p256dh"], keys["auth"]), 1)
    await subscriptions.told(0)
    sender = Sender(await subscriptions.key(), contact(BASE), NAME)
    feed = Feed(5, 100, partial(read_news, store.history))
    knocker = Knocker(subscriptions, feed, sender, gathering=0, leaving=leaving)
    task = asyncio.create_task(knocker.run())
    try:
        yield Door(store, knocker)
    finally:
        task.cancel()
        await asyncio.wait([task])
        await store.close()


async def test_only_what_orglife_says_to_people_who_are_away_knocks(service: Service) -> None:
    async with door(service, leaving=600) as opened:
        with opened.knocker.feed.listen("anna", 1):
            await opened.put("p-anna", None, "1")  # she looks at her page
            await opened.put("p-wang", "anna", "2")  # what somebody says knocks at nobody
            await opened.put("p-wang", None, "3")
            await service.until(1)
        await opened.put("p-anna", None, "4")
        await service.until(2)
    assert [name for name, *_ in service.came] == ["wang", "anna"]


async def test_who_leaves_the_page_without_reading_is_told_a_little_later(
    service: Service,
) -> None:
    async with door(service, leaving=0.3) as opened:
        with opened.knocker.feed.listen("anna", 1), opened.knocker.feed.listen("wang", 2):
            read = await opened.put("p-anna", None, "1")
            await opened.store.people.read("anna", "p-anna", read)
            await opened.put("p-wang", None, "2")
            async with patience():
                while (await opened.knocker.subscriptions.arrivals())[1]:
                    await asyncio.sleep(0.01)
        await service.until(1)
    assert [name for name, *_ in service.came] == ["wang"]


async def test_a_device_that_is_gone_is_forgotten_and_one_that_is_busy_is_not(
    service: Service,
) -> None:
    async with running(service) as world:
        wang = await world.open("wang")
        for name, status in (("sold", 410), ("wiped", 404), ("busy", 503)):
            service.answers[name] = [status]
            await turn_on(wang, service.phone(name))
        await say(world.chat, "wang", "一", "1")
        await service.until(4)  # the busy one is tried again
        async with patience():
            while (await wang.http.get(f"{wang.home}/push")).json()["devices"] != 1:
                await asyncio.sleep(0.02)
        await say(world.chat, "wang", "二", "2")
        await service.until(5)
    assert [name for name, *_ in service.came[3:]] == ["busy", "busy"]


async def test_a_person_turns_one_device_or_all_of_them_off(service: Service) -> None:
    async with running(service) as world:
        wang, anna = await world.open("wang"), await world.open("anna")
        phones = [service.phone(f"wang-{number}") for number in range(3)]
        for phone in phones:
            await turn_on(wang, phone)
            await turn_on(wang, phone)  # once more is the same device
        given = {"endpoint": phones[0].endpoint}
        off = await anna.http.post(f"{anna.home}/push/off", json=given, headers=OWN)
        assert off.status_code == 200
        state = (await wang.http.get(f"{wang.home}/push")).json()
        assert state["devices"] == 3, "nobody turns off another's device"
        assert phones[0].endpoint not in str(state)
        await wang.http.post(f"{wang.home}/push/off", json=given, headers=OWN)
        assert (await wang.http.get(f"{wang.home}/push")).json()["devices"] == 2
        await wang.http.post(f"{wang.home}/push/off", json={}, headers=OWN)
        assert (await wang.http.get(f"{wang.home}/push")).json()["devices"] == 0


async def test_a_device_belongs_to_who_signed_in_last_and_nobody_has_too_many(
    service: Service,
) -> None:
    async with running(service) as world:
        wang, anna = await world.open("wang"), await world.open("anna")
        phone = service.phone("shared")
        await turn_on(wang, phone)
        await turn_on(anna, phone)
        assert (await wang.http.get(f"{wang.home}/push")).json()["devices"] == 0
        for number in range(MOST_DEVICES + 3):
            await turn_on(wang, service.phone(f"p{number}"))
        assert (await wang.http.get(f"{wang.home}/push")).json()["devices"] == MOST_DEVICES


async def test_only_the_services_of_browsers_and_real_keys_are_taken(service: Service) -> None:
    async with running(service) as world:
        wang = await world.open("wang")
        bad = service.phone("x").subscription
        for endpoint in (
            "http://169.254.169.254/latest",
            "https://127.0.0.1/",
            f"{service.origin.replace('http:', 'https:')}/send/x",
            f"{service.origin}0/send/x",
            "file:///etc/passwd",
        ):
            given = bad | {"endpoint": endpoint}
            answer = await wang.http.post(f"{wang.home}/push/on", json=given, headers=OWN)
            assert (answer.status_code, answer.json()["detail"]) == (400, "push_unknown_service")
        no_key = bad | {"keys": {"p256dh": unpadded(b"\x04" + b"\x01" * 64), "auth": "AAAA"}}
        answer = await wang.http.post(f"{wang.home}/push/on", json=no_key, headers=OWN)
        assert answer.status_code == 400
        foreign = await wang.http.post(f"{wang.home}/push/on", json=bad)
        assert foreign.status_code == 403, "another site can't subscribe for somebody"
        stranger = Browser(world.app, "wang")
        world.browsers.append(stranger)
        assert (await stranger.http.get(f"{stranger.home}/push")).status_code == 401


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://evil-push.apple.com.example/abc", False),
        ("https://notpush.apple.com/abc", False),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://me@fcm.googleapis.com/fcm/send/abc", False),
    ],
)
def test_a_domain_allows_what_lies_below_it(endpoint: str, allowed: bool) -> None:
    keys = Phone(endpoint).subscription["keys"]
    assert is_valid(Device(endpoint, keys["p256dh"], keys["auth"]), SERVICES) is allowed


async def test_an_older_file_gets_what_it_lacks_and_keeps_what_it_has(
    service: Service, tmp_path: Any
) -> None:
    path = tmp_path / "chat.sqlite3"
    async with running(service, str(path)) as world:
        await say(world.chat, "wang", "旧", "1")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:  # as the version before pushes had it
        connection.execute(text("DROP TABLE push_subscriptions"))
        connection.execute(text("ALTER TABLE messages DROP COLUMN deleted_why"))
        connection.execute(text("DELETE FROM facts WHERE name IN ('vapid', 'knocked_up_to')"))
    engine.dispose()
    phone = service.phone("wang")
    async with running(service, str(path)) as world:
        wang = await world.open("wang")
        assert [each["body"] for each in await wang.history("p-wang")] == ["旧"]
        await turn_on(wang, phone)
        await say(world.chat, "wang", "新", "2")
        await service.until(1)
    assert len(service.came) == 1, "nothing from before knocks"


async def test_the_home_screen_gets_a_name_icons_and_a_scope_of_its_own(service: Service) -> None:
    async with running(service) as world:
        wang = await world.open("wang")
        told = (await wang.http.get(f"{wang.home}/app.webmanifest?lang=en")).json()
        assert (told["name"], told["scope"], told["start_url"]) == (
            NAME,
            "/chat/u/wang/",
            "/chat/u/wang/",
        )
        for icon in told["icons"]:
            answer = await wang.http.get(icon["src"])
            assert answer.headers["content-type"] == "image/png"
            with Image.open(BytesIO(answer.content)) as picture:
                assert "x".join(map(str, picture.size)) == icon["sizes"]
        worker = await wang.http.get("/chat/static/worker.js")
        assert worker.headers["service-worker-allowed"] == "/chat/u/"
