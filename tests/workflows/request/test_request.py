"""A request from its first word to its close: whose it is, by when, and what each side is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.access import Rules
from service.core.calendar import Holidays
from service.core.events import DeliveryFailed, MemberLeft, Said
from service.core.message import Chat, Ref
from service.core.people import Person
from service.core.queries import AuditTrail
from service.core.workflow import Rejected
from service.sdk.testing import (
    ACTIVITY,
    BRANCH,
    CHAIR,
    LI,
    OUTSIDER,
    ROSTER,
    SECRETARY,
    ZHANG,
    Harness,
)
from service.settings.rule_files import read_rule_book
from service.testkit.harness import Texts
from service.workflows.request import WORKFLOW
from service.workflows.request.machine import MACHINE

DISCIPLINE = 6
PEOPLE = ROSTER.with_people([Person(DISCIPLINE, "郑委员", BRANCH, post="纪检委员")])
TEXTS = Texts(WORKFLOW)
RULES = Rules(book=read_rule_book("party-branch"))
READINGS = {AuditTrail(ACTIVITY, "request.read"): ()}
WORDS = "宿舍热水坏了"


def begun(by: int = LI, **how: Any) -> Harness:
    usual = {"roster": PEOPLE, "rules": RULES, "answers": READINGS}
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, **{**usual, **how})
    life.begin(by=by)
    return life


def sent(how: str = "实名提", by: int = LI, **more: Any) -> Harness:
    life = begun(by, **more)
    life.taps(how, by)
    life.types(WORDS, by)
    life.taps("提交", by)
    return life


def answered(**more: Any) -> Harness:
    life = sent(**more)
    life.taps("答复", SECRETARY)
    life.types("已修好", SECRETARY)
    return life


def has_heard(life: Harness, words: str = WORDS) -> set[int]:
    """Everybody who was told these words."""
    return {each.to for each in life.told if words in life.words(each.message)}


def test_days_are_working_days_of_the_unit_and_the_whole_time_counts_from_the_beginning() -> None:
    off = Holidays(holidays=frozenset({date(2026, 3, 9)}), workdays=frozenset({date(2026, 3, 8)}))
    life = sent(holidays=off)
    assert life.state.progress.due == datetime.fromisoformat("2026-03-20T18:00+08:00")
    life.advance(days=2)
    life.taps("开始办理", SECRETARY)
    life.advance(days=1)
    assert "5月1日 周五 18:00前答复您" in life.heard(LI)


def test_what_is_late_is_told_by_number_alone_and_again_each_week() -> None:
    life = sent()
    life.advance(days=14, hours=8)
    assert "⏰ 今天到期，还没有开始办理" in life.heard(SECRETARY)
    assert "2026-001 今天到期，还没有人办理" in life.heard(CHAIR)
    life.advance(days=7)
    assert "已超期 7 天" in life.heard(CHAIR)
    assert has_heard(life) == {SECRETARY}
    life.taps("答复", SECRETARY)
    life.types("已修好", SECRETARY)
    heard = len(life.messages(CHAIR))
    life.advance(days=60)
    assert len(life.messages(CHAIR)) == heard


def test_it_can_be_opened_again_until_the_days_are_over() -> None:
    life = answered()
    life.taps("不满意", LI)
    assert "您的评价：不满意" in life.heard(LI)
    life.taps("要求再办", LI)
    life.types("又坏了", LI)
    assert life.state.phase == "received"
    assert (life.state.progress.reopened, life.state.progress.rating) == (1, "")
    assert "又坏了" in "".join(life.words(each) for each in life.messages(SECRETARY))
    life.taps("答复", SECRETARY)
    life.types("换了新的", SECRETARY)
    life.taps("满意", LI)
    life.advance(days=15)
    assert (life.state.phase, life.finished) == ("closed", True)
    life.press("reopen", actor=LI)
    assert "已经办结了" in life.refusal()


def test_a_question_waits_for_the_member_and_the_answer_comes_back() -> None:
    life = sent()
    life.taps("问一句", SECRETARY)
    life.types("几楼？", SECRETARY)
    standing = life.standing(LI)
    assert standing is not None
    assert [each.verb for each in standing.waits] == ["add"]
    life.types("二楼", LI)
    assert "二楼" in "".join(life.words(each) for each in life.messages(SECRETARY))
    standing = life.standing(LI)
    assert standing is not None
    assert not standing.waits


def test_who_asks_is_never_who_answers() -> None:
    life = sent(by=SECRETARY)
    assert has_heard(life) == {CHAIR}
    life = begun(DISCIPLINE)
    life.taps("保密提", DISCIPLINE)
    assert "会发给 王书记" in life.heard(DISCIPLINE)


def test_it_goes_to_whoever_may_answer_now() -> None:
    life = sent()
    changed = (
        Person(SECRETARY, "王书记", BRANCH, active=False),
        Person(8, "新书记", BRANCH, role="secretary"),
    )
    life.roster = life.roster.with_people(changed)
    life.do(MemberLeft(SECRETARY))
    assert "现在由您办理" in life.heard(8)
    assert isinstance(life.press("read", actor=SECRETARY, about=LI), Rejected)
    life.taps("查看", 8)
    assert WORDS in "".join(life.words(each) for each in life.messages(8))


def test_from_a_room_nothing_is_taken() -> None:
    life = begun()
    life.taps("实名提", LI)
    life.types(WORDS, LI)
    for asked in ("words.draft.on", "words.add"):
        life.do(Said(Ref(Chat("memory", "room"), "m1"), str(LI), WORDS, asked=asked), LI)
        assert "请在这里回答" in life.refusal()
    assert len(life.parts[LI].thread) == 1


def test_it_is_handed_to_somebody_else_and_all_three_are_told() -> None:
    life = sent()
    life.taps("转交他人", SECRETARY)
    assert "点一下就转交" in life.heard(SECRETARY)
    assert "赵书记" in life.labels(SECRETARY)
    life.taps("赵书记", SECRETARY)
    assert "王书记 已把这件事转交给 赵书记 办理" in life.heard(SECRETARY)
    assert "王书记 已把这件事转交给 赵书记 办理" in life.heard(LI)
    assert "现在由您办理" in life.heard(CHAIR)
    assert has_heard(life) == {SECRETARY, CHAIR}, "the new owner has the words"
    assert (life.state.progress.owner, life.state.progress.handed) == (CHAIR, (SECRETARY,))
    assert isinstance(life.press("answer", actor=SECRETARY, about=LI), Rejected)
    assert life.standing(SECRETARY) is None
    life.taps("答复", CHAIR)
    life.types("已修好", CHAIR)
    assert life.state.phase == "answered"
    beside = WORKFLOW.personal.beside
    assert beside is not None
    assert beside(life.state, SECRETARY) == {"owner": False, "owned_before": True}
    assert beside(life.state, ZHANG) is None


def test_in_confidence_it_is_handed_only_to_whom_the_rules_name() -> None:
    life = sent("保密提")
    life.taps("转交他人", DISCIPLINE)
    assert life.labels(DISCIPLINE)[:-1] == ["王书记", "赵书记"], "and no other member"
    assert isinstance(life.press("to", ZHANG, actor=DISCIPLINE, about=LI), Rejected)
    assert isinstance(life.press("to", SECRETARY, actor=ZHANG, about=LI), Rejected)
    life.taps("王书记", DISCIPLINE)
    assert has_heard(life) == set(), "read by a tap, which is recorded"
    assert isinstance(life.press("read", actor=DISCIPLINE, about=LI), Rejected)
    life.taps("查看", SECRETARY)
    assert has_heard(life) == {SECRETARY}
    alone = sent("保密交上级")
    alone.taps("转交他人", CHAIR)
    assert "没有别人可以办理" in alone.refusal()


def test_its_day_is_moved_with_a_reason_and_it_is_late_only_then() -> None:
    life = sent()
    before = life.state.progress.due
    life.taps("延长期限", SECRETARY)
    assert "下一步写明原因" in life.heard(SECRETARY)
    life.taps("再加 10 个工作日", SECRETARY)
    life.types("配件要订货", SECRETARY)
    moved = life.state.progress.due
    assert moved == before + timedelta(days=14)
    assert "期限已改为" in life.heard(SECRETARY)
    assert has_heard(life, "配件要订货") == {LI}
    assert "4月3日 周五 18:00" in life.heard(LI)
    life.taps("开始办理", SECRETARY)
    assert life.state.progress.due >= moved, "the day that was promised stays"
    life.advance(moved - timedelta(hours=1))
    assert not has_heard(life, "到期"), "neither the owner nor the superior"
    life = sent()
    life.advance(days=20)
    assert CHAIR in has_heard(life, "超期") | has_heard(life, "到期")
    life.taps("延长期限", SECRETARY)
    life.taps("再加 5 个工作日", SECRETARY)
    assert isinstance(life.types("", SECRETARY), Rejected), "with a reason"
    heard = len(life.messages(CHAIR))
    life.types("等上级批", SECRETARY)
    life.advance(days=6)
    assert len(life.messages(CHAIR)) == heard, "the superior's clock has moved as well"
    life.advance(days=2)
    assert len(life.messages(CHAIR)) > heard
    assert isinstance(life.press("extend", 99, actor=SECRETARY, about=LI), Rejected)
    assert isinstance(life.press("extend", actor=LI, about=LI), Rejected)


def test_what_is_about_the_secretary_goes_past_the_unit() -> None:
    life = sent("保密交上级")
    assert life.state.progress.owner == CHAIR
    assert has_heard(life, "来了一件诉求") == {CHAIR}
    life.advance(days=20)
    assert has_heard(life, "到期") | has_heard(life, "超期") == {CHAIR}
    gone = replace(PEOPLE.people[CHAIR], active=False)
    life.roster = PEOPLE.with_people([gone])
    life.do(MemberLeft(CHAIR))
    assert has_heard(life, "2026-001") <= {CHAIR, LI}, "it doesn't fall back to the unit"


def test_it_ends_with_the_membership_of_who_asked_and_when_they_take_it_back() -> None:
    life = sent()
    life.roster = life.roster.with_people([Person(LI, "李华", BRANCH, active=False)])
    life.do(MemberLeft(LI))
    assert life.finished
    life = sent()
    life.taps("撤回", LI)
    life.taps("是的，撤回", LI)
    assert life.finished
    assert "对方撤回了诉求" in life.heard(SECRETARY)


def test_an_owner_without_a_chat_is_told_of_to_the_keepers() -> None:
    life = sent()
    life.do(DeliveryFailed("card", "undeliverable"), None, SECRETARY)
    assert "有要紧的消息要发给 王书记" in life.heard(CHAIR)


def test_a_draft_can_be_left_and_says_what_is_missing() -> None:
    life = begun()
    life.taps("实名提", LI)
    assert isinstance(life.press("send", actor=LI), Rejected)
    assert "请先写下内容" in life.refusal()
    assert isinstance(life.types("长" * 2001, LI), Rejected)
    life.taps("不提了", LI)
    life.taps("是的，不提了", LI)
    assert life.finished
    assert {each.to for each in life.told} == {LI}


def test_in_confidence_only_where_the_rules_name_somebody() -> None:
    life = begun(rules=Rules())
    assert "保密" not in "".join(life.labels(LI))
    life = begun(roster=ROSTER)
    assert "只有 王书记 能看" in life.heard(LI), "the next of the receivers"


# -- nobody but those concerned

EVERYBODY = (SECRETARY, LI, ZHANG, CHAIR, OUTSIDER, DISCIPLINE)
VERBS = sorted(
    {x.event for x in MACHINE.rows if x.event.strip("!").isalpha()} - {"started", "ledger"}
)
TOKENS = (
    *("words.draft.on", "words.add", "words.ask", "words.answer", "words.reopen"),
    *("words.extend.5", "words.extend", ""),
)
presses = st.tuples(
    st.just("press"), st.sampled_from(EVERYBODY), st.sampled_from(VERBS), st.booleans()
)
types = st.tuples(
    st.just("type"), st.sampled_from(EVERYBODY), st.sampled_from(TOKENS), st.booleans()
)
waits = st.tuples(st.just("wait"), st.just(0), st.sampled_from(("1", "20", "90")), st.booleans())


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(presses, presses, types, waits), max_size=30), st.booleans())
def test_whatever_anybody_does_nobody_else_hears_what_it_is(
    story: list[tuple[str, int, str, bool]], confidential: bool
) -> None:
    life = sent("保密提" if confidential else "实名提")
    owner = DISCIPLINE if confidential else SECRETARY
    concerned = {LI, owner}
    for number, (act, person, what, about) in enumerate(story):
        if act == "wait":
            life.advance(timedelta(days=int(what)) + life.now)
            continue
        whose = LI if about else None
        if act == "press":
            outcome = life.press(what, actor=person, about=whose)
        else:
            outcome = life.answer(what, f"{WORDS}{number}", person, whose)
        assert isinstance(outcome, Rejected) or person in concerned
        assert has_heard(life) <= concerned
    for person in EVERYBODY:
        assert person in concerned or life.standing(person) is None
    others = [life.words(each.message) for each in life.told if each.to not in concerned]
    assert not any("李华" in each for each in others), "nor whose it is"
