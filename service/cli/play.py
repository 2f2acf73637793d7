"""`orglife play`: play a scenario, without a server and in a few seconds."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Annotated

import typer

from service.cli.terminal import out
from service.cli.words import FAILED, language_of, refuse
from service.play.data import to_json
from service.play.loading import load_scenario
from service.play.printing import Printer, load_words
from service.play.run import play_scenario
from service.play.scenario import ScenarioError
from service.runtime.observability import log as logs


def play(
    file: Annotated[
        Path, typer.Argument(help="The scenario file, such as config/sample/theme-day.toml.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON instead of text and tables.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            "-l",
            help="Language of the report, zh-CN or en (default: the scenario's).",
        ),
    ] = None,
) -> None:
    """Play a scenario: what everyone sees, who took part, which reminders were sent.

    Exits with 0 if all expectations are met, 1 if not, 2 if the scenario file is invalid.
    """
    logs.configure("error", "console")
    chosen = language_of(language) if language else None
    try:
        scenario = load_scenario(file)
    except ScenarioError as error:
        refuse(str(error))
    chosen = chosen or scenario.language
    started = time.perf_counter()
    run = asyncio.run(play_scenario(scenario))
    seconds = time.perf_counter() - started
    catalog = load_words()
    if as_json:
        typer.echo(to_json(run, catalog, chosen))
    else:
        Printer(out, catalog, chosen).run(run, seconds, len(scenario.steps))
    if not run.ok:
        raise typer.Exit(FAILED)
