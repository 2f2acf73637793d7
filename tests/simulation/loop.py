"""An event loop whose time is made up: it goes on only when nothing is left to do just now.

Everything runs in one thread, in an order that depends on nothing but what was asked for: not on
addresses, hashes or the machine. What a thread would do happens at once, and is told of a moment
later.
"""

from __future__ import annotations

import asyncio
import heapq
from asyncio import events
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any

MOST_CALLS = 200_000  # without time going on; more is a loop that never rests

Hop = Callable[["asyncio.Future[Any]", Callable[[], Any]], None]


class RestlessError(Exception):
    """Something is done over and over again, and time does not go on."""


class NumberedTask(asyncio.Task[Any]):
    """A task whose place in a set depends on when it was made, not on where it lies in memory."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], loop: Loop, **rest: Any) -> None:
        self.number = loop.next_number()
        super().__init__(coroutine, loop=loop, **rest)

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return self is other


class Loop(asyncio.AbstractEventLoop):
    """`hop` does what a thread is asked to do, and settles the future."""

    def __init__(self, hop: Hop) -> None:
        self.hop = hop
        self.tasks: dict[int, NumberedTask] = {}  # that are not done
        self.failures: list[BaseException] = []  # of callbacks, and of tasks nobody waits for
        self._now = 0.0
        self._numbers = 0
        self._ready: deque[asyncio.Handle] = deque()
        self._later: list[tuple[float, int, asyncio.TimerHandle]] = []
        self.halted = False

    # -- driving

    def advance(self, until: float) -> bool:
        """Do everything up to this time. Returns whether it came to that: not once halted."""
        self.halted = False
        with self.running():
            while not self.halted and (self._ready or self._next() <= until):
                if not self._ready:
                    self._now = max(self._now, self._next())
                self._do_what_is_ready()
            if not self.halted:
                self._now = max(self._now, until)
        return not self.halted

    def complete(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run this to its end, whatever time that takes; its result."""
        with self.running():
            task = self.create_task(work)
        while not task.done():
            before = self._now
            if not self.advance(self._now if self._ready else self._next()):
                break
            if not self._ready and self._next() == float("inf") and self._now == before:
                break
        return task.result()

    def halt(self) -> None:
        """Do nothing more: `advance` returns."""
        self.halted = True

    @contextmanager
    def running(self) -> Iterator[None]:
        before = events._get_running_loop()
        events._set_running_loop(self)
        try:
            yield
        finally:
            events._set_running_loop(before)

    def _do_what_is_ready(self) -> None:
        calls = 0
        while self._later and self._later[0][0] <= self._now:
            _, _, due = heapq.heappop(self._later)
            if not due.cancelled():
                self._ready.append(due)
        while self._ready and not self.halted:
            handle = self._ready.popleft()
            if not handle.cancelled():
                handle._run()
            calls += 1
            if calls > MOST_CALLS:
                raise RestlessError

    def _next(self) -> float:
        while self._later and self._later[0][2].cancelled():
            heapq.heappop(self._later)
        return self._later[0][0] if self._later else float("inf")

    def forget(self) -> None:
        """Whatever was still to come is not done any more."""
        self._ready.clear()
        self._later.clear()

    def next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    # -- what asyncio asks of a loop

    def time(self) -> float:
        return self._now

    def call_soon(
        self, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(
        self, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self._now + max(delay, 0.0), callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._later, (when, self.next_number(), handle))
        return handle

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """It is passed over when its time comes."""

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, Any], *, name: object = None, **rest: Any
    ) -> NumberedTask:
        task = NumberedTask(coro, self, **rest)
        self.tasks[task.number] = task
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: Any) -> None:
        del self.tasks[task.number]

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        future = self.create_future()
        self.hop(future, (lambda: func(*args)) if args else func)
        return future

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is not None:
            self.failures.append(error)

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return events._get_running_loop() is self

    def is_closed(self) -> bool:
        return False
