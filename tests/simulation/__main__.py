"""Lives many seeds on both cores, or one again.

python -m tests.simulation --seeds 10000
python -m tests.simulation --seed 4711
python -m tests.simulation --mutants
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from tests.simulation.life import Outcome, Plan, lived, planned
from tests.simulation.mutants import MUTANTS
from tests.simulation.shrinking import shrunk
from tests.simulation.world import prepared

CHUNK = 20  # seeds that a process gets at once
MOST_SHOWN = 5  # failures that are shrunk


def live(seeds: Sequence[int]) -> tuple[list[tuple[int, tuple[str, ...]]], float]:
    """Those of the seeds that break a rule, with what is wrong, and the seconds of CPU."""
    began = time.process_time()
    failed = []
    for seed in seeds:
        outcome = lived(planned(seed))
        if outcome.problems:
            failed.append((seed, outcome.problems))
    return failed, time.process_time() - began


def ready() -> None:
    """Once in a process: what all lives share is made, and not looked through for garbage."""
    prepared()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def told(outcome: Outcome, plan: Plan) -> str:
    """A failure for its reader: the seed, its options, the steps it takes, and what is wrong."""
    lines = [
        f"seed {plan.seed}",
        f"  options  {plan.options.start:%Y-%m-%d %H:%M} UTC, beta: {plan.options.beta}",
        f"  steps    {', '.join(map(str, plan.steps)) or 'none'}",
        *(f"  broken   {each}" for each in outcome.problems[:5]),
        f"  again    python -m tests.simulation --seed {plan.seed}",
    ]
    return "\n".join(lines)


def report(seed: int) -> str:
    """What a failing seed comes down to."""
    plan = shrunk(planned(seed), lambda each: bool(lived(each).problems))
    return told(lived(plan), plan)


def found_after(name: str, most: int, first: int = 0) -> tuple[int, str] | None:
    """How many seeds it takes to find the mutant, and by what; None: it lives on."""
    prepared()  # the organization itself is sound
    with MUTANTS[name]():
        for seed in range(first, first + most):
            outcome = lived(planned(seed))
            if outcome.problems:
                return seed - first + 1, outcome.problems[0]
    return None


def chunks(first: int, count: int) -> Iterator[list[int]]:
    numbers = iter(range(first, first + count))
    while chunk := list(islice(numbers, CHUNK)):
        yield chunk


def simulate(first: int, count: int, processes: int) -> int:
    """Live them all. Returns how many broke a rule."""
    began, spent, done = time.monotonic(), 0.0, 0
    failed: list[tuple[int, tuple[str, ...]]] = []
    with ProcessPoolExecutor(processes, initializer=ready) as pool:
        for broken, seconds in pool.map(live, chunks(first, count)):
            failed += broken
            spent += seconds
            done = min(done + CHUNK, count)
            for seed, problems in broken:
                print(f"seed {seed}: {problems[0]}", flush=True)
            if done % 500 < CHUNK:
                minutes = (time.monotonic() - began) / 60
                print(f"{done} lives, {len(failed)} failed, {minutes:.1f} min", flush=True)
    for seed, _ in failed[:MOST_SHOWN]:
        print(report(seed), flush=True)
    minutes = (time.monotonic() - began) / 60
    each = spent / count if count else 0.0
    print(f"{count} lives from seed {first}: {len(failed)} failed, {minutes:.1f} min, "
          f"{each:.2f} s of CPU each")  # fmt: skip
    return len(failed)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=300, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="one life, told step by step")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--mutants", nargs="*", metavar="NAME", help="how soon each is found")
    given = parser.parse_args()
    if given.seed is not None:
        outcome = lived(planned(given.seed), told=print)
        print("\n".join(outcome.problems) or f"no rule was broken; trace {outcome.trace}")
        if outcome.problems:
            print(report(given.seed))
        return bool(outcome.problems)
    if given.mutants is not None:
        return _mutants(given.mutants or list(MUTANTS), given.seeds)
    return bool(simulate(given.first, given.seeds, given.processes))


def _mutants(names: Sequence[str], most: int) -> int:
    alive = 0
    for name in names:
        found = found_after(name, most)
        alive += found is None
        print(f"{name:40} " + (f"{found[0]:5}  {found[1]}" if found else f"not in {most}"))
        sys.stdout.flush()
    return alive


if __name__ == "__main__":
    sys.exit(main())
