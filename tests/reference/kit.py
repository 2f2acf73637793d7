"""What the test kit tries, from its behaviours."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from service.testkit import behaviours
from tests.reference.markdown import code, plain, table

_GROUPS = ("of_adapters", "of_the_service")


def page() -> str:
    """The behaviours by group and by module."""
    return "\n\n".join(section for group in _GROUPS for section in _group(group))


def _group(name: str) -> Iterator[str]:
    module = _module(name)
    held = {each.__module__ for each in vars(module).values() if isinstance(each, FunctionType)}
    yield f"## {plain(module.__doc__).rstrip('.')}"
    for each in iter_modules(behaviours.__path__):
        found = _module(each.name)
        if found.__name__ in held and (rows := list(_rows(found))):
            yield f"### {each.name}\n\n{plain(found.__doc__)}"
            yield table(("Behaviour", "Needs", "Only without"), rows)


def _module(name: str) -> ModuleType:
    return import_module(f"{behaviours.__name__}.{name}")


def _rows(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    for name, each in vars(module).items():
        if name.startswith("test_") and each.__module__ == module.__name__:
            yield (
                code(name),
                _marked(each, "orglife_needs"),
                _marked(each, "orglife_without"),
            )


def _marked(behaviour: Any, mark: str) -> str:
    marks = getattr(behaviour, "pytestmark", ())
    return ", ".join(sorted(code(arg) for each in marks if each.name == mark for arg in each.args))
