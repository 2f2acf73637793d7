"""The keys of secret votes: each in a file of its own beside the database, erased after the vote.

While a vote runs its ballots lie in the urn as sealed envelopes, and what people tap comes in
sealed as well. Once the key is erased, nothing that was left of either can be opened: not in a
log of the database, not in rows that were removed, not in a backup.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex

from cryptography.fernet import Fernet, InvalidToken

from service.ports import BRIEF, CannotOpen, brief_start
from service.store.padding import padded, unpadded

_SUFFIX = ".key"


class BallotKeys:
    """The keys in `folder`; None: in memory alone, so that a restart loses them.

    `running`: the name of the key of each vote that runs, by the number of its activity. What the
    database says of them counts; `settle` brings it here.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, bytes] = {}
        self._names: set[str] | None = None  # once they have been looked for
        self.running: dict[int, str] = {}

    def settle(self, running: Mapping[int, str]) -> None:
        """These votes run, each under the key of this name. One whose key is gone, or damaged,
        can't go on, and keeps nothing else from coming in."""
        self.running = {each: name for each, name in running.items() if self._opens(name)}

    def make(self) -> str:
        """A new key, which is durable when this returns; its name."""
        name, key = token_hex(8), Fernet.generate_key()
        known = self.names()
        if self._folder is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._file(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
            self._keep_folder()
        self._known[name], self._names = key, {*known, name}
        return name

    def names(self) -> frozenset[str]:
        """The keys that there are."""
        if self._names is None:
            found = self._folder.glob(f"*{_SUFFIX}") if self._folder is not None else ()
            self._names = {each.stem for each in found}
        return frozenset(self._names)

    def seal(self, name: str, text: str, least: int = 256) -> str:
        """The text under this key, without the time that such tokens usually tell. Raises
        `CannotOpen` where the key is gone."""
        token = self._fernet(name).encrypt_at_time(padded(text.encode(), least), 0)
        return f"{brief_start(name)}{token.decode('ascii')}"

    def open(self, sealed: str) -> str:
        """The text again. Raises `CannotOpen`."""
        _, name, token = sealed.split(BRIEF, 2)
        try:
            opened = self._fernet(name).decrypt(token)
        except InvalidToken:
            raise CannotOpen from None
        return unpadded(opened)

    def handle(self, name: str, words: str) -> str:
        """32 hexadecimal digits that only who has the key and the words can work out. Raises
        `CannotOpen` where the key is gone."""
        return hmac.new(self._key(name), words.encode(), sha256).hexdigest()[:32]

    def briefly(self, text: str, least: int) -> str | None:
        """The text sealed by the key of the vote that began last; None while no vote runs."""
        if not self.running:
            return None
        return self.seal(self.running[max(self.running)], text, least)

    def erase(self, names: Collection[str]) -> None:
        """Overwrite these keys and remove them."""
        for name in names:
            self._known.pop(name, None)
            file = self._file(name) if self._folder is not None else None
            if file is not None and file.exists():
                with file.open("r+b") as content:
                    content.write(token_bytes(file.stat().st_size))
                    content.flush()
                    os.fsync(content.fileno())
                file.unlink()
                self._keep_folder()
            self._names = set(self.names()) - {name}

    def _opens(self, name: str) -> bool:
        """Whether the key is at hand; it is kept in memory from now on."""
        try:
            self._key(name)
        except CannotOpen:
            return False
        return True

    def _fernet(self, name: str) -> Fernet:
        return Fernet(self._key(name))

    def _key(self, name: str) -> bytes:
        if name not in self._known:
            if self._folder is None or not name.isalnum() or not self._file(name).is_file():
                raise CannotOpen
            key = self._file(name).read_bytes()
            try:
                Fernet(key)
            except ValueError:  # cut off, or overwritten in part
                raise CannotOpen from None
            self._known[name] = key
        return self._known[name]

    def _file(self, name: str) -> Path:
        if self._folder is None:
            raise LookupError("these keys are in memory")
        return self._folder / f"{name}{_SUFFIX}"

    def _keep_folder(self) -> None:
        """What was made or removed in the folder is so after a crash as well."""
        handle = os.open(str(self._folder), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
