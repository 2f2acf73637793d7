"""The sample days of `orglife play`, unchanged, on every platform: the same comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.play.loading import load_scenario
from service.play.rehearsal import Rehearsal, rehearse
from service.testkit.platform import Open
from service.testkit.playing import onstage
from tests.conformance.conftest import PLATFORMS

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
_in_memory: dict[str, Rehearsal] = {}


async def in_memory(name: str) -> Rehearsal:
    """What comes of the day in memory, played once."""
    if name not in _in_memory:
        _in_memory[name] = await rehearse(load_scenario(SAMPLE / name))
    return _in_memory[name]


STAGES = ("memory", "matrix", "telegram", "webchat")


@pytest.mark.parametrize("platform_name", STAGES)
@pytest.mark.parametrize("name", ["theme-day.toml", "theme-day.en.toml"])
async def test_a_theme_day_comes_to_the_same_on_every_platform(
    name: str, platform_name: str, tmp_path: Path
) -> None:
    open_platform: Open = PLATFORMS[platform_name]
    scenario = load_scenario(SAMPLE / name)
    async with onstage(open_platform, tmp_path) as clients:
        played = await rehearse(scenario, clients)
    assert played.failures == ()
    assert played.played == len(scenario.steps)
    assert played.report == (await in_memory(name)).report
