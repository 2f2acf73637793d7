"""What home says."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import ChoiceId
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.queries import Channel, Running
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.home.model import Home

LANGUAGE_NAMES = (("zh-CN", "中文"), ("en", "English"))


def choice(activity: Activity[Home], verb: str, label: Words, *args: str) -> Choice:
    return Choice(ChoiceId(activity.id, verb, args).encode(), label)


def greeting(activity: Activity[Home], person: Person, unit: str) -> Message:
    return Message(
        text("home-greeting", name=person.name, unit=unit),
        choices=(
            (choice(activity, "menu", text("home-button-menu")),),
            (choice(activity, "lang", text("home-button-language")),),
        ),
    )


def linked(activity: Activity[Home], person: Person) -> Message:
    """In a chat that the person has just linked by a code of their own."""
    return Message(
        text("home-linked", name=person.name),
        choices=(
            (choice(activity, "menu", text("home-button-menu")),),
            (choice(activity, "settings", text("home-button-settings")),),
        ),
    )


def menu(
    activity: Activity[Home],
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
                    text("home-rehearsed") if each.rehearsed else None,
                    text(f"{each.kind}-running", title=each.title),
                    sep=" ",
                ),
            ),
        )
        for each in running
    )
    begin = tuple((choice(activity, "new", text(f"{kind}-menu"), kind),) for kind in starts)
    return Message(
        lines(
            text("home-menu"),
            text("home-going-on") if going_on else text("home-nothing-going-on"),
        ),
        choices=(
            *going_on,
            *begin,
            *(
                ((choice(activity, "templates", text("home-button-templates")),),)
                if templates
                else ()
            ),
            (
                choice(activity, "lang", text("home-button-language")),
                choice(activity, "settings", text("home-button-settings")),
            ),
        ),
    )


def languages(activity: Activity[Home]) -> Message:
    buttons = tuple(choice(activity, "lang", name, code) for code, name in LANGUAGE_NAMES)
    return Message(text("home-choose-language"), choices=(buttons,))


def settings(activity: Activity[Home], channels: Sequence[Channel]) -> Message:
    """The chats that are linked, where reminders go, and what can be changed."""
    reached = [each for each in channels if not each.gone]
    here = reached[0].account if reached else ""
    names = {each.account: each.name for each in channels}
    others = {each.account: each for each in reached if each.account != here}
    moves = tuple(
        (choice(activity, "channel", text("home-button-channel", name=each.name), each.handle),)
        for each in others.values()
    )
    unlink = (choice(activity, "unlink", text("home-button-unlink")),) if channels else ()
    return Message(
        lines(
            text("home-linked-chats", names=Lines(tuple(names.values()), " · ")),
            text("home-reminders-go", name=names[here]) if here else text("home-reminders-stay"),
        ),
        title=text("home-settings"),
        choices=(
            *moves,
            (choice(activity, "link", text("home-button-link")), *unlink),
            (
                choice(activity, "reminders", text("home-button-reminders")),
                choice(activity, "calendar", text("home-button-calendar")),
            ),
            (
                choice(activity, "me", text("home-button-me")),
                choice(activity, "lang", text("home-button-language")),
            ),
        ),
    )


def links(activity: Activity[Home], channels: Sequence[Channel]) -> Message:
    """The chats that are linked, each with a button to end it."""
    buttons = tuple(
        (choice(activity, "unlink", _linked_since(each), each.handle),) for each in channels
    )
    back = (choice(activity, "settings", text("home-button-keep")),)
    return Message(text("home-which-to-unlink"), choices=(*buttons, back))


def confirm_last(activity: Activity[Home], channel: Channel) -> Message:
    """Before the only chat that reaches the person is unlinked."""
    return Message(
        text("home-unlink-last", name=channel.name),
        choices=(
            (choice(activity, "unlink!", text("home-button-unlink-last"), channel.handle),),
            (choice(activity, "settings", text("home-button-keep")),),
        ),
    )


def _linked_since(channel: Channel) -> Words:
    return text("home-linked-since", name=channel.name, day=Moment(channel.since, "day"))


def help_(activity: Activity[Home], starts: Sequence[str], *, keeps_roster: bool) -> Message:
    """How this works, and what this person may start."""
    more = [text(f"{kind}-help") for kind in starts]
    return Message(
        lines(
            text("home-help"),
            text("home-help-more") if more else None,
            *more,
            text("home-help-again") if more else None,
            text("home-help-bind") if keeps_roster else None,
        ),
        choices=((choice(activity, "menu", text("home-button-menu")),),),
    )
