"""Bring a database up to date with Alembic; it is migrated, never dropped."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HERE = Path(__file__).parent / "migrations"


class DatabaseTooNewError(Exception):
    """The database was written by a newer OrgLife; start that one, or restore a backup."""


def upgrade(connection: Connection) -> None:
    """Apply the migrations that are missing. Raises `DatabaseTooNewError`."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {each.revision for each in scripts.walk_revisions()}:
        raise DatabaseTooNewError(
            f"the database is at revision {current}, which this version does not know: "
            "start the newer OrgLife, or restore a backup"
        )
    command.upgrade(config, "head")
