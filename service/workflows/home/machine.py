"""What people do at home, which has one phase; `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.events import CommandGiven
from service.core.privacy import Personal, Privacy
from service.core.queries import Summary
from service.core.workflow import Command, Context, Outcome, SettingsTable, Workflow
from service.sdk import transitions as t
from service.sdk.transitions import Handler, Refusals, machine, on
from service.sdk.turn import Policy
from service.workflows.home import (
    agenda,
    api,
    archive,
    calendar,
    circumstances,
    consent,
    erasing,
    handover,
    invitations,
    members,
    menu,
    mine,
    my_data,
    notice,
    office,
    pages,
    past,
    room_words,
    sandbox,
    settings,
    takeout,
)
from service.workflows.home import templates as kept
from service.workflows.home.model import (
    Home,
    HomeTurn,
    Visit,
    about,
    channels,
    ongoing,
    own_done,
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
        return menu.not_understood(turn, "home-unknown-command")
    return menu.not_understood(turn)


MENU = (ongoing, templates)
ACTIVITY = (about, templates)


def own(
    events: str,
    handler: Handler[Home, Visit],
    undo: t.Reversibility,
    *requires: t.Requirement,
    confirms: bool = False,
) -> t.Rows[Home, Visit]:
    """At home there is one phase, and what people do there is their own."""
    return on("", events, handler, by=t.OWN, undo=undo, requires=requires, confirms=confirms)


MACHINE = machine(
    (
        own("joined", menu.join, t.READ_ONLY, *MENU, channels),
        own("/start", menu.join, t.READ_ONLY, *MENU),
        own("/menu menu show", menu.show, t.READ_ONLY, *MENU),
        own("/todo todo", agenda.todo, t.READ_ONLY, ongoing, own_done),
        own("/today today", agenda.today, t.READ_ONLY, ongoing, own_done),
        own("begin", pages.show_begun, t.READ_ONLY, templates),
        own("rest", pages.show_rest, t.READ_ONLY, ongoing),
        own("ongoing", agenda.ongoing, t.READ_ONLY, ongoing),
        own("drafts", agenda.drafts, t.READ_ONLY, ongoing),
        own("plans", agenda.plans, t.READ_ONLY, ongoing),
        own("/results results", mine.show, t.READ_ONLY, mine.own_records),
        own("/past past", past.show, t.READ_ONLY, past.past_activities),
        own("new", menu.begin, t.IDEMPOTENT),
        own("attached", menu.take_file, t.IDEMPOTENT),
        own("unreadable", menu.unreadable, t.READ_ONLY),
        own("/help", menu.help_, t.READ_ONLY),
        own("helps", menu.help_with_kinds, t.READ_ONLY),
        own("/cancel", cancel, t.READ_ONLY),
        # what was said in a room
        own("overheard", room_words.ask, t.READ_ONLY),
        own("mine", room_words.count, t.IRREVERSIBLE, confirms=True),
        own("loose", room_words.decline, t.IDEMPOTENT),
        # settings
        own("/settings settings", settings.show, t.READ_ONLY, channels),
        own("/lang lang", settings.language, t.IDEMPOTENT),
        own("channel", settings.choose_channel, t.IDEMPOTENT, channels),
        own("/link link", settings.link, t.IDEMPOTENT),
        own("/unlink", settings.show_links, t.READ_ONLY, channels),
        own("unlink", settings.unlink, t.IDEMPOTENT, channels),
        own("unlink!", settings.unlink, t.IRREVERSIBLE, channels, confirms=True),
        own("reinvite", invitations.invite, t.IDEMPOTENT),
        own("reminders", settings.ask_reminders, t.IDEMPOTENT),
        own("?reminders", settings.type_reminders, t.IDEMPOTENT),
        own("/calendar calendar", calendar.show, t.READ_ONLY),
        own("feed", calendar.open_feed, t.IRREVERSIBLE, confirms=True),
        own("unfeed", calendar.close_feed, t.IRREVERSIBLE, confirms=True),
        # pages for who reads figures
        own("/dashboard dashboard", office.open_pages, t.IDEMPOTENT),
        own("/archive archive", archive.make, t.IDEMPOTENT, archive.asked),
        own("archives", archive.units, t.READ_ONLY),
        own("unoffice", office.end, t.IDEMPOTENT),
        own("unway", office.drop, t.IDEMPOTENT),
        own("unreport", office.stop_reports, t.IDEMPOTENT),
        own("/tokens tokens", api.show, t.IDEMPOTENT),
        own("maketoken", api.make, t.IDEMPOTENT),
        own("untoken", api.end, t.IDEMPOTENT),
        # how and where people are
        own("/me me", circumstances.ask, t.READ_ONLY),
        own("am", circumstances.report, t.IDEMPOTENT),
        own("agree", circumstances.agree, t.IDEMPOTENT),
        own("refuse", consent.refuse, t.READ_ONLY),
        own("/withdraw withdraw", circumstances.withdraw, t.IDEMPOTENT),
        own("/care care", circumstances.show, t.READ_ONLY, circumstances.members),
        own("tend", circumstances.ask_whose, t.READ_ONLY),
        own("?care", circumstances.set_for, t.IDEMPOTENT),
        # personal data
        own("notice", notice.show, t.IDEMPOTENT),
        own("signed unsigned", consent.sign, t.IDEMPOTENT),
        own("seen", notice.seen, t.IDEMPOTENT),
        own("/mydata mydata", my_data.show, t.READ_ONLY),
        own("takeout", takeout.export, t.IDEMPOTENT, takeout.own_data),
        own("erase", erasing.ask, t.READ_ONLY),
        own("erase!", erasing.erase, t.IRREVERSIBLE, confirms=True),
        own("readers", takeout.readers, t.READ_ONLY, takeout.readings),
        own("correct", my_data.ask_correction, t.READ_ONLY),
        own("?correct", my_data.correct, t.IDEMPOTENT),
        on("", "@notice", notice.tell, by=t.SYSTEM, undo=t.BY_SYSTEM),
        # who belongs to the branch
        own("/members members", members.show, t.READ_ONLY, members.joined),
        own("member", members.member, t.READ_ONLY, members.joined),
        own("newcomer", members.ask_name, t.READ_ONLY),
        own("?newcomer", members.add, t.IDEMPOTENT),
        own("invite", members.invite, t.IDEMPOTENT),
        own("roles", members.role, t.READ_ONLY, members.joined),
        own("role", members.role, t.COMPENSABLE, members.joined),
        own("standings", members.standing, t.READ_ONLY, members.joined),
        own("standing", members.standing, t.COMPENSABLE, members.joined),
        own("moves move", members.move, t.READ_ONLY, members.joined),
        own("move!", members.move, t.IRREVERSIBLE, members.joined, confirms=True),
        own("handover", handover.choose, t.READ_ONLY),
        own("heir", handover.hand_over, t.READ_ONLY, handover.by_post),
        own("heir!", handover.hand_over, t.IRREVERSIBLE, handover.by_post, confirms=True),
        own("unheir", handover.take_back, t.COMPENSABLE),
        on(
            "",
            f"@{handover.TOOK}",
            handover.tell,
            by=t.SYSTEM,
            undo=t.BY_SYSTEM,
            requires=(handover.ongoing, handover.own_by_post, handover.archive),
        ),
        own("hand", members.hand_on, t.COMPENSABLE, members.joined),
        own("leave", members.leave, t.READ_ONLY, members.joined),
        own("leave!", members.leave, t.IRREVERSIBLE, members.joined, confirms=True),
        own("restore", members.restore, t.COMPENSABLE, members.joined),
        own("rejoin", members.rejoin, t.COMPENSABLE, members.joined),
        # any activity, and templates
        own("more", kept.more, t.READ_ONLY, about),
        own("keep", kept.ask_name, t.READ_ONLY, about),
        own("kept ?keep", kept.keep, t.IDEMPOTENT, *ACTIVITY),
        own("kept!", kept.replace, t.IRREVERSIBLE, *ACTIVITY, confirms=True),
        own("templates", kept.show, t.READ_ONLY, templates),
        own("use", kept.use, t.IDEMPOTENT, templates),
        own("tidy", kept.tidy, t.READ_ONLY, templates),
        own("tpl", kept.card, t.READ_ONLY, templates),
        own("rename", kept.ask_rename, t.READ_ONLY, templates),
        own("?rename", kept.rename, t.IDEMPOTENT, templates),
        own("toss", kept.ask_toss, t.READ_ONLY, templates),
        own("toss!", kept.toss, t.IRREVERSIBLE, templates, confirms=True),
        # dry runs
        own("rehearse", sandbox.begin, t.IDEMPOTENT, about),
        own("unrehearse", sandbox.end, t.IDEMPOTENT),
        on("", "@rehearsed", sandbox.end, by=t.SYSTEM, undo=t.BY_SYSTEM),
    ),
    policy=Policy(revision=lambda home: -1),  # every timer is of one person
    refusals=Refusals({t.OWN: lambda turn: turn.ignore("home-nobody")}, unexpected),
)

COMMANDS = (
    "start menu today todo results past lang settings link unlink calendar me mydata withdraw care "
    "members help cancel"
)

WORKFLOW = Workflow(
    kind="home",
    activity_type=Home,
    entry_type=Visit,
    begin=begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    summary=lambda visit: Summary("greeted", at=visit.greeted_at),
    commands=(*map(Command, COMMANDS.split()), office.COMMAND, archive.COMMAND, api.COMMAND),
    settings=SettingsTable("privacy", Privacy),
    personal=Personal(
        erased=lambda home, visit, over: replace(visit, loose=(), asked=(), declined=()),
        surveys=frozenset({"home.care_shown", "home.archive_exported"}),
    ),
    singleton=True,
)
