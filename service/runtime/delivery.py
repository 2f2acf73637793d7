"""Delivery: from the outbox to the platforms, each place in its order.

A row is `sending` before the call and settled after it. One transaction settles what has come back
and takes what may go next, so a busy service pays one commit for many messages. A crash in between
leaves rows `sending`: a platform that is idempotent gets them again under the same key; for the
others the message's own policy decides, and the record says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from service.core.capabilities import degrade
from service.core.message import File, Place
from service.ports import (
    Adapter,
    Barred,
    Clock,
    Gone,
    NotSent,
    Order,
    Refused,
    RetryAfter,
    SendResult,
    Sent,
    Unknown,
)
from service.runtime.bulk import expand_bulk
from service.runtime.courtesy import follow, let_go
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.fallback import leave_accounts, next_way, pass_on
from service.runtime.forwarding import Forwarding
from service.runtime.letters import Enclosure, Letter
from service.runtime.limits import Gate, Limits, Patience
from service.runtime.log import get_logger
from service.runtime.standing import found_out
from service.store.database import DATABASE_DOWN
from service.store.holding import Holding
from service.store.sending import Sending, original
from service.store.transaction import Transaction

AT_ONCE = 64  # messages under way at the same time
TIMEOUT_SECONDS = 30.0  # a platform that does not answer: the outcome is unknown
IDLE_SECONDS = 30.0  # look again even if nobody called
PATIENT_FETCHES = 3  # attempts that wait for a file out of reach; then the message goes without
STOP_SECONDS = 3.0  # what is under way at the end gets so long to come back

_FAILED = (Gone, Barred, Refused, NotSent, Unknown)

log = get_logger()
_letters = msgspec.json.Decoder(Letter)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One message under way: its row, and the remote id of what it edits, erases or marks."""

    row: Any
    target: str | None


@dataclass(frozen=True, slots=True)
class Result:
    attempt: Attempt
    result: SendResult
    parts: int  # of a split message, how many are sent


class Delivery:
    """Sends what lies in the outbox. `make_file` turns an enclosure into a file."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        adapters: Mapping[str, Adapter],
        make_file: Callable[[Enclosure], File],
        *,
        limits: Mapping[str, Limits] | None = None,
        patience: Patience = Patience(),  # noqa: B008 - it is frozen
    ) -> None:
        self._engine = engine
        self._store = engine.store
        self._clock = clock
        self._adapters = adapters
        self._forwarding = Forwarding(engine.store, adapters, make_file)
        self._patience = patience
        self._gates = {account: Gate((limits or {}).get(account, Limits())) for account in adapters}
        self._under_way: set[asyncio.Task[Result]] = set()
        self._come_back: set[asyncio.Task[Result]] = set()  # not settled yet
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def recover(self) -> int:
        """After a start: decide about what was being sent when the process stopped."""
        async with self._store.write() as transaction:
            sending = Sending(transaction)
            rows = await sending.interrupted()
            for row in rows:
                log.warning("delivery.interrupted", row=row.id, policy=row.on_unknown)
            await self._settle(
                transaction, [Result(Attempt(row, None), Unknown("stopped"), row.parts)
                              for row in rows]
            )  # fmt: skip
            await leave_accounts(sending, self._adapters.keys(), self._engine.directory)
        return len(rows)

    async def run(self) -> None:
        """Send until cancelled; then wait a little for what is under way. A database that fails
        is tried again, and what has come back is settled then."""
        try:
            while True:
                self._wake.clear()
                try:
                    await self._finished()
                    await self._turn()
                    if not self._under_way:
                        await self._rest()
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
        async with self._store.write() as transaction:
            await self._settle(transaction, self._results())
        self._come_back = set()

    async def deliver_all(self) -> None:
        """Send everything that may go now, and return when nothing is left (for rehearsals)."""
        while True:
            await self._finished()
            expanded = await self._turn()
            if not self._under_way and not expanded:
                return

    async def _finished(self) -> None:
        """Wait until something that is under way comes back, or somebody calls."""
        if not self._under_way or self._come_back:
            return
        woken = asyncio.ensure_future(self._wake.wait())
        done, _ = await asyncio.wait({*self._under_way, woken}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        self._come_back = {task for task in self._under_way if task in done}
        self._under_way -= self._come_back

    def _results(self) -> list[Result]:
        return [task.result() for task in self._come_back if not task.cancelled()]

    async def next_at(self) -> datetime | None:
        """When the next message that waits for its time may go."""
        now = self._clock.now()
        async with self._store.read() as transaction:
            later = await Sending(transaction).next_at(now)
        moments = [later, *(gate.next_at(now) for gate in self._gates.values())]
        return min((each for each in moments if each is not None), default=None)

    async def _rest(self) -> None:
        later = await self.next_at()
        seconds = IDLE_SECONDS
        if later is not None:
            seconds = min(seconds, max((later - self._clock.now()).total_seconds(), 0.01))
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _turn(self) -> int:
        """Settle what has come back, and start what may go now, in one transaction. Returns how
        many readers of a bulk message were seen to."""
        now = self._clock.now()
        done = self._results()
        await self._note(done)
        expanded = 0
        async with self._store.write() as transaction:
            sending = Sending(transaction)
            await self._settle(transaction, done)
            if len(self._under_way) < AT_ONCE:
                expanded = await expand_bulk(sending, self._engine.directory, now)
                if not expanded:  # first all that comes together must be there
                    expanded = await self._let_go(transaction, now)
            attempts = await self._take(sending, now)
        self._come_back = set()  # it is written down now
        for attempt in attempts:
            self._under_way.add(asyncio.create_task(self._send(attempt)))
        for each in done:
            self._engine.metrics.sent(type(each.result).__name__.lower())
        if any(
            isinstance(each.result, Gone | Barred | Refused | NotSent | Unknown) for each in done
        ):
            self._engine.wake()
        return expanded

    async def _let_go(self, transaction: Transaction, now: datetime) -> int:
        roster, quiet = self._engine.directory.roster, self._engine.registry.quiet
        return await let_go(Holding(transaction), roster, quiet, now)

    async def _take(self, sending: Sending, now: datetime) -> list[Attempt]:
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return []
        for gate in self._gates.values():
            gate.ask_anew()
        able = [account for account, gate in self._gates.items() if not gate.paused(now)]
        heads = [
            row
            for row in await sending.heads(now, room, able)
            if self._gates[row.account].admit(row.place, now)
        ]
        if not heads:
            return []
        await sending.begin([row.id for row in heads])
        originals = await sending.originals([row for row in heads if row.kind == "edit"])
        return [
            Attempt(row, None if row.kind == "send" else row.target or originals.get(original(row)))
            for row in heads
        ]

    # -- sending

    async def _send(self, attempt: Attempt) -> Result:
        row = attempt.row
        parts = row.parts
        try:
            orders = await self._orders(attempt)
            result: SendResult = Sent(row.remote or attempt.target or "")
            for number, order in enumerate(orders):
                if number < parts:
                    continue
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    result = await self._adapters[row.account].send(order)
                if not isinstance(result, Sent):
                    break
                if result.poll:
                    await self._engine.poll_sent(row.id, row.account, result.poll)
                parts = number + 1
                if parts < len(orders):
                    await self._partly_sent(row, parts)
        except TimeoutError:
            result = Unknown("the platform did not answer in time")
        except ConnectionError:  # an adapter says so by its result: a file was out of reach
            result = NotSent("a file could not be fetched")
        except Exception as error:
            log.exception("delivery.failed", row=row.id, account=row.account)
            result = Unknown(type(error).__name__)
        return Result(attempt, result, parts)

    async def _partly_sent(self, row: Any, parts: int) -> None:
        """Remember how far a split message got, so that a crash repeats one part at most."""
        async with self._store.write() as transaction:
            await Sending(transaction).partly_sent(row.id, parts)

    async def _orders(self, attempt: Attempt) -> list[Order]:
        """What the platform is asked to do, in order; nothing if it can't do such a thing."""
        row = attempt.row
        capabilities = self._adapters[row.account].capabilities
        key = _key(row)
        if row.kind in ("erase", "mark"):
            able = capabilities.erases if row.kind == "erase" else capabilities.marks
            return [Order(row.kind, key, row.place, None, attempt.target)] if able else []
        payload = self._engine.registry.sealer.open(row.payload) if row.sealed else row.payload
        letter = _letters.decode(payload)
        edits = row.kind == "edit" and attempt.target is not None and capabilities.edits
        if edits:
            letter = replace(letter, enclosures=())
        post = await self._forwarding.post(letter, patient=row.attempts < PATIENT_FETCHES)
        if post.ballot is not None and post.ballot.closed and not edits:
            post = replace(post, ballot=None)  # it was never sent: the words tell what it was
        first, *rest = degrade(post, capabilities)
        return [
            Order("edit", key, row.place, first, attempt.target)
            if edits
            else Order("send", key, row.place, first),
            *(
                Order("send", f"{key}.{number}", row.place, each)
                for number, each in enumerate(rest, 1)
            ),
        ]

    # -- settling

    async def _note(self, results: list[Result]) -> None:
        """Let it be recorded, before the messages are settled, what was found out about places; if
        all stops in between, it is found out again."""
        sent = ((Place(each.attempt.row.account, each.attempt.row.place), each.result)
                for each in results)  # fmt: skip
        news = found_out(sent, self._engine.directory)
        if news:
            await self._engine.note(news)

    async def _settle(self, transaction: Transaction, results: list[Result]) -> None:
        now = self._clock.now()
        sending = Sending(transaction)
        rows, elsewhere = [], []
        for each in results:
            row = each.attempt.row
            verdict = self._verdict(each, now)
            rows.append(verdict)
            if isinstance(each.result, RetryAfter):
                self._gates[row.account].pause(now + timedelta(seconds=each.result.seconds))
            way = (
                next_way(row, each.result, self._engine.directory)
                if verdict["state"] == "dead"
                else None
            )
            if way is not None:
                verdict["state"] = "waiting"
                elsewhere.append(pass_on(row, way, verdict["error"]))
            elif verdict["state"] == "dead":
                log.warning("delivery.dead", row=row.id, account=row.account, key_name=row.key)
                if row.activity is not None:
                    await transaction.arm_failure(row, now)
        await sending.settle(rows)
        await sending.pass_on(elsewhere)
        settled = [(each.attempt.row, row) for each, row in zip(results, rows, strict=True)]
        await follow(transaction, settled, now)

    def _verdict(self, each: Result, now: datetime) -> dict[str, Any]:
        """The columns of the row after this attempt."""
        row = each.attempt.row
        values: dict[str, Any] = {
            "b_id": row.id,
            "state": "waiting",
            "attempts": row.attempts,
            "parts": each.parts,
            "not_before": row.not_before,
            "sent_at": None,
            "remote": row.remote,
            "error": getattr(each.result, "reason", None),
            "payload": row.payload,
        }
        match each.result:
            case Sent(remote):
                values |= {"state": "sent", "sent_at": now, "remote": remote or None}
                if row.sealed:
                    values["payload"] = ""  # confidential text is not kept once it is sent
            case Gone() | Refused():
                values["state"] = "dead"
            case NotSent():
                values |= self._again(row, now)
            case Barred():
                values |= self._again(row, now, seldom=True)
            case Unknown():
                adapter = self._adapters.get(row.account)
                idempotent = adapter is not None and adapter.capabilities.idempotent
                if idempotent or row.on_unknown == "resend":
                    values |= self._again(row, now)
                else:
                    values["state"] = "skipped"
        return values

    def _again(self, row: Any, now: datetime, *, seldom: bool = False) -> dict[str, Any]:
        attempts = row.attempts + 1
        wait = self._patience.after(attempts)
        if wait is None:
            return {"state": "dead", "attempts": attempts}
        if seldom:
            wait = self._patience.longest
        return {"attempts": attempts, "not_before": now + wait}


def _key(row: Any) -> str:
    """The same for every attempt. When an older copy of the database is put back, row numbers are
    given out again; the time tells such messages apart."""
    return f"{row.id}-{row.created_at.timestamp():.6f}"
