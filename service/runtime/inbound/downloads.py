"""Files that people sent: fetched from the account that has them, and never kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from service.core.message import StoredFile
from service.ports import Adapter
from service.runtime.observability.log import get_logger

LARGEST = 20 * 1024 * 1024  # bytes of one file: what a bot may fetch on Telegram
FETCH_SECONDS = 60.0

log = get_logger()


class Downloads:
    def __init__(self, adapters: Mapping[str, Adapter]) -> None:
        self._adapters = adapters

    async def fetch(self, stored: StoredFile, seconds: float = FETCH_SECONDS) -> bytes | None:
        """What the file holds; None when it is too large or gone. Raises ConnectionError when its
        platform is out of reach, or has not answered in that time."""
        adapter = self._adapters.get(stored.account)
        if adapter is None or stored.size > LARGEST:
            return None
        try:
            async with asyncio.timeout(seconds):
                content = await adapter.fetch(stored.file_id)
        except (ConnectionError, TimeoutError) as error:
            raise ConnectionError("a file is out of reach") from error
        except (OSError, ValueError):
            content = b""
        if not content or len(content) > LARGEST:
            log.warning("files.missing", account=stored.account, size=stored.size)
            return None
        return content
