"""The way to the pages for offices and secretaries, and out of them from the chat."""

from __future__ import annotations

from service.core.access import SEES_FIGURES
from service.core.effects import DropOfficeWay, EndOffice, EndReports, OfferOffice
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Command, Outcome
from service.workflows.home.model import HomeTurn, answered, first, may_give

COMMAND = Command("dashboard", SEES_FIGURES)


def allowed(turn: HomeTurn) -> bool:
    return may_give(turn, COMMAND)


def open_pages(turn: HomeTurn) -> Outcome:
    """A link that signs one browser in, once. The runtime makes it and says it."""
    if not allowed(turn):
        return turn.refuse("home-not-allowed")
    return turn.done("home.office_offered", effects=(OfferOffice(turn.person),))


def end(turn: HomeTurn) -> Outcome:
    """The session is over (`unoffice:session`), if it is the person's own."""
    told = Message(text("home-office-ended"))
    return answered(turn, "home.office_ended", "own", told, EndOffice(turn.person, first(turn)))


def drop(turn: HomeTurn) -> Outcome:
    """A way in that somebody has added is none any more (`unway:number`, `code`, `oidc`), and
    everybody who came in is out."""
    way = next(iter(turn.args()), "")
    told = Message(text("home-office-way-dropped"))
    return answered(turn, "home.office_way_dropped", "own", told, DropOfficeWay(turn.person, way))


def stop_reports(turn: HomeTurn) -> Outcome:
    """No more reports of figures."""
    told = Message(text("home-reports-ended"))
    return answered(turn, "home.reports_ended", "own", told, EndReports(turn.person))
