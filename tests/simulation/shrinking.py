"""From a life that breaks a rule to the few steps that it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.simulation.life import Plan, Step

MOST_LIVES = 80


def shrunk(plan: Plan, fails: Callable[[Plan], bool], most: int = MOST_LIVES) -> Plan:
    """The plan with as few steps as possible that still fails. Halves of the steps are left out,
    then quarters, down to single ones; at most so many lives are lived on the way."""
    left, size = list(plan.steps), max(len(plan.steps) // 2, 1)
    lives = 0
    while left and lives < most:
        position, shorter = 0, False
        while position < len(left) and lives < most:
            tried = left[:position] + left[position + size :]
            lives += 1
            if fails(_of(plan, tried)):
                left, shorter = tried, True
            else:
                position += size
        if size == 1 and not shorter:
            break
        size = max(size // 2, 1) if not shorter or size > 1 else 1
    return _of(plan, left)


def _of(plan: Plan, steps: list[Step]) -> Plan:
    return replace(plan, steps=tuple(steps))
