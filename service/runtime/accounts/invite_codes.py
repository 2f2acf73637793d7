"""One-time codes, as they are made, read and kept: by their hash only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 10
INVITATIONS_LAST = timedelta(days=14)


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_hash(code: str) -> str:
    """How a code is kept. A code can be typed, so it has 50 bits only: a password hash makes trying
    them out, by whoever has the database, a matter of ages. It is found by its hash, so none has a
    salt of its own. Takes some milliseconds."""
    return harder(hashlib.sha256(normal_code(code).encode()).hexdigest())


def harder(hashed: str) -> str:
    """The hash of a code as releases before this one kept it, as it is kept now."""
    made = hashlib.scrypt(hashed.encode(), salt=b"orglife code", n=1024, r=8, p=1, dklen=32)
    return made.hex()


def hashes_of(codes: Mapping[int, str]) -> dict[int, str]:
    """How the codes of these people are kept; many take seconds: not for the event loop."""
    return {person: code_hash(code) for person, code in codes.items()}


def normal_code(code: str) -> str:
    return "".join(each for each in code.upper() if each in CODE_ALPHABET)


def looks_like_code(words: str) -> bool:
    """Whether the words may be a code that was typed or pasted."""
    return len(words) < 40 and len(normal_code(words)) == CODE_LENGTH
