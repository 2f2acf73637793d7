"""What home keeps, whom it speaks to, and what its handlers have looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from service.core.effects import Effect
from service.core.membership import MemberChange
from service.core.message import Message
from service.core.people import Person
from service.core.queries import About, Channels, Ongoing, OwnDone, Templates
from service.core.workflow import Command, Decision
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class Home:
    phase: Literal["open"] = "open"


@dataclass(frozen=True, slots=True)
class Loose:
    """What somebody said in a room, to nobody in particular; with the file, if it was one."""

    account: str
    place: str
    message: str
    sender: str
    text: str
    at: datetime
    file: tuple[str, str, int, str] | None = None  # name, type, bytes, id
    album: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a member that can be taken back until then: how they were, and are since."""

    before: MemberChange
    after: MemberChange
    until: datetime


@dataclass(frozen=True, slots=True)
class Handed:
    """A post that was handed over, until when that can be taken back: how the next one and the one
    before were, and are since; what was `running` by it."""

    before: tuple[MemberChange, ...]
    after: tuple[MemberChange, ...]
    running: tuple[int, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's visits to home. `loose`: what they said in a room, while they are asked whether it
    was meant for one of the activities `asked`; `declined`: those for which they said no.
    `changed`: the last change of a member that they made.
    `exported_at`: when they were last sent what is kept about them; `archived_at`: an archive.
    `handed`: the last post that they handed over."""

    greeted_at: datetime | None = None
    loose: tuple[Loose, ...] = ()
    asked: tuple[int, ...] = ()
    declined: tuple[int, ...] = ()
    changed: Changed | None = None
    exported_at: datetime | None = None
    archived_at: datetime | None = None
    handed: Handed | None = None


HomeTurn = Turn[Home, Visit]

REHEARSED = frozenset({"draft", "scheduled"})
"""The phases in which an activity can be rehearsed: nobody has been told of it yet."""


def person_of(turn: HomeTurn) -> Person:
    """Who is at home."""
    return turn.roster.people[turn.person]


def may_begin(turn: HomeTurn, kind: str, unit: int) -> bool:
    """Whether the person may begin an activity of this kind in the unit."""
    listed = turn.context.menu.get(kind)
    if listed is None or not listed.permission:
        return False
    return turn.context.may(listed.permission, unit)


def may_give(turn: HomeTurn, command: Command) -> bool:
    """Whether the person may give this command in their own unit."""
    permission = command.permission
    return permission is None or turn.context.may(permission, person_of(turn).unit)


def startable(turn: HomeTurn) -> list[str]:
    """The kinds that the person may begin in their own unit, in the menu's order."""
    unit = person_of(turn).unit
    return [kind for kind in turn.context.menu if may_begin(turn, kind, unit)]


def answered(
    turn: HomeTurn, action: str, key: str, message: Message, *effects: Effect, prompt: str = ""
) -> Decision:
    """It is done, and the person reads the message."""
    return turn.done(action, effects=(*effects, *turn.reply(message, key, prompt=prompt)))


# -- what is looked up


def ongoing(turn: Turn[Any, Any]) -> Ongoing:
    return Ongoing(turn.person)


def own_done(turn: Turn[Any, Any]) -> OwnDone:
    return OwnDone(turn.person)


def channels(turn: Turn[Any, Any]) -> Channels:
    return Channels(turn.person)


def templates(turn: Turn[Any, Any]) -> Templates:
    return Templates(turn.person)


def about(turn: Turn[Any, Any]) -> About:
    """The activity that is spoken of: the choice's, or the prompt's, first number."""
    return About(first(turn), turn.person)


def first(turn: Turn[Any, Any]) -> int:
    return next(iter(turn.ints()), 0)
