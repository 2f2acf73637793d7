"""The machine of home: it has one phase, and answers whatever comes.

joined /start           a greeting, once; later the menu
/menu menu show         what is going on, and what may be started
new                     start an activity
/lang lang              choose a language
/settings settings      language, the chats that are linked and where reminders go
channel                 choose where reminders go
/link link              a code that links another chat
/unlink unlink unlink!  the chats that are linked, and the end of a link
reminders ?reminders    when the person is reminded of talks
/calendar calendar      a secret link to the person's own calendar:
feed unfeed             a new one, or none any more
/care care tend ?care    how and where the members are, for who may know
/me me am               how and where the person is
more keep use tidy …     what can be done with any activity, and templates: see `templates`
rehearse unrehearse      an activity tried out as a member, until a tap or @rehearsed: `rehearsals`
/help                   how this works
/cancel                 nothing is asked that could be left (what is open the runtime closes)
attached                a file of questions, or not understood
said chose              not understood: say what can be done
any other command       unknown, or not allowed
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.core.effects import Change, Effect, Send, Start, ToPerson, ToPlace
from service.core.events import Attached, CommandGiven, Event, Joined, TimerFired
from service.core.message import Message
from service.core.people import LANGUAGES
from service.core.queries import AnyQuery, Channels, Circumstances, Ongoing, Summary, Templates
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Command,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    Workflow,
    choice_args,
    event_name,
)
from service.workflows.home import care, own, rehearsals, settings, templates, view
from service.workflows.home.model import Home, HomeActivity, Visit, VisitEntry

Handler = Callable[[Context, HomeActivity, VisitEntry, Event], Outcome]

_STALE = Rejected("home.stale_timer")


def _joined(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    person = context.roster.people[entry.person]
    by_code = isinstance(event, Joined) and event.linked
    if by_code and len(context.queries[Channels(entry.person)]) > 1:
        linked = _reply(entry, "greeting", view.linked(activity, person))
        return Decision("home.linked", entry=entry.state or Visit(context.now), effects=linked)
    if entry.state is not None:
        return _menu(context, activity, entry, event)
    unit = context.roster.units[person.unit].name
    return Decision(
        "home.greeted",
        entry=Visit(context.now),
        effects=_reply(entry, "greeting", view.greeting(activity, person, unit)),
    )


def _menu(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    person = context.roster.people[entry.person]
    starts = templates.startable(context, person.unit)
    running = [
        each
        for each in context.queries[Ongoing(person.id)]
        if each.kind in context.menu and (starts or each.phase == "open")
    ]
    kept = bool(templates.usable(context, entry))
    shown = view.menu(activity, starts, running, templates=kept)
    return Decision("home.menu_shown", effects=_reply(entry, "menu", shown))


def _new(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    kind = "".join(choice_args(event)[:1])
    person = context.roster.people[entry.person]
    if kind not in templates.startable(context, person.unit):
        return Rejected("home.not_allowed", text("home-not-allowed"))
    begin = Start(kind, person.unit, person.id, {"command": kind, "args": ""})
    return Decision("home.started", effects=(begin,))


def _language(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    args = event.args.split() if isinstance(event, CommandGiven) else choice_args(event)
    if not args:
        return Decision(
            "home.language_asked", effects=_reply(entry, "language", view.languages(activity))
        )
    wanted = next((each for each in LANGUAGES if each.lower() == args[0].lower()), None)
    if wanted is None:
        return Rejected("home.no_language", text("home-no-language"))
    changed = Change(entry.person, "language", wanted)
    confirmed = _reply(entry, "language", Message(text("home-language-changed")))
    return Decision("home.language_changed", effects=(changed, *confirmed))


def _help(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """What the person may do: in full to them, or in a word to a room that asks."""
    if isinstance(event, CommandGiven) and not event.ref.private:
        here = Send(ToPlace(event.ref.place), "help", Message(text("home-help-room")), "reply")
        return Decision("home.helped", effects=(here,))
    unit = context.roster.people[entry.person].unit
    starts = templates.startable(context, unit)
    shown = view.help_(activity, starts, keeps_roster=context.may("roster.manage", unit))
    return Decision("home.helped", effects=_reply(entry, "help", shown))


def _nothing_open(_: Context, __: HomeActivity, ___: VisitEntry, ____: Event) -> Outcome:
    return Rejected("home.nothing_open", text("home-nothing-open"))


def _not_understood(
    context: Context, activity: HomeActivity, entry: VisitEntry, _: Event
) -> Outcome:
    menu = ((view.choice(activity, "menu", text("home-button-menu")),),)
    return Rejected("home.not_understood", text("home-not-understood"), choices=menu)


def _reply(entry: VisitEntry, key: str, message: Message) -> tuple[Effect, ...]:
    return (Send(ToPerson(entry.person), key, message, "reply"),)


def _attached(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """A file begins an activity of the kind that takes such files, such as a bank of questions."""
    person = context.roster.people[entry.person]
    if not isinstance(event, Attached):
        return _not_understood(context, activity, entry, event)
    kind = next(
        (
            each
            for each in templates.startable(context, person.unit)
            if event.name.lower().endswith(context.menu[each].files)
        ),
        None,
    )
    if kind is None:
        return _not_understood(context, activity, entry, event)
    file = {
        "account": event.ref.place.account,
        "file_id": event.file_id,
        "name": event.name,
        "size": event.size,
        "caption": event.text,
    }
    details = {"command": kind, "args": "", "file": file}
    return Decision("home.file_sent", effects=(Start(kind, person.unit, person.id, details),))


TABLE: Mapping[str, Handler] = {
    "joined": _joined,
    "/start": _joined,
    "/menu": _menu,
    "menu": _menu,
    "show": _menu,
    "new": _new,
    "/lang": _language,
    "lang": _language,
    "/settings": settings.show,
    "settings": settings.show,
    "channel": settings.choose_channel,
    "/link": settings.link,
    "link": settings.link,
    "/unlink": settings.show_links,
    "unlink": settings.unlink,
    "unlink!": settings.unlink,
    "reminders": own.ask_reminders,
    "?reminders": own.type_reminders,
    "/calendar": own.calendar,
    "calendar": own.calendar,
    "feed": own.open_calendar,
    "unfeed": own.close_calendar,
    "/care": care.show,
    "care": care.show,
    "tend": care.ask,
    "?care": care.set_for,
    "/me": own.ask_circumstances,
    "me": own.ask_circumstances,
    "am": own.report,
    "/help": _help,
    "/cancel": _nothing_open,
    "attached": _attached,
    **templates.TABLE,
    **rehearsals.TABLE,
}


def decide(
    context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
) -> Outcome:
    """Answer whatever comes. See the head of this file."""
    name = event_name(event).partition(".")[0]
    if isinstance(event, TimerFired):
        timed = rehearsals.TIMERS.get(name)
        return timed(context, activity, entry, event) if timed and entry else _STALE
    if entry is None or context.actor is None or entry.person != context.actor.id:
        return Rejected("home.nobody")
    handler = TABLE.get(name)
    if handler is not None:
        return handler(context, activity, entry, event)
    if name.startswith("~"):  # to a rehearsal that is not there any more
        return Rejected("home.rehearsal_over", text("home-rehearsal-over"))
    if isinstance(event, CommandGiven):
        return Rejected("home.unknown_command", text("home-unknown-command"))
    return _not_understood(context, activity, entry, event)


def requires(
    activity: Activity[Home], entry: Entry[Visit] | None, event: Event
) -> tuple[AnyQuery, ...]:
    """The menu needs to know what is going on, the settings which chats are linked."""
    name = event_name(event)
    if entry is None:
        return ()
    if name == "joined":
        return (Ongoing(entry.person), Channels(entry.person), Templates(entry.person))
    if name in ("/menu", "menu", "show", "/start"):
        return (Ongoing(entry.person), Templates(entry.person))
    of_templates = templates.requires(entry, event)
    if of_templates:
        return of_templates
    if name in care.NEEDS_CIRCUMSTANCES:
        return (Circumstances(0, entry.person),)
    return (Channels(entry.person),) if name in settings.NEEDS_CHANNELS else ()


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Home:
    return Home()


def summarize(visit: Visit) -> Summary:
    return Summary("greeted", at=visit.greeted_at)


WORKFLOW = Workflow(
    kind="home",
    activity_type=Home,
    entry_type=Visit,
    begin=begin,
    decide=decide,
    summary=summarize,
    requires=requires,
    commands=tuple(
        Command(name)
        for name in (
            "start",
            "menu",
            "lang",
            "settings",
            "link",
            "unlink",
            "calendar",
            "me",
            "care",
            "help",
            "cancel",
        )
    ),
    singleton=True,
)
