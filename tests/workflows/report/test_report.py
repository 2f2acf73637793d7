"""A series of reports: how it begins, how members answer, and who hears of the silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from service.core.access import Rules
from service.core.effects import Erase, Send, ToMembers
from service.core.events import MemberLeft, Said
from service.core.message import Attachment, Chat, Ref
from service.core.people import Person
from service.core.privacy import SENSITIVE, after
from service.core.queries import OfKind
from service.core.workflow import Context, Decision, Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows.report import WORKFLOW
from service.workflows.report.drafting import read_form
from service.workflows.report.machine import MACHINE
from service.workflows.report.model import counts_as

CONTACT = 6
OWN = "活动回访\n下周六能来吗？能/不能/还不知道\n2. 上周来了几次？0-7\n有什么建议？"
WITH_CONTACT = ROSTER.with_people([Person(CONTACT, "周委员", BRANCH, role="organizer")])


def series(book: str = "party-branch", **how: Any) -> Harness:
    rules = Rules(book=read_rule_book(book))
    return harness(WORKFLOW, machine=MACHINE, rules=rules, **how)


def begun(form: str, rule: str = "每天 8:00", **how: Any) -> Harness:
    """One that a plan has begun on Friday at ten, in Shanghai."""
    life = series(**how)
    details = {"form": form, "rule": rule, "closes_at": "2026-06-30T20:00:00"}
    assert isinstance(life.begin(details), Decision), life.outcome
    return life


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """This time in Shanghai on a day of March."""
    return datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC)


def agreeing(life: Harness, *people: int) -> Harness:
    for each in people:
        person = life.roster.people[each]
        agreed = after(person.agreed, SENSITIVE, "1", "agreed")
        life.roster = life.roster.with_people([replace(person, agreed=agreed)])
    return life


# -- how it begins


def test_a_secretary_begins_one_of_the_rules_with_four_taps() -> None:
    life = series()
    life.begin()
    assert life.labels(SECRETARY)[:4] == ["健康报告", "行程报告", "思想汇报", "工作学习情况报告"]
    life.taps("健康报告", SECRETARY)
    assert life.labels(SECRETARY)[0] == "每天 08:00", "the usual frequency of the kind comes first"
    life.taps("每天 08:00", SECRETARY)
    life.taps("4月5日", SECRETARY)
    assert "只有本人和王书记能看" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert "第一次3月7日 周六" in life.heard(), "the room hears when, and of what"
    assert life.state.phase == "open"


def test_questions_of_ones_own_are_typed_one_a_line() -> None:
    life = series("club")
    life.begin()
    life.types("没有问题", SECRETARY)
    assert "第一行写名称" in life.refusal()
    life.types(OWN, SECRETARY)
    life.types("每周三下午", SECRETARY)
    assert "要写明几点" in life.refusal()
    life.types("every Wednesday at 18:00", SECRETARY)
    life.types("6月30日 20:00", SECRETARY)
    questions = life.state.definition.form.questions
    assert [each.kind for each in questions] == ["choice", "number", "text"]
    assert [each.name.zh for each in questions[0].options] == ["能", "不能", "还不知道"]
    assert (questions[1].ask.zh, questions[1].most) == ("上周来了几次？", 7)


@pytest.mark.parametrize("words", ["", "只有名称", "名\n" + "问\n" * 13, "名\n" + "长" * 201])
def test_what_is_no_form_is_refused(words: str) -> None:
    assert read_form(words) is None


def test_a_plan_names_its_form_or_is_told_what_is_allowed() -> None:
    assert begun("journeys", "every Monday 8:00").state.definition.form.id == "journeys"
    life = series()
    for details, said in (
        ({"form": "health", "rule": "sometimes", "closes_at": "6月1日 20:00"}, "rule:"),
        ({"form": "helth", "rule": "每天 8:00", "closes_at": "6月1日 20:00"}, "form:"),
        ({"form": "health", "rule": "每天 8:00"}, "closes_at: is missing"),
    ):
        life.begin(details)
        assert said in life.refusal()


def test_a_duty_begins_the_kind_that_it_asks_for() -> None:
    life = series()
    life.begin({"command": "report", "args": "", "kind": "work"})
    assert life.state.definition.form.id == "work"


def test_whoever_may_not_lead_begins_none() -> None:
    life = series()
    assert isinstance(life.begin(by=LI), Rejected)


# -- a round


def test_everybody_is_asked_in_the_morning_of_their_own_clock() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    asked = [each for each in life.effects(Send) if isinstance(each.to, ToMembers)]
    assert [(each.to.zone, each.deferrable) for each in asked] == [("Asia/Shanghai", True)]
    assert "请回答几个问题" in life.heard(LI)
    assert "please answer" not in life.heard(ZHANG, "en"), "it is one o'clock in Berlin"
    life.advance(until=at(7, 15))
    assert "please answer" in life.heard(ZHANG, "en")


def work(life: Harness, person: int = LI, load: str = "适中") -> None:
    life.taps("现在填", person)
    life.taps(load, person)
    life.types("翻译了办事指南", person)
    life.types("３.5 小时", person)
    life.taps("否", person)


def test_one_tap_says_that_nothing_has_changed() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    work(life)
    assert "已记下（3月7日 周六）" in life.heard(LI)
    assert "学习小时：3.5" in life.heard(LI), "what isn't sensitive is shown at once"
    life.advance(until=at(8, 8))
    life.taps("和上次一样", LI)
    part = life.parts[LI]
    assert [each.day for each in part.filed] == ["2026-03-07", "2026-03-08"]
    assert part.filed[0].answers == part.filed[1].answers
    life.taps("和上次一样", LI)  # an old button
    assert len(life.parts[LI].filed) == 2, "a round has one report"


def test_it_can_be_changed_until_the_next_round_and_branches_follow() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    work(life)
    life.taps("修改", LI)
    life.taps("改：有困难", LI)
    life.taps("是", LI)
    assert "是什么困难" in life.heard(LI), "the answer opens another question"
    life.types("宿舍漏水", LI)
    life.taps("交上", LI)
    assert life.parts[LI].last["which"] == "宿舍漏水"
    assert len(life.parts[LI].filed) == 1
    life.taps("修改", LI)
    life.taps("改：有困难", LI)
    life.taps("否", LI)
    life.taps("交上", LI)
    assert "which" not in life.parts[LI].last, "and closes it again"


def test_a_wrong_answer_says_what_is_allowed_and_nothing_is_lost() -> None:
    life = begun("journeys")
    agreeing(life, LI)
    life.advance(until=at(7, 8))
    life.taps("现在填", LI)
    life.taps("在外地", LI)
    life.types("青岛", LI)
    life.types("不知道", LI)
    assert "3月20日" in life.refusal()
    life.types("3月20日", LI)
    assert life.parts[LI].last == {"place": "elsewhere", "where": "青岛", "back": "2026-03-20"}
    numbers = begun("work")
    numbers.advance(until=at(7, 8))
    numbers.taps("现在填", LI)
    numbers.taps("很重", LI)
    numbers.types("写报告", LI)
    numbers.types("300", LI)
    assert "0 到 200" in numbers.refusal()
    room = Ref(Chat("memory", "room"), "m1")
    numbers.do(Said(room, str(LI), "8", asked="a.2"), LI)
    assert "请在这里回答" in numbers.refusal(), "and none from a room"
    assert numbers.parts[LI].draft == {"busy": "heavy", "done": "写报告"}
    numbers.press("leave", actor=LI)
    assert numbers.parts[LI].draft is None


def test_before_the_first_round_nothing_is_asked() -> None:
    life = begun("work")
    life.press("fill", actor=LI)
    assert "第一次3月7日 周六" in life.heard(LI)


def test_who_is_away_is_not_asked_and_comes_back_by_itself() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    life.taps("外出或请假", LI)
    life.taps("3 天", LI)
    assert "3月10日 周二以前不问您" in life.heard(LI)
    heard = len(life.messages(LI))
    life.advance(until=at(9, 12))
    assert len(life.messages(LI)) == heard
    assert "李华" not in "".join(map(life.words, life.messages(SECRETARY)))
    life.advance(until=at(10, 8))
    assert "请回答几个问题" in life.heard(LI)
    life.taps("外出或请假", LI)
    life.types("去年", LI)
    assert "没看懂是哪天" in life.refusal()
    life.types("3月15日", LI)
    life.taps("回来了", LI)
    assert life.parts[LI].away is None


# -- the silent


def test_the_silent_are_reminded_then_the_contact_hears_then_who_leads() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(7, 8))
    for each in (LI, SECRETARY, CONTACT):
        work(life, each)
    life.advance(until=at(7, 19))
    assert "haven't heard" in life.heard(ZHANG, "en")
    assert "还没有收到" not in life.heard(LI)
    life.advance(until=at(8, 16))
    assert "1 人满 24 小时没有报：张三" in _all(life, CONTACT)
    assert "24 小时" not in _all(life, SECRETARY)
    for each in (LI, SECRETARY, CONTACT):
        life.press("same", actor=each)
    life.advance(until=at(9, 16))
    assert "1 人满 48 小时没有报：张三" in _all(life, SECRETARY)
    for each in (LI, SECRETARY, CONTACT):
        life.press("same", actor=each)
    life.advance(until=at(10, 16))
    assert _all(life, CONTACT).count("张三") == 1, "one silence is told once"
    assert [(each.done, each.of) for each in life.state.progress.rates] == [(3, 4)] * 3
    assert [each.kind for each in counts_as(life.activity)] == ["work"] * 3  # type: ignore[arg-type]


def test_whoever_stays_silent_is_not_pressed() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(6, 22))
    heard = len(life.messages(LI))
    life.advance(until=at(13, 22))
    assert len(life.messages(LI)) - heard == 4, "Saturday with a reminder, Sunday, Monday"
    life.advance(until=at(15, 22))
    assert len(life.messages(LI)) - heard == 4
    life.advance(until=at(16, 9))
    assert len(life.messages(LI)) - heard == 5, "once at the beginning of a week"
    work(life)
    life.advance(until=at(17, 9))
    assert "和上次一样吗" in life.heard(LI)


def test_who_answered_before_is_asked_three_times_more() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(9, 9))  # a Monday
    work(life)
    heard = len(life.messages(LI))
    life.advance(until=at(15, 22))
    assert len(life.messages(LI)) - heard == 4, "three questions and one reminder"


def test_nobody_is_silent_about_a_round_that_they_were_away_for() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(7, 9))
    work(life, LI)
    life.press("away", "3", actor=LI)  # until the tenth
    life.advance(until=at(9, 22))
    heard = len(life.messages(LI))
    life.advance(until=at(10, 17))
    assert "请回答几个问题" in life.heard(LI) and len(life.messages(LI)) == heard + 1
    assert "李华" not in _all(life, CONTACT)
    assert [each.away for each in life.state.progress.rates] == [1, 1, 1]
    life.advance(until=at(11, 9))
    assert "李华" in _all(life, CONTACT)


def test_whoever_follows_up_is_not_told_of_themselves() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(9, 17))
    told = {each: _all(life, each) for each in (CONTACT, SECRETARY)}
    assert "24 小时没有报" in told[CONTACT] and "周委员" not in told[CONTACT].split("报：")[-1]
    assert "48 小时没有报" in told[SECRETARY] and "王书记" not in told[SECRETARY].split("报：")[-1]


def _all(life: Harness, person: int) -> str:
    return "\n".join(map(life.words, life.messages(person)))


def test_who_joins_is_asked_from_the_next_round_and_who_leaves_is_not() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(7, 9))
    life.roster = life.roster.with_people(
        [Person(9, "新人", BRANCH), replace(life.roster.people[LI], active=False)]
    )
    life.advance(until=at(8, 8))
    told = _all(life, CONTACT)
    assert "新人" not in told and "李华" not in told
    assert "请回答几个问题" in life.heard(9)
    heard = len(life.messages(LI))
    life.advance(until=at(9, 9))
    assert len(life.messages(LI)) == heard
    assert "新人" in _all(life, CONTACT)


def test_a_round_that_was_missed_is_left_out() -> None:
    life = begun("work")
    life.fire("round.2026-03-07", after=at(10, 9) - at(7, 8))
    assert life.state.progress.days == ("2026-03-10",)


def test_the_contact_who_leaves_is_replaced() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.taps("更多操作", SECRETARY)
    life.taps("联系人", SECRETARY)
    life.taps("周委员", SECRETARY)
    assert WORKFLOW.names is not None and WORKFLOW.names(life.state, CONTACT)
    left = replace(life.roster.people[CONTACT], active=False)
    life.roster = life.roster.with_people([left])
    life.do(MemberLeft(CONTACT))
    assert "现在由王书记跟进" in life.heard(SECRETARY)


# -- what is sensitive


def test_nothing_sensitive_is_asked_without_consent() -> None:
    life = begun("health")
    life.advance(until=at(7, 8))
    life.taps("现在填", LI)
    assert "需要您单独同意" in life.heard(LI)
    life.taps("不同意", LI)
    heard = len(life.messages(LI))
    life.advance(until=at(8, 9))
    assert len(life.messages(LI)) == heard, "and is not asked again"
    assert "李华" not in _all(life, SECRETARY)
    life.taps("现在填", LI)
    life.taps("我同意", LI)
    assert "今天身体怎么样" in life.heard(LI)
    life.taps("不舒服", LI)
    life.types("发烧，已经看过医生", LI)
    assert life.effects(Erase), "what was typed is taken out of the chat"
    assert isinstance(life.outcome, Decision) and life.outcome.secret
    life.types("38.2", LI)
    life.taps("否", LI)
    assert "38.2" not in _all(life, LI)
    life.taps("看我填的", LI)
    (sent,) = life.effects(Send)
    assert sent.secret and "体温：38.2" in life.heard(LI)
    assert WORKFLOW.seals_parts(life.state)


def test_nothing_sensitive_goes_over_an_account_abroad(monkeypatch: pytest.MonkeyPatch) -> None:
    life = begun("health")
    agreeing(life, LI, SECRETARY)
    life.advance(until=at(7, 8))
    usual = life.context

    def abroad(*args: Any) -> Context:
        return replace(usual(*args), abroad=True)

    monkeypatch.setattr(life, "context", abroad)
    for verb in ("fill", "same", "agree", "view"):
        life.press(verb, actor=LI)
        assert "境外" in life.refusal()


def test_whom_the_rule_names_reads_what_changed_and_others_only_rates() -> None:
    life = begun("health", roster=WITH_CONTACT)
    agreeing(life, LI, ZHANG, SECRETARY)
    life.advance(until=at(7, 8))
    for each in (LI, SECRETARY):
        life.taps("现在填", each)
        life.taps("健康", each)
        life.taps("否", each)
    life.advance(until=at(8, 8))
    life.press("same", actor=SECRETARY)
    life.press("fill", actor=LI)
    life.taps("改：身体", LI)
    life.taps("在治疗", LI)
    life.types("牙疼", LI)
    life.taps("交上", LI)
    life.press("table", actor=SECRETARY)
    contents, card = life.effects(Send)
    assert contents.secret and not card.secret
    told = life.words(contents.message)
    assert told.index("身体：健康 → 在治疗") < told.index("没有变化（1）：王书记")
    assert "未报（2）：周委员 · 张三" in life.words(card.message)
    assert life.journal[-1] == "report.table_read"
    life.press("table", actor=CHAIR)
    assert "治疗" not in _all(life, CHAIR), "nobody above reads it"
    assert "4 人中 2 人已报" in life.heard(CHAIR)
    life.press("export", actor=SECRETARY)
    assert "牙疼" in str(_file(life))
    life.press("export", actor=CHAIR)
    assert "牙疼" not in str(_file(life))
    life.press("table", actor=LI)
    assert isinstance(life.outcome, Rejected)


def _file(life: Harness) -> Attachment:
    (file,) = life.messages(int(life.effects(Send)[-1].to.id))[-1].attachments
    return file


def test_a_thought_report_goes_to_the_contact_who_replies_in_private() -> None:
    activist = replace(ROSTER.people[LI], standing="activist")
    life = begun("thought_report", "每月7日 8:00", roster=WITH_CONTACT.with_people([activist]))
    agreeing(life, LI)
    assert life.messages() == [], "the room is not told who writes one"
    life.advance(until=at(7, 8))
    assert "又到交的时候" in life.heard(LI)
    assert life.messages(ZHANG) == [], "only those whom the rule names are asked"
    life.press("fill", actor=ZHANG)
    assert "不用您填" in life.refusal()
    life.taps("现在填", LI)
    life.types("这个季度读了三本书。\n\n想谈谈下一步。", LI)
    assert "李华交了思想汇报" in life.heard(CONTACT)
    life.press("read", actor=SECRETARY, about=LI)
    assert "不由您看" in life.refusal()
    life.taps("看汇报", CONTACT)
    assert "想谈谈下一步" in _all(life, CONTACT)
    assert life.journal[-1] == "report.read"
    life.taps("回复", CONTACT)
    life.answer("reply", "周三下午找你谈。", CONTACT, about=LI)
    assert "周委员回复了您" in life.heard(LI) and "周三下午" in life.heard(LI)
    assert life.parts[LI].filed[-1].reply == "周三下午找你谈。"


# -- what is kept of a person


def test_a_person_takes_out_withdraws_and_erases_what_they_said() -> None:
    life = begun("health")
    agreeing(life, LI)
    life.advance(until=at(7, 8))
    life.taps("现在填", LI)
    life.taps("健康", LI)
    life.taps("否", LI)
    part, personal = life.parts[LI], WORKFLOW.personal
    assert personal.told and personal.erased and personal.unconsented and personal.kept
    said = [life.service.say(each, "zh-CN") for each in personal.told(life.state, part)]
    assert said == ["2026年3月7日\n身体：健康\n需要帮助：否"]
    erased = personal.erased(life.state, part, False)
    assert (erased.day, erased.last) == ("2026-03-07", {}), "that they reported stays"
    assert personal.unconsented(life.state, part).filed == ()
    assert personal.kept(life.state, LI)["asked_since"] == ["2026-03-07"]


# -- its life


def test_a_report_waits_until_it_is_given() -> None:
    life = begun("work")
    life.advance(until=at(7, 9))
    standing = life.standing(LI)
    assert standing is not None
    assert [life.service.say(each.words, "zh-CN") for each in standing.waits] == ["请填报"]
    work(life)
    standing = life.standing(LI)
    assert standing is not None and not standing.waits


def test_it_ends_at_its_time_or_by_hand_and_asks_nobody_more() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    life.taps("结束汇报", SECRETARY)
    assert "不再问这 3 人" in life.heard(SECRETARY)
    life.taps("是的，结束", SECRETARY)
    assert (life.state.phase, life.finished) == ("closed", True)
    short = begun("work")
    short.advance(until=datetime(2026, 7, 1, tzinfo=UTC))
    assert short.finished
    assert short.state.progress.days[-1] == "2026-06-30"


def test_the_round_in_which_it_ends_is_counted() -> None:
    life = begun("work", "每周一 8:00", roster=WITH_CONTACT)
    life.advance(until=at(9, 9))
    work(life)
    life.press("stop")
    life.taps("是的，结束", SECRETARY)
    assert [(each.day, each.done, each.of) for each in life.state.progress.rates] == [
        ("2026-03-09", 1, 3)
    ], "nobody has been asked yet in Berlin"
    assert counts_as(life.activity)  # type: ignore[arg-type]


def test_a_dry_run_asks_at_once_and_a_template_keeps_the_questions() -> None:
    life = begun("work")
    assert WORKFLOW.dry_run is not None and WORKFLOW.copy_definition is not None
    tried = WORKFLOW.dry_run(life.context(SECRETARY), BRANCH, life.state)
    copied = WORKFLOW.copy_definition(life.context(SECRETARY), BRANCH, life.state, {})
    assert tried.definition == copied.definition == life.state.definition
    assert copied.schedule.closes_at is None


def test_the_unit_above_is_not_told_who_is_silent() -> None:
    life = begun("work", roster=WITH_CONTACT)
    life.advance(until=at(7, 9))
    life.press("table", actor=CHAIR)
    assert "0 人已报" in life.heard(CHAIR) and "未报" not in life.heard(CHAIR)
    life.press("table", actor=SECRETARY)
    assert "未报" in life.heard(SECRETARY) and "李华" in life.heard(SECRETARY)
    life.press("export", actor=CHAIR)
    assert "李华" not in str(life.messages(CHAIR)[-1].attachments)


def test_the_unit_above_sees_rates_and_no_answers() -> None:
    life = begun("work")
    life.advance(until=at(7, 8))
    work(life)
    life.advance(until=at(8, 16))
    known = ((life.number, BRANCH, life.state),)
    above = series(unit=10, answers={OfKind("report", 10): known})
    above.begin({"command": "reports", "args": ""}, by=CHAIR)
    assert "第一支部 · 工作学习情况报告：3月7日 周六 3 人中 1 人已报（33%）" in above.heard(CHAIR)
    assert "翻译" not in above.heard(CHAIR)
    assert isinstance(above.begin({"command": "reports", "args": ""}, by=LI), Rejected)
