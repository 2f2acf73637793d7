"""The words of the pages for offices that no chat says: a file for each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TEXTS = Path(__file__).parent / "texts"


@cache
def words_of(language: str) -> Mapping[str, str]:
    """The words in this language, by key."""
    return tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8"))
