"""One message to many: chunk by chunk, resumable, judged when the chunk is sent."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.core.effects import Send, ToMembers
from service.core.message import Message
from service.core.people import RosterRow
from service.core.texts import Moment, lines, text
from service.runtime.outbound import bulk, delivery
from service.runtime.outbound.bulk import expand_bulk
from service.store import tables as t
from service.store.changes import Changes
from service.store.sending import Sending
from service.testkit.waiting import patience
from tests.runtime.outbox import say
from tests.world import BRANCH, PEOPLE, START, World, world

MANY = [RosterRow(f"p{number:02}", f"校/{BRANCH}") for number in range(25)]


async def announce(
    w: World,
    *,
    but_status: tuple[str, ...] = (),
    only_status: tuple[str, ...] = (),
    deferrable: bool = False,
) -> None:
    """One message to the whole branch, on behalf of activity 99."""
    words = lines(text("home-menu"), Moment(START))
    to = ToMembers(w.unit(BRANCH).id, but_status, only_status)
    send = Send(to, "news", Message(words), "bulk", deferrable=deferrable)
    await say(w, 99, send)


async def expand(w: World) -> int | None:
    """The next chunk, in a transaction of its own."""
    async with w.store.write() as transaction:
        return await expand_bulk(Sending(transaction), w.engine.directory, w.clock.now())


async def heard(w: World) -> Counter[str]:
    """How often each private chat has the news, sent or waiting."""
    o = t.outbox.c
    rows = await w.rows(select(o.chat).where(o.key == "news", o.kind == "send"))
    return Counter(row.chat for row in rows)


async def test_it_is_one_row_until_it_is_expanded_and_then_one_for_each(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 10)
    async with world(MANY, url=database_url) as w:
        await announce(w)
        assert await heard(w) == {}
        assert [await expand(w) for _ in range(4)] == [10, 10, 5, None]
        assert await heard(w) == {f"@{row.name}": 1 for row in MANY}


async def test_it_goes_to_one_time_zone_and_one_standing(database_url: str) -> None:
    people = [
        RosterRow("甲", f"校/{BRANCH}", timezone="Europe/Berlin"),
        RosterRow("乙", f"校/{BRANCH}", standing="activist", timezone="Europe/Berlin"),
        RosterRow("丙", f"校/{BRANCH}", standing="activist"),
    ]
    async with world(people, url=database_url) as w:
        unit = w.unit(BRANCH).id
        for to in (
            ToMembers(unit, zone="Europe/Berlin", standings=("activist",)),
            ToMembers(unit, only_status=("", "none"), zone="Asia/Shanghai"),
        ):
            await say(w, 99, Send(to, "news", Message("—"), "bulk"))
            await expand(w)
        assert await heard(w) == {"@乙": 1, "@丙": 1}


async def test_a_crash_between_two_chunks_loses_and_repeats_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 10)
    async with world(MANY) as w:
        await announce(w)
        await expand(w)
        settle = Sending.expand

        async def stop(self: Sending, *values: object) -> None:
            await settle(self, *values)  # type: ignore[arg-type]
            raise RuntimeError("the process is gone")

        with monkeypatch.context() as patch:
            patch.setattr(Sending, "expand", stop)
            with pytest.raises(RuntimeError):
                await expand(w)
        await w.settle()
        assert await heard(w) == {f"@{row.name}": 1 for row in MANY}


async def test_an_audience_that_fills_its_chunks_exactly_comes_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 5)
    async with world(MANY) as w:
        await announce(w)
        await w.settle()
        assert len(await heard(w)) == 25
        (row,) = await w.rows(select(t.outbox.c.state).where(t.outbox.c.kind == "bulk"))
        assert row.state == "sent"


async def test_one_that_nobody_reads_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its chunk is empty, and the next one is not left until somebody calls."""
    monkeypatch.setattr(delivery, "IDLE_SECONDS", 3600.0)
    async with world() as w:
        await announce(w, only_status=("in",))
        await announce(w)
        w.delivery.wake()
        running = asyncio.create_task(w.delivery.run())
        async with patience():
            while not await heard(w):
                await asyncio.sleep(0.01)
        running.cancel()


async def test_each_reads_it_in_their_own_language_and_on_their_own_clock() -> None:
    async with world() as w:
        await announce(w)
        await w.settle()
        assert w.last("李华") == "菜单\n3月6日 周五 18:00"
        assert w.last("Zhang") == "Menu\nFri 6 Mar 11:00"


async def test_who_changes_language_before_their_chunk_reads_the_new_one() -> None:
    async with world() as w:
        await announce(w)
        async with w.store.write() as transaction:
            await transaction.apply(
                Changes(
                    people=[
                        {
                            "id": w.person("李华").id,
                            "field": "language",
                            "value": "en",
                            "chosen": "language",
                        }
                    ]
                )
            )
        await w.engine.refresh()
        await w.settle()
        assert w.last("李华").startswith("Menu")


async def test_who_is_done_by_the_time_of_their_chunk_is_not_bothered() -> None:
    async with world() as w:
        await announce(w, but_status=("submitted",))
        person = w.person("李华").id
        entry = {"activity": 99, "person": person, "status": "submitted", "score": 0,
                 "out_of": 0, "at": None, "schema": 1, "version": 1, "state": "{}"}  # fmt: skip
        async with w.store.write() as transaction:
            await transaction.apply(Changes(entries={(99, person): entry}))
        await w.settle()
        assert await heard(w) == {"@王敏": 1, "@Zhang": 1}


async def test_what_may_wait_waits_for_each_readers_own_morning() -> None:
    night = datetime(2026, 3, 6, 15, tzinfo=UTC)  # 23:00 in Shanghai, 16:00 in Berlin
    async with world(PEOPLE, start=night) as w:
        await announce(w, deferrable=True)
        await w.settle()
        assert w.heard("李华") == []
        assert len(w.heard("Zhang")) == 1
        await w.advance(timedelta(hours=7, minutes=59))
        assert w.heard("李华") == []
        await w.advance(timedelta(minutes=1))
        assert len(w.heard("李华")) == 1


async def test_a_reply_overtakes_what_is_said_to_many() -> None:
    order: list[str] = []
    async with world(MANY) as w:
        await announce(w)
        w.chats.on_line = lambda chat, line, what: order.append(f"{chat.id} {line.post.body[:2]}")
        await w.receive(w.chats.said(w.chat("p24"), "p24", "/help"))
        answered = next(number for number, each in enumerate(order) if each.startswith("@p24 ·"))
        assert answered <= 2, order
