"""Keeps the figures up: what a commit has touched is counted again within seconds, a unit at a
time, and lifted through the units above it."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from service.core.calendar import shown
from service.core.directory import Directory
from service.ports import Clock
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.office.reckoning import reckon
from service.store.database import DATABASE_DOWN
from service.store.rollups import OfUnit, Rollups

AT_ONCE = 8  # units that are counted in one turn: some hundredths of a second
PAUSE_SECONDS = 1.0  # between two looks at what was committed
LOOK_SECONDS = 60.0  # after which it looks whether a day has ended somewhere

log = get_logger()


class RollupKeeper:
    """Counts what has changed. `as_of`: up to when everything is counted; None: nothing is yet."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._directory = Directory()
        self._days: dict[int, str] = {}  # the day on which a unit was counted, on its own clock
        self._stale: set[int] = set()
        self._line: int | None = None
        self._wake = asyncio.Event()
        self.as_of: datetime | None = None

    @property
    def left(self) -> int:
        """How many units are still to be counted."""
        return len(self._stale)

    def wake(self) -> None:
        """Something was committed."""
        self._wake.set()

    async def run(self) -> None:
        """Count until cancelled. A database that fails is tried again."""
        while True:
            try:
                await self.catch_up()
            except DATABASE_DOWN as error:
                log.error("rollups.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            await asyncio.sleep(PAUSE_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_SECONDS)
            self._wake.clear()

    async def catch_up(self) -> None:
        """Count everything that has changed until now."""
        now = self._clock.now()
        await self._look(now)
        while self._stale:
            await self._count(sorted(self._stale)[:AT_ONCE], now)
            await asyncio.sleep(0)  # let the pages and the platforms have a turn
        self.as_of = now

    async def _look(self, now: datetime) -> None:
        """Find the units that are to be counted again: something was done there, somebody came,
        left or changed, or a day has ended."""
        engine = self._engine
        before, directory = self._directory, engine.directory
        async with engine.store.read() as transaction:
            rollups = Rollups(transaction)
            newest = await rollups.newest_line()
            if self._line is not None and newest > self._line:
                kinds = self._kinds()
                self._stale |= await rollups.touched(self._line, newest, kinds)
        self._line, self._directory = newest, directory
        for roster in (before.roster, directory.roster):
            people = (roster.people.get(x) for x in directory.people_changed_since(before))
            self._stale |= {each.unit for each in people if each is not None}
        units = directory.roster.units
        days = {zone: _day(now, zone) for zone in {each.timezone for each in units.values()}}
        self._stale |= {
            each.id for each in units.values() if self._days.get(each.id) != days[each.timezone]
        }
        self._stale &= directory.roster.units.keys()

    def _kinds(self) -> list[str]:
        return [
            each.kind
            for each in self._engine.registry.workflows.values()
            if each.counts_as or each.part_counts_as or (each.past and not each.discreet)
        ]

    async def _count(self, units: list[int], now: datetime) -> None:
        engine, directory = self._engine, self._directory
        async with engine.store.read() as transaction:
            found = await reckon(transaction, engine.registry, directory, units, now)
            kept = await Rollups(transaction).kept(units)
        changed = {unit: each for unit, each in found.items() if each != kept[unit]}
        if changed:
            keys = _keys((kept[unit], each) for unit, each in changed.items())
            async with engine.store.write() as transaction:
                rollups = Rollups(transaction)
                await rollups.replace(changed)
                if keys:
                    months, kinds = ({key[at] for key in keys} for at in (0, 1))
                    await rollups.lift(_levels(directory, changed), months, kinds)
        for unit in units:
            self._days[unit] = _day(now, directory.roster.unit_timezone(unit))
        self._stale.difference_update(units)


def _day(now: datetime, zone: str) -> str:
    return f"{shown(now, zone):%F}"


def _keys(pairs: Iterable[tuple[OfUnit, OfUnit]]) -> set[tuple[str, str]]:
    """The months and kinds whose figures differ."""
    found: set[tuple[str, str]] = set()
    for before, after in pairs:
        both = before.figures.keys() | after.figures.keys()
        found |= {each for each in both if before.figures.get(each) != after.figures.get(each)}
    return found


def _levels(directory: Directory, units: Iterable[int]) -> list[set[int]]:
    """The units and all above them, by how deep they lie, the deepest first."""
    levels: dict[int, set[int]] = defaultdict(set)
    for unit in units:
        path = [*directory.roster.path(unit)]
        for depth, each in enumerate(reversed(path)):
            levels[depth].add(each)
    return [levels[depth] for depth in sorted(levels, reverse=True)]
