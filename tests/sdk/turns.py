"""A turn on a small activity, for the tests of the SDK."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from service.core.choices import ChoiceId
from service.core.events import Chose, Event, Said, TimerFired
from service.core.message import Chat, Ref
from service.core.people import Roster
from service.core.workflow import Activity, Context, Entry
from service.sdk.state import State, organizer_of
from service.sdk.testing import ACTIVITY, BRANCH, ROSTER, SECRETARY, START
from service.sdk.turn import Policy, Turn
from service.sdk.undo import Undo

HERE = Ref(Chat("memory", "@2"), "m1", private=True)
POLICY: Policy[Any] = Policy("roster.manage", organizer_of)


@dataclass(frozen=True, slots=True)
class Walk:
    """The definition of a walk."""

    title: str = ""
    starts_at: datetime | None = None
    people: int = 0
    dogs: bool = False


@dataclass(frozen=True, slots=True)
class Boots:
    """One person's part in it. `undo`: the newest step."""

    size: int = 0
    undo: Undo[Boots] | None = None


WALK: State[Walk, None] = State("draft", Walk(), None, SECRETARY)


def chose(verb: str, *args: str) -> Chose:
    return Chose(HERE, "2", ChoiceId(ACTIVITY, verb, args).encode())


def said(words: str, asked: str = "") -> Said:
    return Said(HERE, "2", words, asked=asked)


def fired(name: str, revision: int = 0) -> TimerFired:
    return TimerFired(name, START, revision)


def turn(
    event: Event,
    *,
    state: State[Walk, None] = WALK,
    by: int | None = SECRETARY,
    part: Boots | None = None,
    whose: int | None = None,
    roster: Roster = ROSTER,
    now: datetime = START,
) -> Turn[State[Walk, None], Boots]:
    """The event by this person. `whose`: whose part it concerns, when not the actor's own."""
    actor = roster.people.get(by) if by is not None else None
    person = whose if whose is not None else by
    entry = Entry(ACTIVITY, person, part) if person is not None else None
    activity = Activity(ACTIVITY, "walk", BRANCH, state)
    return Turn(Context(now, actor, roster), activity, entry, event, POLICY)


def retired(person: int) -> Roster:
    """The roster in which this person holds no office any more."""
    former = replace(ROSTER.people[person], role="member")
    return Roster(ROSTER.units, {**ROSTER.people, person: former})
