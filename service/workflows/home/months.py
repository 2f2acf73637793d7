"""Pages of what has been: a month, its records, and the way to those beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

from service.core.choices import ChoiceId
from service.core.message import Choice, Message
from service.core.records import Month, Record
from service.core.texts import Moment, Words, lines, text
from service.sdk.panels import Page, Rows, choice, grid, page_of
from service.workflows.home.model import HomeTurn

LISTED = 10  # on one page
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def month_asked(turn: HomeTurn) -> str:
    """`verb:2026-03.page`; "": the newest."""
    asked = "".join(turn.args()[:1])
    return asked if _MONTH.fullmatch(asked) else ""


def shown(
    turn: HomeTurn, verb: str, month: Month, line: Callable[[Record], Words], *more: Words
) -> Message:
    """The records of the month, each with the button that opens it. `more`: below its name."""
    asked = turn.args()[1:2]
    number = int(asked[0]) if asked and asked[0].isdecimal() and len(asked[0]) < 4 else 0
    page = page_of(month.records, number, LISTED)
    told = lines(
        _named(month.month),
        *more,
        *(
            lines(Moment(each.at, "day"), _called(each), line(each), sep=" · ")
            for each in page.items
        ),
    )
    opens = (
        Choice(ChoiceId(each.id, each.verb, about=each.about).encode(), _called(each))
        for each in page.items
        if each.verb
    )
    rows = grid(turn.activity, *opens)
    return Message(told, choices=(*rows, *_beside(turn, verb, month, page)))


def _called(each: Record) -> Words:
    return text(f"{each.kind}-running", title=each.title)


def _named(month: str) -> Words:
    year, _, number = month.partition("-")
    return text("home-month", year=year, month=int(number))


def _beside(turn: HomeTurn, verb: str, month: Month, page: Page[Record]) -> Rows:
    """The pages of this month, then the months beside it, then the menu."""
    months = []
    if month.older:
        older = lines("◀", _named(month.older), sep=" ")
        months.append(choice(turn.activity, verb, older, month.older))
    if month.newer:
        newer = lines(_named(month.newer), "▶", sep=" ")
        months.append(choice(turn.activity, verb, newer, month.newer))
    pages = page.arrows(turn.activity, verb, month.month)
    return (*pages, *grid(turn.activity, tuple(months), "home-button-menu"))
