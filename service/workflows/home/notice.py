"""The notice of what is done with personal data: short, once for each version, whole on request.

It holds nobody up (articles 14 and 17): whoever is told goes on with what they were doing.
"""

from __future__ import annotations

from service.core.effects import Agree, Send, ToPerson
from service.core.message import Message
from service.core.privacy import NOTICE, Act, Privacy, holds
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk.panels import Rows, grid
from service.workflows.home.model import HomeTurn, answered


def in_short(turn: HomeTurn, person: int) -> Words:
    """What is told at first contact."""
    return text("home-notice-short", controller=_controller(turn, person))


def buttons(turn: HomeTurn) -> Rows:
    return grid(turn.activity, ("home-button-notice", "home-button-seen"))


def whole(turn: HomeTurn, person: int) -> Words:
    """The notice: the organization's own, or ours."""
    told = turn.settings(Privacy)
    own = told.own_notice(turn.roster.people[person].language)
    if own:
        return own
    return text(
        "home-notice",
        controller=_controller(turn, person),
        contact=told.contact or text("home-notice-contact"),
        days=told.circumstances_days,
    )


def shown(turn: HomeTurn, person: int, act: Act = "shown") -> Agree:
    """The record of it, by the hash of the whole notice."""
    version = turn.settings(Privacy).version
    return Agree(person, NOTICE, version, act, whole(turn, person))


def tell(turn: HomeTurn) -> Outcome:
    """A person who has just acted does not know this version yet (`@notice`)."""
    person = turn.entry.person if turn.entry is not None else 0
    known = turn.roster.people.get(person)
    if known is None or not known.active or holds(known, NOTICE, turn.settings(Privacy).version):
        return turn.ignore("home-told-already")
    told = Message(in_short(turn, person), choices=buttons(turn))
    sent = Send(ToPerson(person), "notice", told, "reply")
    return turn.done("home.notice_shown", effects=(shown(turn, person), sent))


def show(turn: HomeTurn) -> Outcome:
    """All of it."""
    rows = grid(turn.activity, ("home-button-mydata", "home-button-seen"))
    message = Message(whole(turn, turn.person), text("home-notice-title"), rows)
    record = shown(turn, turn.person)
    return answered(turn, "home.notice_read", "notice", message, record)


def seen(turn: HomeTurn) -> Outcome:
    told = Message(text("home-notice-seen"), choices=grid(turn.activity, "home-button-menu"))
    record = shown(turn, turn.person, "seen")
    return answered(turn, "home.notice_seen", "notice", told, record)


def _controller(turn: HomeTurn, person: int) -> str:
    """Who answers for the data: as it is set, else the organization itself."""
    units = [*turn.roster.path(turn.roster.people[person].unit)]
    highest = turn.roster.units[units[-1]].name if units else "—"
    return turn.settings(Privacy).controller or highest
