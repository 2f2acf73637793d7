"""Scenarios that hold for every platform alike and are played in memory alone; one of each kind of
activity is played on all of them (`tests/conformance/test_playing.py`)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from service.play.loading import load_scenario
from service.play.run import play_scenario

FOLDER = Path(__file__).parents[2] / "config" / "sample" / "scenarios" / "in-memory"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda each: each.stem)
def test_a_scenario_goes_as_it_says(file: Path) -> None:
    run = asyncio.run(play_scenario(load_scenario(file)))
    assert run.failures == ()
