"""The demonstration: the sample organization lives through a theme day of three minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.app import App
from service.core.access import ROLES
from service.core.effects import Start
from service.core.message import Chat, Post
from service.core.people import Language, Person
from service.core.workflow import Rejected
from service.files.errors import Unreadable
from service.files.questions import read_questions
from service.files.roster import read_roster
from service.files.toml import TomlError, read_toml
from service.host.configured_plans import find_unit
from service.ports import Order
from service.runtime.localization.catalog import Locale
from service.settings.bundled_config import SAMPLE
from service.settings.loading import Settings, made

SAMPLE_DAYS: Mapping[Language, Path] = {
    "zh-CN": SAMPLE / "demo.toml",
    "en": SAMPLE / "demo.en.toml",
}
ACCOUNT = "webchat"


class DayError(Exception):
    """The file of the day, or one it names, can't be used. Says what to mend."""


class _WebChat(Protocol):
    """What the demonstration asks of the web chat: people who are there before they come in."""

    async def ensure_user(self, name: str, language: str, user_id: str | None = None) -> str: ...

    async def private_room(self, user_id: str) -> str: ...

    def invite_link(self, code: str) -> str: ...


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BankFile(_Part):
    """A bank of questions, and the file it is read from."""

    name: str
    file: str


class Beginning(_Part):
    """An activity that begins so many seconds into the day."""

    after: float = Field(ge=0)
    kind: str
    unit: str
    by: str  # the name of a person
    details: dict[str, Any] = {}  # `+90s` stands for a moment of the day


class Day(_Part):
    """What happens when, as in config/sample/demo.toml. Files that are not beside the day's own
    are the sample's."""

    roster: str
    people: list[str]  # who gets a link
    banks: list[BankFile]
    starts: list[Beginning]
    welcome: dict[str, str] = {}  # what is read first, by role; "*" for everyone else
    folder: Path = SAMPLE

    def file(self, name: str) -> Path:
        own = self.folder / name
        return own if own.exists() else SAMPLE / name

    def span(self) -> tuple[float, float]:
        """The seconds from the beginning to the first start, and to the last moment named."""
        moments = [_seconds(each) for start in self.starts for each in _flat(start.details)]
        starts = [each.after for each in self.starts] or [0.0]
        return min(starts), max([*starts, *(each for each in moments if each is not None)])


def read_day(file: Path) -> Day:
    """The day in this file. Raises `DayError`."""
    try:
        return Day(**read_toml(file), folder=file.parent)
    except TomlError as error:
        raise DayError(error.problem) from None
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise DayError("; ".join(wrong)) from None


@dataclass(frozen=True, slots=True)
class Link:
    """One person of the demonstration and where they sit."""

    name: str
    role: str
    unit: str
    url: str


def demo_settings(
    data_dir: Path | None, port: int | None, language: Language, env: Mapping[str, str]
) -> Settings:
    """Fresh settings that need nothing from outside. The environment wins over them, and the
    folder and the port that are given here win over the environment. Raises `SettingsError`."""
    low = {"quiet_hours": {"enabled": False}, "organization": {"language": language}}
    high: dict[str, Any] = {} if data_dir is None else {"data_dir": data_dir}
    if port is not None:
        high["web"] = {"port": port}
    return made(low, env, high)


class Demo:
    """Sets the sample organization up and starts what its day begins with."""

    def __init__(self, app: App, day: Day) -> None:
        self._app = app
        self._day = day

    async def prepare(self) -> list[Link]:
        """Import the sample, link its people to the web chat, and give their links. Raises
        `DayError`."""
        app = self._app
        try:
            await self._import()
        except Unreadable as error:
            language = self._app.settings.organization.language
            raise DayError("\n".join(error.describe(language))) from None
        directory = await app.administration.directory()
        chat = cast(_WebChat, app.adapters[ACCOUNT])
        for person in directory.roster.people.values():
            user = await chat.ensure_user(person.name, person.language, f"demo-{person.id}")
            private = Chat(ACCOUNT, await chat.private_room(user))
            await app.administration.link(private, user, person.id)
            if person.name in self._day.people:
                await self._welcome(private, person)
        shown = [each for each in directory.roster.people.values()
                 if each.name in self._day.people]  # fmt: skip
        codes = await app.administration.invite([each.id for each in shown])
        links = [
            Link(
                each.name,
                each.role,
                directory.roster.units[each.unit].name,
                chat.invite_link(codes[each.id]),
            )
            for each in shown
        ]
        await app.engine.refresh()
        await app.follow_roster()
        return sorted(links, key=lambda link: self._day.people.index(link.name))

    async def _welcome(self, chat: Chat, person: Person) -> None:
        """Say what there is to try."""
        words = self._day.welcome.get(person.role) or self._day.welcome.get("*")
        if words:
            order = Order("send", f"demo-{person.id}", chat.id, Post(words))
            await self._app.adapters[ACCOUNT].send(order)

    async def _import(self) -> None:
        app = self._app
        roster = self._day.file(self._day.roster)
        await app.administration.import_roster(read_roster(roster, roster.name, roles=ROLES))
        directory = await app.administration.directory()
        root = find_unit(directory.roster, "")
        for bank in self._day.banks:
            file = self._day.file(bank.file)
            questions = read_questions(file, file.name)
            await app.administration.import_bank(root or 1, bank.name, questions)

    async def direct(self) -> None:
        """Start each activity of the day at its time, in seconds from now. Raises `DayError`."""
        begun = self._app.clock.now()
        for start in sorted(self._day.starts, key=lambda each: each.after):
            due = begun + timedelta(seconds=start.after)
            await asyncio.sleep(max((due - self._app.clock.now()).total_seconds(), 0))
            outcome = await self._app.engine.begin(self._start(start, begun))
            if isinstance(outcome, Rejected):
                raise DayError(f"{start.kind}: {self._said(outcome)}")
            self._app.delivery.wake()

    def _start(self, start: Beginning, begun: datetime) -> Start:
        roster = self._app.engine.directory.roster
        by = self._person(start.by)
        unit = find_unit(roster, start.unit)
        if start.kind not in self._app.registry.workflows:
            raise DayError(f"starts: there is no workflow {start.kind!r}")
        if unit is None:
            raise DayError(f"starts: there is no unit {start.unit!r}")
        details = {name: _moments(value, begun) for name, value in start.details.items()}
        return Start(start.kind, unit, by.id, details)

    def _said(self, refused: Rejected) -> str:
        if refused.say is None:
            return refused.code
        locale = Locale(self._app.settings.organization.language)
        return self._app.registry.catalog.say(refused.say, locale)

    def _person(self, name: str) -> Person:
        for person in self._app.engine.directory.roster.people.values():
            if person.name == name:
                return person
        raise DayError(f"starts: no one is called {name!r}")


def _moments(value: Any, begun: datetime) -> Any:
    """`+90s` is a moment: so many seconds after the day has begun."""
    if isinstance(value, list):
        return [_moments(each, begun) for each in value]
    seconds = _seconds(value)
    return value if seconds is None else (begun + timedelta(seconds=seconds)).isoformat()


def _seconds(value: Any) -> float | None:
    if not isinstance(value, str) or value[:1] != "+" or value[-1:] != "s":
        return None
    try:
        return float(value[1:-1])
    except ValueError:
        return None


def _flat(details: dict[str, Any]) -> list[Any]:
    return [
        each
        for value in details.values()
        for each in (value if isinstance(value, list) else [value])
    ]
