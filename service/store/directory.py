"""Reads the directory: units, people, and the chats that reach them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import select

from service.core.directory import Directory, Identity
from service.core.message import Chat
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
    everybody = await _everybody(transaction, accounts, abroad)
    return await refresh_rooms(transaction, everybody, accounts)


async def refresh_people(
    transaction: Transaction,
    directory: Directory,
    people: Collection[int],
    accounts: Collection[str] | None = None,
) -> Directory:
    """The directory with what has become of these people and their chats, in two queries."""
    ids = sorted(people)
    rows = await transaction.rows(_PEOPLE.where(t.people.c.id.in_(ids)))
    directory = directory.with_people(map(_person, rows))
    known = await transaction.rows(_NEWEST_FIRST.where(_i.person.in_(ids)))
    linked = _by_person(known, accounts)
    return directory.with_chats({each: linked.get(each, ()) for each in ids})


_i = t.identities.c
_NEWEST_FIRST = select(_i.person, _i.account, _i.user, _i.chat, _i.linked_at, _i.gone).order_by(
    _i.linked_at.desc(), _i.account, _i.user
)


async def _everybody(
    transaction: Transaction, accounts: Collection[str] | None, abroad: Mapping[str, str]
) -> Directory:
    units = {
        row.id: Unit(
            row.id, row.name, row.parent, row.kind, cast(Language, row.language), row.timezone
        )
        for row in await transaction.rows(select(t.units))
    }
    rows = await transaction.rows(_PEOPLE.order_by("id"))
    roster = Roster(units, {row.id: _person(row) for row in rows})
    linked = _by_person(await transaction.rows(_NEWEST_FIRST), accounts)
    return Directory(roster, abroad=abroad).with_chats(linked)


async def refresh_rooms(
    transaction: Transaction, directory: Directory, accounts: Collection[str] | None = None
) -> Directory:
    """The directory with what has become of the rooms, in one query."""
    rooms: dict[int, list[Chat]] = {}
    units: dict[Chat, int] = {}
    unavailable = {
        chat: why for chat, why in directory.unavailable.items() if chat in directory.owners
    }
    for row in await transaction.rows(select(t.rooms)):
        chat = Chat(row.account, row.chat)
        units[chat] = row.unit
        if row.gone or row.lacks:
            unavailable[chat] = "out" if row.gone else row.lacks
        served = accounts is None or row.account in accounts
        if served and not row.gone and row.left_at is None:
            rooms.setdefault(row.unit, []).append(chat)
    return replace(
        directory,
        rooms={unit: tuple(chats) for unit, chats in rooms.items()},
        units=units,
        unavailable=unavailable,
    )


def _by_person(
    rows: Iterable[Any], accounts: Collection[str] | None
) -> dict[int, tuple[Identity, ...]]:
    linked: dict[int, list[Identity]] = {}
    for person, account, user, chat, linked_at, gone in rows:
        served = accounts is None or account in accounts
        identity = Identity(user, Chat(account, chat), linked_at, bool(gone), served)
        linked.setdefault(person, []).append(identity)
    return {person: tuple(each) for person, each in linked.items()}


def _person(row: Any) -> Person:
    """Taken apart by chat: rows by the ten thousand are read at the start."""
    number, name, unit, role, standing, language, timezone, group, contact, active, *own = row
    channel, reminders, circumstances, post, chosen, agreed = own
    return Person(
        number,
        name,
        unit,
        role,
        standing,
        language,
        timezone,
        group,
        contact,
        active,
        channel or "",
        frozenset(filter(None, chosen.split(","))) if chosen else _NOTHING,
        read_reminders(reminders) if reminders else None,
        Secret(token=circumstances.strip('"')) if circumstances else None,
        post or "",
        frozenset(filter(None, agreed.split(","))) if agreed else _NOTHING,
    )


_NOTHING: frozenset[str] = frozenset()
_PEOPLE = select(
    *(
        t.people.c[name]
        for name in (
            "id", "name", "unit", "role", "standing", "language", "timezone", "group", "contact",
            "active", "channel", "reminders", "circumstances", "post", "chosen", "agreed",
        )
    )
)  # fmt: skip
