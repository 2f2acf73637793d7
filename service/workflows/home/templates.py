"""Templates: what any activity was made of is kept under a name, and a new one begins from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.core.choices import ChoiceId
from service.core.effects import DropTemplate, Effect, KeepTemplate, RenameTemplate, Start
from service.core.events import Said
from service.core.message import Choice, Message
from service.core.queries import Subject, Template, Templates
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Decision, Outcome, Rejected
from service.sdk.panels import Button, button, choice, grid
from service.sdk.transitions import Handler
from service.workflows.home.model import (
    REHEARSED,
    Home,
    HomeTurn,
    Visit,
    about,
    answered,
    first,
    may_begin,
    person_of,
)

LISTED = 40  # templates shown to choose from
LONGEST_NAME = 60  # characters


def of_subject(step: Callable[[HomeTurn, Subject], Outcome]) -> Handler[Home, Visit]:
    """A step with the activity that is spoken of, if the person may manage its kind there."""

    def taken(turn: HomeTurn) -> Outcome:
        found = turn.query(about(turn))
        if found is None:
            return turn.refuse("home-no-template")
        if not may_begin(turn, found.kind, found.unit):
            return turn.refuse("home-not-allowed")
        return step(turn, found)

    return taken


def to_keep(step: Callable[[HomeTurn, Subject], Outcome]) -> Handler[Home, Visit]:
    """The same, where a template can be made of it."""

    @of_subject
    def taken(turn: HomeTurn, found: Subject) -> Outcome:
        if found.refused is not None:
            return Rejected("home.not_kept", found.refused)
        return step(turn, found)

    return taken


def of_own(step: Callable[[HomeTurn, Template], Outcome]) -> Handler[Home, Visit]:
    """A step with the template that is spoken of, if it is the person's to change."""

    def taken(turn: HomeTurn) -> Outcome:
        found = _named(_own(turn), (str(first(turn)),))
        return turn.refuse("home-no-template") if found is None else step(turn, found)

    return taken


def usable(turn: HomeTurn) -> list[Template]:
    """The templates that the person may begin something from, in their own unit."""
    unit = person_of(turn).unit
    above = set(turn.roster.path(unit))
    return [
        each
        for each in turn.query(Templates(turn.person))
        if each.unit in above and may_begin(turn, each.kind, unit)
    ]


# -- to keep one


@of_subject
def more(turn: HomeTurn, found: Subject) -> Outcome:
    """What can be done with any activity: a template, and a dry run before it is announced."""
    rehearse = button(turn.activity, "home-button-rehearse", found.id)
    rows = grid(
        turn.activity,
        rehearse if found.phase in REHEARSED else "",
        button(turn.activity, "home-button-keep", found.id),
        _back_to(found),
    )
    shown = Message(text("home-more", title=found.title), choices=rows)
    return _answered(turn, "home.more_shown", shown)


@to_keep
def ask_name(turn: HomeTurn, found: Subject) -> Outcome:
    """Under which name? The activity's own is offered (`keep:activity`)."""
    own = _default_name(found)
    offered = choice(turn.activity, "kept", own, found.id) if own else ""
    asked = _titled(turn, text("home-ask-template-name"), offered, _back_to(found))
    return _answered(turn, "home.name_asked", asked, prompt=f"keep.{found.id}")


@to_keep
def keep(turn: HomeTurn, found: Subject) -> Outcome:
    """Under the name that is offered (`kept:activity`) or typed; a name that is taken is asked
    about."""
    name = turn.line() if isinstance(turn.event, Said) else _default_name(found)
    if not 0 < len(name) <= LONGEST_NAME:
        return turn.refuse("home-bad-name", most=LONGEST_NAME)
    same = next((each for each in _beside(turn, found.unit) if each.name == name), None)
    if same is None:
        return _kept(turn, found, name)
    yes = button(turn.activity, "home-button-kept-yes", found.id, same.id)
    question = text("home-ask-replace", name=name, at=Moment(same.at, "day"))
    asked = _titled(turn, question, yes, _back_to(found))
    return _answered(turn, "home.replacing_asked", asked, prompt=f"keep.{found.id}")


@to_keep
def replace(turn: HomeTurn, found: Subject) -> Outcome:
    """In place of the one of the same name (`kept!:activity.template`)."""
    replaced = _named(_beside(turn, found.unit), turn.args()[1:])
    if replaced is None:
        return turn.refuse("home-no-template")
    return _kept(turn, found, replaced.name)


def _kept(turn: HomeTurn, found: Subject, name: str) -> Outcome:
    rows = grid(turn.activity, "home-button-templates", _back_to(found))
    told = Message(text("home-template-kept", name=name), choices=rows)
    return _answered(turn, "home.template_kept", told, KeepTemplate(found.id, name, turn.person))


def _default_name(found: Subject) -> str:
    return " ".join(found.title.split())[:LONGEST_NAME]


# -- to use one


def show(turn: HomeTurn) -> Outcome:
    """Those there are; a tap begins a draft."""
    found = usable(turn)
    if not found:
        return turn.refuse("home-no-templates")
    last = ("home-button-tidy" if _own(turn) else "", "home-button-menu")
    shown = _titled(turn, text("home-choose-template"), *_listed(turn, "use", found), *last)
    return _answered(turn, "home.templates_shown", shown)


def use(turn: HomeTurn) -> Outcome:
    """A draft from it (`use:template`)."""
    wanted = _named(usable(turn), turn.args())
    if wanted is None:
        return turn.refuse("home-no-template")
    begin = Start(wanted.kind, person_of(turn).unit, turn.person, template=wanted.id)
    return turn.done("home.started", effects=(begin,))


# -- to put them in order


def tidy(turn: HomeTurn) -> Outcome:
    found = _own(turn)
    if not found:
        return turn.refuse("home-no-templates")
    back = choice(turn.activity, "templates", text("sdk-button-keep"))
    shown = _titled(turn, text("home-tidy-template"), *_listed(turn, "tpl", found), back)
    return _answered(turn, "home.templates_shown", shown)


@of_own
def card(turn: HomeTurn, wanted: Template) -> Outcome:
    """One of them: whose it is and since when, and what can be done."""
    unit, by = turn.roster.units.get(wanted.unit), turn.roster.people.get(wanted.by or 0)
    facts = text(
        "home-template-facts",
        unit=unit.name if unit else "—",
        by=by.name if by else "—",
        at=Moment(wanted.at),
    )
    shown = _titled(
        turn,
        lines(_label(wanted), facts),
        button(turn.activity, "home-button-rename", wanted.id),
        button(turn.activity, "home-button-toss", wanted.id),
        choice(turn.activity, "tidy", text("sdk-button-keep")),
    )
    return _answered(turn, "home.template_shown", shown)


@of_own
def ask_rename(turn: HomeTurn, wanted: Template) -> Outcome:
    rows = grid(turn.activity, _back_to_card(turn, wanted))
    asked = Message(text("home-ask-new-name", name=wanted.name), choices=rows)
    return _answered(turn, "home.rename_asked", asked, prompt=f"rename.{wanted.id}")


@of_own
def rename(turn: HomeTurn, wanted: Template) -> Outcome:
    name = turn.line()
    if not 0 < len(name) <= LONGEST_NAME:
        return turn.refuse("home-bad-name", most=LONGEST_NAME)
    if any(each.name == name for each in _beside(turn, wanted.unit)):
        return turn.refuse("home-name-taken", name=name)
    said = text("home-template-renamed", before=wanted.name, name=name)
    told = Message(said, choices=grid(turn.activity, "home-button-templates"))
    return _answered(turn, "home.template_renamed", told, RenameTemplate(wanted.id, name))


@of_own
def ask_toss(turn: HomeTurn, wanted: Template) -> Outcome:
    yes = button(turn.activity, "home-button-toss-yes", wanted.id)
    rows = grid(turn.activity, yes, _back_to_card(turn, wanted))
    asked = Message(text("home-ask-drop-template", name=wanted.name), choices=rows)
    return _answered(turn, "home.dropping_asked", asked)


@of_own
def toss(turn: HomeTurn, wanted: Template) -> Outcome:
    told = Message(text("home-template-dropped", name=wanted.name))
    return _answered(turn, "home.template_dropped", told, DropTemplate(wanted.id))


# -- parts of a decision


def _own(turn: HomeTurn) -> list[Template]:
    """The templates that are the person's to change: of units in which they may."""
    known = turn.query(Templates(turn.person))
    return [each for each in known if may_begin(turn, each.kind, each.unit)]


def _beside(turn: HomeTurn, unit: int) -> list[Template]:
    """The templates of this very unit, of which no two have one name."""
    return [each for each in turn.query(Templates(turn.person)) if each.unit == unit]


def _named(found: Iterable[Template], args: tuple[str, ...]) -> Template | None:
    return next((each for each in found if args[:1] == (str(each.id),)), None)


def _answered(
    turn: HomeTurn, action: str, message: Message, *effects: Effect, prompt: str = ""
) -> Decision:
    return answered(turn, action, "templates", message, *effects, prompt=prompt)


def _titled(turn: HomeTurn, body: Words, *buttons: Button) -> Message:
    return Message(body, text("home-templates-title"), grid(turn.activity, *buttons))


def _listed(turn: HomeTurn, verb: str, found: list[Template]) -> Iterable[Choice]:
    return (choice(turn.activity, verb, _label(each), each.id) for each in found[:LISTED])


def _label(template: Template) -> Words:
    return text(f"{template.kind}-running", title=template.name)


def _back_to(found: Subject) -> Choice:
    """To the panel of the activity itself."""
    return Choice(ChoiceId(found.id, "show").encode(), text("sdk-button-keep"))


def _back_to_card(turn: HomeTurn, template: Template) -> Choice:
    return choice(turn.activity, "tpl", text("sdk-button-keep"), template.id)
