"""Rooms on platforms that keep their own: each branch gets one, with its people in it."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.directory import Directory
from service.core.message import Place
from service.ports import Adapter, Hosting
from service.runtime.administration import Administration


async def keep_rooms(
    adapters: Iterable[Adapter], directory: Directory, administration: Administration
) -> int:
    """Make the rooms that are missing and let everybody in who belongs there. Returns how many
    rooms were newly bound."""
    bound = 0
    for adapter in adapters:
        if not isinstance(adapter, Hosting):
            continue
        users: dict[int, list[str]] = {}
        for (account, user), number in directory.identities.items():
            person = directory.roster.people.get(number)
            if account == adapter.account and person is not None and person.active:
                users.setdefault(person.unit, []).append(user)
        for unit, members in users.items():
            name = directory.roster.units[unit].name
            room = await adapter.ensure_room(name, members, f"unit-{unit}")
            place = Place(adapter.account, room)
            if directory.units.get(place) != unit:
                await administration.bind(place, unit)
                bound += 1
    return bound
