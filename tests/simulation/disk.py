"""The database of a life: one file in memory, copied from an organization that is prepared once."""

from __future__ import annotations

import copy
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from service.store.connection import Connections
from service.store.database import READERS, Database
from service.store.guard import FileGuard
from service.store.store import Store

_SHARED_MEMORY = Path("/dev/shm")  # a file system in memory, where there is one


class Disk:
    """What survives a process. The engines, and with them the statements that are compiled, are
    made once and serve every life after another; `before_commit` is called in each commit."""

    def __init__(self) -> None:
        self.before_commit: Callable[[], None] = lambda: None
        below = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
        self._folder = Path(tempfile.mkdtemp(prefix="orglife-simulation-", dir=below))
        self.file = self._folder / "orglife.sqlite3"
        self._store = Store(f"sqlite:///{self.file}")
        self._writer: Any = None
        database = self._store.database
        engine = database._writers.engine
        event.listen(engine, "connect", self._connected)
        event.listen(engine, "commit", self._commits)

    def put(self, image: bytes) -> None:
        """Begin with this content."""
        self.let_go()
        for each in self._folder.iterdir():
            each.unlink()
        self.file.write_bytes(image)

    def let_go(self) -> None:
        """Close what a process has left open."""
        self._store.database._writers.engine.dispose()
        self._store.database._readers.engine.dispose()
        self._writer = None

    def open(self) -> Store:
        """The store as a new process has it."""
        database: Database = copy.copy(self._store.database)
        self._store.database.guard = FileGuard(self.file)  # its events ask the first one
        database._writers = Connections(database._writers.engine, 1)
        database._readers = Connections(database._readers.engine, READERS)
        store = copy.copy(self._store)
        store.database = database
        return store

    def writing(self) -> bool:
        """Whether a transaction that writes is open."""
        return self._writer is not None and self._writer.in_transaction

    def look(self) -> sqlite3.Connection:
        """A look from outside at what is committed."""
        connection = sqlite3.connect(self.file)
        connection.row_factory = sqlite3.Row
        return connection

    def image(self) -> bytes:
        """What is committed, as a file."""
        with sqlite3.connect(self.file) as connection:
            content = bytes(connection.serialize())
        connection.close()
        return content

    def remove(self) -> None:
        self.let_go()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _connected(self, connection: Any, _: Any) -> None:
        self._writer = connection

    def _commits(self, connection: Any) -> None:
        try:
            self.before_commit()
        except Exception:
            connection.connection.dbapi_connection.rollback()
            raise
