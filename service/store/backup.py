"""Copies of SQLite files that are in use, of one moment, marked as belonging together."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

QUICK_CHECK = "PRAGMA quick_check(5)"
_MARK = "backup_mark"  # a table that only copies have
_PATIENCE_SECONDS = 10.0  # for a writer to end


class BackupError(Exception):
    """A file can't be copied, or its copy is damaged."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(problem)
        self.file = file
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Mark:
    """What a copy says of itself. `files`: the names of all that were copied with it."""

    backup: str
    made_at: datetime
    name: str
    files: tuple[str, ...]


def back_up(copies: Mapping[Path, Path], made_at: datetime) -> dict[Path, int]:
    """Copy each database into a new file, readable by its owner only. Returns the sizes of the
    copies in bytes.

    All are copied as they are at one moment, in which none is written to: what comes back is what a
    crash at that moment would have left. Writers go on while the copying itself goes on. A copy is
    checked before it gets its name, and nothing is left if one fails. Raises `BackupError`,
    FileExistsError and OSError.
    """
    for target in copies.values():
        if target.exists():
            raise FileExistsError(0, "exists already", str(target))
    names, backup = tuple(each.name for each in copies), secrets.token_hex(8)
    drafts: dict[Path, Path] = {}
    try:
        with ExitStack() as open_files:
            for source, opened in _at_one_moment(copies, open_files).items():
                target = copies[source]
                drafts[target] = _draft(target)
                mark = Mark(backup, made_at, source.name, names)
                _copy(source, opened, drafts[target], mark)
        for target, draft in drafts.items():
            os.link(draft, target)  # never over a file that appeared in the meantime
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return {target: target.stat().st_size for target in copies.values()}


def _at_one_moment(
    sources: Iterable[Path], open_files: ExitStack
) -> dict[Path, sqlite3.Connection]:
    """Connections that read the databases as they were while nobody could write to any."""
    reading: dict[Path, sqlite3.Connection] = {}
    sources = list(sources)
    with ExitStack() as held:
        for source in sources if len(sources) > 1 else []:  # one alone is read as of one moment
            with _blaming(source):
                writer = held.enter_context(closing(_connect(source)))
                writer.execute("BEGIN IMMEDIATE")
        for source in sources:
            with _blaming(source):
                reader = open_files.enter_context(closing(_connect(source)))
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                reading[source] = reader
    return reading


def _connect(file: Path) -> sqlite3.Connection:
    there = address(file, "rw")
    return sqlite3.connect(there, _PATIENCE_SECONDS, isolation_level=None, uri=True)


def address(file: Path, mode: Literal["ro", "rw"] = "ro") -> str:
    """The URI by which SQLite opens a file that is there, and makes none."""
    return f"{file.absolute().as_uri()}?mode={mode}"


def _copy(source: Path, opened: sqlite3.Connection, draft: Path, mark: Mark) -> None:
    with _blaming(source), closing(sqlite3.connect(draft)) as copy:
        opened.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # a single file, without a WAL next to it
        problem = damage(copy)
        if problem:
            raise BackupError(source, problem)
        with copy:
            _write_mark(copy, mark)
    sync(draft)


def _draft(target: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(descriptor)
    return Path(name)


def sync(file: Path) -> None:
    """Have the content of a file, or the names in a folder, on the disk."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def damage(connection: sqlite3.Connection, *, thorough: bool = False) -> str:
    """What SQLite finds wrong with the file, in one line; empty if it is sound. `thorough`: also
    whether the indexes hold what the tables do."""
    check = "PRAGMA integrity_check(5)" if thorough else QUICK_CHECK
    try:
        return verdict(connection.execute(check))
    except sqlite3.DatabaseError as error:
        return str(error)


def verdict(rows: Iterable[Sequence[object]]) -> str:
    """The answer of such a check, in one line; empty if it is good."""
    found = [str(row[0]) for row in rows]
    return "" if found == ["ok"] else " ".join("; ".join(found).split())


def read_mark(connection: sqlite3.Connection) -> Mark | None:
    """What the copy says of itself; None for a file that is no copy, or one without a mark."""
    if _MARK not in {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}:
        return None
    row = connection.execute(f"SELECT backup, made_at, name, files FROM {_MARK}").fetchone()  # noqa: S608
    if row is None:
        return None
    return Mark(row[0], datetime.fromisoformat(row[1]), row[2], tuple(row[3].split("/")))


def remove_mark(connection: sqlite3.Connection) -> None:
    """Make the copy what was copied."""
    connection.execute(f"DROP TABLE IF EXISTS {_MARK}")


def _write_mark(connection: sqlite3.Connection, mark: Mark) -> None:
    remove_mark(connection)  # of a copy that somebody put back by hand
    connection.execute(f"CREATE TABLE {_MARK} (backup, made_at, name, files)")
    connection.execute(
        f"INSERT INTO {_MARK} VALUES (?, ?, ?, ?)",  # noqa: S608 - our own name
        (mark.backup, mark.made_at.isoformat(), mark.name, "/".join(mark.files)),
    )


@contextmanager
def _blaming(file: Path) -> Iterator[None]:
    """What SQLite says becomes a `BackupError` about this file."""
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(file, str(error)) from None
