"""What becomes of places: OrgLife is put out of a room, muted in it or let in again, a person
blocks it, a group gets another id. Platforms tell, and sending finds out: both come here as the
same event.

It is recorded once, a place that does not work is passed over, and whoever keeps the roster of the
branch is told what is lacking and what to do. Let in again, the place works again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from service.core.access import may
from service.core.directory import Directory
from service.core.events import PlaceEvent, PlaceMoved, StandingChanged
from service.core.message import Message, Place, Ref
from service.core.people import Person
from service.core.texts import Text, text
from service.ports import Gone, Moved, PermissionDenied, SendResult, Sent
from service.runtime.accounts.platform_migration import post_again, standing_cards
from service.runtime.unit_of_work import UnitOfWork
from service.store.places import Places

OUT: Final = "out"  # why a place is shut, when it is not for the lack of a right
_NAMED = 10  # people of one message


def found_out(
    results: Iterable[tuple[Place, SendResult]], directory: Directory
) -> Sequence[PlaceEvent]:
    """What sending has found out about places that is not known yet."""
    news: dict[Place, PlaceEvent] = {}
    for place, result in results:
        ref, unavailable = Ref(place, ""), directory.unavailable.get(place, "")
        match result:
            case Gone() if unavailable != OUT:
                news[place] = StandingChanged(ref, "", "out")
            case PermissionDenied(right) if unavailable != right:
                news[place] = StandingChanged(ref, "", "muted", right)
            case Moved(new):
                news[place] = PlaceMoved(ref, "", new)
            case Sent() if unavailable:
                news[place] = StandingChanged(ref, "", "in")
    return tuple(news.values())


async def note(uow: UnitOfWork, events: Iterable[PlaceEvent], at: datetime) -> Sequence[str]:
    """Record what has become of places, and tell who must know. Returns what was done."""
    unreached: dict[tuple[int, bool], list[str]] = {}  # names by unit, and by how they come back
    done = []
    for event in events:
        if isinstance(event, PlaceMoved):
            done.append(await _move(uow, event, at))
        elif event.standing == "in":
            done.append(await _open(uow, event, at))
        else:
            done.append(await _shut(uow, event, at, unreached))
    for (unit, starts), names in unreached.items():
        shown = "、".join(sorted(names)[:_NAMED])
        word = text("place-unreached", names=shown, n=len(names), starts=int(starts))
        _tell(uow, unit, word)
    return done


async def _move(uow: UnitOfWork, event: PlaceMoved, at: datetime) -> str:
    places = _known(uow.directory, event.ref.place)
    if not places:
        return "unheard"
    units = _units(uow.directory, places)
    await uow.flush()
    for place in places:
        new = event.to + place.id.removeprefix(event.ref.place.id)
        cards = await standing_cards(uow, place) if place in uow.directory.units else []
        await Places(uow.transaction).moved(place, new)
        post_again(uow, cards, Place(place.account, new))
    await uow.reload_places(places)
    await uow.record("place.moved", event, at)
    for unit in units:
        _tell(uow, unit, text("place-moved", unit=_name(uow, unit)))
    return "place.moved"


async def _open(uow: UnitOfWork, event: StandingChanged, at: datetime) -> str:
    known = _known(uow.directory, event.ref.place)
    shut = uow.directory.unavailable
    unavailable = [
        each
        for each in known
        if each in shut and event.lacks in ("", shut[each]) and shut[each] not in event.without
    ]
    if not known and not event.lacks:
        return _invite_to_bind(uow, event)
    if event.without and known:
        return await _limited(uow, event, at, known, unavailable)
    if not unavailable:
        return "unheard"
    units = _units(uow.directory, unavailable)
    await uow.flush()
    await Places(uow.transaction).opened(unavailable)
    await uow.reload_places(unavailable)
    await uow.record("place.opened", event, at)
    for unit in units:
        _tell(uow, unit, text("place-opened", unit=_name(uow, unit)))
    return "place.opened"


async def _limited(
    uow: UnitOfWork,
    event: StandingChanged,
    at: datetime,
    known: Sequence[Place],
    unavailable: Sequence[Place],
) -> str:
    """It may write there, and not send everything: what can't be sent is told with the rest."""
    await uow.flush()
    if unavailable:
        await Places(uow.transaction).opened(unavailable)
        await uow.reload_places(unavailable)
    await uow.record("place.limited", event, at)
    lacks = "both" if len(event.without) > 1 else event.without[0]
    for unit in _units(uow.directory, known):
        _tell(uow, unit, text("place-limited", unit=_name(uow, unit), lacks=lacks))
    return "place.limited"


async def _shut(
    uow: UnitOfWork,
    event: StandingChanged,
    at: datetime,
    unreached: dict[tuple[int, bool], list[str]],
) -> str:
    why = event.lacks or OUT
    worse = (why, OUT)  # what is out stays out, whatever right it lacks besides
    directory = uow.directory
    places = [
        each
        for each in _known(directory, event.ref.place)
        if directory.unavailable.get(each, "") not in worse
    ]
    if not places:
        return "unheard"
    await uow.flush()
    await Places(uow.transaction).unavailable(places, event.lacks)
    await uow.reload_places(places)
    action = "place.muted" if event.lacks else "place.out"
    await uow.record(action, event, at)
    slash = uow.outbox.slashes.get(event.ref.place.account, "/")
    for unit in _units(directory, places):
        _tell(uow, unit, text(f"place-lacks-{why}", unit=_name(uow, unit), slash=slash))
    for place in places:
        person = directory.roster.people.get(directory.owners.get(place, 0))
        if person is not None and person.active and uow.directory.home(person.id) is None:
            way = person.unit, uow.starts(place.account)
            unreached.setdefault(way, []).append(directory.roster.name(person.id))
    return action


def tell_of_outage(uow: UnitOfWork, account: str, length: timedelta, missed: int) -> None:
    """To everybody who keeps a roster, once the platform is in reach again."""
    minutes = round(length / timedelta(minutes=1))
    platform = text("link-platform", account=account)
    word = text("place-outage", platform=platform, minutes=minutes, missed=missed)
    _tell_all_keepers(uow, Message(word))


def tell_of_damage(uow: UnitOfWork, files: Sequence[str]) -> None:
    """To everybody who keeps a roster: what the weekly check has found."""
    _tell_all_keepers(uow, Message(text("place-damaged", files=", ".join(files))))


def _tell_all_keepers(uow: UnitOfWork, word: Message) -> None:
    for person in uow.directory.roster.people.values():
        if person.role != "member" and _keeps_roster(uow, person, person.unit):
            uow.outbox.tell(person, word, key="place")


def _invite_to_bind(uow: UnitOfWork, event: StandingChanged) -> str:
    """Whoever let OrgLife into a room and keeps a roster hears what comes next."""
    person = uow.directory.person(event.ref.place.account, event.sender)
    if person is None or event.ref.private or not _keeps_roster(uow, person, person.unit):
        return "unheard"
    account = event.ref.place.account
    word = Message(text("place-joined", slash=uow.outbox.slashes.get(account, "/")))
    uow.outbox.tell(person, word, account, key="place")
    return "place.joined"


def _known(directory: Directory, place: Place) -> list[Place]:
    """The rooms and private chats that are this place or a part of it."""
    if place in directory.owners:
        return [place]
    return [each for each in directory.units if place.holds(each)]


def _units(directory: Directory, places: Iterable[Place]) -> list[int]:
    rooms: Mapping[Place, int] = directory.units
    return sorted({rooms[each] for each in places if each in rooms})


def _name(uow: UnitOfWork, unit: int) -> str:
    found = uow.directory.roster.units.get(unit)
    return found.name if found is not None else ""


def _tell(uow: UnitOfWork, unit: int, words: Text) -> None:
    tell_keepers(uow, unit, Message(words))


def tell_keepers(
    uow: UnitOfWork, unit: int, message: Message, *, but: Person | None = None
) -> None:
    """To those who keep the roster: of the unit, or of the nearest one above where one can be
    reached. `but`: who knows already."""
    roster = uow.directory.roster
    for each in roster.path(unit):
        keepers = [
            person
            for person in roster.here(each)
            if uow.directory.home(person.id) is not None and _keeps_roster(uow, person, unit)
        ]
        if keepers:
            for person in keepers:
                if but is None or person.id != but.id:
                    uow.outbox.tell(person, message, key="place")
            return


def _keeps_roster(uow: UnitOfWork, person: Person, unit: int) -> bool:
    return may(uow.registry.rules, uow.directory.roster, person, "roster.manage", unit)
