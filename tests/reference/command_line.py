"""The command line, from its own parser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from typer.core import TyperArgument

from service.cli.main import COMMANDS, load
from tests.reference.markdown import code, plain, table


def page() -> str:
    """A section for each command; in English wherever it is made."""
    none = Path(__file__).with_name("orglife.toml")  # no settings have a say in it
    with patch.dict(os.environ, {"LC_ALL": "en", "ORGLIFE_CONFIG": str(none)}):
        return "\n\n".join(
            section for name in COMMANDS for section in _sections(load(name), f"orglife {name}")
        )


def _sections(command: Any, path: str) -> Iterator[str]:
    """A tree of commands has one for each of its leaves."""
    if below := getattr(command, "commands", None):
        for name, each in below.items():
            yield from _sections(each, f"{path} {name}")
        return
    rows = [
        (code(_spelled(each)), _help(each), code(_default(each)))
        for each in command.params
        if each.name not in ("help", "install_completion", "show_completion")
    ]
    parts = (
        f"## `{path}`",
        plain((command.help or "").replace("\b", "")),
        table(("Argument or option", "What it is", "Default"), rows),
    )
    yield "\n\n".join(filter(None, parts))


def _spelled(parameter: Any) -> str:
    """`--voids / --no-voids`, or `FILE` of an argument; `[FILE]` where it may be left out."""
    if isinstance(parameter, TyperArgument):
        name = (parameter.metavar or parameter.name).upper()
        several = " …" if parameter.nargs != 1 else ""
        return f"{name}{several}" if parameter.required else f"[{name}{several}]"
    return ", ".join([*parameter.opts, *parameter.secondary_opts])


def _help(parameter: Any) -> str:
    return plain(getattr(parameter, "help", "") or "")


def _default(parameter: Any) -> str:
    """As it is typed; a switch is off, and what is not given is nothing."""
    value = parameter.default
    if isinstance(value, bool | None) or callable(value) or not str(value).strip("()[]"):
        return ""
    if type(value).__name__ == "Sentinel":
        return ""
    return str(value)
