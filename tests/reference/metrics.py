"""The figures for Prometheus, from their registry."""

from __future__ import annotations

from typing import Any

from service.runtime.observability.metrics import Metrics
from tests.reference.markdown import code, table

_ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}


def page() -> str:
    rows = [
        (", ".join(code(each) for each in names), kind, ", ".join(map(code, labels)), meaning)
        for names, kind, labels, meaning in figures()
    ]
    return table(("Name", "Type", "Labels", "Meaning"), sorted(rows))


def figures() -> list[tuple[list[str], str, tuple[str, ...], str]]:
    """(the names of the series, type, labels, meaning) of each."""
    found = []
    for each in vars(Metrics()).values():
        if not hasattr(each, "describe"):
            continue
        collector: Any = each
        for family in collector.describe():
            endings = _ENDINGS.get(family.type, ("",))
            names = [family.name + ending for ending in endings]
            found.append((names, family.type, collector._labelnames, family.documentation))
    return found
