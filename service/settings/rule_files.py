"""Reads the rule files: ours by name, or an organization's own by path; the single values that the
settings change in them; and the procedures that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from service.core.rulebook import Override, Procedure, RuleBook
from service.core.rulebook.consistency import problems_of
from service.core.rulebook.procedure_problems import procedure_problems
from service.files.toml import TomlError, read_toml
from service.settings.bundled_config import PROCEDURES, RULES
from service.settings.errors import SettingsError, closest

_DATACLASS_CONFIG = "__pydantic_config__"
_LONGEST_SHOWN = 60


def rule_file(name: str) -> Path:
    """The file of this name among ours, else the path itself."""
    return ours if (ours := RULES / f"{name}.toml").is_file() else Path(name)


@cache
def read_rule_book(name: str) -> RuleBook:
    """The book in the rule file. `name`: of one of ours, or a path. Raises `SettingsError` with one
    line for each mistake: the file, the key, and what is allowed."""
    path = rule_file(name)
    return _book(_written(path), path.stem, str(path))


def read_overrides(name: str, overrides: Iterable[Any]) -> tuple[Override, ...]:
    """What the settings change in the book of this name. `overrides`: each with unit, key (dotted)
    and value, as the settings have them. Raises `SettingsError`."""
    written, path = _written(rule_file(name)), rule_file(name)
    base, found, problems = read_rule_book(name), [], []
    for number, each in enumerate(overrides, 1):
        where = f"organization.overrides[{number}]"
        keys = tuple(part.strip() for part in each.key.split("."))
        changed = deepcopy(written)
        try:
            _put(changed, keys, each.value, base)
            book = _book(changed, path.stem, where)
        except SettingsError as error:
            problems += [_of_setting(where, line) for line in error.problems]
            continue
        found.append(Override(each.unit, keys, _value_at(book, keys)))
    if problems:
        raise SettingsError(problems)
    return tuple(found)


def names() -> list[str]:
    """The names of our own rule files."""
    return sorted(path.stem for path in RULES.glob("*.toml"))


def _written(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except TomlError as error:
        raise SettingsError([f"{error}; ours are: {', '.join(names())}"]) from None


def _book(written: Mapping[str, Any], name: str, where: str) -> RuleBook:
    """The book that is written there. Raises `SettingsError`."""
    try:
        book: RuleBook = _reader(RuleBook).validate_python({"id": name, "words": {}, **written})
    except ValidationError as error:
        raise SettingsError(list(_unreadable(RuleBook, where, error, written))) from None
    problems = [f"{where}: {key}: {problem}" for key, problem in problems_of(book)]
    if problems:
        raise SettingsError(problems)
    return book


# -- procedures, each in a file of its own


def with_procedures(book: RuleBook, own: Iterable[str] = ()) -> RuleBook:
    """The book with those of our procedures that belong to it, and with the organization's `own`:
    files, or names of ours, each in the place of the one with its id. Raises `SettingsError`."""
    found, problems = dict[str, Procedure](), list[str]()
    ours = [path for path in sorted(PROCEDURES.glob("*.toml")) if book.id in belongs_to(path)]
    for path in (*ours, *map(procedure_file, own)):
        try:
            procedure = read_procedure(path, book)
        except SettingsError as error:
            problems += error.problems
        else:
            found[procedure.id] = procedure
    if problems:
        raise SettingsError(problems)
    return replace(book, procedures=tuple(found.values()))


def procedure_file(name: str) -> Path:
    """The file of this name among ours, else the path itself."""
    return ours if (ours := PROCEDURES / f"{name}.toml").is_file() else Path(name)


def read_procedure(path: Path, book: RuleBook) -> Procedure:
    """The procedure in the file, to be carried out under this book. Raises `SettingsError` with a
    line for each mistake: the file, the step with the key, and what is allowed."""
    written = _written(path)
    try:
        found: Procedure = _reader(Procedure).validate_python({"id": _plain_id(path), **written})
    except ValidationError as error:
        raise SettingsError(list(_unreadable(Procedure, str(path), error, written))) from None
    problems = [f"{path}: {key}: {problem}" for key, problem in procedure_problems(found, book)]
    if problems:
        raise SettingsError(problems)
    return found


def is_procedure(path: Path) -> bool:
    """Whether the file tells the steps of a procedure, not the rules of a book."""
    return path.is_file() and "steps" in _written(path)


def belongs_to(path: Path) -> tuple[str, ...]:
    """The books that the procedure in the file names. Raises `SettingsError`."""
    listed = _written(path).get("rules", ())
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def _plain_id(path: Path) -> str:
    return path.stem.replace("-", "_")


# -- what is wrong with it


def _unreadable(
    root: type, where: str, error: ValidationError, written: Mapping[str, Any]
) -> Iterator[str]:
    """One line for each value that can't be read, with the rule's own id where it has one."""
    for each in error.errors(include_url=False):
        keys = each["loc"]
        yield f"{where}: {_dotted(keys, written)}: {_problem(root, keys, each)}"


def _problem(root: type, keys: tuple[int | str, ...], error: Any) -> str:
    kind = error["type"]
    if kind == "unexpected_keyword_argument":
        known = _fields_at(root, keys[:-1])
        hint = closest(str(keys[-1]), known)
        return f"there is no such key{hint}; known here: {', '.join(known)}"
    if kind == "missing":
        return f"is missing; allowed: {_allowed(root, keys)}"
    shown = repr(error["input"])
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return f"{shown} can't be used; allowed: {_allowed(root, keys)}"


def _dotted(keys: tuple[int | str, ...], written: Any) -> str:
    """The way to the value: `duties.party_lesson.period`, or by number where there is no id."""
    parts: list[str] = []
    for key in keys:
        try:
            written = written[key]
        except (KeyError, IndexError, TypeError):
            written = None
        named = written.get("id") if isinstance(key, int) and isinstance(written, dict) else None
        parts.append(str(named) if named else f"[{key + 1}]" if isinstance(key, int) else key)
    return ".".join(parts).replace(".[", "[")


def _allowed(root: type, keys: tuple[int | str, ...]) -> str:
    """What may stand at these keys, in words."""
    hint: Any = root
    for key in keys:
        inner = _dataclasses_in(hint)
        if isinstance(key, int):
            hint = next((each for each in get_args(hint) if each is not Ellipsis), hint)
        elif inner and key in get_type_hints(inner[0]):
            hint = get_type_hints(inner[0])[key]
    return _in_words(hint)


_WORDS: Mapping[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    type(None): "nothing",
}


def _in_words(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    if is_dataclass(hint):
        return f"a table with {', '.join(each.name for each in fields(hint))}"
    arguments = [each for each in get_args(hint) if each not in (Ellipsis, type(None))]
    if get_origin(hint) is tuple:
        return f"a list, each {_in_words(arguments[0])}"
    if all(isinstance(each, str) for each in arguments):
        return ", ".join(f'"{each}"' for each in arguments)
    return " or ".join(map(_in_words, arguments))


def _fields_at(root: type, keys: tuple[int | str, ...]) -> list[str]:
    found: Any = root
    for key in keys:
        if isinstance(key, str) and is_dataclass(found):
            found = next(iter(_dataclasses_in(get_type_hints(found)[key])))
    return [each.name for each in fields(found)]


def _dataclasses_in(hint: Any) -> list[Any]:
    if is_dataclass(hint):
        return [hint]
    return [found for each in get_args(hint) for found in _dataclasses_in(each)]


# -- single values


def _put(written: dict[str, Any], keys: tuple[str, ...], value: Any, base: RuleBook) -> None:
    """Write the value where the keys lead, by the ids of rules. Raises `SettingsError`."""
    place: Any = written
    known: Any = base
    for depth, key in enumerate(keys):
        last = depth == len(keys) - 1
        if isinstance(known, tuple):
            ids = [each.id for each in known]
            if key not in ids or last:
                said = "name a value behind it" if key in ids else _no_such(key, ids)
                raise SettingsError([f"key: {said}"])
            place, known = place[ids.index(key)], known[ids.index(key)]
            continue
        here = [each.name for each in fields(known)] if is_dataclass(known) else []
        if key not in here or key == "id":
            raise SettingsError([f"key: {_no_such(key, [x for x in here if x != 'id'])}"])
        known = getattr(known, key)
        if last:
            place[key] = value
        else:
            empty: Any = [] if isinstance(known, tuple) else {}
            place = place.setdefault(key, empty)


def _no_such(key: str, known: list[str]) -> str:
    return f'there is no "{key}"{closest(key, known)}; there is: {", ".join(known) or "nothing"}'


def _value_at(book: RuleBook, keys: tuple[str, ...]) -> Any:
    found: Any = book
    for key in keys:
        if isinstance(found, tuple):
            found = next(each for each in found if each.id == key)
        else:
            found = getattr(found, key)
    return found


def _of_setting(where: str, line: str) -> str:
    return line if line.startswith(where) else f"{where}.{line}"


@cache
def _reader(root: type) -> TypeAdapter[Any]:
    """Reads a book, or a procedure; a key that it does not know is a mistake."""
    waiting: list[Any] = [root]
    while waiting:
        each = waiting.pop()
        setattr(each, _DATACLASS_CONFIG, ConfigDict(extra="forbid"))
        waiting += [
            found for hint in get_type_hints(each).values() for found in _dataclasses_in(hint)
        ]
    return TypeAdapter(root)
