"""A quarter of a branch of thirty with what the rules ask for in it, under a manual clock. The
whole year is `benchmarks.branch_year`."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks.branch_year import (
    EVERYBODY,
    LEADS,
    MEMBERS,
    RECORDER,
    SECRETARY,
    TALKS,
    Year,
    at,
    open_branch,
)

ABSENT = MEMBERS[-1]
CPU = 8.0  # seconds; some four to five as it stands, on one core


async def test_a_quarter_of_a_branch_meets_what_is_due_and_says_who_owes_the_rest() -> None:
    stage = await open_branch()
    try:
        began, held = time.process_time(), Year(stage, noted=True)
        await held.plan()
        await held.meet("theme_day", at(2, 5), EVERYBODY)
        await held.meet("members_meeting", at(2, 10), EVERYBODY)
        await held.talk(*TALKS[3], at(2, 16))
        await held.meet("committee_meeting", at(3, 3), LEADS)
        there = [each for each in EVERYBODY if each != ABSENT]
        await held.meet("theme_day", at(3, 5), there, [ABSENT])
        assert (held.meetings, held.talks) == (4, 1)

        await stage.advance(timedelta(days=1))
        await stage.say(SECRETARY, "本月")
        card = stage.newest(stage.chat(SECRETARY), "应办").post.body
        assert "❗" not in card, "nothing is late"
        for met in ("支部委员会会议：3月3日", "主题党日：3月5日", "支部党员大会：2月10日"):
            assert f"✓ {met}" in card
        assert f"· 参加主题党日：{len(EVERYBODY)} 人中已完成 {len(EVERYBODY) - 1} 人" in card
        assert f"还差 {len(MEMBERS) - 1} 位" in card, "one has been talked with"

        await stage.press(SECRETARY, "👥 参加主题党日：还差 1 人")
        assert f"· {ABSENT}" in stage.newest(stage.chat(SECRETARY), "还差 1 人").post.body
        await stage.press(SECRETARY, "🔔 提醒这 1 人")
        assert "缺席 1 次" in stage.newest(stage.chat(ABSENT), "请记得").post.body
        others = stage.chat(RECORDER).lines.values()
        assert not any("请记得" in each.post.body for each in others)
        assert time.process_time() - began < CPU
    finally:
        await stage.close()
