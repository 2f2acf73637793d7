"""The inbox of the suite: it stores updates, and can be told to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from service.ports import Inbox, Update
from service.testkit.waiting import patience


class Recorder:
    """An inbox that keeps the promise of the port: known updates are dropped.

    `failing`: it can store nothing at the moment. `interrupted`: it stores updates, but stops
    before it can confirm them. `onward`: another inbox that also gets everything, unless `held`.
    """

    def __init__(self, onward: Inbox | None = None) -> None:
        self.onward = onward
        self.updates: list[Update] = []
        self.accounts: set[str] = set()
        self.calls = 0
        self.failing = False
        self.interrupted = False
        self.held = False
        self._grown = asyncio.Event()

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        self.calls += 1
        try:
            if self.failing:
                raise OSError("the disk is full")
            if self.onward is not None and not self.held:
                await self.onward.receive(account, updates)
            known = {each.id for each in self.updates}
            self.updates += [each for each in updates if each.id not in known]
            self.accounts.add(account)
            if self.interrupted:
                raise OSError("stopped")
        finally:
            self._grown.set()

    async def until_updates(self, count: int) -> None:
        """Wait until there are this many."""
        await self._until(lambda: len(self.updates) >= count, f"{count} updates")

    async def until_calls(self, count: int) -> None:
        """Wait until the adapter has tried this often to deliver something."""
        await self._until(lambda: self.calls >= count, f"{count} calls")

    async def _until(self, reached: Callable[[], bool], wanted: str) -> None:
        try:
            async with patience():
                while not reached():
                    self._grown.clear()
                    await self._grown.wait()
        except TimeoutError:
            raise AssertionError(
                f"waited for {wanted}; {len(self.updates)} came in {self.calls} calls"
            ) from None
