"""What a kind leaves in the archive of a unit's year, put together from what it shows already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from service.core.archive import Block, Filed, Year
from service.core.events import Started
from service.core.message import Attachment, Document, Heading, Paragraph, Table
from service.core.queries import Entries, QueryResults, Results
from service.core.texts import Words, text
from service.sdk.audience import invited
from service.sdk.lifecycle import Lifecycle
from service.sdk.state import value_of
from service.sdk.turn import Policy, Turn

ABOVE = 2  # levels of headings: that of a section, and that of what is filed


def turns(
    year: Year,
    policy: Policy[Any],
    phases: str = "",
    answers: Callable[[Turn[Any, Any]], Mapping[Any, Any]] = lambda turn: {},
) -> Iterator[Turn[Any, Any]]:
    """Each activity of the kind in one of these phases (none named: in any), with nobody acting:
    the queries `entries` and `results` are answered, and those that `answers` adds."""
    wanted = phases.split()
    for each in year.kept:
        if wanted and each.activity.state.phase not in wanted:
            continue
        number = each.activity.id
        known = {Entries(number): each.parts, Results(number): each.summaries}
        turn: Turn[Any, Any] = Turn(year.context, each.activity, None, Started(), policy)
        answered = QueryResults({**known, **answers(turn)})
        yield replace(turn, context=replace(year.context, queries=answered))


def blocks_of(file: Attachment) -> tuple[Block, ...]:
    """What a document says that the kind hands out by itself, below the title of what is filed."""
    if not isinstance(file.content, Document):
        raise TypeError("only a document can be filed")
    return below(file.content.blocks)


def below(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(
        replace(each, level=each.level + ABOVE) if isinstance(each, Heading) else each
        for each in blocks
    )


def table_of(file: Attachment) -> Table:
    """The first table of a workbook that the kind hands out by itself."""
    return next(each for each in blocks_of(file) if isinstance(each, Table))


def with_people(
    life: Lifecycle[Any, Any, Any], phases: str, held: str, year: Year
) -> Iterator[Filed]:
    """Each activity of a `Lifecycle` in these phases: what it was, how many took part, and the list
    of people. `held`: the name of the time at which it is held."""
    people, new = life.people, life.blank[2]
    for turn in turns(year, life.policy, phases):
        at, title = value_of(turn.state, held), turn.state.definition.title
        if at is None:
            continue
        groups = people.groups(turn, new)
        part = sum(len(groups.get(x, ())) for x in people.taking_part or people.statuses[:1])
        told = Paragraph(text("sdk-record-people", n=part, of=len(invited(turn))))
        table = table_of(people.workbook(turn, new, title, held))
        sheets = ((text("sdk-sheet-people"), table),)
        yield Filed((life.kind,), at, title, (Paragraph(life.describe(turn)), told), sheets)


def listed(
    year: Year, what: str, title: Words, header: Iterable[Words], rows: Iterable[tuple[Any, ...]]
) -> Iterator[Filed]:
    """All activities of a kind as one table, where there are any; in the workbook as well."""
    found = tuple(rows)
    if found:
        table = Table(tuple(header), found)
        yield Filed((what,), year.start, title, (table,), ((title, table),), dated=False)
