"""Creates the rooms of branches on platforms that let us: one each, with the members in it."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.directory import Directory
from service.core.message import Place
from service.ports import Adapter, RoomProvider
from service.runtime.engine import Engine


class RoomProvisioner:
    """Creates missing rooms and keeps their members up to date.

    It remembers what it has done, so that one new member costs one room and not all of them.
    """

    def __init__(self, adapters: Iterable[Adapter], engine: Engine) -> None:
        self._hosts = [each for each in adapters if isinstance(each, RoomProvider)]
        self._engine = engine
        self._kept: dict[tuple[str, int], tuple[str, frozenset[str]]] = {}

    async def keep(self, directory: Directory) -> None:
        """Make the rooms match the directory."""
        for host in self._hosts:
            for unit, users in _users(host.account, directory).items():
                name = directory.roster.units[unit].name
                wanted = name, frozenset(users)
                if self._kept.get((host.account, unit)) == wanted:
                    continue
                place = Place(host.account, await host.ensure_room(name, users, f"unit-{unit}"))
                if directory.units.get(place) != unit:
                    await self._engine.bind(place, unit)
                self._kept[host.account, unit] = wanted


def _users(account: str, directory: Directory) -> dict[int, list[str]]:
    """The users of this account by unit; empty for a unit that has a room there but no members
    left."""
    users: dict[int, list[str]] = {
        unit: [] for place, unit in directory.units.items() if place.account == account
    }
    for (linked, user), number in directory.identities.items():
        person = directory.roster.people.get(number)
        if linked == account and person is not None and person.active:
            users.setdefault(person.unit, []).append(user)
    return users
