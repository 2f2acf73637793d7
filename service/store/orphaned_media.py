"""Pictures of questions that nothing refers to any more.

References are collected with reads, which block nobody; only the removal of the few that seem
unused checks again, within its own transaction.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, or_, select

from service.store import tables as t
from service.store.transaction import Transaction

_NAME = re.compile(r"[0-9a-f]{40,64}\.(?:png|jpg)")
_o = t.outbox.c
_to_be_sent = _o.state.in_(("waiting", "held", "sending", "gathered"))

_NAMING: tuple[tuple[ColumnElement[str], ColumnElement[int], ColumnElement[bool] | None], ...] = (
    (t.questions.c.content, t.questions.c.bank, None),
    (t.activities.c.state, t.activities.c.id, None),
    (t.templates.c.state, t.templates.c.id, None),
    (_o.payload, _o.id, _to_be_sent),
)
"""A place with names of pictures: the text, the id to iterate by, and which rows count."""


class OrphanedPictures:
    """Statements in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> set[str]:
        found = await self._transaction.rows(select(t.pictures.c.name))
        return {row.name for row in found}

    async def named(self, where: int, after: int, rows: int) -> tuple[list[str], int | None]:
        """Texts of the next rows of `where` that name pictures, and the last id looked at; None:
        there are no more. All questions of a bank belong together."""
        words, number, counted = _NAMING[where]
        ahead = select(number.label("number")).where(number > after).group_by(number)
        if counted is not None:
            ahead = ahead.where(counted)
        stretch = ahead.order_by(number).limit(rows)
        numbers = [row.number for row in await self._transaction.rows(stretch)]
        if not numbers:
            return [], None
        query = select(words.label("words")).where(
            number > after,
            number <= numbers[-1],
            or_(words.contains(".png"), words.contains(".jpg")),
        )
        if counted is not None:
            query = query.where(counted)
        found = await self._transaction.rows(query)
        return [row.words for row in found], numbers[-1]

    async def remove(self, names: Collection[str]) -> None:
        """Remove those of these pictures that nothing refers to at this moment."""
        unnamed = []
        for words, _, counted in _NAMING:
            naming = exists().where(words.contains(t.pictures.c.name))
            unnamed.append(~(naming if counted is None else naming.where(counted)))
        await self._transaction.execute(
            delete(t.pictures).where(t.pictures.c.name.in_(names), *unnamed)
        )


PLACES = range(len(_NAMING))


def names_in(texts: Collection[str]) -> set[str]:
    """The names of pictures in these texts."""
    return {name for each in texts for name in _NAME.findall(each)}
