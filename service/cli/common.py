"""What the commands share: settings, and a user's mistake told without a traceback."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from sqlalchemy.exc import DBAPIError

from service.app import LoopDiedError
from service.cli.words import FAILED, OK, WRONG_INPUT, Voice, refuse
from service.host.command_session import NoDatabaseError
from service.host.control import ControlError, NoAnswerError
from service.host.empty_store import LostDatabaseError
from service.host.instance_lock import AlreadyRunningError
from service.ports import CannotOpen
from service.runtime.registry import WorkflowError
from service.settings.errors import SettingsError
from service.settings.loading import Settings, load
from service.store.cipher import BadKey
from service.store.guard import StorageLostError
from service.store.migrate import DatabaseTooNewError
from service.store.restore import RestoreInterruptedError
from service.web.server import PortTaken

__all__ = [
    "FAILED",
    "OK",
    "WRONG_INPUT",
    "ConfigOption",
    "Voice",
    "refuse",
    "refuse_settings",
    "run",
    "settings_of",
]

T = TypeVar("T")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", "-c", help="The settings file; else ORGLIFE_CONFIG, else ./orglife.toml."
    ),
]

_MISTAKES: dict[type[Exception], str] = {
    AlreadyRunningError: "error-running",
    BadKey: "error-key",
    CannotOpen: "error-sealed",
    ControlError: "error-control",
    DatabaseTooNewError: "error-newer",
    LostDatabaseError: "error-lost-database",
    LoopDiedError: "error-died",
    NoAnswerError: "error-no-answer",
    NoDatabaseError: "error-no-database",
    PortTaken: "error-port",
    RestoreInterruptedError: "error-half-restored",
}


def settings_of(config: Path | None) -> Settings:
    """The settings, or a clear word and the exit."""
    try:
        return load(config, os.environ)
    except SettingsError as error:
        refuse_settings(Voice(), error)


def run(work: Coroutine[Any, Any, T], voice: Voice) -> T:
    """Run something asynchronous; what the user can mend is told without a traceback."""
    try:
        return asyncio.run(work)
    except (SettingsError, WorkflowError) as error:
        refuse_settings(voice, error)
    except StorageLostError as error:
        voice.refuse(f"error-storage-{error.why}", FAILED, what=error.what)
    except DBAPIError as error:
        voice.refuse("error-database", FAILED, problem=database_problem(error))
    except tuple(_MISTAKES) as error:
        key = next(key for kind, key in _MISTAKES.items() if isinstance(error, kind))
        voice.refuse(key, FAILED, problem=str(error))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def database_problem(error: DBAPIError) -> str:
    """What the database's driver says, on one line; the statement and its values are left out."""
    return " ".join(str(error.orig).split()) or type(error.orig).__name__


def refuse_settings(voice: Voice, error: SettingsError | WorkflowError) -> NoReturn:
    """Say everything that is wrong in the settings, and leave."""
    refuse(f"{voice.words('error-settings')}\n{error}")
