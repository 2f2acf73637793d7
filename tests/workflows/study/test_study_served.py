"""A study task with its quiz in the whole service, on both databases."""

from __future__ import annotations

import json

from service.core.effects import Start
from service.files.attachments import make_file
from tests.world import World, minutes, world


async def set_task(w: World) -> None:
    """A task of the branch whose quiz is that of the usual bank."""
    unit = await w.bank()
    details = {
        "title": "学习算术",
        "materials": ["https://example.org/1"],
        "way": "quiz:题库",
        "hours": 4,
        "closes_at": "2026-03-10T20:00:00",
    }
    await w.engine.begin(Start("study", unit, w.person("王敏").id, details))
    await w.settle()


async def passes(w: World, name: str) -> None:
    """The member reads, waits as long as reading takes, and takes the quiz."""
    await w.press(name, "开始学习")
    await w.advance(minutes(1))
    await w.press(name, "我读完了")
    await w.press(name, "做测验")
    for answer in ("B", "AC", "A"):
        await w.say(name, answer)
    await w.press(name, "交卷")


async def test_the_quiz_of_a_task_is_taken_from_its_card_and_heard_of_by_it(
    database_url: str,
) -> None:
    async with world(url=database_url, make_file=make_file) as w:
        await set_task(w)
        await passes(w, "李华")
        assert "已学完，测验 100 分，记 4 学时" in w.last("李华")
        told = [line.post.title for line in w.room().lines.values()]
        assert len(told) == 1, "the room hears of the task, not of its quiz"
        await w.say("李华", "学时")
        assert "2026 年学时：4（1 次学习）" in w.last("李华")
        await w.say("李华", "我的成绩")
        assert "已学完，4 学时" in w.last("李华")
        assert "2026 年学时：4" in w.last("李华")
        await w.say("王敏", "学时")
        assert "共 3 人" in w.last("王敏")


async def test_when_the_task_is_cancelled_its_quiz_is_too() -> None:
    async with world() as w:
        await set_task(w)
        await w.press("王敏", "取消活动")
        await w.press("王敏", "是的，取消")
        assert (await w.actions("quiz."))[-1] == "quiz.cancelled"
        assert (await w.actions("study."))[-1] == "study.cancelled"
        assert "取消了" in w.last("李华")


async def test_own_words_are_in_the_export_of_ones_data() -> None:
    async with world(make_file=make_file) as w:
        unit = w.person("王敏").unit
        details = {
            "title": "心得",
            "materials": ["书"],
            "way": "words",
            "hours": 1,
            "closes_at": "2026-03-10T20:00:00",
        }
        await w.engine.begin(Start("study", unit, w.person("王敏").id, details))
        await w.settle()
        await w.press("李华", "开始学习")
        await w.advance(minutes(1))
        await w.press("李华", "我读完了")
        await w.say("李华", "学而时习之")
        await w.say("李华", "我的数据")
        await w.press("李华", "导出我的数据")
        lines = w.chat("李华").lines.values()
        files = [each for line in lines for each in line.post.files if each.name.endswith(".json")]
        (part,) = [e for e in json.loads(files[-1].content)["parts"] if e["kind"] == "study"]
        assert part["state"]["words"] == "学而时习之"
