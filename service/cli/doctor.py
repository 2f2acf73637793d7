"""`orglife doctor`: checks the installation and says how to fix each failure."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import typer
from cryptography.fernet import Fernet
from sqlalchemy.exc import DBAPIError

from service.app import build_holidays, build_service_registry
from service.cli.addresses import doubt
from service.cli.common import ConfigOption, Voice, database_problem
from service.cli.readiness import ask_readiness
from service.cli.words import FAILED, system_problem
from service.core.addresses import reach
from service.core.message import Chat
from service.files.holidays import warning
from service.host.adapters import build_adapters
from service.host.command_session import is_missing, opened
from service.host.configured_plans import lacks_template
from service.host.control import ControlError, Examine, NoAnswerError, ask, examine
from service.host.data_files import other_files, sqlite_file
from service.host.empty_store import LostDatabaseError
from service.host.instance_lock import AlreadyRunningError, find_running
from service.host.key_store import build_sealer
from service.host.storage_watch import check_file
from service.ports import Check
from service.settings.errors import SettingsError
from service.settings.loading import FILE, Settings, load
from service.settings.models import Account
from service.store.cipher import BadKey, FernetSealer
from service.store.database import database_url
from service.store.directory import load_directory
from service.store.guard import StorageLostError
from service.store.migrate import DatabaseTooNewError
from service.store.restore import RestoreInterruptedError
from service.store.room import write_scratch

_CLOSED = (
    OSError,
    DatabaseTooNewError,
    AlreadyRunningError,
    LostDatabaseError,
    RestoreInterruptedError,
)
"""Why the database is not opened."""

OLDEST_PLAUSIBLE = datetime(2024, 1, 1, tzinfo=UTC)  # a clock before this is not set


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what was checked, the result, and what to do. A warning is no failure."""

    name: str
    state: Literal["ok", "warning", "failed"]
    detail: str
    remedy: str = ""


_MARKS = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "failed": ("✗", "red")}


def doctor(config: ConfigOption = None) -> None:
    """Check settings, database, clock, time zones, adapters and their permissions.

    Exits with 0 if nothing is wrong, with 1 otherwise. Warnings don't count as failures.
    """
    try:
        settings = load(config, os.environ)
    except SettingsError as error:
        voice = Voice()
        _show(Finding(voice.words("doctor-settings"), "failed", str(error),
                      voice.words("doctor-settings-remedy")))  # fmt: skip
        raise typer.Exit(FAILED) from None
    failed = asyncio.run(_examine(Doctor(settings, config)))
    if failed:
        raise typer.Exit(FAILED)


async def _examine(doctor: Doctor) -> bool:
    failed = False
    async for finding in doctor.findings():
        _show(finding)
        failed |= finding.state == "failed"
    return failed


def _show(finding: Finding) -> None:
    mark, color = _MARKS[finding.state]
    typer.echo(f"{typer.style(mark, fg=color)} {finding.name}: {finding.detail}")
    if finding.remedy:
        typer.echo(f"  → {finding.remedy}")


class Doctor:
    """Runs the checks one after the other."""

    def __init__(self, settings: Settings, config: Path | None) -> None:
        self._settings = settings
        self._config = config
        self._voice = Voice(settings.organization.language)

    async def findings(self) -> AsyncIterator[Finding]:
        """Every finding, as soon as it is known."""
        for finding in (*self._surroundings(), *self._address(), self._folder(), self._key()):
            yield finding
        for finding in self._abroad():
            yield finding
        yield await self._database()
        if not self._is_verified():
            name, detail = self._voice.words("doctor-line"), self._voice.words("doctor-line-open")
            yield Finding(name, "warning", detail, self._voice.words("doctor-line-remedy"))
        for finding in (*await self._chats(), *await self._templates()):
            yield finding
        running = self._running()
        if running is not None:
            yield running
            for finding in await self._examined():
                yield finding
            return
        for finding in self._plans():
            yield finding
        async for finding in self._adapters():
            yield finding

    def _surroundings(self) -> Iterator[Finding]:
        voice, now = self._voice, datetime.now(UTC)
        file = self._config or os.environ.get("ORGLIFE_CONFIG") or (FILE if FILE.exists() else "")
        yield self._ok("settings", str(file) or voice.words("doctor-defaults"))
        shown = f"{now:%Y-%m-%d %H:%M:%S} UTC"
        yield self._ok("clock", shown) if now > OLDEST_PLAUSIBLE else self._failed("clock", shown)
        zone = self._settings.organization.timezone
        yield self._ok("zones", f"{zone} {now.astimezone(ZoneInfo(zone)):%H:%M}")
        yield self._rules()
        try:
            soon = warning(build_holidays(self._settings), now.date(), voice.language)
        except (ValueError, OSError) as error:
            yield self._failed("holidays", str(error))
            return
        name = voice.words("doctor-holidays")
        yield (Finding(name, "warning", soon) if soon
               else self._ok("holidays", self._settings.holidays.calendar))  # fmt: skip

    def _rules(self) -> Finding:
        try:
            book = self._settings.rules().book
        except SettingsError as error:
            return self._failed("rules", str(error))
        return self._ok("rules", f"{self._settings.organization.rules} {book.version} {book.date}")

    def _address(self) -> Iterator[Finding]:
        """Whether members' phones can open the pages, as far as the address tells."""
        voice, web = self._voice, self._settings.web
        url, name = web.url(web.port), voice.words("doctor-address")
        key = doubt(url)
        if key:
            yield Finding(name, "warning", url, voice.words(key, url=url))
        else:
            yield self._ok("address", url)
        if web.base_url and not web.trusted_proxies:
            yield Finding(
                voice.words("doctor-proxies"),
                "warning",
                voice.words("doctor-proxies-none"),
                voice.words("doctor-proxies-remedy"),
            )

    def _abroad(self) -> Iterator[Finding]:
        """Accounts whose servers are known to be abroad and that are not marked so, and those of
        which it isn't said who runs them."""
        voice = self._voice
        for name, account in self._settings.adapters.items():
            what = ""
            if not account.abroad and _is_abroad(account):
                what = "abroad"
            elif account.abroad and not account.recipient:
                what = "recipient"
            if what:
                yield Finding(
                    voice.words("doctor-abroad", name=name),
                    "warning",
                    voice.words(f"doctor-{what}-unset"),
                    voice.words(f"doctor-{what}-remedy", name=name),
                )

    def _folder(self) -> Finding:
        folder = self._settings.data_dir
        there = next((each for each in (folder, *folder.absolute().parents) if each.exists()), None)
        if there is None or not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            return self._failed("folder", str(folder.absolute()))
        try:
            write_scratch(there)
        except OSError as error:
            return self._failed("folder", f"{there}: {system_problem(error)}")
        if there != folder:
            return self._ok("folder", f"{folder.absolute()} {self._voice.words('doctor-to-come')}")
        return self._ok("folder", str(folder.absolute()))

    def _key(self) -> Finding:
        settings = self._settings
        if settings.confidential.keys:
            return self._ok("key", self._voice.words("doctor-key-set"))
        if not settings.key_file.exists():
            to_come = self._voice.words("doctor-to-come")
            return self._ok("key", f"{settings.key_file} {to_come}")
        try:
            build_sealer(settings)
        except (BadKey, OSError) as error:
            return self._failed("key", str(error))
        return self._ok("key", str(settings.key_file))

    async def _database(self) -> Finding:
        kind = self._settings.database_url.split(":", 1)[0]
        if is_missing(self._settings):
            return self._ok("database", f"{kind} {self._voice.words('doctor-to-come')}")
        try:
            async with opened(self._settings) as store, store.read() as transaction:
                aside = await transaction.quarantined()
        except DBAPIError as error:
            return self._failed("database", f"{kind}: {database_problem(error)}")
        except StorageLostError as error:
            remedy = self._voice.words("doctor-damaged-remedy")
            return Finding(self._voice.words("doctor-database"), "failed", str(error), remedy)
        except _CLOSED as error:
            return Finding(self._voice.words("doctor-database"), "failed", str(error))
        damaged = await self._damaged()
        if damaged:
            remedy = self._voice.words("doctor-damaged-remedy")
            return Finding(self._voice.words("doctor-database"), "failed", damaged, remedy)
        if aside:
            detail = self._voice.words("doctor-aside", n=aside)
            remedy = self._voice.words("doctor-aside-remedy")
            return Finding(self._voice.words("doctor-database"), "warning", detail, remedy)
        version = f" {sqlite3.sqlite_version}" if kind.startswith("sqlite") else ""
        return self._ok("database", f"{kind}{version}")

    def _is_verified(self) -> bool:
        """Whether the way to a database on another machine is encrypted, and its name checked."""
        url = database_url(self._settings.database_url)
        here = (
            url.get_backend_name() == "sqlite"
            or reach(f"postgresql://{url.host or ''}") == "machine"
        )
        return here or url.query.get("sslmode") == "verify-full"

    async def _damaged(self) -> str:
        """What is wrong with the SQLite files themselves."""
        own = sqlite_file(self._settings)
        files = ([own] if own else []) + other_files(self._settings)
        found = {each: await check_file(each) for each in files}
        return "; ".join(f"{each}: {problem}" for each, problem in found.items() if problem)

    async def _rooms(self) -> Mapping[Chat, tuple[str, str]]:
        """The rooms of the branches: the name of the branch, and the right known to be missing."""
        if is_missing(self._settings):
            return {}
        try:
            async with opened(self._settings) as store, store.read() as transaction:
                known = await load_directory(transaction)
        except (DBAPIError, StorageLostError, *_CLOSED):
            return {}  # which is told elsewhere
        units = known.roster.units
        return {
            chat: (units[unit].name if unit in units else "", known.unavailable.get(chat, ""))
            for chat, unit in known.units.items()
        }

    async def _chats(self) -> list[Finding]:
        """The rooms that are known not to work."""
        return [
            Finding(
                self._voice.words("doctor-room", name=name),
                "warning",
                self._voice.words("doctor-room-lacks", right=lacks),
                self._voice.words("doctor-room-remedy", right=lacks),
            )
            for name, lacks in (await self._rooms()).values()
            if lacks
        ]

    async def _templates(self) -> list[Finding]:
        """The recurring activities whose template does not exist."""
        plans = [each for each in self._settings.plans if each.template]
        if not plans or is_missing(self._settings):
            return []
        try:
            async with opened(self._settings) as store, store.read() as transaction:
                roster = (await load_directory(transaction)).roster
                lacking = [
                    each for each in plans if await lacks_template(transaction, each, roster)
                ]
        except (DBAPIError, StorageLostError, *_CLOSED):
            return []  # which is told elsewhere
        detail, remedy = "doctor-no-template", "doctor-no-template-remedy"
        return [
            Finding(
                f"plans.{each.name}.template",
                "failed",
                self._voice.words(detail, name=each.template, kind=each.kind),
                self._voice.words(remedy),
            )
            for each in lacking
        ]

    def _running(self) -> Finding | None:
        """The status that the running service reports; None if none is running."""
        running = find_running(self._settings)
        if running is None:
            return None
        ready, detail = ask_readiness(running.url)
        name = f"{self._voice.words('doctor-service')} {running.url}"
        if ready:
            return Finding(name, "ok", detail)
        return Finding(name, "failed", detail, self._voice.words("doctor-service-remedy"))

    async def _examined(self) -> list[Finding]:
        """What the running service finds of its accounts and rooms, as it is connected. Nothing if
        it does not answer, which is told elsewhere."""
        try:
            checks = await ask(self._settings, Examine(), tuple[tuple[str, Check], ...])
        except (ControlError, NoAnswerError):
            return []
        return [_finding(name, each) for name, each in checks]

    def _plans(self) -> Iterator[Finding]:
        if self._settings.plans:
            try:
                build_service_registry(self._settings, _throwaway())
            except SettingsError as error:
                yield self._failed("plans", str(error))
            else:
                yield self._ok("plans", str(len(self._settings.plans)))

    async def _adapters(self) -> AsyncIterator[Finding]:
        """The checks of each account. A missing or bad key is reported elsewhere."""
        settings = self._settings
        try:
            sealer = build_sealer(settings) if settings.key_file.exists() else _throwaway()
        except (BadKey, OSError):
            sealer = _throwaway()
        try:
            adapters = build_adapters(settings, sealer, settings.web.url(settings.web.port))
        except SettingsError as error:
            yield self._failed("adapters", str(error))
            return
        for name, adapter in adapters.items():
            if not settings.data_dir.is_dir():  # the adapter would make it
                yield self._ok("adapters", f"{name} {self._voice.words('doctor-to-come')}")
                continue
            try:
                await adapter.open()
                rooms = [chat.id for chat in await self._rooms() if chat.account == name]
                for check in await examine(adapter, rooms):
                    yield _finding(name, check)
            except Exception as error:  # whatever a platform's library says, the doctor reports
                yield self._failed("adapters", f"{name}: {type(error).__name__}")
            finally:
                await adapter.close()

    def _ok(self, name: str, detail: str) -> Finding:
        return Finding(self._voice.words(f"doctor-{name}"), "ok", detail)

    def _failed(self, name: str, detail: str) -> Finding:
        remedy = self._voice.words(f"doctor-{name}-remedy")
        return Finding(self._voice.words(f"doctor-{name}"), "failed", detail, remedy)


def _finding(account: str, check: Check) -> Finding:
    state: Literal["ok", "failed"] = "ok" if check.ok else "failed"
    remedy = "" if check.ok else check.remedy
    return Finding(f"{account} · {check.name}", state, check.detail, remedy)


def _is_abroad(account: Account) -> bool:
    """Telegram's own servers, and the largest public homeserver."""
    options = account.options
    if account.kind == "telegram":
        return "api_url" not in options
    return account.kind == "matrix" and "matrix.org" in str(options.get("homeserver", ""))


def _throwaway() -> FernetSealer:
    return FernetSealer([Fernet.generate_key().decode()])
