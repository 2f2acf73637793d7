"""How a body decides: who must be there, how many must agree, and what a ballot offers."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.rulebook.fractions import Fraction
from service.core.rulebook.origin import Origin
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class VoteProfile:
    """`quorum`: None where nobody must be there. `passes`: None where nothing is decided.

    `choices`: the ids of what can be chosen, in the order of the ballot. `secret`: whether nobody
    may learn who chose what. `written`: whether an opinion that is filed before the meeting counts
    as a vote (never as presence).
    """

    id: str
    name: Named
    quorum: Fraction | None = None
    passes: Fraction | None = None
    choices: tuple[str, ...] = ("yes", "no", "abstain")
    secret: bool = False
    written: bool = False
    origin: Origin = field(default_factory=Origin)
