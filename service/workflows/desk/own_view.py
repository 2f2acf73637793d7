"""What the desk says about a person's own reminders, calendar and circumstances."""

from __future__ import annotations

from collections.abc import Mapping

from service.core.circumstances import KINDS, Circumstance
from service.core.message import Choice, Message
from service.core.people import Person, Roster
from service.core.texts import Lines, Moment, Secret, Words, lines, text
from service.workflows.desk.model import DeskActivity
from service.workflows.desk.view import choice

COMMON = ((86_400, 3_600, 600), (3_600, 600), (600,))  # seconds before a talk


def duration(seconds: int) -> Words:
    """`1 天`, `2 小时`, `10 分钟`."""
    for unit, length in (("days", 86_400), ("hours", 3_600)):
        if seconds % length == 0:
            return text("desk.duration", unit=unit, n=seconds // length)
    return text("desk.duration", unit="minutes", n=seconds // 60)


def durations(seconds: tuple[int, ...]) -> Words:
    return Lines(tuple(duration(each) for each in seconds), " + ")


def ask_reminders(activity: DeskActivity, person: Person, usual: tuple[int, ...]) -> Message:
    """What holds now, common choices, and that others may be typed."""
    now = usual if person.reminders is None else person.reminders
    state = text("desk.reminders_now", when=durations(now)) if now else text("desk.reminders_none")
    rows: list[tuple[Choice, ...]] = [
        (choice(activity, "reminders", durations(each), *map(str, each)),) for each in COMMON
    ]
    none = choice(activity, "reminders", text("desk.button_no_reminders"), "0")
    as_usual = choice(activity, "reminders", text("desk.button_usual_reminders"), "usual")
    return Message(lines(state, text("desk.ask_reminders")), choices=(*rows, (none, as_usual)))


def reminders_kept(seconds: tuple[int, ...] | None) -> Words:
    if seconds is None:
        return text("desk.reminders_usual")
    if not seconds:
        return text("desk.reminders_none")
    return text("desk.reminders_now", when=durations(seconds))


def calendar(activity: DeskActivity) -> Message:
    rows = (
        (choice(activity, "feed", text("desk.button_feed")),),
        (choice(activity, "unfeed", text("desk.button_unfeed")),),
    )
    return Message(text("desk.calendar"), choices=rows)


def calendar_link(link: Secret) -> Message:
    """The link itself; sent as a secret message only."""
    return Message(lines(text("desk.calendar_link"), link))


def ask_circumstances(activity: DeskActivity) -> Message:
    rows = tuple(
        (choice(activity, "am", text("desk.circumstance", kind=kind), kind),)
        for kind in (*KINDS, "well")
    )
    return Message(text("desk.ask_circumstances"), choices=rows)


def care(activity: DeskActivity, anybody: bool) -> Message:
    """What can be done; the list itself comes as a message of its own."""
    body = text("desk.care_some") if anybody else text("desk.care_nobody")
    return Message(body, choices=((choice(activity, "tend", text("desk.button_tend")),),))


def ask_care(activity: DeskActivity) -> Message:
    back = choice(activity, "care", text("desk.button_back"))
    return Message(text("desk.care_ask"), choices=((back,),))


def care_list(roster: Roster, known: Mapping[int, Circumstance]) -> Message:
    """Who is how, the most urgent first; sent as a secret message only."""
    ordered = sorted(known.items(), key=lambda each: (KINDS.index(each[1].kind), each[0]))
    rows = [
        text(
            "desk.care_line",
            name=roster.people[person].name,
            how=text("desk.circumstance", kind=each.kind),
            day=Moment(each.since, "day"),
        )
        for person, each in ordered
    ]
    return Message(lines(text("desk.care"), *rows))


def care_kept(person: Person) -> Message:
    return Message(text("desk.care_kept", name=person.name))
