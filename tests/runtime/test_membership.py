"""People leave, move, change and come back: what follows at once, and what stays."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select

from service.core.effects import Start
from service.core.membership import MemberChange
from service.core.people import Person, RosterRow
from service.host.control import ChangeMembers, Control, ImportRoster
from service.store import tables as t
from service.testkit.organization import BRANCH
from tests.world import PEOPLE, World, world

OTHER = "第二支部"
MORE = (*PEOPLE, RosterRow("陈刚", f"校/{BRANCH}", role="committee"),
        RosterRow("周静", f"校/{OTHER}", role="secretary"))  # fmt: skip


async def leave(w: World, name: str) -> None:
    await w.engine.change_members([MemberChange(w.person(name).id, active=False)], by="admin")
    await w.settle()


async def come_back(w: World, name: str) -> None:
    await w.engine.change_members([MemberChange(w.person(name).id, active=True)])
    await w.settle()


async def talk(w: World, lead: str, member: str) -> None:
    """A talk that both have agreed on."""
    details = {"members": [member], "slots": [24 * 60]}
    await w.engine.begin(Start("talk", w.unit(BRANCH).id, w.person(lead).id, details))
    await w.settle()
    await w.press(member, "3月")


async def test_who_has_left_counts_nowhere_hears_nothing_and_can_do_nothing() -> None:
    async with world() as w:
        quiz = await w.quiz()
        await w.press("李华", "开始")
        heard = len(w.heard("李华"))
        await leave(w, "李华")
        await w.press("王敏", "进度")
        assert "李华" not in w.last("王敏")
        await w.say("李华", "菜单")
        assert len(w.heard("李华")) == heard + 2, "as to every stranger, in both languages"
        assert "邀请码" in w.heard("李华")[-2]
        assert await w.entry(quiz, "李华") is not None, "what is past stays"
        waiting = await w.sql("SELECT * FROM outbox WHERE state IN ('waiting', 'held')")
        assert [row for row in waiting if row.person == w.person("李华").id] == []


async def test_who_comes_back_goes_on_where_they_were() -> None:
    async with world() as w:
        await w.quiz()
        await w.press("李华", "开始")
        await leave(w, "李华")
        await come_back(w, "李华")
        await w.press("李华", "B. 2")
        await w.press("李华", "提交")
        assert "第 2/3 题" in "".join(w.heard("李华")[-2:])


async def test_who_keeps_the_roster_hears_once_of_what_goes_on() -> None:
    async with world() as w:
        await w.quiz()
        await w.press("李华", "开始")
        await w.press("Zhang", "Start")
        before = len(w.heard("王敏"))
        changes = [MemberChange(w.person(each).id, active=False) for each in ("李华", "Zhang")]
        await w.engine.change_members(changes)
        await w.settle()
        news = w.heard("王敏")[before:]
        assert len(news) == 1
        assert "离开：李华、Zhang" in news[0]
        await w.press("王敏", "📝 题库")
        assert "题库" in w.last("王敏")


async def test_the_journal_says_what_has_become_of_whom_and_who_did_it() -> None:
    async with world(MORE) as w:
        await leave(w, "李华")
        move = MemberChange(w.person("Zhang").id, unit=w.unit(OTHER).id)
        await w.engine.change_members([move], by="admin")
        j = t.journal.c
        rows = await w.rows(select(t.journal).where(j.action.in_(("member.left", "member.moved"))))
        left, moved = (msgspec.json.decode(each.event)["Membership"] for each in rows)
        assert (left["changed"], left["by"]) == ({"active": [True, False]}, "admin")
        assert moved["changed"]["unit"] == [w.unit(BRANCH).id, w.unit(OTHER).id]
        assert [each.about for each in rows] == [w.person("李华").id, move.person]


async def test_who_moves_is_in_the_other_branch_from_then_on() -> None:
    async with world(MORE) as w:
        await w.quiz()
        before = len(w.heard("周静"))
        await w.engine.change_members([MemberChange(w.person("李华").id, unit=w.unit(OTHER).id)])
        await w.settle()
        assert f"名单有变（{OTHER}）：\n· 转入：李华" in w.heard("周静")[before]
        await w.press("李华", "开始")
        assert "别的单位" in w.last("李华")
        await w.press("王敏", "进度")
        assert "李华" not in w.last("王敏")


async def test_a_talk_with_who_leaves_is_off_and_who_leads_it_is_told() -> None:
    async with world(MORE) as w:
        await talk(w, "陈刚", "李华")
        await leave(w, "李华")
        await w.advance(timedelta(hours=12))
        assert any("李华 已不在支部" in each for each in w.heard("陈刚"))
        assert await w.sql("SELECT * FROM claims") == []


async def test_a_talk_whose_leader_leaves_goes_back_to_the_secretary() -> None:
    async with world(MORE) as w:
        await talk(w, "陈刚", "李华")
        assert await w.sql("SELECT * FROM claims")
        before = len(w.heard("王敏"))
        await leave(w, "陈刚")
        assert await w.sql("SELECT * FROM claims") == []
        await w.advance(timedelta(hours=12))
        assert any("陈刚 已不在支部" in each and "王敏" in each for each in w.heard("李华"))
        news = w.heard("王敏")[before:]
        assert len(news) == 1
        await w.press("王敏", "🤝")
        assert "李华" in w.last("王敏")


async def test_an_import_moves_and_takes_out_with_all_that_follows() -> None:
    async with world(MORE) as w:
        control = Control(w.administration, w.engine)
        rows = (
            RosterRow("李华", f"校/{OTHER}"),
            RosterRow("Zhang", f"校/{BRANCH}", left=True),
        )
        would = await control.do(ImportRoster(rows, dry_run=True))
        (doubt,) = would.doubts
        assert (doubt.name, doubt.known_in, doubt.why) == ("李华", f"校/{BRANCH}", "name")
        done = await control.do(ImportRoster(rows, answers=((0, doubt.person),)))
        assert (done.added, done.left) == ((), ("Zhang",))
        assert w.person("李华").unit == w.unit(OTHER).id
        assert not w.person("Zhang").active
        await w.settle()
        assert "离开：Zhang" in w.last("王敏")
        assert "member.left" in await w.actions("member.")


async def test_a_second_entry_of_a_person_is_merged() -> None:
    async with world(MORE) as w:
        kept, second = w.person("陈刚").id, w.person("李华").id
        await w.engine.change_members([MemberChange(kept, merge=second)])
        people = w.engine.directory.roster.people
        assert (people[kept].active, people[second].active) == (True, False)
        assert len(w.engine.directory.homes[kept]) == 2
        assert not w.engine.directory.homes.get(second)


async def test_a_preview_changes_nothing_and_nobody_unknown_is_changed() -> None:
    async with world() as w:
        await w.quiz()
        await w.press("李华", "开始")
        control = Control(w.administration, w.engine)
        change = MemberChange(w.person("李华").id, active=False)
        (affected,) = await control.do(ChangeMembers((change,), dry_run=True))
        assert (affected.kind, affected.activities, affected.chats) == ("left", ("题库",), 1)
        assert w.person("李华").active
        with pytest.raises(ValueError, match="roster"):
            await w.engine.change_members([MemberChange(999, active=False)])
        with pytest.raises(ValueError, match="unit"):
            await w.engine.change_members([MemberChange(change.person, unit=999)])


def test_a_new_role_ends_the_post_and_a_new_unit_the_group() -> None:
    person = Person(1, "甲", 1, role="committee", post="纪检委员", group="一组")
    assert MemberChange(1, role="member").of(person).post == ""
    assert MemberChange(1, standing="guest").of(person).post == "纪检委员"
    assert MemberChange(1, unit=2).of(person).group == ""
