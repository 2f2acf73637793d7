"""Two equal processes over one PostgreSQL lose nothing, do nothing twice and keep everybody's
order, however often one of them is killed. `make soak` kills more often."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import watchdog
from tests.amounts import KILLS
from tests.e2e.killing import done_by
from tests.e2e.sharing import (
    UNSENT,
    WAITING,
    Looking,
    Process,
    prepare,
    processes,
    said,
    steps_of,
    traffic,
)
from tests.postgres.databases import fresh_database, migrate
from tests.postgres.server import Server

PEOPLE = 96
TAKEOVER_SECONDS = 2.0
KILLS_A_QUIZ = 4
OWNER = (
    "SELECT count(*) FROM leases JOIN processes ON processes.id = owner "
    "WHERE NOT gone AND owner <> :before"
)


@pytest.fixture
def look(postgres_url: str) -> Iterator[Looking]:
    made = Looking(postgres_url)
    yield made
    made.close()


async def settled(look: Looking) -> None:
    await look.until(WAITING, 0)
    await look.until(UNSENT, 0)


def nothing_lost_nothing_twice(look: Looking, quiz: int, sent: Path) -> None:
    """Every tap was handled once, in the order of its person, and every message was said."""
    assert look.one("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    by_people = "WHERE activity = :quiz AND actor IS NOT NULL"
    done = look.rows(
        f"SELECT action, count(*) FROM journal {by_people} GROUP BY 1",  # noqa: S608 - our own
        quiz=quiz,
    )
    assert dict(done) == done_by(PEOPLE)
    orders = look.rows(
        f"SELECT actor, string_agg(action, ' ' ORDER BY id) FROM journal {by_people} GROUP BY 1",  # noqa: S608
        quiz=quiz,
    )
    assert {order for _, order in orders} == {" ".join(steps_of())}
    sent_rows = look.rows(
        "SELECT id FROM outbox WHERE id > :before AND state = 'sent' AND kind <> 'bulk' "
        "AND gathered IS NULL",
        before=look.before,
    )
    wanted = {str(row[0]) for row in sent_rows}
    assert wanted <= {key.partition("-")[0] for _, key, _, _ in said(sent)}
    assert look.one("SELECT count(*) FROM outbox WHERE state IN ('dead', 'skipped')") == 0


def repeated(sent: Path) -> Counter[str]:
    """How often each message was handed to the platform more than once, always under the same
    key."""
    counted = Counter((account, key) for account, key, _, _ in said(sent))
    return Counter({key: count - 1 for (_, key), count in counted.items() if count > 1})


async def test_two_processes_share_the_work_also_when_they_hear_no_notify(
    postgres_url: str, tmp_path: Path, look: Looking
) -> None:
    (quiz,) = await prepare(postgres_url, PEOPLE)
    look.begin()
    async with processes(postgres_url, tmp_path, deaf=True):
        pass  # both can start at once, on an empty table of processes
    async with processes(postgres_url, tmp_path, deaf=True) as there:
        await traffic(quiz, PEOPLE, there, seed=1)
        await settled(look)
        handled = look.rows("SELECT shard % 2, count(*) FROM inbox GROUP BY 1")
    nothing_lost_nothing_twice(look, quiz, tmp_path / "sent.jsonl")
    assert not repeated(tmp_path / "sent.jsonl")
    assert len(handled) == 2
    assert min(count for _, count in handled) > PEOPLE


async def test_kills_of_either_lose_nothing_and_repeat_nothing(
    postgres_url: str, tmp_path: Path, look: Looking
) -> None:
    quizzes = await prepare(postgres_url, PEOPLE, -(-KILLS // KILLS_A_QUIZ))
    look.begin()
    chance = random.Random(KILLS)
    left = KILLS
    slowest = 0.0
    async with processes(postgres_url, tmp_path) as there:

        async def kill(step: int) -> None:
            nonlocal left, slowest
            if not left:
                return
            left -= 1
            await asyncio.sleep(chance.uniform(0.0, 0.4))
            dying = chance.choice(there)
            number, leases = look.rows(
                "SELECT p.id, count(l.name) FROM processes p LEFT JOIN leases l ON l.owner = p.id "
                "WHERE p.pid = :pid GROUP BY 1",
                pid=dying.pid,
            )[0]
            await dying.kill()
            since = time.monotonic()
            if leases:
                await look.until(OWNER, leases, before=number)
            slowest = max(slowest, time.monotonic() - since)
            await dying.start()

        for number, quiz in enumerate(quizzes):
            await traffic(quiz, PEOPLE, there, seed=number, meanwhile=kill)
        while left:
            await kill(0)
        await settled(look)
    for quiz in quizzes:
        nothing_lost_nothing_twice(look, quiz, tmp_path / "sent.jsonl")
    # What was under way on the platform when its process died is handed over again, under its key.
    again = repeated(tmp_path / "sent.jsonl")
    print(f"{KILLS} kills, {again.total()} messages under way, takeover {slowest:.2f} s")  # noqa: T201
    assert max(again.values(), default=0) <= KILLS
    assert slowest <= TAKEOVER_SECONDS


async def test_a_rolling_restart_loses_nothing_and_repeats_no_message(
    postgres_url: str, tmp_path: Path, look: Looking
) -> None:
    (quiz,) = await prepare(postgres_url, PEOPLE)
    look.begin()
    async with processes(postgres_url, tmp_path) as there:
        turn = iter(there)

        async def restart(step: int) -> None:
            each: Process | None = next(turn, None)
            if each is not None:
                await asyncio.sleep(0.2)
                await each.stop()
                await each.start()

        await traffic(quiz, PEOPLE, there, seed=2, meanwhile=restart)
        assert next(turn, None) is None, "each of them was restarted"
        await settled(look)
    nothing_lost_nothing_twice(look, quiz, tmp_path / "sent.jsonl")
    assert not repeated(tmp_path / "sent.jsonl")


async def test_the_server_restarts_in_the_middle_of_traffic(tmp_path: Path) -> None:
    run = Path(tempfile.mkdtemp(prefix="orglife-postgres-"))  # where its user may enter
    owned = watchdog.own(run)
    server = Server(run / "server")
    try:
        server.start()
        with fresh_database(server.url) as database:
            migrate(database)
            url = database.render_as_string(hide_password=False)
            (quiz,) = await prepare(url, PEOPLE)
            look = Looking(url)
            look.begin()
            restarts = 2
            async with processes(url, tmp_path) as there:

                async def restart(step: int) -> None:
                    nonlocal restarts
                    if restarts and step > 1:
                        restarts -= 1
                        await asyncio.sleep(0.3)
                        await asyncio.to_thread(server.restart)

                await traffic(quiz, PEOPLE, there, seed=3, meanwhile=restart)
                assert not restarts
                await settled(look)
            nothing_lost_nothing_twice(look, quiz, tmp_path / "sent.jsonl")
            assert look.one("SELECT count(*) FROM processes") > 2  # each took another seat
            look.close()
    finally:
        server.stop()
        watchdog.disown(run, owned)
