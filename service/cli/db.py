"""`orglife db`: back up and restore the database, inspect it, rotate the keys."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Protocol, runtime_checkable

import typer
from sqlalchemy import func, select

from service.cli.common import FAILED, ConfigOption, Voice, run, settings_of
from service.cli.restore import beside_backup, restore
from service.host.adapters import build_adapters
from service.host.command_session import NoDatabaseError, is_missing, opened
from service.host.data_files import other_files, sqlite_file
from service.host.instance_lock import InstanceLock
from service.host.key_store import build_sealer, renew_key, retire_key
from service.settings.loading import Settings
from service.store import migrate
from service.store import tables as t
from service.store.backup import BackupError, back_up
from service.store.key_rotation import Resealed, reseal
from service.store.store import Store

app = typer.Typer(
    no_args_is_help=True, help="Database: back up, restore, show status, rotate keys."
)

_COUNTED = (
    *(t.units, t.people, t.identities, t.rooms, t.banks, t.templates),
    *(t.activities, t.entries, t.journal),
)


@app.command("backup")
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the backup.")],
    config: ConfigOption = None,
) -> None:
    """Back up the SQLite database; the service may be running.

    Other .sqlite3 files in the data folder (such as the web chat's) are copied next to it, as of
    the same moment. The backup does not include the key for confidential text.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    source = sqlite_file(settings)
    if source is None:
        voice.refuse("db-not-sqlite")
    if not source.exists():
        voice.refuse("error-no-database", FAILED)
    if not file.parent.is_dir():
        voice.refuse("db-no-folder", folder=str(file.parent))
    copies = {source: file}
    copies |= {other: beside_backup(file, other) for other in other_files(settings)}
    taken = [target for target in copies.values() if target.exists()]
    if taken:
        voice.refuse("error-exists", file=str(taken[0]))
    try:
        sizes = back_up(copies, datetime.now(UTC))
    except BackupError as error:
        voice.refuse("db-backup-failed", FAILED, file=str(error.file), problem=error.problem)
    for each, target in copies.items():
        voice.say(
            "db-backed-up",
            source=str(each),
            target=str(target),
            kilobytes=sizes[target] // 1024,
        )
    if not settings.confidential.keys:
        voice.say("db-keep-key", file=str(settings.key_file))


app.command("restore")(restore)


@app.command("info")
def info(config: ConfigOption = None) -> None:
    """Show the database's location, revision and size."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    run(_info(settings, voice), voice)


async def _info(settings: Settings, voice: Voice) -> None:
    async with opened(settings) as store:
        file = sqlite_file(settings)
        where = str(file) if file else store.database.url.render_as_string(hide_password=True)
        voice.say("db-where", where=where)
        async with store.database.read() as connection:
            revision = await connection.run_sync(migrate.current)
        voice.say("db-revision", revision=revision or "–", newest=migrate.head())
        if file:
            voice.say("db-size", kilobytes=file.stat().st_size // 1024)
        async with store.read() as transaction:
            for table in _COUNTED:
                count = await transaction.connection.scalar(select(func.count()).select_from(table))
                voice.say(f"db-count-{table.name}", n=int(count or 0))
        await _show_waiting(store, voice)


async def _show_waiting(store: Store, voice: Voice) -> None:
    """What is waiting, and what could not be handled or sent."""
    inbox, outbox = t.inbox.c, t.outbox.c
    counts = {
        "db-waiting-inbox": (t.inbox, inbox.handled_at.is_(None)),
        "db-set-aside": (t.inbox, inbox.error.is_not(None)),
        "db-waiting-outbox": (t.outbox, outbox.state.in_(("waiting", "sending"))),
        "db-dead": (t.outbox, outbox.state == "dead"),
        "db-timers": (t.timers, t.timers.c.id > 0),
    }
    async with store.read() as transaction:
        for key, (table, condition) in counts.items():
            query = select(func.count()).select_from(table).where(condition)
            voice.say(key, n=int(await transaction.connection.scalar(query) or 0))


@runtime_checkable
class _Resealing(Protocol):
    """An adapter that stores sealed text of its own."""

    async def reseal(self) -> int:
        """Seal its texts again with the newest key. Returns how many."""
        ...


@app.command("rotate-keys")
def rotate_keys(config: ConfigOption = None) -> None:
    """Re-encrypt all confidential text with the newest key. Stop the service first.

    If the settings hold the keys, put the new one first in confidential.keys and run this; you
    can then remove the old one. Otherwise a new key file is created and the old one kept aside.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    resealed = run(_rotate(settings), voice)
    voice.say("db-resealed", n=resealed.texts)
    if resealed.unreadable:
        voice.refuse("db-unreadable", FAILED, n=resealed.unreadable)
    if settings.confidential.keys:
        voice.say("db-drop-key")
    else:
        retired = retire_key(settings.key_file, datetime.now(UTC).date())
        voice.say("db-key-renewed", file=str(settings.key_file), retired=str(retired))


async def _rotate(settings: Settings) -> Resealed:
    if is_missing(settings):
        raise NoDatabaseError
    instance = InstanceLock(settings)
    instance.take()
    try:
        if not settings.confidential.keys:
            await asyncio.to_thread(renew_key, settings.key_file)
        sealer = build_sealer(settings)
        store = await Store.open(settings.database_url)
        try:
            resealed = await reseal(store, sealer)
        finally:
            await store.close()
        for adapter in build_adapters(settings, sealer, "http://127.0.0.1").values():
            if isinstance(adapter, _Resealing):
                await adapter.open()
                try:
                    resealed.texts += await adapter.reseal()
                finally:
                    await adapter.close()
        return resealed
    finally:
        instance.release()
