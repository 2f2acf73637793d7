"""A case's papers looked over: whatever is missing, unsigned or dated wrongly is named.

An admission that went well is made by hand; each case spoils one thing in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.core.message import Bundle, Document
from service.core.rulebook.procedures import Procedure
from service.sdk.state import State
from service.sdk.testing import SECRETARY, Harness
from service.workflows.procedure.model import (
    Case,
    Done,
    Folder,
    Objection,
    Paper,
    Posted,
    Waiver,
)
from tests.workflows.procedure.cases import BAI, PARTY, office

DAYS = {
    "s01": date(2026, 1, 5), "s02": date(2026, 1, 15), "s03": date(2026, 2, 10),
    "s04": date(2026, 2, 12), "s05": date(2026, 2, 12), "s07": date(2027, 2, 20),
    "s08": date(2027, 3, 1), "s09": date(2027, 3, 2), "s10": date(2027, 3, 10),
    "s11": date(2027, 3, 20), "s12": date(2027, 4, 9), "s13": date(2027, 4, 12),
    "s14": date(2027, 4, 13), "s15": date(2027, 4, 20), "s16": date(2027, 5, 5),
    "s17": date(2027, 5, 15), "s18": date(2027, 5, 16), "s19": date(2027, 5, 20),
    "s20": date(2027, 5, 25), "s22": date(2028, 4, 20), "s23": date(2028, 4, 25),
    "s24": date(2028, 5, 20), "s25": date(2028, 6, 1),
}  # fmt: skip
OFTEN = {
    "s06": (date(2026, 8, 1), date(2027, 2, 1)),
    "s21": (date(2027, 8, 15), date(2027, 11, 15), date(2028, 2, 15)),
}
POSTED = date(2027, 4, 2)  # a Friday; five working days later it is the 9th


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def record() -> Folder:
    """Every step taken in time, with every paper."""
    known = PARTY.procedure("admission")
    assert isinstance(known, Procedure)
    papers, done = list[Paper](), list[Done]()
    for step in known.steps:
        for day in OFTEN.get(step.id, ()):
            papers.append(Paper(step.id, 0, SECRETARY, noon(day), day))
        if step.id in DAYS:
            day = DAYS[step.id]
            papers += [
                Paper(step.id, at, SECRETARY, noon(day), day, signed=item.signed)
                for at, item in enumerate(step.evidence)
            ]
            done.append(Done(step.id, SECRETARY, noon(day), day))
    posted = Posted("s12", 2, SECRETARY, noon(POSTED), noon(date(2027, 4, 10)))
    return Folder(
        known, BAI, begun=noon(DAYS["s01"]), papers=tuple(papers), done=tuple(done),
        posted=(posted,),
    )  # fmt: skip


def looked_over(folder: Folder) -> Harness:
    life = office("admission", now=noon(date(2028, 6, 2)))
    life.start(State("done", Case("admission"), folder, SECRETARY))
    life.press("folder")
    return life


def dated(folder: Folder, step: str, day: date, item: int | None = None) -> Folder:
    """The folder with the papers of the step as of another day."""
    papers = tuple(
        replace(x, on=day, at=max(x.at, noon(day)))
        if x.step == step and item in (None, x.item)
        else x
        for x in folder.papers
    )
    on = max(each.on for each in papers if each.step == step)
    done = tuple(replace(x, on=on) if x.step == step else x for x in folder.done)
    return replace(folder, papers=papers, done=done)


def without(folder: Folder, step: str, item: int) -> Folder:
    gone = next(each for each in folder.papers if (each.step, each.item) == (step, item))
    return replace(folder, papers=tuple(each for each in folder.papers if each is not gone))


def unsigned(folder: Folder, step: str) -> Folder:
    papers = tuple(replace(x, signed=False) if x.step == step else x for x in folder.papers)
    return replace(folder, papers=papers)


def objected(folder: Folder) -> Folder:
    new = Objection(1, BAI, noon(POSTED) + timedelta(days=1), None)
    return replace(folder, objections=(new,))


def test_nothing_is_said_of_papers_in_order() -> None:
    heard = looked_over(record()).heard(SECRETARY)
    assert "缺材料的步骤 0 个，不对的 0 处" in heard
    assert len(heard.splitlines()) == 2


WRONG: dict[str, tuple[Callable[[Folder], Folder], str]] = {
    "k17 no talk within a month": (
        lambda x: dated(x, "s02", date(2026, 2, 9)),
        "党组织派人谈话（2026年2月9日）。“党组织派人谈话”最迟 2月5日",
    ),
    "k18 less than a year as an activist": (
        lambda x: dated(x, "s03", date(2026, 3, 10)),
        "“确定发展对象”要到 3月10日",
    ),
    "k19 a half-yearly record is missing": (
        lambda x: without(x, "s06", 0),
        "“培养教育考察”应有 2 次，只有 1 次",
    ),
    "k20 a conclusion before the letters came back": (
        lambda x: dated(x, "s10", date(2027, 3, 8), 1),
        "日期不对：进行政治审查 — 政治审查结论（2027年3月8日",
    ),
    "k20 a review after the notice": (
        lambda x: dated(x, "s10", date(2027, 5, 1)),
        "日期不对：支部委员会审查并公示",
    ),
    "k21 training after the notice": (
        lambda x: dated(x, "s11", date(2027, 4, 15)),
        "日期不对：支部委员会审查并公示",
    ),
    "k21 the pre-review after the meeting": (
        lambda x: dated(x, "s13", date(2027, 4, 25)),
        "日期不对：填写入党志愿书",
    ),
    "k21 the form after the meeting": (
        lambda x: dated(x, "s14", date(2027, 4, 25)),
        "日期不对：支部大会讨论接收",
    ),
    "k22 converted before the year was over": (
        lambda x: dated(dated(x, "s22", date(2028, 4, 10)), "s23", date(2028, 4, 15)),
        "“支部大会讨论转正”要到 4月20日",
    ),
    "k23 a notice of four days": (
        lambda x: dated(x, "s12", date(2027, 4, 8), 2),
        "日期不对：支部委员会审查并公示 — 公示 5 个工作日（2027年4月8日",
    ),
    "k23 an objection is open": (objected, "1 条异议还没有结论"),
    "k24 nobody looked for signatures": (
        lambda x: unsigned(x, "s14"),
        "没有核对签名：填写入党志愿书 — 入党志愿书",
    ),
    "k25 a resolution without figures": (
        lambda x: without(x, "s15", 2),
        "缺：支部大会讨论接收 — 决议写明的人数和票数",
    ),
    "k25 a resolution of another day than its meeting could be": (
        lambda x: dated(x, "s15", date(2027, 4, 11), 3),
        "日期不对：支部大会讨论接收 — 支部大会决议",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_missing_or_wrong_is_named_in_the_folder_and_in_the_export(name: str) -> None:
    spoil, said = WRONG[name]
    life = looked_over(spoil(record()))
    assert said in life.heard(SECRETARY)
    life.press("export")
    (file,) = life.messages(SECRETARY)[-1].attachments
    assert isinstance(file.content, Bundle)
    contents = file.content.files[0].content
    assert isinstance(contents, Document)
    told = [life.service.say(x.words, "zh-CN") for x in contents.blocks if hasattr(x, "words")]
    assert any(said in each for each in told), told


def test_what_was_gone_over_stands_there_with_its_reason() -> None:
    late = dated(record(), "s02", date(2026, 2, 9))
    why = Waiver("s02", "late", SECRETARY, noon(date(2026, 2, 9)), "春节放假")
    life = looked_over(replace(late, waivers=(why,)))
    assert "理由：春节放假" in life.heard(SECRETARY)
