"""The ledger of a year: a row for each member and period, what was received, when and by whom; what
is missing stands there as owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from service.core.archive import Filed, Year
from service.core.people import Roster
from service.core.rulebook import Dues
from service.core.rulebook.dues import EXEMPT
from service.core.texts import text
from service.sdk import archive
from service.sdk.export import cell
from service.workflows.dues.model import Part, Register, owed, payers, period_words

COLUMNS = ("name", "period", "status", "bracket", "amount", "received", "by")
HEADER = tuple(f"dues-column-{each}" for each in COLUMNS)


def rows(
    roster: Roster,
    rules: Dues,
    register: Register,
    parts: Mapping[int, Part],
    days: tuple[date, date],
) -> Iterator[tuple[Any, ...]]:
    """In the order of `COLUMNS`; of the periods that begin from the first of these days to the
    last. Who has left stands there with what was received."""
    first, last = days
    for person, part in parts.items():
        name, bracket = roster.name(person), rules.bracket(part.bracket)
        called = bracket.name if bracket is not None else None
        for each in part.receipts:
            day = date.fromisoformat(each.first)
            if first <= day <= last:
                period, amount = (
                    period_words(rules, day),
                    float(each.amount) if each.amount else None,
                )
                status = text("dues-paid", status="paid")
                yield name, period, status, called, amount, each.at, roster.name(each.by)
        if part.bracket == EXEMPT:
            yield name, None, text("dues-paid", status="exempt"), None, None, None, None
        if person not in roster.people or not roster.people[person].active:
            continue
        for span in owed(rules, register, person, part, last):
            if span.first >= first:
                status, period = text("dues-paid", status="owed"), period_words(rules, span.first)
                yield name, period, status, called, None, None, None


def files(year: Year) -> Iterator[Filed]:
    """What dues leave in the archive of a year."""
    roster, zone = year.context.roster, year.context.roster.unit_timezone(year.unit)
    book = year.context.rules.book_of(roster, year.unit)
    last = min(year.span.last, year.context.now.date())
    for kept in year.kept:
        people = (each.id for each in payers(roster, year.unit, book))
        parts = dict.fromkeys(people, Part()) | dict(kept.parts)
        register = kept.activity.state.progress
        listed = rows(roster, book.dues, register, parts, (year.span.first, last))
        told = (tuple(cell(each, zone) for each in row) for row in listed)
        yield from archive.listed(year, "dues", text("dues-ledger"), map(text, HEADER), told)
