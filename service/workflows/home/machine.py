"""What people do at home, which has one phase; `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.core.events import CommandGiven
from service.core.queries import Summary
from service.core.workflow import Command, Context, Outcome, Workflow
from service.sdk import transitions as t
from service.sdk.transitions import Refusals, machine, on
from service.sdk.turn import Policy
from service.workflows.home import calendar, circumstances, invitations, menu, sandbox, settings
from service.workflows.home import templates as kept
from service.workflows.home.model import (
    Home,
    HomeTurn,
    Visit,
    about,
    channels,
    ongoing,
    templates,
)


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Home:
    return Home()


def cancel(turn: HomeTurn) -> Outcome:
    """Nothing is asked that could be left: what is open the runtime closes."""
    return turn.refuse("home-nothing-open")


def unexpected(turn: HomeTurn) -> Outcome:
    """An unknown or forbidden command, a button of a dry run that is over, or plain words."""
    if not turn.is_own():
        return turn.ignore("home-nobody")
    if turn.name.startswith("~"):
        return turn.refuse("home-rehearsal-over")
    if isinstance(turn.event, CommandGiven):
        return turn.refuse("home-unknown-command")
    return menu.not_understood(turn)


OWN, READ_ONLY, IDEMPOTENT, IRREVERSIBLE = t.OWN, t.READ_ONLY, t.IDEMPOTENT, t.IRREVERSIBLE
MENU = (ongoing, templates)
ACTIVITY = (about, templates)

MACHINE = machine(
    (
        on("", "joined", menu.join, by=OWN, undo=READ_ONLY, requires=(*MENU, channels)),
        on("", "/start", menu.join, by=OWN, undo=READ_ONLY, requires=MENU),
        on("", "/menu menu show", menu.show, by=OWN, undo=READ_ONLY, requires=MENU),
        on("", "new", menu.begin, by=OWN, undo=IDEMPOTENT),
        on("", "attached", menu.take_file, by=OWN, undo=IDEMPOTENT),
        on("", "/help", menu.help_, by=OWN, undo=READ_ONLY),
        on("", "/cancel", cancel, by=OWN, undo=READ_ONLY),
        # settings
        on("", "/settings settings", settings.show, by=OWN, undo=READ_ONLY, requires=(channels,)),
        on("", "/lang lang", settings.language, by=OWN, undo=IDEMPOTENT),
        on("", "channel", settings.choose_channel, by=OWN, undo=IDEMPOTENT, requires=(channels,)),
        on("", "/link link", settings.link, by=OWN, undo=IDEMPOTENT),
        on("", "/unlink", settings.show_links, by=OWN, undo=READ_ONLY, requires=(channels,)),
        on("", "unlink", settings.unlink, by=OWN, undo=IDEMPOTENT, requires=(channels,)),
        on(
            "", "unlink!", settings.unlink,
            by=OWN, undo=IRREVERSIBLE, confirms=True, requires=(channels,),
        ),
        on("", "reinvite", invitations.invite, by=OWN, undo=IDEMPOTENT),
        on("", "reminders", settings.ask_reminders, by=OWN, undo=IDEMPOTENT),
        on("", "?reminders", settings.type_reminders, by=OWN, undo=IDEMPOTENT),
        on("", "/calendar calendar", calendar.show, by=OWN, undo=READ_ONLY),
        on("", "feed", calendar.open_feed, by=OWN, undo=IRREVERSIBLE, confirms=True),
        on("", "unfeed", calendar.close_feed, by=OWN, undo=IRREVERSIBLE, confirms=True),
        # how and where people are
        on("", "/me me", circumstances.ask, by=OWN, undo=READ_ONLY),
        on("", "am", circumstances.report, by=OWN, undo=IDEMPOTENT),
        on(
            "", "/care care", circumstances.show,
            by=OWN, undo=READ_ONLY, requires=(circumstances.members,),
        ),
        on("", "tend", circumstances.ask_whose, by=OWN, undo=READ_ONLY),
        on("", "?care", circumstances.set_for, by=OWN, undo=IDEMPOTENT),
        # any activity, and templates
        on("", "more", kept.more, by=OWN, undo=READ_ONLY, requires=(about,)),
        on("", "keep", kept.ask_name, by=OWN, undo=READ_ONLY, requires=(about,)),
        on("", "kept ?keep", kept.keep, by=OWN, undo=IDEMPOTENT, requires=ACTIVITY),
        on(
            "", "kept!", kept.replace,
            by=OWN, undo=IRREVERSIBLE, confirms=True, requires=ACTIVITY,
        ),
        on("", "templates", kept.show, by=OWN, undo=READ_ONLY, requires=(templates,)),
        on("", "use", kept.use, by=OWN, undo=IDEMPOTENT, requires=(templates,)),
        on("", "tidy", kept.tidy, by=OWN, undo=READ_ONLY, requires=(templates,)),
        on("", "tpl", kept.card, by=OWN, undo=READ_ONLY, requires=(templates,)),
        on("", "rename", kept.ask_rename, by=OWN, undo=READ_ONLY, requires=(templates,)),
        on("", "?rename", kept.rename, by=OWN, undo=IDEMPOTENT, requires=(templates,)),
        on("", "toss", kept.ask_toss, by=OWN, undo=READ_ONLY, requires=(templates,)),
        on(
            "", "toss!", kept.toss,
            by=OWN, undo=IRREVERSIBLE, confirms=True, requires=(templates,),
        ),
        # dry runs
        on("", "rehearse", sandbox.begin, by=OWN, undo=IDEMPOTENT, requires=(about,)),
        on("", "unrehearse", sandbox.end, by=OWN, undo=IDEMPOTENT),
        on("", "@rehearsed", sandbox.end, by=t.SYSTEM, undo=t.BY_SYSTEM),
    ),
    policy=Policy(revision=lambda home: -1),  # every timer is of one person
    refusals=Refusals({OWN: lambda turn: turn.ignore("home-nobody")}, unexpected),
)  # fmt: skip

COMMANDS = "start menu lang settings link unlink calendar me care help cancel"

WORKFLOW = Workflow(
    kind="home",
    activity_type=Home,
    entry_type=Visit,
    begin=begin,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    summary=lambda visit: Summary("greeted", at=visit.greeted_at),
    commands=tuple(map(Command, COMMANDS.split())),
    singleton=True,
)
