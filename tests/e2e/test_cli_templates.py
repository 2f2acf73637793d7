"""Templates on the command line: handed on as files, listed, shown and deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.commands import SAMPLE, Terminal

DISCUSSION: dict[str, Any] = {
    "orglife_template": 1,
    "kind": "discussion",
    "name": "Books",
    "schema": 2,
    "state": {
        "phase": "closed",
        "title": "Books of the month",
        "prompt": "Tell us",
        "owner": 7,
        "closes_at": "2026-01-01T00:00:00Z",
        "jury": [3, 4],
        "comments": "free",
    },
}


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal(tmp_path, monkeypatch)
    (tmp_path / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    assert terminal("roster", "import", SAMPLE / "roster.csv").code == 0
    return terminal


def write(folder: Path, **changes: Any) -> Path:
    file = folder / "given.json"
    file.write_text(json.dumps(DISCUSSION | changes), "utf-8")
    return file


def test_a_template_is_handed_on_as_a_file_without_the_people_in_it(orglife: Terminal) -> None:
    assert "no templates yet" in orglife("template", "list").err
    imported = orglife("template", "import", write(orglife.folder))
    assert imported.out.startswith("Saved the template “Books” for")
    assert "Books" in orglife("template", "list").out
    exported = orglife("template", "export", "Books", "books.json")
    assert exported.out == "Wrote the template “Books” to books.json\n"
    written = json.loads((orglife.folder / "books.json").read_text("utf-8"))
    state = written["state"]
    assert state["definition"]["title"] == "Books of the month"
    assert (state["organizer"], state["progress"]["jury"]) == (None, [])
    assert state["schedule"]["closes_at"] is None
    assert orglife("template", "show", "Books").out == (orglife.folder / "books.json").read_text(
        "utf-8"
    )
    again = orglife("template", "import", "books.json")
    assert "Replaced the template" in again.out


def test_a_template_is_deleted_once_that_is_confirmed(orglife: Terminal) -> None:
    orglife("template", "import", write(orglife.folder))
    kept = orglife("template", "drop", "Books", typed="n\n")
    assert kept.code == 1
    assert "This can't be undone" in kept.out
    assert "Books" in orglife("template", "list").out
    gone = orglife("template", "drop", "Books", typed="y\n")
    assert "Deleted the template “Books”" in gone.out
    assert "known templates: —" in orglife("template", "drop", "Books", "--yes").err


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"orglife_template": 2}, "orglife_template: allowed: 1"),
        (
            {"kind": "home"},
            "kind: 'home' is not allowed; allowed: discussion, meeting, pulse, quiz, report, "
            "signup, study, talk, workplan",
        ),
        ({"name": ""}, "name: allowed: a text of 1 to 60 characters"),
        ({"schema": "x"}, "schema: allowed: a number from 1 on"),
        ({"schema": 99}, "newer than 3"),
        ({"state": []}, "state: allowed: a table"),
        ({"state": {"phase": "draft", "grace": "x"}}, "`$.definition.grace`"),
        ({"state": {"phase": "draft"}}, "discussion.no_template"),
    ],
)
def test_a_file_that_is_no_template_is_refused_by_its_key(
    orglife: Terminal, changes: dict[str, Any], problem: str
) -> None:
    ended = orglife("template", "import", write(orglife.folder, **changes))
    assert ended.code == 2
    assert "given.json is not a usable template" in ended.err
    assert problem in ended.err
    assert "no templates yet" in orglife("template", "list").err


def test_the_doctor_names_a_plan_whose_template_is_missing(orglife: Terminal) -> None:
    plan = """
    [[plans]]
    name = "reading"
    kind = "discussion"
    when = { every = "month", day = 1, at = "19:30" }
    template = "Books"
    """
    settings = orglife.folder / "orglife.toml"
    settings.write_text(plan.replace("\n    ", "\n") + '[organization]\nlanguage = "en"\n', "utf-8")
    ended = orglife("doctor")
    assert "plans.reading.template: there is no template “Books” (kind discussion)" in ended.out
    orglife("template", "import", write(orglife.folder))
    assert "plans.reading.template" not in orglife("doctor").out


def test_a_plan_of_a_kind_that_has_no_templates_is_refused_by_its_key(orglife: Terminal) -> None:
    plan = """
[[plans]]
name = "x"
kind = "home"
when = { every = "month", day = 1, at = "19:30" }
template = "Books"
"""
    (orglife.folder / "orglife.toml").write_text(plan, "utf-8")
    ended = orglife("doctor")
    assert "plans.x.template" in ended.out
