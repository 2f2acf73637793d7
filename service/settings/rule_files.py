"""Reads the rule files: ours by name, or an organization's own by path."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from service.core.rulebook import RuleBook
from service.files.toml import TomlError, read_toml
from service.settings.bundled_config import RULES
from service.settings.errors import SettingsError, closest

_DATACLASS_CONFIG = "__pydantic_config__"


def rule_file(name: str) -> Path:
    """The file of this name among ours, else the path itself."""
    return ours if (ours := RULES / f"{name}.toml").is_file() else Path(name)


@cache
def read_rule_book(name: str) -> RuleBook:
    """The book in the rule file. `name`: of one of ours, or a path. Raises `SettingsError` with one
    line for each mistake: the file, the key, and what is allowed."""
    path = rule_file(name)
    try:
        written = read_toml(path)
    except TomlError as error:
        raise SettingsError([f"{error}; ours are: {', '.join(names())}"]) from None
    try:
        return _reader().validate_python({"id": path.stem, **written})
    except ValidationError as error:
        raise SettingsError(list(_problems(path, error))) from None


def names() -> list[str]:
    """The names of our own rule files."""
    return sorted(path.stem for path in RULES.glob("*.toml"))


def _problems(path: Path, error: ValidationError) -> list[str]:
    return [
        f"{path}: {_dotted(each['loc'])}: {_problem(each['type'], each['loc'], each['msg'])}"
        for each in error.errors(include_url=False)
    ]


def _problem(kind: str, keys: tuple[int | str, ...], said: str) -> str:
    if kind != "unexpected_keyword_argument":
        return said[0].lower() + said[1:]
    known = _fields_at(keys[:-1])
    return f"there is no such key{closest(str(keys[-1]), known)}; known here: {', '.join(known)}"


def _dotted(keys: tuple[int | str, ...]) -> str:
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys)[1:]


def _fields_at(keys: tuple[int | str, ...]) -> list[str]:
    found: Any = RuleBook
    for key in keys:
        if isinstance(key, str) and is_dataclass(found):
            found = next(iter(_dataclasses_in(get_type_hints(found)[key])))
    return [each.name for each in fields(found)]


def _dataclasses_in(hint: Any) -> list[Any]:
    if is_dataclass(hint):
        return [hint]
    return [found for each in get_args(hint) for found in _dataclasses_in(each)]


@cache
def _reader() -> TypeAdapter[RuleBook]:
    """Reads a book; a key that it does not know is a mistake."""
    waiting: list[Any] = [RuleBook]
    while waiting:
        each = waiting.pop()
        setattr(each, _DATACLASS_CONFIG, ConfigDict(extra="forbid"))
        waiting += [
            found for hint in get_type_hints(each).values() for found in _dataclasses_in(hint)
        ]
    return TypeAdapter(RuleBook)
