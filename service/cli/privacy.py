"""`orglife privacy`: who has read of a person, what is kept about them, and its end."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from service.app import build_service_registry
from service.cli.common import FAILED, ConfigOption, Voice, run, settings_of
from service.cli.roster import find_person, open_roster
from service.core.message import Attachment
from service.core.people import Person, Roster
from service.core.privacy import Reading, Readings
from service.host.command_session import opened
from service.host.control import ErasePerson, ExportPerson, ask
from service.host.key_store import build_sealer
from service.runtime.localization.catalog import Locale
from service.runtime.personal_data import readings_of
from service.settings.loading import Settings
from service.store.directory import load_directory
from service.store.privacy import Consents

app = typer.Typer(
    no_args_is_help=True,
    help="Personal data: who has read it, export, erase, impact assessment.",
)

NameArgument = Annotated[
    str, typer.Argument(help="The member's name, or `name/contact` if there are several.")
]


@app.command("log")
def log(name: NameArgument, config: ConfigOption = None) -> None:
    """List who has read or exported what concerns a member, and what the member was told of, agreed
    to and withdrew."""
    settings, voice, person = _whom(name, config)
    roster, readings, consents = run(_log(settings, person), voice)
    for title, at, by, action in readings:
        who = roster.name(by) if by is not None else "—"
        typer.echo(f"{at:%Y-%m-%d %H:%M} UTC  {who}  {action}  {title}".rstrip())
    if not readings:
        voice.say("privacy-no-readings", name=person.name)
    for row in consents:
        typer.echo(f"{row.at:%Y-%m-%d %H:%M} UTC  {row.subject} {row.version}  {row.act}")


@app.command("export")
def export(
    name: NameArgument,
    file: Annotated[Path, typer.Argument(help="The JSON file to write; only you can read it.")],
    config: ConfigOption = None,
) -> None:
    """Write everything that is kept about a member, as they may read it, to hand it to them. The
    journal records that you did."""
    settings, voice, person = _whom(name, config)
    if file.exists():
        voice.refuse("error-exists", file=str(file))
    written = run(ask(settings, ExportPerson(person.id, getpass.getuser()), str), voice)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened_file:
        opened_file.write(written)
    voice.say("privacy-exported", name=person.name, file=str(file))


@app.command("erase")
def erase(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether to go on.")] = False,
    config: ConfigOption = None,
) -> None:
    """Erase a member's data as far as nothing obliges to keep it: the words go, that something was
    done stays. Of who has left the contact and the chats go as well."""
    settings, voice, person = _whom(name, config)
    voice.say("privacy-erases", name=person.name, left="yes" if not person.active else "no")
    if not yes and not typer.confirm(voice.words("member-confirm")):
        raise typer.Exit(FAILED)
    run(ask(settings, ErasePerson(person.id, getpass.getuser()), bool), voice)
    voice.say("privacy-erased", name=person.name)


@app.command("assessment")
def assessment(
    file: Annotated[Path, typer.Argument(help="Where to write it: a .docx or .md file.")] = Path(
        "privacy-assessment.docx"
    ),
    config: ConfigOption = None,
) -> None:
    """Write the template of an impact assessment (PIPL, articles 55 and 56), filled in from the
    settings."""
    from service.cli.assessment import assessment as document_of
    from service.files.attachments import make_file

    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    if file.exists():
        voice.refuse("error-exists", file=str(file))
    if file.suffix not in (".docx", ".md"):
        voice.refuse("privacy-no-format", file=str(file))
    today = datetime.now().astimezone().date()
    made = make_file(Attachment(file.name, document_of(settings, voice, today)))
    file.write_bytes(made.content)
    voice.say("privacy-assessed", file=str(file))


def _whom(name: str, config: object) -> tuple[Settings, Voice, Person]:
    settings, voice, roster = open_roster(config)
    return settings, voice, find_person(name, list(roster.people.values()), roster, voice)


Line = tuple[str, datetime, int | None, str]
"""The title of what was read, when, by whom, and the action of the journal."""


async def _log(settings: Settings, person: Person) -> tuple[Roster, Sequence[Line], Sequence[Any]]:
    registry = build_service_registry(settings, build_sealer(settings))
    language = settings.organization.language
    locale = Locale(language, settings.organization.timezone, now=datetime.now(UTC))
    async with opened(settings) as store, store.read() as transaction:
        directory = await load_directory(transaction)
        found = await readings_of(transaction, registry, directory, Readings(person.id))
        consents = await Consents(transaction).of_person(person.id)

    def line(reading: Reading) -> Line:
        title = registry.catalog.say(reading.title, locale)
        return title, reading.at.astimezone(UTC), reading.by, reading.action

    return directory.roster, [line(each) for each in found], consents
