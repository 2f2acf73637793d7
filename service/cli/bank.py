"""`orglife quiz bank`: import, list, export and retire questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from service.cli.common import FAILED, ConfigOption, Voice, refuse, run, settings_of
from service.cli.roster import branches, read_directory
from service.core.people import Roster
from service.files.bank_files import BankFile, UnfitError
from service.files.bank_writing import FORMATS, NotCarried, write_bank
from service.files.errors import Unreadable
from service.files.questions import read_bank
from service.files.quiz_tables import to_csv
from service.host.command_session import opened
from service.host.configured_plans import find_unit
from service.host.control import ImportBank, Retire, ask
from service.questions.banks import BankReport
from service.questions.model import KINDS, Bank, Question
from service.questions.scoring import shown_points
from service.settings.loading import Settings
from service.store.banks import BankTables
from service.store.directory import load_directory

app = typer.Typer(
    no_args_is_help=True, help="Question banks: import, list, show, export, retire questions."
)

BankArgument = Annotated[str, typer.Argument(help="The bank's name.")]
BranchOption = Annotated[
    str, typer.Option(help="The branch it belongs to; needed if several have one.")
]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help=".xlsx, .csv, .docx, GIFT, Aiken or Moodle XML.")],
    *,
    name: Annotated[str, typer.Option(help="The bank's name (default: the file's name).")] = "",
    branch: Annotated[
        str, typer.Option(help="The branch that gets it (default: all branches).")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Take the questions without errors, and name the others."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Import a question bank, or update the bank of the same name to match the file.

    Questions are matched by id or prompt. Changed questions get a new version, missing ones are
    retired; existing quizzes keep the questions they were created with. A file with errors is
    rejected as a whole, unless --skip-bad is given; its errors are listed with their row, line or
    paragraph.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    bank = _read(file, voice, skip_bad=skip_bad)
    roster = run(read_directory(settings), voice)
    if not roster.units:
        voice.refuse("roster-empty", FAILED)
    unit = find_unit(roster, branch)
    if unit is None:
        voice.refuse("error-no-branch", name=branch, known=branches(roster))
    title = name.strip() or file.stem
    request = ImportBank(unit, title, bank.questions, dict(bank.pictures), dry_run)
    report = run(ask(settings, request, BankReport), voice)
    if dry_run:
        _preview(voice, file.name, bank.questions)
    voice.say(
        "quiz-would" if dry_run else "quiz-imported",
        bank=title,
        unit=roster.units[unit].name,
        added=len(report.added),
        changed=len(report.changed),
        same=report.same,
        retired=len(report.retired),
    )
    for mark, prompts in (("~", report.changed), ("-", report.retired)):
        for prompt in prompts:
            typer.echo(f"  {mark} {_short(prompt)}")


def _read(file: Path, voice: Voice, *, skip_bad: bool) -> BankFile:
    try:
        bank = read_bank(file, file.name)
    except UnfitError as error:
        told = error.describe(voice.language)
        if not skip_bad or not error.good.questions:
            refuse("\n".join(told))
        bank = error.good
        voice.say("quiz-skipped", n=len(error.errors), kept=len(bank.questions))
        typer.echo("\n".join(told[1:]))
    except Unreadable as error:
        refuse("\n".join(error.describe(voice.language)))
    for each in bank.told(voice.language):
        typer.echo(each)
    return bank


def _preview(voice: Voice, file: str, questions: Sequence[Question]) -> None:
    counted = Counter(each.kind for each in questions)
    kinds = ", ".join(
        voice.words("quiz-kind", kind=kind, n=counted[kind]) for kind in KINDS if counted[kind]
    )
    points = shown_points(sum(each.worth for each in questions))
    voice.say("quiz-preview", file=file, n=len(questions), points=points, kinds=kinds)
    for number, each in enumerate(questions, 1):
        typer.echo(f"  {number}. {_short(each.prompt)}")


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= 60 else f"{line[:60]}…"


@app.command("list")
def list_(config: ConfigOption = None) -> None:
    """List the question banks."""
    from rich.table import Table

    from service.cli.terminal import out

    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    roster, banks, _ = run(_load(settings), voice)
    if not banks:
        voice.refuse("quiz-no-banks", FAILED)
    columns = ("bank", "unit", "questions", "retired")
    table = Table(*(voice.words(f"quiz-column-{name}") for name in columns))
    for bank in banks:
        retired = sum(each.retired for each in bank.questions)
        unit = roster.units[bank.unit].name if bank.unit in roster.units else str(bank.unit)
        table.add_row(bank.name, unit, str(len(bank.questions) - retired), str(retired))
    out.print(table, markup=False)


@app.command("show")
def show(
    name: BankArgument,
    question: Annotated[
        str, typer.Option(help="Show all versions of the question with this id.")
    ] = "",
    branch: BranchOption = "",
    config: ConfigOption = None,
) -> None:
    """Show the questions of a bank with their ids, or every version of one."""
    from rich.table import Table

    from service.cli.terminal import out

    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    bank, _ = _find(settings, voice, name, branch)
    if question:
        _versions(settings, voice, bank, question)
        return
    columns = ("id", "kind", "prompt", "points", "version", "tags", "difficulty", "retired")
    table = Table(*(voice.words(f"quiz-column-{column}") for column in columns))
    for each in bank.questions:
        table.add_row(
            each.id, voice.words("quiz-kind", kind=each.kind, n="").strip(), _short(each.prompt),
            f"{each.points:g}", str(each.version), "，".join(each.tags),
            str(each.difficulty or ""), "×" if each.retired else "",
        )  # fmt: skip
    out.print(table, markup=False)


def _versions(settings: Settings, voice: Voice, bank: Bank, key: str) -> None:
    async def load() -> tuple[tuple[datetime, Question], ...]:
        async with opened(settings) as store, store.read() as transaction:
            return await BankTables(transaction).versions(bank.id, key)

    versions = run(load(), voice)
    if not versions:
        voice.refuse("quiz-no-question", bank=bank.name, keys=key)
    for at, each in versions:
        voice.say("quiz-version", version=each.version, at=f"{at:%Y-%m-%d %H:%M} UTC")
        typer.echo(to_csv([each], voice.language).decode("utf-8-sig").strip())


@app.command("export")
def export(
    name: BankArgument,
    file: Annotated[
        Path,
        typer.Argument(
            help=f"Where to write it; the extension selects the format: {', '.join(FORMATS)}."
        ),
    ],
    branch: BranchOption = "",
    config: ConfigOption = None,
) -> None:
    """Write a bank to a file. Anything the format can't represent is rejected or listed, never
    dropped silently. Retired questions are left out."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    ending = file.suffix.lower()
    if ending not in FORMATS:
        voice.refuse("quiz-no-format", given=ending, allowed=", ".join(FORMATS))
    if file.exists():
        voice.refuse("error-exists", file=str(file))
    bank, pictures = _find(settings, voice, name, branch)
    questions = [each for each in bank.questions if not each.retired]
    try:
        written = write_bank(questions, ending, voice.language, pictures)
    except NotCarried as refused:
        numbers = ", ".join(map(str, refused.numbers[:20]))
        more = " …" if len(refused.numbers) > 20 else ""
        voice.refuse("quiz-not-carried", ending=ending, numbers=f"{numbers}{more}")
    file.write_bytes(written.content)
    voice.say("quiz-exported", file=str(file), n=len(questions))
    for number, parts in written.lost.items():
        voice.say("quiz-lost", n=number, ending=ending, parts=", ".join(parts))


@app.command("retire")
def retire(
    name: BankArgument,
    ids: Annotated[list[str], typer.Argument(help="The ids of the questions.")],
    back: Annotated[bool, typer.Option("--back", help="Restore retired questions.")] = False,
    branch: BranchOption = "",
    config: ConfigOption = None,
) -> None:
    """Retire questions: they stay in the bank with their versions, but no quiz uses them."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    bank, _ = _find(settings, voice, name, branch)
    unknown = sorted(set(ids) - {each.id for each in bank.questions})
    if unknown:
        voice.refuse("quiz-no-question", bank=bank.name, keys=", ".join(unknown))
    done = run(ask(settings, Retire(bank.id, tuple(ids), not back), int), voice)
    voice.say("quiz-back" if back else "quiz-retired", n=done)


def _find(
    settings: Settings, voice: Voice, name: str, branch: str
) -> tuple[Bank, dict[str, bytes]]:
    """The bank of this name with its pictures, retired questions too."""
    roster, banks, pictures = run(_load(settings), voice)
    unit = find_unit(roster, branch) if branch else None
    if branch and unit is None:
        voice.refuse("error-no-branch", name=branch, known=branches(roster))
    found = [each for each in banks if each.name == name and unit in (None, each.unit)]
    if not found:
        known = ", ".join(each.name for each in banks)
        voice.refuse("quiz-no-bank", name=name, known=known or "—")
    names = {each.picture for each in found[0].questions}
    return found[0], {each: pictures[each] for each in names if each in pictures}


async def _load(settings: Settings) -> tuple[Roster, tuple[Bank, ...], dict[str, bytes]]:
    """All banks with their questions."""
    async with opened(settings) as store, store.read() as transaction:
        roster = (await load_directory(transaction)).roster
        banks = await BankTables(transaction).banks(roster.units, retired=True)
        names = {each.picture for bank in banks for each in bank.questions if each.picture}
        found = {each: await transaction.picture(each) for each in sorted(names)}
    return roster, banks, {name: content for name, content in found.items() if content}
