"""Statements about what people were told and agreed to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, select

from service.store import tables as t
from service.store.transaction import Transaction

_c = t.consents.c


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One act of a person about words, see `core.privacy`."""

    person: int
    subject: str
    act: str
    version: str
    words: str
    account: str | None
    at: datetime


class Consents:
    """What people were shown, agreed to and withdrew, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def record(self, row: ConsentRow) -> None:
        """Add the act; the words are kept once, under their hash."""
        hashed = hashlib.sha256(row.words.encode()).hexdigest()
        known = select(t.notices.c.hash).where(t.notices.c.hash == hashed)
        if not await self._transaction.rows(known):
            await self._transaction.execute(
                insert(t.notices).values(hash=hashed, words=row.words, at=row.at)
            )
        await self._transaction.execute(
            insert(t.consents).values(
                person=row.person,
                subject=row.subject,
                act=row.act,
                version=row.version,
                hash=hashed,
                account=row.account,
                at=row.at,
            )
        )

    async def of_person(self, person: int) -> list[Any]:
        """Every act of theirs with the words it was about, oldest first."""
        words = select(t.notices.c.words).where(t.notices.c.hash == _c.hash).scalar_subquery()
        asked = select(t.consents, words.label("words")).where(_c.person == person)
        return await self._transaction.rows(asked.order_by(_c.id))

    async def forget(self, before: datetime) -> None:
        """Forget what was withdrawn, or shown to who has left, before then, and words that nobody
        refers to any more. What holds stays as long as the person does."""
        left = exists().where(t.people.c.id == _c.person, t.people.c.active.is_(False))
        later = t.consents.alias("later")
        replaced = exists().where(
            later.c.person == _c.person, later.c.subject == _c.subject, later.c.id > _c.id
        )
        over = (_c.act == "withdrawn") | replaced | left
        await self._transaction.execute(delete(t.consents).where(_c.at < before, over))
        used = exists().where(t.consents.c.hash == t.notices.c.hash)
        await self._transaction.execute(delete(t.notices).where(~used, t.notices.c.at < before))
