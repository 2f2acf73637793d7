"""The report on talks in words, as a grid, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from service.core.message import Attachment, Choice, Document, Heading, Message, Table
from service.core.people import Person
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity, Context
from service.workflows.talk.coverage import Coverage
from service.workflows.talk.model import Offer
from service.workflows.talk.view import TITLE, choice, form_name, listed, name_of

NAMED = 20  # names in a line of the chat
ROWS = 30  # people in the grid of the chat
PERIODS = ("month", "quarter", "half", "year")


def report(
    activity: Activity[Offer],
    context: Context,
    covered: tuple[Sequence[Coverage], Sequence[Coverage]],
    period: str,
    since: datetime,
) -> Message:
    """Named coverage (who is left, and the grid), then that of other units in counts alone."""
    named, counted = covered
    parts: list[Words | None] = [text("talk-coverage", since=Moment(since, "day"))]
    for each in named:
        parts += [_counts(context, each), *_left(each), *_grid(each)]
    parts += [_counts(context, each) for each in counted]
    if not named and not counted:
        parts.append(text("talk-coverage-nobody"))
    rows: list[tuple[Choice, ...]] = [
        tuple(
            choice(activity, "cover", lines("● " if each == period else "",
                   text("talk-period", period=each), sep=""), each)
            for each in PERIODS
        )
    ]  # fmt: skip
    if named:
        rows.append((choice(activity, "sheet", None, period),))
    return Message(lines(*parts), TITLE, tuple(rows))


def _counts(context: Context, each: Coverage) -> Words:
    """How many of the three pairs are done, without a name of anybody."""
    members = len(each.members)
    return text(
        "talk-coverage-counts",
        unit=context.roster.units[each.unit].name,
        pairs=each.pairs - len(each.pairs_left),
        whole=each.pairs,
        led=members - len(each.without_committee) if each.committee else 0,
        met=members - len(each.without_member) if members > 1 else 0,
        of=members,
    )


def _left(each: Coverage) -> list[Words]:
    found: list[Words] = []
    if each.pairs_left:
        names = _names([f"{one.name}–{other.name}" for one, other in each.pairs_left])
        found.append(text("talk-left-pairs", names=names))
    if each.without_committee:
        found.append(text("talk-left-led", names=_people(each.without_committee)))
    if each.without_member:
        found.append(text("talk-left-met", names=_people(each.without_member)))
    return found


def _grid(each: Coverage) -> list[Words]:
    """A line for each person: with whom of the committee they have talked, and when."""
    if not each.committee:
        return []
    rows: list[Words] = []
    for person in (*each.committee, *each.members)[:ROWS]:
        cells = [
            lines(other.name, " ", _when(each, person, other), sep="")
            for other in each.committee
            if other.id != person.id
        ]
        rows.append(text("talk-line", name=person.name, status=Lines(tuple(cells), " ｜ ")))
    return rows


def _when(each: Coverage, one: Person, other: Person) -> Words:
    at = each.last(one.id, other.id)
    return lines("✓", Moment(at, "day"), sep=" ") if at else "·"


def _people(people: Sequence[Person]) -> Words:
    return _names([each.name for each in people])


def _names(names: Sequence[str]) -> Words:
    more = [f"… +{len(names) - NAMED}"] if len(names) > NAMED else []
    return listed([*names[:NAMED], *more])


def workbook(context: Context, each: Coverage, since: datetime) -> Message:
    """A sheet of who talked with whom, one of the talks, one of who is left. No note is in it."""
    people = (*each.committee, *each.members)
    grid = Table(
        (text("talk-column-name"), *(other.name for other in people)),
        tuple(
            (
                person.name,
                *(
                    Moment(at, "day") if (at := each.last(person.id, other.id)) else ""
                    for other in people
                ),
            )
            for person in people
        ),
    )
    talks = Table(
        tuple(
            text(f"talk-column-{name}") for name in ("date", "talker", "member", "form", "topics")
        ),
        tuple(
            (
                Moment(held.at, "day"),
                name_of(context.roster, held.talker),
                name_of(context.roster, held.member),
                form_name(held.form),
                Lines(tuple(context.talks.topic(key) for key in held.topics), " "),
            )
            for held in each.meetings
        ),
    )
    left = Table(
        (text("talk-column-pair"), text("talk-column-name")),
        (
            *((text("talk-pair", pair="pairs"), f"{a.name}–{b.name}") for a, b in each.pairs_left),
            *((text("talk-pair", pair="led"), person.name) for person in each.without_committee),
            *((text("talk-pair", pair="met"), person.name) for person in each.without_member),
        ),
    )
    document = Document(
        text("talk-coverage", since=Moment(since, "day")),
        (
            Heading(text("talk-sheet-grid")), grid,
            Heading(text("talk-sheet-talks")), talks,
            Heading(text("talk-sheet-left")), left,
        ),
    )  # fmt: skip
    body = text("talk-coverage-sent")
    return Message(body, TITLE, attachments=(Attachment("talks.xlsx", document),))
