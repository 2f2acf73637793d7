"""nio's key store, at a fraction of its cost.

nio binds its tables to the file on every call, and peewee then searches for every table they refer
to. They refer only to one another, and nio lists them all, so the search is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nio.store import DefaultStore
from peewee import SqliteDatabase

PRAGMAS = {"foreign_keys": 1, "secure_delete": 1}  # as nio sets them


class Database(SqliteDatabase):  # type: ignore[misc] # peewee tells no types
    def bind_ctx(self, models: Sequence[Any], *_: bool, **__: bool) -> Any:
        return super().bind_ctx(models, bind_refs=False, bind_backrefs=False)


class KeyStore(DefaultStore):  # type: ignore[misc] # nor does nio
    def _create_database(self) -> Database:
        return Database(self.database_path, pragmas=PRAGMAS)
