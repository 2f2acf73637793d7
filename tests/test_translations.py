"""A Chinese page keeps up with its English one, and both languages keep to the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[1]
CHINESE = ".zh-CN.md"
PAIRS = [
    (page.with_name(page.name.removesuffix(CHINESE) + ".md"), page)
    for folder in (ROOT, ROOT / "docs", ROOT / "adapters")
    for page in sorted(folder.glob(f"*{CHINESE}"))
]
CATALOGS = {
    language: sorted(
        path
        for folder in ("service", "adapters")
        for path in (ROOT / folder).rglob(f"texts/{language}.ftl")
    )
    for language in ("zh-CN", "en")
}
_FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
_INDENTED = re.compile(r"^    .*$", re.M)
_COMMAND = re.compile(r"\borglife(?: [a-z][a-z-]+){1,2}")
_NAME = re.compile(r"--[a-z-]+|\bORGLIFE_\w+|\borglife_\w+|\b[a-z]+_[a-z_]+\b")


# -- pages


def levels(words: str) -> list[int]:
    return [len(each) for each in re.findall(r"^(#+) ", words, re.M)]


def rows(words: str) -> int:
    return len(re.findall(r"^\|(?!-)", words, re.M))


def links(words: str) -> set[str]:
    """What is linked to, whatever its language; a scenario may be played elsewhere in the other."""
    found = re.findall(r"\]\(([^)#\s]+)", words)
    return {
        re.sub(r"\.(zh-CN|en)(?=\.)", "", each).replace("in-memory/", "")
        for each in found
        if "://" not in each
    }


def typed(words: str) -> set[str]:
    """The commands of orglife that are shown, and the names of options, settings and metrics."""
    plain = _FENCED.sub("", words)
    spans = (" ".join(each.split()) for each in re.findall(r"`[^`]+`", _INDENTED.sub("", plain)))
    code = "\n".join([*_INDENTED.findall(plain), *spans])
    return {*_COMMAND.findall(code), *_NAME.findall(code)}


def stale(english: str, chinese: str) -> list[str]:
    """What the Chinese page has otherwise than the English one."""
    found = []
    if levels(english) != levels(chinese):
        found.append("its sections")
    if rows(english) != rows(chinese):
        found.append(f"{rows(chinese)} rows of tables instead of {rows(english)}")
    found += sorted(links(english) - links(chinese))
    found += sorted(typed(english) ^ typed(chinese))
    return found


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda path: path.name)
def test_a_chinese_page_has_what_the_english_one_has(english: Path, chinese: Path) -> None:
    assert stale(english.read_text("utf-8"), chinese.read_text("utf-8")) == []


def test_pages_are_translated_at_all() -> None:
    assert len(PAIRS) > 15


PAGE = "# A\n\nSee [b](b.md).\n\n| x |\n|---|\n| `orglife db info` |\n\n    orglife run --all\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\n", "# A\n\n## B\n"),
        ("See", "See [c](c.md) and"),
        ("| `orglife db info` |\n", "| `orglife db info` |\n| y |\n"),
        ("db info", "db backup"),
        (" --all", ""),
        ("See", "`web_port`"),
    ],
)
def test_a_page_that_was_changed_alone_is_found(before: str, after: str) -> None:
    chinese = PAGE.replace("b.md", "b.zh-CN.md")
    assert stale(PAGE, chinese) == []
    assert stale(PAGE.replace(before, after), chinese) or stale(
        chinese.replace(before, after), PAGE
    )


# -- terms

FORBIDDEN = {
    "zh-CN": {
        "花名册": "名册",
        "管名单": "管名册",
        "群组": "群",
        "群聊": "群",
        "聊天室": "群",
        "彩排": "演练",
        "试演": "演练",
        "等候名单": "候补",
        "等待名单": "候补",
        "免打扰时段": "免打扰时间",
        "谈话内容": "谈心内容",
        "谈话记录": "谈心内容",
        "监票员": "监票人",
        "计票员": "计票人",
        "记录员": "记录人",
        "会议纪要": "会议记录",
        "参与者": "成员",
        "参与人": "成员",
        "邀请函": "邀请单",
        "绑定码": "关联码",
        "登陆": "登录",
        "帐号": "账号",
        "撤消": "撤销",
        "缺省": "默认",
    },
    "en": {
        "waitlist": "waiting list",
        "wait list": "waiting list",
        "chat room": "room",
        "chatroom": "room",
        "rehears": "dry run",
        "trial run": "dry run",
        "chairman": "chair",
        "chairperson": "chair",
        "minute-taker": "recorder",
        "scrutineer": "monitor",
        "attendee": "member",
        "organiser": "organizer",
        "organisation": "organization",
        "log in ": "sign in",
        "logged in": "signed in",
        "item bank": "question bank",
        "question pool": "question bank",
        "survey": "straw poll",
        "questionnaire": "quiz",
    },
}
"""What must not be said, and the word of the glossary that says it. A new variant that slips in is
added here."""


class Said(Visitor):
    """Collects the words of a message, without its values."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.words.append(node.value)


def said(catalog: Path) -> Iterator[tuple[str, str]]:
    """(key, words) of each text; what people may type (`command-…`) is theirs to choose."""
    for entry in FluentParser().parse(catalog.read_text("utf-8")).body:
        if isinstance(entry, ftl.Message) and not entry.id.name.startswith("command-"):
            visitor = Said()
            visitor.visit(entry)
            yield entry.id.name, " ".join(visitor.words)


def prose(page: Path) -> str:
    """The page without code and without what links are named after files."""
    words = _INDENTED.sub("", _FENCED.sub("", page.read_text("utf-8")))
    return re.sub(r"\[[\w.-]+\.\w+\]\([^)]*\)|\]\([^)]*\)|`[^`]*`", "", words)


def pages_of(language: str) -> list[Path]:
    """Those that tell users something; the glossary itself names what others call things."""
    found = [*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")]
    chinese = language != "en"
    return [
        each
        for each in sorted(found)
        if each.name.endswith(CHINESE) == chinese and each.name != "glossary.md"
    ]


def offences(language: str, words: str) -> list[str]:
    lowered = words.lower()
    return [f"{bad} → {good}" for bad, good in FORBIDDEN[language].items() if bad in lowered]


@pytest.mark.parametrize("language", FORBIDDEN)
def test_texts_keep_to_the_glossary(language: str) -> None:
    found = [
        f"{catalog.relative_to(ROOT)}: {key}: {each}"
        for catalog in CATALOGS[language]
        for key, words in said(catalog)
        for each in offences(language, words)
    ]
    assert found == []


@pytest.mark.parametrize("language", FORBIDDEN)
def test_pages_keep_to_the_glossary(language: str) -> None:
    found = [
        f"{page.name}: {each}"
        for page in pages_of(language)
        for each in offences(language, prose(page))
    ]
    assert found == []


def glossary() -> list[tuple[list[str], list[str]]]:
    """The (English, Chinese) terms of each row, without what is said about them before a colon."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in each.strip("|").split("|")]
        for each in lines
        if each.startswith("| ") and not each.startswith("| English")
    ]
    return [
        (
            [term.strip() for term in english.split(",")],
            [re.sub(r".*：", "", term).strip() for term in re.split("[、；，]", chinese)],
        )
        for english, chinese, _ in cells
    ]


def test_every_term_of_the_glossary_is_used() -> None:
    """A term of which no page or text knows is not what we call it."""
    used = {
        language: "\n".join(
            [*map(prose, pages_of(language))]
            + [words for catalog in CATALOGS[language] for _, words in said(catalog)]
        ).lower()
        for language in FORBIDDEN
    }
    terms = glossary()
    assert len(terms) > 50
    unused = [each for english, _ in terms for each in english if each.lower() not in used["en"]]
    unused += [each for _, chinese in terms for each in chinese if each not in used["zh-CN"]]
    assert unused == []


def test_no_term_of_the_glossary_is_forbidden() -> None:
    terms = {each.lower() for row in glossary() for words in row for each in words}
    forbidden = {bad for words in FORBIDDEN.values() for bad in words}
    assert terms & forbidden == set()
