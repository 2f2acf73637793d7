"""Secret ballots by tap: what a decision may ask of an urn, and what it may know of one.

While a vote runs, its urn is locked: a ballot lies in it as a sealed envelope without a number, a
time or a name, under a key that is in no database. Who has voted stands elsewhere (in the parts of
the activity), as do the codes by which voters find that theirs was counted. Where a ballot can be
changed, its random handle is worked out from that key, its voter and a credential that nobody but
the voter has; without all three it is as good as drawn. At the close the
envelopes are opened, each ballot is cut into one slip for each matter, the slips are mixed, and
the key is erased.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.core.effects import Effect
from service.core.queries import Query


@dataclass(frozen=True, slots=True)
class LockUrn(Effect):
    """Begin with an empty urn for this round, under a key of its own."""

    round: int


@dataclass(frozen=True, slots=True)
class CastBallot(Effect):
    """Put a ballot into the urn, in the transaction that writes who has voted. `marks`: sealed
    (`SealedMark`), one for each matter; `code`: by which the voter finds it again. `credential`:
    with which this `person` alone can exchange it (`ChangeBallot`); "": nobody can."""

    round: int
    marks: tuple[str, ...]
    code: str
    person: int = 0
    credential: str = ""


@dataclass(frozen=True, slots=True)
class ChangeBallot(Effect):
    """Put these marks in place of those that the person has cast. `credential`: sealed, like the
    marks. The code stays."""

    round: int
    marks: tuple[str, ...]
    person: int
    credential: str


@dataclass(frozen=True, slots=True)
class OpenUrn(Effect):
    """Leave these slips in place of the envelopes, mixed, and erase the key. `slips`: for each
    matter, the choices of the valid ballots. Without slips nothing is left: the vote was called
    off."""

    round: int
    slips: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SealedMark(Query[str]):
    """What a voter has marked or typed, sealed by the key of this vote and padded to at least so
    many bytes; "" where the key is gone."""

    activity: int
    mark: str
    least: int = 256


@dataclass(frozen=True, slots=True)
class HasBallot(Query[bool]):
    """Whether the person has a ballot in the urn of this round that the credential exchanges."""

    activity: int
    round: int
    person: int
    credential: str


@dataclass(frozen=True, slots=True)
class Ballots:
    """What lies in the urn. `whole`: the ballots, while it is locked, each with a mark for each
    matter; mixed. `slips`: once it is open, for each matter its slips. `codes`: of all ballots, in
    alphabetical order."""

    whole: tuple[tuple[str, ...], ...] = ()
    slips: tuple[tuple[str, ...], ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Urn(Query[Ballots | None]):
    """What lies in the urn of this round; None: it is locked and its key is gone."""

    activity: int
    round: int
