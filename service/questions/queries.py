"""Queries about question banks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from service.core.queries import Query
from service.questions.model import Bank


@dataclass(frozen=True, slots=True)
class Banks(Query[tuple[Bank, ...]]):
    """The question banks the unit may use: its own and those of the units above it."""

    unit: int


class OfUnit(Protocol):
    """A turn of an activity."""

    @property
    def unit(self) -> int: ...


def banks(turn: OfUnit) -> Banks:
    """What a transition may have looked up (`on(…, requires=…)`): the banks that the activity's
    unit may use."""
    return Banks(turn.unit)
