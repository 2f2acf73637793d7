"""What was laid aside until a message is known, where another process sends that message."""

from __future__ import annotations

import asyncio

from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.store.database import DATABASE_DOWN
from service.store.in_doubt import InDoubt
from service.store.votes import Votes

LOOK_SECONDS = 5.0

log = get_logger()


async def look_at_waiting(engine: Engine) -> None:
    """Let updates be looked at again that were laid aside just when what they wait for was written
    by another process."""
    while True:
        try:
            async with engine.store.write() as transaction:
                waited = await InDoubt(transaction).release_all()
                waited += await Votes(transaction).release_known()
            if waited:
                engine.wake()
                engine.share.hint()
        except DATABASE_DOWN as error:
            log.error("processes.database_failed", error=error)
            await asyncio.sleep(RETRY_SECONDS)
        await asyncio.sleep(LOOK_SECONDS)
