"""Whom the rules name for something, from a unit upwards, and what is done where one of them has no
chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.people import Person
from service.core.texts import text
from service.sdk.turn import Turn

KEEPS_ROSTER = "roster.manage"


def upwards(
    turn: Turn[Any, Any], unit: int | None, names: Sequence[str], *, but: int = 0
) -> tuple[Person, ...]:
    """Those whom the rules mean by these names, in this order: first of the unit, then of each one
    above it; `but` this person."""
    rules, book = turn.context.rules, turn.book
    found: dict[int, Person] = {}
    for each in turn.roster.path(unit):
        here = [person for person in turn.roster.here(each) if person.id != but]
        for name in names:
            found |= {x.id: x for x in here if x.id not in found and rules.among(book, x, name)}
    return tuple(found.values())


def tell_keepers(turn: Turn[Any, Any], person: int) -> list[Send]:
    """Whoever keeps the roster of this person's unit hears that they can't be reached."""
    known = turn.roster.people.get(person)
    keepers = turn.holders(KEEPS_ROSTER, known.unit if known is not None else None, but=person)
    said = Message(text("sdk-no-chat", name=turn.roster.name(person)))
    return turn.tell(keepers, "unreached", said)
