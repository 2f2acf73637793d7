"""What becomes of places: OrgLife is put out of a room, muted in it or let in again, a person
blocks it, a group gets another id. Platforms tell, and sending finds out: both come here as the
same event.

It is recorded once, a place that does not work is passed over, and whoever keeps the roster of the
branch is told what is lacking and what to do. Let in again, the place works again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from service.core.access import may
from service.core.directory import Directory
from service.core.events import PlaceEvent, PlaceMoved, StandingChanged
from service.core.message import Message, Place, Ref
from service.core.people import Person
from service.core.texts import Text, text
from service.ports import Barred, Gone, Moved, SendResult, Sent
from service.runtime.unit_of_work import Batch
from service.store.directory import load_directory
from service.store.places import Places

OUT: Final = "out"  # why a place is shut, when it is not for the lack of a right
_NAMED = 10  # people of one message


def found_out(
    results: Iterable[tuple[Place, SendResult]], directory: Directory
) -> Sequence[PlaceEvent]:
    """What sending has found out about places that is not known yet."""
    news: dict[Place, PlaceEvent] = {}
    for place, result in results:
        ref, shut = Ref(place, ""), directory.shut.get(place, "")
        match result:
            case Gone() if shut != OUT:
                news[place] = StandingChanged(ref, "", "out")
            case Barred(right) if shut != right:
                news[place] = StandingChanged(ref, "", "muted", right)
            case Moved(new):
                news[place] = PlaceMoved(ref, "", new)
            case Sent() if shut:
                news[place] = StandingChanged(ref, "", "in")
    return tuple(news.values())


async def note(batch: Batch, events: Iterable[PlaceEvent], at: datetime) -> Sequence[str]:
    """Record what has become of places, and tell who must know. Returns what was done."""
    unreached: dict[int, list[str]] = {}  # names by unit
    done = []
    for event in events:
        if isinstance(event, PlaceMoved):
            done.append(await _move(batch, event, at))
        elif event.standing == "in":
            done.append(await _open(batch, event, at))
        else:
            done.append(await _shut(batch, event, at, unreached))
    for unit, names in unreached.items():
        shown = "、".join(sorted(names)[:_NAMED])
        _tell(batch, unit, text("place-unreached", names=shown, n=len(names)))
    return done


async def _move(batch: Batch, event: PlaceMoved, at: datetime) -> str:
    places = _known(batch.directory, event.ref.place)
    if not places:
        return "unheard"
    units = _units(batch.directory, places)
    await batch.flush()
    for place in places:
        new = event.to + place.id.removeprefix(event.ref.place.id)
        await Places(batch.transaction).moved(place, new)
    batch.renew(await load_directory(batch.transaction))
    await batch.record("place.moved", event, at)
    for unit in units:
        _tell(batch, unit, text("place-moved", unit=_name(batch, unit)))
    return "place.moved"


async def _open(batch: Batch, event: StandingChanged, at: datetime) -> str:
    known = _known(batch.directory, event.ref.place)
    shut = [each for each in known if each in batch.directory.shut]
    if not known:
        return _invite_to_bind(batch, event)
    if not shut:
        return "unheard"
    units = _units(batch.directory, shut)
    await batch.flush()
    await Places(batch.transaction).opened(shut)
    batch.renew(await load_directory(batch.transaction))
    await batch.record("place.opened", event, at)
    for unit in units:
        _tell(batch, unit, text("place-opened", unit=_name(batch, unit)))
    return "place.opened"


async def _shut(
    batch: Batch, event: StandingChanged, at: datetime, unreached: dict[int, list[str]]
) -> str:
    why = event.lacks or OUT
    worse = (why, OUT)  # what is out stays out, whatever right it lacks besides
    directory = batch.directory
    places = [
        each
        for each in _known(directory, event.ref.place)
        if directory.shut.get(each, "") not in worse
    ]
    if not places:
        return "unheard"
    await batch.flush()
    await Places(batch.transaction).shut(places, event.lacks)
    batch.renew(await load_directory(batch.transaction))
    action = "place.muted" if event.lacks else "place.out"
    await batch.record(action, event, at)
    for unit in _units(directory, places):
        _tell(batch, unit, text(f"place-lacks-{why}", unit=_name(batch, unit)))
    for place in places:
        person = directory.roster.people.get(directory.owners.get(place, 0))
        if person is not None and person.active and batch.directory.home(person.id) is None:
            unreached.setdefault(person.unit, []).append(person.name)
    return action


def _invite_to_bind(batch: Batch, event: StandingChanged) -> str:
    """Whoever let OrgLife into a room and keeps a roster hears what comes next."""
    person = batch.directory.person(event.ref.place.account, event.sender)
    if person is None or event.ref.private or not _keeps_roster(batch, person, person.unit):
        return "unheard"
    word = Message(text("place-joined"))
    batch.writer.tell(person, word, event.ref.place.account, key="place")
    return "place.joined"


def _known(directory: Directory, place: Place) -> list[Place]:
    """The rooms and private chats that are this place or a part of it."""
    if place in directory.owners:
        return [place]
    return [each for each in directory.units if place.holds(each)]


def _units(directory: Directory, places: Iterable[Place]) -> list[int]:
    rooms: Mapping[Place, int] = directory.units
    return sorted({rooms[each] for each in places if each in rooms})


def _name(batch: Batch, unit: int) -> str:
    found = batch.directory.roster.units.get(unit)
    return found.name if found is not None else ""


def _tell(batch: Batch, unit: int, words: Text) -> None:
    """To those who keep the roster: of the unit, or of the nearest one above where one can be
    reached."""
    roster = batch.directory.roster
    for each in roster.path(unit):
        keepers = [
            person
            for person in roster.people.values()
            if person.unit == each
            and batch.directory.home(person.id) is not None
            and _keeps_roster(batch, person, unit)
        ]
        if keepers:
            for person in keepers:
                batch.writer.tell(person, Message(words), key="place")
            return


def _keeps_roster(batch: Batch, person: Person, unit: int) -> bool:
    return may(batch.registry.rules, batch.directory.roster, person, "roster.manage", unit)
