"""The keys of a rule file, from the dataclasses that it is read into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from service.core.rulebook import RuleBook
from service.core.rulebook.checks import MATTERS
from service.core.rulebook.verdict import BASES, Figures
from tests.reference.markdown import described, keys_of, table


def page() -> str:
    """The file itself, then each table that may stand in it."""
    found = list(_below(RuleBook))
    sections = [f"## {_title(kind, key)}\n\n{_told(kind)}" for kind, key in found]
    bases = table(
        ("Base", "Is the number of"), [(f"`{name}`", f"`{each}`") for name, each in BASES.items()]
    )
    matters = ", ".join(f"`{each}`" for each in MATTERS)
    return "\n\n".join(
        [
            *sections,
            f"## Bases of a share\n\n{described(Figures.__doc__)}\n\n{bases}",
            f"## Matters of a check\n\nBeside kinds of meetings and profiles of votes: {matters}.",
        ]
    )


def _title(kind: type[Any], key: str) -> str:
    return f"{kind.__name__}: `{key}`" if key else "The file"


def _told(kind: type[Any]) -> str:
    return f"{described(kind.__doc__)}\n\n{keys_of(kind)}"


def _below(
    kind: type[Any], key: str = "", seen: set[type[Any]] | None = None
) -> Iterator[tuple[type[Any], str]]:
    """Every dataclass that the keys of this one lead to, each once, with the key by which it is
    first met."""
    seen = seen if seen is not None else set()
    seen.add(kind)
    yield kind, key
    hints = get_type_hints(kind)
    for each in fields(kind):
        for inner, several in _dataclasses(hints[each.name]):
            if inner not in seen:
                name = f"{key.strip('[]')}.{each.name}".strip(".")
                yield from _below(inner, f"[[{name}]]" if several else name, seen)


def _dataclasses(hint: Any, several: bool = False) -> Iterator[tuple[type[Any], bool]]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint, several
    for each in get_args(hint):
        yield from _dataclasses(each, several or get_origin(hint) is tuple)
