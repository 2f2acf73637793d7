"""One service per database on a server, from whatever machine: an advisory lock of PostgreSQL on a
connection of its own. The lock is as good as the connection: when that is lost, so is the lock."""

from __future__ import annotations

import time

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from service.store.database import database_url

_NUMBER = 0x6F72676C696665  # "orglife"; a lock belongs to one database of the server
_ASK_SECONDS = 0.1
NOTICE = {  # a connection that is dead without a word is noticed after this many seconds
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}


class ServerLock:
    """Every method waits for the server: not for the event loop."""

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self.name = parsed.database or ""
        self._engine = create_engine(
            parsed, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=NOTICE
        )
        self._holding: Connection | None = None

    def take(self, wait: float, *, shared: bool = False) -> bool:
        """Take the lock within this many seconds, alone or `shared` with others who do. Whether it
        was free. Raises `DBAPIError` if the server can't be reached."""
        how = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        connection = self._engine.connect()
        until = time.monotonic() + wait
        try:
            while not connection.scalar(text(f"SELECT {how}({_NUMBER})")):
                if time.monotonic() >= until:
                    return False
                time.sleep(_ASK_SECONDS)
            self._holding = connection
            return True
        finally:
            if self._holding is not connection:
                connection.close()

    def is_held(self) -> bool:
        """Whether the lock is still ours."""
        if self._holding is None:
            return False
        try:
            self._holding.scalar(text("SELECT 1"))
        except DBAPIError:
            return False
        return True

    def release(self) -> None:
        if self._holding is not None:
            self._holding.close()
            self._holding = None
        self._engine.dispose()
