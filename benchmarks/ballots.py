"""300 members cast secret ballots by tap within ten seconds, beside as many quiz answers.

Each marks the ballot and puts it in: 600 taps, evenly spread, through the real engine and store
(SQLite, synchronous=FULL). Measured is the time from a tap to the commit of what it did.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet

from benchmarks.burst import questions
from service.core.access import Rules
from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.host.gc_tuning import seldom
from service.play.stage import Stage
from service.ports import Update
from service.settings.rule_files import read_rule_book
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from service.store.history import running
from service.store.urns import Urns

MEMBERS, SECONDS = 300, 10.0


def taps(account: str, choice: str) -> list[Update]:
    """Everybody presses the same choice."""
    return [
        Update(
            f"{choice}/{person}",
            msgspec.json.encode(
                (
                    "Chose",
                    Chose(Ref(Chat(account, f"@p{person}"), "m1", True), f"p{person}", choice),
                )
            ).decode(),
        )
        for person in range(MEMBERS)
    ]


async def p99(stage: Stage, updates: Sequence[Update], actions: set[str]) -> float:
    """The 99th percentile of the seconds until these, spread over the time, are committed. They are
    handled in the order in which they come."""
    sent: list[float] = []
    took: list[float] = []

    def event(action: str, count: int = 1) -> None:
        if action in actions:
            now = time.perf_counter()
            took.extend(now - each for each in sent[len(took) : len(took) + count])

    stage.engine.metrics.event = event  # type: ignore[method-assign]
    with seldom():  # as the service does
        handling = asyncio.create_task(stage.engine.run())
        started = time.perf_counter()
        for place, update in enumerate(updates):
            due = started + SECONDS * place / len(updates)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent.append(time.perf_counter())
            await stage.engine.receive(stage.account, [update])
        while len(took) < len(updates):
            await asyncio.sleep(0.005)
        handling.cancel()
    return sorted(took)[int(len(took) * 0.99)]


async def measure(folder: str) -> dict[str, float]:
    sealer = FernetSealer([Fernet.generate_key().decode()], BallotKeys(Path(folder) / "ballots"))
    stage = await Stage.open(
        datetime(2026, 3, 6, 10, tzinfo=UTC),
        sealer,
        make_file,
        url=f"sqlite:///{folder}/bench.db",
        rules=Rules(book=read_rule_book("party-branch")),
    )
    await stage.people([RosterRow(f"p{number}", "党委/支部") for number in range(MEMBERS)])
    await stage.administration.import_bank(1, "bank", questions())
    details = {"bank": "bank", "feedback": "end", "minutes": 600}
    await stage.engine.begin(Start("quiz", 1, None, details))
    vote = {"meeting": 9, "title": "t", "profile": "admission", "tap": True}
    present = [each.id for each in stage.engine.directory.roster.people.values()]
    await stage.engine.begin(Start("vote", 2, None, {**vote, "present": present}))
    await stage.engine.handle_everything()
    async with stage.store.read() as transaction:
        by_kind = {each.kind: each.id for each in await running(transaction, [1, 2])}
    quiz, ballot = by_kind["quiz"], by_kind["vote"]
    await stage.engine.receive(stage.account, taps(stage.account, f"{quiz}::begin:"))
    await stage.engine.handle_updates()

    answers = [each for q in range(2) for each in taps(stage.account, f"{quiz}::a:{q}.1")]
    answered = await p99(stage, answers, {"quiz.answered"})
    ballots = [
        *taps(stage.account, f"{ballot}::mark:0.0"),
        *taps(stage.account, f"{ballot}::put:"),
    ]
    cast = await p99(stage, ballots, {"vote.marked", "vote.cast"})
    async with stage.store.read() as transaction:
        content = await Urns(transaction).content(ballot, 0)
    if len(content) != MEMBERS:
        raise AssertionError("ballots were lost")
    await stage.close()
    return {"ballot_p99_ms": cast * 1000, "ballot_p99_ratio": cast / answered}


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
