"""`orglife quiz`: question banks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.app import find_unit
from service.cli.common import FAILED, ConfigOption, out, refuse, run, settings_of
from service.cli.roster import _roster
from service.control import ImportBank, ask
from service.files.errors import Unreadable
from service.files.questions import read_questions
from service.files.quiz_xlsx import write_template

app = typer.Typer(no_args_is_help=True, help="Question banks: import them, get a template.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An .xlsx from the template, GIFT or Aiken.")],
    name: Annotated[str, typer.Option(help="The bank's name; else the file's.")] = "",
    branch: Annotated[str, typer.Option(help="For this branch; else for all.")] = "",
    config: ConfigOption = None,
) -> None:
    """Import a bank of questions; one of the same name is replaced."""
    settings = settings_of(config)
    if not file.is_file():
        refuse(f"{file}: there is no such file")
    try:
        questions = read_questions(file.read_bytes(), file.name)
    except Unreadable as error:
        refuse("\n".join(error.describe(settings.organization.language)))
    roster = run(_roster(settings))
    unit = find_unit(roster, branch)
    if unit is None:
        if branch:
            refuse(f"{branch}: there is no such branch")
        refuse("There is no organization yet. First: `orglife roster import FILE`.", FAILED)
    run(ask(settings, ImportBank(unit, name or file.stem, questions), int))
    out.print(
        f"{len(questions)} questions in the bank “{name or file.stem}” of "
        f"{roster.units[unit].name}",
        markup=False,
        highlight=False,
    )


@app.command("template")
def template(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("quiz-template.xlsx"),
    language: Annotated[str, typer.Option(help="zh-CN or en.")] = "zh-CN",
) -> None:
    """Write an .xlsx to fill in, with an example of each kind of question."""
    if language not in ("zh-CN", "en"):
        refuse("--language: zh-CN or en")
    if file.exists():
        refuse(f"{file} exists already; give another name")
    write_template(file, "en" if language == "en" else "zh-CN")
    out.print(f"{file}", markup=False, highlight=False)
