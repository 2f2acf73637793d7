"""One service per database, or several that share one on purpose: the lock, and the address of the
running service."""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from service.host.data_files import sqlite_file
from service.settings.loading import Settings
from service.store.guard import StorageLostError
from service.store.restore import refuse_half_restored
from service.store.server_lock import ServerLock

PROCESSES = 16  # that share a database, at most, from one folder
COMMAND_SECONDS = 2.0  # how long a starting service waits for a command to end


class AlreadyRunningError(Exception):
    """Another process is using this database. `holder`: the lock file, or the database of the
    server."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            f"another OrgLife process is already using this database ({holder} is locked): "
            "stop it first, or set another data_dir or database.url"
        )
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a command reaches the running service on this machine."""

    url: str
    token: str
    pid: int
    shared: bool = False  # one of several processes, in front of the others


def _beside(settings: Settings, ending: str) -> Path:
    file = sqlite_file(settings)
    return Path(f"{file.resolve()}{ending}") if file else settings.data_dir / f"orglife{ending}"


class InstanceLock:
    """Holds the lock while the service runs, and publishes its address."""

    def __init__(self, settings: Settings, *, shared: bool = False) -> None:
        """`shared`: with others that share the database on purpose."""
        file = sqlite_file(settings)
        self._database = file.resolve() if file else None
        self._note = _beside(settings, ".control")
        self._shared = shared
        self._lock = FileLock(_beside(settings, ".lock"))
        self._more = [_beside(settings, f".{number}.lock") for number in range(2, PROCESSES + 1)]
        self._announced = False
        self._locked: tuple[int, int] | None = None  # which file that is
        self._server = None if sqlite_file(settings) else _server_lock(settings)
        self.token = secrets.token_urlsafe(32)

    def take(self, wait: float = COMMAND_SECONDS, *, restoring: bool = False) -> None:
        """Take the lock. Waits this many seconds for the process that holds it, unless that is a
        service. Raises `AlreadyRunningError`, `RestoreInterruptedError` (unless `restoring`), and
        OSError for a folder that can't be written."""
        self._note.parent.mkdir(parents=True, exist_ok=True)
        try:
            if self._shared:
                self._take_a_place()
            else:
                self._lock.acquire(timeout=0 if self._note.exists() else wait)
        except Timeout:
            raise AlreadyRunningError(str(self._lock.lock_file)) from None
        try:
            if self._server is not None and not self._server.take(wait, shared=self._shared):
                raise AlreadyRunningError(self._server.name)
            if not self._shared:
                self._note.unlink(missing_ok=True)  # left by a service that was killed
            if self._database is not None and not restoring:
                refuse_half_restored(self._database)
            self._locked = _identity(self._lock.lock_file)
        except BaseException:
            self.release()
            raise

    def _take_a_place(self) -> None:
        """Of those that share the database, each in this folder has a lock of its own."""
        for file in (Path(self._lock.lock_file), *self._more):
            self._lock = FileLock(file)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                continue
            return
        raise Timeout(str(self._lock.lock_file))

    def check(self) -> None:
        """Whether the lock is still ours; waits for the disk and the server. Raises
        `StorageLostError`."""
        if _identity(self._lock.lock_file) != self._locked:
            raise StorageLostError("lock", str(self._lock.lock_file))
        if self._server is not None and not self._server.is_held() and not self._taken_again():
            raise StorageLostError("server", self._server.name)

    def _taken_again(self) -> bool:
        """A lock that keeps single processes away may be taken anew after its server was gone."""
        if self._server is None or not self._shared:
            return False
        self._server.release()
        try:
            return self._server.take(0, shared=True)
        except DBAPIError:
            return True  # as long as nobody can reach it, nobody else can take it either

    def announce(self, url: str) -> None:
        """Write the address of the service, for the owner only."""
        reachable = Reachable(url, self.token, os.getpid(), self._shared)
        # A whole file under another name first: nobody reads half a note. mkstemp gives it 0600.
        descriptor, draft = tempfile.mkstemp(dir=self._note.parent, prefix=f".{self._note.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(reachable))
        Path(draft).replace(self._note)
        self._announced = True

    def release(self) -> None:
        ours = self._locked is not None and _identity(self._lock.lock_file) == self._locked
        if ours and (self._announced or not self._shared):  # else it may be another's
            self._note.unlink(missing_ok=True)
        if self._server is not None:
            self._server.release()
        self._lock.release()
        self._locked = None


def _identity(file: str) -> tuple[int, int] | None:
    try:
        found = Path(file).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _server_lock(settings: Settings) -> ServerLock | None:
    server = make_url(settings.database_url).get_backend_name() == "postgresql"
    return ServerLock(settings.database_url) if server else None


def find_running(settings: Settings) -> Reachable | None:
    """The service running on this database, if any. Raises OSError if this user may not look."""
    note = _beside(settings, ".control")
    if not note.exists():
        return None
    lock = FileLock(_beside(settings, ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _read(note)
    lock.release()
    found = _read(note)
    if found is not None and found.shared and _lives(found.pid):
        return found
    return None  # the process that wrote the note is gone


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(note: Path) -> Reachable | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=Reachable)
    except (FileNotFoundError, msgspec.DecodeError):  # just stopped, or no note
        return None
