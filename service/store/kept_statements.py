"""Statements about many rows at once, compiled once and kept.

A list of rows goes to the database in parts whose sizes are powers of two: 100 rows as 3 × 32 + 4.
So there are only a few statements to compile and to prepare, none runs once a row, and SQLite works
through each of them without coming back to Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Table,
    and_,
    bindparam,
    or_,
)

MOST = 32  # rows in a statement; with more, the first of its size takes long to compile

Binds = Sequence[Mapping[str, BindParameter[Any]]]
"""The places for the values of each row, by column."""
Make = Callable[[Any, Binds], Any]
"""Makes the statement for so many rows, with the dialect's own INSERT at hand."""


class Kept:
    """One kind of statement. `make` gets the places of the values; every row has these columns."""

    def __init__(self, table: Table, columns: Sequence[str], make: Make) -> None:
        self._types = {name: table.c[name].type for name in columns}
        self._make = make
        self._row: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*columns)
        self._compiled: dict[tuple[str, int], _Compiled] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run it for these rows, in their order. Returns how many rows of the table it touched."""
        start = touched = 0
        while start < len(rows):
            count = min(MOST, 1 << (len(rows) - start).bit_length() - 1)
            statement = self._for(connection.dialect, count)
            values: list[Any] = []
            for row in rows[start : start + count]:
                values += self._row(row)
            done = connection.exec_driver_sql(statement.sql, statement.parameters(values))
            touched += done.rowcount
            start += count
        return touched

    def _for(self, dialect: Dialect, count: int) -> _Compiled:
        key = dialect.name, count
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = self._compile(dialect, count)
        return found

    def _compile(self, dialect: Dialect, count: int) -> _Compiled:
        binds = [
            {name: bindparam(f"{name}_{row}", type_=kind) for name, kind in self._types.items()}
            for row in range(count)
        ]
        compiled = self._make(insert_of(dialect.name), binds).compile(dialect=dialect)
        names = [each.key for row in binds for each in row.values()]
        return _Compiled(compiled, names, self._types, dialect)


class _Compiled:
    """The statement in the database's words, and how its values are handed over."""

    def __init__(
        self, compiled: Any, names: Sequence[str], types: Mapping[str, Any], dialect: Dialect
    ) -> None:
        self.sql = str(compiled)
        self._names = None if compiled.positional else names
        self._width = len(types)
        # by which of the columns; most values are taken as they are
        self._converters = []
        for index, kind in enumerate(types.values()):
            convert = kind.dialect_impl(dialect).bind_processor(dialect)
            if convert is not None:
                self._converters.append((index, convert))
        if compiled.positional and list(compiled.positiontup) != list(names):
            raise ValueError("the statement takes its values in another order than its columns")

    def parameters(self, values: list[Any]) -> Any:
        """The values of all rows, one after the other, as the driver takes them."""
        for index, convert in self._converters:
            values[index :: self._width] = [
                None if each is None else convert(each) for each in values[index :: self._width]
            ]
        return tuple(values) if self._names is None else dict(zip(self._names, values, strict=True))


@cache
def insert_of(dialect: str) -> Any:
    """The dialect's own INSERT. Only the dialect that is used is loaded."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


def inserting(table: Table, *columns: str) -> Kept:
    """New rows of the table."""
    return Kept(
        table, _in_order(table, columns), lambda insert, rows: insert(table).values(list(rows))
    )


def _in_order(table: Table, columns: Sequence[str]) -> list[str]:
    """As an INSERT names them."""
    return [each.name for each in table.columns if each.name in columns]


def upserting(table: Table, key: Sequence[str], *columns: str) -> Kept:
    """Rows of the table, each in place of the one of the same key."""

    def make(insert: Any, rows: Binds) -> Any:
        statement = insert(table).values(list(rows))
        changed = {name: statement.excluded[name] for name in columns}
        return statement.on_conflict_do_update(index_elements=list(key), set_=changed)

    return Kept(table, _in_order(table, (*key, *columns)), make)


def among(table: Table, rows: Binds) -> ColumnElement[bool]:
    """Whether a row of the table is one of these, by the columns they name."""
    return or_(*(and_(*(table.c[name] == value for name, value in row.items())) for row in rows))
