"""What a vote has come to, from its rule and its figures alone.

Everything is counted twice in ways that share nothing, and whole numbers are compared only with
whole numbers. Where the two differ nothing is announced (`CountError`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.core.rulebook.fractions import Fraction
from service.core.rulebook.votes import VoteProfile

Decided = Literal["passed", "failed", "put_off", "no_quorum", "advisory", "void"]

BASES: Mapping[str, str] = {
    "should_attend_voters": "should",
    "should_attend_committee": "should",
    "union_should_attend": "should",
    "association_members": "should",
    "present_voters": "present",
    "association_present": "present",
    "seats": "seats",
    "assessed_members": "assessed",
}
"""The bases that a rule may name, by the figure that each stands for."""


class CountError(ArithmeticError):
    """Two counts of the same ballots differ."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`should`: those with a vote who should attend; `present`: of them, who are there; `written`:
    opinions filed before, which are among the votes and never among the present. `given_out`,
    `returned`, `valid` and `invalid`: ballots; of a vote by tap they are all that were cast.
    `seats`: to fill; `assessed`: how many are graded."""

    should: int = 0
    present: int = 0
    written: int = 0
    given_out: int = 0
    returned: int = 0
    valid: int = 0
    invalid: int = 0
    yes: int = 0
    no: int = 0
    abstain: int = 0
    seats: int = 0
    assessed: int = 0

    def of(self, base: str) -> int:
        """The number of those whom the base names. Raises KeyError for one that is not known."""
        return int(getattr(self, BASES[base]))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`needed_present` and `needed`: how many must be there and must agree; 0 where the rule does
    not ask for any."""

    outcome: Decided
    needed_present: int = 0
    needed: int = 0


def enough(rule: Fraction | None, count: int, figures: Figures) -> bool:
    """Whether `count` meets the rule; where there is none, any does."""
    if rule is None:
        return True
    of = figures.of(rule.base)
    held = rule.holds(count, of)
    if held != (count >= rule.least(of)):
        raise CountError(f"{count} of {of}: {rule.op} {rule.num}/{rule.den}")
    return held


def needed(rule: Fraction | None, figures: Figures) -> int:
    """The least number that meets the rule."""
    return rule.least(figures.of(rule.base)) if rule is not None else 0


def is_void(figures: Figures) -> bool:
    """More ballots have come back than were given out, or than there are people to fill them in."""
    return figures.returned > figures.given_out


def verdict(profile: VoteProfile, figures: Figures) -> Verdict:
    """What a motion has come to."""
    least = needed(profile.quorum, figures), needed(profile.passes, figures)
    return Verdict(_outcome(profile, figures), *least)


def _outcome(profile: VoteProfile, figures: Figures) -> Decided:
    if is_void(figures):
        return "void"
    if not enough(profile.quorum, figures.present, figures):
        return "no_quorum"
    if profile.passes is None or profile.advisory:
        return "advisory"
    if enough(profile.passes, figures.yes, figures):
        return "passed"
    half = 2 * figures.yes == figures.of(profile.passes.base)
    return "put_off" if half and profile.exactly_half else "failed"


# -- counting ballots


def tally(choices: Sequence[str], ballots: Iterable[str]) -> dict[str, int]:
    """How often each choice was made. Raises CountError where a second count differs, and where
    something was chosen that is no choice."""
    cast = list(ballots)
    counted = Counter(cast)
    found = {each: counted[each] for each in choices}
    left = sorted(cast)
    for each in choices:
        before = len(left)
        left = [other for other in left if other != each]
        if before - len(left) != found[each]:
            raise CountError(f"two counts of {each!r} differ")
    if left:
        raise CountError("a ballot is none of the choices")
    return found


# -- elections


@dataclass(frozen=True, slots=True)
class Election:
    """What a round has come to. `elected`: by votes, most first, then as they stood on the ballot;
    `tied`: for the last seats, too many of equally many votes; `vacant`: seats that are not filled,
    those of the tied among them. `failed`: who did not get enough votes."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    vacant: int
    failed: tuple[str, ...]
    needed: int


def election(
    profile: VoteProfile, figures: Figures, votes: Mapping[str, int], *, runoff: bool = False
) -> Election:
    """Who is elected. `votes`: the yes of each candidate, in the order of the ballot. `runoff`:
    a ballot among those who were tied, which more votes alone decide."""
    seats = figures.seats
    rule = None if runoff else profile.passes
    passed = [each for each, yes in votes.items() if enough(rule, yes, figures)]
    passed = [each for each in passed if votes[each]]
    failed = tuple(each for each in votes if each not in passed)
    ranked = sorted(passed, key=lambda each: -votes[each])
    elected = tuple(ranked[:seats])
    tied: tuple[str, ...] = ()
    if len(ranked) > seats and seats and votes[ranked[seats]] == votes[ranked[seats - 1]]:
        last = votes[ranked[seats]]
        tied = tuple(each for each in ranked if votes[each] == last)
        elected = tuple(each for each in ranked if votes[each] > last)
    found = Election(elected, tied, seats - len(elected), failed, needed(rule, figures))
    _recounted(found, votes, seats)
    return found


def _recounted(found: Election, votes: Mapping[str, int], seats: int) -> None:
    """By another way: of those who got enough, one is elected whom fewer than `seats` equal or
    surpass, and out whom as many surpass. Raises CountError where that differs."""
    able = [each for each in votes if each not in found.failed]
    for each in able:
        above = sum(votes[other] > votes[each] for other in able)
        level = sum(votes[other] == votes[each] for other in able)
        sure, hopeful = above + level <= seats, above < seats
        if sure != (each in found.elected) or (hopeful and not sure) != (each in found.tied):
            raise CountError(f"two counts of {each!r} differ")


# -- grades


def grade(choices: Sequence[str], counts: Mapping[str, int]) -> str:
    """The grade that most ballots give, the lower one of two with equally many; "" where there are
    none. `choices`: from the best down."""
    best = max((counts.get(each, 0) for each in choices), default=0)
    return [each for each in choices if counts.get(each, 0) == best][-1] if best else ""


def above_cap(profile: VoteProfile, figures: Figures, grades: Sequence[str]) -> int:
    """By how many the best grade was given more often than the rule has it."""
    cap = profile.cap
    if cap is None:
        return 0
    return max(0, grades.count(cap.choice) - cap.most(figures.of(cap.base)))
