"""Two equal processes over one PostgreSQL lose nothing, do nothing twice and keep everybody's
order, however often one of them is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.killing import done_by
from tests.e2e.sharing import (
    UNSENT,
    WAITING,
    Looking,
    prepare,
    processes,
    repeated,
    said,
    steps_of,
    traffic,
)

PEOPLE = 96


@pytest.fixture
def look(postgres_url: str) -> Iterator[Looking]:
    made = Looking(postgres_url)
    yield made
    made.close()


def nothing_lost_nothing_twice(look: Looking, quiz: int, people: int) -> None:
    assert look.one("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    done = dict(
        look.rows(
            "SELECT action, count(*) FROM journal WHERE activity = :quiz AND actor IS NOT NULL "
            "GROUP BY 1",
            quiz=quiz,
        )
    )
    assert done == done_by(people)
    orders = look.rows(
        "SELECT actor, string_agg(action, ' ' ORDER BY id) FROM journal "
        "WHERE activity = :quiz AND actor IS NOT NULL GROUP BY 1",
        quiz=quiz,
    )
    assert {order for _, order in orders} == {" ".join(steps_of(quiz))}


async def test_two_processes_share_the_work(
    postgres_url: str, tmp_path: Path, look: Looking
) -> None:
    quiz = await prepare(postgres_url, PEOPLE)
    async with processes(postgres_url, tmp_path) as there:
        await traffic(quiz, PEOPLE, there, seed=1)
        await look.until(WAITING, 0)
        await look.until(UNSENT, 0)
        nothing_lost_nothing_twice(look, quiz, PEOPLE)
        assert repeated(tmp_path / "sent.jsonl") == 0
        assert len({each.pid for each in there}) == 2
