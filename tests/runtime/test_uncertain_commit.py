"""A commit fails, or comes about and nobody hears of it: the loops go on in the same process, and
nothing waits for a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from adapters.memory.adapter import EVERYTHING
from service.core.rate_limit import Pace, Rates
from service.ports import NotSent
from service.store.database import Database
from tests.runtime.outbox import HUA, ZHANG, letter, outbox
from tests.world import minutes, world

SLOW = Rates(Pace(2, 1.0), Pace(1, 1.0))


def fails(patch: pytest.MonkeyPatch, *, done: bool) -> None:
    """The next commit is refused, or is `done` and its answer is lost."""
    write, left = Database.write, [True]

    @asynccontextmanager
    async def once(self: Database) -> AsyncIterator[Any]:
        async with write(self) as connection:
            yield connection
            if left and not done:
                left.pop()
                raise OperationalError("COMMIT", {}, Exception("disk I/O error"))
        if left:
            left.pop()
            raise OperationalError("COMMIT", {}, Exception("connection lost"))

    patch.setattr(Database, "write", once)


@pytest.mark.parametrize("done", [False, True], ids=["refused", "unknown"])
async def test_what_was_about_to_be_sent_is_sent_in_the_next_turn(
    monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    """Also where each chat takes one message a second: the turn that failed has used up none."""
    async with world(capabilities=replace(EVERYTHING, idempotent=False, rates=SLOW)) as w:
        for chat in (HUA, ZHANG):
            await letter(w, chat, "first")
            await letter(w, chat, "second")
        fails(monkeypatch, done=done)
        with pytest.raises(OperationalError):
            await w.delivery.deliver_all()
        assert {row.state for row in await outbox(w)} == ({"sending", "waiting"} if done else
                                                          {"waiting"})  # fmt: skip
        await w.settle()
        await w.advance(minutes(1))
        assert [(row.state, row.attempts) for row in await outbox(w)] == [("sent", 0)] * 4
        for name in ("李华", "Zhang"):
            assert w.heard(name) == ["first", "second"]


@pytest.mark.parametrize("done", [False, True], ids=["refused", "unknown"])
async def test_what_came_back_is_written_down_once(
    monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    """A result that was settled by the commit of which nobody knows is not settled again."""
    async with world() as w:
        await letter(w, body="first")
        assert await w.delivery._turn() == 0
        w.chats.answer = lambda _: NotSent("no connection")
        for task in w.delivery._under_way:
            await task
        fails(monkeypatch, done=done)
        with pytest.raises(OperationalError):
            await w.delivery._turn()
        w.chats.answer = lambda _: None
        await w.advance(minutes(2))
        assert [(row.state, row.attempts) for row in await outbox(w)] == [("sent", 0)]
        assert w.heard("李华") == ["first"]


async def test_the_word_that_an_outage_is_over_is_sent_at_once() -> None:
    """Delivery says it after its turn, so it must be called once more."""
    async with world() as w:
        called: list[bool] = []
        w.engine.after_commit.append(lambda: called.append(True))
        await w.engine.outage_over("memory", minutes(5), 0)
        assert called
        assert [row.key for row in await outbox(w)] == ["chat"]


async def test_who_waits_for_a_commit_is_called_when_it_may_have_come_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise what was said lies there until somebody looks by chance."""
    async with world() as w:
        called: list[bool] = []
        w.engine.after_commit.append(lambda: called.append(True))
        line = w.chats.said(w.chat("李华"), "李华", "菜单")
        await w.engine.receive("memory", [line])
        fails(monkeypatch, done=True)
        with pytest.raises(OperationalError):
            await w.engine.handle_everything()
        assert called
        assert await w.engine.handle_everything() == 0, "it has come about"
        await w.delivery.deliver_all()
        assert w.heard("李华")
