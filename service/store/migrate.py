"""Migrates a database with Alembic; nothing is ever dropped."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HERE = Path(__file__).parent / "migrations"


class DatabaseTooNewError(Exception):
    """The database was written by a newer OrgLife; start that one, or restore a backup."""


def head() -> str:
    """The newest revision: migrations are numbered, `0001_first_tables.py`."""
    return max(each.name.partition("_")[0] for each in (HERE / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision of the database; None before the first migration."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply the missing migrations, up to a revision. Raises `DatabaseTooNewError`.

    Alembic is loaded only if there are any: most starts save its memory and time.
    """
    found, newest = current(connection), head()
    if found == newest:
        return
    if found is not None and found > newest:
        raise DatabaseTooNewError(
            f"the database is at revision {found}, which this version does not know: "
            "start the newer OrgLife, or restore a backup"
        )
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
