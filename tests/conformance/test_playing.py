"""The scenarios of `orglife play`, unchanged, on every platform: the same comes of them.

On each platform the same people play them all, one after the other, in the same rooms.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from service.play.loading import load_scenario
from service.play.run import Run, play_scenario
from service.testkit.applying import NotApplicable
from service.testkit.playing import Onstage, onstage
from tests.conformance.conftest import PLATFORMS

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
FILES = {
    each.stem: each
    for each in (*sorted(SAMPLE.glob("theme-day*.toml")), *sorted(SAMPLE.glob("scenarios/*.toml")))
}
STAGES = ("matrix-encrypted", "memory", "plain", "telegram", "webchat")
_in_memory: dict[str, Run] = {}


async def in_memory(name: str) -> Run:
    """What comes of the scenario as `orglife play` plays it, once."""
    if name not in _in_memory:
        _in_memory[name] = await play_scenario(load_scenario(FILES[name]))
    return _in_memory[name]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=STAGES)
async def troupe(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Onstage]:
    """People at their clients on a platform."""
    folder = tmp_path_factory.mktemp("stage")
    async with onstage(PLATFORMS[request.param], folder) as clients:
        yield clients


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", FILES)
async def test_a_scenario_comes_to_the_same_on_every_platform(name: str, troupe: Onstage) -> None:
    scenario = load_scenario(FILES[name])
    reason = troupe.missing(scenario.needs)
    if reason is not None:
        raise NotApplicable(reason)
    played = await play_scenario(scenario, troupe)
    troupe.end()
    assert [(each.step, each.what.key, each.diff) for each in played.failures] == []
    assert played.played == len(scenario.steps)
    assert played.report == (await in_memory(name)).report
