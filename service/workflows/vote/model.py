"""What a vote is made of, how far it has come, and one person's part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from service.core.queries import Summary
from service.core.rulebook import VoteProfile
from service.core.rulebook.verdict import Decided, Figures
from service.core.texts import Named, Words, text
from service.sdk.state import State
from service.sdk.turn import Turn

PERMISSION = "vote.manage"
ROLL_ONLY = "roll"  # why somebody has no vote here: the meeting did not name them
STANDING = "standing"  # their standing has none
LEFT = "left"  # they have left
VOTED = "voted"  # in place of a choice that nobody may know


@dataclass(frozen=True, slots=True)
class Matter:
    """What a ballot asks about: the motion itself, a candidate, or who is graded. `person`: on the
    roster, 0: nobody there."""

    name: str = ""
    person: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """The definition. `profile`: the id of its rule; `options`: of a straw poll; `paper`: with
    ballot papers although the rule would have taps; `tap`: by taps although the rule, being secret,
    would have papers; `room`: asked in the room instead of in private; `tellers`, `monitors`: who
    counts, and who watches."""

    title: str = ""
    profile: str = ""
    options: tuple[str, ...] = ()
    candidates: tuple[Matter, ...] = ()
    seats: int = 0
    paper: bool = False
    tap: bool = False
    room: bool = False
    tellers: tuple[int, ...] = ()
    monitors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Voter:
    """One member of the unit as the roll has them. `why_not`: "" for who may vote; the id of a
    ground else, whose words are `ground`."""

    person: int
    why_not: str = ""
    ground: Named | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion that was filed in writing before the meeting: a choice on each matter."""

    person: int
    choice: str


@dataclass(frozen=True, slots=True)
class Count:
    """What one teller has counted. `lines`: for each matter, how often each choice was made;
    `write_ins`: others who were named, and how often."""

    teller: int
    given_out: int
    returned: int
    invalid: int
    lines: tuple[tuple[int, ...], ...]
    write_ins: tuple[tuple[str, int], ...] = ()

    @property
    def valid(self) -> int:
        return self.returned - self.invalid


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in the result. `stands`: "elected", "tied", "failed", or a grade."""

    matter: Matter
    counts: tuple[int, ...]
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a round has come to. `figures` are those of the one motion, or of the whole ballot."""

    outcome: Decided
    figures: Figures
    needed_present: int
    needed: int
    lines: tuple[Line, ...]
    at: datetime
    vacant: int = 0
    above_cap: int = 0


@dataclass(frozen=True, slots=True)
class Poll:
    """The progress. `rule`: as it was when the vote began; `book`: of which it is a part.
    `meeting`, `item`: whom the outcome is told to. `named`: who has a vote, where the meeting says
    so. `roll`: everybody of the unit, frozen at the opening; of a draft, who is left out by then.
    `present`: who is at the meeting, None: whoever votes. `matters`: on the ballot of this round,
    in its order; `seats`: to fill in it; `runoff`: more votes alone decide. `count`: the first of
    two. `results`: of the rounds so far. `reduced`: seats that were given up."""

    rule: VoteProfile | None = None
    book: str = ""
    meeting: int = 0
    item: str = ""
    named: tuple[int, ...] | None = None
    roll: tuple[Voter, ...] = ()
    present: tuple[int, ...] | None = None
    opinions: tuple[Opinion, ...] = ()
    matters: tuple[Matter, ...] = ()
    seats: int = 0
    runoff: bool = False
    count: Count | None = None
    results: tuple[Result, ...] = ()
    reduced: int = 0

    def entitled(self) -> tuple[int, ...]:
        """Those who have a vote and should attend."""
        return tuple(each.person for each in self.roll if not each.why_not)

    def elected(self) -> list[Line]:
        """Who has been elected, over all rounds."""
        lines = (line for each in self.results for line in each.lines)
        return [each for each in lines if each.stands == "elected"]


@dataclass(frozen=True, slots=True)
class Cast:
    """One person's part in a vote by tap, and since when it is so; `choice` "": none yet. Of a
    secret one it says `VOTED` at most, in which `round`; `marks`: of a ballot that is not cast yet,
    sealed; `change`: while a ballot that is cast is being changed, what it is changed with, sealed.
    Of a ballot paper nothing is known here."""

    choice: str = ""
    at: datetime | None = None
    marks: tuple[str, ...] = ()
    round: int = 0
    change: str = ""

    def voted(self, round_: int) -> bool:
        return bool(self.choice) and self.round == round_

    def summary(self) -> Summary:
        """Each round has a status of its own: no row is rewritten when the next one begins."""
        later = str(self.round + 1) if self.choice == VOTED and self.round else ""
        return Summary(f"{self.choice or 'none'}{later}", at=self.at)


VoteState = State[Ballot, Poll]
VoteTurn = Turn[VoteState, Cast]


def kept(state: VoteState, person: int) -> dict[str, object]:
    """What the vote itself keeps of the person: their line of the roll, and a written opinion."""
    poll = state.progress
    return {
        "roll": [each for each in poll.roll if each.person == person],
        "opinions": [each for each in poll.opinions if each.person == person],
    }


def rule_of(turn: VoteTurn) -> VoteProfile:
    """The rule that the vote is held by: its own copy, or, of a draft, that of the book."""
    ballot, poll = turn.state.definition, turn.state.progress
    found = poll.rule or turn.book.vote(ballot.profile)
    return found if found is not None else VoteProfile("", Named(""))


def on_paper(turn: VoteTurn) -> bool:
    """Whether ballot papers are handed out: for a secret vote unless taps were chosen, and where
    there is more than one matter."""
    rule, ballot = rule_of(turn), turn.state.definition
    if rule.secret:
        return not ballot.tap
    return rule.kind in ("election", "assessment") or ballot.paper


def by_secret_tap(turn: VoteTurn) -> bool:
    """Whether ballots are cast by tap into an urn."""
    return rule_of(turn).secret and turn.state.definition.tap


def in_room(turn: VoteTurn) -> bool:
    """Whether an open vote stands in the room for everybody at once."""
    return turn.state.definition.room and not rule_of(turn).secret and not on_paper(turn)


def part_now(turn: VoteTurn) -> Cast:
    """The part in this round; what was cast in an earlier one is nothing any more."""
    part, now = turn.part or Cast(), len(turn.state.progress.results)
    return part if part.round == now else Cast(round=now)


def choices_of(turn: VoteTurn) -> tuple[str, ...]:
    """The ids of what can be chosen; of a straw poll `o0`, `o1` …"""
    options = turn.state.definition.options
    return tuple(f"o{at}" for at in range(len(options))) if options else rule_of(turn).choices


def choice_words(turn: VoteTurn, choice: str) -> Words:
    """What a choice is called."""
    options, rule = turn.state.definition.options, rule_of(turn)
    if options and choice in choices_of(turn):
        return options[int(choice[1:])]
    if rule.labels and choice in rule.choices:
        return rule.labels[rule.choices.index(choice)]
    return text("vote-choice", choice=choice)


def told_figures(result: Result) -> Mapping[str, int]:
    """The figures as a meeting hears them."""
    figures = asdict(result.figures)
    return {**figures, "needed": result.needed, "needed_present": result.needed_present}
