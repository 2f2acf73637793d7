"""Errors in the settings, worded for the person who writes them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

Keys = tuple[str | int, ...]

_SECRET = ("database", "adapters", "confidential")
_TABLE_ERRORS = ("model_type", "model_attributes_type", "dict_type")
_LONGEST_SHOWN = 60


class SettingsError(ValueError):
    """The settings can't be used. `problems`: one line each, naming the file and the key."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def closest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "port"?`, or nothing if no known word is similar."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def explain(
    error: ValidationError, model: type[BaseModel], origin: Callable[[Keys], str]
) -> list[str]:
    """Every problem as `file: key: problem; allowed: …`. Values are quoted only if they can't be
    secret. `origin(keys)`: where the value comes from."""
    return [
        ": ".join(part for part in (origin(each["loc"]), _dotted(each["loc"]), words) if part)
        for each in error.errors(include_url=False)
        for words in [_problem(each, model)]
    ]


def _problem(error: ErrorDetails, model: type[BaseModel]) -> str:
    keys = error["loc"]
    if error["type"] == "extra_forbidden":
        fields = _fields_at(model, keys[:-1])
        hint = closest(str(keys[-1]), fields)
        return f"there is no such setting{hint}; known here: {', '.join(fields)}"
    field = _field_at(model, keys)
    allowed = field.description if field else None
    tail = f"; allowed: {allowed}" if allowed else ""
    if error["type"] == "missing":
        return f"is missing{tail}"
    if error["type"] in _TABLE_ERRORS:
        return f"must be a table{tail}"
    if error["type"] == "value_error":
        return f"{error.get('ctx', {}).get('error')}{tail}"
    return f"{_shown(error)} can't be used{tail}"


def _shown(error: ErrorDetails) -> str:
    if error["loc"] and error["loc"][0] in _SECRET:
        return "this value"
    shown = repr(error["input"])
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


def _dotted(keys: Keys) -> str:
    dotted = ""
    for key in keys:
        dotted += f"[{key}]" if isinstance(key, int) else f".{key}"
    return dotted.removeprefix(".")


def _field_at(model: type[BaseModel], keys: Keys) -> FieldInfo | None:
    """The setting at these keys, or the last one on the way there."""
    found: FieldInfo | None = None
    inner: type[BaseModel] | None = model
    in_container = False
    for key in keys:
        if in_container:  # a name or number chosen by the user
            in_container = False
        elif inner and str(key) in inner.model_fields:
            found = inner.model_fields[str(key)]
            inner = _model_in(found.annotation)
            in_container = inner is not found.annotation
    return found


def _fields_at(model: type[BaseModel], keys: Keys) -> tuple[str, ...]:
    """The names of the settings in the table at these keys."""
    field = _field_at(model, keys)
    inner = _model_in(field.annotation) if field else model
    return tuple(inner.model_fields) if inner else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model itself, or the one inside a container: `Account` for `dict[str, Account]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
