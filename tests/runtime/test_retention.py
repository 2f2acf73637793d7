"""Retention while the service lives: what is old goes, and nobody notices."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from service.app import build_keep
from service.runtime.retention import Keep, Retention
from service.settings.loading import Settings
from service.store import tables as t
from tests.world import World, minutes, world


async def counts(w: World) -> tuple[int, int, int]:
    """Rows of the inbox, the outbox and the journal."""
    found = []
    for table in (t.inbox, t.outbox, t.journal):
        (row,) = await w.rows(select(func.count().label("rows")).select_from(table))
        found.append(int(row.rows))
    return found[0], found[1], found[2]


async def test_a_quiz_of_long_ago_leaves_its_record_and_home_still_answers() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await w.press("李华", "开始")
        await w.advance(minutes(90))
        await w.say("李华", "菜单")
        before = await counts(w)
        retention = Retention(w.store, w.clock, Keep())
        await retention.sweep()
        assert await counts(w) == before, "everything is young"

        await w.advance(timedelta(days=8))
        await retention.sweep()
        inbox, outbox, journal = await counts(w)
        assert (inbox, outbox, journal) == (0, before[1], before[2])

        await w.advance(timedelta(days=90))
        await retention.sweep()
        left = [row.key for row in await w.rows(select(t.outbox).order_by(t.outbox.c.id))]
        assert set(left[:-1]) == {"reminder"}, "which are a record"
        assert left[-1] == "menu", "the last one can still be pressed"
        assert (await counts(w))[2] == before[2]
        await w.press("李华", "更多…")
        assert w.last("李华")


async def test_a_quiz_that_goes_on_is_answered_after_the_sweep() -> None:
    async with world() as w:
        await w.quiz(minutes=60 * 24 * 200)
        await w.advance(timedelta(days=100))
        await Retention(w.store, w.clock, Keep()).sweep()
        await w.press("李华", "开始")
        assert "quiz.begun" in await w.actions("quiz")


async def test_messages_are_kept_for_ever_if_the_settings_say_so() -> None:
    keep = build_keep(Settings(retention={"messages_days": 0}))  # type: ignore[arg-type]
    async with world() as w:
        await w.say("李华", "菜单")
        before = await counts(w)
        await w.advance(timedelta(days=4000))
        await Retention(w.store, w.clock, keep).sweep()
        assert await counts(w) == (0, *before[1:])
