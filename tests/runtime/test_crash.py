"""The service stops at every boundary, and goes on from the same file as if nothing had been."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from adapters.memory.adapter import EVERYTHING, Memory
from service.core.capabilities import Capabilities
from service.ports import Order, SendResult
from service.store import tables as t
from service.store.database import Database
from service.store.sending import Sending
from service.store.transaction import Transaction
from tests.runtime.quiz_day import day, record, said
from tests.world import START, minutes, world

ONCE = replace(EVERYTHING, idempotent=False)  # a platform that can't tell a repetition


class StoppedError(BaseException):
    """The process is gone: nothing may catch this and go on."""


class Fuse:
    """Stops the process at the `count`-th passing."""

    def __init__(self, count: int) -> None:
        self.count = count

    def burn(self) -> None:
        self.count -= 1
        if self.count == 0:
            raise StoppedError


def before_commit(patch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """Everything is written, nothing committed."""
    apply = Transaction.apply

    async def stop(self: Transaction, changes: Any) -> None:
        await apply(self, changes)
        fuse.burn()

    patch.setattr(Transaction, "apply", stop)


def after_commit(patch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """The commit is done, and nobody has heard of it."""
    write = Database.write

    @asynccontextmanager
    async def stop(self: Database) -> AsyncIterator[Any]:
        async with write(self) as connection:
            yield connection
        fuse.burn()

    patch.setattr(Database, "write", stop)


def before_send(patch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """The row says `sending`, and the platform has heard nothing."""
    send = Memory.send

    async def stop(self: Memory, order: Order) -> SendResult:
        fuse.burn()
        return await send(self, order)

    patch.setattr(Memory, "send", stop)


def after_send(patch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """The platform has it, and we have not heard so."""
    send = Memory.send

    async def stop(self: Memory, order: Order) -> SendResult:
        result = await send(self, order)
        fuse.burn()
        return result

    patch.setattr(Memory, "send", stop)


def before_mark(patch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """We have heard that it is sent, and have not written it down."""
    settle = Sending.settle

    async def stop(self: Sending, rows: Any) -> None:
        if rows:
            fuse.burn()
        await settle(self, rows)

    patch.setattr(Sending, "settle", stop)


BOUNDARIES = (before_commit, after_commit, before_send, after_send, before_mark)
Boundary = Callable[[pytest.MonkeyPatch, Fuse], None]


_calm: list[tuple[Any, dict[str, list[str]]]] = []


async def undisturbed() -> tuple[Any, dict[str, list[str]]]:
    """How the day goes when nothing stops; lived through once for all tests."""
    if not _calm:
        async with world() as w:
            quiz = await w.quiz()
            await day(w, quiz, START + minutes(70))
            _calm.append((await record(w, quiz), said(w.chats)))
    return _calm[0]


async def stopped(
    url: str, boundary: Boundary, count: int, capabilities: Capabilities
) -> tuple[Any, dict[str, list[str]], int]:
    """The day with a stop at the `count`-th passing of the boundary; the last is whether it came
    to that."""
    async with world(url=url, capabilities=capabilities) as w:
        quiz = await w.quiz()
        chats, fuse = w.chats, Fuse(count)
        with pytest.MonkeyPatch.context() as patch:
            boundary(patch, fuse)
            with suppress(StoppedError):
                await day(w, quiz, START + minutes(70))
        now = w.clock.now()
    async with world((), url=url, chats=chats, start=now) as w:
        await w.delivery.recover()
        await w.settle()
        await day(w, quiz, START + minutes(80))
        waiting = t.outbox.c.state.in_(("waiting", "sending"))
        assert await w.rows(select(t.outbox).where(waiting)) == []
        assert await w.rows(select(t.inbox).where(t.inbox.c.error.is_not(None))) == []
        return await record(w, quiz), said(chats), fuse.count


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("count", [1, 2, 4])  # the last: what closes publishes in one commit
async def test_a_stop_anywhere_loses_nothing_and_handles_nothing_twice(
    tmp_path: Any, boundary: Boundary, count: int
) -> None:
    """The journal, the answers and every chat read exactly as if nothing had happened."""
    expected, chats = await undisturbed()
    found, read, left = await stopped(
        f"sqlite:///{tmp_path}/stopped.sqlite3", boundary, count, EVERYTHING
    )
    assert left <= 0, "it never came to the stop: the test has tested nothing"
    assert found == expected
    assert {chat: sorted(lines) for chat, lines in read.items()} == {
        chat: sorted(lines) for chat, lines in chats.items()
    }


@pytest.mark.parametrize("boundary", [before_send, after_send, before_mark])
async def test_a_platform_that_knows_no_repetition_hears_at_most_one_message_twice_a_place(
    tmp_path: Any, boundary: Boundary
) -> None:
    expected, chats = await undisturbed()
    found, read, left = await stopped(f"sqlite:///{tmp_path}/s.sqlite3", boundary, 2, ONCE)
    assert left <= 0
    assert found == expected
    for chat, lines in chats.items():
        missing = [line for line in lines if line not in read[chat]]
        assert not missing, f"{chat} never heard {missing}"
        assert 0 <= len(read[chat]) - len(lines) <= 1


@pytest.mark.parametrize("capabilities", [EVERYTHING, ONCE], ids=["idempotent", "not"])
async def test_a_reminder_that_may_have_been_sent_follows_its_own_policy(
    tmp_path: Any, capabilities: Capabilities
) -> None:
    """Reminders say `skip`: sent again only where a repetition is no repetition."""
    url = f"sqlite:///{tmp_path}/orglife.sqlite3"
    async with world(url=url, capabilities=capabilities) as w:
        await w.quiz()
        chats = w.chats
        with pytest.MonkeyPatch.context() as patch:
            after_send(patch, Fuse(1))
            with pytest.raises(StoppedError):
                await w.advance(minutes(50))
        now = w.clock.now()
    async with world((), url=url, chats=chats, start=now) as w:
        assert await w.delivery.recover() == 3
        await w.advance(minutes(5))
        o = t.outbox.c
        rows = await w.rows(
            select(o.state, o.error).where(o.key == "reminder", o.kind == "send").order_by(o.id)
        )
        heard = [
            sum("还没有完成" in line or "haven't finished" in line for line in lines)
            for chat, lines in said(chats).items()
            if chat.startswith("@")
        ]
    assert heard == [1, 1, 1], "all three were under way when the process stopped"
    outcome = ("sent", None) if capabilities.idempotent else ("skipped", "stopped")
    assert [tuple(row) for row in rows] == [outcome] * 3


async def test_a_commit_that_was_done_but_not_confirmed_is_believed_from_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """The connection breaks while COMMIT is confirmed: the engine goes on in the same process,
    with what the database says, not with what it had in memory."""
    async with world(url=f"sqlite:///{tmp_path}/orglife.sqlite3") as w:
        quiz = await w.quiz(review=True)
        write, failures = Database.write, [True]

        @asynccontextmanager
        async def lose(self: Database) -> AsyncIterator[Any]:
            async with write(self) as connection:
                yield connection
            if failures:
                failures.pop()
                raise OperationalError("COMMIT", {}, Exception("connection lost"))

        w.clock.advance(minutes(61))
        monkeypatch.setattr(Database, "write", lose)
        with pytest.raises(OperationalError):
            await w.engine.handle_everything()
        await w.settle()
        assert (await w.activity(quiz)).state.phase == "closed"
        await w.press("王敏", "公布成绩")
        await w.press("王敏", "是的，现在公布")
        assert (await w.activity(quiz)).state.phase == "published"
        assert sorted(set(await w.actions("quiz.")))[:2] == ["quiz.closed", "quiz.opened"]
        assert (await w.actions()).count("quiz.closed") == 1
