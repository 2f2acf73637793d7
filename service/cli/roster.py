"""`orglife roster`: who belongs to the organization, and how they get in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from service.app import find_unit
from service.cli.common import FAILED, ConfigOption, err, out, refuse, run, settings_of
from service.control import ImportRoster, Invitation, Invite, RosterReport, ask
from service.core.people import Roster
from service.files.errors import Unreadable
from service.files.roster import read_roster
from service.runtime.administration import Administration
from service.runtime.clock import SystemClock
from service.settings import Settings
from service.store.store import Store

LARGE = 1000  # rows from which a progress bar is worth looking at

app = typer.Typer(no_args_is_help=True, help="Members: import them, invite them, list them.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    config: ConfigOption = None,
) -> None:
    """Import members: name, branch, group, role, standing, language, time zone, contact.

    Importing a file again changes what has changed, and adds nobody twice. A file with errors is
    refused as a whole, with every error by row.
    """
    settings = settings_of(config)
    if not file.is_file():
        refuse(f"{file}: there is no such file")
    try:
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=err, transient=True,
        ) as bar:  # fmt: skip
            task = bar.add_task("reading", total=None)

            def progress(done: int, total: int) -> None:
                if total >= LARGE:
                    bar.update(task, completed=done, total=total)

            rows = read_roster(
                file.read_bytes(), file.name, roles=settings.rules().roles, progress=progress
            )
    except Unreadable as error:
        refuse("\n".join(error.describe(settings.organization.language)))
    report = run(ask(settings, ImportRoster(rows, dry_run), RosterReport))
    head = "would be " if dry_run else ""
    out.print(
        f"{head}added: {len(report.added)}, {head}changed: {len(report.changed)}, "
        f"unchanged: {report.same}, {head}new units: {len(report.units)}"
    )
    for name in report.units:
        out.print(f"  + {name}", markup=False, highlight=False)
    if not dry_run and report.added:
        out.print("Next: `orglife roster invite` makes one code for each of them.", markup=False)


@app.command("invite")
def invite(
    names: Annotated[
        list[str] | None, typer.Argument(help="Whom; else everybody without a chat.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Make one-time codes and links. Each works once, for 14 days; a new one voids the old."""
    settings = settings_of(config)
    roster = run(_roster(settings))
    if not roster.people:
        refuse("There is nobody yet. First: `orglife roster import FILE`.", FAILED)
    wanted = []
    for name in names or ():
        found = [each for each in roster.people.values() if each.name == name]
        if len(found) != 1:
            refuse(f"{name}: {'nobody' if not found else f'{len(found)} people'} of this name")
        wanted.append(found[0].id)
    made = run(ask(settings, Invite(tuple(wanted)), tuple[Invitation, ...]))
    table = Table("name", "branch", "code", "link")
    for each in made:
        table.add_row(each.name, each.unit, each.code, "\n".join(each.links))
    out.print(table)
    if made and not any(each.links for each in made):
        out.print("Links are made while the service runs (`orglife run`).", markup=False)


@app.command("list")
def list_(
    branch: Annotated[str, typer.Argument(help="Only this branch and below.")] = "",
    config: ConfigOption = None,
) -> None:
    """Show who is in the roster."""
    roster = run(_roster(settings_of(config)))
    unit = find_unit(roster, branch)
    if branch and unit is None:
        refuse(f"{branch}: there is no such branch")
    table = Table("name", "branch", "role", "standing", "language", "time zone")
    for person in roster.members(unit) if unit is not None else roster.people.values():
        table.add_row(person.name, roster.units[person.unit].name, person.role, person.standing,
                      person.language, person.timezone)  # fmt: skip
    out.print(table)


async def _roster(settings: Settings) -> Roster:
    store = await Store.open(settings.database_url)
    try:
        return (await Administration(store, SystemClock()).directory()).roster
    finally:
        await store.close()
