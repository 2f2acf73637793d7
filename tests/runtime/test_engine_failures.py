"""The engine: what fails is set aside, and nothing takes the rest down."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from service.core.events import Chose, Said, TimerFired
from service.core.message import Chat, Ref
from service.ports import Update
from service.runtime import engine as engine_module
from service.runtime.inbound.ingest import Ingest
from service.store import tables as t
from service.store.changes import Changes
from service.store.transaction import Transaction
from service.testkit.waiting import patience
from tests.runtime.machines import errors, failing, pressed, said
from tests.world import minutes, world


async def test_an_update_nobody_can_read_is_set_aside_and_the_rest_goes_on(
    database_url: str,
) -> None:
    async with world(url=database_url) as w:
        await w.receive(
            said(w, "李华", "/help"), Update("bad", "{nonsense"), said(w, "Zhang", "/help")
        )
        assert len(await w.actions("home.helped")) == 2
        (error,) = await errors(w)
        assert error.startswith("ValueError at ")
        (kept,) = await w.rows(select(t.inbox).where(t.inbox.c.update == "bad"))
        assert kept.raw == "{nonsense"


async def test_an_event_that_breaks_its_machine_is_set_aside_and_the_person_is_told(
    database_url: str,
) -> None:
    workflows = failing("quiz", lambda event: isinstance(event, Chose) and "ok" in event.choice)
    async with world(url=database_url, workflows=workflows) as w:
        quiz = await w.quiz()
        await w.receive(
            pressed(w, "Zhang", f"{quiz}::begin:"),
            pressed(w, "李华", f"{quiz}::begin:"),
            pressed(w, "李华", f"{quiz}::a:0.1"),
            pressed(w, "李华", f"{quiz}::ok:0"),
            pressed(w, "Zhang", f"{quiz}::a:0.0"),
        )
        assert (await w.entry(quiz, "李华")).picked == (1,)
        assert (await w.entry(quiz, "Zhang")).picked == (0,)
        assert (await w.actions("quiz.")).count("quiz.marked") == 2
        (error,) = await errors(w)
        assert error.startswith("ZeroDivisionError at ")
        assert "private" not in error
        assert "刚才的消息没能处理" in w.last("李华")
        assert not any("couldn't be processed" in each for each in w.heard("Zhang"))


async def test_delivery_is_called_also_when_everything_was_set_aside() -> None:
    """The person's plain word must not lie in the outbox until somebody else speaks."""
    called: list[bool] = []
    async with world(workflows=failing("home", lambda event: isinstance(event, Said))) as w:
        w.engine.after_commit.append(lambda: called.append(True))
        await w.receive(said(w, "李华", "hm"))
        assert called


async def test_a_row_the_database_refuses_is_set_aside_alone(postgres_url: str) -> None:
    """PostgreSQL keeps no NUL: the id of this message can't go into the journal."""
    async with world(url=postgres_url) as w:
        quiz = await w.quiz()
        updates = [pressed(w, "李华", f"{quiz}::begin:")]
        updates += [pressed(w, "王敏", f"{quiz}::begin:") for _ in range(5)]
        updates += [pressed(w, "Zhang", f"{quiz}::begin:", message="m\0")]
        updates += [pressed(w, "李华", f"{quiz}::a:0.1"), pressed(w, "李华", f"{quiz}::ok:0")]
        await w.receive(*updates)
        assert len(await errors(w)) == 1
        assert (await w.entry(quiz, "李华")).answers == ((1,), None, None)
        assert await w.entry(quiz, "Zhang") is None
        assert "couldn't be processed" in w.last("Zhang")
        assert (await w.actions("quiz.")).count("quiz.resumed") == 4


async def test_an_update_with_an_id_no_database_can_keep_holds_up_nobody(
    database_url: str,
) -> None:
    async with world(url=database_url) as w:
        ids = ["x" * 256, "x" * 5000, "half\ud83d", "nul\0", "é" * 255]
        help_ = said(w, "李华", "/help")
        odd = [Update(each, help_.raw) for each in ids]
        await asyncio.gather(
            w.engine.receive("memory", [said(w, "Zhang", "/help")]),
            *(w.engine.receive("memory", [each]) for each in odd),
            w.engine.receive("memory", [said(w, "Zhang", "/help")]),
        )
        await w.engine.receive("memory", odd)  # a platform that sends them again
        await w.receive()
        assert len(await w.actions("home.helped")) == len(ids) + 2
        assert not await errors(w)


async def test_what_no_database_can_keep_within_an_update_is_set_aside_alone(
    database_url: str,
) -> None:
    async with world(url=database_url) as w:
        await w.receive(
            said(w, "Zhang", "/help"),
            Update("bare", "{\ud83d"),
            *(
                w.chats.update(Said(Ref(Chat("memory", chat), message, private=True), user, words))
                for chat, message, user, words in (
                    (w.chat("李华").id, "m" * 300, "李华", "long"),
                    (w.chat("李华").id, "m\0", "李华", "nul\0"),
                    ("p" * 300, "m1", "u" * 300, "stranger"),
                    ("p\0", "m1", "u\0", "stranger"),
                )
            ),
            said(w, "Zhang", "/help"),
        )
        assert await w.actions("home.helped") == ["home.helped"] * 2


@pytest.mark.parametrize(
    "choice",
    [
        "9" * 30 + "::begin:",
        "9" * 18 + "::begin:",
        "1:" + "9" * 30 + ":menu:",
        "999::begin:",
        "0::a:0.0",
        "not ours",
        "1::new:\ud83d",
        "9" * 19 + "::begin:",
        "1:999:menu:",
        "1:" + "9" * 19 + ":menu:",
        "QUIZ:999:ok:0",
        "QUIZ:999:begin:",
        "QUIZ::a:" + "9" * 30,
        "QUIZ::nudge:²",  # what is asked about first would say it again
        "0::cancel:" + "9" * 30,
        "0::more:" + "9" * 30,
    ],
)
async def test_a_forged_choice_gains_nothing_and_hurts_nobody(
    database_url: str, choice: str
) -> None:
    async with world(url=database_url) as w:
        choice = choice.replace("QUIZ", str(await w.quiz()))
        ref = Ref(Chat("memory", w.chat("李华").id), "m1", private=True)
        before = len(w.heard("李华"))
        forged = Chose(ref, "李华", choice.encode(errors="replace").decode())
        await w.receive(
            said(w, "Zhang", "/help"), w.chats.update(forged), said(w, "Zhang", "/help")
        )
        own = {"home.helped", "home.menu_shown"}  # a menu is only ever one's own
        assert set(await w.actions("home.")) <= own
        assert (await w.actions("home.")).count("home.helped") == 2
        assert len(w.heard("李华")) - before <= 1
        assert not await errors(w)


async def test_a_failure_outside_any_machine_is_pinned_on_its_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looking up is done for the whole batch: the batches get smaller until the row is found."""
    async with world() as w:
        offers = Transaction.offers

        async def damaged(self: Transaction, chats: Any) -> Any:
            if w.chat("Zhang").id in chats:
                raise ValueError("a damaged row")
            return await offers(self, chats)

        monkeypatch.setattr(Transaction, "offers", damaged)
        names = ["李华", "王敏"] * 20
        updates = [said(w, name, "帮助") for name in names]
        updates.insert(29, said(w, "Zhang", "help"))
        await w.receive(*updates)
        assert len(await w.actions("home.helped")) == 40
        assert len(await errors(w)) == 1


async def test_a_timer_that_breaks_its_machine_is_set_aside_and_the_others_fire(
    database_url: str,
) -> None:
    workflows = failing(
        "quiz", lambda event: isinstance(event, TimerFired) and event.name == "remind"
    )
    async with world(url=database_url, workflows=workflows) as w:
        await w.quiz()
        await w.advance(minutes(61))
        assert "quiz.published" in await w.actions()
        assert "quiz.reminded" not in await w.actions()
        (kept,) = await w.rows(select(t.inbox).where(t.inbox.c.error.is_not(None)))
        assert kept.raw.startswith("timer remind of activity ")
        assert kept.account == "timers"


async def test_a_timer_the_database_refuses_leaves_waiting_updates_alone(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world(url=postgres_url) as w:
        await w.quiz()
        disarm = Changes.disarm

        def spoil(self: Changes, activity: int, person: int, name: str) -> None:
            disarm(self, activity, person, "\0" if name == "warn" else name)

        monkeypatch.setattr(Changes, "disarm", spoil)
        w.clock.advance(minutes(61))
        await w.settle()
        aside = await w.rows(select(t.inbox).where(t.inbox.c.error.is_not(None)))
        assert [row.raw.split()[1] for row in aside] == ["close"]
        assert await w.actions("quiz.reminded") == ["quiz.reminded"]


async def test_updates_of_a_group_whose_commit_failed_are_not_confirmed_to_anyone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each caller tries again for itself: who can't be kept is told, whoever can is kept."""
    async with world() as w:
        receive = Transaction.receive

        async def refuse(self: Transaction, rows: Any) -> None:
            if any(row["update"] == "bad" for row in rows):
                raise OperationalError("insert", {}, Exception("disk is full"))
            await receive(self, rows)

        monkeypatch.setattr(Transaction, "receive", refuse)
        async with w.store.write():  # nobody else writes meanwhile
            calls = [
                asyncio.create_task(w.engine.receive("memory", [Update(name, "{}")]))
                for name in ("first", "bad", "good")
            ]
            await asyncio.sleep(0.01)
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert [isinstance(each, OperationalError) for each in results] == [False, True, False]
        kept = {row.update for row in await w.rows(select(t.inbox.c.update))}
        assert {"first", "good"} <= kept
        assert "bad" not in kept


async def test_a_caller_that_is_cancelled_takes_nobody_elses_updates_along() -> None:
    async with world() as w:
        intake = Ingest(w.store, w.clock, w.registry.sealer, lambda: None)
        async with w.store.write():  # nobody else writes meanwhile
            calls = [
                asyncio.create_task(intake.receive("memory", [Update(name, "{}")]))
                for name in ("first", "second", "third")
            ]
            await asyncio.sleep(0.01)
            calls[0].cancel()
            await asyncio.sleep(0.01)
        await asyncio.gather(*calls[1:])
        kept = {row.update for row in await w.rows(select(t.inbox.c.update))}
        assert {"second", "third"} <= kept
        assert intake.complete_until() == w.clock.now()


async def test_many_callers_share_few_commits() -> None:
    async with world() as w:
        commits = 0
        receive = Transaction.receive

        async def count(self: Transaction, rows: Any) -> None:
            nonlocal commits
            commits += 1
            await receive(self, rows)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Transaction, "receive", count)
            await asyncio.gather(
                *(w.engine.receive("memory", [Update(f"x{n}", "{}")]) for n in range(50))
            )
        assert commits <= 3
        assert len(await w.rows(select(t.inbox.c.id))) == 50


async def test_the_engine_goes_on_when_the_database_comes_back(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with world(url=sqlite_url) as w:
        monkeypatch.setattr(engine_module, "RETRY_SECONDS", 0.01)
        waiting, failures = Transaction.waiting, [True, True]

        async def down(self: Transaction, limit: int, up_to: int) -> Any:
            if failures:
                failures.pop()
                raise OperationalError("select", {}, Exception("no connection"))
            return await waiting(self, limit, up_to)

        monkeypatch.setattr(Transaction, "waiting", down)
        running = asyncio.create_task(w.engine.run())
        await w.engine.receive("memory", [said(w, "李华", "/help")])
        helped = asyncio.Event()
        w.engine.after_commit.append(helped.set)
        async with patience():
            await helped.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert await w.actions("home.helped") == ["home.helped"]
        assert await errors(w) == []


async def test_a_raw_update_with_a_nul_in_it_is_kept(postgres_url: str) -> None:
    async with world(url=postgres_url) as w:
        await w.receive(Update("nul", "{\0}"), said(w, "李华", "/help"))
        assert await w.actions("home.helped") == ["home.helped"]
