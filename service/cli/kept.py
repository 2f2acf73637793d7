"""`orglife template`: templates that were saved in the chat."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from service.app import build_service_registry
from service.cli.common import FAILED, ConfigOption, Voice, run, settings_of
from service.cli.roster import branches, read_directory
from service.core.people import Roster
from service.core.workflow import Context, Rejected
from service.files.template_files import BadTemplate, TemplateFile, read_template, write_template
from service.host.command_session import opened
from service.host.configured_plans import find_unit
from service.host.control import DropTemplates, KeepTemplates, ask
from service.host.key_store import build_sealer
from service.runtime.accounts.administration import Kept
from service.settings.loading import Settings
from service.store.directory import load_directory
from service.store.templates import TemplateTable

app = typer.Typer(
    no_args_is_help=True,
    help="Templates saved in the chat: list, show, export, import, delete.",
)

NameArgument = Annotated[str, typer.Argument(help="The template's name.")]
BranchOption = Annotated[
    str, typer.Option(help="The branch it belongs to; needed if several have one.")
]


@app.command("list")
def list_(config: ConfigOption = None) -> None:
    """List the templates."""
    from rich.table import Table

    from service.cli.terminal import out

    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    roster, rows = run(_load(settings), voice)
    if not rows:
        voice.refuse("kept-none", FAILED)
    columns = ("name", "kind", "unit", "by", "at")
    table = Table(*(voice.words(f"kept-column-{name}") for name in columns))
    for row in rows:
        unit, by = roster.units.get(row.unit), roster.people.get(row.by or 0)
        names = (unit.name if unit else str(row.unit), by.name if by else "—")
        table.add_row(row.name, row.kind, *names, f"{row.at:%Y-%m-%d %H:%M} UTC")
    out.print(table, markup=False)


@app.command("show")
def show(name: NameArgument, branch: BranchOption = "", config: ConfigOption = None) -> None:
    """Show a template's content, in the format that `export` writes."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    row = _find(settings, voice, name, branch)
    typer.echo(_written(row), nl=False)


@app.command("export")
def export(
    name: NameArgument,
    file: Annotated[Path, typer.Argument(help="Where to write it, such as quiz.json.")],
    branch: BranchOption = "",
    config: ConfigOption = None,
) -> None:
    """Write a template to a file that another OrgLife can import. Files sent in a chat and
    pictures of questions are not included."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    if file.exists():
        voice.refuse("error-exists", file=str(file))
    row = _find(settings, voice, name, branch)
    file.write_text(_written(row), encoding="utf-8")
    voice.say("kept-exported", name=row.name, file=str(file))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A file written by `export`.")],
    name: Annotated[
        str, typer.Option(help="The template's name (default: the name in the file).")
    ] = "",
    branch: Annotated[
        str, typer.Option(help="The branch that gets it (default: all branches).")
    ] = "",
    config: ConfigOption = None,
) -> None:
    """Import a template from a file, replacing the branch's template of the same name."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    try:
        given = read_template(file.read_bytes())
    except BadTemplate as error:
        voice.refuse("kept-bad-file", file=str(file), problem=str(error))
    roster = run(read_directory(settings), voice)
    unit = find_unit(roster, branch)
    if unit is None:
        voice.refuse("error-no-branch", name=branch, known=branches(roster))
    try:
        kept = _checked(settings, given, roster, unit)
    except BadTemplate as error:
        voice.refuse("kept-bad-file", file=str(file), problem=str(error))
    title = " ".join(name.split())[:60] or kept.name
    wanted = Kept(kept.kind, title, kept.schema, kept.state)
    replaced = run(ask(settings, KeepTemplates(unit, (wanted,)), int), voice)
    key = "kept-replaced" if replaced else "kept-imported"
    voice.say(key, name=title, unit=roster.units[unit].name)


@app.command("drop")
def drop(
    name: NameArgument,
    branch: BranchOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask for confirmation.")] = False,
    config: ConfigOption = None,
) -> None:
    """Delete a template. Activities created from it are not affected."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    row = _find(settings, voice, name, branch)
    if not yes and not typer.confirm(voice.words("kept-confirm", name=row.name)):
        raise typer.Exit(FAILED)
    run(ask(settings, DropTemplates((row.id,)), int), voice)
    voice.say("kept-dropped", name=row.name)


def _checked(settings: Settings, given: TemplateFile, roster: Roster, unit: int) -> Kept:
    """The template in the form of this release, as its workflow can use it; it names nobody,
    whatever the file contained. Raises `BadTemplate`."""
    registry = build_service_registry(settings, build_sealer(settings))
    workflow = registry.workflows.get(given.kind)
    if workflow is None or workflow.copy_definition is None:
        known = ", ".join(kind for kind, each in registry.workflows.items() if each.copy_definition)
        raise BadTemplate(f"kind: {given.kind!r} is not allowed; allowed: {known}")
    try:
        state = registry.codec.activity(given.kind, given.schema, given.state)
    except (ValueError, KeyError, TypeError) as error:
        raise BadTemplate(f"state: {error}") from None
    context = Context(datetime.now(UTC), roster=roster, rules=registry.rules)
    fresh = workflow.copy_definition(context, unit, state, {})
    if isinstance(fresh, Rejected):
        raise BadTemplate(f"state: {fresh.code}")
    return Kept(given.kind, given.name, workflow.schema, registry.codec.encode(fresh))


def _written(row: Any) -> str:
    return write_template(TemplateFile(row.kind, row.name, row.schema, row.state))


def _find(settings: Settings, voice: Voice, name: str, branch: str) -> Any:
    """The template of this name; of the branch, if one is given."""
    roster, rows = run(_load(settings), voice)
    unit = find_unit(roster, branch) if branch else None
    if branch and unit is None:
        voice.refuse("error-no-branch", name=branch, known=branches(roster))
    found = [each for each in rows if each.name == name and unit in (None, each.unit)]
    if not found:
        known = ", ".join(each.name for each in rows)
        voice.refuse("kept-unknown", name=name, known=known or "—")
    if len(found) > 1:
        units = ", ".join(roster.units[each.unit].name for each in found)
        voice.refuse("kept-several", name=name, units=units)
    return found[0]


async def _load(settings: Settings) -> tuple[Roster, list[Any]]:
    async with opened(settings) as store, store.read() as transaction:
        roster = (await load_directory(transaction)).roster
        return roster, await TemplateTable(transaction).whole(tuple(roster.units))
