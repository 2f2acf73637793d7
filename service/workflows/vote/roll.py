"""Who has a vote and should attend, and why everybody else does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.core.people import Person
from service.core.rulebook import VoteProfile
from service.core.rulebook.verdict import Figures
from service.core.strokes import by_strokes
from service.core.texts import Words, text
from service.core.workflow import Rejected
from service.workflows.vote.model import (
    LEFT,
    ROLL_ONLY,
    STANDING,
    Poll,
    Voter,
    VoteTurn,
    on_paper,
    rule_of,
)

COMMITTEE = "should_attend_committee"


def frozen(turn: VoteTurn) -> tuple[Voter, ...]:
    """The roll as it is now, in the order of a list."""
    rule, poll = rule_of(turn), turn.state.progress
    left_out = {each.person: each for each in poll.roll if each.why_not not in ("", LEFT)}
    people = turn.roster.members(turn.unit)
    if poll.named is not None:
        beside = {each.id for each in people}
        known = turn.roster.people
        people += tuple(known[each] for each in poll.named if each in known and each not in beside)
    ordered = by_strokes(people, lambda each: each.name)
    return tuple(
        left_out.get(each.id) or Voter(each.id, _why_not(turn, rule, each)) for each in ordered
    )


def _why_not(turn: VoteTurn, rule: VoteProfile, person: Person) -> str:
    named, rules = turn.state.progress.named, turn.context.rules
    if named is not None:
        return "" if person.id in named else ROLL_ONLY
    bases = {each.base for each in (rule.quorum, rule.passes) if each is not None}
    if COMMITTEE in bases and not (rules.in_committee(person) and person.unit == turn.unit):
        return ROLL_ONLY
    return "" if person.standing in rules.voting else STANDING


def present(poll: Poll, voted: Iterable[int] = ()) -> tuple[int, ...]:
    """Of those with a vote, who is there; without a meeting, whoever has voted."""
    entitled = frozenset(poll.entitled())
    there = poll.present if poll.present is not None else tuple(voted)
    return tuple(each for each in there if each in entitled)


def headcount(turn: VoteTurn, voted: Iterable[int] = ()) -> Figures:
    """The figures that are known before a ballot is counted."""
    poll = turn.state.progress
    entitled = poll.entitled()
    return Figures(
        should=len(entitled),
        present=len(present(poll, voted)),
        written=sum(each.person in entitled for each in poll.opinions),
        seats=poll.seats,
        assessed=len(poll.matters),
    )


def why_words(voter: Voter) -> Words:
    """Why somebody has no vote here; "" for who has."""
    if voter.ground is not None:
        return voter.ground
    return text("vote-why-not", why=voter.why_not) if voter.why_not else ""


def without(roll: tuple[Voter, ...], person: int) -> tuple[Voter, ...]:
    """The roll after somebody has left."""
    return tuple(
        replace(each, why_not=LEFT) if each.person == person and not each.why_not else each
        for each in roll
    )


# -- whose tap counts


def invited(turn: VoteTurn) -> tuple[int, ...]:
    """Whose tap counts: who has a vote, is there where that is known, and has filed nothing."""
    poll = turn.state.progress
    there = present(poll) if poll.present is not None else poll.entitled()
    filed = {each.person for each in poll.opinions}
    return tuple(each for each in there if each not in filed)


def refusal(turn: VoteTurn) -> Rejected | None:
    """Why the actor has no ballot to cast here."""
    poll, person = turn.state.progress, turn.actor.id if turn.actor is not None else 0
    voter = next((each for each in poll.roll if each.person == person), None)
    if on_paper(turn):
        return turn.refuse("vote-on-paper")
    if voter is None:
        return turn.refuse("sdk-not-invited")
    if voter.why_not:
        return turn.refuse("vote-no-vote", why=why_words(voter))
    if person in [each.person for each in poll.opinions]:
        return turn.refuse("vote-filed-already")
    return turn.refuse("vote-not-there") if person not in invited(turn) else None
