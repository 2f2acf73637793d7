"""What home says about a person's own reminders, calendar and circumstances."""

from __future__ import annotations

from collections.abc import Mapping

from service.core.circumstances import KINDS, Circumstance
from service.core.message import Choice, Message
from service.core.people import Person, Roster
from service.core.texts import Lines, Moment, Secret, Words, lines, text
from service.workflows.home.model import HomeActivity
from service.workflows.home.view import choice

COMMON = ((86_400, 3_600, 600), (3_600, 600), (600,))  # seconds before a talk


def duration(seconds: int) -> Words:
    """`1 天`, `2 小时`, `10 分钟`."""
    for unit, length in (("days", 86_400), ("hours", 3_600)):
        if seconds % length == 0:
            return text("home-duration", unit=unit, n=seconds // length)
    return text("home-duration", unit="minutes", n=seconds // 60)


def durations(seconds: tuple[int, ...]) -> Words:
    return Lines(tuple(duration(each) for each in seconds), " + ")


def ask_reminders(activity: HomeActivity, person: Person, usual: tuple[int, ...]) -> Message:
    """What holds now, common choices, and that others may be typed."""
    now = usual if person.reminders is None else person.reminders
    state = text("home-reminders-now", when=durations(now)) if now else text("home-reminders-none")
    rows: list[tuple[Choice, ...]] = [
        (choice(activity, "reminders", durations(each), *map(str, each)),) for each in COMMON
    ]
    none = choice(activity, "reminders", text("home-button-no-reminders"), "0")
    as_usual = choice(activity, "reminders", text("home-button-usual-reminders"), "usual")
    return Message(lines(state, text("home-ask-reminders")), choices=(*rows, (none, as_usual)))


def reminders_kept(seconds: tuple[int, ...] | None) -> Words:
    if seconds is None:
        return text("home-reminders-usual")
    if not seconds:
        return text("home-reminders-none")
    return text("home-reminders-now", when=durations(seconds))


def calendar(activity: HomeActivity) -> Message:
    rows = (
        (choice(activity, "feed", text("home-button-feed")),),
        (choice(activity, "unfeed", text("home-button-unfeed")),),
    )
    return Message(text("home-calendar"), choices=rows)


def calendar_link(link: Secret) -> Message:
    """The link itself; sent as a secret message only."""
    return Message(lines(text("home-calendar-link"), link))


def ask_circumstances(activity: HomeActivity) -> Message:
    rows = tuple(
        (choice(activity, "am", text("home-circumstance", kind=kind), kind),)
        for kind in (*KINDS, "well")
    )
    return Message(text("home-ask-circumstances"), choices=rows)


def care(activity: HomeActivity, anybody: bool) -> Message:
    """What can be done; the list itself comes as a message of its own."""
    body = text("home-care-some") if anybody else text("home-care-nobody")
    return Message(body, choices=((choice(activity, "tend", text("home-button-tend")),),))


def ask_care(activity: HomeActivity) -> Message:
    back = choice(activity, "care", text("home-button-back"))
    return Message(text("home-care-ask"), choices=((back,),))


def care_list(roster: Roster, known: Mapping[int, Circumstance]) -> Message:
    """Who is how, the most urgent first; sent as a secret message only."""
    ordered = sorted(known.items(), key=lambda each: (KINDS.index(each[1].kind), each[0]))
    rows = [
        text(
            "home-care-line",
            name=roster.people[person].name,
            how=text("home-circumstance", kind=each.kind),
            day=Moment(each.since, "day"),
        )
        for person, each in ordered
    ]
    return Message(lines(text("home-care"), *rows))


def care_kept(person: Person) -> Message:
    return Message(text("home-care-kept", name=person.name))
