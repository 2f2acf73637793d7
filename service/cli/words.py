"""The output of the commands, in the language of the organization."""

from __future__ import annotations

import errno
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from service.core.people import LANGUAGES, Language
from service.core.texts import text

if TYPE_CHECKING:  # the help says nothing by key, and needs no catalog
    from service.runtime.localization.catalog import Catalog

OK, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; could not be done, or a check failed; invalid input."""


@cache
def catalog() -> Catalog:
    from service.runtime.localization.catalog import Catalog

    return Catalog.of(["service.cli"])


def terminal_language() -> Language:
    """The language of whoever types, where no settings have been read: that of the settings file
    in sight, else that of the terminal (`LC_ALL`, `LC_MESSAGES`, `LANG`), else Chinese."""
    file = Path(os.environ.get("ORGLIFE_CONFIG", "orglife.toml"))
    try:
        organization = tomllib.loads(file.read_text("utf-8-sig")).get("organization", {})
        named = organization.get("language", LANGUAGES[0])
    except (OSError, ValueError, AttributeError):
        names = ("LC_ALL", "LC_MESSAGES", "LANG")
        locale = next(filter(None, map(os.environ.get, names)), "C").partition(".")[0]
        named = LANGUAGES[0] if locale in ("C", "POSIX") or locale.startswith("zh") else "en"
    return next((each for each in LANGUAGES if each == named), LANGUAGES[0])


class Voice:
    """Prints to the person who typed the command."""

    def __init__(self, language: Language | None = None) -> None:
        self.language = language or terminal_language()

    def words(self, key: str, **args: str | float) -> str:
        """The text `key` with its values. Raises KeyError for one that is missing."""
        from service.runtime.localization.catalog import Locale

        return catalog().say(text(key, **args), Locale(self.language))

    def say(self, key: str, **args: str | float) -> None:
        typer.echo(self.words(key, **args))

    def warn(self, key: str, **args: str | float) -> None:
        """Say what may go wrong, where nothing that is read by a program stands."""
        typer.secho(f"! {self.words(key, **args)}", fg="yellow", err=True)

    def refuse(self, key: str, code: int = WRONG_INPUT, **args: str | float) -> NoReturn:
        """Say what is wrong, and leave."""
        refuse(self.words(key, **args), code)


def language_of(given: str) -> Language:
    """The language named by `--language`; empty: the terminal's. Leaves with a word for another."""
    chosen = next((each for each in LANGUAGES if each == given), None)
    if given and chosen is None:
        Voice().refuse("error-language", given=given, allowed=", ".join(LANGUAGES))
    return chosen or terminal_language()


_SYSTEM = {
    errno.ENOENT: "system-missing",
    errno.ENOTDIR: "system-missing",
    errno.EACCES: "system-denied",
    errno.EPERM: "system-denied",
    errno.EROFS: "system-denied",
    errno.ENOSPC: "system-full",
    errno.EDQUOT: "system-full",
}


def system_problem(error: OSError) -> str:
    """What the operating system refused, with the file, in the terminal's language."""
    voice = Voice()
    key = _SYSTEM.get(error.errno or 0)
    told = voice.words(key) if key else error.strerror or type(error).__name__
    return (
        voice.words("system-file", file=str(error.filename), problem=told)
        if error.filename
        else told
    )


def complain(problem: str) -> None:
    """Say what is wrong."""
    typer.secho(problem, fg="red", err=True)


def refuse(problem: str, code: int = WRONG_INPUT) -> NoReturn:
    """Say what is wrong, and leave."""
    complain(problem)
    raise typer.Exit(code)
