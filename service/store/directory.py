"""Reads the directory: units, people, and the chats that reach them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from service.core.directory import Directory, Identity
from service.core.message import Place
from service.core.people import Language, Person, Roster, Unit, read_reminders
from service.core.texts import Secret
from service.store import tables as t
from service.store.transaction import Transaction


async def load_directory(
    transaction: Transaction, accounts: Collection[str] | None = None
) -> Directory:
    """Read the whole directory, in four queries. With `accounts`, only their chats and rooms can be
    written to: an account that was removed from the settings reaches nobody."""
    return await _with_rooms(transaction, await _with_everybody(transaction, accounts), accounts)


async def refresh_people(
    transaction: Transaction,
    directory: Directory,
    people: Collection[int],
    accounts: Collection[str] | None = None,
) -> Directory:
    """The directory with what has become of these people and their chats, in two queries."""
    ids = sorted(people)
    rows = await transaction.rows(select(t.people).where(t.people.c.id.in_(ids)))
    directory = directory.with_people(map(_person, rows))
    known = await transaction.rows(_NEWEST_FIRST.where(t.identities.c.person.in_(ids)))
    linked = _by_person(known, accounts)
    return directory.with_chats({each: linked.get(each, ()) for each in ids})


async def refresh_rooms(
    transaction: Transaction, directory: Directory, accounts: Collection[str] | None = None
) -> Directory:
    """The directory with what has become of the rooms."""
    return await _with_rooms(transaction, directory, accounts)


_NEWEST_FIRST = select(t.identities).order_by(
    t.identities.c.linked_at.desc(), t.identities.c.account, t.identities.c.user
)


async def _with_everybody(transaction: Transaction, accounts: Collection[str] | None) -> Directory:
    units = {
        row.id: Unit(
            row.id, row.name, row.parent, row.kind, cast(Language, row.language), row.timezone
        )
        for row in await transaction.rows(select(t.units))
    }
    rows = await transaction.rows(select(t.people).order_by("id"))
    roster = Roster(units, {row.id: _person(row) for row in rows})
    linked = _by_person(await transaction.rows(_NEWEST_FIRST), accounts)
    return Directory(roster).with_chats(linked)


async def _with_rooms(
    transaction: Transaction, directory: Directory, accounts: Collection[str] | None
) -> Directory:
    rooms: dict[int, list[Place]] = {}
    units: dict[Place, int] = {}
    unavailable = {
        place: why for place, why in directory.unavailable.items() if place in directory.owners
    }
    for row in await transaction.rows(select(t.rooms)):
        place = Place(row.account, row.place)
        units[place] = row.unit
        if row.gone or row.lacks:
            unavailable[place] = "out" if row.gone else row.lacks
        served = accounts is None or row.account in accounts
        if served and not row.gone and row.left_at is None:
            rooms.setdefault(row.unit, []).append(place)
    return replace(
        directory,
        rooms={unit: tuple(places) for unit, places in rooms.items()},
        units=units,
        unavailable=unavailable,
    )


def _by_person(
    rows: Iterable[Any], accounts: Collection[str] | None
) -> dict[int, tuple[Identity, ...]]:
    linked: dict[int, list[Identity]] = {}
    for row in rows:
        place, served = Place(row.account, row.place), accounts is None or row.account in accounts
        identity = Identity(row.user, place, row.linked_at, bool(row.gone), served)
        linked.setdefault(row.person, []).append(identity)
    return {person: tuple(each) for person, each in linked.items()}


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit=row.unit,
        role=row.role,
        standing=row.standing,
        language=cast(Language, row.language),
        timezone=row.timezone,
        group=row.group,
        contact=row.contact,
        active=row.active,
        channel=row.channel or "",
        reminders=read_reminders(row.reminders or ""),
        circumstances=Secret(token=row.circumstances.strip('"')) if row.circumstances else None,
        post=row.post or "",
        chosen=frozenset(filter(None, (row.chosen or "").split(","))),
    )
