"""What the desk says."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import ChoiceId
from service.core.facts import Channel, Running
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Lines, Moment, Words, lines, text
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


def linked(activity: Activity[Desk], person: Person) -> Message:
    """In a chat that the person has just linked by a code of their own."""
    return Message(
        text("desk.linked", name=person.name),
        choices=(
            (choice(activity, "menu", text("desk.button_menu")),),
            (choice(activity, "settings", text("desk.button_settings")),),
        ),
    )


def menu(
    activity: Activity[Desk],
    starts: Sequence[str],
    running: Sequence[Running],
    *,
    templates: bool,
) -> Message:
    """What is going on, and what may be started. `templates`: there are some to begin from."""
    going_on = tuple(
        (
            Choice(
                ChoiceId(each.id, "show").encode(),
                lines(
                    text("desk.rehearsed") if each.rehearsed else None,
                    text("desk.running", kind=each.kind, title=each.title),
                    sep=" ",
                ),
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
        choices=(
            *going_on,
            *begin,
            *(
                ((choice(activity, "templates", text("desk.button_templates")),),)
                if templates
                else ()
            ),
            (
                choice(activity, "lang", text("desk.button_language")),
                choice(activity, "settings", text("desk.button_settings")),
            ),
        ),
    )


def languages(activity: Activity[Desk]) -> Message:
    buttons = tuple(choice(activity, "lang", name, code) for code, name in LANGUAGE_NAMES)
    return Message(text("desk.choose_language"), choices=(buttons,))


def settings(activity: Activity[Desk], channels: Sequence[Channel]) -> Message:
    """The chats that are linked, where reminders go, and what can be changed."""
    reached = [each for each in channels if not each.gone]
    here = reached[0].account if reached else ""
    names = {each.account: each.name for each in channels}
    others = {each.account: each for each in reached if each.account != here}
    moves = tuple(
        (choice(activity, "channel", text("desk.button_channel", name=each.name), each.handle),)
        for each in others.values()
    )
    unlink = (choice(activity, "unlink", text("desk.button_unlink")),) if channels else ()
    return Message(
        lines(
            text("desk.linked_chats", names=Lines(tuple(names.values()), " · ")),
            text("desk.reminders_go", name=names[here]) if here else text("desk.reminders_stay"),
        ),
        title=text("desk.settings"),
        choices=(
            *moves,
            (choice(activity, "link", text("desk.button_link")), *unlink),
            (
                choice(activity, "reminders", text("desk.button_reminders")),
                choice(activity, "calendar", text("desk.button_calendar")),
            ),
            (
                choice(activity, "me", text("desk.button_me")),
                choice(activity, "lang", text("desk.button_language")),
            ),
        ),
    )


def links(activity: Activity[Desk], channels: Sequence[Channel]) -> Message:
    """The chats that are linked, each with a button to end it."""
    buttons = tuple(
        (choice(activity, "unlink", _linked_since(each), each.handle),) for each in channels
    )
    back = (choice(activity, "settings", text("desk.button_keep")),)
    return Message(text("desk.which_to_unlink"), choices=(*buttons, back))


def confirm_last(activity: Activity[Desk], channel: Channel) -> Message:
    """Before the only chat that reaches the person is unlinked."""
    return Message(
        text("desk.unlink_last", name=channel.name),
        choices=(
            (choice(activity, "unlink!", text("desk.button_unlink_last"), channel.handle),),
            (choice(activity, "settings", text("desk.button_keep")),),
        ),
    )


def _linked_since(channel: Channel) -> Words:
    return text("desk.linked_since", name=channel.name, day=Moment(channel.since, "day"))


def help_(activity: Activity[Desk], starts: Sequence[str], *, keeps_roster: bool) -> Message:
    """How this works, and what this person may start."""
    more = [text("desk.help_start", kind=kind) for kind in starts]
    return Message(
        lines(
            text("desk.help"),
            text("desk.help_more") if more else None,
            *more,
            text("desk.help_again") if more else None,
            text("desk.help_bind") if keeps_roster else None,
        ),
        choices=((choice(activity, "menu", text("desk.button_menu")),),),
    )
