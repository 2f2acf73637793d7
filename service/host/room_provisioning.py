"""Creates the rooms of branches on platforms that let us: one each, with the members in it."""

from __future__ import annotations

from collections.abc import Iterable

from service.core.directory import Directory
from service.core.message import Chat
from service.ports import Adapter, RoomProvider
from service.runtime.engine import Engine


class RoomProvisioner:
    """Creates missing rooms and keeps their members up to date.

    It remembers what it has done, so that one new member costs one room and not all of them.
    """

    def __init__(self, adapters: Iterable[Adapter], engine: Engine) -> None:
        self._hosts = [each for each in adapters if isinstance(each, RoomProvider)]
        self._engine = engine
        self._done = Directory()
        self._kept: dict[tuple[str, int], tuple[str, frozenset[str]]] = {}

    async def keep(self, directory: Directory) -> None:
        """Make the rooms match the directory."""
        for host in self._hosts:
            there = {unit for chat, unit in directory.units.items()
                     if chat.account == host.account}  # fmt: skip
            for unit in sorted(_touched(self._done, directory)):
                users = [
                    user
                    for person in directory.roster.here(unit)
                    for user in directory.users(person.id, host.account)
                ]
                wanted = directory.roster.units[unit].name, frozenset(users)
                if not (users or unit in there) or self._kept.get((host.account, unit)) == wanted:
                    continue
                name, _ = wanted
                chat = Chat(host.account, await host.ensure_room(name, users, f"unit-{unit}"))
                if directory.units.get(chat) != unit:
                    await self._engine.bind(chat, unit)
                self._kept[host.account, unit] = wanted
        self._done = directory


def _touched(before: Directory, now: Directory) -> set[int]:
    """The units whose name, rooms or members may have changed."""
    if before.roster.units != now.roster.units or before.units != now.units:
        return {*now.roster.units}
    people = [
        known.people[person]
        for person in now.people_changed_since(before)
        for known in (before.roster, now.roster)
        if person in known.people
    ]
    return {each.unit for each in people}
