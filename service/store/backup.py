"""A copy of a SQLite file that is in use, through SQLite's online backup."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path


class BackupError(Exception):
    """The copy failed its integrity check."""


def back_up(source: Path, target: Path) -> int:
    """Copy the database `source` into the new file `target`, readable by its owner only. Returns
    its size in bytes.

    In WAL mode, copying the whole file in one step reads a single snapshot and blocks no writer.
    The copy is checked before it gets its name. Raises `BackupError`, FileExistsError and OSError.
    """
    if target.exists():
        raise FileExistsError(0, "exists already", str(target))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(descriptor)
    draft = Path(name)
    try:
        address = f"{source.absolute().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True)) as opened,
            closing(sqlite3.connect(draft)) as copy,
        ):
            opened.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # a single file, without a WAL next to it
            sound = copy.execute("PRAGMA quick_check").fetchone()
        if sound != ("ok",):
            raise BackupError(str(sound))
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        os.link(draft, target)  # never over a file that appeared in the meantime
    except sqlite3.Error as error:
        raise BackupError(str(error)) from None
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size
