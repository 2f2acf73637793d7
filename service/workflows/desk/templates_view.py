"""What the desk says of templates."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import ChoiceId
from service.core.facts import Subject, Template
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.texts import Moment, Words, lines, text
from service.workflows.desk.model import DeskActivity
from service.workflows.desk.view import choice

LISTED = 40  # templates shown to choose from


def more(activity: DeskActivity, found: Subject, *, rehearse: bool) -> Message:
    """What can be done with any activity. `rehearse`: it can still be tried out."""
    tried = choice(activity, "rehearse", text("desk.button_rehearse"), str(found.id))
    return Message(
        text("desk.more", kind=found.kind, title=found.title),
        choices=(
            *(((tried,),) if rehearse else ()),
            (choice(activity, "keep", text("desk.button_keep_template"), str(found.id)),),
            (_back_to(found),),
        ),
    )


def ask_name(activity: DeskActivity, found: Subject, default: str) -> Message:
    offered = (choice(activity, "kept", default, str(found.id)),) if default else ()
    return Message(
        text("desk.ask_template_name"),
        title=text("desk.templates_title"),
        choices=(*((offered,) if offered else ()), (_back_to(found),)),
    )


def ask_replace(activity: DeskActivity, found: Subject, same: Template) -> Message:
    yes = text("desk.button_replace")
    return Message(
        text("desk.ask_replace", name=same.name, at=Moment(same.at, "day")),
        title=text("desk.templates_title"),
        choices=(
            (choice(activity, "kept!", yes, str(found.id), str(same.id)),),
            (_back_to(found),),
        ),
    )


def kept(activity: DeskActivity, found: Subject, name: str) -> Message:
    rows = ((choice(activity, "templates", text("desk.button_templates")),), (_back_to(found),))
    return Message(text("desk.template_kept", name=name), choices=rows)


def templates(activity: DeskActivity, found: Sequence[Template], *, tidy: bool) -> Message:
    """Those there are; a tap begins a draft. `tidy`: some are the reader's to change."""
    rows = tuple((_named(activity, "use", each),) for each in found[:LISTED])
    order = ((choice(activity, "tidy", text("desk.button_tidy")),),) if tidy else ()
    back = ((choice(activity, "menu", text("desk.button_menu")),),)
    return Message(
        text("desk.choose_template"),
        title=text("desk.templates_title"),
        choices=(*rows, *order, *back),
    )


def tidy(activity: DeskActivity, found: Sequence[Template]) -> Message:
    rows = tuple((_named(activity, "tpl", each),) for each in found[:LISTED])
    back = ((choice(activity, "templates", text("desk.button_back")),),)
    title = text("desk.templates_title")
    return Message(text("desk.tidy_template"), title=title, choices=(*rows, *back))


def card(activity: DeskActivity, template: Template, roster: Roster) -> Message:
    """One of them: whose it is and since when, and what can be done."""
    unit = roster.units.get(template.unit)
    by = roster.people.get(template.by or 0)
    facts = text(
        "desk.template_facts",
        unit=unit.name if unit else "—",
        by=by.name if by else "—",
        at=Moment(template.at),
    )
    number = str(template.id)
    return Message(
        lines(_name(template), facts),
        title=text("desk.templates_title"),
        choices=(
            (choice(activity, "rename", text("desk.button_rename"), number),),
            (choice(activity, "toss", text("desk.button_drop_template"), number),),
            (choice(activity, "tidy", text("desk.button_back")),),
        ),
    )


def ask_rename(activity: DeskActivity, template: Template) -> Message:
    back = (choice(activity, "tpl", text("desk.button_back"), str(template.id)),)
    return Message(text("desk.ask_new_name", name=template.name), choices=(back,))


def renamed(activity: DeskActivity, template: Template, name: str) -> Message:
    rows = ((choice(activity, "templates", text("desk.button_templates")),),)
    return Message(text("desk.template_renamed", before=template.name, name=name), choices=rows)


def ask_toss(activity: DeskActivity, template: Template) -> Message:
    number = str(template.id)
    return Message(
        text("desk.ask_drop_template", name=template.name),
        choices=(
            (choice(activity, "toss!", text("desk.button_drop_template_yes"), number),),
            (choice(activity, "tpl", text("desk.button_back"), number),),
        ),
    )


def _named(activity: DeskActivity, verb: str, template: Template) -> Choice:
    return choice(activity, verb, _name(template), str(template.id))


def _name(template: Template) -> Words:
    return text("desk.running", kind=template.kind, title=template.name)


def _back_to(found: Subject) -> Choice:
    """To the panel of the activity itself."""
    return Choice(ChoiceId(found.id, "show").encode(), text("desk.button_back"))
