"""Whom an activity is for: everybody of its unit, or the people that it names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from service.core.effects import Send, ToRoom
from service.core.message import Message
from service.core.people import Person
from service.sdk.turn import Turn


def named_in(state: Any) -> tuple[int, ...]:
    """Whom it is for alone, where its progress has `named` people, who have a part from the opening
    on; (): everybody of its unit."""
    named: tuple[int, ...] = getattr(getattr(state, "progress", None), "named", ())
    return named


def invited(turn: Turn[Any, Any]) -> tuple[Person, ...]:
    """Whom it is for, in the order of the roster."""
    named, members = named_in(turn.state), turn.roster.members(turn.unit)
    return tuple(each for each in members if not named or each.id in named)


def in_room(turn: Turn[Any, Any], key: str, said: Message) -> tuple[Send, ...]:
    """In the rooms, unless it is for some people alone."""
    return () if named_in(turn.state) else (Send(ToRoom(turn.unit), key, said),)


def narrowed(
    turn: Turn[Any, Any], known: Collection[str], only_status: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The statuses of whom a word to the members is meant for (`ToMembers.only_status`): where it
    is for some people alone, `known` are all that a part can have, and nobody else has one."""
    return only_status or (tuple(known) if named_in(turn.state) else ())
