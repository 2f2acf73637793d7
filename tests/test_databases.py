"""The databases the tests themselves work in."""

from __future__ import annotations

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.environments import Unavailable
from tests.postgres.databases import fresh_database


async def run(url: str, *statements: str) -> list[object]:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            results = [await connection.execute(text(each)) for each in statements]
            return [result.scalar() if result.returns_rows else None for result in results]
    finally:
        await engine.dispose()


@pytest.mark.parametrize("_again", [1, 2])
async def test_every_test_gets_an_empty_database_of_its_own(empty_url: str, _again: int) -> None:
    made = await run(empty_url, "CREATE TABLE mine (id INTEGER)", "SELECT count(*) FROM mine")
    assert made[-1] == 0


async def test_a_database_of_the_tests_is_named_so_and_is_dropped(postgres_server: URL) -> None:
    count = "SELECT count(*) FROM pg_database WHERE datname = '{}'"
    server = postgres_server.render_as_string(hide_password=False)
    with fresh_database(postgres_server) as url:
        name = url.database
        assert name is not None
        assert name.startswith("orglife_test_")
        assert await run(server, count.format(name)) == [1]
    assert await run(server, count.format(name)) == [0]


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    nowhere = make_url("postgresql+psycopg://me:hunter2@127.0.0.1:1/postgres")
    with (
        pytest.raises(Unavailable, match=r"127\.0\.0\.1:1") as refused,
        fresh_database(nowhere),
    ):
        pass
    assert "hunter2" not in str(refused.value)
