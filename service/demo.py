"""The demonstration: the sample organization lives through a theme day of three minutes."""

from __future__ import annotations

import asyncio
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, cast

from service.app import App, find_unit
from service.core.access import Rules
from service.core.effects import Start
from service.core.message import Place
from service.core.people import Person
from service.files.questions import read_questions
from service.files.roster import read_roster
from service.settings import Settings

SAMPLE = Path(__file__).parent.parent / "config" / "sample"
ACCOUNT = "webchat"


class _WebChat(Protocol):
    """What the demonstration asks of the web chat: people without a code."""

    async def ensure_user(self, name: str, language: str, user_id: str | None = None) -> str: ...

    async def private_room(self, user_id: str) -> str: ...

    def sign_in_link(self, user_id: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One person of the demonstration and where they sit."""

    name: str
    role: str
    unit: str
    url: str


def demo_settings(data_dir: Path, port: int | None) -> Settings:
    """Fresh settings that need nothing from outside."""
    values: dict[str, Any] = {"data_dir": data_dir, "quiet_hours": {"enabled": False}}
    if port is not None:
        values["web"] = {"port": port}
    return Settings(**values)


class Demo:
    """Sets the sample organization up and starts what its day begins with."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._day = tomllib.loads((SAMPLE / "demo.toml").read_text("utf-8"))

    async def prepare(self) -> list[Link]:
        """Import the sample, link its people to the web chat, and give their links."""
        app = self._app
        roster_file = SAMPLE / self._day["roster"]
        rows = read_roster(roster_file.read_bytes(), roster_file.name, roles=Rules().roles)
        await app.administration.import_roster(rows)
        directory = await app.administration.directory()
        for bank in self._day["banks"]:
            file = SAMPLE / bank["file"]
            root = find_unit(directory.roster, "")
            questions = read_questions(file.read_bytes(), file.name)
            await app.administration.import_bank(root or 1, bank["name"], questions)
        chat = cast(_WebChat, app.adapters[ACCOUNT])
        links = []
        for person in directory.roster.people.values():
            user = await chat.ensure_user(person.name, person.language, f"demo-{person.id}")
            place = Place(ACCOUNT, await chat.private_room(user))
            await app.administration.link(place, user, person.id)
            if person.name in self._day["people"]:
                unit = directory.roster.units[person.unit].name
                links.append(Link(person.name, person.role, unit, chat.sign_in_link(user)))
        await app.engine.refresh()
        await app.host_rooms()
        return sorted(links, key=lambda link: self._day["people"].index(link.name))

    async def direct(self) -> None:
        """Start each activity of the day at its time, in seconds from now."""
        begun = self._app.clock.now()
        for start in sorted(self._day["starts"], key=lambda each: float(each["after"])):
            due = begun + timedelta(seconds=start["after"])
            await asyncio.sleep(max((due - self._app.clock.now()).total_seconds(), 0))
            await self._app.engine.begin(self._start(start, begun))
            self._app.delivery.wake()

    def _start(self, start: dict[str, Any], begun: datetime) -> Start:
        roster = self._app.engine.directory.roster
        by = self._person(start["by"])
        unit = find_unit(roster, start["unit"])
        details = {name: _moments(value, begun) for name, value in start.get("details", {}).items()}
        return Start(start["kind"], unit or by.unit, by.id, details)

    def _person(self, name: str) -> Person:
        people = self._app.engine.directory.roster.people.values()
        return next(each for each in people if each.name == name)


def _moments(value: Any, begun: datetime) -> Any:
    """`+90s` is a moment: so many seconds after the day has begun."""
    if isinstance(value, list):
        return [_moments(each, begun) for each in value]
    if isinstance(value, str) and value.startswith("+") and value.endswith("s"):
        return (begun + timedelta(seconds=float(value[1:-1]))).isoformat()
    return value
