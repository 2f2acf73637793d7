"""What is told of personal data, what is agreed to, and what one sees to oneself."""

from __future__ import annotations

from service.core.effects import Agree, Change, Send
from service.core.events import Joined
from service.core.privacy import NOTICE, SENSITIVE, Privacy, holds
from service.core.workflow import Decision
from service.sdk.testing import LI, OUTSIDER, SECRETARY, ZHANG, Harness
from tests.workflows.home.at_home import at_home


def records(life: Harness) -> list[tuple[str, str, str]]:
    """What was recorded of the last decision."""
    return [(each.subject, each.version, each.act) for each in life.effects(Agree)]


def test_the_greeting_tells_in_short_what_is_done_with_personal_data() -> None:
    life = at_home(settings=Privacy("2026-1", controller="示范大学党委"))
    life.do(Joined(life._ref(LI), str(LI)), LI)
    assert "🔏 示范大学党委用您的姓名、作答" in life.heard(LI)
    assert len(life.heard(LI)) < 220, "no wall of words on a phone"
    assert life.labels(LI)[:2] == ["隐私告知全文", "知道了"]
    assert records(life) == [(NOTICE, "2026-1", "shown")]
    life.taps("知道了", LI)
    assert records(life) == [(NOTICE, "2026-1", "seen")]
    life.fire("notice", person=LI)
    assert not isinstance(life.outcome, Decision), "once for each version"


def test_the_notice_says_what_the_law_asks_for_in_both_languages() -> None:
    life = at_home(settings=Privacy(controller="示范大学党委", contact="陈静 6278"))
    life.press("notice", actor=LI)
    for part in ("处理者：示范大学党委", "陈静 6278", "用途", "保存多久", "您的权利", "180 天"):
        assert part in life.heard(LI)
    life.press("notice", actor=ZHANG)
    for part in ("Responsible: ", "Purpose", "How long", "Your rights", "180 days"):
        assert part in life.heard(ZHANG, "en")


def test_an_organization_has_a_notice_of_its_own() -> None:
    life = at_home(settings=Privacy(notice_zh="我们自己的告知。"))
    life.press("notice", actor=LI)
    assert "我们自己的告知。" in life.heard(LI)
    life.press("notice", actor=ZHANG)
    assert "我们自己的告知。" in life.heard(ZHANG, "en"), "better than none"


def test_a_new_version_is_told_again_after_an_act_and_holds_nobody_up() -> None:
    life = at_home(settings=Privacy("2"))
    life.fire("notice", person=LI)
    assert records(life) == [(NOTICE, "2", "shown")]
    (told,) = life.effects(Send)
    assert not told.prompt, "nothing waits for an answer"
    assert holds(life.roster.people[LI], NOTICE, "2")
    assert not holds(life.roster.people[LI], NOTICE, "3")


def test_what_is_sensitive_needs_a_consent_of_its_own_that_a_word_withdraws() -> None:
    life = at_home()
    life.command("me", LI)
    life.taps("不同意", LI)
    assert "不影响您参加活动" in life.heard(LI)
    assert not life.effects(Agree)
    life.press("agree", actor=LI)
    assert records(life) == [(SENSITIVE, "1", "agreed")]
    life.press("am", "ill", actor=LI)
    assert len(life.effects(Change)) == 1
    life.command("withdraw", LI)
    assert records(life) == [(SENSITIVE, "1", "withdrawn")]
    (change,) = life.effects(Change)
    assert (change.person, change.field, change.value.fresh) == (LI, "circumstances", "")
    life.press("am", "ill", actor=LI)
    assert life.effects(Change) == [], "it is asked for again"


def test_my_data_shows_what_holds_and_hands_a_correction_to_who_keeps_the_roster() -> None:
    life = at_home()
    life.command("mydata", LI)
    assert "您没有同意" in life.heard(LI)
    life.taps("更正", LI)
    assert "姓名：李华" in life.heard(LI)
    life.types("Europe/Berlin", LI)
    assert life.effects(Change) == [Change(LI, "timezone", "Europe/Berlin")]
    life.answer("correct", "姓名应为李桦", LI)
    assert "李华 请您更正名册里的信息：“姓名应为李桦”" in life.heard(SECRETARY)
    assert "已转给 王书记" in life.heard(LI)
    life.answer("correct", "x" * 600, LI)
    assert "一两句话" in life.refusal()
    life.answer("correct", "我的小组不对", OUTSIDER)
    assert isinstance(life.outcome, Decision), "the committee above keeps the roster there"
