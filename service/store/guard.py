"""What must stop the service: its database is gone, replaced or damaged, or its lock is lost.

None of that is the fault of an event, and nothing that is tried again gets better by it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.exc import DBAPIError

Why = Literal["file", "damaged", "lock", "server"]

_WORDS = {
    "file": "{} was deleted or replaced while the service was running",
    "damaged": "{} is damaged",
    "lock": "the lock file {} was deleted or replaced while the service was running",
    "server": "the connection that locks the database {} was lost",
}
_CORRUPT = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB
_CORRUPT_STATES = ("XX001", "XX002")  # PostgreSQL: data_corrupted, index_corrupted
_FULL = 13  # SQLITE_FULL
_FULL_STATE = "53100"  # PostgreSQL: disk_full


class StorageLostError(Exception):
    """The service may not go on. `what`: the file, or the name of the database."""

    def __init__(self, why: Why, what: str, detail: str = "") -> None:
        super().__init__(_WORDS[why].format(what) + (f": {detail}" if detail else ""))
        self.why = why
        self.what = what


class FileGuard:
    """Notices that a SQLite file is not the one any more that was opened, nor its journal, where a
    connection stays open as long. Two looks at the disk, for a thread."""

    def __init__(self, file: Path, *, journal: bool = True) -> None:
        self.file = file.resolve()
        self._journal = Path(f"{self.file}-wal") if journal else None
        self._known: dict[Path, tuple[int, int]] = {}

    def check(self) -> None:
        """Raises `StorageLostError`. What is there at the first look is what belongs here."""
        self._same(self.file)
        if self._journal and (self._journal in self._known or self._journal.exists()):
            self._same(self._journal)

    def check_name(self) -> None:
        """Before a further connection is opened: SQLite would let a second file of the name share
        the first one's index, and end the process. Raises `StorageLostError`."""
        if self.file in self._known:
            self._same(self.file)

    def _same(self, file: Path) -> None:
        try:
            found = os.stat(file)  # noqa: PTH116 - in each transaction
        except FileNotFoundError:
            raise StorageLostError("file", str(file)) from None
        identity = found.st_dev, found.st_ino
        if self._known.setdefault(file, identity) != identity:
            raise StorageLostError("file", str(file))


def is_damage(error: DBAPIError | BaseException | None) -> bool:
    """Whether a driver's error says that the database is damaged."""
    code, state = _codes(error)
    return code in _CORRUPT or state in _CORRUPT_STATES


def is_full(error: DBAPIError | BaseException | None) -> bool:
    """Whether a driver's error says that the disk is full."""
    code, state = _codes(error)
    return code == _FULL or state == _FULL_STATE


def _codes(error: Any) -> tuple[int, str]:
    original = getattr(error, "orig", error)
    code = getattr(original, "sqlite_errorcode", None) or 0
    return code & 0xFF, getattr(original, "sqlstate", None) or ""
