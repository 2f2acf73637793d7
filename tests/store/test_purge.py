"""What is old and needed by nobody goes, on both databases; everything else stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from service.store.purge import Purge
from service.store.transaction import Transaction
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
WEEK = NOW - timedelta(days=7)


@pytest.fixture
async def transaction(database_url: str) -> AsyncIterator[Transaction]:
    store = await open_store(database_url)
    async with store.write() as opened:
        yield opened
    await store.close()


async def update(transaction: Transaction, key: str, at: datetime, **values: Any) -> None:
    row = {"account": "a", "update": key, "received_at": at, "raw": "", "sealed": False,
           "handled_at": at, "error": None} | values  # fmt: skip
    await transaction.connection.execute(t.inbox.insert(), [row])


async def keys(transaction: Transaction) -> list[str]:
    return [row.update for row in await transaction.rows(select(t.inbox).order_by(t.inbox.c.id))]


async def activity(transaction: Transaction, *, finished: bool) -> int:
    return await transaction.add_activity(
        {"kind": "quiz", "unit": 1, "phase": "open", "title": "", "finished": finished,
         "created_at": OLD, "schema": 1, "version": 0, "state": "{}"}
    )  # fmt: skip


async def message(transaction: Transaction, key: str, **values: Any) -> None:
    changes = Changes()
    row: dict[str, Any] = {"kind": "send", "account": "a", "chat": "@1", "created_at": OLD,
           "payload": "{}", "state": "sent", "key": key} | values  # fmt: skip
    changes.send(OutboxRow(**row))
    await transaction.apply(changes)


async def messages(transaction: Transaction) -> list[str]:
    return [row.key for row in await transaction.rows(select(t.outbox).order_by(t.outbox.c.id))]


async def swept(transaction: Transaction, rows: int = 500) -> list[str]:
    """The messages that are there after a whole sweep."""
    after: int | None = 0
    while after is not None:
        after = await Purge(transaction).messages(WEEK, after, rows)
    return await messages(transaction)


async def test_handled_updates_are_forgotten_after_their_time(transaction: Transaction) -> None:
    await update(transaction, "1", WEEK - timedelta(seconds=1))
    await update(transaction, "2", WEEK)
    assert await Purge(transaction).updates(WEEK, 0, 10)
    assert await keys(transaction) == ["2"]


async def test_what_waits_stays_however_old_it_is(transaction: Transaction) -> None:
    await update(transaction, "1", OLD, handled_at=None)
    await Purge(transaction).updates(WEEK, 0, 10)
    assert await keys(transaction) == ["1"]


async def test_what_was_set_aside_stays_and_its_number_may_come_again(
    transaction: Transaction,
) -> None:
    await update(transaction, "1", OLD, error="KeyError", raw="{}")
    for _ in range(2):
        await Purge(transaction).updates(WEEK, 0, 10)
    (row,) = await transaction.rows(select(t.inbox))
    assert (row.error, row.raw) == ("KeyError", "{}")
    again = {"account": "a", "update": "1", "received_at": NOW, "raw": "new", "sealed": False,
             "shard": 0}  # fmt: skip
    await transaction.receive([again])
    assert await keys(transaction) == [f"1#{row.id}", "1"]


async def test_a_sweep_goes_stretch_by_stretch_and_ends_where_the_rows_are_young(
    transaction: Transaction,
) -> None:
    for number in range(5):
        await update(transaction, str(number), OLD)
    await update(transaction, "young", NOW)
    sweeping, looked, after = Purge(transaction), 0, 0
    while (last := await sweeping.updates(WEEK, after, 2)) is not None:
        looked, after = looked + 1, last
        assert len(await keys(transaction)) == max(6 - 2 * looked, 1)
    assert looked == 3
    assert await keys(transaction) == ["young"]


async def test_messages_of_what_is_over_go_and_those_of_what_goes_on_stay(
    transaction: Transaction,
) -> None:
    over = await activity(transaction, finished=True)
    running = await activity(transaction, finished=False)
    await message(transaction, "over", activity=over, offers=True)
    await message(transaction, "running", activity=running, offers=True)
    await message(transaction, "nobody's")
    await message(transaction, "young", activity=over, created_at=NOW)
    assert await swept(transaction) == ["running", "young"]


@pytest.mark.parametrize("state", ["waiting", "sending", "held"])
async def test_a_message_that_is_not_sent_stays(transaction: Transaction, state: str) -> None:
    await message(transaction, "later", state=state)
    assert await swept(transaction) == ["later"]


async def test_of_what_was_said_again_in_a_running_activity_the_last_stays(
    transaction: Transaction,
) -> None:
    """Home is never over, but an old menu is."""
    home = await activity(transaction, finished=False)
    for _ in range(3):
        await message(transaction, "menu", activity=home)
    await message(transaction, "menu", activity=home, chat="@2")
    await message(transaction, "menu", activity=home, kind="edit", chat="@2")
    assert await swept(transaction, rows=2) == ["menu", "menu", "menu"]
    chats = [row.chat for row in await transaction.rows(select(t.outbox).order_by(t.outbox.c.id))]
    assert chats == ["@1", "@2", "@2"]


async def test_the_record_of_a_reminder_stays_without_its_words(transaction: Transaction) -> None:
    over = await activity(transaction, finished=True)
    await message(transaction, "reminder", activity=over, due_at=OLD, offers=True, person=3)
    assert await swept(transaction) == ["reminder"]
    (row,) = await transaction.rows(select(t.outbox))
    assert (row.payload, row.offers, row.state, row.due_at) == ("", False, "sent", OLD)
