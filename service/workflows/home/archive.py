"""A unit's year as one file for who may have it: handbook, lists, and everything as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.access import MAKES_ARCHIVES
from service.core.archive import Archive, ArchiveFor
from service.core.events import CommandGiven
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Command, Outcome
from service.sdk.panels import choice, grid, in_rows
from service.sdk.turn import Turn
from service.workflows.home.model import HomeTurn, Visit, answered, may_give, person_of

COMMAND = Command("archive", MAKES_ARCHIVES)
PAUSE = timedelta(seconds=30)  # between two archives of one person: each reads a whole year
MOST_UNITS = 20  # below, that are offered


def asked(turn: Turn[Any, Any]) -> ArchiveFor:
    """A requirement: what was asked for by the command, or tapped (`archive:unit.year`)."""
    if isinstance(turn.event, CommandGiven):
        return ArchiveFor(turn.person, words=turn.event.args)
    unit, year = (*turn.ints(), 0, 0)[:2]
    return ArchiveFor(turn.person, unit, year)


def allowed(turn: HomeTurn) -> bool:
    return may_give(turn, COMMAND)


def make(turn: HomeTurn) -> Outcome:
    """The file, with the way to the year before and to the units below. Sealed on its way, and not
    kept."""
    visit = turn.part or Visit()
    if not allowed(turn):
        return turn.refuse("home-not-allowed")
    if visit.archived_at is not None and turn.now - visit.archived_at < PAUSE:
        return turn.refuse("home-archived-just-now", seconds=int(PAUSE.total_seconds()))
    found = turn.query(asked(turn))
    if found.file is None:
        return turn.refuse("home-no-archive", why=found.why)
    sent = turn.reply(_told(turn, found), "archive", secret=True)
    part = replace(visit, archived_at=turn.now)
    return turn.done("home.archive_exported", part=part, effects=sent)


def _told(turn: HomeTurn, found: Archive) -> Message:
    unit, year = turn.roster.units[found.unit].name, str(found.year)
    before = text("home-button-archive-of", year=str(found.year - 1))
    rows = [choice(turn.activity, "archive", before, found.unit, found.year - 1)]
    files = (found.file,) if found.file is not None else ()
    below = text("home-button-archives")
    others = len(turn.roster.below(person_of(turn).unit)) > 1
    more = (choice(turn.activity, "archives", below, found.year),) if others else ()
    return Message(
        text("home-archive-sent", unit=unit, year=year),
        attachments=files,
        choices=(*in_rows((*rows, *more), 2), *grid(turn.activity, "home-button-menu")),
    )


def units(turn: HomeTurn) -> Outcome:
    """The units whose archive the person may have, of this year (`archives:year`)."""
    if not allowed(turn):
        return turn.refuse("home-not-allowed")
    year, own = next(iter(turn.ints()), 0), person_of(turn).unit
    below = sorted(turn.roster.below(own) - {own})
    rows = [
        (choice(turn.activity, "archive", turn.roster.units[each].name, each, year),)
        for each in below[:MOST_UNITS]
    ]
    shown = Message(text("home-archives", n=len(below), most=MOST_UNITS), choices=tuple(rows))
    return answered(turn, "home.archives_shown", "archives", shown)
