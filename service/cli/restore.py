"""`orglife db restore`: put a backup in the place of the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import make_url

from adapters.webchat.tables import SCHEMA_VERSION
from service.cli.common import FAILED, ConfigOption, Voice, settings_of
from service.host.data_files import account_files, file_named, sqlite_file
from service.host.instance_lock import AlreadyRunningError, InstanceLock
from service.settings.loading import Settings
from service.store import migrate
from service.store.restore import Copy, examine, put_back


def restore(
    file: Annotated[Path, typer.Argument(help="The backup, as `orglife db backup` wrote it.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the backup and change nothing.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Put a backup in the place of the database. Stop the service first.

    The files that lie next to the backup (such as the web chat's) are put back with it. What is
    there now is set aside under a name with the time; nothing is deleted.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    place = sqlite_file(settings)
    if place is None:
        database = make_url(settings.database_url).database
        voice.refuse("restore-not-sqlite", database=database or "")
    place = place.resolve()
    found = _examined(file, voice)
    own = found[file]
    copies = {
        place if each is file else file_named(settings, _name(file, each, copy)).resolve(): each
        for each, copy in found.items()
    }
    _refuse_newer(settings, found, copies, voice)
    if own.mark is None:
        voice.warn("restore-unmarked", file=str(file))
    else:
        when = own.mark.made_at.astimezone(ZoneInfo(settings.organization.timezone))
        voice.say("restore-made-at", file=str(file), when=f"{when:%Y-%m-%d %H:%M}")
    if own.revision != migrate.head():
        voice.say("restore-older", revision=str(own.revision), newest=migrate.head())
    leave = [
        each
        for each in (path.resolve() for path in account_files(settings).values())
        if each.exists() and each not in copies
    ]
    if dry_run:
        _say_plan(voice, copies, leave)
        return
    instance = InstanceLock(settings)
    try:
        instance.take(restoring=True)
    except AlreadyRunningError:
        voice.refuse("error-running", FAILED)
    try:
        aside = put_back(copies, place, leave, datetime.now(UTC))
    finally:
        instance.release()
    for target, copy in copies.items():
        voice.say("restore-done", copy=str(copy), file=str(target))
    for each in aside:
        voice.say("restore-aside", file=str(each))
    if not settings.confidential.keys and not settings.key_file.exists():
        voice.warn("restore-no-key", file=str(settings.key_file))
    voice.say("restore-next")


def _examined(file: Path, voice: Voice) -> dict[Path, Copy]:
    """The backup and the files that belong to it, all of them sound. Leaves with a word if not."""
    if not file.is_file():
        voice.refuse("restore-no-file", file=str(file))
    own = _sound(file, voice)
    if own.revision is None:
        voice.refuse("restore-not-own", FAILED, file=str(file))
    if own.mark is None:
        beside = sorted(file.parent.glob(f"{file.stem}.*{file.suffix}"))
    else:
        names = [each for each in own.mark.files if each != own.mark.name]
        beside = [beside_backup(file, Path(each)) for each in names]
    found = {file: own}
    for each in beside:
        if not each.is_file():
            voice.refuse("restore-part-missing", FAILED, file=str(each))
        copy = found[each] = _sound(each, voice)
        if (copy.mark and copy.mark.backup) != (own.mark and own.mark.backup):
            voice.refuse("restore-strangers", FAILED, file=str(file), other=str(each))
    return found


def beside_backup(file: Path, other: Path) -> Path:
    """Where the copy of another file lies, next to that of the database."""
    return file.with_name(f"{file.stem}.{other.stem}{file.suffix}")


def _name(file: Path, beside: Path, copy: Copy) -> str:
    """The name of the file that was copied."""
    if copy.mark is not None:
        return copy.mark.name
    return f"{beside.stem.removeprefix(f'{file.stem}.')}.sqlite3"


def _sound(file: Path, voice: Voice) -> Copy:
    copy = examine(file)
    if copy.damage:
        voice.refuse("restore-damaged", FAILED, file=str(file), problem=copy.damage)
    return copy


def _refuse_newer(
    settings: Settings, found: Mapping[Path, Copy], copies: Mapping[Path, Path], voice: Voice
) -> None:
    chats = {
        file.resolve()
        for name, file in account_files(settings).items()
        if settings.adapters[name].kind == "webchat"
    }
    for target, copy in copies.items():
        newer_chat = target in chats and found[copy].version > SCHEMA_VERSION
        if found[copy].newer or newer_chat:
            voice.refuse("restore-newer", FAILED, file=str(copy))


def _say_plan(voice: Voice, copies: Mapping[Path, Path], leave: list[Path]) -> None:
    for target, copy in copies.items():
        voice.say("restore-would", copy=str(copy), file=str(target))
    for each in (*copies, *leave):
        if each.exists():
            voice.say("restore-would-set-aside", file=str(each))
    voice.say("restore-dry")
