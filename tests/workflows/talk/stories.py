"""What the tests of talks on the whole service have in common."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from service.core.calendar import local
from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Invitation, Ref
from service.runtime.outbound import payloads
from service.store import tables as t
from tests.world import World

SATURDAY = ("2026-03-07T19:30", "2026-03-07T20:30")  # on the secretary's clock


def shanghai(words: str) -> datetime:
    return local(datetime.fromisoformat(words), "Asia/Shanghai")


async def offer(
    w: World, *members: str, slots: tuple[str, ...] = SATURDAY, by: str = "王敏", **details: Any
) -> int:
    """An offer that is sent at once; its id."""
    owner = w.person(by)
    names = list(members or ("李华",))
    await w.engine.begin(
        Start("talk", owner.unit, owner.id, {"members": names, "slots": list(slots), **details})
    )
    await w.settle()
    found = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "talk"))
    return int(max(each.id for each in found))


async def status(w: World, activity: int, name: str) -> str:
    talk = await w.entry(activity, name)
    return str(talk.phase)


async def appointments(w: World, name: str) -> list[Invitation]:
    """The calendar entries sent to the person, in order."""
    found = await w.rows(
        select(t.outbox.c.payload)
        .where(t.outbox.c.person == w.person(name).id, t.outbox.c.payload.contains(".ics"))
        .order_by(t.outbox.c.id)
    )
    files = [each for row in found for each in payloads.read(row.payload).attachments]
    return [each.content for each in files if isinstance(each.content, Invitation)]


async def reminders(w: World, name: str) -> list[tuple[datetime, datetime]]:
    """When each reminder to the person was due, and when it was sent."""
    o = t.outbox.c
    found = await w.rows(
        select(o.due_at, o.sent_at)
        .where(o.person == w.person(name).id, o.due_at.is_not(None))
        .order_by(o.sent_at)
    )
    return [(row.due_at, row.sent_at) for row in found]


async def timers(w: World) -> set[str]:
    """The timers that are set, by name."""
    return {row.name for row in await w.rows(select(t.timers.c.name))}


async def claims(w: World) -> set[str]:
    return {row.key for row in await w.rows(select(t.claims.c.key))}


def labels(w: World, name: str) -> list[str]:
    """The choices under the newest message to the person that has any."""
    lines = [line for line in w.chat(name).lines.values() if line.post.buttons]
    return [button.label for button in lines[-1].post.flat_buttons]


def times_in(labels_: list[str]) -> list[str]:
    return [found[0] for each in labels_ if (found := re.search(r"\d{1,2}:\d{2}", each))]


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


async def forge(w: World, name: str, choice: str) -> None:
    """The person sends this choice, whatever they have been offered."""
    ref = Ref(Chat(w.chats.account, w.chat(name).id), "m0", private=True)
    await w.receive(w.chats.update(Chose(ref, name, choice)))
