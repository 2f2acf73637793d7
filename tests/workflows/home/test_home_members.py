"""The members of a branch, in the chat of whoever keeps its roster."""

from __future__ import annotations

import re
from datetime import timedelta

from service.core.people import RosterRow
from tests.world import BRANCH, PEOPLE, World, world

OTHER = "二支部"
MORE = (
    *PEOPLE,
    RosterRow("周静", f"校/{OTHER}", role="secretary"),
    RosterRow("主任", "校", role="secretary"),
)


def labels_of(w: World) -> list[str]:
    """What 王敏 can tap now."""
    return [each.label for row in w.latest(w.chat("王敏")).post.buttons for each in row]


async def test_the_list_is_for_who_keeps_the_roster() -> None:
    async with world() as w:
        await w.say("李华", "成员")
        assert "没有" in w.last("李华")
        await w.say("李华", "菜单")
        assert "成员" not in str(w.latest(w.chat("李华")).post.buttons)
        await w.say("王敏", "菜单")
        await w.press("王敏", "👥 成员")
        assert "共 3 人，都已接入" in w.last("王敏")
        labels = labels_of(w)
        assert "李华 · 成员" in labels


async def test_a_member_leaves_once_that_is_confirmed_and_comes_back() -> None:
    async with world() as w:
        await w.say("王敏", "成员")
        await w.press("王敏", "李华")
        await w.press("王敏", "离开支部")
        assert w.person("李华").active
        await w.press("王敏", "确定离开")
        assert not w.person("李华").active
        assert "已离开" in w.last("王敏")
        assert "member.left" in await w.actions("member.")
        await w.press("王敏", "让 TA 回来")
        assert w.person("李华").active
        await w.say("李华", "菜单")
        assert w.last("李华").startswith("菜单")


async def test_role_and_standing_change_and_rights_follow_at_once() -> None:
    async with world() as w:
        await w.say("王敏", "成员")
        await w.press("王敏", "李华")
        await w.press("王敏", "改职务")
        await w.press("王敏", "组织委员")
        assert w.person("李华").role == "organizer"
        await w.press("王敏", "改身份")
        await w.press("王敏", "预备党员")
        assert w.person("李华").standing == "probationary"
        assert "组织委员 · 预备党员" in w.last("王敏")
        await w.say("李华", "菜单")
        assert "发起活动" in str(w.latest(w.chat("李华")).post.buttons)


async def test_nobody_changes_their_own_role_or_takes_themselves_out() -> None:
    async with world() as w:
        await w.say("王敏", "成员")
        await w.press("王敏", "王敏")
        labels = labels_of(w)
        assert not any("离开" in each for each in labels)
        await w.press("王敏", "改职务")
        assert "没有这个权限" in w.last("王敏")


async def test_somebody_new_is_added_and_joins_by_the_code() -> None:
    async with world() as w:
        await w.say("王敏", "成员")
        await w.press("王敏", "＋ 添加成员")
        await w.say("王敏", "李华")
        assert "已经有 李华" in w.last("王敏")
        await w.say("王敏", "李\u200b华，第二小组")
        said = w.heard("王敏")[-1]
        code = re.search(r"邀请码：(\S+)", said)
        assert code is not None
        await w.say("王敏", "成员")
        assert "1 人还没有接入" in w.last("王敏")
        names = {each.group for each in w.engine.directory.roster.people.values()}
        assert "第二小组" in names


async def test_a_move_is_for_who_keeps_both_rosters_and_is_handed_up_otherwise() -> None:
    async with world(MORE) as w:
        await w.say("王敏", "成员")
        await w.press("王敏", "李华")
        await w.press("王敏", "转到别的支部")
        labels = labels_of(w)
        assert OTHER not in labels
        await w.press("王敏", "请上级办理")
        assert "已请 主任 办理" in w.last("王敏")
        assert f"王敏 请您把 {BRANCH} 的 李华 转到别的支部" in w.last("主任")
        await w.press("主任", "转到别的支部")
        await w.press("主任", OTHER)
        await w.press("主任", "确定转出")
        assert w.person("李华").unit == w.unit(OTHER).id
        assert "转入：李华" in w.last("周静")
        assert "转出：李华" in w.last("王敏")


async def test_a_change_of_a_member_is_taken_back_by_one_tap() -> None:
    async with world(MORE) as w:
        await w.say("主任", "成员")
        await w.press("主任", "李华")
        was = w.person("李华")
        await w.press("主任", "改职务")
        await w.press("主任", "组织委员")
        await w.press("主任", "撤销")
        assert w.person("李华") == was
        assert "已撤销" in w.last("主任")
        await w.press("主任", "转到别的支部")
        await w.press("主任", OTHER)
        await w.press("主任", "确定转出")
        await w.press("主任", "撤销")
        assert w.person("李华") == was, "with the group as well"
        await w.press("主任", "改身份")
        await w.press("主任", "预备党员")
        await w.advance(timedelta(minutes=11))
        await w.press("主任", "撤销")
        assert w.person("李华").standing == "probationary", "too late"
