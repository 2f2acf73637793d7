"""How and where a member is: health and journey data.

It is kept sealed, and opened only for whom `access.may_know_circumstances` lets in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from service.core.queries import Query

Kind = Literal["quarantine", "ill", "hardship", "abroad", "away"]
KINDS: tuple[Kind, ...] = get_args(Kind)  # the most urgent first


@dataclass(frozen=True, slots=True)
class Circumstance:
    kind: Kind
    since: datetime  # when it was reported


@dataclass(frozen=True, slots=True)
class Circumstances(Query[Mapping[int, Circumstance]]):
    """How and where the members of the unit (0: the reader's own) are, by person, as far as
    `reader` may know it."""

    unit: int
    reader: int


def to_text(circumstance: Circumstance) -> str:
    """The circumstance as a text to be sealed."""
    return f"{circumstance.kind} {circumstance.since.astimezone(UTC).isoformat()}"


def from_text(kept: str) -> Circumstance | None:
    """The circumstance in an opened text; None for an empty one, or one of a later release."""
    name, _, since = kept.partition(" ")
    kind = next((each for each in KINDS if each == name), None)
    return Circumstance(kind, datetime.fromisoformat(since)) if kind else None
