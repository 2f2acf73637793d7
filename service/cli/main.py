"""The tree of commands. A command's module is loaded only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from service.cli.words import FAILED, refuse

COMMANDS = {
    "init": ("init", "init"),
    "doctor": ("doctor", "doctor"),
    "run": ("serve", "run_"),
    "roster": ("roster", "app"),
    "branch": ("branch", "app"),
    "quiz": ("quiz", "app"),
    "template": ("kept", "app"),
    "play": ("play", "play"),
    "demo": ("serve", "demo"),
    "db": ("db", "app"),
}
"""For each command its module and the name in it: a function, or a tree of subcommands."""


class _Lazy(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found = getattr(import_module(f"service.cli.{module}"), name)
        if not isinstance(found, typer.Typer):
            single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            single.command(cmd_name)(found)
            found = single
        command = get_command(found)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="orglife",
    cls=_Lazy,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="组织生活，在大家常用的聊天里进行。Organizational life, in the chat people use.",
)


@app.callback()
def _tree() -> None:
    pass


def main() -> None:
    """The entry point of the command line."""
    try:
        app()
    except OSError as error:  # a folder that can't be written, a full disk
        where = f"{error.filename}: " if error.filename else ""
        try:
            refuse(f"{where}{error.strerror or type(error).__name__}", FAILED)
        except typer.Exit as leaving:
            sys.exit(leaving.exit_code)
