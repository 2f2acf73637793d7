"""What the desk says."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import ChoiceId
from service.core.facts import Running
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Words, lines, text
from service.core.workflow import Activity
from service.workflows.desk.model import Desk

LANGUAGE_NAMES = (("zh-CN", "中文"), ("en", "English"))


def choice(activity: Activity[Desk], verb: str, label: Words, *args: str) -> Choice:
    return Choice(ChoiceId(activity.id, verb, args).encode(), label)


def greeting(activity: Activity[Desk], person: Person, unit: str) -> Message:
    return Message(
        text("desk.greeting", name=person.name, unit=unit),
        choices=(
            (choice(activity, "menu", text("desk.button_menu")),),
            (choice(activity, "lang", text("desk.button_language")),),
        ),
    )


def menu(activity: Activity[Desk], starts: Sequence[str], running: Sequence[Running]) -> Message:
    """What is going on, and what may be started."""
    going_on = tuple(
        (
            Choice(
                ChoiceId(each.id, "show").encode(),
                text("desk.running", kind=each.kind, title=each.title),
            ),
        )
        for each in running
    )
    begin = tuple(
        (choice(activity, "new", text("desk.start", kind=kind), kind),) for kind in starts
    )
    return Message(
        lines(
            text("desk.menu"),
            text("desk.going_on") if going_on else text("desk.nothing_going_on"),
        ),
        choices=(*going_on, *begin, (choice(activity, "lang", text("desk.button_language")),)),
    )


def languages(activity: Activity[Desk]) -> Message:
    buttons = tuple(choice(activity, "lang", name, code) for code, name in LANGUAGE_NAMES)
    return Message(text("desk.choose_language"), choices=(buttons,))


def help_(activity: Activity[Desk]) -> Message:
    return Message(
        text("desk.help"), choices=((choice(activity, "menu", text("desk.button_menu")),),)
    )
