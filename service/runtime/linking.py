"""Strangers become members: a one-time code links a chat identity to a person.

A wrong, used or expired code gets the same plain refusal, and guessing is slowed down.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from service.core.access import may
from service.core.events import CommandGiven, Joined, PlatformEvent, Said
from service.core.message import Message, Place
from service.core.people import Person
from service.core.texts import text
from service.runtime.batch import Batch
from service.runtime.causes import Cause
from service.runtime.routing import Arrival
from service.store.directory import load_directory

ATTEMPTS = 5
WITHIN = timedelta(minutes=10)
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
CODE_LENGTH = 10


def code_hash(code: str) -> str:
    """How a code is kept. Codes are random enough (50 bits) that a plain hash will do."""
    return hashlib.sha256(normal_code(code).encode()).hexdigest()


def normal_code(code: str) -> str:
    return "".join(each for each in code.upper() if each in CODE_ALPHABET)


class Linking:
    """Answers people who are not known yet."""

    def __init__(self) -> None:
        # When each identity tried, by inbox row: a batch that goes again counts once.
        self._attempts: dict[tuple[str, str], dict[int, datetime]] = {}

    async def welcome(self, batch: Batch, arrival: Arrival) -> str:
        """Link the stranger if they bring a good code; say how if not. Returns what was done."""
        event = arrival.event
        if not event.ref.private:
            return "unheard"
        code = _code_in(event)
        if not code:
            return self._say(batch, arrival.place, "code.wanted")
        if self._too_many(arrival):
            return self._say(batch, arrival.place, "code.refused")
        await batch.flush()
        person = await batch.transaction.use_code(code_hash(code), arrival.received_at)
        if person is None:
            return self._say(batch, arrival.place, "code.refused")
        await batch.transaction.link(arrival.place, event.sender, person, arrival.received_at)
        batch.renew(await load_directory(batch.transaction))
        actor = batch.directory.roster.people[person]
        joined = Joined(event.ref, event.sender)
        await batch.desk(Cause(joined, arrival.received_at, actor, actor.id, arrival.place.account))
        return "linked"

    def _too_many(self, arrival: Arrival) -> bool:
        """Whether this identity has tried too often of late; counts this attempt."""
        now = arrival.received_at
        who = (arrival.place.account, arrival.event.sender)
        earlier = self._attempts.pop(who, {})
        tried = {row: at for row, at in earlier.items() if at > now - WITHIN}
        tried[arrival.inbox] = now
        self._attempts[who] = tried
        if len(self._attempts) > 10_000:  # forget the quietest: memory is bounded
            self._attempts.pop(next(iter(self._attempts)))
        return len(tried) > ATTEMPTS

    @staticmethod
    def _say(batch: Batch, place: Place, key: str) -> str:
        batch.writer.say_to_stranger(place, Message(text(key)))
        return key.replace(".", "_")


def _code_in(event: PlatformEvent) -> str:
    match event:
        case Joined(code=code):
            return code
        case CommandGiven(name="start", args=args):
            return args
        case Said(text=said) if len(normal_code(said)) == CODE_LENGTH and len(said) < 40:
            return said
        case _:
            return ""


async def bind_room(batch: Batch, arrival: Arrival, actor: Person) -> str:
    """`/bind` in a room makes it the room of the unit of whoever may manage its roster."""
    if arrival.event.ref.private:
        batch.writer.tell(actor, Message(text("bind.in_a_room")), key="bind")
        return "bind_refused"
    if not may(batch.registry.rules, batch.directory.roster, actor, "roster.manage", actor.unit):
        batch.writer.tell(actor, Message(text("bind.not_allowed")), key="bind")
        return "bind_refused"
    await batch.flush()
    await batch.transaction.bind(arrival.place, actor.unit)
    batch.renew(await load_directory(batch.transaction))
    unit = batch.directory.roster.units[actor.unit]
    batch.writer.tell(actor, Message(text("bind.done", unit=unit.name)), key="bind")
    return "room_bound"
