"""The engine: what has come in is routed, decided and committed, batch by batch.

One task handles everything: first the updates that had been received by a moment, then the timers
that were due at that same moment. So an answer that came in before the close is counted before the
close, whatever the load.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from service.core.archive import Archive
from service.core.directory import Directory
from service.core.effects import Start
from service.core.events import ChatEvent, DeliveryFailed, Event, Started, TimerFired
from service.core.membership import MemberChange
from service.core.message import Chat, Message, Ref
from service.core.people import Language, Person, RosterRow
from service.core.privacy import PersonalData, Privacy
from service.core.texts import text
from service.core.workflow import Activity, Decision, Outcome
from service.ports import Adapter, Asked, Clock, KeepsUpdates, Update
from service.runtime import erasure
from service.runtime.accounts import membership, platform_migration, renewal
from service.runtime.accounts.account_linking import let_in
from service.runtime.accounts.chat_status import note, tell_of_damage, tell_of_outage
from service.runtime.accounts.roster_comparison import Answers, RosterReport
from service.runtime.archive import on_server
from service.runtime.batches import Batches
from service.runtime.caps import Caps
from service.runtime.effects.start import start
from service.runtime.handlers import handlers_of
from service.runtime.inbound.ingest import Ingest
from service.runtime.inbound.updates import Handled, PoisonError, Updates
from service.runtime.observability.log import get_logger
from service.runtime.observability.metrics import Metrics
from service.runtime.observability.redaction import blame
from service.runtime.personal_data import personal_data_of
from service.runtime.registry import Registry
from service.runtime.sharing import CHORES, Everything, Share
from service.runtime.trigger import Trigger, action_of
from service.runtime.unit_of_work import UnitOfWork
from service.store.account_linking import Links
from service.store.database import DATABASE_DOWN
from service.store.directory import load_directory
from service.store.erasing import Erasing
from service.store.file_imports import FileImports
from service.store.guard import StorageLostError
from service.store.in_doubt import InDoubt
from service.store.overtaken import OvertakenError
from service.store.sending import Sending
from service.store.store import Store
from service.store.transaction import Transaction
from service.store.urns import Urns
from service.store.votes import Votes

UPDATES = 96  # a transaction; with more, whoever has just answered would wait for too many others
TIMERS = 384  # a transaction; nobody waits for one timer more than for another
AT_A_STRETCH = 64  # decisions without letting others have a turn
CACHED = 8192  # activities kept in memory between batches
VOTES_WAIT = timedelta(days=1)  # for a poll to become known
RETRY_SECONDS = 1.0  # after the database failed

log = get_logger()
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Backlog:
    """Ages in seconds of the oldest update and the oldest message that wait; 0 for none."""

    inbox_age: float
    outbox_depth: int
    outbox_age: float


class Engine:
    """Handles updates and timers. `after_commit` are called when there may be more to send or to
    wait for."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        clock: Clock,
        adapters: Mapping[str, Adapter],
        metrics: Metrics | None = None,
        *,
        accounts: Collection[str] | None = None,
        share: Share | None = None,
    ) -> None:
        """`accounts`: those of the settings, where their adapters are not at hand. `share`: what of
        the work is ours; None: everything."""
        self.store = store
        self.registry = registry
        self.clock = clock
        self.metrics = metrics or Metrics()
        self.directory = Directory()
        self.after_commit: list[Callable[[], None]] = []
        self._adapters = adapters
        self._accounts = adapters.keys() if accounts is None else accounts
        self._handlers = handlers_of(registry.workflows.values())
        self._updates = Updates(adapters, registry.typed, registry.catalog.listed("small-talk"))
        self._cache: dict[int, Activity[Any]] = {}
        self._deciding = asyncio.Lock()
        self._uncertain = False  # whether the last commit came about
        self._wake = asyncio.Event()
        self._heard = False  # from another process
        self.share: Share = share or Everything()
        self._ingest = Ingest(store, clock, registry.sealer, self._wake.set, self.share)
        self._batches = Batches(store)
        self._caps = Caps()

    async def prepare(self) -> None:
        """Read the directory, and make home if there is none."""
        await self._read_directory()
        async with self._unit_of_work() as uow:
            await self.share.begin(uow.transaction)
            self.registry.ballot_keys.settle(await Urns(uow.transaction).locked())
            await InDoubt(uow.transaction).release_all()  # to be looked at again
            await Votes(uow.transaction).give_up(uow.now - VOTES_WAIT, uow.now)
            if await uow.transaction.singleton(self.registry.home.kind) is None:
                await uow.open_home()
            self.share.never_changed = frozenset({await uow.home_activity()})

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        """Keep updates (the `Inbox` port)."""
        await self._ingest.receive(account, updates)

    def wake(self) -> None:
        """There is something to do: a timer is due, or a command has changed the database."""
        self._wake.set()

    async def refresh(self) -> None:
        """Read the directory again after a command has changed it; so do other processes."""
        before = self.directory
        await self._read_directory()
        if not self.share.alone:
            async with self._deciding, self.store.write() as transaction:
                await self.share.tell(transaction, self.clock.now(), before, self.directory)
            self.share.hint()

    async def _read_directory(self) -> None:
        async with self._deciding, self.store.read() as transaction:
            self.directory = await load_directory(transaction, self._accounts, self.registry.needs)

    def hear(self) -> None:
        """Another process has written something."""
        self._wake.set()
        self._heard = True

    async def run(self) -> None:
        """Handle what comes until cancelled. A database that fails is tried again; nothing that
        was received is lost."""
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                if self._heard:
                    self._heard = False
                    async with self._deciding, self.store.read() as transaction:
                        await self._follow(transaction)
                await self.handle_everything()
            except DATABASE_DOWN as error:
                log.error("engine.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                self._wake.set()

    async def handle_everything(self) -> int:
        """Handle updates, then timers, until nothing is left that is due now."""
        total = 0
        while True:
            until = self._ingest.complete_until()
            async with self.store.read() as transaction:
                newest = await self.share.newest_waiting(transaction)
                due = await self.share.next_due(transaction)
            done = await self.handle_updates_up_to(newest) if newest is not None else 0
            if due is not None and due <= until:
                done += await self.handle_timers(await self.share.until(self.store, until))
            if not done:
                await self._erase_ballot_keys()
                return total
            total += done

    async def _erase_ballot_keys(self) -> None:
        """Erase the keys of secret votes that are over, once nothing waits that they must open."""
        keys = self.registry.ballot_keys
        if not keys.names() or not self.share.owns(CHORES):
            return
        if self._uncertain:
            async with self._unit_of_work():
                pass  # which learns whether a vote is over
        if keys.names() <= set(keys.running.values()) or not self._ingest.is_idle:
            return
        async with self._deciding, self.store.read() as transaction:
            urns = Urns(transaction)
            sealing = keys.running.values()  # as long as it isn't known whether a commit came about
            over = keys.names() - {*(await urns.locked()).values(), *sealing}
            wanted = await urns.wanted(over)
            for adapter in self._adapters.values():
                if isinstance(adapter, KeepsUpdates):
                    wanted |= await adapter.still_sealed(over)
            try:
                keys.erase(over - wanted)
            except OSError as error:
                log.error("ballots.key_not_erased", error=error)

    async def handle_updates(self) -> int:
        """Handle every update that has been received by now. Returns how many."""
        async with self.store.read() as transaction:
            newest = await self.share.newest_waiting(transaction)
        return await self.handle_updates_up_to(newest) if newest is not None else 0

    async def handle_updates_up_to(self, newest: int) -> int:
        """Handle the updates whose rows are no newer. Returns how many."""
        total = 0
        while True:
            handled = await self._batches.guarded(
                UPDATES,
                lambda limit, bad: self._updates_batch(limit, newest, bad),
                lambda transaction: transaction.waiting(1, newest),
            )
            total += handled.total
            if handled.last:
                return total

    async def handle_timers(self, until: datetime) -> int:
        """Fire one batch of the timers that were due at `until`. Returns how many."""
        return await self._batches.guarded(
            TIMERS,
            lambda limit, bad: self._timers_batch(limit, until, bad),
            lambda transaction: transaction.due(until, 1),
        )

    async def begin(self, effect: Start) -> Outcome:
        """Create an activity from outside: a plan of the settings, a demonstration."""
        async with self._unit_of_work() as uow:
            actor = self.directory.roster.people.get(effect.by) if effect.by else None
            outcome = await start(uow, effect, Trigger(Started(), uow.now, actor))
            uow.actions[effect.kind] += 1
        return outcome

    async def file_read(self, row: Any, pictures: Mapping[str, bytes], event: Event) -> None:
        """Hand what stood in a file to the activity that asked for it, once."""
        async with self._unit_of_work() as uow:
            await FileImports(uow.transaction).done(row.id)
            if pictures:
                await uow.transaction.keep_pictures(pictures)
            actor = self.directory.roster.people.get(row.person)
            trigger = Trigger(event, uow.now, actor, row.person, row.account)
            outcome = await uow.handle(row.activity, trigger)
            done = outcome.action if isinstance(outcome, Decision) else "reading.dropped"
            uow.actions[done] += 1

    async def file_quarantined(self, row: Any) -> None:
        """What stood in a file could not be handled: whoever sent it is told, and it is let go."""
        async with self._unit_of_work() as uow:
            await FileImports(uow.transaction).done(row.id)
            actor = self.directory.roster.people.get(row.person)
            if actor is not None:
                word = Message(text("system-file-set-aside"))
                uow.outbox.tell(actor, word, row.account, key="set_aside")
            uow.actions["set_aside"] += 1

    async def note(self, events: Sequence[ChatEvent]) -> None:
        """Record what sending has found out about chats."""
        async with self._unit_of_work() as uow:
            uow.actions.update(await note(uow, events, uow.now))

    async def outage_over(self, account: str, length: timedelta, missed: int) -> None:
        """Tell that the platform is in reach again. `missed`: messages that came to nothing."""
        async with self._unit_of_work() as uow:
            tell_of_outage(uow, account, length, missed)
            uow.actions["outage_told"] += 1

    async def storage_damaged(self, files: Sequence[str]) -> None:
        """Tell that these database files are damaged."""
        async with self._unit_of_work() as uow:
            tell_of_damage(uow, files)
            uow.actions["storage_damaged"] += 1

    async def poll_sent(self, row: int, account: str, poll: str) -> None:
        """A message has become this poll. It is kept before anything else is done about it; votes
        that came first are handled now."""
        async with self._deciding, self.store.write() as transaction:
            waited = await Votes(transaction).poll_sent(row, account, poll)
        if waited:
            self._wake.set()

    async def settled(self, chats: Collection[Chat]) -> None:
        """It is known what became of messages in these chats: what waited for that is handled
        now."""
        alone = self.share.alone
        released = self._updates.awaited.chats.intersection(chats) if alone else {*chats}
        if not released:
            return
        async with self._deciding, self.store.write() as transaction:
            await InDoubt(transaction).release(released)
            self._updates.awaited.chats -= released
        self._wake.set()

    async def admit(self, code: str, ref: Ref, user: str, device: str) -> bool:
        """Let somebody in by a code, at once: see `let_in`. Whether it could be used."""
        async with self._unit_of_work() as uow:
            actor = await let_in(uow, code, ref, user, uow.now, device=device)
            uow.actions["linked" if actor else "code_refused"] += 1
        return actor is not None

    async def act(
        self, person: int, activity: int, event: Event, about: int | None
    ) -> Outcome | None:
        """Hand the activity what a person has done on a page of ours, with their rights. None:
        there is no such activity."""
        async with self._unit_of_work() as uow:
            actor = uow.directory.roster.people.get(person)
            outcome = await uow.handle(activity, Trigger(event, uow.now, actor, about))
            uow.actions[action_of(outcome) if outcome is not None else "act.dropped"] += 1
        return outcome

    async def do(self, action: str, work: Callable[[UnitOfWork], Awaitable[R]]) -> R:
        """One unit of work for what nobody decides. `action`: what was done, for the figures."""
        async with self._unit_of_work() as uow:
            done = await work(uow)
            uow.actions[action] += 1
        return done

    async def ask_again(
        self, person: Person, account: str, *, devices: bool, secretary: bool
    ) -> Asked:
        """See that the person gets a new link to the account: see `renewal`."""
        async with self._unit_of_work() as uow:
            chats = [
                each
                for each in uow.directory.contact_order(person.id)
                if devices or each.account != account
            ]
            if chats and not secretary:
                asked = await renewal.to_chat(uow, person, account, chats)
            else:
                asked = renewal.to_secretary(uow, person, account)
            uow.actions[f"link_wanted_{asked}"] += 1
        return asked

    async def link_code(self, person: int) -> str:
        """A code with which the person comes in once more."""
        async with self._unit_of_work() as uow:
            code = await renewal.link_code(uow, person)
            uow.actions["code_given"] += 1
        return code

    async def merge(self, account: str, keep: str, others: Mapping[str, Chat], into: Chat) -> None:
        """Leave one of a person's identities on an account: see `Links.merge`."""
        async with self._unit_of_work() as uow:
            await Links(uow.transaction).merge(account, keep, others, into)
            await uow.reload_people({uow.directory.identities[account, keep]})
            uow.actions["merged"] += 1

    async def bind(self, chat: Chat, unit: int) -> None:
        """Make a room the room of a unit, and what follows when the unit has moved there."""
        async with self._unit_of_work() as uow:
            await uow.transaction.bind(chat, unit)
            await uow.reload_chats([chat])
            await platform_migration.room_bound(uow, unit, chat)
            uow.actions["room_bound"] += 1

    async def move(self, unit: int, source: str, target: str) -> platform_migration.Moved:
        """Begin to move a unit from one account to another, or look how far that has come."""
        async with self._unit_of_work() as uow:
            moved = await platform_migration.begin(uow, unit, source, target)
            uow.actions["moved"] += 1
        return moved

    async def import_roster(
        self,
        rows: Sequence[RosterRow],
        answers: Answers,
        settings: tuple[Language, str],
        by: str = "",
    ) -> RosterReport:
        """Bring the roster to what the rows say, see `membership`."""
        async with self._unit_of_work() as uow:
            report = await membership.import_roster(uow, rows, answers, settings, by)
            uow.actions["roster_imported"] += 1
        return report

    async def change_members(self, changes: Sequence[MemberChange], by: str = "") -> None:
        """Members leave, move, change or come back, see `membership`."""
        async with self._unit_of_work() as uow:
            await membership.change_members(uow, changes, by)
            uow.actions["members_changed"] += len(changes)

    async def export(self, person: int, by: str = "") -> str:
        """Everything that is kept about the person, as JSON. `by`: who exports it on the server."""
        async with self._unit_of_work() as uow:
            query = PersonalData(person)
            held = await personal_data_of(
                uow.transaction, self.registry, self.directory, query, uow.now
            )
            await erasure.note_on_server(uow, "privacy.exported", person, by)
            uow.actions["data_exported"] += 1
        return held.json

    async def archive(self, wanted: Archive, by: str = "") -> Archive:
        """A unit's year as one file, its words in the unit's language. `by`: as in `export`."""
        async with self._unit_of_work() as uow:
            return await on_server(uow, wanted, by)

    async def erase(self, person: int, by: str = "") -> None:
        """Erase the person's data, see `erasure`. `by`: who does so on the server. Raises KeyError
        for somebody who is not known."""
        async with self._unit_of_work() as uow:
            await erasure.erase(uow, person)
            await erasure.note_on_server(uow, "privacy.erased", person, by)
            uow.actions["data_erased"] += 1

    async def sweep_personal(self) -> None:
        """Take out what was to be erased and has ended since, how and where people were long ago,
        and what they then reported of it."""
        privacy = self.registry.settings.get("home")
        days = privacy.circumstances_days if isinstance(privacy, Privacy) else None
        if days is not None:
            async with self._unit_of_work() as uow:
                await erasure.forget_circumstances(uow, uow.now - timedelta(days=days))
                await erasure.forget_old_answers(uow, uow.now - timedelta(days=days))
        async with self.store.read() as transaction:
            noted = await Erasing(transaction).noted()
        for row in noted:
            async with self._unit_of_work() as uow:
                await erasure.erase_rest(uow, row.person, row.at)

    async def preview(
        self, changes: Sequence[MemberChange], language: Language
    ) -> Sequence[membership.Affected]:
        """What such changes would touch."""
        async with self._unit_of_work() as uow:
            return await membership.preview(uow, changes, language)

    async def backlog(self) -> Backlog:
        """What waits, for the figures and for readiness."""
        now = self.clock.now()
        async with self.store.read() as transaction:
            received = await transaction.oldest_waiting()
            depth, since = await Sending(transaction).backlog(now)
        return Backlog(_age(now, received), depth, _age(now, since))

    # -- batches

    @asynccontextmanager
    async def _unit_of_work(
        self, alone: Collection[int] | None = None
    ) -> AsyncIterator[UnitOfWork]:
        """One transaction, one at a time; what it learns is kept once it is committed. `alone`: the
        activities that it will change; None: any."""
        async with self._deciding:
            started = time.perf_counter()
            try:
                async with self.store.write() as transaction:
                    if self._uncertain:
                        await self._recollect(transaction)
                    await self._follow(transaction)
                    uow = UnitOfWork(
                        transaction,
                        self.registry,
                        self.directory,
                        self._cache,
                        self.clock.now(),
                        handlers=self._handlers,
                        adapters=self._adapters,
                        accounts=self._accounts,
                        caps=self._caps,
                        hold=self.share.hold(transaction, alone),
                    )
                    yield uow
                    await uow.flush()
                    if uow.directory_changed or uow.urns:
                        await self.share.tell(transaction, uow.now, self.directory, uow.directory)
                    self._settle_ballot_keys(uow, {*filter(None, uow.urns.values())})
                    self._uncertain = True  # until the commit is known to have succeeded
            except BaseException:
                if self._uncertain:
                    self._notify()
                raise
            self._uncertain = False
            self._settle_ballot_keys(uow, {*uow.urns.values()})
            self._committed(uow, time.perf_counter() - started)

    def _settle_ballot_keys(self, uow: UnitOfWork, keys: Collection[str | None]) -> None:
        """Those of the urns that this unit of work has locked seal what comes in from just before
        the commit on; those that it has opened no longer do so after it."""
        changed = {each: key for each, key in uow.urns.items() if key in keys}
        if changed:
            running = {**self.registry.ballot_keys.running, **changed}
            settled = {each: key for each, key in running.items() if key is not None}
            self.registry.ballot_keys.settle(settled)

    async def _recollect(self, transaction: Transaction) -> None:
        """Learn again what a commit that failed half-way may or may not have changed."""
        self._cache.clear()
        self.registry.ballot_keys.settle(await Urns(transaction).locked())
        self.directory = await load_directory(transaction, self._accounts, self.registry.needs)
        self._uncertain = False

    async def _follow(self, transaction: Transaction) -> None:
        """Go on with what other processes have changed of the directory and of the urns."""
        known = self.directory
        self.directory = await self.share.follow(transaction, known, self.registry.needs)
        if self.directory is not known:
            self.registry.ballot_keys.settle(await Urns(transaction).locked())

    async def _updates_batch(self, limit: int, up_to: int, poisoned: Mapping[int, str]) -> Handled:
        async with self._unit_of_work(self._batches.alone) as uow:
            rows = await self.share.waiting(uow.transaction, limit, up_to)
            handled = await self._updates.handle(uow, rows, poisoned)
            handled.last = len(rows) < limit and handled.total == len(rows)
            if handled.deferred:
                await Votes(uow.transaction).defer(handled.deferred)
            for done in handled.done:
                uow.changes.handled.append((done, uow.now))
            for row, error in handled.aside.items():
                log.error("inbox.set_aside", row=row, error=error)
                uow.changes.quarantined.append({"b_id": row, "at": uow.now, "error": error})
                uow.actions["set_aside"] += 1
        return handled

    async def _timers_batch(self, limit: int, until: datetime, poisoned: Mapping[int, str]) -> int:
        async with self._unit_of_work(self._batches.alone) as uow:
            rows = await self.share.due(uow.transaction, until, limit)
            if rows:
                self._batches.alone.update(row.activity for row in rows if not row.person)
                await uow.transaction.fired([row.id for row in rows])
                sound = [row for row in rows if row.id not in poisoned]
                await uow.load(
                    {row.activity for row in sound},
                    {(row.activity, row.person) for row in sound if row.person},
                )
            for number, row in enumerate(rows, 1):
                if number % AT_A_STRETCH == 0:
                    await asyncio.sleep(0)  # let the pages and the platforms have a turn
                if row.id in poisoned:
                    await uow.transaction.quarantine_timer(row, uow.now, poisoned[row.id])
                    uow.actions["set_aside"] += 1
                else:
                    uow.actions[await self._fire(uow, row)] += 1
        now = self.clock.now()
        for row in rows:
            self.metrics.timer((now - row.due_at).total_seconds())
        return len(rows)

    async def _fire(self, uow: UnitOfWork, row: Any) -> str:
        failed = row.name.startswith("!")  # a message that could not be delivered
        event: Event = (
            DeliveryFailed(row.name[1:], "undeliverable")
            if failed
            else TimerFired(row.name, row.due_at, row.revision)
        )
        try:
            outcome = await uow.handle(
                row.activity, Trigger(event, uow.now, None, row.person or None)
            )
        except (DBAPIError, OvertakenError, StorageLostError):
            raise
        except Exception as error:
            raise PoisonError(row.id, blame(error)) from error
        return outcome.action if isinstance(outcome, Decision) else "timer.dropped"

    def _committed(self, uow: UnitOfWork, seconds: float) -> None:
        """After the commit: what the batch knows becomes what the next one starts from."""
        if uow.directory_changed:
            self.directory = uow.directory
        self._cache.update(uow.activities)
        for activity in uow.finished:
            self._cache.pop(activity, None)
        while len(self._cache) > CACHED:
            self._cache.pop(next(iter(self._cache)))
        if not uow.actions:
            return
        self.metrics.commit(seconds)
        for action, count in uow.actions.items():
            self.metrics.event(action, count)
        self._notify()

    def _notify(self) -> None:
        """There is, or may be, more to send or to wait for."""
        self.share.hint()
        for notify in self.after_commit:
            notify()


def _age(now: datetime, since: datetime | None) -> float:
    return (now - since).total_seconds() if since is not None else 0.0
