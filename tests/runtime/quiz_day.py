"""A day on which two people answer a quiz to its end, and what can be seen of it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from adapters.memory.adapter import SELF, Memory
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.ports import Update
from tests.world import World, words


def taps(w: World, quiz: int) -> list[Update]:
    """Two people answer the whole quiz, step by step, each tap an update of its own."""
    choices = ("begin:", "a:0.1", "a:0.1", "a:1.0", "a:1.2", "ok:1", "a:2.0", "a:2.0")
    return [
        Update(f"{name}{number}", w.chats.update(tapped(w, name, f"{quiz}::{choice}")).raw)
        for number, choice in enumerate(choices)
        for name in ("李华", "Zhang")
    ]


def tapped(w: World, name: str, choice: str) -> Chose:
    return Chose(Ref(Chat("memory", w.chat(name).id), "m1", private=True), name, choice)


async def day(w: World, quiz: int, end: datetime) -> None:
    """The rest of the quiz. Whoever was not told that a tap is kept sends it again."""
    await w.receive(*taps(w, quiz))
    await w.advance_to(end)


def said(chats: Memory) -> dict[str, list[str]]:
    """What OrgLife said in each chat, as it reads now."""
    return {
        chat.id: [words(line) for line in chat.lines.values() if line.sender == SELF]
        for chat in chats.chats.values()
    }


async def record(w: World, quiz: int) -> tuple[list[str], list[Any]]:
    actions = sorted(await w.actions("quiz."))
    entries = [await w.entry(quiz, name) for name in ("李华", "Zhang")]
    return actions, entries
