"""What a pulse is made of, one person's answers, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.core.queries import Summary
from service.core.texts import Named, Words, text
from service.sdk.state import State
from service.sdk.turn import Turn

KIND, PERMISSION = "pulse", "pulse.manage"
SCALE = (1, 2, 3, 4, 5)
MOST, LONGEST = 3, 100  # questions, and characters of one
FEWEST = 5  # answers; fewer are not counted
ENDS = (15, 45)
"""In tenths, beyond these an average is not told: that all have chosen the same end of the scale
would tell what each has."""
COMPARED = 3  # pulses before, with whose average a new one is compared
FELL = 5  # tenths; from here on the secretary is told


@dataclass(frozen=True, slots=True)
class Pulse:
    """The definition: its questions, from the rules or typed."""

    title: str = ""
    questions: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """The progress. `unit`: whose it is. `answers`: how many were counted, 0: too few; `averages`:
    of each question, in tenths, between `ENDS`."""

    unit: int = 0
    answers: int = 0
    averages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """One person's answers, until they are counted; `until`: when the pulse closes, which tells
    nothing of when they answered. `given`: they were complete once they were counted."""

    values: tuple[int, ...] = ()
    until: datetime | None = None
    given: bool = False

    def summary(self) -> Summary:
        return Summary("answered" if self.given else "none", at=self.until if self.given else None)


PulseState = State[Pulse, Came]
PulseTurn = Turn[PulseState, Answers]


def title_of(state: PulseState) -> Words:
    """What it is called: as a plan names it, or by its month."""
    closes = state.schedule.closes_at
    if state.definition.title or closes is None:
        return state.definition.title or text("pulse-new")
    return text("pulse-name", month=closes.month, year=str(closes.year))


def counted(questions: int, parts: Iterable[Answers]) -> Came:
    """The average of each question over everybody who has answered all of them."""
    whole = [each.values for each in parts if each.given and len(each.values) == questions]
    if len(whole) < FEWEST:
        return Came()
    sums = (sum(each) for each in zip(*whole, strict=True))
    least, most = ENDS
    tenths = (min(max(round(10 * each / len(whole)), least), most) for each in sums)
    return Came(answers=len(whole), averages=tuple(tenths))


def fell(now: int, before: Sequence[int]) -> int:
    """By how many tenths it lies below the average of the last ones; 0: by less than `FELL`."""
    last = before[-COMPARED:]
    if not last:
        return 0
    less = round(sum(last) / len(last)) - now
    return less if less >= FELL else 0
