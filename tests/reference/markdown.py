"""Tables of Markdown, and Python's types and docstrings in words."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import time
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Rows = Iterable[Sequence[str]]


def table(heads: Sequence[str], rows: Rows) -> str:
    """A table; "" where there are no rows."""
    lines = [_row(each) for each in rows]
    if not lines:
        return ""
    return "\n".join([_row(heads), "|" + "---|" * len(heads), *lines])


def _row(cells: Sequence[str]) -> str:
    inside = (each.replace("|", "\\|").replace("\n", " ") for each in cells)
    return f"| {' | '.join(inside)} |"


def code(words: str) -> str:
    return f"`{words}`" if words else ""


def plain(doc: str | None) -> str:
    """A docstring in one paragraph for each of its own."""
    found = inspect.cleandoc(doc or "")
    return "\n\n".join(" ".join(each.split()) for each in found.split("\n\n"))


def described(doc: str | None) -> str:
    """A docstring as it is wrapped, with angle brackets kept from being taken for HTML."""
    lines = inspect.cleandoc(doc or "").splitlines()
    return "\n".join(_outside_code(each) for each in lines)


def _outside_code(line: str) -> str:
    parts = line.split("`")
    return "`".join(
        part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts)
    )


def in_words(hint: Any) -> str:
    """A type as a reader of TOML or of Python knows it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{each}"' for each in inner)
    if origin in (Union, types.UnionType):
        return " | ".join(in_words(each) for each in inner)
    if origin is not None and issubclass(origin, Mapping):
        return f"table of {in_words(inner[1])}"
    if origin is not None and issubclass(origin, Iterable):
        return f"list of {in_words(inner[0])}"
    if origin is not None:
        return str(origin.__name__)
    if hint is type(None):
        return "none"
    if isinstance(hint, TypeVar):
        return "any"
    return _NAMES.get(hint) or str(getattr(hint, "__name__", hint))


_NAMES: Mapping[Any, str] = {
    str: "string",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Any: "any",
}


def default_of(each: Field[Any]) -> str:
    """The default of a field as code; "required" without one."""
    if each.default is not MISSING:
        return code(shown(each.default))
    if each.default_factory is not MISSING:
        made = each.default_factory()
        return "" if is_dataclass(made) else code(shown(made))
    return "required"


def shown(value: Any) -> str:
    """A value as TOML has it, the same on each run; "" for None."""
    match value:
        case None | "":
            return "" if value is None else '""'
        case bool():
            return str(value).lower()
        case time():
            return f'"{value:%H:%M}"'
        case str() | Path():
            return f'"{value}"'
        case set() | frozenset():
            return shown(sorted(value))
        case list() | tuple():
            return f"[{', '.join(map(shown, value))}]"
        case _ if is_dataclass(value):
            return shown({each.name: getattr(value, each.name) for each in fields(value)})
        case dict():
            return f"{{{', '.join(f'{name} = {shown(each)}' for name, each in value.items())}}}"
        case _:
            return str(value)


def keys_of(kind: type[Any], head: str = "Key") -> str:
    """The fields of a dataclass: their types and defaults."""
    hints = get_type_hints(kind)
    rows = [
        (code(each.name), in_words(hints[each.name]), default_of(each))
        for each in fields(kind)
        if each.init
    ]
    return table((head, "Type", "Default"), rows)
