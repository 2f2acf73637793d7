"""Every block of code and every command that a page shows is one that works.

A block is TOML, a shell's lines, Python or one of what is left out below with a reason. What is
TOML is read by whoever reads such a file; of what is typed, each call of `orglife` is parsed by the
real command line without being run, and each word of `make` exists.
"""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import textwrap
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from service.cli.main import COMMANDS, load
from service.play.loading import load_scenario
from service.settings.loading import made
from service.settings.rule_files import _book
from tests.test_published_files import make_words

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/*.md", "adapters/README*.md")
    for page in ROOT.glob(pattern)
    if page.name
    not in (
        "writing-a-workflow.md",  # its package is built: test_writing_a_workflow.py
        "CHANGELOG.md",  # names what was
    )
)
LEFT_OUT = {
    "platform →": "a drawing",
    "config/ ": "a listing of folders",
    "__init__.py ": "a listing of files",
    "orglife-example/": "a listing of files",
    'on("open"': "two lines of a machine, with names of its module",
    "Wang Min (secretary)": "a conversation; scenarios are played",
    "王敏（书记）的私聊": "a conversation; scenarios are played",
    "一、单选题": "a question file; tests/files reads such",
    "//": "a question file; tests/files reads such",
    "Which planet": "a question file; tests/files reads such",
    "离太阳最近": "a question file; tests/files reads such",
    "org.example {": "Caddy's own language",
    "server {": "nginx's own language",
    "upstream orglife {": "nginx's own language",
    "CREATE ROLE": "SQL; tests/store/test_migrations.py runs as such a role",
}
"""How a block begins that no reader of ours reads, and why."""

PROGRAMS = {
    *("git", "python3", "make", "orglife", "mkdir", "cd", "cp", "useradd", "systemctl", "docker"),
    *("curl", "install", "echo", "pip", ".venv/bin/pip", ".venv/bin/orglife", "weblate", "sudo"),
    *("pg_dump", "/opt/orglife/.venv/bin/orglife", "cat", "promtool", ".venv/bin/pytest"),
}
TOML = re.compile(r"(?:#.*\n)*(?:\[\[?[\w.\"-]+\]\]?|[\w.]+ = )")
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
_INDENTED = re.compile(r"(?:^(?: {4}|\t).*\n(?:\n+(?= {4}))?)+", re.M)
_CALL = re.compile(
    r"(?:^|&& |\| |\(|/bin/|(?:exec|run --rm) orglife |[A-Z_]+=\S+ )"
    r"orglife ((?:(?!&&|\|\||[|;#)`]).)*)"
)
_SPAN = re.compile(r"`([^`]+)`")
_MAKE = re.compile(r"(?:^|(?<=[\s(`]))make((?: [a-z]+)+)")


@dataclass(frozen=True, slots=True)
class Block:
    """`language`: as the fence says, "" for an indented one."""

    page: Path
    line: int
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"

    @property
    def kind(self) -> str:
        """toml, shell, python, left out, or "" where nobody knows."""
        if self.language == "python":
            return "python"
        if self.language == "toml" or TOML.match(self.code):
            return "toml"
        if self.code.partition("\n")[0].split()[0] in PROGRAMS:
            return "shell"
        return "left out" if any(map(self.code.startswith, LEFT_OUT)) else ""


def parts(code: str) -> list[str]:
    """An indented block may hold what is typed, or a listing, and then TOML after an empty line."""
    first, empty, rest = code.partition("\n\n")
    if empty and not TOML.match(first) and re.match(r"\[|# \w+\.toml", rest):
        return [first, rest]
    return [code]


def blocks(page: Path) -> list[Block]:
    words = page.read_text("utf-8")
    found = []
    for each in _FENCE.finditer(words):
        line = words[: each.start()].count("\n") + 1
        found.append(Block(page, line, each[2], textwrap.dedent(each[3])))
    plain = _FENCE.sub(lambda each: "\n" * each[0].count("\n"), words)
    for each in _INDENTED.finditer(plain):
        if not plain[: each.start()].endswith("\n\n"):
            continue  # a line of a list that goes on
        line = plain[: each.start()].count("\n") + 1
        code = textwrap.dedent(each[0]).strip("\n")
        found += [Block(page, line, "", part) for part in parts(code)]
    return found


BLOCKS = [each for page in PAGES for each in blocks(page)]


def of_kind(kind: str) -> list[Block]:
    return [each for each in BLOCKS if each.kind == kind]


def test_of_every_block_it_is_known_what_it_is() -> None:
    assert len(BLOCKS) > 80
    assert [str(each) for each in BLOCKS if not each.kind] == []


def test_nothing_is_left_out_that_is_not_there() -> None:
    begin = [each.code for each in of_kind("left out")]
    assert [each for each in LEFT_OUT if not any(code.startswith(each) for code in begin)] == []


# -- TOML

CLUB = tomllib.loads((ROOT / "config" / "rules" / "club.toml").read_text("utf-8"))
PLAYED = ("procedures.md", "procedures.zh-CN.md")  # by test_procedures_page.py
READ = [each for each in of_kind("toml") if each.page.name not in PLAYED]


def _put_in(held: Any, shown: Any) -> Any:
    """What is shown, in the place of what the club has under the same id."""
    if not isinstance(shown, list):
        return shown
    ids = {each["id"] for each in shown}
    return [*(each for each in held or () if each["id"] not in ids), *shown]


def read_as(written: dict[str, Any], file: Path) -> None:
    """By whoever reads such a file. Raises what they raise."""
    if "project" in written:
        assert written.keys() <= {"project", "build-system", "tool"}
    elif "steps" in written and "people" in written:
        for bank in written.get("banks", ()):
            shutil.copy(ROOT / "config" / "sample" / bank["file"], file.parent)
        load_scenario(file)
    elif written.keys() & CLUB.keys():  # tables of a rule file, for one's own copy of the club's
        added = {key: _put_in(CLUB.get(key), value) for key, value in written.items()}
        _book(CLUB | added, "club", file.name)
    else:
        for keys in (written.get("confidential") or {}).values():
            keys[:] = [Fernet.generate_key().decode() for _ in keys]  # the page says which go there
        made(written, {}, {})


@pytest.mark.parametrize("block", READ, ids=str)
def test_toml_is_read_by_whoever_reads_such_a_file(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "shown.toml"
    file.write_text(block.code, "utf-8")
    read_as(tomllib.loads(block.code), file)


# -- Python


@pytest.mark.parametrize("block", of_kind("python"), ids=str)
def test_python_compiles(block: Block) -> None:
    ast.parse(block.code)


# -- what is typed


def calls(code: str) -> list[str]:
    """What follows `orglife` in each line, lines that go on put together."""
    joined = re.sub(r"\$\([^)]*\)", "X", re.sub(r"\\\n\s*", " ", code))
    return [each.strip() for line in joined.splitlines() for each in _CALL.findall(line)]


_command = cache(load)


def refused(words: str, *, whole: bool) -> str:
    """Why the command line refuses the words after `orglife`, "" if it takes them.

    `whole`: nothing that is required may be missing; in a sentence a command is only named.
    """
    name, *arguments = ["2" if each == "N" else each for each in shlex.split(words)] or ["--help"]
    if name.startswith("-"):
        return ""
    if name not in COMMANDS:
        return f"no command {name}"
    command = _command(name)
    context = command.context_class(command, info_name=name)
    if commands := getattr(command, "commands", None):
        if not arguments:
            return "a command is missing" if whole else ""
        name, *arguments = arguments
        if name not in commands:
            return f"no command {name}"
        command = commands[name]
    try:
        command.make_context(name, arguments, parent=context)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        missing = type(error).__name__ in ("MissingParameter", "NoArgsIsHelpError")
        return "" if missing and not whole else error.format_message()
    return ""


SHOWN = [(str(block), call) for block in of_kind("shell") for call in calls(block.code)]
NAMED = [
    (page.relative_to(ROOT).as_posix(), re.sub(r"[\[\]|\\\s]+", " ", span).removeprefix("orglife "))
    for page in PAGES
    for span in _SPAN.findall(_INDENTED.sub("", _FENCE.sub("", page.read_text("utf-8"))))
    if re.match(r"orglife [a-z]", span)
]


def test_every_command_that_is_shown_can_be_typed() -> None:
    assert len(SHOWN) > 30
    wrong = [(page, call, why) for page, call in SHOWN if (why := refused(call, whole=True))]
    assert wrong == []


def test_every_command_that_is_named_exists_with_its_options() -> None:
    assert len(NAMED) > 100
    wrong = [(page, call, why) for page, call in NAMED if (why := refused(call, whole=False))]
    assert wrong == []


def test_every_word_of_make_exists() -> None:
    said = {
        word
        for page in PAGES
        for code in [
            *_SPAN.findall(_FENCE.sub("", page.read_text("utf-8"))),
            *(each.code for each in blocks(page) if each.kind == "shell"),
        ]
        for words in _MAKE.findall(code.replace("\n", "\n "))
        for word in words.split()
    }
    assert len(said) > 12
    assert said - make_words() == set()


@pytest.mark.parametrize(
    ("words", "whole", "taken"),
    [
        ("db backup FILE", True, True),
        ("db backup", True, False),
        ("db backup", False, True),
        ("db", False, True),
        ("db", True, False),
        ("db back FILE", False, False),
        ("db backup FILE --to X", False, False),
        ("backup FILE", False, False),
    ],
)
def test_what_the_command_line_would_refuse_is_found(words: str, whole: bool, taken: bool) -> None:
    assert (refused(words, whole=whole) == "") is taken
