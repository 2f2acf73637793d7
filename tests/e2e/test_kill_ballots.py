"""A real process, killed with SIGKILL in the midst of secret ballots, loses none and counts none
twice; and the key goes after the close, not before."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from service.core.access import Rules
from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.settings.rule_files import read_rule_book
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from tests.e2e import killed_service
from tests.e2e.killing import KILLS, Life, query
from tests.world import KEY, world

VOTERS = 60
CHOICES = ("yes", "no", "abstain")
MOST = 3  # times that a life is brought something before it is killed


def served(told: Connection, database: str, sent: str, clock: str) -> None:
    asyncio.run(killed_service.main(database, sent, clock, told.send))


async def prepare(folder: Path, database: Path, clock: Path) -> None:
    """A secret vote by tap of half an hour, and what everybody is going to tap."""
    now = datetime(2026, 3, 6, 2, tzinfo=UTC)
    clock.write_text(now.isoformat(timespec="microseconds"))
    people = [RosterRow("lead", "校/支部", role="secretary")]
    people += [RosterRow(f"p{number}", "校/支部") for number in range(VOTERS)]
    sealer = FernetSealer([KEY], BallotKeys(folder / "ballots"))
    rules = Rules(book=read_rule_book("party-branch"))
    async with world(people, start=now, url=f"sqlite:///{database}", rules=rules,
                     sealer=sealer) as w:  # fmt: skip
        details = {"title": "t", "profile": "admission", "tap": True}
        begun = Start("vote", w.unit("支部").id, w.person("lead").id, details)
        await w.engine.begin(begun)
        await w.settle()
        await w.press("lead", "30 分钟")
        await w.press("lead", "开始表决")
        (row,) = await w.sql("SELECT id FROM activities WHERE kind = 'vote'")
    with (folder / "updates.jsonl").open("w", encoding="utf-8") as file:
        for number in range(VOTERS):
            for step, choice in enumerate((f"mark:0.{number % 3}", "put:")):
                ref = Ref(Chat("memory", f"@p{number}"), f"t{step}.{number}", private=True)
                tap = ("Chose", Chose(ref, f"p{number}", f"{row.id}::{choice}"))
                raw = msgspec.json.encode(tap).decode()
                file.write(json.dumps([f"{step}.{number}", raw]) + "\n")


async def agrees(database: Path) -> int:
    """How many have voted, when the register, the urn and the codes say the same."""
    asked = ("entries WHERE status = 'voted'", "ballots WHERE matter = -1", "ballot_codes")
    counts = {(await query(database, f"SELECT count(*) FROM {each}"))[0] for each in asked}  # noqa: S608
    assert len(counts) == 1
    return int(counts.pop()[0])


async def test_twenty_kills_lose_no_ballot_and_count_none_twice(tmp_path: Path) -> None:
    database, sent, clock = (tmp_path / name for name in ("o.sqlite3", "sent.jsonl", "clock"))
    await prepare(tmp_path, database, clock)
    (key,) = (tmp_path / "ballots").iterdir()
    moments, given, seen = random.Random(7), tuple(map(str, (database, sent, clock))), [0]
    for number in range(KILLS):
        life = Life(served, *given)
        try:
            assert await life.hears() == "STARTING"
            if number % 5 != 4:  # else while it recovers
                assert await life.hears() == "READY"
                for _ in range(moments.randint(1, MOST)):
                    assert await life.hears() == "BROUGHT"
            await asyncio.sleep(moments.uniform(0.0, 0.02))
        finally:
            life.kill()
        seen.append(await agrees(database))
        assert [*(tmp_path / "ballots").iterdir()] == [key], "it is needed until the close"
    assert seen == sorted(seen)
    assert len(set(seen)) > KILLS // 3, f"it is killed in the midst of the ballots: {seen}"
    last = Life(served, *given)
    while await last.hears() != "DONE":
        pass
    last.kill()
    slips = Counter(await query(database, "SELECT content FROM ballots"))
    assert slips == {(each,): VOTERS // 3 for each in CHOICES}
    assert await query(database, "SELECT count(DISTINCT code) FROM ballot_codes") == [(VOTERS,)]
    assert await query(
        database, "SELECT status, count(*) FROM entries WHERE status = 'voted' GROUP BY 1"
    ) == [("voted", VOTERS)]
    assert not [*(tmp_path / "ballots").iterdir()], "and gone after it"
    assert "赞成 20 · 反对 20 · 弃权 20" in sent.read_text("utf-8")
