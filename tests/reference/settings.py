"""The settings: from their models, and from the comments of the example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from service.settings.bundled_config import EXAMPLE
from service.settings.loading import settings_type
from tests.reference.markdown import code, shown, table

_ROLES = settings_type()().organization.roles
_HEADS = ("Key", "Default", "Allowed", "What it does")


def page() -> str:
    meant = comments(EXAMPLE)
    return "\n\n".join(
        f"## {title}\n\n{table(_HEADS, rows)}" for title, rows in _tables(settings_type()(), meant)
    )


def comments(example: Path) -> dict[str, str]:
    """What the example says above each key, by its dotted name. Lines of an example within the
    comment, which are indented, are left out."""
    found: dict[str, str] = {}
    above: list[str] = []
    section = ""
    for line in example.read_text("utf-8").splitlines():
        if line.startswith("#"):
            if not re.match(r"#(  | \w+ = )", line):
                above.append(line.removeprefix("#").strip())
            continue
        if head := re.fullmatch(r"\[([\w.]+)\]", line):
            section = head[1] + "."
        elif key := re.match(r"(\w+) = ", line):
            found[section + key[1]] = _without_example(" ".join(above), key[1])
        above = []
    return found


def _without_example(comment: str, key: str) -> str:
    """What of a comment stands before an example that takes lines of its own."""
    said = comment.partition(" An example:")[0].removesuffix(f" {key} = [ ]")
    return said.removesuffix(":") + "." * said.endswith(":")


def _tables(
    model: BaseModel, meant: dict[str, str], before: str = ""
) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """(title, rows) for each table of the file, those within it after it."""
    rows: list[tuple[str, ...]] = []
    inner: list[tuple[str, type[BaseModel] | BaseModel]] = []
    for name, field in type(model).model_fields.items():
        value, key = getattr(model, name), f"{before}{name}"
        if isinstance(value, BaseModel):
            inner.append((f"{key}.", value))
            continue
        rows.append((code(name), _default(value), field.description or "", meant.get(key, "")))
        listed = _model_within(field)
        if listed is not None:
            inner.append((key, listed))
    if rows:
        yield f"`[{before.rstrip('.')}]`" if before else "At the top", rows
    for key, within in inner:
        if isinstance(within, BaseModel):
            yield from _tables(within, meant, key)
        else:
            yield _titled(key, model), _rows_of(within)


def _titled(key: str, model: BaseModel) -> str:
    value = getattr(model, key.rpartition(".")[2])
    return f"`[[{key}]]`" if isinstance(value, tuple) else f"`[{key}.NAME]`"


def _rows_of(model: type[BaseModel]) -> list[tuple[str, ...]]:
    """The keys of each of several tables; they have no comment of their own."""
    return [
        (
            code(name),
            "required" if field.is_required() else _default(field.get_default()),
            field.description or "",
            "",
        )
        for name, field in model.model_fields.items()
    ]


def _model_within(field: FieldInfo) -> type[BaseModel] | None:
    """The model of each table that a list, or a table of tables, holds."""
    for each in get_args(field.annotation):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None


def _default(value: Any) -> str:
    if value == _ROLES:
        return "as the [permissions](permissions.md) say"
    if isinstance(value, dict) and any(isinstance(each, BaseModel) for each in value.values()):
        return ", ".join(code(name) for name in value)
    return code(shown(value))
