"""A real process, killed with SIGKILL at random moments, loses nothing and repeats nothing."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import text

from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.ports import Update
from service.testkit.waiting import PATIENCE_SECONDS, wait_until
from tests.e2e.killing import BANK, KILLS, QUESTIONS, TAPS, done_by, query, steps
from tests.world import World, world

ROOT = Path(__file__).parent.parent.parent
PEOPLE = 182
UPDATES = PEOPLE * TAPS  # 2,002
SHORT_QUIZZES = 100  # each opens, reminds, closes and publishes by a timer
SPREAD = timedelta(seconds=8)  # over which the short quizzes begin
A_LIFE = 250  # messages that a life sends at the most before it is killed


def taps(quiz: int) -> Iterator[Update]:
    """What everybody taps, one step of everybody after the other."""
    for step, choice in enumerate(steps(quiz)):
        for number in range(PEOPLE):
            ref = Ref(Chat("memory", f"@p{number}"), f"t{step}.{number}", private=True)
            raw = msgspec.json.encode(("Chose", Chose(ref, f"p{number}", choice))).decode()
            yield Update(f"{step}.{number}", raw)


async def prepare(database: Path, clock: Path) -> int:
    """2,002 updates that wait, and 400 timers that will come due; the id of the long quiz."""
    now = datetime(2026, 3, 6, 2, tzinfo=UTC)
    clock.write_text(now.isoformat(timespec="microseconds"))
    everybody = [RosterRow(f"p{number}", "校/many") for number in range(PEOPLE)]
    few = [RosterRow(f"f{number}", "校/few") for number in range(3)]
    async with world(everybody + few, start=now, url=f"sqlite:///{database}") as w:
        many, others = w.unit("many").id, w.unit("few").id
        for unit in (many, others):
            await w.administration.import_bank(unit, "bank", BANK)
        long = {"bank": "bank", "minutes": 600, "feedback": "each"}
        await w.engine.begin(Start("quiz", many, None, long))
        await w.engine.handle_everything()
        quiz = int((await w.sql("SELECT max(id) AS id FROM activities"))[0].id)
        for number in range(SHORT_QUIZZES):
            opens = now + timedelta(seconds=1) + SPREAD * number / SHORT_QUIZZES
            details = {"bank": "bank", "opens_at": opens, "remind_before": 118,
                       "closes_at": opens + timedelta(minutes=2)}  # fmt: skip
            await w.engine.begin(Start("quiz", others, None, details))
        await stop_the_long_quiz_from_closing(w, quiz)
        await w.engine.receive("memory", list(taps(quiz)))
    return quiz


async def stop_the_long_quiz_from_closing(w: World, quiz: int) -> None:
    """Its timers lie hours ahead; the process is done when none is left."""
    async with w.store.write() as transaction:
        await transaction.connection.execute(
            text("DELETE FROM timers WHERE activity = :quiz"), {"quiz": quiz}
        )


class Life:
    """One life of the process."""

    def __init__(self, database: Path, sent: Path, clock: Path) -> None:
        files = map(str, (database, sent, clock))
        command = [sys.executable, "-m", "tests.e2e.killed_service", *files]
        self._errors = database.with_suffix(".stderr")
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors
            )

    def hears(self, word: str) -> None:
        """Wait for the word. Fails with what the process complained of if it ends instead."""
        assert self._process.stdout is not None
        heard = self._process.stdout.readline().decode().strip()
        assert heard == word, f"{heard!r}: {self._errors.read_text()[-2000:]}"

    def sends(self, sent: Path, count: int) -> None:
        """Wait until so many more messages have been sent."""
        enough = size(sent) + count
        wait_until(
            lambda: size(sent) >= enough or self._process.poll() is not None,
            f"{count} messages",
            every=0.002,
        )
        assert self._process.poll() is None, "it ended before it could be killed"

    def end(self) -> None:
        self._process.wait(timeout=PATIENCE_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def kill(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self.end()


def size(sent: Path) -> int:
    """How many messages have reached the platform."""
    return sent.read_bytes().count(b"\n") if sent.exists() else 0


def lines(sent: Path) -> list[tuple[str, str]]:
    """(key, place) of every message that reached the platform, in order."""
    written = sent.read_text("utf-8") if sent.exists() else ""
    return [(key, chat) for key, chat, _ in map(json.loads, written.splitlines())]


def repeats(said: Sequence[tuple[str, str]], ends: Sequence[int]) -> list[Counter[str]]:
    """For each life of the process: how many messages each place got that it had already."""
    known: set[str] = set()
    counted: list[Counter[str]] = []
    start = 0
    for end in ends:
        again: Counter[str] = Counter()
        for key, chat in said[start:end]:
            again[chat] += key in known
            known.add(key)
        counted.append(again)
        start = end
    return counted


def test_twenty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    database, sent, clock = (tmp_path / name for name in ("o.sqlite3", "sent.jsonl", "clock"))
    quiz = asyncio.run(prepare(database, clock))
    moments = random.Random(20)
    ends = []
    for number in range(KILLS):
        life = Life(database, sent, clock)
        life.hears("STARTING")
        if number % 5 != 4:  # else while it recovers
            life.hears("READY")
            life.sends(sent, moments.randrange(A_LIFE))
        time.sleep(moments.uniform(0.0, 0.1))
        life.kill()
        ends.append(len(lines(sent)))
    last = Life(database, sent, clock)
    last.hears("STARTING")
    last.hears("READY")
    last.hears("DONE")
    last.end()
    said = lines(sent)
    ends.append(len(said))

    def ask(statement: str) -> list[tuple[object, ...]]:
        return asyncio.run(query(database, statement, quiz=quiz))

    # No update lost, none handled twice.
    assert ask("SELECT count(*) FROM inbox WHERE handled_at IS NULL OR error IS NOT NULL") == [(0,)]
    done = dict(ask("SELECT action, count(*) FROM journal WHERE activity = :quiz GROUP BY 1"))
    assert done == {
        "quiz.scheduled": 1,
        "quiz.opened": 1,
        **done_by(PEOPLE),
    }
    assert ask(
        "SELECT status, score, count(*) FROM entries WHERE status <> 'greeted' GROUP BY 1, 2"
    ) == [("submitted", 100 * QUESTIONS, PEOPLE)]
    # No timer lost, none fired twice.
    assert ask("SELECT count(*) FROM timers") == [(0,)]
    fired = ask(
        "SELECT action, count(*), count(DISTINCT activity) FROM journal "
        "WHERE activity > :quiz GROUP BY 1 ORDER BY 1"
    )
    counts = {action: (times, quizzes) for action, times, quizzes in fired}
    steps = ("quiz.closed", "quiz.opened", "quiz.published", "quiz.reminded")
    assert counts == {
        "quiz.scheduled": (SHORT_QUIZZES, SHORT_QUIZZES),
        **dict.fromkeys(steps, (SHORT_QUIZZES, SHORT_QUIZZES)),
    }
    # No message lost: whatever was not replaced by a newer edit has reached the platform.
    states = dict(ask("SELECT state, count(*) FROM outbox GROUP BY 1"))
    assert set(states) <= {"sent", "superseded", "skipped"}
    wanted = {str(row[0]) for row in ask(
        "SELECT id FROM outbox WHERE state = 'sent' AND kind <> 'bulk' AND gathered IS NULL"
    )}  # fmt: skip
    assert wanted <= {key.partition("-")[0] for key, _ in said}
    # What went within another message: that one has reached it too.
    assert ask(
        "SELECT count(*) FROM outbox AS part WHERE part.gathered IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM outbox WHERE key = part.gathered AND state = part.state)"
    ) == [(0,)]
    shown = ask(
        "SELECT count(DISTINCT person || key) FROM outbox "
        "WHERE state = 'sent' AND activity = :quiz AND key LIKE 'q%'"
    )
    assert shown == [(PEOPLE * QUESTIONS,)]
    invited = "SELECT count(*) FROM outbox WHERE key = 'invited' AND kind = 'send'"
    assert ask(invited) == [(PEOPLE + 3 * SHORT_QUIZZES,)]
    # What is skipped is what said so of itself, once per kill and place.
    skipped = ask(
        "SELECT chat, key, on_unknown, count(*) FROM outbox "
        "WHERE state = 'skipped' AND gathered IS NULL GROUP BY 1, 2, 3"
    )
    assert all(str(row[1]).startswith(("reminder", "gathered.")) for row in skipped)
    assert all(row[2] == "skip" and int(str(row[3])) <= KILLS for row in skipped)
    # What is said twice: at most one message a kill and place.
    twice = repeats(said, ends)
    assert twice[0].total() == 0
    assert max((max(each.values(), default=0) for each in twice), default=0) <= 1
    total = sum(sum(each.values()) for each in twice)
    print(  # noqa: T201 - the figures, shown by `pytest -rP`
        f"{UPDATES} updates, {4 * SHORT_QUIZZES} timers, {len(wanted)} messages, {KILLS} kills: "
        f"{total} messages twice, {sum(int(str(row[3])) for row in skipped)} skipped; "
        f"messages by life: {[b - a for a, b in zip([0, *ends], ends, strict=False)]}"
    )
