"""Reading the directory: the tree, the people and where they are reached."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import select

from service.core.directory import Directory
from service.core.message import Place
from service.core.people import Language, Person, Roster, Unit
from service.store import tables as t
from service.store.transaction import Transaction


async def load_directory(transaction: Transaction) -> Directory:
    """Read everybody, in four queries."""
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
    owners: dict[Place, int] = {}
    newest_first = select(t.identities).order_by(t.identities.c.linked_at.desc())
    for row in await transaction.rows(newest_first):
        identities[row.account, row.user] = row.person
        place = Place(row.account, row.place)
        owners[place] = row.person
        if not row.gone:
            homes.setdefault(row.person, []).append(place)
    rooms: dict[int, list[Place]] = {}
    by_place: dict[Place, int] = {}
    for row in await transaction.rows(select(t.rooms)):
        by_place[Place(row.account, row.place)] = row.unit
        if not row.gone:
            rooms.setdefault(row.unit, []).append(Place(row.account, row.place))
    return Directory(
        Roster(units, people),
        identities,
        {person: tuple(places) for person, places in homes.items()},
        {unit: tuple(places) for unit, places in rooms.items()},
        by_place,
        owners,
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
    )
