"""Verdicts of every vote profile, against an oracle that shares nothing with them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.rulebook import Exclusion, VoteProfile
from service.core.rulebook.verdict import (
    BASES,
    CountError,
    Election,
    Figures,
    above_cap,
    election,
    grade,
    needed,
    tally,
    verdict,
)
from service.settings.rule_files import read_rule_book

BOOKS = ("party-branch", "union", "club")
PROFILES = {each.id: each for name in BOOKS for each in read_rule_book(name).votes}
HALF, TWO_THIRDS, FOUR_FIFTHS = Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)
SHOULD, PRESENT = "should", "present"

# What the rules ask for, told once more: (share, whether it must be surpassed, of whom).
EXPECTED = {
    "ordinary_resolution": ((HALF, False, SHOULD), (HALF, True, SHOULD)),
    "admission": ((HALF, True, SHOULD), (HALF, True, SHOULD)),
    "conversion": ((HALF, True, SHOULD), (HALF, True, SHOULD)),
    "probation_extension": ((HALF, True, SHOULD), (HALF, True, SHOULD)),
    "probation_cancellation": ((HALF, True, SHOULD), (HALF, True, SHOULD)),
    "committee_resolution": ((HALF, False, SHOULD), (HALF, True, SHOULD)),
    "election_committee": ((FOUR_FIFTHS, False, SHOULD), (HALF, True, PRESENT)),
    "election_secretary_by_members": ((FOUR_FIFTHS, False, SHOULD), (HALF, True, PRESENT)),
    "election_secretary_by_committee": ((FOUR_FIFTHS, False, SHOULD), (HALF, True, SHOULD)),
    "delegate_election": ((FOUR_FIFTHS, False, SHOULD), (HALF, True, PRESENT)),
    "assessment_ballot": (None, None),
    "recognition_nomination": ((HALF, False, SHOULD), (HALF, True, SHOULD)),
    "straw_poll": (None, None),
    "union_election": ((TWO_THIRDS, False, SHOULD), (HALF, True, SHOULD)),
    "association_resolution": ((TWO_THIRDS, False, SHOULD), (HALF, True, PRESENT)),
    "association_election": ((TWO_THIRDS, False, SHOULD), (HALF, True, PRESENT)),
    "association_charter_change": ((TWO_THIRDS, False, SHOULD), (TWO_THIRDS, False, PRESENT)),
}
Rule = tuple[Fraction, bool, str] | None


def meets(rule: Rule, count: int, figures: Figures) -> bool:
    if rule is None:
        return True
    share, surpassed, base = rule
    there = Fraction(count, getattr(figures, base))
    return there > share if surpassed else there >= share


def oracle(profile: str, figures: Figures) -> str:
    """What the figures come to, in real fractions."""
    quorum, passes = EXPECTED[profile]
    if figures.returned > figures.given_out:
        return "void"
    if not meets(quorum, figures.present, figures):
        return "no_quorum"
    if passes is None:
        return "advisory"
    if meets(passes, figures.yes, figures):
        return "passed"
    half = profile == "conversion" and Fraction(figures.yes, figures.should) == HALF
    return "put_off" if half else "failed"


def near(rule: Rule, figures: Figures, most: int) -> list[int]:
    """The numbers around the boundary of the rule, and both ends."""
    least = round(rule[0] * getattr(figures, rule[2])) if rule else 0
    return sorted({each for each in (0, least - 1, least, least + 1, most) if 0 <= each <= most})


def boundaries(profile: VoteProfile) -> Iterator[Figures]:
    """Every size from 3 to 50, each with the presence, the written opinions and the yes around what
    the rule asks for."""
    quorum, passes = EXPECTED[profile.id]
    for should in range(3, 51):
        for present in near(quorum, Figures(should), should):
            if not present and passes and passes[2] == PRESENT:
                continue
            written = min(2, should - present) if profile.written else 0
            there = Figures(should, present, written, present, present, present)
            for yes in near(passes, there, present + written):
                yield Figures(should, present, written, present, present, present, 0, yes, seats=1)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda each: each.id)
def test_every_profile_decides_as_its_rule_says(profile: VoteProfile) -> None:
    cases = list(boundaries(profile))
    assert len({each.should % 2 for each in cases}) == 2
    assert len(cases) >= 200
    for each in cases:
        found = verdict(profile, each)
        assert found.outcome == oracle(profile.id, each), each
        quorum, passes = EXPECTED[profile.id]
        enough = [n for n in range(51) if meets(quorum, n, each)]
        assert found.needed_present == enough[0]
        if each.present:
            agree = [n for n in range(52) if meets(passes, n, each)]
            assert found.needed == agree[0]


def test_there_are_more_than_two_thousand_cases_and_every_outcome_among_them() -> None:
    cases = [(each.id, figures) for each in PROFILES.values() for figures in boundaries(each)]
    assert len(cases) >= 2000
    seen = {oracle(*each) for each in cases}
    assert seen == {"no_quorum", "advisory", "passed", "put_off", "failed"}
    assert set(EXPECTED) == set(PROFILES)


# should, present, written yes, yes: whether the meeting is valid, whether it passes
VECTORS = [
    ("ordinary_resolution", (10, 5, 0, 5), True, False),
    ("ordinary_resolution", (10, 6, 0, 6), True, True),
    ("ordinary_resolution", (11, 5, 0, 5), False, False),
    ("ordinary_resolution", (11, 6, 0, 6), True, True),
    ("admission", (10, 5, 3, 5), False, False),
    ("admission", (10, 6, 1, 5), True, True),
    ("admission", (10, 6, 0, 5), True, False),
    ("admission", (3, 2, 0, 2), True, True),
    ("conversion", (16, 8, 0, 8), False, False),
    ("conversion", (16, 9, 0, 8), True, False),
    ("conversion", (16, 9, 0, 9), True, True),
    ("election_committee", (10, 8, 0, 5), True, True),
    ("election_committee", (10, 8, 0, 4), True, False),
    ("election_committee", (10, 7, 0, 7), False, False),
    ("election_committee", (11, 8, 0, 8), False, False),
    ("election_committee", (11, 9, 0, 5), True, True),
    ("election_committee", (3, 2, 0, 2), False, False),
    ("union_election", (30, 20, 0, 16), True, True),
    ("union_election", (30, 20, 0, 15), True, False),
]


@pytest.mark.parametrize(("profile", "counted", "valid", "passed"), VECTORS)
def test_cases_counted_by_hand(
    profile: str, counted: tuple[int, int, int, int], valid: bool, passed: bool
) -> None:
    should, present, written, yes = counted
    figures = Figures(should, present, written, present, yes, yes, yes=yes + written)
    found = verdict(PROFILES[profile], figures)
    assert (found.outcome != "no_quorum") == valid
    assert (found.outcome == "passed") == passed


def test_exactly_half_puts_a_conversion_off_and_fails_a_resolution() -> None:
    figures = Figures(16, 9, 0, 9, 9, 9, yes=8)
    assert verdict(PROFILES["conversion"], figures).outcome == "put_off"
    assert verdict(PROFILES["ordinary_resolution"], figures).outcome == "failed"


@pytest.mark.parametrize(("seats", "candidates"), [(3, 4), (5, 6), (7, 9)])
def test_there_are_a_fifth_more_candidates_than_seats(seats: int, candidates: int) -> None:
    assert PROFILES["election_committee"].least_candidates(seats) == candidates
    assert PROFILES["election_secretary_by_committee"].least_candidates(seats) == seats


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda each: each.id)
def test_more_ballots_back_than_given_out_void_every_vote(profile: VoteProfile) -> None:
    figures = Figures(10, 10, 0, 10, 11, 11, yes=11)
    assert verdict(profile, figures).outcome == "void"


def test_written_opinions_are_votes_only_where_the_rule_says_so() -> None:
    written = {each.id for each in PROFILES.values() if each.written}
    assert written == {"admission", "conversion", "probation_extension", "probation_cancellation"}


def test_each_rule_names_what_is_known() -> None:
    for name in BOOKS:
        book = read_rule_book(name)
        rules = [rule for each in book.votes for rule in (each.quorum, each.passes, each.surplus)]
        assert {rule.base for rule in rules if rule} <= set(BASES)
        exclusions: tuple[Exclusion, ...] = book.exclusions
        for ground in exclusions:
            assert all(book.vote(each) for each in ground.votes)
            assert "superior_consent" in ground.needs
    assert len(read_rule_book("party-branch").exclusions) == 7


def test_a_club_and_a_union_use_words_of_their_own() -> None:
    for name in ("club", "union"):
        names = [each.name.zh + each.name.en for each in read_rule_book(name).votes]
        assert not [each for each in names if "党" in each or "Party" in each]


# -- elections

COMMITTEE = PROFILES["election_committee"]


def elected(votes: dict[str, int], seats: int, present: int = 10, **how: bool) -> Election:
    figures = Figures(10, present, seats=seats, given_out=present, returned=present)
    return election(COMMITTEE, figures, votes, **how)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({"a": 9, "b": 8, "c": 7, "d": 3}, Election(("a", "b", "c"), (), 0, ("d",), 6)),
        ({"a": 9, "b": 8, "c": 7, "d": 7}, Election(("a", "b"), ("c", "d"), 1, (), 6)),
        ({"a": 7, "b": 7, "c": 7, "d": 7}, Election((), ("a", "b", "c", "d"), 3, (), 6)),
        ({"a": 6, "b": 5, "c": 5, "d": 0}, Election(("a",), (), 2, ("b", "c", "d"), 6)),
        ({"d": 6, "a": 10, "b": 8, "c": 7}, Election(("a", "b", "c"), (), 0, (), 6)),
    ],
)
def test_three_seats(votes: dict[str, int], expected: Election) -> None:
    assert elected(votes, 3) == expected


def test_a_runoff_is_won_by_more_votes_alone() -> None:
    assert elected({"c": 4, "d": 3}, 1, runoff=True).elected == ("c",)
    assert elected({"c": 4, "d": 4}, 1, runoff=True).tied == ("c", "d")


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.integers(1, 5), st.integers(10, 12))
def test_an_election_fills_seats_by_votes_and_never_by_chance(
    yes: list[int], seats: int, present: int
) -> None:
    votes = {f"c{at}": min(count, present) for at, count in enumerate(yes)}
    found = elected(votes, seats, present)
    majority = {each for each, count in votes.items() if Fraction(count, present) > HALF}
    assert set(found.failed) == set(votes) - majority
    assert len(found.elected) + found.vacant == seats
    assert set(found.elected) | set(found.tied) <= majority
    lowest = min((votes[each] for each in found.elected), default=present + 1)
    assert all(votes[each] < lowest for each in majority - set(found.elected))
    if found.tied:
        assert len(found.tied) > found.vacant > 0
        assert len({votes[each] for each in found.tied}) == 1
    else:
        assert len(found.elected) == min(seats, len(majority))


# -- ballots, grades


def test_ballots_are_counted_twice() -> None:
    assert tally(("yes", "no"), ["yes", "no", "yes"]) == {"yes": 2, "no": 1}
    with pytest.raises(CountError):
        tally(("yes", "no"), ["yes", "maybe"])


def test_the_lower_of_two_grades_with_equally_many_ballots() -> None:
    grades = PROFILES["assessment_ballot"].choices
    assert grade(grades, {"excellent": 5, "qualified": 3}) == "excellent"
    assert grade(grades, {"excellent": 4, "qualified": 4}) == "qualified"
    assert grade(grades, {}) == ""


@pytest.mark.parametrize(("members", "most"), [(3, 1), (10, 3), (11, 3), (12, 4), (30, 10)])
def test_a_third_may_be_excellent(members: int, most: int) -> None:
    profile, figures = PROFILES["assessment_ballot"], Figures(assessed=members)
    assert above_cap(profile, figures, ["excellent"] * most) == 0
    assert above_cap(profile, figures, ["excellent"] * (most + 2)) == 2
    assert above_cap(PROFILES["admission"], figures, ["excellent"] * members) == 0


def test_what_is_needed_of_whom() -> None:
    for should, share in product((10, 11), (HALF, FOUR_FIFTHS)):
        profile = PROFILES["ordinary_resolution" if share == HALF else "election_committee"]
        assert needed(profile.quorum, Figures(should)) == -(
            -should * share.numerator // share.denominator
        )
