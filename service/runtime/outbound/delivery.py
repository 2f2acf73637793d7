"""Delivery: from the outbox to the platforms, each chat in its order, as fast as they take it.

A row is `sending` before the call and settled after it; a long message goes part by part, each of
them an attempt of its own. One transaction settles what has come back
and takes what may go next, so a busy service pays one commit for many messages. A crash in between
leaves rows `sending`: a platform that is idempotent gets them again under the same key; for the
others the message's own policy decides, and the record says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.capabilities import Capabilities, degrade
from service.core.message import Attachment, Chat, File, Post
from service.core.rate_limit import Rates
from service.ports import (
    Adapter,
    Clock,
    Gone,
    NotSent,
    Order,
    PermanentFailure,
    PermissionDenied,
    RetryAfter,
    SendResult,
    Sent,
    Unknown,
)
from service.runtime.accounts.chat_status import found_out
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.outbound import payloads
from service.runtime.outbound.attachments import Attachments
from service.runtime.outbound.bulk import expand_bulk
from service.runtime.outbound.circuit import TOLD, Circuit
from service.runtime.outbound.edit_target import targets
from service.runtime.outbound.failover import (
    fail_over,
    leave_accounts,
    leave_for_others,
    next_contact,
)
from service.runtime.outbound.lateness import late_line, missed
from service.runtime.outbound.notification_policy import follow, let_go
from service.runtime.outbound.outcomes import Attempt, Result, after
from service.runtime.outbound.rate_limiter import RateLimiter, RetryPolicy
from service.runtime.sharing import CHORES, LostLeaseError, lease_of
from service.store.database import DATABASE_DOWN
from service.store.deferred import Deferrals
from service.store.sending import BEFORE_ALL, Sending
from service.store.transaction import AnyRow, Transaction

AT_ONCE = 64  # messages under way at the same time
PAGE = 16  # messages looked at in one go
TIMEOUT_SECONDS = 30.0  # a platform that does not answer: the outcome is unknown
IDLE_SECONDS = 30.0  # look again even if nobody called …
BUSY_SECONDS = 1.0  # … or something that is under way does not come back
REMEMBERED = timedelta(minutes=1)  # of what was sent before the start, as a platform counts …
NEWEST = 2000  # … among so many messages
PATIENT_FETCHES = 3  # attempts that wait for a file out of reach; then the message goes without
STOP_SECONDS = 3.0  # what is under way at the end gets so long to come back
TOO_LATE = "its time passed while the platform was out of reach"

_FAILED = (Gone, PermissionDenied, PermanentFailure, NotSent, Unknown)

log = get_logger()


class Delivery:
    """Sends what lies in the outbox. `make_file` makes files of attachments; `rates` are in
    place of what the adapters declare. `ahead`: how long before its time a message is taken, so
    that the commit costs no time (only under a clock that goes by itself)."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        adapters: Mapping[str, Adapter],
        make_file: Callable[[Attachment], File],
        *,
        rates: Mapping[str, Rates] | None = None,
        retry_policy: RetryPolicy = RetryPolicy(),  # noqa: B008 - it is frozen
        ahead: timedelta = timedelta(0),
    ) -> None:
        self._engine = engine
        self._share = engine.share
        self._store = engine.store
        self._clock = clock
        self._adapters = adapters
        self._attachments = Attachments(engine.store, adapters, make_file)
        self._retry_policy = retry_policy
        declared = {name: each.capabilities.rates for name, each in adapters.items()}
        declared |= rates or {}
        self._limiters = {name: RateLimiter(each, ahead) for name, each in declared.items()}
        self._circuits = {name: Circuit(name) for name in declared}
        self._able_since = dict.fromkeys(declared, clock.now())
        self._over: dict[str, timedelta] = {}  # outages that have ended, not told of yet
        # accounts of ours; of those of several processes, when they were recovered
        self._taken: set[str] = {*declared} if self._share.alone else set()
        self._under_way: set[asyncio.Task[Result]] = set()
        self._come_back: set[asyncio.Task[Result]] = set()  # not settled yet
        self._begun: set[int] = set()  # rows of both
        self._admitted_rows: list[AnyRow] = []  # of this turn, by the limiters
        self._uncertain = False  # whether the last turn came about
        self._looked_at = clock.now()  # what was due by then has been seen to
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def outages(self) -> dict[str, timedelta]:
        """The accounts that are out of reach, and for how long, if it is longer than a moment."""
        now = self._clock.now()
        lengths = {name: each.outage(now) for name, each in self._circuits.items()}
        return {name: length for name, length in lengths.items() if length is not None}

    async def reason(self) -> str | None:
        """For readiness: which accounts are out of reach."""
        return (
            "; ".join(
                f"{name} has been out of reach for {length // timedelta(minutes=1)} min: "
                "nothing is lost, its messages wait"
                for name, length in self.outages().items()
            )
            or None
        )

    async def recover(self, accounts: Collection[str] | None = None) -> int:
        """After a start, or when accounts have become ours: decide about what was being sent when
        the process stopped, and remember what the platforms have just taken."""
        now = self._clock.now()
        ours = self._limiters.keys() if accounts is None else accounts
        async with self._store.write() as transaction:
            sending = Sending(transaction)
            for row in await sending.sent_since(now - REMEMBERED, NEWEST):
                if row.account in ours:
                    self._limiters[row.account].remember(row.chat, row.sent_at, spoken=_spoken(row))
            rows = await sending.interrupted(accounts)
            for row in rows:
                log.warning("delivery.interrupted", row=row.id, policy=row.on_unknown)
            stopped = Unknown("stopped")
            await self._settle(
                transaction,
                [Result(Attempt(row, now, None), stopped, row.parts, counts=False) for row in rows],
            )
            await leave_accounts(sending, self._adapters.keys(), self._engine.directory)
        self._taken |= {*ours}
        return len(rows)

    def leave(self, accounts: Collection[str]) -> None:
        """These accounts are another's from now on."""
        self._taken -= {*accounts}

    async def run(self) -> None:
        """Send until cancelled; then wait a little for what is under way. A database that fails
        is tried again, and what has come back is settled then."""
        try:
            while True:
                self._wake.clear()
                try:
                    if not await self._turn():
                        await self._rest()
                except LostLeaseError:
                    log.warning("delivery.lease_lost")
                    await asyncio.sleep(RETRY_SECONDS)
                except DATABASE_DOWN as error:
                    log.error("delivery.database_failed", error=error)
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            await self._stop()

    async def _stop(self) -> None:
        """Let what is under way come back, and write down what became of it."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOP_SECONDS)
            for task in self._under_way:
                task.cancel()
            await asyncio.wait(self._under_way)
        self._come_back |= self._under_way
        self._under_way = set()
        await self._note(self._results())
        done = self._ours(self._results())
        with suppress(LostLeaseError):  # whoever has the accounts now has found them being sent
            async with self._store.write() as transaction:
                await self._share.check(transaction, self._leases(done))
                if self._uncertain:
                    done = await self._still_open(Sending(transaction), done)
                await self._settle(transaction, done)
        self._come_back = set()

    async def deliver_all(self) -> None:
        """Send everything that may go now, and return when nothing is left (for rehearsals)."""
        while await self._turn() or self._under_way:
            if self._under_way:
                await asyncio.wait(self._under_way)
                self._gather()

    def _gather(self) -> None:
        """What has come back is to be settled in the next turn."""
        self._come_back |= {task for task in self._under_way if task.done()}
        self._under_way -= self._come_back

    def _ours(self, done: list[Result]) -> list[Result]:
        """Without what belongs to accounts that another process has taken over: it has found them
        being sent."""
        return [each for each in done if each.attempt.row.account in self._taken]

    def _leases(self, done: list[Result]) -> set[str]:
        return {lease_of(each.attempt.row.account) for each in done}

    def _results(self) -> list[Result]:
        return [task.result() for task in self._come_back if not task.cancelled()]

    async def next_at(self) -> datetime | None:
        """When the next message that waits for its time may go."""
        return await self._next_after(self._clock.now())

    async def _next_after(self, moment: datetime) -> datetime | None:
        async with self._store.read() as transaction:
            later = await Sending(transaction).next_at(moment)
        return min((each for each in (later, self._opens_at()) if each is not None), default=None)

    def _opens_at(self) -> datetime | None:
        """When an account may say more of what it is held back with."""
        moments = (limiter.next_at for limiter in self._limiters.values())
        return min((each for each in moments if each is not None), default=None)

    async def _rest(self) -> None:
        """Wait until something comes back, somebody calls, or a message may go."""
        if self._under_way:
            seconds, later = BUSY_SECONDS, self._opens_at()
        else:
            seconds, later = IDLE_SECONDS, await self._next_after(self._looked_at)
        if later is not None:
            seconds = min(seconds, max((later - self._clock.now()).total_seconds(), 0.001))
        woken = asyncio.ensure_future(self._wake.wait())
        await asyncio.wait(
            {*self._under_way, woken}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        woken.cancel()

    async def _turn(self) -> bool:
        """Settle what has come back, and start what may go now, in one transaction. Returns whether
        there may be more to expand or to let go."""
        self._gather()
        now = self._looked_at = self._clock.now()
        results = self._results()
        done = self._ours(results)
        await self._note(done)
        more, chores = False, self._share.owns(CHORES)
        leases = {*map(lease_of, self._taken), *([CHORES] if chores else [])}
        try:
            async with self._store.write() as transaction:
                await self._share.check(transaction, leases)
                sending = Sending(transaction)
                if self._uncertain:
                    done = await self._still_open(sending, done)
                await self._settle(transaction, done)
                await self._leave(sending, done, now)
                if chores and len(self._under_way) < AT_ONCE:
                    more = await expand_bulk(sending, self._engine.directory, now) is not None
                    if not more:  # first all that comes together must be there
                        more = await self._let_go(transaction, now) > 0
                attempts = await self._take(sending, now)
        except BaseException:
            self._uncertain = True
            for row in self._admitted_rows:  # nothing of them is sent
                self._limiters[row.account].came_back(row.chat, now, spoken=_spoken(row))
            raise
        finally:
            self._admitted_rows = []
        self._uncertain = False
        self._come_back = set()  # it is written down now
        self._begun -= {each.attempt.row.id for each in results}
        for attempt in attempts:
            self._begun.add(attempt.row.id)
            self._under_way.add(asyncio.create_task(self._send(attempt)))
        if more:
            self._share.hint()
        await self._tell()
        await self._engine.settled({_chat(each.attempt.row) for each in done})
        for each in done:
            self._engine.metrics.sent(type(each.result).__name__.lower())
        if any(
            isinstance(each.result, Gone | PermissionDenied | PermanentFailure | NotSent | Unknown)
            for each in done
        ):
            self._engine.wake()
        return more

    async def _still_open(self, sending: Sending, done: list[Result]) -> list[Result]:
        """After a turn of which nobody knows whether it was committed: those results that are not
        written down yet. What was to be sent and was never begun waits again."""
        marked = {row.id for row in await sending.interrupted(self._taken)}
        await sending.put_back(marked - self._begun)
        return [each for each in done if each.attempt.row.id in marked]

    async def _leave(self, sending: Sending, done: list[Result], now: datetime) -> None:
        """Nobody waits for news until an outage that lasts is over, if they have another chat."""
        failing = {each.attempt.row.account for each in done if not each.counts}
        lasting = {name for name in failing if self._circuits[name].lasts(now)}
        if failing or self._over:
            for name in {*failing, *self._over}:
                missed = await sending.give_up_useless([name], now, TOO_LATE)
                self._circuits[name].missed += missed
        if lasting:
            away = {name for name, each in self._circuits.items() if each.since is not None}
            await leave_for_others(sending, lasting, away, self._engine.directory)

    async def _tell(self) -> None:
        """Whoever keeps a roster hears once of an outage that is over."""
        while self._over:
            name, length = next(iter(self._over.items()))
            circuit = self._circuits[name]
            if length >= TOLD:
                await self._engine.outage_over(name, length, circuit.missed)
            del self._over[name]  # not before it is written down
            circuit.missed = 0

    async def _let_go(self, transaction: Transaction, now: datetime) -> int:
        roster, quiet = self._engine.directory.roster, self._engine.registry.quiet
        return await let_go(Deferrals(transaction), roster, quiet, now)

    async def _take(self, sending: Sending, now: datetime) -> list[Attempt]:
        heads: list[tuple[Any, datetime]] = []
        for account, limiter in self._limiters.items():
            if account not in self._taken:
                continue
            limiter.ask_anew()
            room = AT_ONCE - len(self._under_way) - len(heads)
            heads += await self._admitted(sending, account, limiter, now, room)
        if not heads:
            return []
        await sending.begin([row.id for row, _ in heads])
        about = await targets(sending, [row for row, _ in heads])
        return [Attempt(row, at, about[row.id]) for row, at in heads]

    async def _admitted(
        self, sending: Sending, account: str, limiter: RateLimiter, now: datetime, room: int
    ) -> list[tuple[Any, datetime]]:
        """What may go now in the chats of one account, the most urgent first, and when."""
        heads: dict[str, tuple[Any, datetime]] = {}  # by chat: one at a time
        seen = BEFORE_ALL
        while len(heads) < room and (least := limiter.admits(now)) is not None:
            page = await sending.heads(account, now, PAGE, least=least, after=seen)
            for row in self._in_turn(page, account):
                if len(heads) == room:
                    break
                if row.chat in heads:
                    continue
                at = limiter.admit(row.chat, now, row.priority, spoken=_spoken(row))
                if at is not None:
                    self._admitted_rows.append(row)
                    heads[row.chat] = row, at
            if len(page) < PAGE:
                break
            seen = page[-1].priority, page[-1].id
        return list(heads.values())

    def _in_turn(self, page: list[AnyRow], account: str) -> list[AnyRow]:
        """As they are; while the account is out of reach, in the order in which they find out
        whether it still is: first what may be repeated if nobody knows whether it arrived."""
        circuit = self._circuits[account]
        if circuit.since is None:
            return page
        return sorted(page, key=lambda row: (not self._repeatable(row), circuit.turn(row.id)))

    def _repeatable(self, row: AnyRow) -> bool:
        return self._adapters[row.account].capabilities.idempotent or row.on_unknown == "resend"

    # -- sending

    async def _send(self, attempt: Attempt) -> Result:
        row = attempt.row
        limiter, parts, more, counts = self._limiters[row.account], row.parts, False, True
        anew = False
        result: SendResult = Sent(row.remote or attempt.target or "")
        try:
            orders = await self._orders(attempt)
            anew = bool(orders) and orders[0].kind == "send"
            if parts < len(orders):
                result, counts = await self._say(limiter, attempt, orders[parts])
                parts += isinstance(result, Sent)
                more = parts < len(orders)
                if isinstance(result, Sent) and result.poll:
                    await self._engine.poll_sent(row.id, row.account, result.poll)
        except (ConnectionError, TimeoutError):  # an adapter says so by its result
            result = NotSent("a file could not be fetched")
        except Exception as error:
            log.exception("delivery.failed", row=row.id, account=row.account)
            result = Unknown(type(error).__name__)
        finally:
            limiter.came_back(row.chat, self._clock.now(), spoken=_spoken(row))
        return Result(attempt, result, parts, more, counts, anew)

    async def _say(
        self, limiter: RateLimiter, attempt: Attempt, order: Order
    ) -> tuple[SendResult, bool]:
        """Wait for the moment, and do it. Returns also whether a failure counts as the message's
        own."""
        now = self._clock.now()
        if attempt.at > now:
            await asyncio.sleep((attempt.at - now).total_seconds())
            now = self._clock.now()
        paused = limiter.paused_until(now)
        if paused is not None:  # said meanwhile
            return RetryAfter((paused - now).total_seconds()), False
        circuit = self._circuits[attempt.row.account]
        since = circuit.since
        began = circuit.begin()
        result = await self._ask(circuit, attempt.row, order)
        now = self._clock.now()
        match result:
            case RetryAfter(seconds):
                limiter.pause(now, now + timedelta(seconds=seconds))
            case NotSent() | Unknown():
                if circuit.failed(attempt.row.id, now):
                    return result, True
                if circuit.since == now:
                    log.warning("delivery.out_of_reach", account=circuit.account)
                if not limiter.paused(now):
                    limiter.pause(now, now + circuit.pause())
                return result, False
            case _ if circuit.answered(attempt.row.id, began):
                log.info("delivery.in_reach_again", account=circuit.account)
                self._over[circuit.account] = now - (since or now)
                self._able_since[circuit.account] = now
        return result, True

    async def _ask(self, circuit: Circuit, row: AnyRow, order: Order) -> SendResult:
        """One attempt. What may not be repeated is not put at risk to find out whether the platform
        is in reach: then it is asked that first."""
        adapter = self._adapters[row.account]
        if circuit.since is not None and not self._repeatable(row):
            try:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    connection = (await adapter.check())[:1]
            except TimeoutError:
                return NotSent("the platform did not answer in time")
            if any(not each.ok for each in connection):
                return NotSent(connection[0].detail)
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await adapter.send(order)
        except TimeoutError:
            return Unknown("the platform did not answer in time")

    async def _orders(self, attempt: Attempt) -> list[Order]:
        """What the platform is asked to do, in order; nothing if it can't do such a thing."""
        row = attempt.row
        capabilities = self._adapters[row.account].capabilities
        key = _key(row)
        if row.kind in ("erase", "mark"):
            able = capabilities.erases if row.kind == "erase" else capabilities.marks
            return [Order(row.kind, key, row.chat, None, attempt.target)] if able else []
        if row.kind == "amend" and (attempt.target is None or not capabilities.edits):
            return []  # there is nothing to amend
        payload = self._engine.registry.sealer.open(row.payload) if row.sealed else row.payload
        message = payloads.read(payload)
        edits = attempt.target is not None and capabilities.edits
        if row.kind == "send":  # in place of the one that was tapped, if words are all it holds
            edits = edits and not message.attachments and message.poll is None
        if edits:
            message = replace(message, attachments=())
        post = await self._attachments.post(message, may_wait=row.attempts < PATIENT_FETCHES)
        if post.ballot is not None and post.ballot.closed and not edits:
            post = replace(post, ballot=None)  # it was never sent: the words tell what it was
        reader = self._engine.directory.roster.people.get(row.person)
        if reader is not None:
            post = replace(post, language=reader.language)
        first, *rest = self._in_time(row, post, capabilities)
        if edits and first.ballot is not None and not first.ballot.closed:
            return []  # a poll that goes on can't be changed; it counts down by itself
        orders = [
            Order("edit", key, row.chat, first, attempt.target)
            if edits
            else Order("send", key, row.chat, first),
            *(
                Order("send", f"{key}.{number}", row.chat, each)
                for number, each in enumerate(rest, 1)
                if row.kind != "amend"
            ),
        ]
        last = orders[-1].post
        if capabilities.numbered and (edits or (last is not None and last.buttons)):
            orders.append(Order("number", f"{key}.numbers", row.chat, last, row.remote))
        return orders

    def _in_time(self, row: AnyRow, post: Post, capabilities: Capabilities) -> Sequence[Post]:
        """The posts of the message; one that comes late says so. What comes in parts does not: they
        must be the same at each attempt."""
        posts = degrade(post, capabilities)
        now, circuit = self._clock.now(), self._circuits[row.account]
        able_since = now if circuit.since is not None else self._able_since[row.account]
        meant = missed(row, able_since, now)
        if meant is None or len(posts) > 1:
            return posts
        engine = self._engine
        line = late_line(row, meant, now, engine.directory, engine.registry.catalog)
        late = degrade(post.below(line), capabilities)
        return late if len(late) == 1 else posts

    # -- settling

    async def _note(self, results: list[Result]) -> None:
        """Let it be recorded, before the messages are settled, what was found out about chats; if
        all stops in between, it is found out again."""
        sent = ((_chat(each.attempt.row), each.result) for each in results)
        news = found_out(sent, self._engine.directory)
        if news:
            await self._engine.note(news)

    async def _settle(self, transaction: Transaction, results: list[Result]) -> None:
        now = self._clock.now()
        sending = Sending(transaction)
        rows, elsewhere = [], []
        for each in results:
            row = each.attempt.row
            adapter = self._adapters.get(row.account)
            idempotent = adapter is not None and adapter.capabilities.idempotent
            verdict = after(each, now, self._retry_policy, idempotent=idempotent)
            rows.append(verdict)
            way = (
                next_contact(row, each.result, self._engine.directory)
                if verdict["state"] == "dead"
                else None
            )
            if way is not None:
                verdict["state"] = "waiting"
                elsewhere.append(fail_over(row, way, verdict["error"]))
            elif verdict["state"] == "dead":
                log.warning("delivery.dead", row=row.id, account=row.account, key_name=row.key)
                if row.activity is not None and row.kind != "amend":
                    await transaction.arm_failure(row, now)
        await sending.settle(rows)
        await sending.pass_on(elsewhere)
        settled = [(each.attempt.row, row) for each, row in zip(results, rows, strict=True)]
        await follow(transaction, settled, now)


def _chat(row: Any) -> Chat:
    return Chat(row.account, row.chat)


def _spoken(row: Any) -> bool:
    """Whether it counts in its chat: marks and erasing don't."""
    return row.kind in ("send", "edit")


def _key(row: Any) -> str:
    """The same for every attempt. When an older copy of the database is put back, row numbers are
    given out again; the time tells such messages apart."""
    return f"{row.id}-{row.created_at.timestamp():.6f}"
