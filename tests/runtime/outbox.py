"""Messages in the outbox and a platform that answers as it is told, for tests of delivery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from service.core.effects import Edit, Send
from service.core.events import TimerFired
from service.core.workflow import Activity
from service.ports import (
    Order,
    SendResult,
)
from service.runtime.outbound.outbox import Outbox
from service.runtime.real import Real
from service.runtime.trigger import Trigger
from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from tests.world import BRANCH, World

HUA, ZHANG = "@李华", "@Zhang"
LONG = "\n\n".join(f"{number}" * 30 for number in range(4))


async def letter(w: World, chat: str = HUA, body: str = "words", **values: Any) -> None:
    """One more message in the outbox."""
    changes = Changes()
    payload = values.pop("payload", f'{{"body":"{body}"}}'.replace("\n", "\\n"))
    row: dict[str, Any] = {"kind": "send", "account": "memory", "chat": chat, "key": body[:9],
           "created_at": w.clock.now(), "payload": payload} | values  # fmt: skip
    changes.send(OutboxRow(**row))
    async with w.store.write() as transaction:
        await transaction.apply(changes)


async def say(w: World, activity: int, *effects: Send | Edit) -> None:
    """What a quiz of this number says at a timer, into the outbox."""
    changes, now = Changes(), w.clock.now()
    outbox = Outbox(changes, w.registry, w.engine.directory, now)
    about = Activity(activity, "quiz", w.unit(BRANCH).id, None)

    async def status(_: Activity[Any], __: int) -> str:
        return ""

    for each in effects:
        await Real().send(outbox, about, Trigger(TimerFired("now", now, 0), now), each, status)
    async with w.store.write() as transaction:
        await transaction.apply(changes)


class StoppedError(BaseException):
    """The process is gone."""


class Platform:
    """Answers with the outcomes given, one a message, then sends; remembers what it was asked."""

    def __init__(self, w: World, *outcomes: SendResult | None) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[Order] = []
        w.chats.answer = self.answer

    def answer(self, order: Order) -> SendResult | None:
        self.asked.append(order)
        return self.outcomes.pop(0) if self.outcomes else None

    @property
    def bodies(self) -> list[str]:
        return [order.post.body if order.post else order.kind for order in self.asked]


async def outbox(w: World) -> Sequence[Row[Any]]:
    return await w.rows(select(t.outbox).order_by(t.outbox.c.id))


async def states(w: World) -> list[str]:
    return [row.state for row in await outbox(w)]
