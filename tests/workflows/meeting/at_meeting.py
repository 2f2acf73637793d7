"""A branch and its meeting, as far as it has come, for tests on the harness."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.core.access import Rules
from service.core.people import Person, Roster
from service.core.queries import HistoryEntry
from service.sdk.testing import BRANCH, LI, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows.meeting import WORKFLOW
from service.workflows.meeting.checks import gaps
from service.workflows.meeting.machine import MACHINE

CHEN, QIAN, SUN, NEW = 6, 7, 8, 9
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        CHEN: Person(CHEN, "陈静", BRANCH, role="organizer"),
        QIAN: Person(QIAN, "钱多", BRANCH),
        SUN: Person(SUN, "孙宁", BRANCH, standing="probationary"),
        NEW: Person(NEW, "吴新", BRANCH, standing="activist"),
    },
)
EXPECTED = (SECRETARY, LI, ZHANG, CHEN, QIAN, SUN)
STARTS = datetime(2026, 3, 6, 19, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DETAILS: dict[str, Any] = {
    "kind": "members_meeting",
    "items": ["通报上月工作", "审议年度预算"],
    "starts_at": "2026-03-06T19:00:00",
    "place": "201 会议室",
}


class Around(dict[Any, Any]):
    """Whatever is asked about meetings around this one is answered alike."""

    def __init__(self, *entries: HistoryEntry) -> None:
        super().__init__()
        self.entries = entries

    def __missing__(self, key: Any) -> Any:
        return self.entries


def meeting(book: str = "party-branch", *earlier: HistoryEntry, **how: Any) -> Harness:
    how = {"roster": PEOPLE, **how}
    life = harness(WORKFLOW, machine=MACHINE, rules=Rules(book=read_rule_book(book)), **how)
    life.answers = Around(*earlier)
    return life


def called(*earlier: HistoryEntry, **details: Any) -> Harness:
    """Everybody has the notice; it is 10:00, nine hours before."""
    life = meeting("party-branch", *earlier)
    life.begin({**DETAILS, **details})
    assert life.state.phase == "called", life.outcome
    return life


def opened(**details: Any) -> Harness:
    """It has begun, Chen writes the minutes, and nobody is there but the secretary."""
    life = called(**details)
    life.advance(STARTS)
    life.press("begin")
    life.taps("陈静", SECRETARY)
    assert life.state.phase == "held", life.outcome
    return life


def held() -> Harness:
    """Four voters and the probationary member are there, Qian is not; all was said and voted."""
    life = opened()
    for person in (LI, CHEN, SUN, ZHANG):
        life.press("here", actor=person)
    life.answer("said", "王书记：上月完成三件事", CHEN)
    life.press("next", actor=CHEN)
    life.answer("said", "李华：同意，建议缩减会议费", CHEN)
    life.press("count", actor=CHEN)
    life.types("4 0 0", CHEN)
    life.advance(minutes=50)
    life.press("end")
    return life


def complete() -> Harness:
    """Only the close is left."""
    life = held()
    life.press("why", "personal", QIAN)
    life.press("evidence", "upward", "no")
    life.press("sign")
    life.press("sign", actor=CHEN)
    assert gaps(life.state) == []
    return life
