"""A burst of quiz answers through the real engine and store (SQLite, synchronous=FULL).

2,000 people answer 10 questions each. Updates are received in groups of a hundred, as a platform
hands them over, while the engine handles what is there.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime

import msgspec
from cryptography.fernet import Fernet

from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.host.gc_tuning import seldom
from service.play.stage import Stage
from service.ports import Update
from service.questions.model import Option, Question
from service.store.cipher import FernetSealer
from service.store.history import running

PEOPLE, QUESTIONS, GROUP = 2000, 10, 100


def questions() -> tuple[Question, ...]:
    """Ten questions of four options."""
    return tuple(
        Question(
            "single",
            f"第 {number + 1} 题：下列说法正确的是？",
            tuple(Option(f"选项 {option}", option == 1) for option in range(4)),
            2,
            "见学习材料。",
        )
        for number in range(QUESTIONS)
    )


def presses(account: str, quiz: int, verb: str, *args: int) -> list[Update]:
    """Everybody presses the same choice."""
    choice = f"{quiz}::{verb}:{'.'.join(map(str, args))}"
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
        for person in range(PEOPLE)
    ]


async def measure(folder: str) -> dict[str, float]:
    sealer = FernetSealer([Fernet.generate_key().decode()])
    stage = await Stage.open(
        datetime(2026, 3, 6, 10, tzinfo=UTC), sealer, make_file, url=f"sqlite:///{folder}/bench.db"
    )
    await stage.people([RosterRow(f"p{number}", "党委/支部") for number in range(PEOPLE)])
    await stage.administration.import_bank(1, "bank", questions())
    details = {"bank": "bank", "feedback": "end", "minutes": 600}
    await stage.engine.begin(Start("quiz", 1, None, details))
    await stage.engine.handle_everything()
    async with stage.store.read() as transaction:
        quiz = next(each.id for each in await running(transaction, [1]) if each.kind == "quiz")
    account = stage.chats.account
    await stage.engine.receive(account, presses(account, quiz, "begin"))
    await stage.engine.handle_updates()
    answers = [each for q in range(QUESTIONS) for each in presses(account, quiz, "a", q, 1)]
    commits: list[float] = []
    stage.engine.metrics.commit = commits.append  # type: ignore[method-assign]

    async def feed() -> None:
        for start in range(0, len(answers), GROUP):
            await stage.engine.receive(account, answers[start : start + GROUP])

    async def waiting() -> bool:
        async with stage.store.read() as transaction:
            return await transaction.newest_waiting() is not None

    with seldom():  # as the service does
        started = time.perf_counter()
        handling = asyncio.create_task(stage.engine.run())
        await feed()
        while await waiting():
            await asyncio.sleep(0.005)
        seconds = time.perf_counter() - started
        handling.cancel()
    async with stage.store.read() as transaction:
        counted = [row.score for row in await transaction.entries_of(quiz)]
    if counted != [200 * QUESTIONS] * PEOPLE:  # hundredths
        raise AssertionError("answers were lost")
    await stage.close()
    commits.sort()
    return {
        "quiz_answers_per_s": len(answers) / seconds,
        "commit_p99_ms": commits[int(len(commits) * 0.99)] * 1000,
    }


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
