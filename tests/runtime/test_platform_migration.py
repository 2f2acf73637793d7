"""Going on in another chat, and a branch that moves to another platform in mid-quiz."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from sqlalchemy import update

from service.core.message import Chat
from service.core.people import RosterRow
from service.host.control import Control, MoveBranch, MoveReport
from service.host.room_provisioning import RoomProvisioner
from service.store import tables as t
from tests.several import Several, Web, several
from tests.world import BRANCH, PEOPLE, minutes


async def answer(w: Several, account: str, user: str, *labels: str) -> None:
    for label in labels:
        await w.tap(account, user, label)


def wins(ranking: str, name: str) -> bool:
    return f"{name}（{BRANCH}）6 分" in ranking


# -- going on in another chat


@pytest.mark.parametrize("feedback", ["each", "end"])
async def test_a_quiz_goes_on_in_another_chat_where_it_stopped(feedback: str) -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.quiz(feedback=feedback)
        await w.say("李华", "菜单")
        await w.press("李华", "📝 题库")
        await w.press("李华", "B. 2")
        if feedback == "each":
            await w.press("李华", "提交")
        asked = w.newest(w.chat("李华"), "第 2/3 题")
        assert asked.post.buttons
        await w.type("web", "lihua", "菜单")
        await w.tap("web", "lihua", "📝 题库")
        assert "第 2/3 题" in w.told("web", "lihua")[-1]
        left = w.chat("李华").lines[asked.id].post
        assert left.body.endswith("已转到 web 继续。要在这里接着做，请输入“菜单”。")
        assert left.buttons == ()
        await answer(w, "web", "lihua", "A. 2", "C. 4", "提交", "A. 对")
        await w.tap("web", "lihua", "提交" if feedback == "each" else "交卷")
        assert "6/6 分" in w.told("web", "lihua")[-1]
        assert len(await w.sql("SELECT * FROM entries WHERE status = 'submitted'")) == 1


async def test_and_back_again() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.quiz(feedback="end")
        await w.type("web", "lihua", "1")
        await w.tap("web", "lihua", "B. 2")
        await w.say("李华", "菜单")
        await w.press("李华", "📝 题库")
        assert "第 2/3 题" in w.last("李华")
        assert "已转到 memory 继续" in w.told("web", "lihua")[-1]
        await w.type("web", "lihua", "菜单")
        await w.tap("web", "lihua", "📝 题库")
        assert "第 2/3 题" in w.told("web", "lihua")[-1]


async def test_the_menu_in_one_chat_changes_nothing_in_the_other() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.say("李华", "菜单")
        await w.type("web", "lihua", "菜单")
        assert w.newest(w.chat("李华"), "菜单").post.buttons


# -- a branch moves


async def begin(w: Several, name: str) -> None:
    """The first question, rightly; the second stands open."""
    await w.press(name, "开始答题" if name != "Zhang" else "Start")
    await w.press(name, "B. 2")


async def test_a_branch_moves_in_mid_quiz_and_the_results_are_whole(database_url: str) -> None:
    async with several(url=database_url) as w:
        await w.quiz(feedback="end")
        for name in ("李华", "王敏", "Zhang"):
            await begin(w, name)
        unit = w.unit(BRANCH).id
        moved = await w.engine.move(unit, "memory", "web")
        await w.settle()
        assert moved.there == ()
        assert set(moved.codes) == {w.person(each).id for each in ("李华", "王敏", "Zhang")}
        assert moved.missing == (unit,)

        told = await w.type("web", "lihua", moved.codes[w.person("李华").id])
        assert "第 2/3 题" in told[-1], "the open question is offered again"
        assert any("已转到 web 继续" in each for each in w.heard("李华"))
        assert w.person("李华").channel == "web"
        await answer(w, "web", "lihua", "A. 2", "C. 4", "提交", "A. 对", "交卷")
        assert "6/6 分" in w.told("web", "lihua")[-1]

        for label in ("A. 2", "C. 4", "提交", "A. 对", "交卷"):
            await w.press("王敏", label)
        assert any("6/6 分" in each for each in w.heard("王敏")), "served where she still is"

        room = w.web.room("新群")
        await w.type("web", "wangmin", moved.codes[w.person("王敏").id])
        await w.hear("web", w.web.said(room, "wangmin", "/bind"))
        (posted,) = [each for each in room.lines.values() if not each.sender]
        assert "测验开始" in posted.post.body
        assert "新群" in w.last("王敏", BRANCH), "the old room gets a last word"
        assert w.engine.directory.rooms[unit] == (Chat("web", "新群"),)

        before = len(w.heard("李华", BRANCH))
        await w.advance(minutes(61))
        assert len(w.heard("李华", BRANCH)) == before, "and nothing after it"
        ranking = [each.post.body for each in room.lines.values()][-1]
        assert wins(ranking, "李华")
        assert wins(ranking, "王敏")
        assert "已截止" in room.lines[posted.id].post.body, "what is posted anew is kept up to date"
        assert "branch.moved" in await w.actions()


async def test_typed_answers_work_in_the_new_chat_as_well() -> None:
    async with several() as w:
        await w.quiz(feedback="end")
        await begin(w, "李华")
        moved = await w.engine.move(w.unit(BRANCH).id, "memory", "web")
        await w.type("web", "lihua", moved.codes[w.person("李华").id])
        assert "第 3/3 题" in (await w.type("web", "lihua", "AC"))[-1]


async def test_who_is_on_the_new_platform_already_follows_at_once() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.say("李华", "设置")
        await w.press("李华", "提醒改发到 memory")
        await w.quiz(feedback="end")
        await begin(w, "李华")
        moved = await w.engine.move(w.unit(BRANCH).id, "memory", "web")
        await w.settle()
        assert moved.there == (w.person("李华").id,)
        assert w.person("李华").channel == "web"
        assert "第 2/3 题" in w.told("web", "lihua")[-1]
        again = await w.engine.move(w.unit(BRANCH).id, "memory", "web")
        await w.settle()
        assert again.there == moved.there
        assert sum("第 2/3 题" in each for each in w.told("web", "lihua")) == 1, "once is enough"


async def test_who_chose_a_third_platform_keeps_it() -> None:
    async with several(accounts=("web", "phone")) as w:
        await w.join("phone", "lihua", "李华")
        await w.join("web", "lihua", "李华")
        await w.say("李华", "设置")
        await w.press("李华", "提醒改发到 phone")
        await w.engine.move(w.unit(BRANCH).id, "memory", "web")
        assert w.person("李华").channel == "phone"


async def test_a_discussion_goes_on_in_the_new_room() -> None:
    async with several() as w:
        await w.say("王敏", "讨论")
        for typed in ("学习体会", "您最大的收获是什么？", "今晚9点半"):
            await w.say("王敏", typed)
        await w.press("王敏", "发布")
        topic = w.newest(w.room(), "学习体会")
        await w.say("李华", "在旧群里说的第一条。", room=BRANCH, reply_to=topic)
        moved = await w.engine.move(w.unit(BRANCH).id, "memory", "web")
        for user, name in (("wangmin", "王敏"), ("lihua", "李华")):
            await w.type("web", user, moved.codes[w.person(name).id])
        room = w.web.room("新群")
        await w.hear("web", w.web.said(room, "wangmin", "/bind"))
        anew = next(
            each for each in room.lines.values() if "学习体会" in each.post.title + each.post.body
        )
        await w.hear("web", w.web.said(room, "lihua", "在新群里说的第二条。", anew.id))
        assert (await w.sql("SELECT score FROM entries WHERE status != 'greeted' AND score > 0"))[
            0
        ].score in (2, 200)


async def test_a_branch_moves_back_and_its_old_room_serves_again() -> None:
    async with several() as w:
        unit = w.unit(BRANCH).id
        moved = await w.engine.move(unit, "memory", "web")
        await w.type("web", "wangmin", moved.codes[w.person("王敏").id])
        await w.hear("web", w.web.said(w.web.room("新群"), "wangmin", "/bind"))
        back = await w.engine.move(unit, "web", "memory")
        await w.settle()
        assert back.left == (unit,)
        assert back.codes == {}
        assert w.engine.directory.rooms[unit] == (Chat("memory", BRANCH),)
        await w.quiz()
        assert "测验开始" in w.last("王敏", BRANCH)


async def test_a_command_beside_the_running_service_moves_a_branch_and_tells_the_links() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        control = Control(w.administration, w.engine, {"memory": w.chats, "web": w.web})
        wanted = MoveBranch(w.unit(BRANCH).id, "memory", "web")
        answer = await control.act("move", msgspec.json.encode(wanted))
        report = msgspec.json.decode(answer, type=MoveReport)
        assert report.there == ("李华",)
        assert [each.name for each in report.invitations] == ["王敏", "Zhang"]
        for each in report.invitations:
            assert each.links == (f"https://web.example/{each.code}",), "of the new platform only"
        assert (report.moved, report.waiting, report.hosted) == ((), (BRANCH,), False)


async def test_who_changes_branch_leaves_the_old_room_of_a_platform_of_our_own() -> None:
    class Host(Web):
        def __init__(self) -> None:
            super().__init__("web")
            self.members: dict[str, set[str]] = {}

        async def ensure_room(
            self, title: str, members: Sequence[str], room_id: str | None = None
        ) -> str:
            self.members[title] = set(members)
            return room_id or title

    async with several((*PEOPLE, RosterRow("陈静", "校/二支部"))) as w:
        host = Host()
        await w.wire(host)
        await w.join("web", "lihua", "李华")
        rooms = RoomProvisioner([host], w.engine)
        await rooms.keep(w.engine.directory)
        assert host.members == {BRANCH: {"lihua"}}
        moved = update(t.people).where(t.people.c.name == "李华").values(unit=w.unit("二支部").id)
        async with w.store.write() as transaction:
            await transaction.execute(moved)
        await w.engine.refresh()
        await rooms.keep(w.engine.directory)
        assert host.members == {BRANCH: set(), "二支部": {"lihua"}}
