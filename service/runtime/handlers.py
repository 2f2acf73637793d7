"""The tables of what carries out effects and answers queries: ours, and those of workflows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from service.core.workflow import Workflow
from service.runtime.effects import EFFECTS
from service.runtime.queries import RESOLVERS
from service.runtime.unit_of_work import Handlers

K = TypeVar("K", bound=type)
V = TypeVar("V")


def handlers_of(workflows: Iterable[Workflow]) -> Handlers:
    """Everything that these workflows may ask for. Raises ValueError where a workflow brings a
    handler for what has one."""
    effects, queries = dict(EFFECTS), dict(RESOLVERS)
    for each in workflows:
        _add(effects, each.effects, each.kind)
        _add(queries, each.queries, each.kind)
    return Handlers(effects, queries)


def _add(table: dict[K, V], own: Mapping[K, V], kind: str) -> None:
    for key, handler in own.items():
        if table.setdefault(key, handler) is not handler:
            raise ValueError(f"the workflow {kind!r} brings another handler for {key.__name__}")
