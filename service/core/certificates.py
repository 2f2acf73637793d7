"""Numbers of certificates: `12-K7QF9X2M4T`, the activity and a code that nobody can guess, written
without letters and digits that look alike."""

from __future__ import annotations

import hashlib
import re

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 10  # 32 ** 10 codes
_NUMBER = re.compile(rf"([0-9]{{1,15}})-([{ALPHABET}]{{{LENGTH}}})")


def code_of(nonce: str) -> str:
    """The code that a decision makes of its `nonce`."""
    digest = hashlib.sha256(f"certificate|{nonce}".encode()).digest()
    return "".join(ALPHABET[each % len(ALPHABET)] for each in digest[:LENGTH])


def number_of(activity: int, code: str) -> str:
    return f"{activity}-{code}"


def read_number(typed: str) -> tuple[int, str] | None:
    """The activity and the code in a number as people write it; None: it is none."""
    found = _NUMBER.fullmatch("".join(typed.split()).upper())
    return (int(found[1]), found[2]) if found else None


def address_of(url: str, number: str) -> str:
    """Where anybody can look it up; "" while our pages have no address."""
    return f"{url.rstrip('/')}/certificates/{number}" if url else ""
