"""What has been is read by its indexes: what others have done, and what lies in other months, costs
nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from service.store import records
from service.store.history import numbered
from service.store.store import Store

START, END = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
KINDS = ("quiz", "discussion")


class Asked:
    """Takes the statements of a query instead of running them."""

    def __init__(self) -> None:
        self.statements: list[Any] = []

    async def rows(self, statement: Any) -> list[Any]:
        self.statements.append(statement)
        return [SimpleNamespace(before=None, after=None, at=None, activity=1, n=0)]


QUERIES: dict[str, Callable[[Any], Awaitable[Any]]] = {
    "own": lambda on: records.own(on, 5, KINDS, START, END),
    "own_beside": lambda on: records.own_beside(on, 5, KINDS, START, END),
    "held": lambda on: records.held(on, (1, 2), KINDS, START, END),
    "begun_before": lambda on: records.begun_before(on, (1, 2), KINDS, START),
    "took_part": lambda on: records.took_part(on, {1: ("silent",), 2: ()}),
    "numbered": lambda on: numbered(on, "request", 1, START),
}
INDEXES = {
    "own": "entries_own (person=? AND at>? AND at<?)",
    "own_beside": "entries_own (person=? AND at<?)",
    "held": "activities_begun (unit=? AND created_at>? AND created_at<?)",
    "begun_before": "activities_begun (unit=? AND created_at<?)",
    "took_part": "sqlite_autoindex_entries_1 (activity=?)",
    "numbered": "sqlite_autoindex_entries_1 (activity=?)",
}


@pytest.mark.parametrize("name", QUERIES)
async def test_each_query_searches_an_index_and_scans_nothing(name: str, tmp_path: Any) -> None:
    asked = Asked()
    await QUERIES[name](asked)
    (statement,) = asked.statements
    compiled = statement.compile(
        dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True}
    )
    store = await Store.open(f"sqlite:///{tmp_path}/records.sqlite3")
    async with store.database.read() as connection:
        values = tuple(0 for _ in compiled.positiontup)
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
        plan = [row.detail for row in rows]
    await store.close()
    assert any(INDEXES[name] in each for each in plan), plan
    assert not [each for each in plan if each.startswith("SCAN ") and "CONSTANT" not in each], plan
