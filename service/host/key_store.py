"""The keys for confidential text: from the settings, or from a file in the data folder.

The keys of secret votes that run lie in the folder `ballots` there, and are in no backup.

While the key in the file is being replaced, the previous one is kept next to it as `.old`, so an
interrupted rotation leaves nothing unreadable and can be resumed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from service.settings.loading import Settings
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer, load_or_create_key


def build_sealer(settings: Settings) -> FernetSealer:
    """The sealer with the keys of the settings, or else the key file of the data folder, which is
    created if it is missing. Raises `BadKey`."""
    keys = [key.get_secret_value() for key in settings.confidential.keys]
    if not keys:
        keys = [load_or_create_key(settings.key_file)]
        old = _old(settings.key_file)
        if old.exists():
            keys.append(load_or_create_key(old))
    return FernetSealer(keys, BallotKeys(settings.data_dir / "ballots"))


def renew_key(file: Path) -> None:
    """Put a new key into the file and the current one next to it. Does nothing if an interrupted
    rotation has done so already. Raises `BadKey`."""
    old = _old(file)
    if old.exists() and file.exists():
        return
    if not old.exists():
        load_or_create_key(file)  # checks that it is a key that nobody else can read
        file.rename(old)
    load_or_create_key(file)


def retire_key(file: Path, today: date) -> Path:
    """Retire the old key once nothing is sealed with it. Returns its new path: earlier backups need
    it."""
    old = _old(file)
    retired = file.with_name(f"{file.name}.retired-{today:%Y%m%d}")
    number = 1
    while retired.exists():
        number += 1
        retired = file.with_name(f"{file.name}.retired-{today:%Y%m%d}-{number}")
    return old.rename(retired)


def _old(file: Path) -> Path:
    return file.with_name(f"{file.name}.old")
