"""How much is tried where things are tried at random: a little in `make test`, all of it in
`make faults` and `make fuzz`. The same seed tries the same; what fails says what it was."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

SEED = os.environ.get("ORGLIFE_TEST_SEED", "1")


def amount(of: str, usual: int) -> int:
    """How many: what ORGLIFE_TEST_<of> says, or as many as usual."""
    return int(os.environ.get(f"ORGLIFE_TEST_{of}", usual))


CRASHES = amount("CRASHES", 15)  # of the power, at random moments
FAULTS = amount("FAULTS", 5)  # days with a disk that fails
UPDATES = amount("UPDATES", 250)  # of each platform, mutated
FILES = amount("FILES", 150)  # mutated
PROCEDURES = amount("PROCEDURES", 100)  # of valid steps, each with a case
ENGINES = amount("ENGINES", 4)  # of procedures, each with a fault, of nine
KILLS = amount("KILLS", 4)  # of either of two processes over one PostgreSQL


@contextmanager
def again(what: str) -> Iterator[None]:
    """Whatever fails in here names what it was, and the seed with which it comes again."""
    try:
        yield
    except Exception as error:
        raise AssertionError(f"{what}; ORGLIFE_TEST_SEED={SEED}") from error


def tell(what: str) -> None:
    """Say what came of it, to whoever runs `pytest -s` or `-rP`."""
    print(f"seed {SEED}: {what}")  # noqa: T201


@contextmanager
def no_more_memory_than(megabytes: int) -> Iterator[None]:
    """What is done in here makes the process no larger than by this."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert grown < megabytes, f"{grown} MB more"
