"""Parts that nobody shall tell from one another, written by a release that did not yet seal them
as a whole: they are sealed once, at the first start after it."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from service.runtime.registry import Registry
from service.store import tables as t
from service.store.store import Store
from service.store.transaction import Transaction

DONE = "parts_sealed"  # a fact in `meta`
AT_ONCE = 100  # activities a transaction


async def seal_parts(store: Store, registry: Registry) -> None:
    """Seal the old parts of each activity that `Workflow.seals_parts` names."""
    kinds = [each.kind for each in registry.workflows.values() if not each.singleton]
    async with store.read() as transaction:
        if await transaction.rows(select(t.meta.c.value).where(t.meta.c.key == DONE)):
            return
        known = select(t.activities.c.id).where(t.activities.c.kind.in_(kinds))
        numbers = [row.id for row in await transaction.rows(known)]
    for start in range(0, len(numbers), AT_ONCE):
        async with store.write() as transaction:
            await _seal(transaction, registry, numbers[start : start + AT_ONCE])
    async with store.write() as transaction:
        await transaction.execute(insert(t.meta).values(key=DONE, value="1"))


async def _seal(transaction: Transaction, registry: Registry, numbers: list[int]) -> None:
    codec, e = registry.codec, t.entries.c
    for row in await transaction.activities(numbers):
        workflow = registry.workflows[row.kind]
        if not workflow.seals_parts(codec.activity(row.kind, row.schema, row.state)):
            continue
        for part in await transaction.entries_of(row.id):
            state = codec.entry(row.kind, part.schema, part.state)
            sealed = {"state": codec.encode(state, whole=True), "schema": workflow.schema}
            mine = (e.activity == row.id, e.person == part.person)
            await transaction.execute(update(t.entries).where(*mine).values(sealed))
