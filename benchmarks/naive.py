"""The same answers by a naive bot: each update is read, decided and committed by itself."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time

import aiosqlite

PEOPLE, ANSWERS = 200, 2000

TABLES = """
CREATE TABLE updates (id TEXT PRIMARY KEY, handled INTEGER);
CREATE TABLE attempts (person INTEGER PRIMARY KEY, state TEXT);
CREATE TABLE journal (id INTEGER PRIMARY KEY, person INTEGER, event TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, person INTEGER, payload TEXT);
"""


async def handle(database: aiosqlite.Connection, number: int) -> None:
    """One update: known already? What stands? What follows? Commit."""
    person, question = number % PEOPLE, number // PEOPLE
    cursor = await database.execute("SELECT 1 FROM updates WHERE id = ?", (str(number),))
    if await cursor.fetchone():
        return
    cursor = await database.execute("SELECT state FROM attempts WHERE person = ?", (person,))
    row = await cursor.fetchone()
    answers = json.loads(row[0]) if row else {}
    answers[str(question)] = 1
    await database.execute("INSERT INTO updates VALUES (?, 1)", (str(number),))
    await database.execute(
        "INSERT OR REPLACE INTO attempts VALUES (?, ?)", (person, json.dumps(answers))
    )
    await database.execute(
        "INSERT INTO journal (person, event) VALUES (?, ?)", (person, f"answered {question}")
    )
    await database.execute(
        "INSERT INTO outbox (person, payload) VALUES (?, ?)", (person, f"question {question + 1}")
    )
    await database.commit()


async def measure(folder: str) -> dict[str, float]:
    async with aiosqlite.connect(f"{folder}/naive.db") as database:
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.executescript(TABLES)
        started = time.perf_counter()
        for number in range(ANSWERS):
            await handle(database, number)
        return {"naive_answers_per_s": ANSWERS / (time.perf_counter() - started)}


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
