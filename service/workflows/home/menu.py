"""The greeting, the menu, the help, and what begins from them."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Send, Start, ToChat
from service.core.events import Attached, CommandGiven, Joined
from service.core.message import Message
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid, paragraphs
from service.workflows.home import notice
from service.workflows.home.agenda import PREPARED, entrance, running, waiting
from service.workflows.home.members import keeps
from service.workflows.home.model import (
    HomeTurn,
    Visit,
    answered,
    channels,
    may_begin,
    may_give,
    person_of,
    startable,
)
from service.workflows.home.pages import way_to_begin

SHOWN = 4  # of what is going on, in the menu itself
FEW = 4  # kinds that the help itself describes; more have a page of their own, as phones are small

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
    hello = text("home-greeting", name=person.name, unit=unit)
    words = paragraphs(hello, notice.in_short(turn, person.id))
    greeting = Message(words, choices=(*notice.buttons(turn), *rows))
    told = notice.shown(turn, person.id)
    return replace(answered(turn, "home.greeted", "greeting", greeting, told), entry=visit)


# -- the menu


def show(turn: HomeTurn) -> Outcome:
    """What waits, what is going on, and the ways to the rest: few lines, as phones are small."""
    waits = len(waiting(turn))
    going_on = running(turn, "running")
    shown_here = going_on if len(going_on) <= SHOWN else going_on[1 - SHOWN :]
    all_of_them = choice(turn.activity, "ongoing", text("home-button-ongoing", n=len(going_on)))
    prepared = len(running(turn, *PREPARED))
    drafts = choice(turn.activity, "drafts", text("home-button-drafts", n=prepared))
    rows = (
        *grid(
            turn.activity,
            choice(turn.activity, "todo", text("home-button-todo", n=waits)) if waits else "",
            *map(entrance, shown_here),
            all_of_them if len(going_on) > SHOWN else "",
        ),
        *way_to_begin(turn),
        *grid(
            turn.activity,
            drafts if prepared else "",
            ("home-button-members" if keeps(turn) else "", "home-button-rest"),
        ),
    )
    there = text("home-going-on") if going_on else text("home-nothing-going-on")
    shown = Message(lines(text("home-menu"), there), choices=rows)
    return answered(turn, "home.menu_shown", "menu", shown)


def begin(turn: HomeTurn) -> Outcome:
    """An activity of the kind that was tapped (`new:kind`), or what another command of it begins
    (`new:kind.command`)."""
    kind, name = (*turn.args(), "", "")[:2]
    listed, unit = turn.context.menu.get(kind), person_of(turn).unit
    others = (*listed.also, *listed.more) if listed else ()
    command = next((each for each in others if each.name == name), None)
    allowed = may_give(turn, command) if command else not name and may_begin(turn, kind, unit)
    if not allowed:
        return turn.refuse("home-not-allowed")
    start = Start(kind, unit, turn.person, {"command": name or kind, "args": ""})
    return turn.done("home.started", effects=(start,))


def take_file(turn: HomeTurn) -> Outcome:
    """A file begins an activity of the kind that takes such files."""
    event, menu = turn.event, turn.context.menu
    if not isinstance(event, Attached):
        return not_understood(turn)
    name = event.name.lower()
    kind = next((each for each in startable(turn) if name.endswith(menu[each].files)), None)
    if kind is None:
        refused = turn.refuse("home-file-unasked")
        return replace(refused, choices=grid(turn.activity, "home-button-menu"))
    file = {
        "account": event.ref.chat.account,
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
    """What the person may do: in full to them, or in a word to a room that asks. Many kinds that
    they may begin stand behind a button."""
    if isinstance(turn.event, CommandGiven) and not turn.event.ref.private:
        chat, word = turn.event.ref.chat, Message(text("home-help-room"))
        return turn.done("home.helped", effects=(Send(ToChat(chat), "help", word, "reply"),))
    more = _of_kinds(turn) if len(startable(turn)) <= FEW else ()
    way = "home-button-helps" if startable(turn) and not more else ""
    shown = Message(
        lines(text("home-help"), *more), choices=grid(turn.activity, (way, "home-button-menu"))
    )
    return answered(turn, "home.helped", "help", shown)


def help_with_kinds(turn: HomeTurn) -> Outcome:
    """How each kind is begun that the person may begin."""
    if not startable(turn):
        return help_(turn)
    rows = grid(turn.activity, ("home-button-begin", "home-button-menu"))
    shown = Message(lines(*_of_kinds(turn)), choices=rows)
    return answered(turn, "home.helped", "help", shown)


def _of_kinds(turn: HomeTurn) -> tuple[Words, ...]:
    kinds = [text(f"{kind}-help") for kind in startable(turn)]
    binds = turn.context.may("roster.manage", person_of(turn).unit)
    if not kinds:
        return (text("home-help-bind"),) if binds else ()
    last = (text("home-help-bind"),) if binds else ()
    return (text("home-help-more"), *kinds, text("home-help-again"), *last)


def unreadable(turn: HomeTurn) -> Rejected:
    """A sticker, a place, a poll: it is said what can be read."""
    return turn.refuse("home-unreadable")


def not_understood(turn: HomeTurn, key: str = "home-not-understood") -> Rejected:
    """The refusal with the way to what can be done."""
    menu = grid(turn.activity, "home-button-menu")
    return replace(turn.refuse(key), choices=menu)
