"""`orglife branch`: move a branch from one platform to another."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.common import FAILED, ConfigOption, Voice, run, settings_of
from service.cli.roster import find_branch, read_directory, show_invitations
from service.host.control import MoveBranch, MoveReport, ask
from service.settings.loading import Settings

app = typer.Typer(no_args_is_help=True, help="Branches: move one to another platform.")


@app.callback()
def _tree() -> None:
    """Branches: move one to another platform."""


@app.command("move")
def move(
    branch: Annotated[str, typer.Argument(help="The branch; branches below it move too.")],
    source: Annotated[str, typer.Option("--from", help="The account it leaves, such as telegram.")],
    target: Annotated[str, typer.Option("--to", help="The account it moves to, such as matrix.")],
    config: ConfigOption = None,
) -> None:
    """Move a branch to another platform without losing members or running activities.

    Creates invitations for members who have not joined there yet; until they join, messages reach
    them where they were. Members who join receive their open questions there, and all further
    reminders. Once the new room is bound, running activities are posted in it and the old room is
    no longer used. Run the command again to see the progress.
    """
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    _check(settings, voice, source, target)
    roster = run(read_directory(settings), voice)
    if not roster.units:
        voice.refuse("roster-empty", FAILED)
    unit = find_branch(branch, roster, voice)
    report = run(ask(settings, MoveBranch(unit, source, target), MoveReport), voice)
    _show(report, settings, voice, target)


def _check(settings: Settings, voice: Voice, source: str, target: str) -> None:
    known = ", ".join(settings.adapters)
    for name in (source, target):
        if name not in settings.adapters:
            voice.refuse("branch-no-account", name=name, known=known)
    if source == target:
        voice.refuse("branch-same-account", name=source)


def _show(report: MoveReport, settings: Settings, voice: Voice, target: str) -> None:
    if report.there:
        voice.say("branch-there", n=len(report.there), target=target)
    for name in report.moved:
        voice.say("branch-room-moved", name=name, target=target)
    for name in report.waiting:
        key = "branch-room-hosted" if report.hosted else "branch-room-missing"
        voice.say(key, name=name, target=target)
    if report.invitations:
        voice.say("branch-not-there", n=len(report.invitations), target=target)
        show_invitations(report.invitations, voice)
    elif not report.waiting:
        voice.say("branch-done", target=target)
