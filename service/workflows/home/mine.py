"""What the person has done: results, contributions, hours; nobody else's."""

from __future__ import annotations

from typing import Any

from service.core.queries import OwnRecords
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk.turn import Turn
from service.workflows.home import months
from service.workflows.home.model import HomeTurn, answered


def own_records(turn: Turn[Any, Any]) -> OwnRecords:
    return OwnRecords(turn.person, months.month_asked(turn))


def show(turn: HomeTurn) -> Outcome:
    """A month of it, newest first (`results:2026-03.page`), with the hours it comes to."""
    month = turn.query(own_records(turn))
    given = round(sum(each.hours for each in month.records), 1)
    if not month.records:
        more: tuple[Words, ...] = (text("home-results-none"),)
    else:
        hours = (text("home-results-hours", hours=given),) if given else ()
        more = (*hours, *month.sums)
    message = months.shown(turn, "results", month, lambda each: each.words, *more)
    return answered(turn, "home.results_shown", "menu", message)
