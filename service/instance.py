"""One service for one database: the lock, and where a running service can be reached."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from service.settings import Settings


class AlreadyRunningError(Exception):
    """Another process serves this database."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a command reaches the running service on this machine."""

    url: str
    token: str
    pid: int


def _beside(settings: Settings, ending: str) -> Path:
    url = settings.database_url
    if url.startswith("sqlite"):
        return Path(url.split("///", 1)[1] + ending)
    return settings.data_dir / f"orglife{ending}"


class Instance:
    """Holds the lock while the service runs, and says where it is reached."""

    def __init__(self, settings: Settings) -> None:
        self._note = _beside(settings, ".control")
        self._lock = FileLock(_beside(settings, ".lock"), timeout=0)
        self.token = secrets.token_urlsafe(32)

    def take(self) -> None:
        """Take the lock. Raises `AlreadyRunningError`."""
        self._note.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            raise AlreadyRunningError(
                f"another OrgLife already uses this database ({self._lock.lock_file} is locked): "
                "stop it first, or set another database.url"
            ) from None

    def announce(self, url: str) -> None:
        """Write down, for the owner only, where the service is reached."""
        reachable = Reachable(url, self.token, os.getpid())
        self._note.touch(mode=0o600)
        self._note.chmod(0o600)
        self._note.write_bytes(msgspec.json.encode(reachable))

    def release(self) -> None:
        self._note.unlink(missing_ok=True)
        self._lock.release()


def find_running(settings: Settings) -> Reachable | None:
    """The service that runs on this database, if one does."""
    note = _beside(settings, ".control")
    lock = FileLock(_beside(settings, ".lock"), timeout=0)
    if not note.exists():
        return None
    try:
        lock.acquire()
    except Timeout:
        return msgspec.json.decode(note.read_bytes(), type=Reachable)
    lock.release()
    return None  # whoever wrote the note is gone
