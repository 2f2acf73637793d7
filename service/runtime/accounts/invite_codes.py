"""One-time codes, as they are made, read and kept: by their hash only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 10
INVITATIONS_LAST = timedelta(days=14)


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_hash(code: str) -> str:
    """How a code is kept. Codes are random enough (50 bits) that a plain hash will do."""
    return hashlib.sha256(normal_code(code).encode()).hexdigest()


def normal_code(code: str) -> str:
    return "".join(each for each in code.upper() if each in CODE_ALPHABET)


def looks_like_code(words: str) -> bool:
    """Whether the words may be a code that was typed or pasted."""
    return len(words) < 40 and len(normal_code(words)) == CODE_LENGTH
