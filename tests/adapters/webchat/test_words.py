"""The words of the pages: complete in both languages, and none that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

from adapters import webchat
from adapters.webchat.words import WORDS

HERE = Path(webchat.__file__).parent


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    chinese, english = WORDS["zh-CN"], WORDS["en"]
    assert chinese.keys() == english.keys()
    for key, word in chinese.items():
        gaps = re.findall(r"\{\w+\}", word)
        assert sorted(gaps) == sorted(re.findall(r"\{\w+\}", english[key])), key
        assert word.strip()
        assert english[key].strip()


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    sources = [
        *HERE.glob("templates/*.html"),
        *HERE.glob("static/*.js"),
        *(each for each in HERE.rglob("*.py") if each.name != "words.py"),
    ]
    text = "\n".join(each.read_text("utf-8") for each in sources)
    used = set(re.findall(r"(?:\"|words\.)([a-z_]+)\b", text))
    notes = {f"{key}_{part}" for key in used for part in ("title", "text")}
    assert WORDS["en"].keys() <= used | notes
    asked = re.findall(r'\bword\("(\w+)"', text) + re.findall(
        r'data-(?:word|label|hint|tip)="(\w+)"', text
    )
    asked += re.findall(r'Refusal\(\d+, "(\w+)"', text)
    assert asked
    assert set(asked) <= WORDS["en"].keys()
