"""The engine: what came in is decided once and in order, and who is told what."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.runtime import engine as engine_module
from service.store import tables as t
from service.store.changes import Changes
from service.store.transaction import Transaction
from tests.runtime.machines import pressed, said
from tests.world import BRANCH, minutes, world


async def test_the_same_update_delivered_again_is_handled_once(database_url: str) -> None:
    async with world(url=database_url) as w:
        quiz = await w.quiz()
        begin = pressed(w, "李华", f"{quiz}::begin:")
        await w.receive(begin, begin)
        await w.receive(begin)
        assert await w.actions("quiz.begun") == ["quiz.begun"]
        assert "quiz.resumed" not in await w.actions()


async def test_what_one_person_does_is_handled_in_the_order_received(database_url: str) -> None:
    """A text typed right behind a tap answers what the tap brought up, in one batch or two."""
    async with world(url=database_url) as w:
        quiz = await w.quiz(feedback="end")
        await w.receive(
            pressed(w, "李华", f"{quiz}::begin:"),
            said(w, "李华", "B"),
            pressed(w, "Zhang", f"{quiz}::begin:"),
            said(w, "李华", "ac"),
            said(w, "Zhang", "A"),
            said(w, "李华", "1"),
            said(w, "李华", "交卷"),
        )
        hua, zhang = await w.entry(quiz, "李华"), await w.entry(quiz, "Zhang")
        assert (hua.phase, hua.answers, hua.score) == ("submitted", ((1,), (0, 2), (0,)), 600)
        assert (zhang.phase, zhang.answers) == ("answering", ((0,), None, None))


async def test_a_tap_behind_a_text_that_waits_for_its_turn_waits_too() -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await w.receive(
            pressed(w, "李华", f"{quiz}::begin:"),
            said(w, "李华", "B"),
            pressed(w, "李华", f"{quiz}::a:1.0"),
            pressed(w, "李华", f"{quiz}::ok:1"),
        )
        assert (await w.entry(quiz, "李华")).answers == ((1,), (0,), None)


async def test_a_change_of_language_holds_for_what_follows_in_the_same_batch() -> None:
    async with world() as w:
        await w.receive(said(w, "李华", "/lang en"), said(w, "李华", "/help"))
        assert "Type “link”" in w.last("李华")
        assert w.person("李华").language == "en"


async def test_a_batch_that_is_larger_than_one_transaction_is_handled_to_its_end() -> None:
    async with world() as w:
        many = [said(w, "李华", "/help") for _ in range(engine_module.UPDATES * 2 + 5)]
        await w.engine.receive("memory", many)
        assert await w.engine.handle_updates() == len(many)
        assert len(await w.actions("home.helped")) == len(many)


async def test_a_stranger_in_a_room_is_not_answered() -> None:
    async with world() as w:
        room = w.room()
        before = len(room.lines)
        await w.receive(w.chats.said(room, "nobody", "你好"))
        assert len(room.lines) == before + 1


async def test_someone_who_has_left_is_a_stranger() -> None:
    async with world() as w:
        async with w.store.write() as transaction:
            await transaction.connection.execute(
                t.people.update().where(t.people.c.name == "李华").values(active=False)
            )
        await w.engine.refresh()
        await w.receive(said(w, "李华", "/help"))
        assert await w.actions("home.helped") == []
        assert "请输入书记发给您的邀请码" in "\n".join(w.heard("李华"))


async def test_talk_in_the_room_is_left_alone() -> None:
    async with world() as w:
        await w.quiz()
        before = len(w.heard("李华", BRANCH))
        await w.say("李华", "B", room=BRANCH)
        await w.say("李华", "菜单", room=BRANCH)
        assert len(w.heard("李华", BRANCH)) == before


async def test_an_answer_received_before_the_close_counts_though_handled_after() -> None:
    async with world() as w:
        quiz = await w.quiz(minutes=10, feedback="end")
        await w.press("李华", "开始答题")
        w.clock.advance(minutes(10) - timedelta(microseconds=1))
        await w.engine.receive("memory", [said(w, "李华", "B")])
        w.clock.advance(minutes(5))
        await w.settle()
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        state = (await w.activity(quiz)).state
        assert state.phase == "published"


async def test_an_answer_at_the_very_close_is_late_and_changes_nothing() -> None:
    async with world() as w:
        quiz = await w.quiz(minutes=10, feedback="end")
        await w.press("李华", "开始答题")
        w.clock.advance(minutes(10))
        await w.receive(said(w, "李华", "B"))
        assert (await w.entry(quiz, "李华")).answers[0] is None
        assert any("截止，这次作答不再计入" in each for each in w.heard("李华"))


async def test_an_answer_that_comes_in_between_the_inbox_and_the_timers_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clock passes the close while the engine is handling what came before."""
    async with world() as w:
        quiz = await w.quiz(minutes=10, feedback="end")
        await w.press("李华", "开始答题")
        handle = w.engine.handle_updates_up_to
        raced: list[bool] = []

        async def race(newest: int) -> int:
            done = await handle(newest)
            if not raced:
                raced.append(True)
                w.clock.advance(minutes(10) - timedelta(seconds=1))
                await w.engine.receive("memory", [said(w, "李华", "B")])
                w.clock.advance(timedelta(seconds=2))
            return done

        monkeypatch.setattr(w.engine, "handle_updates_up_to", race)
        await w.receive(said(w, "Zhang", "/help"))
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        assert (await w.activity(quiz)).state.phase == "published"


async def test_an_answer_whose_commit_is_under_way_holds_the_close_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        quiz = await w.quiz(minutes=10, feedback="end")
        await w.press("李华", "开始答题")
        w.clock.advance(minutes(9))
        receive, gate = Transaction.receive, asyncio.Event()

        async def slow(self: Transaction, rows: Any) -> None:
            await gate.wait()
            await receive(self, rows)

        monkeypatch.setattr(Transaction, "receive", slow)
        incoming = asyncio.create_task(w.engine.receive("memory", [said(w, "李华", "B")]))
        await asyncio.sleep(0)
        w.clock.advance(minutes(2))
        handling = asyncio.create_task(w.engine.handle_everything())
        await asyncio.sleep(0.01)
        gate.set()
        await asyncio.gather(incoming, handling)
        await w.settle()
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        assert (await w.activity(quiz)).state.phase == "published"


async def test_a_timer_of_an_earlier_schedule_is_dropped() -> None:
    async with world() as w:
        quiz = await w.quiz()
        changes = Changes()
        revision = (await w.activity(quiz)).state.schedule.revision
        changes.arm(quiz, 0, "close", w.clock.now(), revision - 1)
        async with w.store.write() as transaction:
            await transaction.apply(changes)
        await w.settle()
        assert (await w.activity(quiz)).state.phase == "open"
        assert "quiz.closed" not in await w.actions()


async def test_after_downtime_each_timer_fires_once(database_url: str) -> None:
    async with world(url=database_url) as w:
        await w.quiz()
        w.clock.advance(timedelta(days=3))
        await w.settle()
        fired = [each for each in await w.actions("quiz.") if each != "quiz.scheduled"]
        assert fired == ["quiz.opened", "quiz.reminded", "quiz.closed", "quiz.published"]
        assert await w.rows(select(t.timers)) == []
