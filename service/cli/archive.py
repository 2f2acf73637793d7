"""`orglife archive`: a unit's year as one file, and whether such a file is still as it was made."""

from __future__ import annotations

import getpass
import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli.common import FAILED, ConfigOption, Voice, run, settings_of
from service.cli.roster import find_branch, read_directory
from service.core.file_names import clean_name
from service.files.archives import verified
from service.files.errors import Unreadable
from service.host.control import MadeArchive, MakeArchive, ask

app = typer.Typer(
    no_args_is_help=True,
    help="The archive of a unit's year: make it, or check that none of its files was changed.",
)


@app.command("make")
def make(
    branch: Annotated[str, typer.Argument(help="The branch, such as `第一支部`.")],
    year: Annotated[int, typer.Option("--year", help="The year, such as 2026; default: this.")] = 0,
    file: Annotated[
        Path | None, typer.Option("--to", help="The zip file to write; only you can read it.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Put a branch's year together: the handbook, its lists as workbooks, everything as JSON, and
    the SHA-256 of each file. The journal records that you did."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    roster = run(read_directory(settings), voice)
    if not roster.units:
        voice.refuse("roster-empty", FAILED)
    unit = find_branch(branch, roster, voice)
    if file is not None and file.exists():
        voice.refuse("error-exists", file=str(file))
    wanted = MakeArchive(unit, year or datetime.now().astimezone().year, getpass.getuser())
    made = run(ask(settings, wanted, MadeArchive), voice)
    if made.why:
        voice.refuse("archive-none", why=made.why, year=str(wanted.year))
    target = file or Path(clean_name(made.name))
    if target.exists():
        voice.refuse("error-exists", file=str(target))
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(made.content)
    sum_ = hashlib.sha256(made.content).hexdigest()
    voice.say("archive-made", file=str(target), sum=sum_)


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="The zip file of an archive.")],
) -> None:
    """Say which files of an archive are not as they were made: changed, missing, or added since."""
    voice, data = Voice(), file.read_bytes()
    try:
        checked = verified(data, file.name)
    except Unreadable:
        voice.refuse("archive-unreadable", file=str(file))
    for what in ("differs", "missing", "added"):
        for name in getattr(checked, what):
            voice.say("archive-file", what=what, name=name)
    if not checked.sums:
        voice.refuse("archive-no-sums", file=str(file))
    if not checked.is_good:
        raise typer.Exit(FAILED)
    sum_ = hashlib.sha256(data).hexdigest()
    voice.say("archive-good", n=len(checked.same), sum=sum_)
