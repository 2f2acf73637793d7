"""Files to fill in: a new workbook in the requested language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated

import typer

from service.cli.words import Voice, language_of
from service.core.people import Language

FileArgument = Annotated[Path, typer.Argument(help="Where to write it.")]
LanguageOption = Annotated[str, typer.Option(help="zh-CN or en.")]


def write_new(
    kind: str,
    file: Path,
    language: str,
    write: Callable[[Path, Language], None],
    endings: Collection[str] = (".xlsx",),
) -> None:
    """Write a template, never over an existing file. `kind`: the command that imports it."""
    chosen = language_of(language)
    voice = Voice(chosen)
    if file.exists():
        voice.refuse("error-exists", file=str(file))
    if file.suffix.lower() not in endings:
        voice.refuse("template-xlsx", file=str(file))
    write(file, chosen)
    voice.say("template-written", kind=kind, file=str(file))
