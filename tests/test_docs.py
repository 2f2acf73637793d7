"""What the docs say is proved is linked to what proves it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "adapters" / "README.md"])
REFERENCE = sorted(ROOT.glob("docs/reference/*.md"))
_ACTIVITIES = (
    "quiz discussion dues matters meetings procedures pulse reports talks signup study votes"
)
FEATURES = [
    ROOT / "docs" / f"{each}.md" for each in (*_ACTIVITIES.split(), "workplan", "privacy", "office")
]
SCENARIOS = sorted((ROOT / "config" / "sample").rglob("*.toml"))
LONGEST_README = 200  # lines; the rest belongs into docs/
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_ANCHOR = re.compile(r"\]\(([^)#\s]*)#([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.M)


def links(words: str, page: Path) -> list[Path]:
    """The files that are linked to."""
    found = [each for each in _LINK.findall(words) if "://" not in each]
    return [(page.parent / each).resolve() for each in found]


def anchors(page: Path) -> set[str]:
    """The anchors of the page's headings, as GitHub makes them."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


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


@pytest.mark.parametrize(
    "page", [*PAGES, *REFERENCE], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [each for each in links(page.read_text("utf-8"), page) if not each.exists()]
    assert missing == []


def test_what_is_said_of_security_names_a_test_that_is_there_or_a_reason() -> None:
    page = ROOT / "docs" / "security.md"
    proved = [each for each in rows(page) if len(each) in (2, 3)]
    assert len(proved) > 70
    for cells in proved:
        row = " | ".join(cells)
        linked = [each for each in links(row, page) if each.suffix == ".py"]
        named = re.findall(r"`(test_\w+)`", row)
        there = "".join(each.read_text("utf-8") for each in linked)
        assert [each for each in named if f"def {each}(" not in there] == []
        assert linked or len(cells[-1]) > 4 or "ways-in" in row, row


@pytest.mark.parametrize(
    "page", [*PAGES, *REFERENCE], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_anchor_is_a_heading(page: Path) -> None:
    found = [
        ((page.parent / file).resolve() if file else page, anchor)
        for file, anchor in _ANCHOR.findall(page.read_text("utf-8"))
        if "://" not in file
    ]
    assert [anchor for file, anchor in found if anchor not in anchors(file)] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_is_short_and_leads_to_every_page(name: str) -> None:
    page = ROOT / name
    words = page.read_text("utf-8")
    assert len(words.splitlines()) <= LONGEST_README
    linked = links(words, page)
    chinese, english = ".zh-CN.md", [each for each in PAGES if each.suffixes == [".md"]]
    wanted = [
        twin if name.endswith(chinese) and twin.exists() else each
        for each in english
        for twin in (each.with_name(each.stem + chinese),)
        if each.name != "README.md" or each.parent != ROOT
    ]
    assert [each.name for each in wanted if each not in linked] == []


def test_a_chinese_page_has_the_sections_of_the_english_one() -> None:
    different = [
        page.name
        for page in PAGES
        if (twin := page.with_name(page.stem + ".zh-CN.md")).exists()
        and len(_HEADING.findall(page.read_text("utf-8")))
        != len(_HEADING.findall(twin.read_text("utf-8")))
    ]
    assert different == []


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
    played = [each for each in SCENARIOS if not each.name.startswith("demo.")]
    assert [each.name for each in played if each not in linked] == []


GUIDES = {
    "member-guide.md": 5550,
    "member-guide.zh-CN.md": 2500,
    "secretary-guide.md": 6850,
    "secretary-guide.zh-CN.md": 3300,
    "meeting-guide.md": 6850,
    "meeting-guide.zh-CN.md": 3300,
    "office-guide.md": 6850,
    "office-guide.zh-CN.md": 3300,
}
"""How many characters of a guide fit on two pages of A4: at 9 pt with margins of 12 mm, and its
pictures 70 mm wide."""


@pytest.mark.parametrize(("name", "most"), GUIDES.items())
def test_a_guide_fits_on_two_printed_pages(name: str, most: int) -> None:
    words = (ROOT / "docs" / name).read_text("utf-8")
    assert len(words) <= most
    assert words.count("![") <= (3 if name.startswith("member") else 2)
