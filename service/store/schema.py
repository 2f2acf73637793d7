"""What all tables are written with, the same on SQLite and PostgreSQL.

Times are UTC, stored as whole microseconds since 1970: they compare and index alike everywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Index,
    Integer,
    MetaData,
    TypeDecorator,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime as a whole number: microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * _MICROSECOND


metadata = MetaData()
Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite autoincrements INTEGER only


def partial(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> None:
    """An index of the rows that fulfil `where`. Only the migrations make it: said here in the
    words of a dialect (`postgresql_where`), it would load that dialect at every start."""
    Index(name, *columns, info={"where": where})
