"""The session and the position in the event stream, in small files next to the keys.

    session.json         user, device, access token: a restart goes on as the same device
    state.json           the position in the stream of events, and what waits for its key
    identities.json      the master keys of people, as they were first seen
    cross_signing.json   our own keys that vouch for our session

Each is replaced as a whole and is on disk when writing returns. Only the owner can read them.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Kept = TypeVar("Kept", bound="Session | State | Identities | OwnKeys")


@dataclass(frozen=True, slots=True)
class Session:
    homeserver: str
    user_id: str
    device_id: str
    access_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that can't be read until its key arrives. `since`: in seconds since 1970."""

    room: str
    event: dict[str, Any]
    since: float


@dataclass(frozen=True, slots=True)
class Invitation:
    """`direct`: to the person's direct chat."""

    room: str
    user: str
    direct: bool


@dataclass(frozen=True, slots=True)
class State:
    """`position`: where to continue reading; everything before it is in the inbox, or waits here.
    `opened`: private rooms in which the person has said nothing yet. `invited`: rooms still to
    join."""

    position: str = ""
    waiting: tuple[Waiting, ...] = ()
    opened: tuple[str, ...] = ()
    invited: tuple[Invitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """The public master key of each person, as first seen."""

    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The private cross-signing keys of the account, in base64."""

    master: str = field(repr=False)
    self_signing: str = field(repr=False)
    user_signing: str = field(repr=False)


_FILES: dict[type, str] = {
    Session: "session.json",
    State: "state.json",
    Identities: "identities.json",
    OwnKeys: "cross_signing.json",
}


class Folder:
    """The folder of an account: session, state, and nio's keys."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)

    def session(self) -> Session | None:
        return self._read(Session)

    def state(self) -> State:
        return self._read(State) or State()

    def identities(self) -> Identities:
        return self._read(Identities) or Identities()

    def own_keys(self) -> OwnKeys | None:
        return self._read(OwnKeys)

    async def keep(self, kept: Session | State | Identities | OwnKeys) -> None:
        path = self.path / _FILES[type(kept)]
        await asyncio.to_thread(self._write, path, msgspec.json.encode(kept))

    def _read(self, kind: type[Kept]) -> Kept | None:
        try:
            return msgspec.json.decode((self.path / _FILES[kind]).read_bytes(), type=kind)
        except FileNotFoundError:
            return None

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        beside = path.with_suffix(".new")
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
