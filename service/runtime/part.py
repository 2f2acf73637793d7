"""The share of one of several equal processes over one PostgreSQL.

Nothing here is needed to be right: an update is handled under the lock of its shard, a message is
sent under the fence of its account's lease, both in the transaction. What a process believes to be
its own only keeps it out of the others' way.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import psycopg

from service.core.directory import Directory
from service.core.events import PlatformEvent
from service.core.people import Roster
from service.ports import Adapter
from service.runtime.observability.log import get_logger
from service.runtime.sharing import CHORES, Hold, Listener, LostLeaseError, lease_of
from service.runtime.timers.clock import ServerClock
from service.store.carrier import Carrier
from service.store.directory import load_directory, refresh_people, refresh_rooms
from service.store.overtaken import NotHeldError
from service.store.processes import ALL, MESSAGES, Present, Seat
from service.store.sharing import SHARDS, Sharing
from service.store.store import Store
from service.store.transaction import AnyRow, Transaction

DEPTH = 2  # in the tree of units, of those whose people share a shard
LOOK_SECONDS = 0.5  # between two looks at who is there: within twice that a dead one is replaced
SWEEP_SECONDS = 1.0  # between two looks at the work, however few hints arrive
HINT_SECONDS = 0.02  # between two hints to the others
OTHERS_COMMIT = timedelta(seconds=0.5)  # what another process has received is in the store by then

log = get_logger()


class Part:
    """The share of one of several processes over one PostgreSQL.

    `leases`: what only one process does at a time. `changed` are called when something was won or
    lost."""

    alone = False
    never_changed: frozenset[int] = frozenset()

    def __init__(
        self,
        seat: Seat,
        carrier: Carrier,
        clock: ServerClock,
        adapters: Mapping[str, Adapter],
        *,
        lock: Any = None,
        listens: bool = True,
    ) -> None:
        """`lock`: what keeps single processes away. `listens`: whether hints are heard; without
        them all is found a second later."""
        self.clock = clock
        self.lock = lock
        self.present: Present | None = None
        self.shards: frozenset[int] = frozenset()
        self.changed: list[Callable[[], None]] = []
        self._listeners: list[Listener] = []
        self._seat = seat
        self._carrier = carrier
        self._adapters = adapters
        self._listens = listens
        self._directory = Directory()
        self._seen: int | None = None  # of the news
        self._leases = frozenset({CHORES, *map(lease_of, adapters)})
        self._wants_to_hint = asyncio.Event()
        self._wrote = MESSAGES  # since the last hint
        self._url = ""

    # -- who is there

    async def join(self, url: str) -> None:
        """Take a seat among the processes. `url`: where the others reach our pages, in which
        `{host}` stands for the address that the database sees."""
        self._url = url
        await self._seat.join(url, self._leases)
        await self._look()

    async def run(self) -> None:
        """Hold the seat, or take another one when it is lost, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep_looking())
            tasks.create_task(self._keep_hinting())
            tasks.create_task(self._sweep())
            tasks.create_task(self._carrier.run(self._work_has_come))
            if self._listens:
                tasks.create_task(self._listen())

    async def leave(self) -> None:
        """Let the others go on at once."""
        self._become(None)
        try:
            await self._seat.leave()
        except psycopg.Error as error:
            log.warning("processes.left_without_a_word", error=error)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                if self.present is None:
                    await self._seat.join(self._url, self._leases)
                await self._look()
            except (psycopg.Error, OSError) as error:
                if self.present is not None:
                    log.error("processes.seat_lost", error=error)
                self._become(None)
                await self._seat.close()

    async def _look(self) -> None:
        found = await self._seat.look(self._leases)
        if found is None:
            log.error("processes.taken_for_dead", process=self._seat.me)
        else:
            self.clock.set_ahead(found.clock)
        self._become(found)

    def _become(self, found: Present | None) -> None:
        before, self.present = self.present, found
        order = sorted(found.processes) if found else []
        rank = order.index(found.me) if found else 0
        self.shards = frozenset(
            each for each in range(SHARDS) if found and each % len(order) == rank
        )
        if (before and (before.processes, before.owners)) != (
            found and (found.processes, found.owners)
        ):
            self._carrier.serve(found.me if found else None)
            log.info("processes.changed", there=order, me=found.me if found else None)
            for each in self.changed:
                each()
            self._heard(ALL)

    def _work_has_come(self) -> None:
        for each in self._listeners:
            each.work()

    def _heard(self, what: str) -> None:
        for each in self._listeners:
            if what == ALL:
                each.work()
            for wake in (*each.sends, *(each.news if what == ALL else ())):
                wake()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            self._heard(ALL)

    async def _listen(self) -> None:
        while True:
            try:
                async for what in self._seat.hints():
                    self._heard(what)
            except (psycopg.Error, OSError) as error:
                log.warning("processes.hints_lost", error=error)
            await asyncio.sleep(LOOK_SECONDS)

    async def _keep_hinting(self) -> None:
        while True:
            await self._wants_to_hint.wait()
            self._wants_to_hint.clear()
            what, self._wrote = self._wrote, MESSAGES
            with suppress(psycopg.Error, OSError):  # they look by themselves
                await self._seat.hint(what)
            await asyncio.sleep(HINT_SECONDS)

    def listen(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def use(self, adapters: Mapping[str, Adapter]) -> None:
        """By which updates are read from now on."""
        self._adapters = adapters

    def hint(self) -> None:
        """The others may have something to look at."""
        self._wants_to_hint.set()

    # -- what is whose

    def owns(self, lease: str) -> bool:
        return self.present is not None and self.present.owners.get(lease) == self.present.me

    def owner_url(self, lease: str) -> str:
        """Where the pages of whoever holds the lease are; "" while nobody does."""
        there = self.present
        return there.processes.get(there.owners.get(lease, 0), "") if there else ""

    def shard(self, account: str, raw: str) -> int:
        """Of an update: by the unit of whoever sent it, some levels below the root; of a stranger
        by their identity."""
        events: Sequence[PlatformEvent] = ()
        try:
            events = self._adapters[account].parse(raw)
        except Exception:
            log.debug("processes.update_not_read", account=account)
        sender = events[0].sender if events else ""
        person = self._directory.person(account, sender)
        if person is None:
            return _number(f"{account} {sender}")
        return _number(str(above(self._directory.roster, person.unit)))

    def _queues(self, shards: Iterable[int]) -> set[int]:
        """The other processes that these shards belong to."""
        if self.present is None:
            return set()
        order = sorted(self.present.processes)
        return {order[each % len(order)] for each in shards} - {self.present.me}

    # -- in a transaction

    def hold(self, transaction: Transaction, alone: Collection[int] | None) -> Hold:
        return RowsHeld(transaction, alone, self.never_changed)

    async def begin(self, transaction: Transaction) -> None:
        await Sharing(transaction).one_at_a_time()

    async def until(self, store: Store, moment: datetime) -> datetime:
        """Up to when timers may fire: not before what any process received earlier is handled."""
        moment = min(moment, self.clock.now() - OTHERS_COMMIT)
        async with store.read() as transaction:
            oldest = await transaction.oldest_waiting()
        return min(moment, oldest) if oldest is not None else moment

    async def waiting(self, transaction: Transaction, limit: int, up_to: int) -> list[AnyRow]:
        return await Sharing(transaction).waiting(self.shards, limit, up_to)

    async def newest_waiting(self, transaction: Transaction) -> int | None:
        return await Sharing(transaction).newest_waiting(self.shards)

    async def due(self, transaction: Transaction, until: datetime, limit: int) -> list[AnyRow]:
        return await Sharing(transaction).due(self.shards, until, limit)

    async def next_due(self, transaction: Transaction) -> datetime | None:
        found = await Sharing(transaction).next_due(self.shards)
        return found + OTHERS_COMMIT if found is not None else None

    async def announce(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        queues = self._queues({row["shard"] for row in rows})
        if queues:
            await transaction.connection.run_sync(self._carrier.defer, queues)

    async def follow(
        self, transaction: Transaction, directory: Directory, needs: Mapping[str, str]
    ) -> Directory:
        sharing = Sharing(transaction)
        if self._seen is None:
            self._seen = await sharing.latest_news()
            directory = await load_directory(transaction, self._adapters.keys(), needs)
        else:
            last, people = await sharing.news_since(self._seen, self._seat.me)
            if people is None:
                directory = await load_directory(transaction, self._adapters.keys(), needs)
            elif last != self._seen:
                accounts = self._adapters.keys()
                directory = await refresh_people(transaction, directory, people, accounts)
                directory = await refresh_rooms(transaction, directory, accounts)
            self._seen = last
        self._directory = directory
        return directory

    async def tell(
        self, transaction: Transaction, at: datetime, before: Directory, after: Directory
    ) -> None:
        whole = before.roster.units is not after.roster.units
        people = None if whole else after.people_changed_since(before)
        await Sharing(transaction).tell(self._seat.me, at, people)
        self._wrote = ALL

    async def check(self, transaction: Transaction, leases: Collection[str]) -> None:
        if leases and not await Sharing(transaction).holds(self._seat.me, leases):
            raise LostLeaseError


class RowsHeld:
    """The activities that a transaction holds. `alone`: those that it will change, None for all.
    `free`: what nobody ever changes."""

    def __init__(
        self, transaction: Transaction, alone: Collection[int] | None, free: Collection[int]
    ) -> None:
        self._sharing = Sharing(transaction)
        self._everything = alone is None
        self._wanted: Collection[int] = (
            () if alone is None else alone
        )  # grows while the batch goes on
        self._free = frozenset(free)
        self._alone: set[int] = set()
        self._shared: set[int] = set()
        self._versions: dict[int, int] = {}

    async def take(self, activities: Collection[int]) -> Mapping[int, int]:
        wanted = set(activities) - self._alone - self._shared - self._free
        if self._wanted and not self._alone and not self._shared:
            wanted |= {*self._wanted}  # from the beginning, in the order of their numbers
        alone = wanted if self._everything else wanted.intersection(self._wanted)
        await self._take(alone, self._alone, alone=True)
        await self._take(wanted - alone, self._shared, alone=False)
        return self._versions

    async def _take(self, wanted: Collection[int], held: set[int], *, alone: bool) -> None:
        if not wanted:
            return
        wait = self._everything or not (self._alone or self._shared)
        self._versions.update(await self._sharing.hold(wanted, alone=alone, wait=wait))
        held.update(wanted)

    def made(self, activity: int) -> None:
        self._alone.add(activity)

    def changes(self, activity: int) -> None:
        if activity not in self._alone and activity not in self._free:
            raise NotHeldError(activity)


def above(roster: Roster, unit: int) -> int:
    """The unit's ancestor at the depth by which work is shared out, or the unit if it is higher."""
    path = [*roster.path(unit)][::-1]
    return path[min(DEPTH, len(path) - 1)] if path else unit


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big") % SHARDS
