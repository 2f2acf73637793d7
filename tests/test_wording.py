"""A club and a union read none of the Party's words: in no text of any kind, in whichever case, and
in nothing of their own rule files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from service.core.people import LANGUAGES, Language
from service.core.posts import ROLE_NAMES, STANDING_NAMES
from service.core.rulebook.wording import PARTY
from service.core.texts import Named, Text, text
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.registry import packages_of
from service.settings.rule_files import read_rule_book
from service.workflows import WORKFLOWS

ROOT = Path(__file__).parent.parent
OTHERS = ("club", "union")
TERMS: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(
        "党|支部|书记|支委|思想动态|组织生活|同志|谈心谈话|谈心覆盖|三会一课|民主评议|发展对象|积极分子|组织委员"
    ),
    "en": re.compile(
        r"\b(?:Party|theme days?|probationary|activists?|comrades?|organizational life)\b"
        r"|\b(?:branch|branches|secretary|secretaries)\b",
        re.IGNORECASE,
    ),
}


class Words(Visitor):
    """What a text says, with the organization's words and without the values."""

    def __init__(self, language: Language, rules: str) -> None:
        self.words: list[str] = []
        self.named = dict(book(rules).words.items())
        self.language = language

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.words.append(node.value)

    def visit_StringLiteral(self, node: ftl.StringLiteral) -> None:  # noqa: N802
        self.words.append(node.value)

    def visit_TermReference(self, node: ftl.TermReference) -> None:  # noqa: N802
        named = self.named[node.id.name]
        self.words.append(named.zh if self.language == "zh-CN" else named.en)


book = cache(read_rule_book)


def catalog_of(rules: str) -> Catalog:
    return Catalog.of(packages_of(WORKFLOWS), book(rules).words)


@cache
def parsed(package: str, language: Language) -> tuple[ftl.Message, ...]:
    path = ROOT.joinpath(*package.split("."), "texts", f"{language}.ftl")
    body = FluentParser().parse(path.read_text("utf-8")).body
    return tuple(each for each in body if isinstance(each, ftl.Message))


def said(rules: str, language: Language) -> Iterator[tuple[str, str]]:
    """(key, words) of each text, whatever its values; what may be typed is not said."""
    for package in packages_of(WORKFLOWS):
        for message in parsed(package, language):
            if not message.id.name.startswith("command-"):
                found = Words(language, rules)
                found.visit(message)
                yield message.id.name, "".join(found.words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rules", OTHERS)
def test_no_text_of_any_kind_has_a_word_of_the_party(rules: str, language: Language) -> None:
    found = {key: words for key, words in said(rules, language) if TERMS[language].search(words)}
    assert found == {}


@pytest.mark.parametrize("rules", OTHERS)
def test_nothing_of_their_rules_has_one(rules: str) -> None:
    path = ROOT / "config" / "rules" / f"{rules}.toml"
    names = re.findall(r'\b(zh|en) = "([^"]*)"', path.read_text("utf-8"))
    assert names
    language: dict[str, Language] = {"zh": "zh-CN", "en": "en"}
    assert [words for key, words in names if TERMS[language[key]].search(words)] == []


def test_a_branch_reads_its_own_words() -> None:
    assert read_rule_book("party-branch").words == PARTY
    found = dict(said("party-branch", "zh-CN"))
    assert "书记也看不到是谁写的" in found["discussion-anonymous-told"]
    assert "会长也看不到是谁写的" in dict(said("club", "zh-CN"))["discussion-anonymous-told"]


@pytest.mark.parametrize("rules", OTHERS)
def test_roles_and_standings_are_those_of_the_rules(rules: str) -> None:
    rule_book = book(rules)
    names = [rule_book.role(each) for each in ROLE_NAMES]
    names += [named for each in STANDING_NAMES if (named := rule_book.standing(each)) is not None]
    for language in LANGUAGES:
        pattern = TERMS[language]
        words = [each.zh if language == "zh-CN" else each.en for each in names]
        assert [each for each in words if pattern.search(each)] == []


def test_words_of_a_text_follow_the_reader_and_the_rules() -> None:
    def says(rules: str, language: Language, words: Text | Named) -> str:
        return catalog_of(rules).say(words, Locale(language))

    unit = text("sdk-column-unit")
    assert [says(each, "en", unit) for each in ("party-branch", *OTHERS)] == [
        "Branch",
        "Club",
        "Union",
    ]
    assert says("union", "zh-CN", text("home-notice-contact")) == "您的工会主席"
