"""Events that one and two equal processes decide and commit on one PostgreSQL, durably.

Groups of people answer quizzes in many branches; each tap is received, carried to the process whose
shard it is, decided and committed, and each message is sent. Where the machine has fewer cores than
there are processes, what counts is the processor's time of each process: with so much work on a
core of its own, two would do so many times what one does.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests import watchdog
from tests.e2e.killing import steps
from tests.e2e.sharing import WAITING, Looking, Process, prepare, processes, tap
from tests.postgres.databases import fresh_database, migrate
from tests.postgres.server import DURABLE, Server

PEOPLE, TOGETHER = 800, 50


async def _group(quiz: int, people: range, process: Process) -> None:
    """These people take every step, one after the other."""
    for step, choice in enumerate(steps(quiz)):
        if not await process.give([tap(quiz, step, choice, person) for person in people]):
            raise RuntimeError("a process did not take updates")


def _cpu(processes: Sequence[Process]) -> list[float]:
    """Seconds of the processor that each has used."""
    ticks = os.sysconf("SC_CLK_TCK")
    used = []
    for each in processes:
        words = Path(f"/proc/{each.pid}/stat").read_text().rpartition(")")[2].split()
        used.append((int(words[11]) + int(words[12])) / ticks)
    return used


async def _run(url: str, folder: Path, count: int) -> tuple[float, float]:
    """Events a second, and events a second of the processor's time, of all processes together."""
    (quiz,) = await prepare(url, PEOPLE)
    look = Looking(url)
    try:
        async with processes(url, folder, count=count) as there:
            before, began = _cpu(there), time.perf_counter()
            await asyncio.gather(
                *(
                    _group(quiz, range(start, start + TOGETHER), there[number % count])
                    for number, start in enumerate(range(0, PEOPLE, TOGETHER))
                )
            )
            await look.until(WAITING, 0)
            took, used = time.perf_counter() - began, _cpu(there)
            events = int(look.one("SELECT count(*) FROM inbox"))
            of_each = [after - each for after, each in zip(used, before, strict=True)]
            return events / took, sum(events / count / each for each in of_each)
    finally:
        look.close()


def main() -> dict[str, float]:
    run = Path(tempfile.mkdtemp(prefix="orglife-postgres-"))
    owned = watchdog.own(run)
    server = Server(run / "server", DURABLE)
    found = {}
    try:
        server.start()
        for count in (1, 2):
            with fresh_database(server.url) as database, tempfile.TemporaryDirectory() as folder:
                migrate(database)
                url = database.render_as_string(hide_password=False)
                found[count] = asyncio.run(_run(url, Path(folder), count))
    finally:
        server.stop()
        watchdog.disown(run, owned)
    cores = (os.cpu_count() or 1) >= 4  # two processes, the server and whoever gives them work
    one, two = (found[count][0 if cores else 1] for count in (1, 2))
    return {"pg_events_per_s": found[1][0], "pg_two_processes_ratio": two / one}


if __name__ == "__main__":
    print(main())
