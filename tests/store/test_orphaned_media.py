"""Pictures of questions that nothing names go; whatever names one keeps it, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from service.runtime.retention import REMOVED_AT_ONCE, Keep, Retention
from service.runtime.timers.clock import ManualClock
from service.store import tables as t
from service.store.orphaned_media import OrphanedPictures
from service.store.store import Store
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
QUESTION: dict[str, Any] = {"bank": 1, "key": "q", "version": 1, "position": 0, "current": True,
                            "retired": False, "written_at": NOW}  # fmt: skip
ACTIVITY: dict[str, Any] = {"kind": "quiz", "unit": 1, "phase": "closed", "title": "",
                            "finished": True, "created_at": NOW, "schema": 1,
                            "version": 0}  # fmt: skip
TEMPLATE: dict[str, Any] = {"unit": 1, "kind": "quiz", "name": "n", "schema": 1, "at": NOW}
MESSAGE: dict[str, Any] = {"kind": "send", "priority": 0, "account": "a", "chat": "p",
                           "attempts": 0, "key": "k", "offers": False, "prompt": "",
                           "on_unknown": "resend", "sealed": False, "created_at": NOW}  # fmt: skip


def name(number: int) -> str:
    return f"{number:040x}.png"


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await open_store(database_url)
    yield opened
    await opened.close()


async def keep(store: Store, *numbers: int) -> None:
    async with store.write() as transaction:
        await transaction.keep_pictures({name(each): b"picture" for each in numbers})


async def insert(store: Store, table: Any, *rows: dict[str, Any]) -> None:
    async with store.write() as transaction:
        await transaction.connection.execute(table.insert(), list(rows))


async def sweep(store: Store) -> set[int]:
    """The pictures that are left."""
    await Retention(store, ManualClock(NOW), Keep()).sweep()
    async with store.read() as transaction:
        found = await transaction.rows(select(t.pictures.c.name))
    return {int(row.name.partition(".")[0], 16) for row in found}


def naming(number: int) -> str:
    return f'{{"text":"?","picture":"{name(number)}"}}'


async def test_what_nothing_names_goes_however_many_there_are(store: Store) -> None:
    await keep(store, *range(1, 4 * REMOVED_AT_ONCE))
    await insert(store, t.questions, {**QUESTION, "content": naming(7)})
    assert await sweep(store) == {7}


async def test_every_version_of_a_question_keeps_its_picture(store: Store) -> None:
    await keep(store, 1, 2, 3)
    await insert(
        store,
        t.questions,
        {**QUESTION, "current": False, "content": naming(1)},
        {**QUESTION, "version": 2, "retired": True, "content": naming(2)},
    )
    assert await sweep(store) == {1, 2}


async def test_an_activity_and_a_template_keep_the_pictures_they_name(store: Store) -> None:
    await keep(store, 1, 2, 3, 4)
    await insert(store, t.activities, {**ACTIVITY, "state": f"[{naming(1)},{naming(2)}]"})
    await insert(store, t.templates, {**TEMPLATE, "state": naming(3)})
    assert await sweep(store) == {1, 2, 3}


@pytest.mark.parametrize(
    ("state", "kept"),
    [("waiting", True), ("held", True), ("sending", True), ("gathered", True), ("sent", False)],
)
async def test_a_message_that_is_still_to_be_sent_keeps_its_picture(
    store: Store, state: str, kept: bool
) -> None:
    await keep(store, 1)
    await insert(store, t.outbox, {**MESSAGE, "state": state, "payload": naming(1)})
    assert await sweep(store) == ({1} if kept else set())


async def test_a_picture_that_is_named_after_it_was_looked_for_stays(store: Store) -> None:
    """An import of the same picture may come between the looking and the removal."""
    await keep(store, 1, 2)
    await insert(store, t.questions, {**QUESTION, "content": naming(1)})
    async with store.write() as transaction:
        await OrphanedPictures(transaction).remove([name(1), name(2)])
    assert await sweep(store) == {1}


async def test_many_activities_are_walked_through_to_the_last(store: Store) -> None:
    await keep(store, *range(1, 131))
    rows = [{**ACTIVITY, "state": naming(number)} for number in range(1, 131)]
    await insert(store, t.activities, *rows)
    assert await sweep(store) == set(range(1, 131))
