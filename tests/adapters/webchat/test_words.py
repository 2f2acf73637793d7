"""The words of the pages: complete in both languages, and none that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from adapters import webchat
from adapters.webchat.entrance_words import ENTRANCE_WORDS
from adapters.webchat.words import WORDS
from service.core.people import Language
from service.ports import Asked
from tests.test_wording import TERMS

HERE = Path(webchat.__file__).parent


ENTRANCE = ("entrance.py", "device_pages.py", "site.py", "rendering.py")
CATALOGS = {"chat": WORDS, "entrance": ENTRANCE_WORDS}


@pytest.mark.parametrize("catalog", CATALOGS)
def test_both_languages_have_the_same_words_with_the_same_gaps(catalog: str) -> None:
    chinese, english = CATALOGS[catalog]["zh-CN"], CATALOGS[catalog]["en"]
    assert chinese.keys() == english.keys()
    for key, word in chinese.items():
        gaps = re.findall(r"\{\w+\}", word)
        assert sorted(gaps) == sorted(re.findall(r"\{\w+\}", english[key])), key
        assert word.strip()
        assert english[key].strip()


@pytest.mark.parametrize("language", TERMS)
@pytest.mark.parametrize("catalog", CATALOGS)
def test_no_word_of_the_party_is_shown_to_clubs_and_unions(
    catalog: str, language: Language
) -> None:
    words = CATALOGS[catalog][language]
    ours = re.compile(f"{WORDS[language]['assistant']}|^{WORDS[language]['app']}$")
    said = {key: ours.sub("", word) for key, word in words.items()}
    assert {key: word for key, word in said.items() if TERMS[language].search(word)} == {}


def read(*paths: Path) -> str:
    return "\n".join(each.read_text("utf-8") for each in paths)


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    templates = HERE.glob("templates/*.html")
    code = [each for each in HERE.rglob("*.py") if not each.name.endswith("words.py")]
    text = read(*templates, *HERE.glob("static/*.js"), *code)
    used = set(re.findall(r"(?:\"|words\.)([a-z_]+)\b", text))
    assert WORDS["en"].keys() - {"other_language"} <= used
    asked = re.findall(r'\bword\("(\w+)"', text) + re.findall(
        r'data-(?:word|label|hint|tip)="(\w+)"', text
    )
    api = read(*(each for each in code if each.name not in ENTRANCE), HERE / "site.py")
    asked += re.findall(r'Refusal\(\d+, "(\w+)"', api)
    assert asked
    assert set(asked) - {"too_many_codes"} <= WORDS["en"].keys()


def test_every_word_of_the_entrance_is_used_and_there() -> None:
    pages = [each for each in HERE.glob("templates/*.html") if each.name != "chat.html"]
    text = read(*pages, *(HERE / each for each in ENTRANCE))
    used = set(re.findall(r"words\.(\w+)", text)) | set(re.findall(r'"([a-z_]+)"', text))
    outcomes = {f"asked_{each}{end}" for each in get_args(Asked) for end in ("", "_text")}
    assert ENTRANCE_WORDS["en"].keys() <= used | outcomes
    assert outcomes <= ENTRANCE_WORDS["en"].keys()
    named = set(re.findall(r"words\.([a-z]\w+)", read(*pages)))
    named |= set(re.findall(r'Refusal\(\d+, "(\w+)"', read(HERE / "entrance.py"), re.DOTALL))
    assert named <= ENTRANCE_WORDS["en"].keys()
