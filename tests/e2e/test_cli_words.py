"""Every word the commands say is there, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli.words import Voice
from service.core.people import LANGUAGES

FOLDER = Path(__file__).parents[2] / "service" / "cli"
FIXED = {"key", "code"}


def texts(language: str) -> dict[str, frozenset[str]]:
    """The keys of a language with the values they use."""
    source = (FOLDER / "texts" / f"{language}.ftl").read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    for entry in re.split(r"\n(?=[a-z#])", source):
        key, _, words = entry.partition("=")
        if not key.startswith("#"):
            found[key.strip()] = frozenset(re.findall(r"\$(\w+)", words))
    return found


def said() -> Iterator[tuple[str, bool, frozenset[str]]]:
    """What the sources say: (key or its beginning, whether it is whole, the values given)."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr not in ("say", "words", "refuse") or not node.args:
                continue
            given = frozenset(each.arg for each in node.keywords if each.arg) - FIXED
            match node.args[0]:
                case ast.Constant(value=str(key)):
                    yield key, True, given
                case ast.IfExp(body=ast.Constant(value=one), orelse=ast.Constant(value=other)):
                    yield str(one), True, given
                    yield str(other), True, given
                case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                    yield beginning, False, given


def test_both_languages_say_the_same() -> None:
    chinese, english = texts("zh-CN"), texts("en")
    assert chinese.keys() == english.keys()
    for key, values in chinese.items():
        assert values == english[key], key


def test_whatever_is_said_has_words_and_is_given_its_values() -> None:
    english = texts("en")
    spoken = list(said())
    assert len(spoken) > 30
    for key, whole, given in spoken:
        meant = [key] if whole else [each for each in english if each.startswith(key)]
        assert meant, f"{key}: nothing begins so"
        assert not whole or key in english, f"{key}: there are no words for it"
        assert not whole or english[key] <= given, f"{key}: needs {set(english[key] - given)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_formatted(language: str) -> None:
    voice = Voice(next(each for each in LANGUAGES if each == language))
    for key, values in texts(language).items():
        words = voice.words(key, **{each: 3 if each == "n" else "x" for each in values})
        assert words
        assert "{" not in words


def test_no_text_is_left_over() -> None:
    slips = FOLDER.parent / "files" / "invitations.py"  # says its words through the command's voice
    sources = "".join(each.read_text("utf-8") for each in (*FOLDER.glob("*.py"), slips))
    named = set(re.findall(r"""["']([a-z]+-[a-z-]+)["']""", sources))
    begun = tuple(key for key, whole, _ in said() if not whole)
    for key in texts("en"):
        assert key in named or key.startswith(begun), f"{key}: nobody says it"
