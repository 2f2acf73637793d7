"""What outlasts a process: the disk, the platforms, the clock, and who watches all of it."""

from __future__ import annotations

import asyncio
import base64
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from adapters.memory.adapter import EVERYTHING
from service.core.access import Rules
from service.core.capabilities import Capabilities
from service.core.rate_limit import Pace, Rates
from service.runtime import real, unit_of_work
from service.runtime.outbound.outbox import reads
from service.runtime.registry import Registry, build_registry
from service.settings.rule_files import read_rule_book, with_procedures
from service.store.connection import Connection
from service.workflows import WORKFLOWS
from tests.simulation.disk import Disk
from tests.simulation.faults import Faults, database_error
from tests.simulation.loop import Loop
from tests.simulation.organization import ALPHA, BETA, EMPTY, LINKED, ROOMS, Prepared, prepare
from tests.simulation.platform import Platform
from tests.simulation.process import GoneError, Process
from tests.simulation.witness import Witness

STOPPING = 4.0  # seconds that a process has to end
RESTART = 1.0  # seconds until it is started again
FASTEST = 30.0  # seconds without a start that succeeds; then something is wrong


class Seal:
    """Seals as fast as a simulation needs: what is sealed can't be read at a glance, and the same
    text never looks alike."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def seal(self, text: str, least: int = 0) -> str:
        hidden = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
        return f"sealed-{next(self._numbers)}-{hidden}"

    def open(self, token: str) -> str:
        kind, _, hidden = token.split("-", 2)
        if kind != "sealed":  # as a mutant has it
            return hidden
        return base64.b64decode(hidden).decode("utf-8", "surrogatepass")


class Clock:
    """The time of the loop, from `start`; and what the machine's clock was set by."""

    def __init__(self, start: datetime, steady: Callable[[], float]) -> None:
        self._start = start
        self.steady = steady
        self.set_by = timedelta(0)

    def now(self) -> datetime:
        return self._start + timedelta(microseconds=round(self.steady() * 1e6)) + self.set_by


GROUPS = {room: room for _, room in ROOMS}
SLOW = Rates(Pace(30, 1.0), Pace(1, 1.0), Pace(20, 60.0), lambda chat: GROUPS.get(chat, ""))
KINDS_OF_PLATFORM: Mapping[str, Capabilities] = {
    "everything": replace(EVERYTHING, idempotent=False),
    "no edits": replace(EVERYTHING, idempotent=False, edits=False, erases=False),
    "plain": Capabilities(replies=True, deletions=True, overhears=True),
    "slow": replace(EVERYTHING, idempotent=False, rates=SLOW),
    "short": replace(EVERYTHING, idempotent=False, text_length=120),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What a life is like apart from its steps. `beta`: the kind of the second platform."""

    start: datetime
    beta: str = "everything"


@cache
def _disk() -> Disk:
    return Disk()


class World:
    """One life."""

    def __init__(self, seed: int, options: Options) -> None:
        self.options = options
        self.random = Random(f"{seed} world")
        self.faults = Faults(Random(f"{seed} faults"))
        self.loop = Loop(self._hop)
        self.clock = Clock(options.start, self.loop.time)
        self.witness = Witness()
        self.prepared = prepared()
        self.disk = _disk()
        self.disk.put(self.prepared.image)
        self.disk.before_commit = self._before_commit
        registry = _registry()
        watched = {kind: self.witness.watch(each) for kind, each in registry.workflows.items()}
        self.registry = replace(registry, workflows=watched)
        vars(real)["reads"] = self.witness.watch_reading(reads)
        kinds = {ALPHA: EVERYTHING, BETA: KINDS_OF_PLATFORM[options.beta]}
        self.platforms = {
            name: Platform(name, kind, Random(f"{seed} {name}"), self._is_gone)
            for name, kind in kinds.items()
        }
        for account, names in LINKED.items():
            for name in names:
                self.platforms[account].private(name)
        for account, room in ROOMS:
            self.platforms[account].room(room)
        self.words = itertools.count(1)
        self.start_roster, self.parents = self._roster()
        self.leaders = {
            number for number, each in self.start_roster.items() if each["role"] != "member"
        }
        self._learn_what_stands()
        self.alive = False
        self.starts = 0
        self.problems: list[str] = []
        unit_of_work._nonces = _nonces(Random(f"{seed} nonces"))
        self.process: Process | None = None

    def _roster(self) -> tuple[dict[int, dict[str, Any]], dict[int, int | None]]:
        """Who is who at the beginning, and which unit is below which."""
        database = self.disk.look()
        people = {
            row["id"]: dict(row)
            for row in database.execute("select id, unit, role, standing, active from people")
        }
        units = {
            row["id"]: row["parent"] for row in database.execute("select id, parent from units")
        }
        database.close()
        return people, units

    def _learn_what_stands(self) -> None:
        """The witness knows what was there before it came."""
        database = self.disk.look()
        for row in database.execute("select id, version from activities"):
            self.witness.versions[row["id"]] = row["version"]
        database.close()

    # -- the life of a process

    def start(self) -> None:
        """Begin a new process, and again if the database is down."""
        until = self.loop.time() + FASTEST
        while self.loop.time() < until:
            self.alive = True
            self.starts += 1
            process = self.process = Process(
                self.disk.open(), self.registry, self.clock, self.platforms, self.loop.time
            )
            with self.loop.running():
                begun = self.loop.create_task(process.serve())
            while not begun.done() and self.loop.advance(self.loop.time() + 0.1):
                pass
            if begun.done():
                begun.result()
            if process.ready and not self.loop.halted:
                return
            self.end()
            self.loop.advance(self.loop.time() + RESTART)
        raise AssertionError("the service does not start any more")

    def end(self) -> None:
        """The process is gone: whatever it was at never comes to an end."""
        self.alive = False
        self.loop.hop = self._hop_of_nobody
        for _ in range(5):
            for task in list(self.loop.tasks.values()):
                task.cancel()
            self.loop.advance(self.loop.time())
            if not self.loop.tasks:
                break
        else:
            raise AssertionError(f"tasks that do not end: {list(self.loop.tasks.values())}")
        self.loop.forget()
        self.loop.hop = self._hop
        self.witness.rolled_back()
        self.disk.let_go()
        self.loop.failures.clear()

    def stop(self) -> None:
        """As on SIGTERM: what is under way has a few seconds to come back."""
        if self.process is not None and self.process.ready:
            for each in reversed(self.process.tasks):
                each.cancel()
            self.process.failed.clear()
            self.loop.advance(self.loop.time() + STOPPING)
        self.end()

    def advance(self, seconds: float) -> None:
        """Let time pass. A process that stops on the way is started again."""
        until = self.loop.time() + seconds
        while not self.loop.advance(until):
            self.end()
            self.start()
        self._look_after_loops()

    def ask(self, work: Callable[[Process], Any]) -> Any:
        """Have the process do this, as a command does; None if nothing came of it."""
        process = self.process
        if process is None:
            return None

        async def asked() -> Any:
            try:
                return await work(process)
            except (GoneError, ValueError):
                return None
            except Exception as error:
                if type(error).__name__ != "OperationalError":
                    self.problems.append(f"a command failed: {type(error).__name__}: {error}")
                return None

        with self.loop.running():
            task = self.loop.create_task(asked())
        for _ in range(50):
            if task.done() or not self.loop.advance(self.loop.time() + 0.2):
                break
        result = task.result() if task.done() and not task.cancelled() else None
        if self.loop.halted:
            self.end()
            self.start()
        return result

    def _look_after_loops(self) -> None:
        if self.process is not None and self.process.failed:
            self.problems += [f"a loop ended: {each}" for each in self.process.failed]
            self.process.failed.clear()

    # -- the ports

    def _is_gone(self, port: str, side: Any) -> bool:
        if self.alive and self.faults.stops(port, side):
            self.loop.halt()
            return True
        return False

    def _before_commit(self) -> None:
        if self.alive and self.faults.commit_fails("before"):
            raise database_error()

    def _hop(self, future: asyncio.Future[Any], work: Callable[[], Any]) -> None:
        """The database's thread does this."""
        if self._is_gone("database", "before"):
            return
        writing = self.disk.writing()
        error: BaseException | None = None
        result = None
        try:
            result = work()
        except Exception as failed:
            error = failed
        ended = writing and not self.disk.writing()
        if ended and (error is not None or _gives_back(work)):
            self.witness.rolled_back()
        elif ended:
            self.witness.committed()
            if self.faults.commit_fails("after"):
                error = database_error()
        if self._is_gone("database", "after"):
            return
        takes = self.faults.database_takes()
        if takes:
            self.loop.call_later(takes, _settle, future, result, error)
        else:
            self.loop.call_soon(_settle, future, result, error)

    def _hop_of_nobody(self, future: asyncio.Future[Any], work: Callable[[], Any]) -> None:
        """There is no process any more; its connection is closed."""
        if _gives_back(work):
            work()
            future.set_result(None)
        else:
            future.set_exception(GoneError())


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)


def _gives_back(work: Callable[[], Any]) -> bool:
    return getattr(work, "__func__", None) is Connection._give_back


def _nonces(random: Random) -> Any:
    while True:
        yield "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=12))


@cache
def _registry() -> Registry:
    rules = Rules(book=with_procedures(read_rule_book("party-branch")))
    return build_registry(Seal(), rules=rules, workflows=WORKFLOWS)


@cache
def prepared() -> Prepared:
    """The organization in which every life begins."""
    disk = _disk()
    disk.put(EMPTY())

    def at_once(future: asyncio.Future[Any], work: Callable[[], Any]) -> None:
        try:
            future.set_result(work())
        except Exception as error:
            future.set_exception(error)

    loop = Loop(at_once)
    people, units = loop.complete(prepare(disk.open(), _registry()))
    disk.let_go()
    return Prepared(disk.image(), people, units)
