"""The conversations of whole votes, played in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from service.play.loading import load_scenario
from service.play.run import play_scenario

VOTES = sorted((Path(__file__).parents[3] / "config" / "sample" / "votes").glob("*.toml"))


@pytest.mark.parametrize("file", VOTES, ids=lambda each: each.stem)
def test_a_whole_vote_goes_as_it_says(file: Path) -> None:
    run = asyncio.run(play_scenario(load_scenario(file)))
    assert run.failures == ()
    assert {each.phase for each in run.report.activities} == {"closed"}
