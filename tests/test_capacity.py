"""What an organization asks of machines and platforms: the table of docs/scaling.md."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from service.capacity import plan
from service.cli.main import app

HOUR = 60.0


@pytest.mark.parametrize(
    ("members", "cells", "events", "taps", "gigabytes"),
    [
        (60_000, 1, 50_000, (480, 1_440, 6.7), 9),
        (3_000_000, 15, 2_500_000, (24_000, 72_000, 333), 456),
        (100_000_000, 500, 83_333_333, (800_000, 2_400_000, 11_111), 15_208),
    ],
)
def test_the_three_sizes_are_those_of_the_table(
    members: int, cells: int, events: int, taps: tuple[float, float, float], gigabytes: int
) -> None:
    need = plan(members, 20, "webchat")
    assert (need.cells, need.events_a_day) == (cells, events)
    reckoned = need.taps_mean, need.taps_peak, need.taps_whole_day
    assert reckoned == pytest.approx(taps, rel=0.01)
    assert need.bytes_a_year / 1e9 == pytest.approx(gigabytes, rel=0.02)


@pytest.mark.parametrize(
    ("members", "bots", "taps", "papers"),
    [(60_000, 1, 24, 2), (3_000_000, 28, 1_200, 60), (100_000_000, 926, 40_000, 1_997)],
)
def test_the_platform_is_what_limits(members: int, bots: int, taps: int, papers: int) -> None:
    assert plan(members, HOUR, "telegram").bots == bots
    need = plan(members, 20, "matrix")
    assert (need.homeservers, need.homeservers_whole) == (taps, papers)
    assert plan(members, 24 * HOUR, "matrix").homeservers <= max(
        1, taps / 70
    )  # time is what costs least


def test_a_small_organization_needs_one_process() -> None:
    need = plan(300, 20, "webchat")
    assert (need.processes, need.cells, need.bots, need.homeservers) == (1, 1, 0, 0)


@pytest.mark.parametrize(("members", "minutes"), [(0, 20), (300, 0), (-1, 20)])
def test_nothing_is_reckoned_for_nobody(members: int, minutes: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        plan(members, minutes, "webchat")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_command_says_it(language: str) -> None:
    words = ["plan-capacity", "--members", "3000000", "--platform", "telegram", "-l", language]
    said = CliRunner().invoke(app, words).output
    for figure in ("24,000", "72,000", "84", "15", "2,500,000"):
        assert figure in said
    refused = CliRunner().invoke(app, ["plan-capacity", "--members", "5", "--platform", "fax"])
    assert refused.exit_code == 2
