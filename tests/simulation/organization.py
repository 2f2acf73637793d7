"""The organization whose lives are simulated: two branches below a school, an office, two chat
platforms, a question bank. It is prepared once in a process, and every life begins with a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from service.core.message import Chat
from service.core.people import RosterRow
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.registry import Registry
from service.runtime.timers.clock import ManualClock
from service.store.store import Store
from service.testkit.databases import migrated
from service.testkit.organization import QUESTIONS

FIRST, SECOND = "一支部", "二支部"
ALPHA, BETA = "alpha", "beta"  # the first can tell a repetition, the second can't
PEOPLE = (
    RosterRow("王敏", f"校/{FIRST}", role="secretary"),
    RosterRow("李华", f"校/{FIRST}", role="organizer"),
    RosterRow("张伟", f"校/{FIRST}"),
    RosterRow("Anna", f"校/{FIRST}", language="en", timezone="Europe/Berlin"),
    RosterRow("John", f"校/{FIRST}", language="en", timezone="America/New_York"),
    RosterRow("陈晨", f"校/{FIRST}", standing="probationary"),
    RosterRow("周洁", f"校/{SECOND}", role="secretary"),
    RosterRow("吴迪", f"校/{SECOND}"),
    RosterRow("郑爽", f"校/{SECOND}"),
    RosterRow("林主任", "校", role="office"),
)
LINKED: Mapping[str, tuple[str, ...]] = {
    ALPHA: ("王敏", "李华", "张伟", "Anna", "陈晨", "周洁", "林主任"),
    BETA: ("李华", "张伟", "John", "周洁", "吴迪", "郑爽"),
}
ROOMS = {(ALPHA, "room-1"): FIRST, (BETA, "room-2"): SECOND}
BEFORE = datetime(2026, 1, 5, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database, and who is who in it. `names`: by user and account as they are known there."""

    image: bytes
    people: Mapping[str, int]
    units: Mapping[str, int]


async def prepare(store: Store, registry: Registry) -> tuple[dict[str, int], dict[str, int]]:
    """Make the organization in an empty store. Returns its people and units by name."""
    clock = ManualClock(BEFORE)
    office = Administration(store, clock)
    await office.import_roster(PEOPLE)
    directory = await office.directory()
    people = {each.name: each.id for each in directory.roster.people.values()}
    units = {each.name: each.id for each in directory.roster.units.values()}
    for account, names in LINKED.items():
        for name in names:
            await office.link(Chat(account, f"@{name}"), name, people[name])
    for (account, room), unit in ROOMS.items():
        await office.bind(Chat(account, room), units[unit])
    await office.import_bank(units[FIRST], "题库", QUESTIONS)
    await office.import_bank(units[SECOND], "题库", QUESTIONS)
    await Engine(store, registry, clock, {}, accounts=(ALPHA, BETA)).prepare()
    return people, units


EMPTY = migrated
