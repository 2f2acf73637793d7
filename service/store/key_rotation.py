"""Seals everything again with the newest key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Column, ColumnElement, Table, and_, or_, select, tuple_, update

from service.ports import BRIEF, PART, CannotOpen
from service.store import office_tables as ot
from service.store import tables as t
from service.store.store import Store

CHUNK = 200  # rows per transaction: others get a turn, and memory stays small

# What Fernet makes begins so: version 0x80 and the first bytes of a time before the year 2106.
# The shortest token has 98 characters and two equals signs.
_TOKEN = re.compile(r'"(gAAAA[A-Za-z0-9_-]{93,}={0,2})"')
_LIKE_TOKEN = '%"gAAAA%'  # noqa: S105 - a pattern


class Rotating(Protocol):
    """A sealer that has a newest key."""

    def open(self, token: str) -> str: ...

    def seal(self, text: str, least: int = ...) -> str: ...

    def rotate(self, token: str) -> str:
        """The same text, sealed with the newest key. Raises `CannotOpen`."""
        ...


@dataclass(slots=True)
class Resealed:
    """`texts`: sealed again. `unreadable`: left alone, because no key opens them."""

    texts: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A column that may be sealed as a whole, or hold sealed secrets in its JSON."""

    table: Table
    column: Column[str]
    sealed: Column[bool] | None = None

    @property
    def keys(self) -> tuple[Column[int], ...]:
        return tuple(self.table.primary_key.columns)

    def concerned(self) -> ColumnElement[bool]:
        holds = self.column.like(_LIKE_TOKEN)
        if self.sealed is None:
            return holds
        return or_(holds, and_(self.sealed, self.column != ""))


_EVERYTHING = (
    _Kept(t.journal, t.journal.c.event, t.journal.c.sealed),
    _Kept(t.inbox, t.inbox.c.raw, t.inbox.c.sealed),
    _Kept(t.outbox, t.outbox.c.payload, t.outbox.c.sealed),
    _Kept(t.people, t.people.c.circumstances),
    _Kept(ot.office_people, ot.office_people.c.code),
    _Kept(t.entries, t.entries.c.state),
    _Kept(t.activities, t.activities.c.state),
)


async def reseal(store: Store, sealer: Rotating) -> Resealed:
    """Seal every sealed text of the store with the sealer's newest key.

    Works in chunks, each in a transaction of its own: after an interruption, simply run it again.
    Nobody else may write in the meantime.
    """
    count = Resealed()
    for kept in _EVERYTHING:
        async with store.read() as transaction:
            rows = await transaction.rows(select(*kept.keys).where(kept.concerned()))
        for keys in _chunks([tuple(row) for row in rows]):
            await _reseal_rows(store, sealer, kept, keys, count)
    return count


async def _reseal_rows(
    store: Store, sealer: Rotating, kept: _Kept, keys: Sequence[tuple[int, ...]], count: Resealed
) -> None:
    whole = [kept.sealed] if kept.sealed is not None else []
    query = select(*kept.keys, kept.column, *whole).where(tuple_(*kept.keys).in_(keys))
    async with store.write() as transaction:
        for row in await transaction.rows(query):
            *key, value = tuple(row)[: len(kept.keys) + 1]
            sealed = bool(whole) and bool(row[-1])
            again = _again(sealer, value, sealed, count)
            if again != value:
                matches = (column == each for column, each in zip(kept.keys, key, strict=True))
                await transaction.execute(
                    update(kept.table).where(*matches).values({kept.column: again})
                )


def _again(sealer: Rotating, value: str, sealed: bool, count: Resealed) -> str:
    if not sealed:
        return _inner(sealer, value, count)
    if value.startswith(BRIEF):  # a key of its own, which is erased soon
        return value
    try:
        opened = sealer.open(value)
    except CannotOpen:
        count.unreadable += 1
        return value
    count.texts += 1
    return sealer.seal(_inner(sealer, opened, count), PART)


def _inner(sealer: Rotating, value: str, count: Resealed) -> str:
    """The JSON with each secret in it sealed with the newest key, and what is sealed within a part
    that is sealed as a whole."""

    def anew(found: re.Match[str]) -> str:
        try:
            opened = sealer.open(found[1])
            rotated = sealer.rotate(found[1])
        except CannotOpen:
            count.unreadable += 1
            return found[0]
        if opened.startswith("{"):
            rotated = sealer.seal(_inner(sealer, opened, count), PART)
        count.texts += 1
        return f'"{rotated}"'

    return _TOKEN.sub(anew, value)


def _chunks(keys: Sequence[tuple[int, ...]]) -> Iterator[Sequence[tuple[int, ...]]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
