"""Fragments in changelog.d become a section of CHANGELOG.md at a release."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
FOLDER = ROOT / SETTINGS["directory"]
KINDS = {each["directory"]: each["name"] for each in SETTINGS["type"]}
LONGEST = 400  # characters; the rest belongs on a page
_NAME = re.compile(rf"[a-z0-9][a-z0-9-]*\.({'|'.join(KINDS)})\.md")
_LINK = re.compile(r"\]\(([^)#\s]+)")


def mistakes(name: str, words: str) -> list[str]:
    """What is wrong with a fragment."""
    found = []
    if not _NAME.fullmatch(name):
        found.append(f"is not called NAME.KIND.md; kinds: {', '.join(KINDS)}")
    if not words.strip() or "\n\n" in words.strip() or words.lstrip().startswith(("#", "-", "*")):
        found.append("is not one paragraph")
    if len(words) > LONGEST:
        found.append(f"has more than {LONGEST} characters")
    found += [
        f"links to {each}, which is not there"
        for each in _LINK.findall(words)
        if "://" not in each and not (ROOT / each).exists()
    ]
    return found


def test_every_fragment_is_well_formed() -> None:
    found = {
        each.name: wrong
        for each in FOLDER.iterdir()
        if each.name not in SETTINGS["ignore"]
        and (wrong := mistakes(each.name, each.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("name", "words", "wrong"),
    [
        ("votes.added.md", "Votes can be moved.", 0),
        ("votes.feature.md", "Votes can be moved.", 1),
        ("votes.md", "Votes can be moved.", 1),
        ("votes.added.md", "", 1),
        ("votes.added.md", "One.\n\nTwo.", 1),
        ("votes.added.md", "- a list", 1),
        ("votes.added.md", "word " * 100, 1),
        ("votes.added.md", "[Gone](docs/gone.md)", 1),
    ],
)
def test_a_fragment_that_is_not_well_formed_is_found(name: str, words: str, wrong: int) -> None:
    assert len(mistakes(name, words)) == wrong


def test_fragments_become_a_section_by_kind(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    folder = tmp_path / FOLDER.name
    folder.mkdir()
    shutil.copy(ROOT / SETTINGS["template"], folder)
    for kind in KINDS:
        (folder / f"one.{kind}.md").write_text(f"Something about {kind}.\n", "utf-8")
    before = (ROOT / "CHANGELOG.md").read_text("utf-8")
    command = [sys.executable, "-m", "towncrier", "build", "--keep"]
    subprocess.run(  # noqa: S603 - our own arguments
        [*command, "--version", "9.9.9", "--date", "2030-01-02", "--dir", str(tmp_path)],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    after = (tmp_path / "CHANGELOG.md").read_text("utf-8")
    marker = SETTINGS["start_string"].strip()
    head, _, rest = before.partition(marker)
    made = after.removeprefix(head + marker).removesuffix(rest)
    lines = [each for each in made.splitlines() if each]
    pairs = list(zip(lines[1::2], lines[2::2], strict=True))
    assert lines[0] == "## 9.9.9 (2030-01-02)"
    assert sorted(pairs) == sorted(
        (f"### {name}", f"- Something about {kind}.") for kind, name in KINDS.items()
    )
