"""Templates in the store, each under a name within its unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_c = t.templates.c


class TemplateTable:
    """Reads and writes templates in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def listed(self, units: Collection[int]) -> list[AnyRow]:
        """The templates of these units, by name, without their content."""
        return await self._transaction.rows(
            select(_c.id, _c.unit, _c.kind, _c.name, _c.by, _c.at)
            .where(_c.unit.in_(units))
            .order_by(_c.name, _c.id)
        )

    async def whole(self, units: Collection[int]) -> list[AnyRow]:
        """The same with their content."""
        return await self._transaction.rows(
            select(t.templates).where(_c.unit.in_(units)).order_by(_c.name, _c.id)
        )

    async def find(self, wanted: int | str, path: Sequence[int]) -> AnyRow | None:
        """The template with this id, or this name, in these units; the nearest unit wins."""
        meant = _c.id == wanted if isinstance(wanted, int) else _c.name == wanted
        rows = await self._transaction.rows(
            select(t.templates).where(meant, _c.unit.in_(path)).order_by(_c.id)
        )
        return min(rows, key=lambda row: path.index(row.unit), default=None)

    async def keep(self, row: Mapping[str, Any]) -> bool:
        """Save a template, replacing one of the same name in the unit. Returns whether there was
        one."""
        known = update(t.templates).where(_c.unit == row["unit"], _c.name == row["name"])
        if await self._transaction.execute(known.values(**row)):
            return True
        await self._transaction.execute(insert(t.templates).values(**row))
        return False

    async def rename(self, template: int, name: str) -> None:
        await self._transaction.execute(
            update(t.templates).where(_c.id == template).values(name=name)
        )

    async def drop(self, template: int) -> bool:
        """Returns whether it existed."""
        return bool(await self._transaction.execute(delete(t.templates).where(_c.id == template)))
