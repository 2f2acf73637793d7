"""`orglife quiz`: question banks and the template to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli import bank
from service.cli.common import Voice
from service.cli.templates import LanguageOption, write_new
from service.core.people import LANGUAGES, Language
from service.files.bank_writing import FORMATS, NotCarried, write_bank
from service.files.quiz_examples import EXAMPLES
from service.files.quiz_tables import write_template

app = typer.Typer(no_args_is_help=True, help="Quizzes: question banks, and a template to fill in.")
app.add_typer(bank.app, name="bank")
app.command("import", hidden=True)(bank.import_)


@app.command("template")
def template(
    file: Annotated[Path | None, typer.Argument(help="Where to write it.")] = None,
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "",
    language: LanguageOption = "zh-CN",
) -> None:
    """Write a file to fill in, with an example of each question type the format supports."""
    ending = f".{form.removeprefix('.')}" if form else (file.suffix.lower() if file else "")
    target = file or Path(f"quiz-template{ending or '.xlsx'}")
    if ending in ("", ".xlsx") or target.suffix.lower() == ".xlsx":
        write_new("quiz bank", target, language, write_template)
        return
    if ending not in FORMATS:
        Voice().refuse("quiz-no-format", given=ending, allowed=", ".join(FORMATS))
    if target.suffix.lower() != ending:
        target = target.with_name(f"{target.name}{ending}")

    def write(path: Path, chosen: Language) -> None:
        path.write_bytes(examples(ending, chosen))

    write_new("quiz bank", target, language, write, endings=(ending,))


def examples(ending: str, language: Language = LANGUAGES[0]) -> bytes:
    """The examples that the format can represent, as a file."""
    questions = EXAMPLES[language]
    try:
        return write_bank(questions, ending, language).content
    except NotCarried as refused:
        held = [each for number, each in enumerate(questions, 1) if number not in refused.numbers]
        return write_bank(held, ending, language).content
