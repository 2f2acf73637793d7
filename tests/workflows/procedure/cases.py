"""A branch with cases, for tests: its people, procedures of a few lines, and who brings what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from service.core.access import Rules
from service.core.calendar import Holidays
from service.core.events import Attached
from service.core.message import Chat, Ref
from service.core.people import Person, Roster
from service.core.queries import Held, OwnHours
from service.core.records import Counted, Record
from service.core.rulebook import Procedure, RuleBook
from service.core.workflow import Outcome
from service.sdk.testing import BRANCH, CHAIR, LI, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_procedure, read_rule_book, with_procedures
from service.testkit.harness import Texts
from service.workflows.procedure import WORKFLOW
from service.workflows.procedure.machine import MACHINE
from service.workflows.procedure.model import Folder

HE, BAI = 6, 7
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        LI: Person(LI, "李华", BRANCH, role="committee"),
        ZHANG: Person(ZHANG, "张三", BRANCH, language="en"),
        HE: Person(HE, "何嘉宁", BRANCH),
        BAI: Person(BAI, "白小雨", BRANCH, standing="applicant"),
    },
)
TEXTS = Texts(WORKFLOW)
PARTY = with_procedures(read_rule_book("party-branch"))
HEAD = """
version = 1
date = "2026-12-01"
name = { zh = "事项", en = "matter" }
"""
LEAST = """
[[steps]]
id = "apply"
name = { zh = "申请", en = "apply" }
who = ["subject"]
evidence = [{ kind = "confirm" }]

[[steps]]
id = "agree"
name = { zh = "同意", en = "agree" }
who = ["superior"]
after = [{ step = "apply", least = { months = 1 }, most = { months = 3 }, article = "7" }]
evidence = [{ kind = "approval" }]
"""


class Activities(dict[Any, Any]):
    """What was held, and what the person of the case has done of study and service, whenever it is
    asked for."""

    def __init__(self, *held: Counted) -> None:
        super().__init__()
        self.held = held
        self.hours: tuple[Record, ...] = ()

    def __missing__(self, query: Any) -> tuple[Counted | Record, ...]:
        if isinstance(query, OwnHours):
            known = (each for each in self.hours if each.kind == query.kind)
            return tuple(each for each in known if query.since <= each.at)
        assert isinstance(query, Held)
        return tuple(each for each in self.held if query.since <= each.at)


def procedure_of(words: str, folder: Path, book: RuleBook = PARTY) -> Procedure:
    """The procedure in a file with these words below the head."""
    file = folder / "matter.toml"
    file.write_text(HEAD + words, "utf-8")
    return read_procedure(file, book)


def office(procedure: Procedure | str, roster: Roster = PEOPLE, **how: Any) -> Harness:
    """A harness in which this procedure can be begun."""
    known = PARTY.procedure(procedure) if isinstance(procedure, str) else procedure
    assert known is not None
    rules = Rules(book=replace(PARTY, procedures=(known,)))
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, roster=roster, rules=rules, **how)
    life.answers = Activities()
    return life


def case(
    procedure: Procedure | str, roster: Roster = PEOPLE, subject: int = BAI, **how: Any
) -> Harness:
    """A case of this person that the secretary has begun."""
    life = office(procedure, roster, **how)
    known = life.rules.book.procedures[0]
    life.begin()
    life.press("procedure", known.id)
    if known.of == "person":
        life.press("subject", subject)
    else:
        life.answer("title", "2027 年计划")
    life.press("begin")
    assert life.state.phase == "running", life.outcome
    return life


def folder(life: Harness) -> Folder:
    found: Folder = life.state.progress
    return found


def held(life: Harness, kind: str, at: datetime, people: tuple[int, ...] = ()) -> None:
    """Something was held that counts for this."""
    assert isinstance(life.answers, Activities)
    number = 100 + len(life.answers.held)
    new = Counted(kind, at, people, unit=BRANCH, activity=number, title=f"第 {number} 次")
    life.answers.held = (*life.answers.held, new)


def studied(life: Harness, at: datetime, hours: float, kind: str = "study") -> None:
    """The person of the case has done something that comes to hours."""
    assert isinstance(life.answers, Activities)
    number = 200 + len(life.answers.hours)
    new = Record(number, kind, f"第 {number} 课", at, hours=hours)
    life.answers.hours = (*life.answers.hours, new)


def sends(life: Harness, step: str, item: int, actor: int, name: str = "材料.pdf") -> Outcome:
    """A file, after it was asked for."""
    ref = Ref(Chat("memory", f"@{actor}"), f"f{len(life.told)}", private=True)
    sent = Attached(
        ref, str(actor), name, "application/pdf", 1000, name, asked=f"file.{step}.{item}"
    )
    return life.do(sent, actor)


def bring(
    life: Harness, step: str, item: int, actor: int, *, named: Sequence[int] = (), day: str = ""
) -> Outcome:
    """The piece of evidence, as this person would bring it in the chat. Where something is held
    that counts, the newest is taken. `day`: typed instead of today."""
    evidence = folder(life).rule.step(step).evidence[item]
    place = f"{step}.{item}"
    outcome = life.press("give", step, item, actor=actor)
    match evidence.kind:
        case "approval":
            life.press("approve", step, item, actor=actor)
            return life.press("approve!", step, item, actor=actor)
        case "notice" | "publish":
            return life.press("post!", step, item, actor=actor)
        case "meeting" | "vote" | "talk":
            assert isinstance(life.answers, Activities)
            counted = life.answers.held[-1].activity if life.answers.held else 0
            return life.press("take", step, item, counted, actor=actor)
        case "form":
            for at, blank in enumerate(evidence.fields):
                if blank.type == "choice":
                    outcome = life.press("field", step, item, at, 0, actor=actor)
                else:
                    words = {"number": "12", "date": "今天"}.get(blank.type, "很好")
                    outcome = life.answer(f"field.{place}.{at}", words, actor)
        case "file":
            outcome = sends(life, step, item, actor)
        case "names":
            words = "、".join(life.roster.people[each].name for each in named)
            outcome = life.answer(f"names.{place}", words, actor)
        case "study" | "service":
            outcome = life.answer(f"{evidence.kind}.{place}", str(evidence.hours), actor)
        case _:
            pass
    del outcome
    if day:
        return life.answer(f"day.{place}", day, actor)
    return life.press("day", step, item, actor=actor)


__all__ = ["BAI", "BRANCH", "CHAIR", "HE", "LI", "SECRETARY", "ZHANG", "Holidays"]
