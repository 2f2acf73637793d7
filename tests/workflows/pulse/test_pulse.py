"""A pulse: answered without names, counted from five answers on, compared with those before."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.core.access import Rules
from service.core.effects import Send, Start, ToPerson
from service.core.membership import MemberChange
from service.core.people import Person, Roster, RosterRow
from service.core.queries import History, HistoryEntry
from service.core.texts import Named
from service.core.workflow import Rejected
from service.sdk.state import Schedule, State
from service.sdk.testing import BRANCH, LI, OUTSIDER, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.schema import metadata
from service.testkit.harness import harness
from service.testkit.organization import BRANCH as HERE
from service.workflows import talk
from service.workflows.pulse import WORKFLOW
from service.workflows.pulse.machine import MACHINE
from service.workflows.pulse.model import Answers, Came, Pulse, counted, fell
from tests.world import World, world

MORE = tuple(range(6, 10))
PEOPLE = Roster(
    ROSTER.units, {**ROSTER.people, **{each: Person(each, f"成员{each}", BRANCH) for each in MORE}}
)
EVERYBODY = (SECRETARY, LI, ZHANG, *MORE)
BY_CHANCE = re.compile(r"gAAAA[\w=-]+|b'[^']*gAAAA[^']*'")
ASKED = Named("最近顺心吗？")


class Before(dict[Any, Any]):
    """The pulses of the last year."""

    def __init__(self, *entries: HistoryEntry) -> None:
        super().__init__()
        self.entries = entries

    def __missing__(self, key: Any) -> Any:
        assert isinstance(key, History)
        return self.entries


def draft(*before: HistoryEntry, **how: Any) -> Harness:
    how = {"rules": Rules(book=read_rule_book("party-branch")), "roster": PEOPLE, **how}
    life = harness(WORKFLOW, machine=MACHINE, beside=(talk.WORKFLOW,), **how)
    life.answers = Before(*before)
    life.begin()
    return life


def opened(*before: HistoryEntry) -> Harness:
    """It asks one question."""
    life = draft(*before)
    life.press("questions")
    life.types(ASKED.zh, SECRETARY)
    life.press("publish")
    assert life.state.phase == "open"
    return life


def answers(life: Harness, *values: int) -> None:
    for person, value in zip(EVERYBODY, values, strict=False):
        life.press("answer", actor=person)
        life.press("answer", 0, value, actor=person)


def held(month: int, tenths: int, unit: int = BRANCH, question: Named = ASKED) -> HistoryEntry:
    closed = datetime(2026, month, 1, tzinfo=UTC)
    state = State("closed", Pulse("", (question,)), Came(unit, 8, (tenths,)), SECRETARY,
                  Schedule(closed - timedelta(days=3), closed))  # fmt: skip
    return HistoryEntry(
        hash((month, unit, question.zh)), state, LI, Answers((), closed, given=True)
    )


def test_the_questions_of_the_rules_are_published_with_one_tap() -> None:
    life = draft()
    assert "1. 最近思想上、工作上顺心吗" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert life.state.phase == "open"
    assert "不记名" in life.heard(0)


def test_a_plan_opens_it_by_itself() -> None:
    life = draft()
    life.begin({"title": "每月一问", "minutes": 1440}, by=None)
    assert (life.state.phase, life.state.schedule.closes_at) == (
        "open",
        life.now + timedelta(days=1),
    )
    assert isinstance(life.begin({"minutes": 1}, by=None), Rejected)


@pytest.mark.parametrize("typed", ["", "一\n二\n三\n四", "长" * 101])
def test_bad_questions_are_asked_for_again(typed: str) -> None:
    life = draft()
    before = life.state
    life.press("questions")
    assert isinstance(life.types(typed, SECRETARY), Rejected)
    assert life.state == before


def test_without_questions_in_the_rules_they_are_typed() -> None:
    life = draft(rules=Rules())
    assert "问什么" in life.heard(SECRETARY)
    assert isinstance(life.press("publish"), Rejected)
    life.types("还好吗？", SECRETARY)
    life.press("publish")
    assert life.state.phase == "open"


def test_nothing_that_is_said_tells_what_somebody_chose() -> None:
    said = []
    for value in (1, 5):
        life = opened()
        answers(life, value)
        said.append([(each.to, life.words(each.message)) for each in life.told])
        own = [each for each in life.effects(Send) if each.to == ToPerson(SECRETARY)]
        assert own
    assert said[0] == said[1]


@pytest.mark.parametrize("args", [(0, 0), (0, 6), (1, 3), (0,), ("x", 1)])
def test_a_forged_answer_counts_nothing(args: tuple[Any, ...]) -> None:
    life = opened()
    life.press("answer", actor=LI)
    life.press("answer", *args, actor=LI)
    assert not life.parts[LI].values
    assert isinstance(life.press("answer", actor=OUTSIDER), Rejected)


def test_what_is_answered_again_takes_the_place_of_what_was() -> None:
    life = opened()
    answers(life, 1)
    life.taps("重新回答", SECRETARY)
    assert life.parts[SECRETARY].values == (1,), "until then it stands"
    life.press("answer", 0, 5, actor=SECRETARY)
    assert life.parts[SECRETARY].values == (5,)
    assert isinstance(life.press("answer", 1, 5, actor=SECRETARY), Rejected)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((4, 4, 4, 4), "回答的不到 5 人，不统计"),
        ((4, 4, 4, 4, 3), "5 人回答。平均分（1—5）：\n\n· 最近顺心吗？\n　3月6日 周五 3.8"),
        ((5, 5, 5, 5, 5), "3月6日 周五 4.5 以上"),
        ((1, 1, 1, 1, 1, 1), "3月6日 周五 1.5 以下"),
    ],
)
def test_it_is_counted_from_five_answers_on_and_then_forgotten(
    values: tuple[int, ...], told: str
) -> None:
    life = opened()
    answers(life, *values)
    life.press("close!")
    assert told in life.heard(SECRETARY)
    assert life.finished
    assert {each.values for each in life.parts.values()} == {()}


def test_what_is_called_off_is_forgotten() -> None:
    life = opened()
    answers(life, 1, 2)
    life.press("cancel!")
    assert life.finished
    assert {each.values for each in life.parts.values()} == {()}


def test_what_somebody_answered_goes_with_their_data() -> None:
    life = opened()
    answers(life, *(3 for _ in range(6)))
    erased = WORKFLOW.personal.erased
    assert erased is not None
    life.parts[LI] = erased(life.state, life.parts[LI], False)
    assert not life.parts[LI].values
    life.press("close!")
    assert "5 人" in life.heard(SECRETARY)


def test_who_has_answered_half_is_not_counted() -> None:
    life = draft()
    life.press("publish")
    parts = [Answers((3, 3, 3), None, given=True)] * 5
    assert counted(3, [*parts, Answers((1, 1))]).averages == (30, 30, 30)
    assert counted(3, [*parts[1:], Answers((3, 3, 3))]) == Came()


def test_the_trend_is_told_and_what_has_fallen_is_pointed_out() -> None:
    other = held(1, 15, question=Named("别的问题？"))
    life = opened(held(1, 42), held(2, 40), other, held(2, 10, unit=99))
    answers(life, 3, 3, 3, 3, 3)
    life.press("close!")
    told = life.heard(SECRETARY)
    assert "1月1日 周四 4.2 → 2月1日 周日 4.0 → 3月6日 周五 3.0" in told
    assert "比前几次低了 1.1，可以找大家谈谈" in told
    life.taps("约大家谈谈", SECRETARY)
    (begun,) = life.effects(Start)
    assert (begun.kind, begun.details["command"]) == ("talk", "talk")


@pytest.mark.parametrize(
    ("now", "before", "less"),
    [(30, (), 0), (30, (34,), 0), (30, (35,), 5), (30, (50, 30, 30, 30), 0), (40, (30,), 0)],
)
def test_it_has_fallen_by_half_a_point_below_the_last_three(
    now: int, before: tuple[int, ...], less: int
) -> None:
    assert fell(now, before) == less


def test_whoever_wishes_is_led_to_a_talk() -> None:
    life = opened()
    answers(life, 3)
    life.taps("我想找人谈谈", SECRETARY)
    (begun,) = life.effects(Start)
    assert (begun.kind, begun.by, begun.details["command"]) == ("talk", SECRETARY, "wish")


def test_the_silent_are_reminded_and_nobody_is_named() -> None:
    life = opened()
    answers(life, 3, 3)
    life.press("nudge")
    assert "成员" not in life.heard(SECRETARY)
    life.advance(days=2)
    assert "点数字就行" in life.heard(ZHANG)
    told = len(life.messages(LI))
    life.advance(days=2)
    assert len(life.messages(LI)) == told
    assert life.state.phase == "closed"


def test_a_club_asks_its_own_questions() -> None:
    life = draft(rules=Rules(book=read_rule_book("club")))
    told = life.heard(SECRETARY) + life.heard(SECRETARY, "en")
    assert not any(each in told for each in ("支部", "思想上", "branch"))


async def test_whoever_holds_the_database_cannot_tell_what_somebody_chose() -> None:
    """The rows of two runs that differ in the answers alone, sealed words aside, are equal, before
    the count and after it."""
    people = [RosterRow("王敏", f"校/{HERE}", role="secretary")]
    people += [RosterRow(f"成员{each}", f"校/{HERE}") for each in range(5)]
    kept = []
    for value in ("2", "4"):
        async with world(people, rules=Rules(book=read_rule_book("club"))) as w:
            await w.say("王敏", "/pulse")
            await w.press("王敏", "发布")
            for name in (each.name for each in people):
                await w.press(name, "开始回答")
                await w.press(name, value)
                await w.press(name, "3")
            before = await rows_of(w)
            parts = await w.rows(select(t.entries.c.state).where(t.entries.c.status == "answered"))
            assert len({len(each.state) for each in parts}) == 1
            await w.advance(timedelta(days=4))
            assert f"　3月9日 周一 {value}.0" in w.last("王敏")
            assert not (await w.entry(await the_pulse(w), "成员1")).values
            answered = "SELECT DISTINCT event FROM journal WHERE action = 'pulse.answered'"
            assert [row.event for row in await w.sql(answered)] == ['{"Erased":{}}']
            kept.append(before)
    assert kept[0] == kept[1]
    assert any("pulse.answered" in each for each in kept[0])


async def test_nobody_learns_that_who_leaves_has_answered() -> None:
    async with world(rules=Rules(book=read_rule_book("club"))) as w:
        await w.say("王敏", "/pulse")
        await w.press("王敏", "发布")
        await w.press("李华", "开始回答")
        await w.press("李华", "2")
        await w.engine.change_members([MemberChange(w.person("李华").id, active=False)])
        await w.settle()
        assert "离开：李华" in w.last("王敏")
        assert "还在进行" not in w.last("王敏")


async def the_pulse(w: World) -> int:
    (row,) = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "pulse"))
    return int(row.id)


async def rows_of(w: World) -> list[str]:
    """Every row of every table, without what is sealed or by chance."""
    found = []
    for table in metadata.sorted_tables:
        for row in await w.rows(select(table)):
            found.append(BY_CHANCE.sub("…", f"{table.name} {tuple(row)}"))
    return found
