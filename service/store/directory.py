"""Reads the directory: units, people, and the chats that reach them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import select

from service.core.directory import Directory, Identity
from service.core.message import Place
from service.core.people import Language, Person, Roster, Unit, read_reminders
from service.core.texts import Secret
from service.store import tables as t
from service.store.transaction import Transaction


async def load_directory(
    transaction: Transaction,
    accounts: Collection[str] | None = None,
    abroad: Mapping[str, str] = MappingProxyType({}),
) -> Directory:
    """Read the whole directory, in four queries. With `accounts`, only their chats and rooms can be
    written to: an account that was removed from the settings reaches nobody. `abroad`: by account,
    what a person must have agreed to (`Person.agreed`) to be reached there."""
    units = {
        row.id: Unit(
            row.id, row.name, row.parent, row.kind, cast(Language, row.language), row.timezone
        )
        for row in await transaction.rows(select(t.units))
    }
    people = {
        row.id: _person(row) for row in await transaction.rows(select(t.people).order_by("id"))
    }
    identities: dict[tuple[str, str], int] = {}
    homes: dict[int, list[Place]] = {}
    linked: dict[int, list[Identity]] = {}
    owners: dict[Place, int] = {}
    unavailable: dict[Place, str] = {}
    newest_first = select(t.identities).order_by(
        t.identities.c.linked_at.desc(), t.identities.c.account, t.identities.c.user
    )
    for row in await transaction.rows(newest_first):
        identities[row.account, row.user] = row.person
        place = Place(row.account, row.place)
        owners[place] = row.person
        gone = row.gone or (accounts is not None and row.account not in accounts)
        linked.setdefault(row.person, []).append(Identity(row.user, place, row.linked_at, gone))
        if row.gone:
            unavailable[place] = "out"
        person = people.get(row.person)
        needed = abroad.get(row.account)
        asked = needed is not None and (person is None or needed not in person.agreed)
        if not (gone or asked) and person is not None and person.active:
            # who has left hears nothing more
            homes.setdefault(row.person, []).append(place)
    rooms: dict[int, list[Place]] = {}
    by_place: dict[Place, int] = {}
    for row in await transaction.rows(select(t.rooms)):
        place = Place(row.account, row.place)
        by_place[place] = row.unit
        if row.gone or row.lacks:
            unavailable[place] = "out" if row.gone else row.lacks
        served = accounts is None or row.account in accounts
        if served and not row.gone and row.left_at is None:
            rooms.setdefault(row.unit, []).append(place)
    return Directory(
        Roster(units, people),
        identities,
        {person: tuple(places) for person, places in homes.items()},
        {unit: tuple(places) for unit, places in rooms.items()},
        by_place,
        owners,
        {person: tuple(each) for person, each in linked.items()},
        unavailable=unavailable,
        abroad=frozenset(abroad),
    )


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
        agreed=frozenset(filter(None, (row.agreed or "").split(","))),
    )
