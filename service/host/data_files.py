"""The SQLite files of an installation: OrgLife's own, and those of its accounts."""

from __future__ import annotations

from pathlib import Path

import aiosqlite
from sqlalchemy import make_url

from service.settings.loading import Settings
from service.store.backup import address


def sqlite_file(settings: Settings) -> Path | None:
    """The file of the SQLite database; None for another database, or one in memory."""
    url = make_url(settings.database_url)
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def account_files(settings: Settings) -> dict[str, Path]:
    """Where each account keeps a database of its own, or would."""
    files = {}
    for name, account in settings.adapters.items():
        path = account.options.get("path", "")
        if path != ":memory:":
            files[name] = Path(str(path)) if path else settings.data_dir / f"{name}.sqlite3"
    return files


def file_named(settings: Settings, name: str) -> Path:
    """The place of an account's file of this name."""
    known = {each.name: each for each in account_files(settings).values()}
    return known.get(name) or settings.data_dir / name


def other_files(settings: Settings) -> list[Path]:
    """The SQLite files there are beside OrgLife's own: all that lie in the data folder, and those
    that an account keeps elsewhere."""
    own = sqlite_file(settings)
    there = {
        each.resolve(): each
        for each in (*settings.data_dir.glob("*.sqlite3"), *account_files(settings).values())
        if each.is_file()
    }
    if own is not None:
        there.pop(own.resolve(), None)
    return sorted(there.values())


def reading(file: Path) -> aiosqlite.Connection:
    """A connection of its own that only reads a file, which may be in use; for `async with`."""
    return aiosqlite.connect(address(file), uri=True)
