"""Confidential text at rest: sealed with Fernet (AES-128-CBC and HMAC-SHA256), keys rotatable."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from service.ports import BRIEF, WRITTEN, CannotOpen
from service.store.ballot_keys import BallotKeys
from service.store.padding import END, padded, unpadded


class BadKey(ValueError):
    """A key, or the file it should come from, is unusable. Names the remedy, never the key."""


class FernetSealer:
    """Seals with the first key, opens with any: the `Sealer` of the ports.

    `keys`: Fernet keys (32 bytes, URL-safe base64), the newest first. To rotate, put a new key in
    front, `rotate` what is stored, then drop the old key. `ballots`: the keys of secret votes;
    None: in memory. Raises `BadKey`.
    """

    def __init__(self, keys: Sequence[str], ballots: BallotKeys | None = None) -> None:
        if not keys:
            raise BadKey("at least one key is needed to encrypt confidential text")
        self.ballots = ballots or BallotKeys()
        self._fernet = MultiFernet([_fernet(key, number) for number, key in enumerate(keys, 1)])

    def seal(self, text: str, least: int = 256) -> str:
        """The text as an ASCII token, a different one each time, padded to a step of `least` bytes
        or more."""
        return self._fernet.encrypt(padded(text.encode(), least)).decode("ascii")

    def open(self, token: str) -> str:
        """The text behind a token. Raises `CannotOpen`."""
        with _or_cannot_open():
            if token.startswith(BRIEF):
                return self.ballots.open(token)
            return unpadded(self._fernet.decrypt(token))

    def briefly(self, text: str, least: int) -> str | None:
        """The text under a key that is erased soon, while a secret vote runs; None: none does."""
        return self.ballots.briefly(text, least)

    def rotate(self, token: str) -> str:
        """The same text, sealed with the first key; padded now, if it was not. Raises
        `CannotOpen`."""
        with _or_cannot_open():
            opened = self._fernet.decrypt(token)
        kept = opened if END in opened else padded(opened, WRITTEN)
        return self._fernet.encrypt(kept).decode("ascii")


@contextlib.contextmanager
def _or_cannot_open() -> Iterator[None]:
    try:
        yield
    except (InvalidToken, ValueError):  # ValueError: not even ASCII
        raise CannotOpen from None


def _fernet(key: str, number: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise BadKey(
            f"confidential key {number} is not a Fernet key (32 bytes in URL-safe base64)"
        ) from None


def load_or_create_key(path: Path) -> str:
    """The key kept in the file `path`, which is made with a new key (mode 0600) if it is missing.

    Whoever else makes it at the same time, all get the same key. Raises `BadKey` when the file
    holds no key or is open to other users.
    """
    if not path.exists():
        _create(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadKey(f"{path} can be read by other users: run `chmod 600 {path}`")
    key = path.read_text("ascii", errors="replace").strip()
    try:
        Fernet(key)
    except ValueError:
        raise BadKey(
            f"{path} holds no Fernet key: restore it from a backup, or remove it to get a new one "
            "(what was sealed with the lost key stays unreadable)"
        ) from None
    return key


def _create(path: Path) -> None:
    """Write the whole file under another name, then rename it: nobody sees half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file readable by its owner only.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{Fernet.generate_key().decode('ascii')}\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
