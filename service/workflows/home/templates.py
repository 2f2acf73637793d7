"""Templates: what any activity was made of is kept under a name, and a new one begins from it.

more (of an activity)    what can be done with any of them
keep kept kept! ?keep    under which name; a name that is taken is asked about
templates use            the templates there are; a tap begins a draft
tidy tpl                 the same to put in order: one of them, with what can be done
rename ?rename           under another name
toss toss!               away with it, once that is confirmed
"""

from __future__ import annotations

from service.core.effects import (
    DropTemplate,
    Effect,
    KeepTemplate,
    RenameTemplate,
    Send,
    Start,
    ToPerson,
)
from service.core.events import Event, Said
from service.core.message import Message
from service.core.queries import About, AnyQuery, Subject, Template, Templates
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected, choice_args, event_name
from service.workflows.home import templates_view as view
from service.workflows.home.model import REHEARSED, HomeActivity, VisitEntry

LONGEST_NAME = 60  # characters

_GONE = Rejected("home.no_template", text("home-no-template"))
_REFUSED = Rejected("home.not_allowed", text("home-not-allowed"))


def requires(entry: VisitEntry, event: Event) -> tuple[AnyQuery, ...]:
    """The activity that is spoken of, and the templates there are."""
    name = event_name(event).partition(".")[0]
    known = (Templates(entry.person),)
    if name in OF_ACTIVITY:
        return (About(number(event), entry.person), *known)
    return known if name in OF_TEMPLATES else ()


def usable(context: Context, entry: VisitEntry) -> list[Template]:
    """The templates that the person may begin something from, in their own unit."""
    unit = context.roster.people[entry.person].unit
    above = set(context.roster.path(unit))
    return [
        each
        for each in context.queries[Templates(entry.person)]
        if each.unit in above and _may(context, each.kind, unit)
    ]


# -- to keep one


def more(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    found = subject(context, entry, event)
    if isinstance(found, Rejected):
        return found
    return _say(
        entry, "home.more_shown", view.more(activity, found, rehearse=found.phase in REHEARSED)
    )


def ask_name(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """Under which name? The activity's own is offered (`keep:activity`)."""
    found = subject(context, entry, event)
    if isinstance(found, Rejected):
        return found
    if found.refused is not None:
        return Rejected("home.not_kept", found.refused)
    asked = view.ask_name(activity, found, default_name(found))
    return _say(entry, "home.name_asked", asked, asks=f"keep.{found.id}")


def keep(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """Under the name that is offered (`kept:activity`) or typed; in place of one of the same name
    only when that was confirmed (`kept!:activity.template`)."""
    found = subject(context, entry, event)
    if isinstance(found, Rejected):
        return found
    if found.refused is not None:
        return Rejected("home.not_kept", found.refused)
    there = [each for each in context.queries[Templates(entry.person)] if each.unit == found.unit]
    if event_name(event) == "kept!":
        replaced = _named(there, choice_args(event)[1:])
        if replaced is None:
            return _GONE
        return _kept(activity, entry, found, replaced.name)
    name = _typed(event) if isinstance(event, Said) else default_name(found)
    if not 0 < len(name) <= LONGEST_NAME:
        return Rejected("home.bad_name", text("home-bad-name", most=LONGEST_NAME))
    same = next((each for each in there if each.name == name), None)
    if same is not None:
        asked = view.ask_replace(activity, found, same)
        return _say(entry, "home.replacing_asked", asked, asks=f"keep.{found.id}")
    return _kept(activity, entry, found, name)


def _kept(activity: HomeActivity, entry: VisitEntry, found: Subject, name: str) -> Outcome:
    kept = KeepTemplate(found.id, name, entry.person)
    return _say(entry, "home.template_kept", view.kept(activity, found, name), kept)


def default_name(found: Subject) -> str:
    return " ".join(found.title.split())[:LONGEST_NAME]


# -- to use one


def show(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    found = usable(context, entry)
    if not found:
        return Rejected("home.no_templates", text("home-no-templates"))
    shown = view.templates(activity, found, tidy=bool(_own(context, entry)))
    return _say(entry, "home.templates_shown", shown)


def use(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """A draft from it (`use:template`)."""
    wanted = _named(usable(context, entry), choice_args(event))
    if wanted is None:
        return _GONE
    unit = context.roster.people[entry.person].unit
    begin = Start(wanted.kind, unit, entry.person, template=wanted.id)
    return Decision("home.started", effects=(begin,))


# -- to put them in order


def tidy(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    found = _own(context, entry)
    if not found:
        return Rejected("home.no_templates", text("home-no-templates"))
    return _say(entry, "home.templates_shown", view.tidy(activity, found))


def card(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    wanted = _named(_own(context, entry), choice_args(event))
    if wanted is None:
        return _GONE
    shown = view.card(activity, wanted, context.roster)
    return _say(entry, "home.template_shown", shown)


def ask_rename(
    context: Context, activity: HomeActivity, entry: VisitEntry, event: Event
) -> Outcome:
    wanted = _named(_own(context, entry), choice_args(event))
    if wanted is None:
        return _GONE
    asked = view.ask_rename(activity, wanted)
    return _say(entry, "home.rename_asked", asked, asks=f"rename.{wanted.id}")


def rename(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    own = _own(context, entry)
    wanted = _named(own, (str(number(event)),))
    if wanted is None:
        return _GONE
    name = _typed(event)
    if not 0 < len(name) <= LONGEST_NAME:
        return Rejected("home.bad_name", text("home-bad-name", most=LONGEST_NAME))
    there = context.queries[Templates(entry.person)]
    if any(each.name == name and each.unit == wanted.unit for each in there):
        return Rejected("home.name_taken", text("home-name-taken", name=name))
    told = view.renamed(activity, wanted, name)
    return _say(entry, "home.template_renamed", told, RenameTemplate(wanted.id, name))


def ask_toss(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    wanted = _named(_own(context, entry), choice_args(event))
    if wanted is None:
        return _GONE
    return _say(entry, "home.dropping_asked", view.ask_toss(activity, wanted))


def toss(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    wanted = _named(_own(context, entry), choice_args(event))
    if wanted is None:
        return _GONE
    told = Message(text("home-template-dropped", name=wanted.name))
    return _say(entry, "home.template_dropped", told, DropTemplate(wanted.id))


# -- steps


def subject(context: Context, entry: VisitEntry, event: Event) -> Subject | Rejected:
    """The activity that is spoken of, if the person may manage its kind there."""
    found = context.queries[About(number(event), entry.person)]
    if found is None:
        return _GONE
    return found if _may(context, found.kind, found.unit) else _REFUSED


def _own(context: Context, entry: VisitEntry) -> list[Template]:
    """The templates that are the person's to change: of units in which they may."""
    known = context.queries[Templates(entry.person)]
    return [each for each in known if _may(context, each.kind, each.unit)]


def _may(context: Context, kind: str, unit: int) -> bool:
    return kind in startable(context, unit)


def startable(context: Context, unit: int) -> list[str]:
    """The kinds that who acts may begin in the unit, in the menu's order."""
    return [kind for kind, each in context.menu.items() if context.may(each.permission, unit)]


def _named(found: list[Template], args: tuple[str, ...]) -> Template | None:
    return next((each for each in found if args[:1] == (str(each.id),)), None)


def number(event: Event) -> int:
    """What the choice, or the question that was answered, is about."""
    args = event.asked.split(".")[1:] if isinstance(event, Said) else choice_args(event)
    first = "".join(args[:1])
    return int(first) if first.isascii() and first.isdigit() and len(first) < 19 else 0


def _typed(event: Event) -> str:
    return " ".join(event.text.split()) if isinstance(event, Said) else ""


def _say(
    entry: VisitEntry, action: str, message: Message, *effects: Effect, asks: str = ""
) -> Outcome:
    said = Send(ToPerson(entry.person), "templates", message, "reply", asks=asks)
    return Decision(action, effects=(*effects, said))


OF_ACTIVITY = frozenset({"more", "keep", "kept", "kept!", "?keep", "rehearse"})
OF_TEMPLATES = frozenset({"templates", "use", "tidy", "tpl", "rename", "?rename", "toss", "toss!"})
TABLE = {
    "more": more,
    "keep": ask_name,
    "kept": keep,
    "kept!": keep,
    "?keep": keep,
    "templates": show,
    "use": use,
    "tidy": tidy,
    "tpl": card,
    "rename": ask_rename,
    "?rename": rename,
    "toss": ask_toss,
    "toss!": toss,
}
"""What home does with templates, by the event."""
