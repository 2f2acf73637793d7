"""Statements that run with every act: written once, then handed to the driver as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Insert, Table, bindparam, insert
from sqlalchemy.dialects import sqlite


class Prepared:
    """A statement whose values are given by name. Its rows hold what SQLite keeps: a truth value is
    a number."""

    def __init__(self, statement: Executable) -> None:
        dialect = sqlite.dialect(paramstyle="named")
        self._sql = str(statement.compile(dialect=dialect))  # type: ignore[attr-defined]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        return connection.exec_driver_sql(self._sql, dict(values))


def inserting(table: Table, *columns: str) -> Insert:
    """A row of the table with these columns."""
    return insert(table).values({name: bindparam(name) for name in columns})
