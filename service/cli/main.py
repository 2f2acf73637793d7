"""All commands in one tree. A command's module is loaded when it is called for."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from service.cli.words import FAILED, refuse
from service.runtime.gc_tuning import seldom

COMMANDS = {
    "init": ("init", "init", "Ask a few questions and write a commented settings file."),
    "doctor": (
        "doctor",
        "doctor",
        "Check settings, database, clock, time zones, adapters and their permissions.",
    ),
    "run": (
        "serve",
        "run_",
        "Run the service (chats, timers and pages) until Ctrl-C or SIGTERM.",
    ),
    "roster": ("roster", "app", "Members: import, invite, list; get a template to fill in."),
    "branch": ("branch", "app", "Branches: move one to another platform."),
    "quiz": ("quiz", "app", "Quizzes: question banks, and a template to fill in."),
    "template": (
        "kept",
        "app",
        "Templates saved in the chat: list, show, export, import, delete.",
    ),
    "play": (
        "play",
        "play",
        "Play a scenario: what everyone sees, who took part, which reminders were sent.",
    ),
    "demo": (
        "serve",
        "demo",
        "Play the sample theme day in your browser; no account or network needed.",
    ),
    "db": ("db", "app", "Database: back up, show status, rotate keys."),
}
"""For each command its module, what stands for it there (a function, or a tree of its own), and
its line in the help, for which no module is loaded."""


class Commands(TyperGroup):
    """Lists the commands by their lines, and loads the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][2])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, load(name) if name and listed else listed, rest


def load(name: str) -> Any:
    """The command itself, with its module."""
    module, attribute, _line = COMMANDS[name]
    found = getattr(import_module(f"service.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(name)(found)
        found = single
    command = get_command(found)
    command.name = name
    return command


app = typer.Typer(
    name="orglife",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="组织生活，在大家常用的聊天里进行。Organizational life, in the chat people use.",
)


@app.callback()
def _tree() -> None:
    pass


def main() -> None:
    """The way in from the command line."""
    try:
        with seldom():  # what loading makes stays
            app()
    except OSError as error:  # a folder that can't be written, a full disk
        where = f"{error.filename}: " if error.filename else ""
        try:
            refuse(f"{where}{error.strerror or type(error).__name__}", FAILED)
        except typer.Exit as leaving:
            sys.exit(leaving.exit_code)
