"""The output of the commands, in the language of the organization."""

from __future__ import annotations

from functools import cache
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


class Voice:
    """Prints to the person who typed the command."""

    def __init__(self, language: Language = LANGUAGES[0]) -> None:
        self.language = language

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


def refuse(problem: str, code: int = WRONG_INPUT) -> NoReturn:
    """Say what is wrong, and leave."""
    typer.secho(problem, fg="red", err=True)
    raise typer.Exit(code)
