"""Webhooks: told once activities close, signed, again until they are taken, and never inwards."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import update

from service.core.membership import MemberChange
from service.host.webhook_sender import WebhookSender, is_public
from service.runtime.accounts import webhooks as accounts
from service.runtime.office.webhooks import PAUSES, Webhooks
from service.store import office_tables as ot
from service.store import tables as t
from tests.web.office_house import OfficeHouse, office_house

URL = "https://office.example/hook"


@dataclass
class Receiver:
    """Answers with these, one after the other; the last one for ever."""

    answers: list[int]
    got: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.got.append((url, headers, body))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def hooked(house: OfficeHouse, name: str, receiver: Receiver) -> tuple[Webhooks, str]:
    person = house.w.person(name).id
    secret = await house.w.engine.do("made", lambda uow: accounts.make(uow, person, URL, "root"))
    return Webhooks(house.w.engine, house.w.clock, house.pages, receiver.post), secret


async def as_discussions(house: OfficeHouse) -> None:
    """What was noted counts as something that was held and has closed."""
    changed = update(t.activities).where(t.activities.c.kind == "duties").values(kind="discussion")
    async with house.w.store.write() as transaction:
        await transaction.execute(changed)


async def test_what_closes_is_told_once_signed_and_without_words() -> None:
    receiver = Receiver([500, 200])
    async with office_house() as house:
        hooks, secret = await hooked(house, "院办", receiver)
        kept = "".join(str(row) for row in await house.w.sql("SELECT secret FROM webhooks"))
        assert secret not in kept
        now = house.w.clock.now()
        await house.hold("第1党支部", "theme_day", now - timedelta(days=1))
        await house.hold("中文党支部", "theme_day", now - timedelta(days=1))
        await as_discussions(house)
        await hooks.tell()
        assert len(receiver.got) == 1, "another faculty's is nobody's here"
        house.w.clock.advance(PAUSES[0])
        await hooks.tell()
        await hooks.tell()
        assert len(receiver.got) == 2
        (url, first, body), (_, again, same) = receiver.got
        assert (url, body) == (URL, same)
        assert first["webhook-id"] == again["webhook-id"], "known for the same"
        told = json.loads(body)
        assert told["type"] == "activity.closed"
        assert told["data"].keys() == {"id", "kind", "unit", "state", "result"}
        key = base64.b64decode(secret.removeprefix("whsec_"))
        said = f"{again['webhook-id']}.{again['webhook-timestamp']}.".encode() + body
        mac = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
        assert again["webhook-signature"] == f"v1,{mac}"


async def test_it_is_tried_for_days_and_then_given_up() -> None:
    receiver = Receiver([0])
    async with office_house() as house:
        hooks, _ = await hooked(house, "院办", receiver)
        await house.hold("第1党支部", "theme_day", house.w.clock.now())
        await as_discussions(house)
        await hooks.tell()
        for pause in PAUSES:
            house.w.clock.advance(pause)
            await hooks.tell()
        assert len(receiver.got) == 1 + len(PAUSES)
        house.w.clock.advance(timedelta(days=2))
        await hooks.tell()
        assert len(receiver.got) == 1 + len(PAUSES)
        (row,) = await house.w.sql("SELECT due_at, status FROM webhook_sends")
        assert (row.due_at, row.status) == (None, 0)


async def test_who_wants_no_more_or_has_lost_the_right_is_told_nothing() -> None:
    receiver = Receiver([410])
    async with office_house() as house:
        hooks, _ = await hooked(house, "院办", receiver)
        await hooked(house, "校办", receiver)
        await house.w.engine.change_members(
            [MemberChange(house.w.person("校办").id, role="member")]
        )
        await house.hold("第1党支部", "theme_day", house.w.clock.now())
        await as_discussions(house)
        await hooks.tell()
        assert len(receiver.got) == 1
        (left,) = await house.w.sql("SELECT person FROM webhooks")
        assert left.person == house.w.person("校办").id
        assert await house.w.sql("SELECT * FROM webhook_sends") == []


async def test_a_unit_that_has_moved_away_ends_nothing_else() -> None:
    receiver = Receiver([200])
    async with office_house() as house:
        hooks, _ = await hooked(house, "院办", receiver)
        now = house.w.clock.now()
        for unit in ("第1党支部", "第2党支部"):
            await house.hold(unit, "theme_day", now)
        await as_discussions(house)
        left, kept = house.w.unit("第1党支部").id, house.w.unit("第2党支部").id
        await hooks._look()
        async with house.w.store.write() as transaction:
            moved = update(t.activities).where(t.activities.c.unit == left)
            await transaction.execute(moved.values(unit=house.w.unit("中文党支部").id))
        await hooks.tell()
        await hooks.tell()
        assert [json.loads(body)["data"]["unit"] for _, _, body in receiver.got] == [kept]
        assert len(await house.w.sql("SELECT * FROM webhooks")) == 1


async def test_a_secret_that_cannot_be_opened_is_tried_later_and_holds_up_nobody() -> None:
    receiver = Receiver([200])
    async with office_house() as house:
        hooks, _ = await hooked(house, "院办", receiver)
        async with house.w.store.write() as transaction:
            await transaction.execute(update(ot.webhooks).values(secret="lost"))
        await hooked(house, "校办", receiver)
        await house.hold("第1党支部", "theme_day", house.w.clock.now())
        await as_discussions(house)
        await hooks.tell()
        assert len(receiver.got) == 1
        rows = await house.w.sql("SELECT attempts FROM webhook_sends ORDER BY webhook")
        assert [row.attempts for row in rows] == [1, 1]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.1",
     "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "::7f00:1", "fec0::1", "x"],
)  # fmt: skip
def test_nothing_inside_is_reached(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_what_is_outside_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://8.8.8.8/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/",
     "https://2130706433/", "https://127.1/", "ftp://a/", "https://"],
)  # fmt: skip
async def test_addresses_of_our_own_get_nothing(url: str) -> None:
    assert await WebhookSender().post(url, {}, b"{}") == 0
