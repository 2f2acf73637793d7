"""What a person has done, and what was held around them, by month; nobody else's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.core.queries import OwnRecords, PastActivities
from service.core.records import Month, Past, Record
from service.core.workflow import Activity, Context, rules_of
from service.sdk.state import Schedule, State
from service.sdk.testing import BRANCH, LI, OUTSIDER, ROSTER, SECRETARY, START
from service.workflows import WORKFLOWS
from service.workflows.signup.model import Places, Seat, SignUp
from tests.workflows.discussion.stories import ROOM, at_school, draft, topic
from tests.workflows.home.at_home import at_home
from tests.world import World


def made(count: int) -> tuple[Record, ...]:
    return tuple(
        Record(each, "quiz", f"测验{each}", START - timedelta(hours=each), "show", "12 分")
        for each in range(1, count + 1)
    )


def test_ones_own_month_is_listed_newest_first_by_pages_and_leads_to_the_months_beside_it() -> None:
    march = Month("2026-03", made(12), older="2026-01")
    january = Month("2026-01", (Record(20, "signup", "植树", START, "show", "到场", 2.5),))
    life = at_home(
        {
            OwnRecords(LI, ""): march,
            OwnRecords(LI, "2026-03"): march,
            OwnRecords(LI, "2026-01"): january,
        }
    )
    life.command("results", LI)
    assert life.heard(LI).startswith("2026年3月\n3月6日 周五 · 📝 测验1 · 12 分\n")
    assert life.labels(LI)[-3:] == ["下一页 ▶", "◀ 2026年1月", "菜单"]
    life.taps("下一页", LI)
    assert "测验12" in life.heard(LI)
    assert "测验10" not in life.heard(LI)
    life.taps("2026年1月", LI)
    assert "服务时长共 2.5 小时" in life.heard(LI)


def test_where_nothing_has_been_that_is_said() -> None:
    life = at_home(
        {
            OwnRecords(SECRETARY, ""): Month("2026-03"),
            PastActivities(SECRETARY, ""): Month("2026-03", older="2026-02"),
        }
    )
    life.command("results", SECRETARY)
    assert "现在还没有" in life.heard(SECRETARY)
    life.command("past", SECRETARY)
    assert "这个月没有结束的活动" in life.heard(SECRETARY)
    assert life.labels(SECRETARY) == ["◀ 2026年2月", "菜单"]


async def discussed(w: World) -> None:
    """One discussion, in which two have spoken, is over."""
    await draft(w)
    await w.press("王敏", "发布")
    await w.say("张三", "这是我的体会，写在这里。", room=ROOM, reply_to=topic(w))
    await w.say("李华", "我也来谈谈。", room=ROOM, reply_to=topic(w))
    await w.advance_to(datetime(2026, 3, 6, 12, 1, tzinfo=UTC))


async def test_own_words_are_found_again_in_full_and_by_nobody_else() -> None:
    async with at_school() as w:
        await discussed(w)
        await w.say("张三", "我的发言")
        assert "💬 读书体会 · 1 条 这是我的体会，写在这里。" in w.last("张三")
        await w.press("张三", "💬 读书体会")
        assert "这是我的体会，写在这里。" in w.last("张三")
        assert "我也来谈谈" not in w.last("张三")
        await w.say("王敏", "我的")
        assert "现在还没有" in w.last("王敏")


async def test_who_could_see_it_finds_what_was_held_and_what_came_of_it() -> None:
    async with at_school() as w:
        await discussed(w)
        await w.say("李华", "往期")
        assert "💬 读书体会 · 2 人参加" in w.last("李华")
        await w.press("李华", "💬 读书体会")
        assert "这是我的体会" in w.last("李华"), "as the room has it"
        await w.say("王敏", "往期")
        await w.press("王敏", "💬 读书体会")
        await w.press("王敏", "再发一次记录")
        await w.say("钱多", "往期")
        assert "读书体会" not in w.last("钱多"), "it was another branch's"


def test_what_is_confidential_is_never_listed() -> None:
    listed = {each.kind for each in WORKFLOWS if each.mine or each.past}
    to_their_sides_alone = {"matter", "request"}  # by kind and number, see their own tests
    in_the_open = {"quiz", "discussion", "meeting", "pulse", "signup", "study", "vote"}
    in_the_open |= {"procedure", "report", "workplan"}
    assert listed == in_the_open | to_their_sides_alone


def test_the_hours_of_a_sign_up_are_told_once_one_came() -> None:
    (signup,) = (each for each in WORKFLOWS if each.kind == "signup")
    definition = SignUp("植树", starts_at=START, minutes=150)
    state = State("done", definition, Places(), SECRETARY, Schedule(closes_at=START))
    activity = Activity(7, "signup", BRANCH, state)
    context = Context(START, ROSTER.people[LI], ROSTER, rules_of(WORKFLOWS))
    assert signup.mine is not None
    came = signup.mine(context, activity, Seat("came", START))
    assert came is not None
    assert (came.hours, came.verb) == (2.5, "show")
    gone = signup.mine(context, activity, Seat("left", START))
    assert gone is not None
    assert gone.hours == 0
    assert signup.mine(context, activity, Seat()) is None
    assert signup.past is not None
    assert signup.past(context, activity) == Past(START)
    outsider = replace(context, actor=ROSTER.people[OUTSIDER])
    assert signup.past(outsider, activity) is None
