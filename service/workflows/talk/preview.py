"""What the secretary sees while an offer is prepared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from service.core.message import Choice, Message
from service.core.people import Person, Roster
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import DURATIONS, FORMS, MAX_SLOTS, Offer
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import TITLE, choice, form_name, how, name_of

ON_A_PAGE = 8

OfferActivity = Activity[Offer]


def choose_members(
    activity: OfferActivity, roster: Roster, people: Sequence[Person], page: int
) -> Message:
    """Everybody who may be asked, a page at a time; those chosen are marked."""
    chosen = activity.state.members
    pages = max(1, -(-len(people) // ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    here = people[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    same = Counter(person.name for person in people)
    rows: list[tuple[Choice, ...]] = []
    for person in here:
        mark = "● " if person.id in chosen else ""
        unit = f"（{roster.units[person.unit].name}）" if same[person.name] > 1 else ""
        label = f"{mark}{person.name}{unit}"
        rows.append((choice(activity, "m", label, str(person.id), str(page)),))
    turn = []
    if page > 0:
        turn.append(choice(activity, "page", text("talk.button_earlier"), str(page - 1)))
    if page < pages - 1:
        turn.append(choice(activity, "page", text("talk.button_later"), str(page + 1)))
    if turn:
        rows.append(tuple(turn))
    if chosen:
        rows.append((choice(activity, "times", text("talk.button_next")),))
    body = lines(text("talk.choose_members"), _chosen(activity, roster) if chosen else None)
    return Message(body, TITLE, (*rows, _drop(activity)))


def choose_times(
    activity: OfferActivity, roster: Roster, usual: Sequence[datetime], head: Words | None = None
) -> Message:
    """Common times as buttons; a list of times may be typed."""
    offer = activity.state
    every = sorted({*usual, *offer.slots})
    rows: list[tuple[Choice, ...]] = [
        (
            choice(
                activity,
                "slot",
                lines("● " if at in offer.slots else "", Moment(at), sep=""),
                to_arg(at),
            ),
        )
        for at in every
    ]
    if offer.slots:
        rows.append((choice(activity, "preview", text("talk.button_next")),))
    body = lines(head, _chosen(activity, roster), text("talk.choose_times", most=MAX_SLOTS))
    return Message(body, TITLE, (*rows, _drop(activity)))


def preview(activity: OfferActivity, roster: Roster, in_the_night: Sequence[str]) -> Message:
    """The whole offer before it is sent. `in_the_night`: for whom a time lies in quiet hours."""
    offer = activity.state
    body = lines(
        text("talk.preview", how=how(offer)),
        _chosen(activity, roster),
        *(lines("· ", Moment(at), sep="") for at in offer.slots),
        text("talk.in_the_night", names="、".join(in_the_night)) if in_the_night else None,
    )
    rows = (
        (choice(activity, "send"),),
        (choice(activity, "members"), choice(activity, "again")),
        (choice(activity, "minutes"), choice(activity, "form")),
        _drop(activity),
    )
    return Message(body, TITLE, rows)


def choose_minutes(activity: OfferActivity) -> Message:
    buttons = tuple(
        choice(activity, "minutes", text("talk.minutes", minutes=each), str(each))
        for each in DURATIONS
    )
    return Message(text("talk.choose_minutes"), TITLE, (buttons[:2], buttons[2:]))


def choose_form(activity: OfferActivity) -> Message:
    buttons = tuple(choice(activity, "form", form_name(each), each) for each in FORMS)
    return Message(text("talk.choose_form"), TITLE, (buttons[:2], buttons[2:]))


def dropped() -> Message:
    return Message(text("talk.dropped"), TITLE)


def _chosen(activity: OfferActivity, roster: Roster) -> Words:
    names = "、".join(name_of(roster, each) for each in activity.state.members)
    return text("talk.chosen", names=names, n=len(activity.state.members))


def _drop(activity: OfferActivity) -> tuple[Choice, ...]:
    return (choice(activity, "drop"),)
