"""The procedure files: ours can be carried out, and each mistake in another names step and key."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from service.settings.bundled_config import PROCEDURES
from service.settings.errors import SettingsError
from service.settings.rule_files import (
    belongs_to,
    names,
    read_procedure,
    read_rule_book,
    with_procedures,
)
from tests.test_rule_files import PARTY_WORDS

OURS = sorted(PROCEDURES.glob("*.toml"))
HEAD = 'version = 1\ndate = "2026-12-01"\nname = { zh = "甲", en = "a" }\n'
A = '[[steps]]\nid = "a"\nname = { zh = "甲", en = "a" }\nwho = ["secretary"]\n'
B = A.replace('"a"', '"b"').replace('en = "b"', 'en = "a"')
TAP = 'evidence = [{ kind = "confirm" }]\n'


def evidence(inside: str) -> str:
    return f"{A}{TAP}{B}evidence = [{{ {inside} }}]\n"


def test_each_book_has_its_own() -> None:
    found = {name: with_procedures(read_rule_book(name)).procedures for name in names()}
    ids = {name: {each.id for each in listed} for name, listed in found.items()}
    assert ids["club"] == {"club_membership"}
    assert ids["union"] == {"union_aid"}
    assert ids["party-branch"] == {
        "admission", "floating", "plan_approval", "role_model", "transfer",
    }  # fmt: skip


def test_an_admission_has_five_stages_and_25_steps_with_their_articles() -> None:
    rule = read_procedure(PROCEDURES / "admission.toml", read_rule_book("party-branch"))
    assert [each.id for each in rule.steps] == [f"s{n:02}" for n in range(1, 26)]
    assert len(rule.stages) == 5
    assert all(each.article for each in rule.steps)


@pytest.mark.parametrize("path", OURS, ids=lambda each: each.stem)
def test_a_club_and_a_union_see_none_of_the_partys_words(path: Path) -> None:
    assert belongs_to(path), "each of ours says to which rules it belongs"
    if "party-branch" not in belongs_to(path):
        assert re.findall(PARTY_WORDS, path.read_text("utf-8"), re.IGNORECASE) == []


def test_an_organizations_own_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "club-membership.toml"
    file.write_text(f"{HEAD}{A}{TAP}", "utf-8")
    (found,) = with_procedures(read_rule_book("club"), [str(file)]).procedures
    assert (found.id, len(found.steps)) == ("club_membership", 1)


def test_a_book_of_ones_own_takes_ours_by_name() -> None:
    book = replace(read_rule_book("party-branch"), id="own")
    assert with_procedures(book).procedures == ()
    (found,) = with_procedures(book, ["admission"]).procedures
    assert found.id == "admission"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (HEAD, "steps: is missing"),
        (f"{HEAD}steps = []", "there is no way to the end"),
        (HEAD.replace(', en = "a"', "") + A + TAP, "name.en: is missing; each text stands there"),
        (f'{HEAD}{A}{TAP}{A}{TAP}', "steps.a.id: stands there 2 times"),
        (HEAD + A.replace("secretary", "secretry") + TAP, 'steps.a.who: there is no "secretry"'),
        (HEAD + A.replace("secretary", "superior_committee") + TAP, "steps.a.who: there is no"),
        (f"{HEAD}{A}evidence = []", "steps.a.evidence: is empty, so nobody can show"),
        (f'{HEAD}{A}{TAP}stage = "x"', 'steps.a.stage: there is no "x"'),
        (f"{HEAD}{A}evidence = [{{ kind = \"tap\" }}]", "'tap' can't be used; allowed"),
        (f"{HEAD}{A}{TAP}whom = 1", "steps.a.whom: there is no such key"),
        (
            f'{HEAD}{A}{TAP}after = [{{ step = "b" }}]\n{B}{TAP}',
            "steps.a.after.b: the steps follow each other in a circle"
        ),
        (
            f'{HEAD}{A}{TAP}after = [{{ step = "b" }}]\n{B}{TAP}after = [{{ step = "c" }}]\n'
            f'{B.replace(chr(34) + "b" + chr(34), chr(34) + "c" + chr(34))}{TAP}'
            'after = [{ step = "a" }]',
            "steps.b.after.c: the steps follow each other in a circle",
        ),
        (f'{HEAD}{A}{TAP}after = [{{ step = "x" }}]', 'steps.a.after.x: there is no "x"'),
        (
            f'{HEAD}{A}{TAP}{B}{TAP}after = [{{ step = "c", least = {{ days = 1 }} }}]\n'
            f'{A.replace(chr(34) + "a" + chr(34), chr(34) + "c" + chr(34), 1)}{TAP}'
            'after = [{ step = "a" }]',
            'steps.b.after.c: "c" comes later; a time counts from an earlier step',
        ),
        (
            f'{HEAD}{A}{TAP}{B}{TAP}after = [{{ step = "a", least = {{ days = 9 }}, '
            'most = { days = 3 } }]',
            "steps.b.after.a.most: is shorter than the least time",
        ),
        (
            f'{HEAD}{A}{TAP}{B}{TAP}after = [{{ step = "a", least = {{ days = 0 }} }}]',
            "steps.b.after.a.least: allowed: years, months",
        ),
        (f'{HEAD}{A}{TAP}every = "month"', "steps.a.every: no step follows it, so it never ends"),
        (HEAD + evidence('kind = "meeting", of = ["ball"]'), 'evidence[1].of: there is no "ball"'),
        (HEAD + evidence('kind = "meeting"'), "steps.b.evidence[1].of: is empty"),
        (HEAD + evidence('kind = "vote", of = ["x"]'), 'steps.b.evidence[1].of: there is no "x"'),
        (HEAD + evidence('kind = "form"'), "steps.b.evidence[1].fields: a form has one field"),
        (HEAD + evidence('kind = "names", role = "x"'), 'evidence[1].role: there is no "x"'),
        (HEAD + evidence('kind = "approval", acts = ["refuse"]'), "no way to the end without"),
        (HEAD + evidence('kind = "approval", returns_to = "b"'), "returns_to: there is no"),
        (
            f'{HEAD}{A}evidence = [{{ kind = "approval" }}]',
            'steps.a.evidence[1].acts: there is no step before it',
        ),
        (HEAD + evidence('kind = "notice", workdays = 3'), "evidence[1].text.zh: is missing"),
        (
            HEAD + evidence('kind = "notice", workdays = 3, text = { zh = "{nam}", en = "x" }'),
            'steps.b.evidence[1].text: there is no "nam"; did you mean "name"?',
        ),
        (
            HEAD + (A + TAP + B).replace("secretary", "subject")
            + 'evidence = [{ kind = "approval" }]',
            "steps.b.evidence[1].kind: nobody can bring it: the person of the case",
        ),
        (
            HEAD + A.replace("secretary", "superior") + 'evidence = [{ kind = "talk" }]',
            "steps.a.evidence[1].kind: nobody can bring it: what the unit above has held",
        ),
        (
            f'{HEAD}of = "matter"\n{A}evidence = [{{ kind = "talk" }}]',
            "steps.a.evidence[1].kind: nobody can bring it: the case is of a matter",
        ),
        (
            f'{HEAD}roles = [{{ id = "r", name = {{ zh = "乙", en = "r" }} }}]\n'
            + A.replace('"secretary"', '"r"')
            + TAP,
            'steps.a.who: nobody is chosen as "r" in an earlier step',
        ),
        (
            HEAD + (A + TAP + B).replace("secretary", 'subject", "secretary')
            + 'evidence = [{ kind = "approval" }]',
            "steps.b.evidence[1].kind: nobody can bring it: the person of the case does not decide",
        ),
        (
            f'{HEAD}{A}evidence = [{{ kind = "notice", workdays = 1, text = {{ zh = "甲", '
            f'en = "a" }} }}]\nevery = "month"\n{B}{TAP}',
            "steps.a.evidence[1].kind: nobody can bring it twice",
        ),
        (HEAD + evidence('kind = "study"'), "steps.b.evidence[1].hours: must be 1 or more"),
        (HEAD + evidence('kind = "service"'), "steps.b.evidence[1].hours: must be 1 or more"),
        (HEAD + evidence('kind = "form", signed = true, fields = [{ id = "x", name = '
                         '{ zh = "甲", en = "a" } }]'), "evidence[1].signed: only a file"),
        (f'{HEAD}{A}{TAP}in_order = true', "steps.a.in_order: there is one piece of evidence"),
        (
            HEAD + A.replace("secretary", "superior") + 'evidence = [{ kind = "vote", '
            'of = ["admission"] }]',
            "steps.a.evidence[1].kind: nobody can bring it: what the unit above has held",
        ),
        (
            f'{HEAD}{A}{TAP}after = [{{ step = "a", least = {{ days = 1 }} }}]',
            "steps.a.after.a: the steps follow each other in a circle",
        ),
        (
            HEAD
            + evidence('kind = "form", fields = [{ id = "x", name = { zh = "病", en = "x" }, '
                       "sensitive = true }]"),
            "steps.b.evidence[1].fields: what is sensitive is told by the person of the case",
        ),
    ],
)  # fmt: skip
def test_a_mistake_names_the_step_and_the_key(written: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(written, "utf-8")
    with pytest.raises(SettingsError) as refused:
        read_procedure(file, read_rule_book("party-branch"))
    lines = refused.value.problems
    assert any(said in each for each in lines), lines
    assert all(each.startswith(f"{file}: ") for each in lines)
