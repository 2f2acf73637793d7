"""`orglife doctor`: is everything in order, and what to do about what is not."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from service.app import build_adapters, build_holidays, build_sealer
from service.cli.common import FAILED, ConfigOption, out, run
from service.files.holidays import warning
from service.instance import find_running
from service.ports import Check
from service.settings import Settings, SettingsError, load
from service.store.sealer import BadKey
from service.store.store import Store

OLDEST_PLAUSIBLE = datetime(2024, 1, 1, tzinfo=UTC)  # a clock before this is not set


def doctor(config: ConfigOption = None) -> None:
    """Check settings, database, clock, time zones, adapters and their rights."""
    checks: list[Check] = []
    try:
        settings = load(config, os.environ)
        checks.append(Check("settings", True, str(config or "defaults or ./orglife.toml")))
    except SettingsError as error:
        checks.append(
            Check(
                "settings",
                False,
                str(error),
                "correct the file; orglife.example.toml shows every setting",
            )
        )
        _show(checks)
        raise typer.Exit(FAILED) from None
    checks += [_clock(), _zones(settings), _holidays(settings), _key(settings), _folder(settings)]
    checks += run(_store(settings))
    checks += run(_adapters(settings))
    _show(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(FAILED)


def _show(checks: list[Check]) -> None:
    for check in checks:
        mark = "[green]✓[/green]" if check.ok else "[red]✗[/red]"
        out.print(f"{mark} {check.name}: ", end="")
        out.print(check.detail, markup=False, highlight=False, soft_wrap=True)
        if not check.ok and check.remedy:
            out.print(f"  → {check.remedy}", markup=False, highlight=False, soft_wrap=True)


def _clock() -> Check:
    now = datetime.now(UTC)
    return Check("clock", now > OLDEST_PLAUSIBLE, f"{now:%Y-%m-%d %H:%M:%S} UTC",
                 "set the clock, best by NTP: deadlines depend on it")  # fmt: skip


def _zones(settings: Settings) -> Check:
    name = settings.organization.timezone
    now = datetime.now(ZoneInfo(name))
    return Check("time zones", True, f"{name} is {now:%H:%M}")


def _holidays(settings: Settings) -> Check:
    def look() -> str:
        soon = warning(build_holidays(settings), datetime.now(UTC).date(), "en")
        if soon:
            raise ValueError(soon)
        return settings.holidays.calendar

    return _attempt("holidays", look, "update chinesecalendar, or add the days to a file named in "
                    "holidays.corrections")  # fmt: skip


def _key(settings: Settings) -> Check:
    def look() -> str:
        build_sealer(settings)
        return "set in the settings" if settings.confidential.keys else str(settings.key_file)

    return _attempt("confidential key", look, "give a Fernet key in confidential.keys")


def _folder(settings: Settings) -> Check:
    def look() -> str:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".write-probe"
        probe.write_text("")
        probe.unlink()
        return str(Path(settings.data_dir).resolve())

    return _attempt("data folder", look, "let the user who runs orglife write there")


def _attempt(name: str, look: Callable[[], str], remedy: str) -> Check:
    try:
        return Check(name, True, look())
    except (ValueError, OSError, BadKey) as error:
        return Check(name, False, str(error), remedy)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Store]:
    store = await Store.open(settings.database_url)
    try:
        yield store
    finally:
        await store.close()


async def _store(settings: Settings) -> list[Check]:
    remedy = "check database.url, and that the server runs and lets this user in"
    try:
        async with _opened(settings) as store, store.read() as transaction:
            aside = await transaction.set_aside()
    except Exception as error:  # whatever the driver says, the doctor reports
        return [Check("database", False, type(error).__name__, remedy)]
    kind = settings.database_url.split(":", 1)[0]
    checks = [Check("database", True, f"{kind}, up to date")]
    if aside:
        checks.append(
            Check("updates set aside", False, f"{aside} could not be handled",
                  "look for inbox.set_aside in the log; they are kept in the table inbox")
        )  # fmt: skip
    return checks


async def _adapters(settings: Settings) -> list[Check]:
    running = find_running(settings)
    if running is not None:
        return [_readiness(running.url)]
    checks = []
    adapters = build_adapters(settings, build_sealer(settings), settings.web.url(settings.web.port))
    for name, adapter in adapters.items():
        try:
            await adapter.open()
            checks += [Check(f"{name}: {each.name}", each.ok, each.detail, each.remedy)
                       for each in await adapter.check()]  # fmt: skip
        except Exception as error:  # whatever a platform's library says, the doctor reports
            checks.append(Check(name, False, type(error).__name__, "check the account's settings"))
        finally:
            await adapter.close()
    return checks


def _readiness(url: str) -> Check:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:  # noqa: S310
            return Check("running service", True, answer.read().decode())
    except OSError as error:
        return Check("running service", False, str(error), f"look at {url}/readyz and the log")
