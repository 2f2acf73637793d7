"""How a body decides: who must be there, how many must agree, and what a ballot offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.fractions import Fraction
from service.core.rulebook.origin import Origin
from service.core.texts import Named

VoteKind = Literal["resolution", "election", "assessment", "poll"]
WayOut = Literal["again", "extend", "later"]
Need = Literal["own_request", "superior_consent", "meeting_resolution"]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `num`/`den` of those whom `base` names should get this choice; more is a warning."""

    choice: str
    num: int
    den: int
    base: str = "assessed_members"

    def most(self, of: int) -> int:
        """The largest number that may, out of `of`."""
        return self.num * of // self.den


@dataclass(frozen=True, slots=True)
class VoteProfile:
    """`kind`: what is voted on: a motion, candidates, people to be graded, or options that are
    only asked about. `quorum`: None where nobody must be there. `passes`: None where nothing is
    decided.

    `choices`: the ids of what can be chosen, in the order of the ballot; `labels`: their names in
    that order, where they are not the usual ones. `secret`: whether nobody may learn who chose
    what. `written`: whether an opinion that is filed before the meeting counts as a vote (never as
    presence). `one_by_one`: each matter has a ballot of its own. `advisory`: the outcome decides
    nothing; `decides`: who does. `again`: a ballot that is cast in the chat can be changed until
    the close. `surplus`: how many more candidates than seats there must be; `write_in`: who votes
    no to a candidate may name another. `monitors`: how many must watch the count. `exactly_half`:
    what can follow where exactly half agree, which puts the matter off. `cap`: of a choice.
    `notice_days`: before the meeting. `least_shown`: with fewer ballots a secret vote by tap is not
    opened, for its figures would say who chose what.
    """

    id: str
    name: Named
    kind: VoteKind = "resolution"
    quorum: Fraction | None = None
    passes: Fraction | None = None
    choices: tuple[str, ...] = ("yes", "no", "abstain")
    labels: tuple[Named, ...] = ()
    secret: bool = False
    written: bool = False
    one_by_one: bool = True
    advisory: bool = False
    decides: tuple[str, ...] = ()
    again: bool = True
    surplus: Fraction | None = None
    write_in: bool = False
    monitors: int = 0
    exactly_half: tuple[WayOut, ...] = ()
    cap: Cap | None = None
    notice_days: int = 0
    least_shown: int = 5
    origin: Origin = field(default_factory=Origin)

    def least_candidates(self, seats: int) -> int:
        """How many candidates there must be at least for so many seats."""
        return seats + (self.surplus.least(seats) if self.surplus is not None else 0)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A ground on which a member is not counted among those who should attend. `needs`: what must
    have happened, all of it. `votes`: the profiles for which it holds. `months`: how long the
    ground must last."""

    id: str
    name: Named
    needs: tuple[Need, ...]
    votes: tuple[str, ...]
    months: int = 0
    origin: Origin = field(default_factory=Origin)
