"""The pages of docs/reference say what the code says; `make reference` writes them anew."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from service.cli.main import COMMANDS
from service.core.effects import Effect
from service.core.events import Event
from service.core.queries import Query
from service.runtime.observability import metrics as observed
from service.settings.loading import settings_type
from service.testkit import behaviours
from service.workflows import WORKFLOWS
from tests.reference.pages import FOLDER, pages
from tests.reference.settings import comments
from tests.web.test_security import ROUTES


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_the_reference_is_what_the_code_says(made: dict[str, str]) -> None:
    written = {each.name: each.read_text("utf-8") for each in FOLDER.glob("*.md")}
    stale = sorted(name for name in {*made, *written} if made.get(name) != written.get(name))
    assert stale == [], "run `make reference` and read what has changed"


def test_it_names_every_command_metric_setting_and_behaviour(made: dict[str, str]) -> None:
    """Each list is taken from elsewhere than the page: names that the pages must have."""
    behaviours_file = Path(behaviours.__file__)
    wanted = {
        "command-line.md": [f"## `orglife {each}" for each in COMMANDS],
        "commands.md": [f"| `{each.name}` |" for kind in WORKFLOWS for each in kind.commands],
        "permissions.md": [f"| `{x.name}` |" for kind in WORKFLOWS for x in kind.permissions],
        "metrics.md": re.findall(r'"(orglife_\w+)"', Path(observed.__file__).read_text("utf-8")),
        "http.md": [f"`{re.sub(r':[a-z]+', '', each)}`" for each in sorted(ROUTES)],
        "settings.md": [f"[{name}" for name in settings_type().model_fields if name != "data_dir"],
        "test-kit.md": [
            f"`{each.name}`"
            for file in behaviours_file.parent.glob("*.py")
            for each in ast.parse(file.read_text("utf-8")).body
            if isinstance(each, ast.AsyncFunctionDef) and each.name.startswith("test_")
        ],
        "workflow-contract.md": [
            f"### `{each.__name__}`"
            for base in (Effect, Event, Query)
            for each in base.__subclasses__()
            if each.__module__.startswith("service.core") and each.__name__ != "SystemEvent"
        ],
    }
    for page, names in wanted.items():
        assert len(names) > 5, page
        assert [each for each in names if each not in made[page]] == [], page


def test_the_reference_of_the_command_line_is_english_whatever_the_terminal_speaks(
    made: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert pages()["command-line.md"] == made["command-line.md"]


def test_a_setting_is_explained_by_what_stands_above_it(tmp_path: Path) -> None:
    example = tmp_path / "example.toml"
    example.write_text(
        "# The file.\n\n# Where data is.\ndata_dir = 1\n[web]\n# Some. An example:\n#   port = 2\n"
        "port = 1\n# How fast:\n#   [a]\nrate = 1\n# Rows. rows = [\n#   1,\n# ]\nrows = []\n",
        "utf-8",
    )
    assert comments(example) == {
        "data_dir": "Where data is.",
        "web.port": "Some.",
        "web.rate": "How fast.",
        "web.rows": "Rows.",
    }
