"""`orglife rules`: a file that can't be used, and what holds for a unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.commands import SAMPLE, Terminal


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


def set_up(orglife: Terminal, organization: str) -> None:
    content = f'[organization]\nlanguage = "en"\n{organization}\n'
    (orglife.folder / "orglife.toml").write_text(content, "utf-8")


def test_a_file_is_checked_with_every_mistake(orglife: Terminal) -> None:
    set_up(orglife, "")
    (orglife.folder / "own.toml").write_text('version = 1\ndate = "soon"\n', "utf-8-sig")
    refused = orglife("rules", "check", "own.toml")
    assert refused.code == 2
    assert refused.err.splitlines() == [
        "own.toml: date: 'soon' is no day; allowed: YYYY-MM-DD",
        "own.toml: name.zh: is missing; allowed: what the rules are called",
    ]
    good = orglife("rules", "check", "party-branch")
    assert good.code == 0
    assert "Party branch, version 1" in good.out
    assert [each.startswith("Votes ") for each in good.out.splitlines()].count(True) == 1
    assert "checks.k05" in good.out, "a default to be confirmed"
    missing = orglife("rules", "check", "none.toml").err
    assert missing == "none.toml: there is no such file; ours are: club, party-branch, union\n"


def test_a_procedure_is_checked_with_its_steps_or_every_mistake(orglife: Terminal) -> None:
    set_up(orglife, "")
    source = SAMPLE.parent / "rules" / "procedures" / "transfer.toml"
    words = source.read_text("utf-8")
    (orglife.folder / "own.toml").write_text(words, "utf-8")
    good = orglife("rules", "check", "own.toml")
    assert good.code == 0
    first, *steps = good.out.splitlines()
    assert "it can be used under the rules" in first
    assert len(steps) == words.count("[[steps]]")
    (orglife.folder / "own.toml").write_text(words.replace('["superior"]', '["superor"]'), "utf-8")
    wrong = orglife("rules", "check", "own.toml")
    assert wrong.code == 2
    assert 'did you mean "superior"?' in wrong.err


def test_what_holds_for_a_unit_says_where_each_value_comes_from(orglife: Terminal) -> None:
    set_up(
        orglife,
        """overrides = [
        { unit = "第一支部", key = "duties.party_lesson.period", value = "half_year" },
        { unit = "第九支部", key = "duties.party_lesson.least", value = 2 },
    ]""",
    )
    assert orglife("roster", "import", SAMPLE / "roster.csv").code == 0
    one = orglife("rules", "show", "--unit", "第一支部")
    assert '↳ period = "half_year" (settings: organization.overrides, item 1, 第一支部)' in one.out
    assert "Source: Regulations on the work of Party branches (trial), article 16" in one.out
    assert "item 2: there is no unit called 第九支部" in one.err
    two = orglife("rules", "show", "--unit", "第二支部")
    assert "↳" not in two.out
    assert "dues_monthly  Party dues (off)" in two.out
    assert "There is no branch 第九支部" in orglife("rules", "show", "--unit", "第九支部").err


def test_a_rule_that_cannot_be_used_is_told_by_the_doctor_and_at_start(orglife: Terminal) -> None:
    set_up(orglife, 'rules = "club"\noverrides = [{ key = "duties.dues.active", value = true }]')
    problem = 'organization.overrides[1].key: there is no "dues"'
    assert problem in orglife("doctor").out
    started = orglife("run")
    assert started.code == 2
    assert problem in started.err
