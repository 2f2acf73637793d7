"""`orglife quiz`: question banks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.common import FAILED, ConfigOption, Voice, refuse, run, settings_of
from service.cli.roster import branches, read_directory
from service.cli.templates import FileArgument, LanguageOption, write_new
from service.control import ImportBank, ask
from service.files.errors import Unreadable
from service.files.questions import read_questions
from service.files.quiz_xlsx import write_template
from service.planning import find_unit

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
    voice = Voice(settings.organization.language)
    try:
        questions = read_questions(file, file.name)
    except Unreadable as error:
        refuse("\n".join(error.describe(voice.language)))
    roster = run(read_directory(settings), voice)
    if not roster.units:
        voice.refuse("roster.empty", FAILED)
    unit = find_unit(roster, branch)
    if unit is None:
        voice.refuse("error.no_branch", name=branch, known=branches(roster))
    bank = name.strip() or file.stem
    run(ask(settings, ImportBank(unit, bank, questions), int), voice)
    voice.say("quiz.imported", n=len(questions), bank=bank, unit=roster.units[unit].name)


@app.command("template")
def template(
    file: FileArgument = Path("quiz-template.xlsx"), language: LanguageOption = "zh-CN"
) -> None:
    """Write an .xlsx to fill in, with an example of each kind of question."""
    write_new("quiz", file, language, write_template)
