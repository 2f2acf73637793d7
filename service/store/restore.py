"""Puts copies in the place of databases. What was there is set aside, never removed.

While the files are being exchanged, a note lies next to the database, and nothing may be opened:
after a crash, half of the files may be old and half new.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from service.store import migrate
from service.store.backup import Mark, address, damage, read_mark, remove_mark, sync

PARTS = ("-wal", "-shm", "-journal")  # what SQLite keeps next to a file
_NOTE = ".restoring"


class RestoreInterruptedError(Exception):
    """A restore was broken off while it exchanged the files."""

    def __init__(self, database: Path) -> None:
        super().__init__(f"{database} is half restored: run `orglife db restore` again")


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of a copy. `damage`: empty if it is sound; `revision`: that of OrgLife's own
    tables, None in other files; `version`: SQLite's `user_version`."""

    mark: Mark | None
    damage: str
    revision: str | None
    version: int

    @property
    def newer(self) -> bool:
        """Whether a newer OrgLife has written it."""
        return self.revision is not None and self.revision > migrate.head()


def examine(file: Path) -> Copy:
    """Look at a copy, all of it; nothing is changed. Raises OSError if it can't be read."""
    with file.open("rb"):
        pass  # SQLite would not say why
    try:
        with closing(sqlite3.connect(address(file), uri=True)) as opened:
            problem = damage(opened, thorough=True)
            if problem:
                return Copy(None, problem, None, 0)
            tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_schema")}
            revision = None
            if "alembic_version" in tables:
                row = opened.execute("SELECT version_num FROM alembic_version").fetchone()
                revision = str(row[0]) if row else None
            (version,) = opened.execute("PRAGMA user_version").fetchone()
            return Copy(read_mark(opened), "", revision, version)
    except sqlite3.Error as error:
        return Copy(None, str(error), None, 0)


def put_back(
    copies: Mapping[Path, Path], database: Path, leave: list[Path], now: datetime
) -> list[Path]:
    """Put each copy in the place of a file, and set aside what is there, and the files `leave`,
    which nothing replaces. `database`: OrgLife's own file, one of those that are replaced. Returns
    the names under which files were set aside.

    Nothing is touched before all copies lie next to their places. Raises OSError.
    """
    drafts: dict[Path, Path] = {}
    try:
        for file, copy in copies.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            drafts[file] = _draft(copy, file)
        note = _note(database)
        note.touch(mode=0o600)
        sync(note.parent)
        aside = []
        for file in (*drafts, *leave):
            aside += _set_aside(file, now)
        for file, draft in drafts.items():
            draft.replace(file)
            sync(file.parent)
        note.unlink()
        sync(note.parent)
        return aside
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def refuse_half_restored(database: Path) -> None:
    """Raises `RestoreInterruptedError` if a restore was broken off."""
    if _note(database).exists():
        raise RestoreInterruptedError(database)


def _note(database: Path) -> Path:
    return Path(f"{database}{_NOTE}")


def _draft(copy: Path, file: Path) -> Path:
    """The copy as it will be, on the disk of the file, and nobody else's to read."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(descriptor)
    draft = Path(name)
    try:
        with (
            closing(sqlite3.connect(address(copy), uri=True)) as opened,
            closing(sqlite3.connect(draft)) as made,
        ):
            opened.backup(made)
            with made:
                remove_mark(made)
        sync(draft)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise OSError(0, str(error), str(file)) from None
        raise
    return draft


def _set_aside(file: Path, now: datetime) -> list[Path]:
    """Rename a database and what belongs to it, so that it can still be opened."""
    moved = []
    name = f"{file}.set-aside-{now:%Y%m%dT%H%M%S}"
    for part in ("", *PARTS):
        old = Path(f"{file}{part}")
        if old.exists():
            moved.append(old.rename(f"{name}{part}"))
    return moved
