"""All commands in one tree."""

from __future__ import annotations

import typer

from service.cli import doctor, init, play, quiz, roster, serve

app = typer.Typer(
    name="orglife",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="组织生活，在大家常用的聊天里进行。Organizational life, in the chat people use.",
)
app.command("init")(init.init)
app.command("run")(serve.run_)
app.command("demo")(serve.demo)
app.command("play")(play.play)
app.command("doctor")(doctor.doctor)
app.add_typer(roster.app, name="roster")
app.add_typer(quiz.app, name="quiz")


def main() -> None:
    """The way in from the command line."""
    app()
