"""Events, effects and queries, from their docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import service
from service.core.effects import Effect
from service.core.events import Event, SystemEvent
from service.core.queries import Query
from tests.reference.markdown import described, keys_of

_WHERE = ("service.core", "service.circumstances", "service.questions", "service.workflows")
_SECTIONS: tuple[tuple[str, type[Any], str], ...] = (
    ("Events", Event, "What has happened. Those that are nobody's act are marked *system*."),
    ("Effects", Effect, "What a decision may ask for; the runtime carries it out."),
    ("Queries", Query, "What a decision may want to know; the answers come with its context."),
)


def page() -> str:
    return "\n\n".join(
        "\n\n".join([f"## {title}", about, *map(_told, _kinds(base))])
        for title, base, about in _SECTIONS
    )


def _told(kind: type[Any]) -> str:
    mark = " *(system)*" if issubclass(kind, SystemEvent) else ""
    head = f"### `{kind.__name__}`{mark}\n\n`{kind.__module__}`"
    doc = kind.__doc__ or ""
    if doc.startswith(f"{kind.__name__}("):  # made by `dataclass` where there is none
        doc = ""
    return "\n\n".join(filter(None, (head, described(doc), keys_of(kind, "Field"))))


def _kinds(base: type[Any]) -> Iterator[type[Any]]:
    """Those of the pure parts, by module and in their order there."""
    for module in _modules():
        for each in vars(module).values():
            if (
                inspect.isclass(each)
                and issubclass(each, base)
                and each.__module__ == module.__name__
                and hasattr(each, "__dataclass_fields__")
            ):
                yield each


def _modules() -> list[ModuleType]:
    names = [each.name for each in walk_packages(service.__path__, "service.", onerror=None)]
    wanted = [
        each
        for each in names
        if any(each == part or each.startswith(f"{part}.") for part in _WHERE)
    ]
    return [import_module(each) for each in sorted(wanted)]
