"""The garbage collector stops the event loop while it looks: let it look seldom, at little."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG_OBJECTS = 20_000  # a batch makes thousands that are gone by its end


@contextmanager
def seldom() -> Iterator[None]:
    """What is there now stays, so later collections needn't look at it; they come less often.

    Nothing is collected first: that takes a tenth of a start, and finds next to nothing.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
