"""Dues: off unless the rules say so; noted by taps; arrears told to two sides alone; a ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.core.access import Rules, may
from service.core.effects import Send, ToMembers, ToRoom
from service.core.events import HandedOver
from service.core.people import RosterRow
from service.core.queries import OfKind
from service.core.rulebook import Bracket, Dues, Override, RuleBook
from service.core.rulebook.consistency import problems_of
from service.core.texts import FileName, Named
from service.core.workflow import Rejected, rules_of
from service.sdk.testing import BRANCH, CHAIR, LI, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows.dues import WORKFLOW, ledger
from service.workflows.dues.machine import MACHINE
from service.workflows.dues.model import Part, months_late, owed
from tests.world import world

PARTY = read_rule_book("party-branch")
CLUB = read_rule_book("club")
FIXED = Dues(active=True, amount="10")


def kept(dues: Dues = FIXED, book: RuleBook = PARTY, **how: Any) -> Harness:
    """Dues that are kept in the branch from March 2026 on."""
    rules = Rules(book=replace(book, dues=dues))
    life = harness(
        WORKFLOW, machine=MACHINE, rules=rules, answers={OfKind("dues", BRANCH): ()}, **how
    )
    life.begin()
    life.taps("开始", SECRETARY)
    assert life.state.phase == "open"
    return life


def at(year: int, month: int, day: int, hour: int = 2) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def told(life: Harness, words: str) -> set[int]:
    """Who was told something with these words; 0: a room."""
    return {each.to for each in life.told if words in life.words(each.message)}


@pytest.mark.parametrize("name", ["party-branch", "club", "union"])
def test_it_is_off_unless_the_rules_say_so(name: str) -> None:
    rules = rules_of((WORKFLOW,), Rules(book=read_rule_book(name)))
    secretary = ROSTER.people[SECRETARY]
    assert not may(rules, ROSTER, secretary, "dues.manage", BRANCH)
    on = replace(rules, overrides=(Override("第一支部", ("dues", "active"), True),))
    assert may(on, ROSTER, secretary, "dues.manage", BRANCH)
    assert not may(on, ROSTER, ROSTER.people[LI], "dues.manage", BRANCH)
    life = harness(WORKFLOW, machine=MACHINE, rules=rules)
    assert isinstance(life.begin(), Rejected)


def test_the_start_says_the_terms_to_those_who_pay_and_to_no_room() -> None:
    life = kept()
    assert told(life, "以后党费在这里记") == {SECRETARY, LI, ZHANG}
    assert not any(isinstance(each.send.to, ToRoom) for each in life.told)
    assert "10 元" in life.words(life.messages(LI)[0])


def test_each_is_reminded_in_their_own_morning_unless_it_is_paid() -> None:
    life = kept()
    life.press("got", 20260301, about=LI)
    life.advance(until=at(2026, 4, 1))
    life.told.clear()
    life.press("got", 20260301, about=SECRETARY)
    life.press("got", 20260401, about=SECRETARY)
    life.told.clear()
    life.advance(until=at(2026, 4, 5, 1))  # nine in Shanghai
    assert told(life, "2026年4月的党费还没记到") == {LI}
    life.told.clear()
    life.advance(until=at(2026, 4, 5, 7))  # nine in Berlin
    assert told(life, "2026年4月的党费还没记到") == {ZHANG}
    sent = [each.send for each in life.told if isinstance(each.send, Send)]
    assert all(isinstance(x.to, ToMembers) and x.deferrable for x in sent)


def test_one_tap_notes_it_and_another_takes_it_back() -> None:
    life = kept()
    life.taps("记谁交了", SECRETARY)
    life.taps("李华", SECRETARY)
    assert "收到了您2026年3月" in life.heard(LI)
    assert life.parts[LI].summary().status == "2026-03-31"
    again = life.press("got", 20260301, about=LI)
    assert isinstance(again, Rejected)  # the same button, pressed twice
    life.taps("✔ 李华", SECRETARY)
    assert "没有收到" in life.heard(LI)
    assert life.parts[LI].receipts == ()


def test_one_tap_notes_all_who_owe() -> None:
    life = kept()
    life.press("receive")
    life.taps("这 3 人都交了", SECRETARY)
    assert {part.summary().status for part in life.parts.values()} == {"2026-03-31"}
    assert {x.by for part in life.parts.values() for x in part.receipts} == {SECRETARY}
    assert told(life, "收到了您2026年3月") == {LI, ZHANG}
    life.press("show")
    assert "都交齐了" in life.heard(SECRETARY)
    assert isinstance(life.press("got", 20260301, actor=LI, about=LI), Rejected)


def test_arrears_are_told_after_three_and_six_months_and_to_two_sides_alone() -> None:
    life = kept(replace(PARTY.dues, active=True, who=()))
    life.press("receive")
    life.press("everybody")
    for month in (4, 5, 6, 7):
        life.advance(until=at(2026, month, 6))
        life.press("got", int(f"2026{month:02}01"), about=LI)
        life.press("got", int(f"2026{month:02}01"), about=SECRETARY)
    assert told(life, "3 个月") == {SECRETARY, ZHANG}
    assert "张三" in life.words(
        next(m for m in life.messages(SECRETARY) if "3 个月" in life.words(m))
    )
    assert not told(life, "6 个月")
    for month in (8, 9, 10):
        life.advance(until=at(2026, month, 6))
        life.press("got", int(f"2026{month:02}01"), about=LI)
    assert told(life, "6 个月") == {SECRETARY, ZHANG}
    assert told(life, "除名") == {SECRETARY}
    life.told.clear()
    life.advance(until=at(2026, 11, 6))
    assert not told(life, "6 个月"), "it is told once"


def test_a_bracket_is_tapped_and_who_is_exempt_owes_nothing() -> None:
    life = kept(replace(PARTY.dues, active=True, who=()))
    life.taps("档位", SECRETARY)
    life.taps("李华", SECRETARY)
    life.taps("0.2 元", SECRETARY)
    life.press("pick", about=ZHANG)
    life.taps("免交", SECRETARY)
    life.press("mine", actor=LI)
    assert "每次：0.2 元" in life.heard(LI)
    life.press("mine", actor=ZHANG)
    assert "不用交" in life.heard(ZHANG)
    life.advance(until=at(2026, 5, 6))
    assert "还没记到" not in life.heard(ZHANG)
    life.press("pick", "student", about=ZHANG)
    life.press("mine", actor=ZHANG)
    assert "还没交：2026年5月\n" in life.heard(ZHANG)
    assert isinstance(life.press("pick", "wages", about=ZHANG), Rejected)


def test_the_ledger_of_a_year_has_what_was_paid_and_what_is_owed() -> None:
    life = kept()
    life.press("got", 20260301, about=LI)
    life.advance(until=at(2026, 4, 6))
    life.press("ledger")
    file = life.messages(SECRETARY)[-1].attachments[0]
    assert isinstance(file.name, FileName)
    assert file.name.ending == ".xlsx"
    days = date(2026, 1, 1), date(2026, 4, 6)
    roster, rules = life.roster, life.rules.book.dues
    rows = [*ledger.rows(roster, rules, life.state.progress, life.parts, days)]
    assert [(row[0], row[4], row[6]) for row in rows] == [
        ("李华", 10.0, "王书记"),
        ("李华", None, None),
    ]
    before = ledger.rows(roster, rules, life.state.progress, life.parts,
                         (date(2025, 1, 1), date(2025, 12, 31)))  # fmt: skip
    assert [*before] == []


def test_it_counts_for_a_duty_in_the_period_it_is_for() -> None:
    life = kept()
    life.advance(until=at(2026, 4, 20))
    life.press("got", 20260301, about=LI)
    assert life.activity is not None and WORKFLOW.counts_for is not None
    (counted,) = WORKFLOW.counts_for(life.activity, LI, life.parts[LI])
    duty = PARTY.duty("dues_monthly")
    assert duty is not None and duty.counts == counted.kind
    assert (counted.at.month, counted.people) == (3, (LI,))


def test_the_post_is_handed_over_with_it() -> None:
    life = kept()
    assert WORKFLOW.by_post is not None and WORKFLOW.by_post(life.state, SECRETARY)
    life.do(HandedOver(SECRETARY, CHAIR))
    assert life.state.organizer == CHAIR


def test_while_the_rules_have_none_nothing_is_said_and_nothing_lost() -> None:
    life = kept()
    life.press("got", 20260301, about=LI)
    off = replace(life.rules.book, dues=replace(FIXED, active=False))
    life.rules = replace(life.rules, book=off)
    life.told.clear()
    life.advance(until=at(2026, 8, 6))
    assert life.told == []
    assert life.standing(LI) is None
    assert life.parts[LI].receipts


def test_a_club_has_a_yearly_fee_of_its_own() -> None:
    life = kept(replace(CLUB.dues, active=True), CLUB)
    assert "每年交一次，100 元" in life.words(life.messages(LI)[0])
    life.press("got", 20260101, about=LI)
    assert life.parts[LI].summary().status == "2026-12-31"


def test_a_forged_period_is_not_paid() -> None:
    life = kept()
    assert isinstance(life.press("got", 20260401, about=LI), Rejected)
    assert isinstance(life.press("back", 20260301, about=LI), Rejected)


def test_months_in_arrears_are_counted_from_the_oldest() -> None:
    register = kept().state.progress
    spans = owed(FIXED, register, LI, Part(), date(2026, 6, 1))
    assert [each.first.month for each in spans] == [3, 4, 5, 6]
    assert months_late(spans, date(2026, 6, 1)) == 3


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (Dues(active=True), "dues.amount"),
        (Dues(amount="ten"), "dues.amount"),
        (Dues(day=31), "dues.day"),
        (Dues(arrears=(6, 3)), "dues.arrears"),
        (Dues(who=("nobody",)), "dues.who"),
        (Dues(brackets=(Bracket("exempt", Named("免")),)), "dues.brackets.exempt.id"),
        (Dues(brackets=(Bracket("a", Named("甲"), "0"),)), "dues.brackets.a.amount"),
    ],
)
def test_each_mistake_in_the_rules_is_named_with_what_is_allowed(wrong: Dues, key: str) -> None:
    assert not [*problems_of(PARTY)]
    ((where, said),) = problems_of(replace(PARTY, dues=wrong))
    assert where == key
    assert "allowed" in said or "give it another" in said or "there is" in said


async def test_a_unit_that_keeps_dues_has_them_and_its_neighbour_hears_no_word() -> None:
    """Through the whole service: one branch keeps dues, by an override; the other has none."""
    people = [
        RosterRow("王敏", "校/一支部", role="secretary"),
        RosterRow("李华", "校/一支部"),
        RosterRow("周强", "校/二支部", role="secretary"),
    ]
    overrides = (
        Override("一支部", ("dues", "active"), True),
        Override("一支部", ("dues", "who"), ()),
    )
    async with world(people, rules=Rules(book=PARTY, overrides=overrides)) as w:
        await w.say("周强", "党费")
        assert "每月交一次" not in w.last("周强")
        await w.say("周强", "帮助")
        assert "党费" not in w.last("周强")
        await w.say("王敏", "党费")
        await w.press("王敏", "开始")
        assert "以后党费在这里记" in w.last("李华")
        await w.press("王敏", "记谁交了")
        await w.press("王敏", "这 2 人都交了")
        await w.press("李华", "我的党费")
        assert "都交齐了" in w.last("李华")
        await w.say("王敏", "党费")
        assert "已经在记了" in w.last("王敏")
