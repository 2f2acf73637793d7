"""The sample organization in config/sample."""

from __future__ import annotations

from pathlib import Path

from service.core.access import ROLES
from service.files.questions import read_questions
from service.files.roster import read_roster

SAMPLE = Path(__file__).parents[2] / "config" / "sample"


def test_the_roster_has_two_branches_with_a_secretary_each_and_one_member_abroad() -> None:
    people = read_roster(SAMPLE / "roster.csv", "roster.csv", roles=ROLES)
    assert len(people) == len({person.name for person in people}) == 13
    leaders = {(each.branch, each.name) for each in people if each.role == "secretary"}
    assert leaders == {("示范大学党委/第一支部", "王敏"), ("示范大学党委/第二支部", "赵磊")}
    abroad = {(each.timezone, each.language) for each in people} - {("Asia/Shanghai", "zh-CN")}
    assert abroad == {("Europe/Berlin", "en")}


def test_the_bank_has_all_kinds_with_explanations_and_is_the_same_in_both_languages() -> None:
    chinese = read_questions(SAMPLE / "questions.xlsx", "questions.xlsx")
    english = read_questions(SAMPLE / "questions-en.gift", "questions-en.gift")
    assert {question.kind for question in chinese} == {"single", "several", "truefalse"}
    assert all(question.explanation for question in (*chinese, *english))
    assert [(each.kind, each.right) for each in chinese] == [
        (each.kind, each.right) for each in english
    ]
