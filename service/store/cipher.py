"""Confidential text at rest: sealed with Fernet (AES-128-CBC and HMAC-SHA256), keys rotatable.

Texts are padded before, because what is sealed is as long as what it hides. Nothing in UTF-8 has
the byte that ends a text, so what was sealed without it still opens.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from service.ports import WRITTEN

_END = b"\xff"
_LARGEST_STEP = 32 * 1024  # bytes; what is longer is padded to a multiple of it


class CannotOpen(Exception):
    """A sealed text that none of the keys can open: its key is missing, or it was tampered with."""

    def __init__(self) -> None:
        super().__init__(
            "an encrypted text can't be decrypted with the given keys: add the "
            "key it was encrypted with to `confidential.keys` (after the newest one)"
        )


class BadKey(ValueError):
    """A key, or the file it should come from, is unusable. Names the remedy, never the key."""


class FernetSealer:
    """Seals with the first key, opens with any: the `Sealer` of the ports.

    `keys`: Fernet keys (32 bytes, URL-safe base64), the newest first. To rotate, put a new key in
    front, `rotate` what is stored, then drop the old key. Raises `BadKey`.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise BadKey("at least one key is needed to encrypt confidential text")
        self._fernet = MultiFernet([_fernet(key, number) for number, key in enumerate(keys, 1)])

    def seal(self, text: str, least: int = 256) -> str:
        """The text as an ASCII token, a different one each time, padded to a step of `least` bytes
        or more."""
        return self._fernet.encrypt(_padded(text.encode(), least)).decode("ascii")

    def open(self, token: str) -> str:
        """The text behind a token. Raises `CannotOpen`."""
        with _or_cannot_open():
            opened = self._fernet.decrypt(token)
            text, end, _ = opened.rpartition(_END)
            return (text if end else opened).decode()

    def rotate(self, token: str) -> str:
        """The same text, sealed with the first key; padded now, if it was not. Raises
        `CannotOpen`."""
        with _or_cannot_open():
            opened = self._fernet.decrypt(token)
        kept = opened if _END in opened else _padded(opened, WRITTEN)
        return self._fernet.encrypt(kept).decode("ascii")


def _padded(text: bytes, least: int) -> bytes:
    """The text with its end marked, and filled up to the next power of two from `least` on."""
    size, needed = least, len(text) + len(_END)
    while size < needed and size < _LARGEST_STEP:
        size *= 2
    return (text + _END).ljust(-(-needed // size) * size, b"\0")


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
