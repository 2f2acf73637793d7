"""People and their words for the stories about discussions, through the whole service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import update

from adapters.memory.adapter import Line
from service.core.message import File, Post
from service.core.people import RosterRow
from service.core.privacy import FIRST_VERSION, PUBLIC
from service.files.attachments import make_file
from service.store import tables as t
from tests.photos import painted, saved
from tests.world import World, world

ROOM, NEIGHBOUR = "一支部", "二支部"
PEOPLE = (
    RosterRow("赵书记", "校", role="secretary"),
    RosterRow("王敏", f"校/{ROOM}", role="secretary"),
    RosterRow("李华", f"校/{ROOM}"),
    RosterRow("张三", f"校/{ROOM}"),
    RosterRow("Anna", f"校/{ROOM}", language="en", timezone="Europe/Berlin"),
    RosterRow("孙悦", f"校/{NEIGHBOUR}", role="secretary"),
    RosterRow("钱多", f"校/{NEIGHBOUR}", standing="probationary"),
)
MORNING = datetime(2026, 3, 6, 2, tzinfo=UTC)  # a Friday, 10:00 in Shanghai
PICTURE = saved(painted(60, 40), "PNG")


@asynccontextmanager
async def at_school(people: Sequence[RosterRow] = PEOPLE, **rules: object) -> AsyncIterator[World]:
    """Two branches under one committee, at ten in the morning; files are made for real."""
    async with world(people, start=MORNING, make_file=make_file, **rules) as w:
        await sign(w, f"{PUBLIC} {FIRST_VERSION}")
        yield w


async def sign(w: World, agreed: str) -> None:
    """What everybody has agreed to: that public pages bear their name, or nothing."""
    async with w.store.write() as transaction:
        await transaction.execute(update(t.people).values(agreed=agreed))
    await w.engine.refresh()


async def draft(
    w: World, name: str = "王敏", *, kind: str = "讨论", close: str = "今晚8点"
) -> None:
    """The leader fills in what is asked for; the preview stands there."""
    await w.say(name, kind)
    await w.say(name, "读书体会")
    await w.say(name, "结合实际谈谈体会。")
    await w.say(name, close)


async def choose(w: World, name: str, *labels: str) -> None:
    for label in labels:
        await w.press(name, label)


def topic(w: World, room: str = ROOM) -> Line:
    return w.newest(w.chats.chats[room], "结合实际谈谈体会。")


async def upload(
    w: World,
    name: str,
    file: str,
    content: bytes = PICTURE,
    *,
    mime: str = "image/png",
    caption: str = "",
    room: str | None = None,
) -> Line:
    chat = w.chat(name, room)
    await w.receive(w.chats.uploaded(chat, name, Post(caption, files=(File(file, mime, content),))))
    return w.newest(chat, caption, sender=name)


def files(w: World, name: str, room: str | None = None) -> dict[str, bytes]:
    """The files of the newest message that has some, by name."""
    for line in reversed(w.chat(name, room).lines.values()):
        if line.sender == "" and line.post.files:
            return {each.name: each.content for each in line.post.files}
    return {}


def text_of(w: World, name: str, ending: str = ".md", room: str | None = None) -> str:
    """What the newest file with this ending says."""
    found = [content for each, content in files(w, name, room).items() if each.endswith(ending)]
    return found[0].decode()
