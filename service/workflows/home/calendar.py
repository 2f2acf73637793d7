"""A secret link to the person's own calendar: a new one, or none any more."""

from __future__ import annotations

import hashlib

from service.core.effects import OpenCalendarFeed
from service.core.message import Message
from service.core.texts import Secret, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import grid
from service.workflows.home.model import HomeTurn, answered


def show(turn: HomeTurn) -> Outcome:
    """What the link is for, and what a new one does to the old."""
    rows = grid(turn.activity, "home-button-feed", "home-button-unfeed")
    shown = Message(text("home-calendar"), choices=rows)
    return answered(turn, "home.calendar_shown", "own", shown)


def open_feed(turn: HomeTurn) -> Outcome:
    """A new link; an earlier one leads nowhere from now on. Only its hash is kept."""
    nonce = turn.context.nonce
    link = Secret(fresh=f"{turn.context.url}/calendar/{nonce}.ics")
    told = turn.reply(
        Message(lines(text("home-calendar-link"), link)),
        "calendar",
        secret=True,
        holder=turn.person,
        scope="details",
    )
    opened = OpenCalendarFeed(turn.person, hashlib.sha256(nonce.encode()).hexdigest())
    return turn.done("home.calendar_opened", effects=(opened, *told))


def close_feed(turn: HomeTurn) -> Outcome:
    closed, told = OpenCalendarFeed(turn.person, ""), Message(text("home-calendar-closed"))
    return answered(turn, "home.calendar_closed", "own", told, closed)
