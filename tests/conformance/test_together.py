"""Branches on different platforms take part in the same things, and people go between them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from service.core.effects import Start
from service.core.message import Chat
from service.core.people import RosterRow
from service.testkit.organization import QUESTIONS
from tests.conformance.conftest import PLATFORMS
from tests.conformance.together import Together, together

WHERE = {name: name for name in ("memory", "matrix", "telegram", "webchat")}  # a branch on each
PEOPLE = (
    RosterRow("书记", "校", role="secretary"),
    *(RosterRow(f"{branch} {letter}", f"校/{branch}") for branch in WHERE for letter in "甲乙"),
)
RIGHT = ("开始答题", "B. 2", "A. 2", "C. 4", "提交", "A. 对", "交卷")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Together]:
    async with together({name: PLATFORMS[name] for name in WHERE}, tmp_path) as made:
        await made.settle_in(PEOPLE, {**WHERE, "校": "memory"})
        unit = made.unit("校").id
        await made.administration.import_bank(unit, "题库", QUESTIONS)
        yield made


async def begin(stage: Together, kind: str, **details: object) -> None:
    secretary = stage.person("书记")
    await stage.engine.begin(Start(kind, secretary.unit, secretary.id, dict(details)))
    await stage.settle()


async def answer(stage: Together, name: str, *labels: str) -> None:
    for label in labels:
        await stage.press(name, label)


async def test_branches_on_every_platform_have_one_quiz_and_one_ranking(stage: Together) -> None:
    await begin(stage, "quiz", bank="题库", minutes=60, feedback="end")
    for number, branch in enumerate(WHERE):
        stage.clock.advance(timedelta(seconds=1))
        await answer(stage, f"{branch} 甲", *RIGHT)
        if number == 0:
            await answer(stage, f"{branch} 乙", "开始答题", "A. 1")
    await stage.advance(timedelta(minutes=61))
    rankings = set()
    for branch in ("校", *WHERE):
        shown = stage.newest(stage.chat("", branch), "🥇").post.body
        rankings.add(shown)
        for each in WHERE:
            assert f"{each} 甲（{each}）6 分" in shown
    assert len(rankings) == 1, "every room shows the same"


async def test_one_discussion_is_mirrored_as_a_digest_to_all_rooms(stage: Together) -> None:
    await begin(
        stage, "discussion", title="志愿服务", prompt="怎么安排？", minutes=60, remind_before=0
    )
    for branch in WHERE:
        topic = stage.newest(stage.chat("", branch), "志愿服务")
        await stage.say(f"{branch} 甲", f"{branch} 的建议：两人一组。", room=branch, reply_to=topic)
    await stage.advance(timedelta(minutes=61))
    for branch in ("校", *WHERE):
        digest = stage.newest(stage.chat("", branch)).post
        said = f"{digest.title}\n{digest.body}"
        for each in WHERE:
            assert f"{each} 的建议：两人一组。" in said


@pytest.mark.parametrize("new", [each for each in WHERE if each not in ("memory", "telegram")])
async def test_a_quiz_begun_on_telegram_is_finished_on_another_platform(
    stage: Together, new: str
) -> None:
    """The other platform asks what stands open; the message left behind says where it went on."""
    name = "telegram 甲"
    await begin(stage, "quiz", bank="题库", minutes=60, feedback="each")
    await answer(stage, name, "开始答题", "B. 2", "提交")
    left = stage.newest(stage.chat(name), "第 2/3 题")
    old = stage.chat(name)
    await stage.come(name, stage.everywhere.platforms[new])
    await stage.say(name, "菜单")
    await stage.press(name, "📝 测验")
    assert "继续" in old.lines[left.id].post.body
    assert old.lines[left.id].post.buttons == ()
    await answer(stage, name, "A. 2", "C. 4", "提交", "A. 对", "提交")
    assert "6/6 分" in stage.newest(stage.chat(name), "您已交卷").post.body


@pytest.mark.parametrize("new", [each for each in WHERE if each not in ("memory", "telegram")])
async def test_a_branch_moves_from_telegram_in_mid_quiz_and_the_results_are_whole(
    stage: Together, new: str
) -> None:
    names = ("telegram 甲", "telegram 乙")
    await begin(stage, "quiz", bank="题库", minutes=60, feedback="end")
    for name in names:
        await answer(stage, name, "开始答题", "B. 2")
    target = stage.everywhere.platforms[new]
    moved = await stage.engine.move(stage.unit("telegram").id, "telegram", target.adapter.account)
    assert set(moved.codes) == {stage.person(each).id for each in names}

    one, other = names
    await answer(stage, other, "A. 2", "C. 4", "提交", "A. 对", "交卷")  # still served there
    old_room = stage.chat("", "telegram")
    await stage.everywhere.visit(one, target)  # a stranger there, with a code
    await stage.say(one, moved.codes[stage.person(one).id])
    asked = stage.newest(stage.chat(one), "第 2/3 题")
    assert asked.post.buttons, "the open question is offered again"
    await answer(stage, one, "A. 2", "C. 4", "提交", "A. 对", "交卷")

    stage.everywhere.of["telegram"] = target
    room = await stage.everywhere.gather("telegram", [one])
    await stage.engine.bind(Chat(target.adapter.account, room.id), stage.unit("telegram").id)
    await stage.settle()
    assert "测验开始" in stage.newest(room).post.body, "what goes on is posted anew"
    assert "新群" in stage.newest(old_room).post.body
    count = len(old_room.lines)
    await stage.advance(timedelta(minutes=61))
    assert len(old_room.lines) == count, "nothing more comes to the old room"
    ranking = stage.newest(room, "🥇").post.body
    for name in names:
        assert f"{name}（telegram）6 分" in ranking
