"""What was held around the person, as far as they could see it."""

from __future__ import annotations

from typing import Any

from service.core.queries import PastActivities
from service.core.records import Record
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk.turn import Turn
from service.workflows.home import months
from service.workflows.home.model import HomeTurn, answered


def past_activities(turn: Turn[Any, Any]) -> PastActivities:
    return PastActivities(turn.person, months.month_asked(turn))


def show(turn: HomeTurn) -> Outcome:
    """A month of it, newest first (`past:2026-03.page`), with how many took part."""
    month = turn.query(past_activities(turn))
    none = () if month.records else (text("home-past-none"),)
    return answered(
        turn, "home.past_shown", "menu", months.shown(turn, "past", month, _took_part, *none)
    )


def _took_part(each: Record) -> Words:
    return text("home-took-part", n=each.took_part)
