"""All commands in one tree. A command's module is loaded when it is called for."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from service.cli.help import HELP_OPTIONS, arrange, translate_frame, wrong_call
from service.cli.words import FAILED, WRONG_INPUT, complain, system_problem
from service.host.gc_tuning import seldom

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
    "roster": (
        "membership",
        "app",
        "Members: import, invite, list, take out, move; get a template to fill in.",
    ),
    "branch": ("branch", "app", "Branches: move one to another platform."),
    "quiz": ("quiz", "app", "Quizzes: question banks, and a template to fill in."),
    "template": (
        "kept",
        "app",
        "Templates saved in the chat: list, show, export, import, delete.",
    ),
    "rules": (
        "rules",
        "app",
        "Rules of meetings, votes and duties: check a file, show what holds.",
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
    "plan-capacity": (
        "capacity",
        "plan_capacity",
        "Reckon what so many members need: taps, processes, bots, homeservers, rows, disk.",
    ),
    "privacy": (
        "privacy",
        "app",
        "Personal data: who has read it, export, erase, impact assessment.",
    ),
    "archive": (
        "archive",
        "app",
        "The archive of a unit's year: make it, or check that none of its files was changed.",
    ),
    "api": ("api", "app", "The HTTP API: tokens, and webhooks for closed activities."),
    "db": ("db", "app", "Database: back up, restore, show status, rotate keys."),
}
"""For each command its module, what stands for it there (a function, or a tree of its own), and
its line in the help, for which no module is loaded."""


class Commands(TyperGroup):
    """Lists the commands by their lines, and loads the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, (_module, _attribute, line) in COMMANDS.items():
            self.commands[name] = TyperCommand(name, help=line)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, load(name) if name and listed else listed, rest


def load(name: str) -> Any:
    """The command itself, with its module, in the terminal's language."""
    module, attribute, _line = COMMANDS[name]
    found = getattr(import_module(f"service.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(pretty_exceptions_enable=False)
        single.command(name)(found)
        found = single
    command = get_command(found)
    command.name = name
    command.params = [each for each in command.params if each.name not in _OF_THE_ROOT]
    arrange(command, name)
    return command


_OF_THE_ROOT = ("install_completion", "show_completion")


app = typer.Typer(
    name="orglife",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": HELP_OPTIONS},
    help="组织生活，在大家常用的聊天里进行。Organizational life, in the chat people use.",
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"OrgLife {version('orglife')}")
        raise typer.Exit


@app.callback()
def _tree(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_show_version,
            is_eager=True,
            help="Show the version and exit.",
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """The way in from the command line."""
    translate_frame()
    try:
        root = get_command(app)
        arrange(root, "")
        with seldom():  # what loading makes stays
            code = root(prog_name="orglife", standalone_mode=False)
    except typer.TyperException as error:
        code = _left(wrong_call(error), WRONG_INPUT)
    except typer.Abort:
        code = 1
    except OSError as error:  # a folder that can't be written, a full disk
        code = _left(system_problem(error), FAILED)
    sys.exit(code)


def _left(problem: str, code: int) -> int:
    if problem:
        complain(problem)
    return code
