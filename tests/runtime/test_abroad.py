"""An account whose servers are abroad: a consent of its own comes first, and nothing sensitive goes
there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from adapters.memory.adapter import Line
from service.core.choices import ChoiceId
from service.core.effects import Start
from service.store import tables as t
from tests.several import Several, several
from tests.workflows.talk.test_talk_records import NOTE

TALK = datetime(2026, 3, 7, 19, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def abroad() -> dict[str, str]:
    return {"web": "示例公司（新加坡）"}


async def joined(w: Several, name: str = "李华", user: str = "u5") -> None:
    await w.join("web", user, name)


async def agreed(w: Several, name: str = "李华", user: str = "u5") -> None:
    await joined(w, name, user)
    await w.tap("web", user, "我同意")


def any_line(w: Several) -> Line:
    return next(each for each in w.web.private("u1").lines.values() if each.post.buttons)


async def consents(w: Several) -> list[tuple[str, str]]:
    rows = await w.rows(select(t.consents.c.subject, t.consents.c.act).order_by(t.consents.c.id))
    return [(row.subject, row.act) for row in rows if row.subject.startswith("abroad")]


async def test_nothing_with_personal_data_is_said_there_before_the_person_agrees() -> None:
    async with several(abroad=abroad()) as w:
        await joined(w)
        (asked,) = w.told("web", "u5")
        assert "示例公司（新加坡）" in asked
        assert "李华" not in asked, "not even the name"
        quiz = await w.quiz(feedback="end")
        assert len(w.told("web", "u5")) == 1, "the call went to the other chat"
        assert "题库" in w.last("李华")
        await w.type("web", "u5", "菜单")
        assert w.told("web", "u5")[1:] == [asked], "whatever is typed there"
        assert await w.entry(quiz, "李华") is None
        await w.tap("web", "u5", "我同意")
        assert w.told("web", "u5")[-1].startswith("李华，您好！")
        assert "菜单" in (await w.type("web", "u5", "菜单"))[-1]
        assert await consents(w) == [("abroad/web", "agreed")]


async def test_who_refuses_is_left_alone_there_and_served_elsewhere() -> None:
    async with several(abroad=abroad()) as w:
        await joined(w)
        await w.tap("web", "u5", "不同意")
        assert "不会再发任何内容" in w.told("web", "u5")[-1]
        before = len(w.told("web", "u5"))
        await w.quiz()
        assert len(w.told("web", "u5")) == before
        assert "题库" in w.last("李华")
        assert await consents(w) == []


async def test_unlinking_withdraws_it_and_it_is_asked_for_again() -> None:
    async with several(abroad=abroad()) as w:
        await agreed(w)
        await w.say("李华", "取消关联")
        await w.press("李华", "web")
        assert await consents(w) == [("abroad/web", "agreed"), ("abroad/web", "withdrawn")]
        await joined(w)
        assert "示例公司（新加坡）" in w.told("web", "u5")[-1]


async def test_health_and_whereabouts_are_neither_asked_nor_shown_there() -> None:
    async with several(abroad=abroad()) as w:
        await agreed(w)
        assert "不在服务器设在境外的平台上问" in (await w.type("web", "u5", "我的情况"))[-1]
        await w.say("李华", "我的情况")
        await w.press("李华", "我同意")
        await w.press("李华", "生病")
        await agreed(w, "王敏", "u1")
        await w.type("web", "u1", "关怀")
        assert "生病" not in "".join(w.told("web", "u1"))
        assert "李华：生病" in "".join(w.heard("王敏")), "it went to the chat that is not abroad"


async def test_notes_on_talks_stay_within() -> None:
    async with several(abroad=abroad()) as w:
        await agreed(w, "王敏", "u1")
        wang, li = w.person("王敏"), w.person("李华")
        details = {"members": ["李华"], "slots": ["2026-03-07T19:30"]}
        await w.engine.begin(Start("talk", li.unit, wang.id, details))
        await w.settle()
        await w.press("李华", "19:30")
        await w.advance_to(TALK.replace(hour=20, minute=10))
        await w.tap("web", "u1", "写谈心内容")
        assert "不在服务器设在境外的平台上写" in w.told("web", "u1")[-1]
        await w.say("王敏", "待办")
        await w.press("王敏", "李华")
        await w.press("王敏", "写谈心内容")
        await w.say("王敏", NOTE)
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏")
        await w.type("web", "u1", "待办")
        talk = (await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "talk")))[0].id
        read = ChoiceId(talk, "read", (), li.id).encode()
        await w.hear("web", w.web.pressed(w.web.private("u1"), "u1", any_line(w), read))
        assert w.last("王敏").count(NOTE) == 1
        assert NOTE not in "".join(w.told("web", "u1"))


async def test_where_there_is_no_other_chat_it_says_where_to_look() -> None:
    async with several(abroad=abroad()) as w:
        await agreed(w, "王敏", "u1")
        await w.engine.refresh()
        async with w.store.write() as transaction:
            gone = update(t.identities).where(t.identities.c.account == "memory")
            await transaction.execute(gone.values(gone=True))
        await w.engine.refresh()
        await w.type("web", "u1", "我的数据")
        await w.tap("web", "u1", "导出我的数据")
        assert "不发到服务器设在境外的平台" in w.told("web", "u1")[-1]
