"""What the docs say is proved is linked to what proves it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "adapters" / "README.md"])
FEATURES = [ROOT / "docs" / f"{each}.md" for each in ("quiz", "discussion", "talks", "signup")]
SCENARIOS = sorted((ROOT / "config" / "sample").rglob("*.toml"))
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def links(words: str, page: Path) -> list[Path]:
    """The files that are linked to."""
    found = [each for each in _LINK.findall(words) if "://" not in each]
    return [(page.parent / each).resolve() for each in found]


def rows(page: Path) -> list[list[str]]:
    """The rows of the page's tables, without their heads."""
    lines = page.read_text("utf-8").splitlines()
    body = [
        each
        for number, each in enumerate(lines)
        if each.startswith("|")
        and not each.startswith("|--")
        and not "".join(lines[number + 1 : number + 2]).startswith("|--")
    ]
    return [[cell.strip() for cell in each.strip("|").split("|")] for each in body]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [each for each in links(page.read_text("utf-8"), page) if not each.exists()]
    assert missing == []


@pytest.mark.parametrize("page", FEATURES, ids=lambda page: page.stem)
def test_every_feature_links_to_what_proves_it(page: Path) -> None:
    assert len(rows(page)) > 10
    assert [cells[0] for cells in rows(page) if not links(cells[-1], page)] == []


def test_every_feature_of_ours_that_is_compared_links_to_what_proves_it() -> None:
    page = ROOT / "docs" / "comparison.md"
    ours = [(cells[0], cells[-1]) for cells in rows(page)]
    assert len(ours) > 20
    assert [feature for feature, cell in ours if cell != "—" and not links(cell, page)] == []


def test_every_scenario_proves_some_feature() -> None:
    linked = {each for page in FEATURES for each in links(page.read_text("utf-8"), page)}
    played = [each for each in SCENARIOS if each.name != "demo.toml"]
    assert [each.name for each in played if each not in linked] == []
