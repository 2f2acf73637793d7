"""Deliberate faults of the product, each in place for as long as a life of it lasts. The rules must
find every one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from sqlalchemy import select, update

from service.core import workflow as workflow_module
from service.ports import NotSent, Unknown
from service.runtime.engine import Engine
from service.runtime.inbound import ingest
from service.runtime.inbound.ingest import Ingest
from service.runtime.outbound import delivery as delivery_module
from service.runtime.outbound import outbox
from service.runtime.outbound.delivery import Delivery
from service.runtime.timers.scheduler import Scheduler
from service.runtime.unit_of_work import UnitOfWork
from service.store import tables as t
from service.store.sending import Sending
from service.store.transaction import Transaction
from tests.simulation.world import Seal

Mutant = Callable[[], AbstractContextManager[Any]]


def _instead(owner: Any, name: str, made: Callable[[Any], Any]) -> Mutant:
    """`made(real)` stands in place of the real one."""
    return lambda: patch.object(owner, name, made(getattr(owner, name)))


def _ack_before_commit(real: Any) -> Any:
    async def receive(self: Ingest, account: str, updates: Sequence[Any]) -> None:
        """Says that they are kept, and keeps them afterwards."""
        kept = asyncio.get_running_loop().create_task(real(self, account, updates))
        kept.add_done_callback(lambda task: task.cancelled() or task.exception())

    return receive


def _deaf(real: Any) -> Any:
    """Nobody is woken."""
    return lambda self: None


def _counted_on_crash(real: Any) -> Any:
    def after(each: Any, *args: Any, **rest: Any) -> Any:
        """An outage, or a stop of the process, uses up the message."""
        if isinstance(each.result, NotSent | Unknown):
            values = real(replace(each, counts=True), *args, **rest)
            if each.attempt.row.attempts >= 1:
                values["state"] = "dead"
            return values
        return real(each, *args, **rest)

    return after


def _unordered(real: Any) -> Any:
    async def heads(self: Sending, account: str, now: Any, limit: int, **rest: Any) -> Any:
        """The newest first."""
        found = await self._transaction.rows(
            select(t.outbox)
            .where(
                t.outbox.c.state == "waiting",
                t.outbox.c.kind != "bulk",
                t.outbox.c.account == account,
                t.outbox.c.not_before.is_(None) | (t.outbox.c.not_before <= now),
            )
            .order_by(t.outbox.c.id.desc())
        )
        return found[:limit] if rest.get("after", (-1, 0)) == (-1, 0) else []

    return heads


def _not_exclusive(real: Any) -> Any:
    async def claim(self: Transaction, activity: int, keys: Sequence[str]) -> frozenset[str]:
        """Whoever asks gets it."""
        await real(self, activity, keys)
        return frozenset()

    return claim


def _once_and_for_all(real: Any) -> Any:
    held: set[tuple[int, str, int]] = set()

    def may(rules: Any, roster: Any, person: Any, permission: str, unit: int) -> bool:
        """Who has held a right goes on holding it."""
        now: bool = real(rules, roster, person, permission, unit)
        if person is None:
            return now
        if now:
            held.add((person.id, permission, unit))
        return (person.id, permission, unit) in held

    return may


def _fires_again(real: Any) -> Any:
    async def fired(self: Transaction, ids: Collection[int]) -> None:
        """Only every other timer is taken out; the others come due again a minute later."""
        gone = [each for each in ids if each % 2]
        await real(self, gone)
        if again := set(ids) - set(gone):
            c = t.timers.c
            rows = await self.rows(select(c.id, c.due_at).where(c.id.in_(again)))
            for row in rows:
                later = row.due_at + timedelta(minutes=1)
                await self.execute(update(t.timers).where(c.id == row.id).values(due_at=later))

    return fired


def _lost_on_restart(real: Any) -> Any:
    async def prepare(self: Engine) -> None:
        """What came due while nobody was there is forgotten."""
        await real(self)
        async with self.store.write() as transaction:
            await transaction.fired([row.id for row in await transaction.due(self.clock.now(), 99)])

    return prepare


def _new_each_time(real: Any) -> Any:
    seen: list[int] = []

    def kept_id(given: str) -> str:
        """Every second time an update is taken for another one."""
        seen.append(1)
        return f"{given}+" if len(seen) % 2 else given

    return kept_id


def _in_clear(real: Any) -> Any:
    """Secrets are kept as they are."""
    return lambda self, text, least=0: f"clear-0-{text}"


def _wrong_message(real: Any) -> Any:
    async def targets(sending: Sending, rows: Sequence[Any]) -> dict[int, str | None]:
        """An edit changes whatever was said last in the chat."""
        found = await real(sending, rows)
        for row in rows:
            if found[row.id] is not None:
                newest = await sending._transaction.rows(
                    select(t.outbox.c.remote)
                    .where(
                        t.outbox.c.chat == row.chat,
                        t.outbox.c.account == row.account,
                        t.outbox.c.kind == "send",
                        t.outbox.c.remote.is_not(None),
                    )
                    .order_by(t.outbox.c.id.desc())
                    .limit(1)
                )
                found[row.id] = newest[0].remote if newest else found[row.id]
        return found

    return targets


def _no_line(real: Any) -> Any:
    def write_journal(self: UnitOfWork, activity: Any, trigger: Any, decision: Any) -> None:
        """What a timer does is not written down."""
        if trigger.actor is not None:
            real(self, activity, trigger, decision)

    return write_journal


def _stale_cache(real: Any) -> Any:
    async def recollect(self: Engine, transaction: Transaction) -> None:
        """After a commit of which nobody knows, the engine believes its memory."""
        self._uncertain = False

    return recollect


def _half_written(real: Any) -> Any:
    def write_entry(self: UnitOfWork, workflow: Any, entry: Any, *, whole: bool) -> None:
        """A part that was changed three times keeps its third state."""
        if entry.version != 4:
            real(self, workflow, entry, whole=whole)

    return write_entry


def _interrupted_skipped(real: Any) -> Any:
    async def interrupted(self: Sending) -> list[Any]:
        """What was under way when the process stopped is not looked at."""
        return []

    return interrupted


def _left_may_act(real: Any) -> Any:
    def may(rules: Any, roster: Any, person: Any, permission: str, unit: int) -> bool:
        """The role alone counts, in every unit."""
        return person is not None and rules.grants(person.role, permission)

    return may


def _counts_wrong(real: Any) -> Any:
    def write_entry(self: UnitOfWork, workflow: Any, entry: Any, *, whole: bool) -> None:
        """The score that is counted is not the one of the part."""
        real(self, workflow, entry, whole=whole)
        row = self.changes.entries[entry.activity, entry.person]
        row["score"] += 100 if row["out_of"] else 0

    return write_entry


def _opened_to_all(real: Any) -> Any:
    """Sealed words are opened for every reader."""
    return lambda *_: True


def _never_released(real: Any) -> Any:
    async def settled(self: Engine, chats: Any) -> None:
        """What waits for a message in doubt waits for ever."""

    return settled


MUTANTS: Mapping[str, Mutant] = {
    "ack before commit": _instead(Ingest, "receive", _ack_before_commit),
    "engine not woken": _instead(Engine, "wake", _deaf),
    "delivery not woken": _instead(Delivery, "wake", _deaf),
    "scheduler does not look again": _instead(Scheduler, "look_again", _deaf),
    "outage uses up a message": _instead(delivery_module, "after", _counted_on_crash),
    "order in a chat broken": _instead(Sending, "heads", _unordered),
    "claim not exclusive": _instead(Transaction, "claim", _not_exclusive),
    "right outlasts the role": _instead(workflow_module, "may", _once_and_for_all),
    "role counts in every unit": _instead(workflow_module, "may", _left_may_act),
    "timer fires twice": _instead(Transaction, "fired", _fires_again),
    "timer lost on restart": _instead(Engine, "prepare", _lost_on_restart),
    "duplicate accepted": _instead(ingest, "_kept_id", _new_each_time),
    "secret kept in clear": _instead(Seal, "seal", _in_clear),
    "secret opened to all": _instead(outbox, "may_open", _opened_to_all),
    "edit of the wrong message": _instead(delivery_module, "targets", _wrong_message),
    "journal line missing": _instead(UnitOfWork, "_write_journal", _no_line),
    "memory believed after a failed commit": _instead(Engine, "_recollect", _stale_cache),
    "part not written": _instead(UnitOfWork, "write_entry", _half_written),
    "score counted wrong": _instead(UnitOfWork, "write_entry", _counts_wrong),
    "interrupted message forgotten": _instead(Sending, "interrupted", _interrupted_skipped),
    "doubt never ends": _instead(Engine, "settled", _never_released),
}
