"""Everything the web chat stores."""

from __future__ import annotations

import secrets
import time

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from adapters.webchat.acts import Acts
from adapters.webchat.database import Database
from adapters.webchat.history import History
from adapters.webchat.messages import Messages
from adapters.webchat.people import People
from adapters.webchat.sessions import Sessions
from adapters.webchat.tables import facts
from service.ports import Sealer


def now_ms() -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


class Store:
    """The tables in one SQLite file of their own; `path` may be `:memory:`."""

    def __init__(self, path: str, sealer: Sealer) -> None:
        self.database = Database(path)
        self.people = People(self.database)
        self.sessions = Sessions(self.database)
        self.people.changed.append(self.sessions.changed)
        self.messages = Messages(self.database, sealer)
        self.history = History(self.database, self.messages)
        self.acts = Acts(self.database, sealer)

    async def open(self) -> None:
        await self.database.open()

    async def close(self) -> None:
        await self.database.close()

    async def secret(self) -> str:
        """The secret of this file, created on first use."""
        async with self.database.write() as connection:
            fresh = {"name": "secret", "value": secrets.token_urlsafe(32)}
            await connection.execute(insert(facts).values(fresh).on_conflict_do_nothing())
            query = select(facts.c.value).where(facts.c.name == "secret")
            return str((await connection.execute(query)).scalar_one())
