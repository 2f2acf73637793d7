"""Waits for a condition. The limit is far longer than necessary, because the machine may be busy:
only what never comes reaches it. Where that is expected, as of adapters that are broken on purpose,
`ORGLIFE_TEST_PATIENCE` sets a shorter one, in seconds."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = float(os.environ.get("ORGLIFE_TEST_PATIENCE", "300"))


def patience() -> asyncio.Timeout:
    """`async with patience(): …` fails if what is awaited in it never comes."""
    return asyncio.timeout(PATIENCE_SECONDS)


async def until(look: Callable[[], T], what: str = "", every: float = 0.01) -> T:
    """The result of `look` once it is true. Fails with `what` if it never is; `every`: seconds
    between two looks."""
    try:
        async with patience():
            while not (found := look()):  # noqa: ASYNC110 - whatever can be looked at
                await asyncio.sleep(every)
            return found
    except TimeoutError:
        raise AssertionError(f"never: {what or look}") from None


def wait_until(look: Callable[[], T], what: str, every: float = 0.1) -> T:
    """The same without an event loop."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(every)
    return found
