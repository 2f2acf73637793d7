"""People whom an organizer taps by name, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.core.message import Message
from service.core.people import Person
from service.core.workflow import Outcome
from service.sdk.panels import choice, grid, in_rows
from service.sdk.turn import Turn

MOST = 40  # who have a button


def tapped(turn: Turn[Any, Any], asked: Message, people: Sequence[Person], verb: str) -> Outcome:
    """The question with a button for each of these people, whose part it concerns."""
    if not people:
        return turn.refuse("sdk-nobody-left")
    apart = turn.roster.told_apart(people)
    taps = [choice(turn.activity, verb, apart[e.id], about=e.id) for e in people[:MOST]]
    rows = (*in_rows(taps, 3), *grid(turn.activity, "sdk-button-keep"))
    shown = turn.panel(Message(asked.body, asked.title, rows))
    return turn.done(f"{turn.activity.kind}.{verb}_asked", effects=shown)
