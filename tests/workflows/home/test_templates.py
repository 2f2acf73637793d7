"""A template is kept from any activity, and a new one begins from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select, update

from service.core.effects import Start
from service.core.people import RosterRow
from service.store import tables as t
from service.workflows.discussion.model import DiscussionState
from service.workflows.quiz.model import QuizState, Terms
from service.workflows.talk.model import Offer, Talker
from service.workflows.talk.model import Terms as TalkTerms
from tests.workflows.talk.stories import forge, labels, offer, shanghai
from tests.world import PEOPLE, World, minutes, world

CHAIR = RosterRow("赵书记", "校", role="secretary")
EVERYBODY = (*PEOPLE, CHAIR)


async def templates(w: World) -> list[Row[Any]]:
    return await w.rows(select(t.templates).order_by(t.templates.c.id))


async def newest(w: World, kind: str) -> Any:
    """The state of the activity of this kind that was begun last."""
    a = t.activities.c
    found = await w.rows(select(a.id).where(a.kind == kind).order_by(a.id))
    return (await w.activity(found[-1].id)).state


async def keep(w: World, by: str = "王敏", name: str = "") -> None:
    """From the panel of what was done last: 更多 → 存为模板 → the name."""
    await w.press(by, "更多操作…")
    await w.press(by, "存为模板")
    if name:
        await w.say(by, name)
    else:
        await w.press(by, labels(w, by)[0])


async def discuss(w: World, by: str = "王敏", **details: Any) -> None:
    """A discussion that opens at once, to whoever leads the unit."""
    leader = w.person(by)
    said = {"title": "读书体会", "prompt": "谈谈体会", "minutes": 60, **details}
    await w.engine.begin(Start("discussion", leader.unit, leader.id, said))
    await w.settle()


async def use(w: World, name: str, by: str = "王敏") -> None:
    await w.say(by, "菜单")
    await w.press(by, "＋ 发起活动…")
    await w.press(by, "＋ 从模板新建")
    await w.press(by, name)


# -- a quiz


async def test_a_quiz_that_is_over_is_held_again_and_only_its_times_are_asked_for() -> None:
    async with world() as w:
        await w.quiz(title="七一知识", attempts=2, mixed=True, pass_mark=60)
        await w.press("李华", "开始")
        await w.say("李华", "B")
        await w.advance(minutes(61))
        assert "测验已结束" in w.last("王敏")

        await w.press("王敏", "更多操作…")
        assert w.last("王敏") == "《七一知识》还可以："
        await w.press("王敏", "存为模板")
        assert "给模板起个名字" in w.last("王敏")
        await w.press("王敏", "七一知识")
        assert "已存为模板“七一知识”" in w.last("王敏")

        await w.press("王敏", "＋ 从模板新建")
        assert labels(w, "王敏")[0] == "📝 七一知识"
        await w.press("王敏", "📝 七一知识")
        assert "什么时候开始？" in w.last("王敏")
        await w.press("王敏", "现在")
        await w.press("王敏", "一小时")
        assert "预览（仅您可见）：共 3 题" in w.last("王敏")
        await w.press("王敏", "确认")
        assert "七一知识" in w.last("李华")

        again: QuizState = await newest(w, "quiz")
        assert again.phase == "open"
        terms = again.definition.terms
        assert terms == Terms(attempts=2, mixed=True, pass_mark=60, seed=terms.seed)
        assert terms.seed, "orders are mixed anew"
        await w.press("李华", "开始")
        assert "第 1/3 题" in w.last("李华"), "nobody's earlier answers came along"


async def test_a_draft_without_a_bank_to_go_back_to_is_complete_all_the_same() -> None:
    """The template holds the questions themselves."""
    async with world() as w:
        await w.quiz()
        await keep(w)
        async with w.store.write() as transaction:
            await transaction.execute(t.banks.delete())
        await use(w, "📝 题库")
        await w.press("王敏", "现在")
        await w.press("王敏", "一小时")
        await w.press("王敏", "确认")
        assert (await newest(w, "quiz")).phase == "open"


# -- discussions of every kind


async def test_a_discussion_in_draft_is_kept_with_its_rounds_and_asks_for_a_deadline() -> None:
    async with world() as w:
        await w.say("王敏", "/discussion 读书体会")
        await w.say("王敏", "谈谈体会")
        await w.press("王敏", "1 天")
        await w.press("王敏", "设置")
        await w.press("王敏", "互评")
        await w.press("王敏", "返回")
        await keep(w, name="每月读书")
        assert "已存为模板“每月读书”" in w.last("王敏")

        await use(w, "💬 每月读书")
        assert "截止" in w.last("王敏")
        await w.press("王敏", "1 天")
        assert "谈谈体会" in w.last("王敏")
        again: DiscussionState = await newest(w, "discussion")
        assert (again.definition.title, again.definition.comments) == ("读书体会", "free")


@pytest.mark.parametrize("genre", ["diary", "story", "works"])
async def test_what_is_collected_can_be_collected_again(genre: str) -> None:
    async with world() as w:
        await discuss(w, title="参观记", genre=genre)
        await w.press("李华", "在这里投稿")
        await w.say("李华", "今天参观了纪念馆。")
        await w.say("王敏", "菜单")
        await w.press("王敏", "参观记")
        await keep(w)
        await use(w, "💬 参观记")
        again: DiscussionState = await newest(w, "discussion")
        assert (again.phase, again.definition.genre) == ("draft", genre)
        assert again.schedule.closes_at is None
        (kept,) = await templates(w)
        assert "纪念馆" not in kept.state


# -- talks


async def test_talks_are_offered_to_others_in_the_same_weekly_rhythm() -> None:
    async with world() as w:
        await offer(w, "李华", minutes=45, buffer=10, form="phone", place="302 室")
        await w.advance(timedelta(days=10))
        await w.say("王敏", "菜单")
        await w.press("王敏", "谈心")
        await keep(w, name="周末谈心")
        await use(w, "🤝 周末谈心")
        assert "和谁谈心" in w.last("王敏") or "选择" in w.last("王敏")
        await w.press("王敏", "Zhang")
        await w.press("王敏", "下一步")
        again: Offer = await newest(w, "talk")
        saturday = tuple(map(shanghai, ("2026-03-21T19:30", "2026-03-21T20:30")))
        assert again.progress.talkers == (Talker(w.person("王敏").id, saturday),)
        assert again.definition == TalkTerms(45, 10, "phone")
        assert again.progress.place == ""
        await w.press("王敏", "发出")
        assert "王敏" in w.last("Zhang")


# -- in order


async def test_a_name_that_is_taken_is_replaced_only_when_that_is_confirmed() -> None:
    async with world() as w:
        await w.quiz(title="七一知识")
        await keep(w)
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 七一知识")
        await keep(w)
        assert "已有名为“七一知识”的模板" in w.last("王敏")
        assert len(await templates(w)) == 1
        first = (await templates(w))[0]
        await w.say("王敏", "七一知识二")
        assert [each.name for each in await templates(w)] == ["七一知识", "七一知识二"]

        await w.advance(minutes(5))
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 七一知识")
        await keep(w)
        await w.press("王敏", "替换它")
        assert "已存为模板“七一知识”" in w.last("王敏")
        replaced = (await templates(w))[0]
        assert (replaced.id, replaced.name) == (first.id, "七一知识")
        assert replaced.at > first.at


async def test_a_template_is_renamed_and_deleted_once_that_is_confirmed() -> None:
    async with world() as w:
        await w.quiz(title="七一知识")
        await keep(w)
        await w.press("王敏", "＋ 从模板新建")
        await w.press("王敏", "整理模板")
        await w.press("王敏", "📝 七一知识")
        assert "单位：一支部；王敏存于3月6日" in w.last("王敏")
        await w.press("王敏", "改名")
        await w.say("王敏", "  党史   小测 ")
        assert "已改名为“党史 小测”" in w.last("王敏")
        await w.press("王敏", "＋ 从模板新建")
        await w.press("王敏", "整理模板")
        await w.press("王敏", "📝 党史 小测")
        await w.press("王敏", "删除")
        assert "确定删除模板“党史 小测”吗？" in w.last("王敏")
        assert len(await templates(w)) == 1
        await w.press("王敏", "是，删除")
        assert w.last("王敏") == "模板“党史 小测”已删除。"
        assert await templates(w) == []
        await w.say("王敏", "菜单")
        await w.press("王敏", "＋ 发起活动…")
        assert "＋ 从模板新建" not in labels(w, "王敏")
        await forge(w, "王敏", "1::use:1")
        assert "可能已被删除或改名" in w.last("王敏")


# -- whose they are


async def test_a_template_of_the_school_serves_its_branches_who_do_not_change_it() -> None:
    async with world(EVERYBODY) as w:
        await discuss(w, "赵书记", title="学习")
        await keep(w, "赵书记")
        await use(w, "💬 学习")
        assert "截止" in w.last("王敏")
        again = await newest(w, "discussion")
        assert again.organizer == w.person("王敏").id
        await w.say("王敏", "菜单")
        await w.press("王敏", "＋ 发起活动…")
        await w.press("王敏", "＋ 从模板新建")
        assert "整理模板（改名、删除）" not in labels(w, "王敏")
        (kept,) = await templates(w)
        for verb in ("toss!", "tpl", "rename", "toss"):
            await forge(w, "王敏", f"1::{verb}:{kept.id}")
            assert "可能已被删除或改名" in w.last("王敏")
        assert len(await templates(w)) == 1


async def test_a_template_of_a_branch_is_not_for_its_neighbours_nor_for_its_members() -> None:
    others = (RosterRow("陈外", "校/二支部", role="secretary"),)
    async with world((*EVERYBODY, *others)) as w:
        quiz = await w.quiz(title="七一知识")
        await keep(w)
        (kept,) = await templates(w)
        for name in ("陈外", "李华"):
            await w.say(name, "菜单")
            if name == "陈外":
                await w.press(name, "＋ 发起活动…")
            assert "＋ 从模板新建" not in labels(w, name)
            await forge(w, name, f"1::use:{kept.id}")
            assert await w.rows(select(t.activities.c.id).where(t.activities.c.id > quiz)) == []
            for verb in ("more", "keep", "kept"):
                await forge(w, name, f"0::{verb}:{quiz}")
                assert w.last(name) == "您没有这个权限。"
        assert len(await templates(w)) == 1


async def test_nothing_of_anybody_is_in_a_template() -> None:
    """No name, no answer, no address, nothing sealed: what was made is kept, not what came."""
    async with world(EVERYBODY) as w:
        await w.quiz(title="七一知识")
        await w.press("李华", "开始")
        await w.say("李华", "B")
        await w.press("王敏", "给个别同志延长")
        await w.press("王敏", "李华")
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 七一知识")
        await keep(w)

        await discuss(w, title="读书")
        await w.press("李华", "在这里发言")
        await w.say("李华", "我读了三本书。")
        await w.say("王敏", "菜单")
        await w.press("王敏", "💬 读书")
        await keep(w)

        await offer(w, "李华", place="302 室")
        await w.press("李华", "19:30")
        await w.press("王敏", "地点")
        await w.say("王敏", "https://meet.example.org/secret")
        await w.say("王敏", "菜单")
        await w.press("王敏", "谈心")
        await keep(w)

        kept = await templates(w)
        assert [each.kind for each in kept] == ["quiz", "discussion", "talk"]
        decode = w.registry.codec.activity
        quiz, discussion, talk = (decode(each.kind, each.schema, each.state) for each in kept)
        assert (quiz.organizer, quiz.progress.extended) == (None, ())
        assert (quiz.schedule.opens_at, quiz.schedule.closes_at) == (None, None)
        assert (discussion.organizer, discussion.progress.jury) == (None, ())
        assert discussion.schedule.closes_at is None
        assert talk.organizer is None
        assert (talk.progress.members, talk.progress.link, talk.progress.place) == ((), None, "")
        assert {each.person for each in talk.progress.talkers} == {0}
        for row in kept:
            for private in ("李华", "王敏", "Zhang", "三本书", "secret", "302", "gAAAA"):
                assert private not in row.state


# -- a plan


async def test_a_plan_begins_from_a_template_each_time() -> None:
    async with world() as w:
        await w.quiz(title="七一知识", attempts=2)
        await keep(w)
        await plan(w, "quiz", "七一知识", {"minutes": 30})
        await w.advance(timedelta(days=7))
        again: QuizState = await newest(w, "quiz")
        assert (again.definition.title, again.definition.terms.attempts, again.organizer) == (
            *("七一知识", 2),
            w.person("王敏").id,
        )
        assert "七一知识" in w.last("李华")
        assert again.schedule.opens_at == shanghai("2026-03-09T19:30")
        assert again.schedule.closes_at == shanghai("2026-03-09T20:00")


async def test_a_plan_of_talks_says_with_whom_and_takes_the_rest_from_the_template() -> None:
    async with world() as w:
        await offer(w, "李华", minutes=45)
        await w.say("王敏", "菜单")
        await w.press("王敏", "谈心")
        await keep(w, name="周末谈心")
        await plan(w, "talk", "周末谈心", {"members": ["Zhang"]})
        await w.advance(timedelta(days=4))
        again: Offer = await newest(w, "talk")
        assert again.phase == "offered"
        assert again.definition.minutes == 45
        saturday = tuple(map(shanghai, ("2026-03-14T19:30", "2026-03-14T20:30")))
        assert again.progress.talkers == (Talker(w.person("王敏").id, saturday),)


async def test_who_leads_is_told_when_the_template_of_a_plan_is_gone_or_can_not_be_used() -> None:
    async with world() as w:
        await plan(w, "quiz", "七一知识", {"minutes": 30})
        await w.advance(timedelta(days=4))
        assert "没有找到模板七一知识" in "".join(w.heard("王敏"))
        await w.quiz(title="七一知识")
        await keep(w)
        await plan(w, "quiz", "七一知识", {"bank": "x"})
        await w.advance(timedelta(days=7))
        assert "计划里的这一项不对：bank: there is no such key" in "".join(w.heard("王敏"))


async def plan(w: World, kind: str, template: str, details: dict[str, Any]) -> None:
    """Every Monday evening."""
    leader = w.person("王敏")
    when = {"every": "week", "weekday": "monday", "at": "19:30"}
    said = {"title": "计划", "kind": kind, "when": when, "details": details, "template": template}
    await w.engine.begin(Start("plan", leader.unit, leader.id, said))
    await w.settle()


# -- old ones, and what has none


async def test_a_template_of_an_earlier_schema_is_brought_up() -> None:
    async with world() as w:
        old = {
            "unit": w.unit("一支部").id,
            "kind": "talk",
            "name": "旧的",
            "schema": 1,
            "state": '{"phase":"draft","owner":0,"slots":["2026-01-03T11:30:00Z"],"minutes":20}',
            "at": w.clock.now(),
        }
        async with w.store.write() as transaction:
            await transaction.execute(t.templates.insert().values(**old))
        await use(w, "🤝 旧的")
        again: Offer = await newest(w, "talk")
        assert again.definition.minutes == 20
        assert [each.at for each in again.progress.slots] == [shanghai("2026-03-07T19:30")]


async def test_a_template_of_a_newer_schema_is_set_aside_and_says_so() -> None:
    async with world() as w:
        await w.quiz()
        await keep(w)
        async with w.store.write() as transaction:
            await transaction.execute(update(t.templates).values(schema=99))
        await use(w, "📝 题库")
        assert "没有处理成功" in w.last("王敏") or "没能处理" in w.last("王敏")


async def test_what_holds_nothing_yet_is_not_kept_and_says_why() -> None:
    async with world() as w:
        await w.say("王敏", "/discussion")
        draft = (await w.rows(select(t.activities.c.id).order_by(t.activities.c.id)))[-1].id
        await forge(w, "王敏", f"0::kept:{draft}")
        assert w.last("王敏") == "还没有题目，无法存为模板，也无法试一遍。"
        await forge(w, "王敏", "0::kept:1")
        assert w.last("王敏") == "您没有这个权限。"
        await forge(w, "王敏", "0::kept:99")
        assert "没有找到" in w.last("王敏")
        assert await templates(w) == []
