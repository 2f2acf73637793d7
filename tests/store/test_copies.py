"""What tests work in is a copy of what the migrations make."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from service.store.migrate import head
from service.store.store import Store
from service.testkit.databases import IN_MEMORY, open_store

SCHEMA = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY 2",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
}


async def schema(store: Store) -> list[tuple[object, ...]]:
    async with store.read() as transaction:
        revision = await transaction.rows(text("SELECT version_num FROM alembic_version"))
        assert [each.version_num for each in revision] == [head()]
        found = await transaction.rows(text(SCHEMA[store.database.dialect]))
        return [tuple(each) for each in found]


async def migrated(url: str) -> list[tuple[object, ...]]:
    store = await Store.open(url)
    try:
        return await schema(store)
    finally:
        await store.close()


@pytest.mark.parametrize("where", ["memory", "file"])
async def test_a_copy_in_sqlite_is_what_the_migrations_make(where: str, tmp_path: Path) -> None:
    copy = await open_store(IN_MEMORY if where == "memory" else f"sqlite:///{tmp_path}/a/copy")
    assert await schema(copy) == await migrated(f"sqlite:///{tmp_path}/migrated")
    await copy.close()


async def test_a_copy_in_postgresql_is_what_the_migrations_make(
    postgres_url: str, empty_postgres_url: str
) -> None:
    copy = await open_store(postgres_url)
    assert await schema(copy) == await migrated(empty_postgres_url)
    await copy.close()


async def test_what_is_written_into_one_copy_is_in_no_other() -> None:
    first, second = await open_store(), await open_store()
    async with first.write() as transaction:
        await transaction.connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
    async with second.read() as transaction:
        assert await transaction.rows(text("SELECT * FROM meta")) == []
    await first.close()
    await second.close()
