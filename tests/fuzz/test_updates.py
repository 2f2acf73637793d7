"""Updates that no platform sends: each is handled, refused, or set aside alone, and nothing else
suffers from it. `make fuzz` tries ten thousand of each platform."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from service.ports import Update
from tests.amounts import SEED, UPDATES, again, no_more_memory_than, tell
from tests.fuzz.stage import fuzzed
from tests.fuzz.updates import PLATFORMS, Case, Platform
from tests.store.old_database import written_down

A_LIFE = 2500  # updates; then all is as it was, or most of it would be over
TOGETHER = 25
MEMORY = 400  # MB more than before


async def a_life(folder: Path, platform: Platform, start: int) -> Counter[str]:
    """So many updates from that number on come to a service as it was at first."""
    choices = [each["choice"] for each in written_down()["buttons"]]
    stop = min(UPDATES, start + A_LIFE)
    async with fuzzed(folder, platform.parse, platform.user_of, platform.place_of) as stage:
        users = sorted(stage.users.values())
        for first in range(start, stop, TOGETHER):
            made: list[Update] = []
            for number in range(first, min(stop, first + TOGETHER)):
                random = Random(f"{SEED}/{platform.name}/{number}")
                case = Case(random, number, random.choice(users), choices)
                with again(f"{platform.name} {number}"):
                    made += await platform.make(case)
            with again(f"{platform.name} {first} to {first + TOGETHER - 1}"):
                await stage.take(made)
        return stage.outcomes


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
async def test_nothing_that_comes_in_harms_anybody_else(tmp_path: Path, platform: Platform) -> None:
    outcomes = Counter[str]()
    with no_more_memory_than(MEMORY):
        for start in range(0, UPDATES, A_LIFE):
            outcomes += await a_life(tmp_path / str(start), platform, start)
    tell(f"{platform.name}: {dict(outcomes)}")
    assert outcomes["handled"] > outcomes.total() / 4, "much of it goes deeper than reading"
