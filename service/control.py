"""Commands that change something: through the running service, or by themselves if none runs."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from service.core.people import RosterRow
from service.core.questions import Question
from service.instance import Reachable, find_running
from service.ports import Adapter
from service.runtime.administration import Administration, RosterReport
from service.runtime.clock import SystemClock
from service.runtime.engine import Engine
from service.settings import Settings
from service.store.store import Store

T = TypeVar("T")
TIMEOUT_SECONDS = 60.0


class ControlError(Exception):
    """The running service could not do it; its words say why."""


@dataclass(frozen=True, slots=True)
class ImportRoster:
    rows: tuple[RosterRow, ...]
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportBank:
    unit: int
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Invite:
    """Codes for these people; for everybody without a chat when there are none."""

    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    person: int
    name: str
    unit: str
    code: str
    links: tuple[str, ...] = ()


Request = ImportRoster | ImportBank | Invite
_NAMES: Mapping[str, type[Any]] = {"roster": ImportRoster, "bank": ImportBank, "invite": Invite}


class Control:
    """Does what a command asks, inside the process that holds the database."""

    def __init__(
        self,
        administration: Administration,
        engine: Engine | None = None,
        adapters: Mapping[str, Adapter] | None = None,
    ) -> None:
        self._administration = administration
        self._engine = engine
        self._adapters = adapters or {}

    async def act(self, name: str, body: bytes) -> bytes:
        """Answer a request of the control endpoint. Raises ValueError for an unknown one."""
        wanted = _NAMES.get(name)
        if wanted is None:
            raise ValueError(f"there is no such command: {name}")
        try:
            request = msgspec.json.decode(body, type=wanted)
        except msgspec.DecodeError as error:
            raise ValueError(f"{name}: not understood") from error
        return msgspec.json.encode(await self.do(request))

    async def do(self, request: Request) -> Any:
        """Carry out one request and let the engine know."""
        answer: Any
        match request:
            case ImportRoster(rows, dry_run):
                answer = await self._administration.import_roster(rows, dry_run=dry_run)
            case ImportBank(unit, name, questions):
                answer = await self._administration.import_bank(unit, name, questions)
            case Invite(people):
                answer = await self._invite(people)
        if self._engine is not None:
            await self._engine.refresh()
        return answer

    async def _invite(self, people: tuple[int, ...]) -> tuple[Invitation, ...]:
        directory = await self._administration.directory()
        roster = directory.roster
        wanted = people or tuple(
            each.id
            for each in roster.people.values()
            if each.active and each.id not in directory.homes
        )
        codes = await self._administration.invite(wanted)
        return tuple(
            Invitation(
                number,
                roster.people[number].name,
                roster.units[roster.people[number].unit].name,
                code,
                tuple(filter(None, (a.invite_link(code) for a in self._adapters.values()))),
            )
            for number, code in codes.items()
        )


async def ask(settings: Settings, request: Request, answer: type[T]) -> T:
    """Have a request done by the running service, or here if none runs. Raises `ControlError`."""
    running = find_running(settings)
    if running is not None:
        name = next(name for name, kind in _NAMES.items() if isinstance(request, kind))
        body = await asyncio.to_thread(_post, running, name, msgspec.json.encode(request))
        return msgspec.json.decode(body, type=answer)
    store = await Store.open(settings.database_url)
    try:
        done = await Control(Administration(store, SystemClock())).do(request)
        return msgspec.convert(done, type=answer, from_attributes=True)
    finally:
        await store.close()


def _post(running: Reachable, name: str, body: bytes) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - the address is our own note's
        f"{running.url}/control/{name}",
        data=body,
        headers={"Authorization": f"Bearer {running.token}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        raise ControlError(error.read().decode(errors="replace")) from None
    except OSError as error:
        raise ControlError(
            f"the running service (process {running.pid}) does not answer: {error}"
        ) from None


__all__ = ["Control", "ControlError", "RosterReport", "ask"]
