"""Menus of commands, for platforms that show such: what each may do, in their language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator

from service.core.access import may
from service.core.directory import Directory
from service.core.people import LANGUAGES, Language, Person, Roster
from service.core.texts import text
from service.ports import Adapter, Menu, Menus
from service.runtime.localization.catalog import Locale
from service.runtime.registry import Registry

UNSHOWN = frozenset({"start"})  # a platform says it by itself

Key = tuple[str, str, str, Language | None]


class MenuKeeper:
    """Sets menus after the start and when people or roles change. It remembers what it has set, so
    that one new secretary costs one menu."""

    def __init__(
        self, adapters: Iterable[Adapter], registry: Registry, language: Language = "zh-CN"
    ) -> None:
        """`language`: of people whose app speaks none of ours."""
        self._platforms = [each for each in adapters if isinstance(each, Menus)]
        self._registry = registry
        self._language = language
        self._set: dict[Key, Menu] = {}
        self._seen = Directory()
        self._own: dict[int, list[tuple[str, Menu]]] = {}  # by person, each with its account
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """The directory may have changed."""
        self._wake.set()

    async def run(self, directory: Callable[[], Directory]) -> None:
        """Keep the menus until cancelled."""
        done: Directory | None = None
        while True:
            self._wake.clear()
            known = directory()
            later = await self.keep(known) if known is not done else 0.0
            if later:
                await asyncio.sleep(later)
                continue
            done = known
            await self._wake.wait()

    async def keep(self, directory: Directory) -> float:
        """Bring the menus to what the directory says. Returns in how many seconds to try again
        what failed; 0 when all are set."""
        self._follow(directory)
        for platform in self._platforms:
            wanted = {_key(platform.account, each): each
                      for each in self._menus(platform.account)}  # fmt: skip
            gone = {
                key: Menu("person", (), None, key[2])
                for key in self._set.keys() - wanted.keys()
                if key[0] == platform.account and self._set[key].commands
            }
            for key, menu in (wanted | gone).items():
                if self._set.get(key) == menu:
                    continue
                later = await platform.set_menu(menu)
                if later:
                    return later
                self._set[key] = menu
        return 0.0

    def _follow(self, directory: Directory) -> None:
        """Make anew the menus of those who have changed."""
        for number in directory.people_changed_since(self._seen):
            person = directory.roster.people.get(number)
            self._own.pop(number, None)
            roster = directory.roster
            if person is not None and any(self._granted(roster, person)):
                own = self._commands(person.language, roster, person)
                self._own[number] = [
                    (chat.account, Menu("person", own, None, chat.id))
                    for chat in directory.homes.get(number, ())
                ]
        self._seen = directory

    def _menus(self, account: str) -> Iterator[Menu]:
        for language in (None, *LANGUAGES):
            spoken = language or self._language
            yield Menu("people", self._commands(spoken), language)
            yield Menu("rooms", (self._about("help", spoken),), language)
            keepers = (self._about("bind", spoken), self._about("help", spoken))
            yield Menu("keepers", keepers, language)
        for menus in self._own.values():
            yield from (menu for where, menu in menus if where == account)

    def _commands(
        self, language: Language, roster: Roster | None = None, person: Person | None = None
    ) -> tuple[tuple[str, str], ...]:
        """What the person may do (nobody in particular: what everybody may), what takes a
        permission first."""
        granted = [*self._granted(roster, person)] if roster and person else []
        free = [
            name
            for name, (_, command) in self._registry.commands.items()
            if command.permission is None and name not in UNSHOWN
        ]
        return tuple(self._about(name, language) for name in (*granted, *free))

    def _granted(self, roster: Roster, person: Person) -> Iterator[str]:
        """What the person's role lets them do in their own unit."""
        for name, (_, command) in self._registry.commands.items():
            needed = command.permission
            if needed and may(self._registry.rules, roster, person, needed, person.unit):
                yield name

    def _about(self, name: str, language: Language) -> tuple[str, str]:
        return name, self._registry.catalog.say(text(f"about-{name}"), Locale(language))


def _key(account: str, menu: Menu) -> Key:
    return account, menu.audience, menu.chat, menu.language
