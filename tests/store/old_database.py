"""An installation of the past: its database, what stood in its chats, and what was written down
about it when it was made. See tests/data/old_database/README.md.

Whatever of the service's own names this needs stands in this file.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from adapters.memory.adapter import SELF, Line, Memory, MemoryChat
from service.core.access import Rules
from service.core.calendar import QuietHours
from service.core.message import Button, File, Post
from service.files.holidays import mainland_china
from service.ports import Update
from service.store import tables as t
from service.workflows.talk.settings import TalkSettings
from tests.several import Several, Web, several
from tests.world import words

FOLDER = Path(__file__).parents[1] / "data" / "old_database"
FILE = "orglife.sqlite3"
RENAMED: Mapping[str, str] = {"desk": "home"}
"""What a kind of activity is called today, where that is not what it was called then."""


def written_down() -> dict[str, Any]:
    """What was written down about the database when it was made."""
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    return found


def unpack(folder: Path) -> Path:
    """The database as a file in this folder."""
    file = folder / FILE
    file.write_bytes(gzip.decompress((FOLDER / f"{FILE}.gz").read_bytes()))
    return file


def contents(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, read without the service."""
    with closing(sqlite3.connect(file)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
            for name in names
        }


@asynccontextmanager
async def going_on(
    file: Path, at: datetime, platforms: Sequence[Memory] = ()
) -> AsyncIterator[Several]:
    """Today's service on the file, in the settings it was made under."""
    async with several(
        (),
        url=f"sqlite+aiosqlite:///{file}",
        key=written_down()["key"],
        start=at,
        platforms=platforms or remembered(),
        base_url="https://orglife.example",
        rules=Rules(anonymous=True),
        settings={"talk": TalkSettings(note_to_member=True)},
        quiet=QuietHours(),
        holidays=mainland_china(),
    ) as w:
        yield w


# -- what stood in the chats


def remembered() -> list[Memory]:
    """The platforms with all that stood in their chats, the one with everybody first."""
    saved = json.loads(gzip.decompress((FOLDER / "chats.json.gz").read_bytes()))
    return [_platform(account, each) for account, each in saved.items()]


def _platform(account: str, saved: Mapping[str, Any]) -> Memory:
    platform = Web(account)
    elsewhere = platform.room("elsewhere")
    for _ in range(saved["count"]):  # numbers of messages and updates are given once
        platform.said(elsewhere, "", "")
    del platform.chats[elsewhere.id]
    for name, private, lines in saved["chats"]:
        chat = MemoryChat(name, private)
        chat.lines = {line.id: line for line in map(_line, lines)}
        platform.chats[name] = chat
    return platform


def _line(saved: Mapping[str, Any]) -> Line:
    post = Post(
        saved.get("body", ""),
        saved.get("title", ""),
        tuple(tuple(Button(*each) for each in row) for row in saved.get("buttons", ())),
        tuple(
            File(name, mime, bytes.fromhex(content))
            for name, mime, content in saved.get("files", ())
        ),
        saved.get("reply_to"),
    )
    return Line(saved["id"], saved["sender"], post, deleted=saved.get("deleted", False))


def remember(platforms: Sequence[Memory], counts: Mapping[str, int]) -> bytes:
    """What `remembered` reads. `counts`: of all that was said or done on each account."""
    saved = {
        platform.account: {
            "count": counts[platform.account],
            "chats": [
                (chat.id, chat.private, [_saved(line) for line in chat.lines.values()])
                for chat in platform.chats.values()
            ],
        }
        for platform in platforms
    }
    return gzip.compress(json.dumps(saved, ensure_ascii=False).encode(), mtime=0)


def _saved(line: Line) -> dict[str, Any]:
    own = line.sender == SELF
    post = line.post
    values = {
        "id": line.id,
        "title": post.title,
        "body": post.body,
        "buttons": [[(each.id, each.label) for each in row] for row in post.buttons],
        "files": [(each.name, each.mime, "" if own else each.content.hex()) for each in post.files],
        "reply_to": post.reply_to,
        "deleted": line.deleted,
    }
    return {"sender": line.sender, **{name: value for name, value in values.items() if value}}


# -- what is done, and what comes of it


async def press(w: Several, buttons: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """Press what stood in the chats, one after the other: what the journal says of each, nothing
    where it is refused. A choice is pressed by one person."""
    await w.engine.handle_updates()
    before = await newest_step(w)
    for account, several_buttons in groupby(buttons, lambda each: each["account"]):
        platform = w.others.get(account, w.chats)
        await w.engine.receive(account, [_pressed(platform, each) for each in several_buttons])
    await w.engine.handle_updates()
    numbers = {(each["choice"], each["message"]): number for number, each in enumerate(buttons)}
    done: list[list[str]] = [[] for _ in buttons]
    number: int | None = None
    for row in await w.rows(select(t.journal).where(t.journal.c.id > before).order_by("id")):
        event = {} if row.sealed else json.loads(row.event)
        if "Chose" in event:  # what follows from a press stands behind it
            number = numbers[event["Chose"]["choice"], row.message]
        assert number is not None
        done[number].append(row.action)
    return done


def _pressed(platform: Memory, button: Mapping[str, str]) -> Update:
    chat = platform.chats[button["chat"]]
    line = chat.lines[button["message"]]
    assert (button["choice"], button["label"]) in [(b.id, b.label) for b in line.post.flat_buttons]
    return platform.pressed(chat, button["who"], line, button["choice"])


async def days_pass(w: Several) -> None:
    """An evening and twelve days, on which the service runs for a moment now and then."""
    for span in (*[timedelta(hours=1)] * 4, *[timedelta(days=2)] * 6):
        w.clock.advance(span)
        await w.settle()


async def steps(w: Several, after: int) -> list[tuple[int, str]]:
    """What the journal says has been done since that line of it: by which activity, and what."""
    j = t.journal.c
    rows = await w.rows(select(j.activity, j.action).where(j.id > after).order_by(j.id))
    return [(row.activity, row.action) for row in rows]


async def newest_step(w: Several) -> int:
    """The newest line of the journal, for `steps`."""
    return await _newest(w, t.journal.c.id)


async def _newest(w: Several, column: Any) -> int:
    return int((await w.rows(select(func.max(column))))[0][0])


async def outcomes(w: Several, rows: Sequence[int]) -> dict[str, tuple[str, str]]:
    """What has become of these messages of the outbox: the state, and how each reads in its chat
    if it stands there."""
    o = t.outbox.c
    found = await w.rows(
        select(o.id, o.state, o.account, o.chat, o.remote).where(o.id.in_(rows)).order_by(o.id)
    )
    return {str(row.id): (row.state, _reads(w, row.account, row.chat, row.remote)) for row in found}


def _reads(w: Several, account: str, place: str, remote: str | None) -> str:
    chat = w.others.get(account, w.chats).chats.get(place)
    line = chat.lines.get(remote or "") if chat else None
    return words(line) if line else ""


async def decoded(w: Several) -> dict[str, int]:
    """Decode every activity, entry and template; how many there are of each."""
    codec = w.registry.codec
    activities = await w.rows(select(t.activities))
    kinds = {row.id: row.kind for row in activities}
    for row in activities:
        assert codec.activity(row.kind, row.schema, row.state) is not None
    entries = await w.rows(select(t.entries))
    for row in entries:
        assert codec.entry(kinds[row.activity], row.schema, row.state) is not None
    templates = await w.rows(select(t.templates))
    for row in templates:
        assert codec.activity(row.kind, row.schema, row.state) is not None
    return {
        "activities": len(activities),
        "entries": len(entries),
        "templates": len(templates),
    }
