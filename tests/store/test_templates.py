"""Templates, and rehearsals that leave nothing, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from service.store.history import running
from service.store.sandbox import empty, rehearsed_by
from service.store.store import Store
from service.store.templates import TemplateTable
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await open_store(database_url)
    yield opened
    await opened.close()


def activity(**more: Any) -> dict[str, Any]:
    return {"kind": "quiz", "unit": 1, "phase": "open", "title": "题", "finished": False,
            "created_at": NOW, "schema": 1, "version": 0, "state": '{"x":1}'} | more  # fmt: skip


async def test_a_rehearsal_runs_for_its_person_alone_and_is_emptied_when_it_ends(
    store: Store,
) -> None:
    async with store.write() as transaction:
        real = await transaction.add_activity(activity())
        number = await transaction.add_activity(activity(rehearsed_by=7, rehearsed_from=real))
        entry = {"activity": number, "person": 9, "status": "answering", "score": 0, "out_of": 6,
                 "at": None, "schema": 1, "version": 1, "state": "{}"}  # fmt: skip
        changes = Changes(entries={(number, 9): entry})
        changes.arm(number, 9, "close", NOW, 0)
        for each in (real, number):
            changes.send(
                OutboxRow("send", "a", "@1", NOW, "x", activity=each, key="k", offers=True)
            )
        await transaction.apply(changes)
        await transaction.claim(number, ["~a"])
        assert [row.id for row in await running(transaction, [1])] == [real]
        assert [row.id for row in await running(transaction, [1], 7)] == [real, number]
        assert await rehearsed_by(transaction, 7) == [number]
        await empty(transaction, [number])
        assert await rehearsed_by(transaction, 7) == []
    async with store.read() as transaction:
        for table in (t.entries, t.timers, t.claims):
            assert await transaction.rows(select(table)) == []
        said = await transaction.rows(select(t.outbox).order_by(t.outbox.c.id))
        assert [(row.state, row.payload) for row in said] == [("waiting", "x"), ("superseded", "")]
        assert await transaction.activities([number]) == []
        (kept,) = await transaction.rows(
            select(t.activities).where(t.activities.c.rehearsed_by == 7)
        )
        assert (kept.phase, kept.state, kept.finished) == ("ended", "{}", True)


async def test_a_template_is_found_by_name_in_the_nearest_unit_and_replaced_there(
    store: Store,
) -> None:
    def row(unit: int, name: str, state: str) -> dict[str, Any]:
        return {"unit": unit, "kind": "quiz", "name": name, "schema": 2, "state": state, "by": 1,
                "at": NOW}  # fmt: skip

    async with store.write() as transaction:
        table = TemplateTable(transaction)
        assert not await table.keep(row(1, "甲", "school"))
        assert not await table.keep(row(20, "甲", "branch"))
        assert await table.keep(row(20, "甲", "anew")), "replaced"
    async with store.write() as transaction:
        table = TemplateTable(transaction)
        found = await table.find("甲", (20, 1))
        assert found is not None
        assert found.state == "anew"
        above = await table.find("甲", (30, 1))
        assert above is not None
        assert above.state == "school"
        assert await table.find(above.id, (20,)) is None, "another unit's"
        await table.rename(found.id, "乙")
        assert [each.name for each in await table.listed([1, 20])] == ["乙", "甲"]
        assert await table.drop(found.id)
        assert not await table.drop(found.id)
        assert [each.name for each in await table.whole([1, 20])] == ["甲"]
