"""The greeting, the menu, the help, and what begins from them."""

from __future__ import annotations

from dataclasses import replace

from service.core.choices import ChoiceId
from service.core.effects import Send, Start, ToPlace
from service.core.events import Attached, CommandGiven, Joined
from service.core.message import Choice, Message
from service.core.queries import Ongoing, Running
from service.core.texts import lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid
from service.workflows.home.model import (
    HomeTurn,
    Visit,
    answered,
    channels,
    may_begin,
    person_of,
    startable,
)
from service.workflows.home.templates import usable

# -- the greeting


def join(turn: HomeTurn) -> Outcome:
    """A greeting, once; later the menu. A chat that the person adds is told whose it is."""
    person, known = person_of(turn), turn.part or Visit()
    visit = known if known.greeted_at is not None else replace(known, greeted_at=turn.now)
    by_code = isinstance(turn.event, Joined) and turn.event.linked
    if by_code and len(turn.query(channels(turn))) > 1:
        rows = grid(turn.activity, "home-button-menu", "home-button-settings")
        linked = Message(text("home-linked", name=person.name), choices=rows)
        return replace(answered(turn, "home.linked", "greeting", linked), entry=visit)
    if known.greeted_at is not None:
        return show(turn)
    unit = turn.roster.units[person.unit].name
    rows = grid(turn.activity, "home-button-menu", "home-button-lang")
    greeting = Message(text("home-greeting", name=person.name, unit=unit), choices=rows)
    return replace(answered(turn, "home.greeted", "greeting", greeting), entry=visit)


# -- the menu


def show(turn: HomeTurn) -> Outcome:
    """What is going on, and what the person may begin."""
    starts = startable(turn)
    going_on = tuple(
        _running(each)
        for each in turn.query(Ongoing(turn.person))
        if each.kind in turn.context.menu and (starts or each.phase == "open")
    )
    rows = grid(
        turn.activity,
        *going_on,
        *(choice(turn.activity, "new", text(f"{each}-menu"), each) for each in starts),
        "home-button-templates" if usable(turn) else "",
        ("home-button-lang", "home-button-settings"),
    )
    there = text("home-going-on") if going_on else text("home-nothing-going-on")
    shown = Message(lines(text("home-menu"), there), choices=rows)
    return answered(turn, "home.menu_shown", "menu", shown)


def _running(each: Running) -> Choice:
    title = text(f"{each.kind}-running", title=each.title)
    label = lines(text("home-rehearsed"), title, sep=" ") if each.rehearsed else title
    return Choice(ChoiceId(each.id, "show").encode(), label)


def begin(turn: HomeTurn) -> Outcome:
    """An activity of the kind that was tapped (`new:kind`)."""
    kind, unit = "".join(turn.args()[:1]), person_of(turn).unit
    if not may_begin(turn, kind, unit):
        return turn.refuse("home-not-allowed")
    start = Start(kind, unit, turn.person, {"command": kind, "args": ""})
    return turn.done("home.started", effects=(start,))


def take_file(turn: HomeTurn) -> Outcome:
    """A file begins an activity of the kind that takes such files."""
    event, menu = turn.event, turn.context.menu
    if not isinstance(event, Attached):
        return not_understood(turn)
    name = event.name.lower()
    kind = next((each for each in startable(turn) if name.endswith(menu[each].files)), None)
    if kind is None:
        return not_understood(turn)
    file = {
        "account": event.ref.place.account,
        "file_id": event.file_id,
        "name": event.name,
        "size": event.size,
        "caption": event.text,
    }
    details = {"command": kind, "args": "", "file": file}
    start = Start(kind, person_of(turn).unit, turn.person, details)
    return turn.done("home.file_sent", effects=(start,))


# -- the help


def help_(turn: HomeTurn) -> Outcome:
    """What the person may do: in full to them, or in a word to a room that asks."""
    if isinstance(turn.event, CommandGiven) and not turn.event.ref.private:
        place, word = turn.event.ref.place, Message(text("home-help-room"))
        return turn.done("home.helped", effects=(Send(ToPlace(place), "help", word, "reply"),))
    starts = [text(f"{kind}-help") for kind in startable(turn)]
    keeps_roster = turn.context.may("roster.manage", person_of(turn).unit)
    told = lines(
        text("home-help"),
        text("home-help-more") if starts else None,
        *starts,
        text("home-help-again") if starts else None,
        text("home-help-bind") if keeps_roster else None,
    )
    shown = Message(told, choices=grid(turn.activity, "home-button-menu"))
    return answered(turn, "home.helped", "help", shown)


def unreadable(turn: HomeTurn) -> Rejected:
    """A sticker, a place, a poll: it is said what can be read."""
    return turn.refuse("home-unreadable")


def not_understood(turn: HomeTurn) -> Rejected:
    menu = grid(turn.activity, "home-button-menu")
    return replace(turn.refuse("home-not-understood"), choices=menu)
