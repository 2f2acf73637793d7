"""The help of the commands, and what is said of a wrong call, in the terminal's language.

The English help stands beside each command, as its docstring and its options' help. The Chinese one
is `texts/help.zh-CN.toml`: a table for each command, with `about` and a line for each parameter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import typer

from service.cli.words import Voice, terminal_language

Words = Mapping[str, Mapping[str, str]]

_COMMON = "*"
"""The table of the parameters that many commands have."""

HELP_OPTIONS = ["-h", "--help"]

_WRONG_CALLS = {
    "usage-command": r"No such command (?P<given>'.*?')\.?(?: Did you mean (?P<closest>.+)\?)?",
    "usage-option": r"No such option: (?P<given>\S+)(?: \D*?(?P<closest>--.+?)[)?])?",
    "usage-missing": r"Missing (?:argument|option|parameter) (?P<given>'.*?')\..*",
    "usage-no-command": r"Missing command\.",
    "usage-extra": r"Got unexpected extra argument\(?s?\)? \((?P<given>.*)\)",
    "usage-no-value": r"Option (?P<given>'.*?') requires (?:an argument|\d+ arguments)\.",
    "usage-flag": r"Option (?P<given>'.*?') does not take a value\.",
    "usage-value": r"Invalid value for (?P<given>.*?): (?P<problem>.*)",
}
"""What the library says of a wrong call, in English; another sentence is passed on as it is."""


@cache
def chinese() -> Words:
    """The Chinese help: for each command (`roster import`) its `about` and its parameters."""
    return tomllib.loads((files("service.cli") / "texts" / "help.zh-CN.toml").read_text("utf-8"))


def said_of(path: str, parameter: str = "about") -> str | None:
    """The Chinese help of a command or one of its parameters, if there is one."""
    words = chinese()
    return words.get(path, {}).get(parameter) or words[_COMMON].get(parameter)


def arrange(command: Any, path: str) -> None:
    """Put the help of a command, and of those below it, into the terminal's language. A switch
    is listed without the type that the library gives it."""
    _arrange(command, path, translated=terminal_language() != "en")


def _arrange(command: Any, path: str, *, translated: bool) -> None:
    context = typer.Context(command, help_option_names=HELP_OPTIONS)
    for parameter in (*command.params, command.get_help_option(context)):
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
        if translated:
            parameter.help = said_of(path, parameter.name) or parameter.help
    if translated:
        command.help = said_of(path) or command.help
    for name, below in getattr(command, "commands", {}).items():
        _arrange(below, f"{path} {name}".strip(), translated=translated)


def translate_frame() -> None:
    """The headings that the library puts around the help. It reads them when it prints."""
    if terminal_language() == "en":
        return
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


def wrong_call(error: typer.TyperException) -> str:
    """What was wrong about a call, and where to read how to make it; empty if that was shown."""
    voice = Voice(terminal_language())
    context = getattr(error, "ctx", None)
    told = [error.format_message()]
    if not told[0]:  # the library has shown the help already
        return ""
    for key, pattern in _WRONG_CALLS.items():
        if found := re.fullmatch(pattern, told[0], re.DOTALL):
            values = {name: value for name, value in found.groupdict().items() if value}
            closest = values.pop("closest", "")
            told = [voice.words(key, **values)]
            if closest:
                told.append(voice.words("usage-closest", closest=closest))
            break
    command = context.command_path if context else "orglife"
    return "\n".join((*told, voice.words("usage-help", command=command)))
