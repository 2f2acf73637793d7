"""Home on the harness, among the other kinds of activity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.circumstances import Circumstances
from service.core.archive import Archive, ArchiveFor
from service.core.privacy import OwnPart, PersonalData, PersonalRecord, Reading, Readings
from service.core.queries import (
    About,
    ByPost,
    Channel,
    Channels,
    Joined,
    Ongoing,
    OwnRecords,
    PastActivities,
    Running,
    Subject,
    Template,
    Templates,
)
from service.core.records import Month
from service.core.standing import Waiting
from service.sdk.testing import BRANCH, COMMITTEE, ROSTER, SECRETARY, START, Harness
from service.testkit.harness import harness
from service.workflows import WORKFLOWS
from service.workflows.home import MACHINE, WORKFLOW
from service.workflows.home.model import Home

OTHERS = tuple(each for each in WORKFLOWS if each.kind != WORKFLOW.kind)
QUIZ, DRAFT = 12, 13
SOON = START + timedelta(hours=5)
RUNNING = (Running(QUIZ, "quiz", BRANCH, "open", "党史测验", waits=(Waiting("还没有答题", SOON),)),)
PREPARED = (
    Running(DRAFT, "signup", BRANCH, "draft", "植树", stage="draft", waits=(Waiting("没有发布"),)),
    Running(15, "quiz", BRANCH, "draft", "", stage="draft", since=START),
    Running(14, "plan", BRANCH, "running", "每月测验", stage="recurring"),
)
TELEGRAM = Channel("c1", "telegram", "Telegram", START - timedelta(days=30))
MATRIX = Channel("c2", "matrix", "Matrix", START - timedelta(days=3))
OURS = Template(5, BRANCH, "quiz", "每月测验", SECRETARY, START - timedelta(days=9))
THEIRS = Template(6, COMMITTEE, "discussion", "读书", None, START)


def at_home(answers: dict[Any, Any] | None = None, **how: Any) -> Harness:
    """Home for everybody, who has one linked chat, sees what runs and has two templates."""
    known: dict[Any, Any] = {}
    for person in ROSTER.people:
        known[Ongoing(person)] = (*PREPARED, *RUNNING) if person == SECRETARY else RUNNING
        known[OwnRecords(person)] = known[PastActivities(person)] = Month("2026-03")
        known[Templates(person)] = (OURS, THEIRS)
        known[Channels(person)] = (TELEGRAM,)
        known[Joined(person)] = frozenset(ROSTER.people)
        known[Circumstances(0, person)] = {}
        known[PersonalData(person)] = PersonalRecord(
            "{}", parts=(OwnPart(START, "quiz", "党史", "3 分"),)
        )
        known[Readings(person)] = (Reading(START, SECRETARY, "talk.note_read", "talk", "谈心"),)
        for number in range(15):
            known[About(number, person)] = None
        known[About(QUIZ, person)] = Subject(QUIZ, "quiz", BRANCH, "open", "党史测验")
        known[About(DRAFT, person)] = Subject(DRAFT, "signup", BRANCH, "draft", "植树")
    life = harness(
        WORKFLOW, beside=OTHERS, machine=MACHINE, answers={**known, **(answers or {})}, **how
    )
    life.answers = _Answers(life.answers)
    life.start(Home(), by=None)
    return life


class _Answers(dict[Any, Any]):
    """Nothing is anybody's by their post, and no archive can be made."""

    def __missing__(self, query: Any) -> Any:
        if isinstance(query, ArchiveFor):
            return Archive(query.unit, query.year, why="no_year")
        if isinstance(query, ByPost):
            return ()
        raise KeyError(query)
