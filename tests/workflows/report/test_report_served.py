"""A series in the whole service: both databases, a restart, who comes and goes, what is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from adapters.memory.adapter import Memory
from service.core.access import Rules
from service.core.effects import Start
from service.core.membership import MemberChange
from service.core.people import RosterRow
from service.core.privacy import Privacy
from service.runtime.retention import Keep, Retention
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.schema import metadata
from service.testkit.organization import BRANCH
from tests.world import World, world

RULES = Rules(book=read_rule_book("party-branch"))
ILL = "膝盖扭伤"


async def begun(w: World, form: str, end: str = "2027-01-20T20:00:00+08:00") -> int:
    """A series that asks each day at eight."""
    details = {"form": form, "rule": "每天 8:00", "closes_at": end}
    unit, by = w.unit(BRANCH).id, w.person("王敏").id
    await w.engine.begin(Start("report", unit, by, details))
    await w.settle()
    a = t.activities.c
    return int((await w.rows(select(a.id).where(a.kind == "report")))[-1].id)


async def asked(w: World) -> dict[str, int]:
    """How often each person was asked in the morning: reminders aside."""
    o = t.outbox.c
    rows = await w.rows(select(o.person, o.payload).where(o.key == "own", o.kind == "send"))
    names = {each.id: each.name for each in w.engine.directory.roster.people.values()}
    found: dict[str, int] = {}
    for row in rows:
        if "请回答几个问题" in row.payload or "answer a few questions" in row.payload:
            found[names[row.person]] = found.get(names[row.person], 0) + 1
    return found


async def test_nobody_is_asked_twice_and_the_series_goes_on_after_a_restart(
    tmp_path: Path,
) -> None:
    url, chats = f"sqlite:///{tmp_path}/orglife.sqlite3", Memory()
    async with world(url=url, chats=chats, rules=RULES) as w:
        number = await begun(w, "work")
        await w.advance(timedelta(days=1))
        assert await asked(w) == {"王敏": 1, "李华": 1, "Zhang": 1}
        now = w.clock.now()
    async with world((), url=url, chats=chats, start=now + timedelta(days=3), rules=RULES) as w:
        await w.settle()
        await w.advance(timedelta(hours=23))
        days = (await w.activity(number)).state.progress.days
        slept = "what the service slept through is left out"
        assert days == ("2026-03-07", "2026-03-10", "2026-03-11"), slept
        assert await asked(w) == {"王敏": 3, "李华": 3, "Zhang": 3}


async def test_who_joins_is_asked_next_and_who_leaves_no_more(database_url: str) -> None:
    async with world(url=database_url, rules=RULES) as w:
        number = await begun(w, "work")
        await w.advance(timedelta(days=1))
        await w.people([RosterRow("新人", f"校/{BRANCH}", timezone="Asia/Tokyo")])
        gone = w.person("李华").id
        await w.engine.change_members([MemberChange(gone, active=False)])
        await w.advance(timedelta(days=1))
        assert await asked(w) == {"王敏": 2, "李华": 1, "Zhang": 2, "新人": 1}
        await w.advance(timedelta(days=1))
        rates = (await w.activity(number)).state.progress.rates
        assert [(each.done, each.of) for each in rates[:2]] == [(0, 2), (0, 3)]


async def test_the_last_round_is_counted_at_the_end(database_url: str) -> None:
    async with world(url=database_url, rules=RULES) as w:
        number = await begun(w, "work", "2026-03-07T20:00:00+08:00")
        await w.advance(timedelta(days=2))
        state = (await w.activity(number)).state
        assert (state.phase, [each.of for each in state.progress.rates]) == ("closed", [3])


async def ill(w: World) -> int:
    number = await begun(w, "health")
    await w.advance(timedelta(days=1))
    for each in ("✔ 现在填", "我同意", "在治疗"):
        await w.press("李华", each)
    await w.say("李华", ILL)
    await w.press("李华", "否")
    return number


async def kept(w: World) -> str:
    """Every text in the database."""
    texts: list[str] = []
    for table in metadata.sorted_tables:
        for row in await w.rows(select(table)):
            texts += [value for value in row if isinstance(value, str)]
    return "\n".join(texts)


async def test_an_answer_of_health_is_nowhere_legible_and_the_person_takes_it_out() -> None:
    async with world(rules=RULES) as w:
        number = await ill(w)
        assert (await w.entry(number, "李华")).last["symptoms"] == ILL
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 健康报告")
        await w.press("王敏", "📋 本期情况")
        assert any(ILL in each for each in w.heard("王敏"))
        assert ILL not in await kept(w)
        assert "treated" not in "".join(
            row.event for row in await w.rows(select(t.journal.c.event))
        )
        assert ILL in await w.engine.export(w.person("李华").id)


async def test_what_was_answered_goes_with_the_consent_or_after_its_days() -> None:
    settings: Any = {"home": Privacy(circumstances_days=30)}
    async with world(rules=RULES, settings=settings) as w:
        number = await ill(w)
        await w.say("李华", "撤回同意")
        part = await w.entry(number, "李华")
        assert (part.filed, part.refused) == ((), True)
    async with world(rules=RULES, settings=settings) as w:
        number = await ill(w)
        await w.advance(timedelta(days=31))
        await Retention(w.store, w.clock, Keep(), w.engine.sweep_personal).sweep()
        part = await w.entry(number, "李华")
        assert (part.last, part.day) == ({}, part.filed[-1].day)


async def test_an_answer_in_the_room_is_not_kept_and_who_wrote_it_is_asked_in_private() -> None:
    async with world(rules=RULES) as w:
        number = await begun(w, "work")
        await w.advance(timedelta(days=1))
        told = w.latest(w.room())
        before = len(w.room().lines)
        await w.say("李华", ILL, room=BRANCH, reply_to=told)
        assert "没有记下。请在这里回答" in w.last("李华")
        assert "现在填" in repr(w.latest(w.chat("李华")))
        assert len(w.room().lines) == before + 1, "nobody answers in the room"
        assert await w.entry(number, "李华") is None
        assert ILL not in "".join(row.event for row in await w.rows(select(t.journal.c.event)))


async def test_a_dry_run_asks_whoever_prepares_it_at_once() -> None:
    async with world(rules=RULES) as w:
        await w.say("王敏", "汇报")
        await w.press("王敏", "思想汇报")
        await w.say("王敏", "每月2日 8:00")
        await w.say("王敏", "12月31日 20:00")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "以成员身份试一遍")
        assert any("又到交的时候" in each for each in w.heard("王敏"))
        await w.press("王敏", "✔ 现在填")
        await w.say("王敏", "试着写一篇。")
        assert any("演练成员交了思想汇报" in each for each in w.heard("王敏"))
        await w.press("王敏", "结束演练")
        assert w.person("王敏").agreed == frozenset({"notice 1"}), "nothing was agreed to"
