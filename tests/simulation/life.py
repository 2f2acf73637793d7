"""A life: what a seed draws, step by step, and what came of it.

Each step has a number of its own, from which it draws what it does; so a step that is left out does
not change what the others mean to do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.simulation import acts
from tests.simulation.invariants import in_the_end, just_now
from tests.simulation.loop import RestlessError
from tests.simulation.process import surroundings
from tests.simulation.world import KINDS_OF_PLATFORM, Options, World

STEPS = (5, 11)  # so many, at least and at most
CALM = 2 * 3600.0  # seconds in which everything that was due must be done once the faults stop
LATER = 40 * 3600.0  # then nobody acts any more, and what was set for later happens


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: an act or a fault; `seed`: what it draws from."""

    name: str
    seed: int

    def __str__(self) -> str:
        return f"{self.name}:{self.seed}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a seed draws."""

    seed: int
    options: Options
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a life went. `problems`: none if no rule was broken. `trace`: the same for the same
    life, whatever the machine."""

    plan: Plan
    problems: tuple[str, ...]
    trace: str
    actions: Mapping[str, int]
    ports: Mapping[str, int]


STARTS = (
    datetime(2026, 3, 6, 10, tzinfo=UTC),  # Friday evening in Shanghai
    datetime(2026, 3, 7, 22, tzinfo=UTC),  # hours before the clocks change in New York
    datetime(2026, 3, 28, 22, tzinfo=UTC),  # and in Berlin
    datetime(2026, 10, 24, 23, tzinfo=UTC),  # and back again
    datetime(2026, 12, 31, 14, tzinfo=UTC),  # the year ends in Shanghai
)


def _down(w: World, random: Random) -> None:
    """A platform is out of reach, for seconds or for the better part of an hour."""
    platform = random.choice(list(w.platforms.values()))
    lasts = random.choice((3.0, 60.0, 240.0, 1800.0))
    platform.down_until = w.loop.time() + lasts
    if random.random() < 0.3:
        platform.deaf_until = platform.down_until
    random.choice((acts.all_press, acts.rush))(w, random)


def _limited(w: World, random: Random) -> None:
    random.choice(list(w.platforms.values())).limited = random.choice((1, 3))


def _lost(w: World, random: Random) -> None:
    """Answers get lost: what was sent is there, and nobody knows."""
    random.choice(list(w.platforms.values())).lost = random.choice((1, 2, 4))


def _hangs(w: World, random: Random) -> None:
    random.choice(list(w.platforms.values())).hangs = random.choice((1, 2))


def _dies(w: World, random: Random) -> None:
    """The process is gone at one of the next ports, in the middle of an act."""
    w.faults.stop_at = random.randint(1, 40)
    w.faults.stop_side = random.choice(("before", "after"))
    random.choice((acts.all_press, acts.press, acts.say))(w, random)


def _commit_fails(w: World, random: Random) -> None:
    w.faults.commit_at = random.randint(1, 6)
    w.faults.commit_side = random.choice(("before", "after"))
    random.choice((acts.all_press, acts.press, acts.say))(w, random)


def _restart(w: World, random: Random) -> None:
    """The service is stopped in order, for a while."""
    w.stop()
    w.loop.advance(w.loop.time() + random.choice((1.0, 30.0, 1800.0, 7200.0)))
    w.start()


def _clock(w: World, random: Random) -> None:
    """The machine's clock is set, forward or back."""
    w.clock.set_by += timedelta(seconds=random.choice((-7200, -60, 30, 3600)))
    if w.process is not None:
        w.ask(lambda process: process.monitor.look())


def _wait(w: World, random: Random) -> None:
    w.advance(random.choice((20.0, 300.0, 1800.0, 3600.0, 6 * 3600.0, 20 * 3600.0)))


Does = Callable[[World, Random], None]
FAULTS: Mapping[str, tuple[int, Does]] = {
    "down": (3, _down),
    "limited": (1, _limited),
    "lost": (3, _lost),
    "hangs": (1, _hangs),
    "dies": (5, _dies),
    "commit fails": (3, _commit_fails),
    "restart": (2, _restart),
    "clock": (1, _clock),
}
ACTS: Mapping[str, tuple[int, Does]] = {
    "press": (14, acts.press),
    "press twice": (2, acts.press_twice),
    "all press": (5, acts.all_press),
    "rush": (6, acts.rush),
    "press old": (2, acts.press_old),
    "press others": (3, acts.press_others),
    "say": (3, acts.say),
    "answer": (6, acts.answer),
    "command": (3, acts.command),
    "edit": (2, acts.edit),
    "withdraw": (1, acts.withdraw),
    "like": (1, acts.like),
    "repeat": (2, acts.repeat),
    "disorder": (2, acts.disorder),
    "stranger": (1, acts.stranger),
    "leave chat": (1, acts.leave_chat),
    "begin": (3, acts.begin),
    "change member": (1, acts.change_member),
    "resign": (3, acts.resign),
    "confide": (2, acts.confide),
    "hold": (8, acts.hold),
    "wait": (5, _wait),
}
STEPS_BY_NAME: Mapping[str, tuple[int, Does]] = {**ACTS, **FAULTS}


def planned(seed: int) -> Plan:
    """What this seed draws."""
    random = Random(f"{seed} plan")
    options = Options(random.choice(STARTS), random.choice(tuple(KINDS_OF_PLATFORM)))
    names = list(STEPS_BY_NAME)
    weights = [STEPS_BY_NAME[each][0] for each in names]
    steps = [Step("begin", random.getrandbits(30)) for _ in range(random.choice((1, 1, 2)))]
    for name in random.choices(names, weights, k=random.randint(*STEPS)):
        steps.append(Step(name, random.getrandbits(30)))
    return Plan(seed, options, tuple(steps))


def lived(plan: Plan, *, told: Callable[[str], None] = lambda _: None) -> Outcome:
    """Live it. `told` is called with each step."""
    world = World(plan.seed, plan.options)
    problems: list[str] = []
    with surroundings(world.clock):
        try:
            world.start()
            for step in plan.steps:
                told(f"{world.clock.now():%d %H:%M:%S} {step}")
                random = Random(step.seed)
                STEPS_BY_NAME[step.name][1](world, random)
                world.advance(random.choice((0.0, 0.01, 0.3, 3.0, 3.0, 30.0)))
                problems = [*world.problems, *world.witness.problems, *just_now(world)]
                if problems:
                    break
            else:
                told("everything is in order from now on")
                problems = in_the_end(world, CALM, LATER)
        except RestlessError:
            problems = ["something is done over and over again, and time does not go on"]
        finally:
            outcome = _outcome(world, plan, problems)
            world.end()
    return outcome


def _outcome(world: World, plan: Plan, problems: Sequence[str]) -> Outcome:
    actions: dict[str, int] = {}
    traced = hashlib.sha256()
    database = world.disk.look()
    try:
        for row in database.execute("select id, at, action, activity, actor from journal"):
            actions[row["action"]] = actions.get(row["action"], 0) + 1
            traced.update(repr(tuple(row)).encode())
        for row in database.execute(
            "select id, state, kind, account, chat, attempts, key, remote, error, sent_at"
            " from outbox order by id"
        ):
            traced.update(repr(tuple(row)).encode())
    finally:
        database.close()
    for platform in world.platforms.values():
        for done in platform.done:
            traced.update(repr(done).encode())
    traced.update(json.dumps(sorted(world.faults.ports.items())).encode())
    return Outcome(plan, tuple(problems), traced.hexdigest(), actions, dict(world.faults.ports))
