"""What home says of templates."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import ChoiceId
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.queries import Subject, Template
from service.core.texts import Moment, Words, lines, text
from service.workflows.home.model import HomeActivity
from service.workflows.home.view import choice

LISTED = 40  # templates shown to choose from


def more(activity: HomeActivity, found: Subject, *, rehearse: bool) -> Message:
    """What can be done with any activity. `rehearse`: it can still be tried out."""
    tried = choice(activity, "rehearse", text("home-button-rehearse"), str(found.id))
    return Message(
        text("home-more", title=found.title),
        choices=(
            *(((tried,),) if rehearse else ()),
            (choice(activity, "keep", text("home-button-keep-template"), str(found.id)),),
            (_back_to(found),),
        ),
    )


def ask_name(activity: HomeActivity, found: Subject, default: str) -> Message:
    offered = (choice(activity, "kept", default, str(found.id)),) if default else ()
    return Message(
        text("home-ask-template-name"),
        title=text("home-templates-title"),
        choices=(*((offered,) if offered else ()), (_back_to(found),)),
    )


def ask_replace(activity: HomeActivity, found: Subject, same: Template) -> Message:
    yes = text("home-button-replace")
    return Message(
        text("home-ask-replace", name=same.name, at=Moment(same.at, "day")),
        title=text("home-templates-title"),
        choices=(
            (choice(activity, "kept!", yes, str(found.id), str(same.id)),),
            (_back_to(found),),
        ),
    )


def kept(activity: HomeActivity, found: Subject, name: str) -> Message:
    rows = ((choice(activity, "templates", text("home-button-templates")),), (_back_to(found),))
    return Message(text("home-template-kept", name=name), choices=rows)


def templates(activity: HomeActivity, found: Sequence[Template], *, tidy: bool) -> Message:
    """Those there are; a tap begins a draft. `tidy`: some are the reader's to change."""
    rows = tuple((_named(activity, "use", each),) for each in found[:LISTED])
    order = ((choice(activity, "tidy", text("home-button-tidy")),),) if tidy else ()
    back = ((choice(activity, "menu", text("home-button-menu")),),)
    return Message(
        text("home-choose-template"),
        title=text("home-templates-title"),
        choices=(*rows, *order, *back),
    )


def tidy(activity: HomeActivity, found: Sequence[Template]) -> Message:
    rows = tuple((_named(activity, "tpl", each),) for each in found[:LISTED])
    back = ((choice(activity, "templates", text("home-button-back")),),)
    title = text("home-templates-title")
    return Message(text("home-tidy-template"), title=title, choices=(*rows, *back))


def card(activity: HomeActivity, template: Template, roster: Roster) -> Message:
    """One of them: whose it is and since when, and what can be done."""
    unit = roster.units.get(template.unit)
    by = roster.people.get(template.by or 0)
    queries = text(
        "home-template-facts",
        unit=unit.name if unit else "—",
        by=by.name if by else "—",
        at=Moment(template.at),
    )
    number = str(template.id)
    return Message(
        lines(_name(template), queries),
        title=text("home-templates-title"),
        choices=(
            (choice(activity, "rename", text("home-button-rename"), number),),
            (choice(activity, "toss", text("home-button-drop-template"), number),),
            (choice(activity, "tidy", text("home-button-back")),),
        ),
    )


def ask_rename(activity: HomeActivity, template: Template) -> Message:
    back = (choice(activity, "tpl", text("home-button-back"), str(template.id)),)
    return Message(text("home-ask-new-name", name=template.name), choices=(back,))


def renamed(activity: HomeActivity, template: Template, name: str) -> Message:
    rows = ((choice(activity, "templates", text("home-button-templates")),),)
    return Message(text("home-template-renamed", before=template.name, name=name), choices=rows)


def ask_toss(activity: HomeActivity, template: Template) -> Message:
    number = str(template.id)
    return Message(
        text("home-ask-drop-template", name=template.name),
        choices=(
            (choice(activity, "toss!", text("home-button-drop-template-yes"), number),),
            (choice(activity, "tpl", text("home-button-back"), number),),
        ),
    )


def _named(activity: HomeActivity, verb: str, template: Template) -> Choice:
    return choice(activity, verb, _name(template), str(template.id))


def _name(template: Template) -> Words:
    return text(f"{template.kind}-running", title=template.name)


def _back_to(found: Subject) -> Choice:
    """To the panel of the activity itself."""
    return Choice(ChoiceId(found.id, "show").encode(), text("home-button-back"))
