"""`orglife roster`: who belongs to the organization, and how they get in."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.addresses import warn
from service.cli.common import FAILED, ConfigOption, Voice, refuse, run, settings_of
from service.cli.templates import FileArgument, LanguageOption, write_new
from service.core.directory import Directory
from service.core.people import Person, Roster, RosterRow
from service.core.posts import standing_name
from service.files.errors import RowError, Unreadable, listed
from service.files.invitations import Slip, invitation_sheet, terminal_qr
from service.files.roster import Defaults, read_roster, write_roster_template
from service.host.command_session import opened
from service.host.configured_plans import find_unit
from service.host.control import ImportRoster, Invitation, Invite, RosterReport, ask
from service.runtime.accounts.roster_comparison import Doubt
from service.settings.loading import Settings
from service.store.directory import load_directory

if TYPE_CHECKING:
    from rich.progress import Progress

LARGE = 1000  # rows from which a progress bar is worth looking at

app = typer.Typer(
    no_args_is_help=True,
    help="Members: import, invite, list, take out, move; get a template to fill in.",
)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    leavers: Annotated[
        bool, typer.Option("--leavers", help="Everyone in the file has left.")
    ] = False,
    *,
    same: Annotated[
        bool | None,
        typer.Option(
            "--same/--different",
            help="Who may be someone known is that person, or another [default: ask].",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether to go on.")] = False,
    config: ConfigOption = None,
) -> None:
    """Import members: name, branch, group, role, standing, language, time zone, contact, status.

    Importing a file again updates what has changed and adds no one twice. Whoever appears in
    another branch with the same contact moves there; a status such as “left” takes people out. A
    file with errors is rejected as a whole, and every error is listed with its row.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    rows = _read(file, settings, voice)
    if leavers:
        rows = tuple(replace(each, left=True) for each in rows)
    would = run(ask(settings, ImportRoster(rows, dry_run=True), RosterReport), voice)
    _show_changes(would, voice, told=dry_run)
    report = would
    if not dry_run:
        answers = _answers(would, same, voice)
        if (would.moved or would.left) and not yes:
            typer.confirm(voice.words("member-confirm"), abort=True)
        wanted = ImportRoster(rows, answers=answers, by=getpass.getuser())
        report = run(ask(settings, wanted, RosterReport), voice)
    voice.say(
        "roster-would" if dry_run else "roster-imported",
        added=len(report.added),
        changed=len(report.changed),
        same=report.same,
        units=len(report.units),
    )
    for name in report.units:
        typer.echo(f"  + {name}")
    if not dry_run and report.added:
        voice.say("roster-next")


def _show_changes(would: RosterReport, voice: Voice, *, told: bool) -> None:
    """Who moves, leaves or comes back, and, in a dry run, who may be someone known."""
    for name, before, after in would.moved:
        voice.say("member-is-moved", name=name, before=before, after=after)
    for kind, names in (("left", would.left), ("returned", would.returned)):
        for name in names:
            voice.say(f"member-is-{kind}", name=name, before="", after="")
    for name in would.unknown:
        voice.say("roster-unknown-leaver", name=name)
    for doubt in would.doubts if told else ():
        typer.echo(_asked(doubt, voice))


def _asked(doubt: Doubt, voice: Voice) -> str:
    return voice.words(
        f"roster-doubt-{doubt.why}",
        name=doubt.name,
        branch=doubt.branch,
        known=doubt.known_as,
        there=doubt.known_in,
    )


def _answers(would: RosterReport, same: bool | None, voice: Voice) -> tuple[tuple[int, int], ...]:
    """Who of those in doubt is the person who is known."""
    return tuple(
        (each.row, each.person)
        for each in would.doubts
        if (typer.confirm(_asked(each, voice)) if same is None else same)
    )


def _read(file: Path, settings: Settings, voice: Voice) -> tuple[RosterRow, ...]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from service.cli.terminal import err

    organization = settings.organization
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        console=err, transient=True,
    )  # fmt: skip
    task = bar.add_task(voice.words("roster-reading"), total=None)

    def progress(done: int, total: int) -> None:
        if total >= LARGE:
            bar.start()
            bar.update(task, completed=done, total=total)

    left_out: list[RowError] = []
    try:
        rows = read_roster(
            file,
            file.name,
            roles=settings.organization.roles,
            defaults=Defaults(organization.language, organization.timezone),
            progress=progress,
            told=left_out,
        )
    except Unreadable as error:
        _end(bar)
        refuse("\n".join(error.describe(voice.language)))
    finally:
        _end(bar)
    for each in listed(left_out, voice.language):
        typer.echo(each)
    return rows


def _end(bar: Progress) -> None:
    if bar.live.is_started:  # else it would print an empty line
        bar.stop()


@app.command("invite")
def invite(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Names of members (default: everyone without a chat)."),
    ] = None,
    qr: Annotated[bool, typer.Option("--qr", help="Show a QR code for each link.")] = False,
    sheet: Annotated[
        Path | None,
        typer.Option(help="File for the slips to print (default: invitations-<time>.html)."),
    ] = None,
    void: Annotated[
        bool, typer.Option("--void", help="Make their earlier, unused codes unusable.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Create one-time codes and links, and a page of slips to print and hand out.

    Each code works once, for 14 days, also while the service is stopped now. Once one of a person's
    codes is used, their others can't be. To tell two people of the same name apart, add their
    contact: `王敏/wangmin@example.org`.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    target = sheet or Path(f"invitations-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.html")
    if target.exists():
        voice.refuse("error-exists", file=str(target))
    roster = run(read_directory(settings), voice)
    people = [each for each in roster.people.values() if each.active]
    if not people:
        voice.refuse("roster-empty", FAILED)
    wanted = tuple(find_person(name, people, roster, voice).id for name in names or ())
    made = run(ask(settings, Invite(wanted, void), tuple[Invitation, ...]), voice)
    if not made:
        voice.say("roster-all-linked")
        return
    show_invitations(made, voice, qr=qr)
    _write_sheet(target, made, settings, voice)


def show_invitations(made: Sequence[Invitation], voice: Voice, *, qr: bool = False) -> None:
    """Print the codes and their links, and a warning where members can't open one."""
    for each in made:
        typer.echo(f"{each.name}（{each.unit}）  {each.code}")
        for link in each.links:
            typer.echo(f"    {link}")
            if qr:
                typer.echo(terminal_qr(link))
    for origin in {link[: link.index("/", 8)] for each in made for link in each.links}:
        warn(voice, origin)


def _write_sheet(file: Path, made: Sequence[Invitation], settings: Settings, voice: Voice) -> None:
    slips = [Slip(each.name, each.unit, each.code, each.links) for each in made]
    page = invitation_sheet(settings.organization.name, slips, voice.words)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        voice.refuse("roster-no-sheet", FAILED, file=str(file), problem=error.strerror or "")
    with os.fdopen(descriptor, "wb") as opened_file:
        opened_file.write(page)
    voice.say("roster-sheet", file=str(file))


def find_person(name: str, people: Sequence[Person], roster: Roster, voice: Voice) -> Person:
    """The one of these people whom the words name: `王敏`, `王敏/wang@example.org`, or as the
    people of one name are told apart: `王敏（第一支部）`. Leaves with a word for nobody and for
    several."""
    shown = roster.told_apart(people)
    found = [
        each
        for each in people
        if name in (each.name, f"{each.name}/{each.contact}", shown[each.id])
    ]
    if not found:
        voice.refuse("roster-nobody", name=name)
    if len(found) > 1:
        choices = ", ".join(
            f"{each.name}/{each.contact}" if each.contact else shown[each.id] for each in found
        )
        voice.refuse("roster-several", name=name, choices=choices)
    return found[0]


@app.command("template")
def template(
    file: FileArgument = Path("roster-template.xlsx"), language: LanguageOption = "zh-CN"
) -> None:
    """Write an .xlsx file to fill in, with an example member."""
    write_new("roster", file, language, write_roster_template)


@app.command("list")
def list_(
    branch: Annotated[str, typer.Argument(help="Show only this branch and those below it.")] = "",
    left: Annotated[bool, typer.Option("--left", help="Also show who has left.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Also show their language and time zone.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """List the members in the roster: group, post, standing, and whether they have joined."""
    from rich.table import Table

    from service.cli.terminal import out

    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    directory = run(read_all(settings), voice)
    roster = directory.roster
    if not roster.people:
        voice.refuse("roster-empty", FAILED)
    unit = find_unit(roster, branch)
    if branch and unit is None:
        voice.refuse("error-no-branch", name=branch, known=branches(roster))
    table = Table(
        *(voice.words(f"roster-column-{name}") for name in (*_COLUMNS, *(_MORE if full else ())))
    )
    inside = roster.below(unit) if branch and unit else frozenset(roster.units)
    people = [each for each in roster.people.values() if each.unit in inside]
    shown = roster.told_apart(each for each in people if each.active or left)
    for person in people:
        if person.id not in shown:
            continue
        status = (
            "left" if not person.active else "joined" if directory.homes.get(person.id) else "no"
        )
        table.add_row(shown[person.id], roster.units[person.unit].name, person.group,
                      person.post_name(voice.language),
                      standing_name(person.standing, voice.language),
                      voice.words(f"roster-status-{status}"),
                      *((person.language, person.timezone) if full else ()))  # fmt: skip
    out.print(table, markup=False)


_COLUMNS = ("name", "branch", "group", "role", "standing", "status")
_MORE = ("language", "timezone")


async def read_directory(settings: Settings) -> Roster:
    """Everybody, as the database says now."""
    return (await read_all(settings)).roster


async def read_all(settings: Settings) -> Directory:
    """Everybody with their chats, as the database says now."""
    async with opened(settings) as store, store.read() as transaction:
        return await load_directory(transaction)


def find_branch(name: str, roster: Roster, voice: Voice) -> int:
    """The unit of this name. Leaves with a word for none."""
    unit = find_unit(roster, name) if name.strip() else None
    if unit is None:
        voice.refuse("error-no-branch", name=name, known=branches(roster))
    return unit


def open_roster(config: object) -> tuple[Settings, Voice, Roster]:
    """The settings, how to say something, and the members. Leaves with a word where there are
    none."""
    settings = settings_of(config)  # type: ignore[arg-type]
    voice = Voice(settings.organization.language)
    roster = run(read_directory(settings), voice)
    if not roster.people:
        voice.refuse("roster-empty", FAILED)
    return settings, voice, roster


def branches(roster: Roster) -> str:
    """The names of the units, for an error."""
    names = [each.name for each in roster.units.values()]
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
