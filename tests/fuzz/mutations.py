"""What is sent in place of what should be: values of JSON, texts and bytes, changed at random."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**31,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**30,
    10**400,
    1e308,
    0.1,
    "",
    " ",
    "\0",
    "a\0b",
    "\ud83d",
    "\udc00\ud800",
    "\u202eevil\u2066",
    "\ufeff\ufffe\uffff",
    "\u0661\u0662²",
    "é" * 300,
    "x" * 256,
    "x" * 70_000,
    "\n" * 3000,
    "/" + "a" * 40,
    "/start",
    "/quiz \ud83d",
    "/bind",
    "%00%ff",
    "'; DROP TABLE inbox; --",
    "{{7*7}}${7*7}",
    [],
    {},
    [[]],
    [None] * 100,
    {"": {}},
)


def nested(depth: int) -> Any:
    """Lists in lists."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def hostile(random: Random) -> Any:
    """A value that nobody expects."""
    if random.random() < 0.03:
        return nested(random.choice((20, 200)))
    return copy.deepcopy(random.choice(HOSTILE))


def mutated(value: Any, random: Random) -> Any:
    """The value, with one to three changes anywhere in it."""
    changed = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        spots = list(_spots(changed))
        if not spots:
            return hostile(random)
        holder, key = random.choice(spots)
        how = random.random()
        if how < 0.12 and isinstance(holder, dict):
            del holder[key]
        elif how < 0.22:
            holder[key] = copy.deepcopy(random.choice(spots)[0])  # some part in place of another
        elif how < 0.45 and isinstance(holder[key], str):
            holder[key] = scrawled(holder[key], random)
        elif how < 0.55 and isinstance(holder[key], int):
            holder[key] = str(holder[key]) if random.random() < 0.5 else holder[key] % 1000 + 0.5
        else:
            holder[key] = hostile(random)
    return changed


def _spots(value: Any) -> Any:
    """Every place in a value where another could stand: what holds it, and its key there."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _spots(value[key])


def scrawled(text: str, random: Random) -> str:
    """The text with something in it, out of it, or over and over."""
    at = random.randrange(len(text) + 1)
    odd = [each for each in HOSTILE if isinstance(each, str) and len(each) < 50]
    ways: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + random.choice(odd) + text[at:],
        lambda: text[:at],
        lambda: text[:at] + text[at + 1 :],
        lambda: text * random.choice((2, 50)),
        text.swapcase,
    )
    return random.choice(ways)()


def written(value: Any, random: Random) -> str:
    """As JSON, which is sometimes not whole, or much deeper than anybody reads."""
    text = json.dumps(value, ensure_ascii=random.random() < 0.5)
    how = random.random()
    if how < 0.03:
        return text[: random.randrange(len(text) + 1)]
    if how < 0.05:
        return text.replace('""', "[" * 5000, 1) if '""' in text else "[" * 50_000
    if how < 0.07:
        return text.replace(":", ": " + "9" * 5000 + ",", 1)
    return text


def spoiled(content: bytes, random: Random) -> bytes:
    """The bytes with some changed, cut out, doubled or put in."""
    made = bytearray(content)
    for _ in range(random.choice((1, 2, 5, 30))):
        at = random.randrange(len(made) + 1)
        how = random.randrange(6)
        if how == 0:
            made[at : at + 1] = bytes([random.randrange(256)])
        elif how == 1:
            del made[at : at + random.choice((1, 4, 100, 5000))]
        elif how == 2:
            made[at:at] = made[at : at + random.choice((1, 10, 200))]
        elif how == 3:
            made[at:at] = random.randbytes(random.choice((1, 4, 50)))
        elif how == 4:
            made[at : at + 4] = random.choice(
                (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff")
            )
        else:
            made[at:at] = random.choice(PIECES)
    return bytes(made)


PIECES = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0",
    b"\r\n",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"]]>",
    b"<![CDATA[",
    b'"',
    b"=cmd|' /C calc'!A0",
    b"\xed\xa0\x80",
    b"}",
    b"::",
    "（）".encode(),
    "\u202e".encode(),
)
"""What means something to one reader or another."""
