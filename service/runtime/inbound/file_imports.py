"""Reading files that people sent: fetched and read off the event loop and outside any transaction,
then handed to the activity that asked, as the event `BankRead`.

A row stays until that is committed, so that a crash repeats the reading and loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.ports import Adapter
from service.questions.events import BankRead
from service.questions.model import Question
from service.runtime.engine import Engine
from service.runtime.observability.log import get_logger
from service.runtime.observability.redaction import blame
from service.store.database import DATABASE_DOWN
from service.store.file_imports import FileImports
from service.store.guard import StorageLostError

FETCH_SECONDS = 60.0
RETRY_SECONDS = 1.0  # after the database failed
LARGEST = 8_000_000  # bytes

log = get_logger()


@dataclass(frozen=True, slots=True)
class FileContent:
    """What stands in a file: questions and their pictures, and by language `problems`, and `notes`
    of what was left out; or that it is the `picture` of this name."""

    questions: tuple[Question, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picture: str = ""
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class FileImporter:
    """The loop that reads. `read` makes content of bytes and the file's name; it may take long."""

    def __init__(
        self,
        engine: Engine,
        adapters: Mapping[str, Adapter],
        read: Callable[[bytes, str], FileContent],
    ) -> None:
        self._engine = engine
        self._adapters = adapters
        self._read = read
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Read until cancelled."""
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self.read_all()
            except DATABASE_DOWN as error:
                log.error("reading.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()

    async def read_all(self) -> int:
        """Read whatever waits. Returns how many files it was."""
        total = 0
        while True:
            async with self._engine.store.read() as transaction:
                rows = await FileImports(transaction).waiting(1)
            if not rows:
                return total
            await self._see_to(rows[0])
            total += 1

    async def _see_to(self, row: Any) -> None:
        """Read one file. If it can't be handled, the others must not wait for it."""
        try:
            content = await self._content(row)
            await self._engine.file_read(row, content.pictures, _event(row, content))
        except (*DATABASE_DOWN, StorageLostError):
            raise
        except Exception as error:
            log.error("reading.set_aside", row=row.id, error=blame(error))
            await self._engine.file_quarantined(row)

    async def _content(self, row: Any) -> FileContent:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                data = await self._adapters[row.account].fetch(row.file)
        except Exception as error:  # whatever a platform's library raises
            log.warning("reading.not_fetched", account=row.account, error=error)
            return FileContent(problems={"": ()})
        return await asyncio.to_thread(self._read, data, row.name)


def _event(row: Any, content: FileContent) -> BankRead:
    return BankRead(
        row.name, content.questions, dict(content.problems), content.picture, dict(content.notes)
    )
