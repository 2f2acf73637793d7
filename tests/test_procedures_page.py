"""The page that takes an administrator from nothing to a procedure of their own is true."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli.rules import app
from service.play.loading import load_scenario
from service.play.run import play_scenario
from service.settings.rule_files import read_rule_book, with_procedures

DOCS = Path(__file__).parent.parent / "docs"
PAGES = (DOCS / "procedures.md", DOCS / "procedures.zh-CN.md")
BLOCK = re.compile(r"`([\w-]+\.toml)`[^\n]*\n\n```toml\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_the_procedure_of_the_page_is_checked_and_played(page: Path, tmp_path: Path) -> None:
    written = dict(BLOCK.findall(page.read_text("utf-8")))
    assert [*written] == ["borrow.toml", "borrow-play.toml"]
    for name, content in written.items():
        (tmp_path / name).write_text(content, "utf-8")
    checked = CliRunner().invoke(
        app, ["check", str(tmp_path / "borrow.toml"), "--rules", "club"], env={"LANG": "en"}
    )
    assert checked.exit_code == 0, checked.output
    assert "borrowing the camera" in checked.output or "借相机" in checked.output
    club = with_procedures(read_rule_book("club"), [str(tmp_path / "borrow.toml")])
    assert club.procedure("borrow") is not None, "it is switched on by its path"
    run = asyncio.run(play_scenario(load_scenario(tmp_path / "borrow-play.toml")))
    assert run.failures == ()


def test_a_mistake_is_told_as_the_page_says(tmp_path: Path) -> None:
    (_, content), _ = BLOCK.findall(PAGES[0].read_text("utf-8"))
    file = tmp_path / "borrow.toml"
    file.write_text(content.replace('who = ["secretary"]', 'who = ["secretry"]', 1), "utf-8")
    checked = CliRunner().invoke(app, ["check", str(file), "--rules", "club"])
    assert checked.exit_code != 0
    assert 'steps.agree.who: there is no "secretry"; did you mean "secretary"?' in checked.output
