"""The whole service in one process, for tests: people, chats in memory and a manual clock.

async with world() as w:
    await w.say("王敏", "菜单")
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, select, text

from adapters.memory.adapter import EVERYTHING, SELF, Line, Memory, MemoryChat
from service.core.capabilities import Capabilities
from service.core.effects import Start
from service.core.message import Attachment, File
from service.core.people import RosterRow
from service.core.workflow import Activity, Workflow
from service.play.clients import InMemory
from service.play.stage import Stage
from service.questions.model import Question
from service.runtime.registry import build_registry
from service.runtime.timers.clock import ManualClock
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.testkit.databases import open_store
from service.testkit.organization import BRANCH, KEY, QUESTIONS, START, make_file
from service.workflows import WORKFLOWS

PEOPLE = (
    RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
    RosterRow("李华", f"校/{BRANCH}"),
    RosterRow("Zhang", f"校/{BRANCH}", language="en", timezone="Europe/Berlin"),
)


class World(Stage):
    """A stage in memory, with a few words for what tests look at."""

    async def bank(self, name: str = "题库", questions: Sequence[Question] = QUESTIONS) -> int:
        """A question bank of the branch; the id of the branch."""
        unit = self.unit(BRANCH).id
        await self.administration.import_bank(unit, name, questions)
        return unit

    async def quiz(self, **details: Any) -> int:
        """A quiz of the branch from the usual bank, see `quiz_of`."""
        await self.bank()
        return await self.quiz_of(**details)

    async def quiz_of(self, **details: Any) -> int:
        """A quiz of the branch from its bank, open from now on for an hour, each question explained
        at once, unless said otherwise; its id."""
        unit = self.unit(BRANCH).id
        owner = next(
            each.id for each in self.engine.directory.roster.members(unit) if each.role != "member"
        )
        wanted = {"bank": "题库", "title": "题库", "minutes": 60, "feedback": "each", **details}
        await self.engine.begin(Start("quiz", unit, owner, wanted))
        await self.settle()
        a = t.activities.c
        found = await self.rows(select(a.id).where(a.kind == "quiz").order_by(a.id))
        return int(found[-1].id)

    async def rows(self, query: Select[Any]) -> list[Row[Any]]:
        async with self.store.read() as transaction:
            return await transaction.rows(query)

    async def sql(self, statement: str) -> list[Row[Any]]:
        """The rows of a query in plain SQL."""
        async with self.store.read() as transaction:
            return await transaction.rows(text(statement))

    async def rows_of_timers(self) -> list[Row[Any]]:
        """Every timer that is armed."""
        return await self.rows(select(t.timers).order_by(t.timers.c.due_at))

    async def actions(self, prefix: str = "") -> list[str]:
        """What the journal says has been done, in order."""
        found = await self.rows(select(t.journal.c.action).order_by(t.journal.c.id))
        return [each.action for each in found if each.action.startswith(prefix)]

    async def knows_its_people(self) -> None:
        """What the engine remembers of people and chats is what the database says."""
        kept = self.engine.directory
        await self.engine.refresh()
        assert kept == self.engine.directory

    async def activity(self, number: int) -> Activity[Any]:
        """The activity as it is stored."""
        (row,) = await self.rows(select(t.activities).where(t.activities.c.id == number))
        state = self.registry.codec.activity(row.kind, row.schema, row.state)
        return Activity(row.id, row.kind, row.unit, state, row.version)

    async def entry(self, activity: int, name: str) -> Any:
        """The state of the person's entry as it is stored; None if there is none."""
        person = self.person(name).id
        e = t.entries.c
        found = await self.rows(select(t.entries).where(e.activity == activity, e.person == person))
        kind = (await self.activity(activity)).kind
        decode = self.registry.codec.entry
        return decode(kind, found[0].schema, found[0].state) if found else None

    def heard(self, name: str, room: str | None = None) -> list[str]:
        """Everything OrgLife has said in the chat, as it reads now."""
        return [words(line) for line in self.chat(name, room).lines.values() if line.sender == SELF]

    def last(self, name: str, room: str | None = None) -> str:
        """What OrgLife said or changed last in the chat."""
        return words(self.latest(self.chat(name, room)))

    def room(self, name: str = BRANCH) -> MemoryChat:
        return self.chats.chats[name]


def words(line: Line) -> str:
    return f"{line.post.title}\n{line.post.body}".strip()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@asynccontextmanager
async def world(
    people: Sequence[RosterRow] = PEOPLE,
    *,
    start: datetime = START,
    url: str = "sqlite:///:memory:",
    chats: Memory | None = None,
    capabilities: Capabilities = EVERYTHING,
    workflows: Sequence[Workflow] = WORKFLOWS,
    make_file: Callable[[Attachment], File] = make_file,
    sealer: FernetSealer | None = None,
    pages: str = "",
    **rules: Any,
) -> AsyncIterator[World]:
    """A service with these people, each linked to a chat of their own, and a room for each
    branch. `make_file`: what makes files of
    attachments. `pages`: where our pages stand. `rules`, `quiet` and `holidays` are those of the
    registry. With the `url` and the `chats` of an earlier one it goes on where that stopped."""
    store = await open_store(url)
    sealer = sealer or FernetSealer([KEY])
    registry = build_registry(sealer, workflows=workflows, url=pages, **rules)
    made = World(
        store,
        registry,
        ManualClock(start),
        InMemory(chats or Memory(capabilities=capabilities)),
        make_file,
        paced=True,
    )
    try:
        await made.engine.prepare()
        if people:
            await made.people(people)
        yield made
        await made.knows_its_people()
    finally:
        await made.close()
