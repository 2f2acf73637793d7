"""What the commands share: settings, words on the terminal, exit codes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console

from service.control import ControlError
from service.instance import AlreadyRunningError
from service.settings import Settings, SettingsError, load
from service.store.migrate import DatabaseTooNewError
from service.store.sealer import BadKey
from service.web.server import PortTaken

OK, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; it could not be done (or a check failed); what was given is wrong."""

out = Console()
err = Console(stderr=True)

T = TypeVar("T")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", "-c", help="The settings file; else ORGLIFE_CONFIG, else ./orglife.toml."
    ),
]

_USERS_MISTAKES = (AlreadyRunningError, ControlError, PortTaken, DatabaseTooNewError, BadKey)


def settings_of(config: Path | None) -> Settings:
    """The settings, or a clear word and the exit."""
    try:
        return load(config, os.environ)
    except SettingsError as error:
        refuse(str(error))


def refuse(problem: str, code: int = WRONG_INPUT) -> NoReturn:
    """Say what is wrong, and leave."""
    err.print(problem, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run something asynchronous; a user's mistake is told without a traceback."""
    try:
        return asyncio.run(work)
    except SettingsError as error:
        refuse(str(error))
    except _USERS_MISTAKES as error:
        refuse(str(error), FAILED)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
