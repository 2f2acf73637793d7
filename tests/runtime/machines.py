"""Machines that break on demand, and updates as they come in, for tests of the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from service.core.events import Chose, Event
from service.core.message import Chat, Ref
from service.core.workflow import Outcome, Workflow
from service.ports import Update
from service.store import tables as t
from service.workflows import WORKFLOWS
from tests.world import World

Decide = Callable[..., Outcome]


def altered(kind: str, alter: Callable[[Decide], Decide]) -> tuple[Workflow, ...]:
    """The workflows, with the decisions of one kind wrapped."""
    return tuple(
        replace(each, decide=alter(each.decide)) if each.kind == kind else each
        for each in WORKFLOWS
    )


def failing(kind: str, when: Callable[[Event], bool]) -> tuple[Workflow, ...]:
    """The workflows, with one whose machine breaks on some events."""

    def alter(decide: Decide) -> Decide:
        def broken(context: Any, activity: Any, entry: Any, event: Event) -> Outcome:
            if when(event):
                raise ZeroDivisionError("private words of a person")
            return decide(context, activity, entry, event)

        return broken

    return altered(kind, alter)


def pressed(w: World, name: str, choice: str, message: str = "m1") -> Update:
    ref = Ref(Chat("memory", w.chat(name).id), message, private=True)
    return w.chats.update(Chose(ref, name, choice))


def said(w: World, name: str, words: str) -> Update:
    return w.chats.said(w.chat(name), name, words)


async def errors(w: World) -> list[str]:
    inbox = t.inbox.c
    query = select(inbox.error).where(inbox.error.is_not(None)).order_by(inbox.id)
    return [row.error for row in await w.rows(query)]
