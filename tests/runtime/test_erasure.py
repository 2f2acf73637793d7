"""A person's data is erased: words go, acts stay, and what runs is taken out when it is over."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.core.membership import MemberChange
from service.core.privacy import Privacy
from service.runtime.retention import Keep, Retention
from service.store import tables as t
from service.store.erasing import BLANK, Erasing
from service.store.schema import metadata
from tests.workflows.talk.test_talk_records import NOTE, noted
from tests.world import World, world

WORD = "我最近睡不好"


async def erases(w: World, name: str) -> None:
    await w.say(name, "我的数据")
    await w.press(name, "删除…")
    assert "保留，以及为什么" in w.last(name)
    await w.press(name, "确定删除")
    assert "已删除" in w.last(name)


async def opened(w: World) -> str:
    """Every text that is kept, with what is sealed in it opened."""
    texts = []
    for table in metadata.sorted_tables:
        for row in await w.rows(select(table)):
            for value in row:
                texts.append(_opened(w, value) if isinstance(value, str) else "")
    return "\n".join(texts)


def _opened(w: World, value: str) -> str:
    def plain(found: re.Match[str]) -> str:
        return w.registry.sealer.open(found[0])

    return re.sub(r"gAAAA[A-Za-z0-9_=-]{60,}", plain, value)


async def sweep(w: World) -> None:
    await Retention(w.store, w.clock, Keep(), w.engine.sweep_personal).sweep()


async def test_the_words_go_and_that_something_was_done_stays() -> None:
    async with world() as w:
        activity = await noted(w)
        await w.press("王敏", "查看记录")
        await w.say("李华", "我的情况")
        await w.press("李华", "我同意")
        await w.press("李华", "生病")
        assert NOTE in await opened(w), "otherwise this test finds nothing"
        before = await w.actions()
        await erases(w, "李华")
        after = await opened(w)
        assert NOTE not in after
        assert "ill 2026" not in after
        assert "am:ill" not in after
        talk = await w.entry(activity, "李华")
        assert (talk.phase, talk.note) == ("recorded", None), "that it was held is a record"
        assert (await w.actions())[: len(before)] == before
        rows = await w.rows(select(t.journal.c.event).where(t.journal.c.action == "talk.noted"))
        assert [row.event for row in rows] == [BLANK]
        assert not any(each.startswith("sensitive") for each in w.person("李华").agreed)
        assert await w.rows(select(t.consents).where(t.consents.c.act == "withdrawn"))


async def test_what_still_runs_stays_until_it_is_over() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        await w.press("李华", "王敏")
        await w.say("李华", WORD)
        await erases(w, "李华")
        assert WORD in await opened(w), "the secretary has not answered yet"
        await w.press("王敏", "看留言")
        assert WORD in w.last("王敏")


async def test_the_rest_is_swept_once_it_is_over() -> None:
    async with world() as w:
        quiz = await w.quiz(title="党史")
        await w.press("李华", "开始")
        await erases(w, "李华")
        j = t.journal.c
        kept = select(j.event).where(j.activity == quiz, j.actor == w.person("李华").id)
        assert all(row.event != BLANK for row in await w.rows(kept))
        await w.advance(timedelta(minutes=1))
        await w.press("李华", "A")
        await w.advance(timedelta(hours=2))
        await sweep(w)
        first, *rest = [row.event for row in await w.rows(kept)]
        assert first == BLANK
        assert rest
        assert all(each != BLANK for each in rest), "what they did later is not meant"


async def test_files_that_a_record_holds_are_told_from_those_that_may_go(
    database_url: str,
) -> None:
    async with world(url=database_url) as w:
        quiz = await w.quiz(title="党史")
        file = "f7-0-Ab_c%d"
        async with w.store.write() as transaction:
            kept = update(t.activities).where(t.activities.c.id == quiz)
            await transaction.execute(kept.values(state=json.dumps({"files": [file]})))
            others = [f"f{number}-0-x" for number in range(120)]
            assert await Erasing(transaction).held([*others, file]) == {file}
            assert await Erasing(transaction).held([]) == set()


async def test_of_whoever_has_left_the_contact_and_the_chats_go() -> None:
    async with world() as w:
        li = w.person("李华").id
        await w.engine.change_members([MemberChange(li, active=False)])
        await w.engine.erase(li, "root")
        assert w.person("李华").contact == ""
        async with w.store.write() as transaction:
            erasing = Erasing(transaction)
            assert [row.person for row in await erasing.pending()] == [li]
            await erasing.chats_done(li, w.clock.now())
            assert await erasing.pending() == []
        await w.engine.refresh()
        assert not await w.rows(select(t.identities).where(t.identities.c.person == li))
        assert "privacy.erased" in await w.actions()
        with pytest.raises(KeyError):
            await w.engine.erase(999)


async def test_how_somebody_is_goes_after_its_days_and_consents_that_are_over_after_theirs() -> (
    None
):
    async with world(settings={"home": Privacy(circumstances_days=30)}) as w:
        await w.say("李华", "我的情况")
        await w.press("李华", "我同意")
        await w.press("李华", "生病")
        await w.advance(timedelta(days=29))
        await sweep(w)
        assert w.person("李华").circumstances is not None
        await w.advance(timedelta(days=2))
        await sweep(w)
        assert w.person("李华").circumstances is None
        await w.say("李华", "撤回同意")
        kept = select(t.consents.c.act).order_by(t.consents.c.id)
        assert [row.act for row in await w.rows(kept)] == ["agreed", "withdrawn"]
        await w.advance(Keep().consents + timedelta(days=1))
        await sweep(w)
        assert await w.rows(kept) == [], "the proof is not kept for ever"
        assert await w.rows(select(t.notices)) == []
