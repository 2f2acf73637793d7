"""A bounded part of what `make simulate` lives through, and that a seed is what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.simulation.__main__ import found_after, report
from tests.simulation.life import ACTS, FAULTS, Plan, Step, lived, planned
from tests.simulation.mutants import MUTANTS
from tests.simulation.shrinking import shrunk

ROOT = Path(__file__).parent.parent.parent
SEEDS = 300  # in one test run …
STRETCHES = 12  # … in so many tests, for as many cores
QUICK = (
    "ack before commit",
    "engine not woken",
    "delivery not woken",
    "order in a chat broken",
    "duplicate accepted",
    "journal line missing",
    "edit of the wrong message",
    "timer fires twice",
)


@pytest.mark.parametrize("stretch", range(STRETCHES))
def test_no_life_breaks_a_rule(stretch: int) -> None:
    """Different people, platforms and faults each time; a failure prints what it takes."""
    reached: Counter[str] = Counter()
    for seed in range(stretch * SEEDS // STRETCHES, (stretch + 1) * SEEDS // STRETCHES):
        outcome = lived(planned(seed))
        reached.update(outcome.actions)
        assert not outcome.problems, report(seed)
    assert len(reached) > 20, "these lives have seen next to nothing"


@pytest.mark.parametrize("name", QUICK)
def test_a_deliberate_fault_is_found(name: str) -> None:
    assert found_after(name, 12) is not None, f"{name} lives on"


def test_every_mutant_changes_the_product_and_leaves_no_trace() -> None:
    for name, mutant in MUTANTS.items():
        with mutant() as made:
            assert made is not None, name
    assert not lived(replace(planned(1), steps=())).problems


def test_a_seed_is_the_same_life_whatever_hashes_and_addresses_are() -> None:
    """In other processes, with other hashes of strings, and after another life."""
    told = {
        subprocess.run(
            [sys.executable, "-m", "tests.simulation", "--seed", "5"],
            env={**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        for hashes in ("1", "2")
    }
    lived(planned(4))
    here = lived(planned(5)).trace
    assert len(told) == 1
    assert here in told.pop()


def test_what_fails_is_shrunk_to_the_steps_that_it_takes() -> None:
    plan = Plan(0, planned(0).options, tuple(Step("press", number) for number in range(20)))

    def fails(each: Plan) -> bool:
        return {3, 17} <= {step.seed for step in each.steps}

    assert [step.seed for step in shrunk(plan, fails).steps] == [3, 17]


def test_the_lives_of_many_seeds_draw_every_act_and_every_fault() -> None:
    drawn = {step.name for seed in range(300) for step in planned(seed).steps}
    assert drawn == ACTS.keys() | FAULTS.keys()
