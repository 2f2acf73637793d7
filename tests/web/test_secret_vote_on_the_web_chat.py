"""A secret vote on the web chat, over HTTP: what is left in both files, and what the key opens."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

from service.core.effects import Start
from service.core.people import RosterRow
from service.host.key_store import build_sealer
from service.ports import CannotOpen
from service.testkit.waiting import patience
from tests.web.test_one_chat import device, number, serving, settings

VOTERS = ("李华", "张三", "钱多", "孙悦", "周全")
MARKS = ("赞成", "赞成", "赞成", "反对", "弃权")
ROWS = (
    RosterRow("王敏", "校/第一支部", role="secretary"),
    *(RosterRow(name, "校/第一支部") for name in VOTERS),
)


def tables(folder: Path) -> Iterator[str]:
    """Every value of every row of both databases."""
    for file in sorted(folder.glob("*.sqlite3")):
        with closing(sqlite3.connect(file)) as there:
            names = there.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                for row in there.execute(f"SELECT * FROM {name}").fetchall():  # noqa: S608
                    yield from map(str, row)


async def test_neither_file_has_what_was_tapped(tmp_path: Path) -> None:
    data, copies = tmp_path / "data", list[str]()
    async with serving(tmp_path) as app, AsyncExitStack() as stack:
        await app.administration.import_roster(ROWS)
        await app.engine.refresh()
        phones = {
            name: await stack.enter_async_context(device(app, name)) for name in ("王敏", *VOTERS)
        }
        unit = app.engine.directory.roster.people[number(app, "王敏")].unit
        people = [number(app, name) for name in VOTERS]
        vote = {"meeting": 999, "title": "接收白小雨", "profile": "admission", "tap": True}
        await app.engine.begin(
            Start("vote", unit, number(app, "王敏"), {**vote, "present": people})
        )
        assert len(list((data / "ballots").glob("*.key"))) == 1
        for name, mark in zip(VOTERS, MARKS, strict=True):
            await phones[name].sees("请选择")
            await phones[name].tap(mark)
            await phones[name].sees("已选好")
            copies += tables(data)
            await phones[name].tap("投出")
            await phones[name].sees("您已投票")
            copies += tables(data)
        await phones["王敏"].tap("截止并计票")
        await phones["王敏"].sees("现在截止并公布结果吗")
        await phones["王敏"].tap("是的，截止")
        await phones["王敏"].sees("赞成 3 · 反对 1 · 弃权 1")
        async with patience():
            while list((data / "ballots").glob("*.key")):
                await asyncio.sleep(0.05)
    sealer, opened = build_sealer(settings(tmp_path)), list[str]()
    content = b"".join(each.read_bytes() for each in sorted(data.glob("*.sqlite3*")))
    counts = [content.count(b":mark:0.%d" % place) for place in range(3)]
    assert len(set(counts)) == 1, counts
    tokens = {token for each in [*copies, *tables(data)] for token in TOKEN.findall(each)}
    for token in tokens:
        with contextlib.suppress(CannotOpen):
            opened.append(sealer.open(token))
    assert opened, "the private chats"
    told = [len([each for each in opened if f":mark:0.{place}" in each]) for place in range(3)]
    assert len(set(told)) == 1, "buttons as they were offered"
    assert not [each for each in opened if '"choice"' in each]


TOKEN = re.compile(r"gAAAA[\w=-]{90,}")
