"""What keeps several processes over one PostgreSQL out of each other's way, statement by
statement."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.core.people import Roster, Unit
from service.runtime.part import above
from service.runtime.timers.clock import ManualClock, ServerClock
from service.store.changes import Changes
from service.store.overtaken import OvertakenError, was_overtaken
from service.store.processes import Seat
from service.store.server_lock import ServerLock
from service.store.sharing import Sharing
from service.store.store import Store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(postgres_url, shared=True)
    yield opened
    await opened.close()


def update_row(name: str, shard: int) -> dict[str, Any]:
    return {"account": "a", "update": name, "received_at": NOW, "raw": "{}", "sealed": False,
            "shard": shard}  # fmt: skip


async def add_activity(store: Store) -> int:
    async with store.write() as transaction:
        return await transaction.add_activity(
            {"kind": "quiz", "unit": 1, "phase": "open", "title": "", "finished": False,
             "created_at": NOW, "schema": 1, "version": 3, "state": "{}"}
        )  # fmt: skip


async def test_a_shard_that_is_being_handled_is_left_alone(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.receive([update_row("1", 1), update_row("2", 2), update_row("3", 1)])
    async with store.write() as first, store.write() as second:
        mine = await Sharing(first).waiting([1], 10, 100)
        assert [row.update for row in mine] == ["1", "3"]
        others = await Sharing(second).waiting([1, 2], 10, 100)
        assert [row.update for row in others] == ["2"]
    async with store.write() as third:
        assert len(await Sharing(third).waiting([1, 2], 10, 100)) == 3
        assert await Sharing(third).newest_waiting([3]) is None


async def test_readers_share_an_activity_and_whoever_changes_it_has_it_alone(store: Store) -> None:
    activity = await add_activity(store)
    async with store.write() as first, store.write() as second:
        for each in (first, second):
            held = await Sharing(each).hold([activity], alone=False, wait=False)
            assert held == {activity: 3}
    async with store.write() as first:
        await Sharing(first).hold([activity], alone=False, wait=True)
        with pytest.raises(DBAPIError) as refused:
            async with store.write() as second:
                await Sharing(second).hold([activity], alone=True, wait=False)
        assert was_overtaken(refused.value)
    async with store.write() as second:
        await Sharing(second).hold([activity], alone=True, wait=False)


async def test_a_part_that_another_process_has_begun_meanwhile_is_not_overwritten(
    store: Store,
) -> None:
    activity = await add_activity(store)

    def begun(state: str) -> Changes:
        row = {"activity": activity, "person": 7, "status": "", "score": 0, "out_of": 0,
               "at": None, "schema": 1, "version": 1, "state": state}  # fmt: skip
        return Changes(entries={(activity, 7): row}, begun={(activity, 7)})

    async with store.write() as first:
        await first.apply(begun("first"))
    with pytest.raises(OvertakenError):
        async with store.write() as second:
            await second.apply(begun("second"))
    async with store.read() as third:
        (found,) = await third.entries([(activity, 7)])
    assert found.state == "first"


async def test_a_lease_is_not_taken_over_in_the_middle_and_its_old_owner_hears_of_it(
    store: Store, postgres_url: str
) -> None:
    old, new = Seat(postgres_url, "one"), Seat(postgres_url, "two")
    names = ["account a", "chores"]
    first = await old.join("http://{host}:1", names)
    assert (await old.look(names)).owners == dict.fromkeys(names, first)  # type: ignore[union-attr]
    second = await new.join("http://{host}:2", names)
    assert (await new.look(names)).owners == dict.fromkeys(names, first)  # type: ignore[union-attr]
    async with store.write() as sending:
        assert await Sharing(sending).holds(first, names)
        await old.close()  # its connection, as when the process is gone

        async def until_taken() -> None:
            while (await new.look(names)).owners.get("chores") != second:  # type: ignore[union-attr]
                await asyncio.sleep(0.02)

        taking = asyncio.create_task(until_taken())
        done, _ = await asyncio.wait([taking], timeout=0.3)
        assert not done, "taken over while its owner was sending"
    await taking
    async with store.write() as sending:
        assert not await Sharing(sending).holds(first, names)
        fences = (await sending.connection.execute(text("SELECT fence FROM leases"))).scalars()
        assert set(fences) == {2}
    await new.leave()


async def test_news_are_read_in_the_order_of_the_commits_and_not_by_who_wrote_them(
    store: Store,
) -> None:
    async with store.write() as first:
        await Sharing(first).tell(1, NOW, [3, 5])
    async with store.write() as second:
        await Sharing(second).tell(2, NOW, [4])
    async with store.read() as third:
        assert await Sharing(third).news_since(0, me=2) == (2, frozenset({3, 5}))
        assert await Sharing(third).news_since(2, me=2) == (2, frozenset())
    async with store.write() as second:
        await Sharing(second).tell(2, NOW, None)
    async with store.read() as third:
        assert await Sharing(third).news_since(0, me=1) == (3, None)


def test_those_that_share_a_database_and_single_ones_keep_each_other_away(
    postgres_url: str,
) -> None:
    one, two, single = (ServerLock(postgres_url) for _ in range(3))
    try:
        assert one.take(0, shared=True)
        assert two.take(0, shared=True)
        assert not single.take(0)
        one.release()
        assert not single.take(0)
        two.release()
        assert single.take(5)
        assert not one.take(0, shared=True)
    finally:
        for each in (one, two, single):
            each.release()


def test_machines_whose_clocks_differ_agree_on_the_time() -> None:
    slow, quick = (ServerClock(ManualClock(NOW + timedelta(seconds=off))) for off in (-5, 5))
    slow.set_ahead(timedelta(seconds=5.01))
    quick.set_ahead(timedelta(seconds=-4.99))
    assert abs(slow.now() - quick.now()) < timedelta(milliseconds=100)
    before = slow.now()
    slow.set_ahead(timedelta(seconds=5.02))  # no more than an answer may take
    assert slow.now() == before


def test_people_share_a_shard_two_levels_below_the_root() -> None:
    parents = {1: None, 2: 1, 3: 2, 4: 3, 5: 4, 6: 1}
    units = {
        each: Unit(each, str(each), parent, "branch", "zh-CN", "UTC")
        for each, parent in parents.items()
    }
    roster = Roster(units, {})
    assert [above(roster, each) for each in units] == [1, 2, 3, 3, 3, 6]
