"""What the site of the documentation is made of; `make docs` builds it, with Sphinx."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.docs_site.sources import (
    INDEX,
    LANGUAGES,
    ROOT,
    documents,
    rewritten,
    sections,
    with_navigation,
)


def index(language: str) -> list[tuple[str, list[str]]]:
    document = INDEX[language]
    return sections((ROOT / f"{document}.md").read_text("utf-8"), document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_one_section_of_the_index(language: str) -> None:
    listed = Counter(page for _, pages in index(language) for page in pages)
    below = {each for each in documents(language) if each.startswith("docs/reference/")}
    wanted = {*documents(language)} - below - {INDEX[language]} | {"docs/reference/index"}
    assert wanted - listed.keys() == set(), f"add a line to {INDEX[language]}.md"
    assert listed.keys() - wanted == set()
    assert [page for page, count in listed.items() if count > 1] == []


def test_the_kinds_of_pages_are_the_same_in_both_languages() -> None:
    english, chinese = (
        [[page.removesuffix(".zh-CN") for page in pages] for _, pages in index(language)]
        for language in LANGUAGES
    )
    assert len(english) == 4, "tutorials, how-to guides, reference, explanation"
    assert [sorted(each) for each in english] == [sorted(each) for each in chinese]


def test_a_page_belongs_to_the_languages_that_can_read_it_nowhere_better() -> None:
    english, chinese = map(documents, LANGUAGES)
    assert "docs/backup" in english
    assert "docs/backup" not in chinese
    assert "docs/backup.zh-CN" in chinese
    assert "ARCHITECTURE" in english
    assert "ARCHITECTURE" in chinese


CLUB = "[club](../config/rules/club.toml)"
THERE = "site:../../zh-CN/docs/backup.zh-CN.html"


@pytest.mark.parametrize(
    ("language", "document", "source", "becomes"),
    [
        ("en", "docs/backup", "[中文](backup.zh-CN.md)", f"[中文]({THERE})"),
        ("zh-CN", "docs/backup.zh-CN", "[E](backup.md)", "[E](site:../../en/docs/backup.html)"),
        ("zh-CN", "README.zh-CN", "[E](README.md)", "[E](site:../en/README.html)"),
        ("zh-CN", "docs/privacy.zh-CN", "[s](security.md#a)", "[s](security.md#a)"),
        ("en", "docs/backup", "[a\nb](backup.zh-CN.md)", f"[a\nb]({THERE})"),
        ("en", "docs/installation", "[units](../config/systemd)", "units"),
        ("en", "docs/rules", CLUB, CLUB),
        ("en", "docs/backup", "[x](https://a.example/b.md)", "[x](https://a.example/b.md)"),
        ("en", "docs/backup", "    [x](backup.zh-CN.md)", "    [x](backup.zh-CN.md)"),
        ("en", "docs/backup", "```\n[x](backup.zh-CN.md)\n```", "```\n[x](backup.zh-CN.md)\n```"),
        ("en", "docs/backup", "```\n```\n[x](../config)", "```\n```\nx"),
        ("en", "docs/quiz", "![x](../docs/menu.en.png)", "![x](../docs/menu.en.png)"),
    ],
)  # fmt: skip
def test_a_link_holds_in_the_site(language: str, document: str, source: str, becomes: str) -> None:
    assert rewritten(source, document, language) == becomes


def test_an_index_becomes_a_sidebar() -> None:
    made = with_navigation("# All\n\n## Use\n\n- [A](a.md), [B](../b.md#c)\n", "docs/index")
    tree = "```{toctree}\n:hidden:\n:caption: Use\n\n/docs/a\n/b\n```"
    assert made.endswith(f"{tree}\n")
