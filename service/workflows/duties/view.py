"""The card of what is due, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.due import Due, dues
from service.core.message import Choice, Message
from service.core.rulebook import Duty
from service.core.texts import Lines, Moment, Words, lines, text
from service.sdk.panels import Rows, choice, in_rows, paragraphs
from service.sdk.ways import way_to
from service.workflows.duties.model import DutiesTurn, held

NAMED = 12  # people or pairs in a line
DAYS = 4  # dates in a line
BELOW = 40  # units in the card of the one above them
OVER = ("late", "missed")
PERIODS = ("month", "quarter", "half_year", "term", "year", "term_of_office")
SEP = " · "


def due_here(turn: DutiesTurn, unit: int) -> tuple[Due, ...]:
    """What is due in the unit, which is that of the card or below it."""
    return dues(turn.context.rules, turn.roster, unit, turn.now, turn.query(held(turn)))


def card(turn: DutiesTurn) -> Message:
    """What is over and was not held, what each period asks, and the units below; with a button for
    each that is open."""
    found = due_here(turn, turn.unit)
    unit = turn.roster.units[turn.unit]
    parts: list[Words | None] = [
        text("duties-card", unit=unit.name, day=Moment(turn.now, "day", unit.timezone))
    ]
    for status in OVER:
        over = [each for each in found if each.status == status]
        parts.append(_section(turn, text("duties-over", status=status), over))
    for period in PERIODS:
        now = [x for x in found if x.duty.period == period and x.status not in OVER]
        parts.append(_section(turn, _head(turn, now[0]), now) if now else None)
    below = tuple(_units_below(turn))
    parts.append(lines(text("duties-units"), *below) if below else None)
    if not any(parts[1:]):
        parts.append(text("duties-nothing"))
    return Message(paragraphs(*parts), text("duties-title"), _buttons(turn, found))


def _head(turn: DutiesTurn, due: Due) -> Words:
    """The head of a period: its last day, and how many working days are left."""
    today, last = shown(turn.now, turn.unit_timezone).date(), due.span.last
    days = (today + timedelta(days=each) for each in range((last - today).days + 1))
    left = sum(map(turn.context.holidays.is_workday, days))
    return text("duties-period", period=due.duty.period, until=_day(turn, last), left=left)


def _section(turn: DutiesTurn, head: Words, found: Sequence[Due]) -> Words | None:
    return lines(head, *(_line(turn, each) for each in found)) if found else None


def _line(turn: DutiesTurn, due: Due) -> Words:
    """One duty: when it was met, or what is missing."""
    own = turn.actor is None or turn.actor.unit == turn.unit
    left = ["–".join(turn.roster.names(each)) for each in due.left]
    more = [f"… +{len(left) - NAMED}"] if len(left) > NAMED else []
    days = (Moment(each.at, "day", turn.unit_timezone) for each in due.held[-DAYS:])
    return text(
        "duties-line",
        state=_state(due),
        name=_name(due),
        until=_day(turn, due.until),
        n=len(due.held),
        least=due.duty.least,
        days=Lines(tuple(days), SEP),
        left=len(left),
        pairs=int(due.duty.each_pair),
        named=int(own),
        names=SEP.join([*left[:NAMED], *more]),
    )


def _state(due: Due) -> str:
    """What is said of it, see `duties-line`."""
    if due.status == "unknown":
        return "unknown"
    if due.duty.period == "term_of_office":
        return "term"
    if due.left:
        return "talks"
    if due.status == "met":
        return "talked" if due.duty.pair else "met"
    if due.held:
        return "some"
    return "early" if due.status == "due" and due.until < due.span.last else "none"


def _name(due: Due) -> Words:
    """The duty, with its group, and with its period where that is over."""
    return text(
        "duties-name",
        name=due.duty.name,
        group=due.group,
        grouped=int(bool(due.group)),
        period=due.duty.period if due.status in OVER else "none",
        year=str(due.span.first.year),
        month=due.span.first.month,
    )


def _day(turn: DutiesTurn, day: date) -> Moment:
    return Moment(_noon(turn, day), "day", turn.unit_timezone)


def _noon(turn: DutiesTurn, day: date) -> datetime:
    return local(datetime.combine(day, time(12)), turn.unit_timezone)


def _units_below(turn: DutiesTurn) -> Iterator[Words]:
    """A line for each unit below that has duties: how much is late and open, in counts."""
    units = sorted(turn.roster.below(turn.unit) - {turn.unit})
    for unit in units[:BELOW]:
        found = due_here(turn, unit)
        if found:
            yield text(
                "duties-unit",
                unit=turn.roster.units[unit].name,
                late=sum(each.status == "late" for each in found),
                open=sum(each.status in ("due", "missed") for each in found),
                met=sum(each.status == "met" for each in found),
            )


# -- the ways to what is missing


def may_note(turn: DutiesTurn, duty: Duty) -> bool:
    """Whether somebody notes that it was done: what no activity keeps a record of, what may be on
    paper, and the election with which a term of office began."""
    if duty.period == "term_of_office":
        return True
    if duty.meeting or duty.pair:
        return False
    return bool(duty.report) or not way_to(turn.context, turn.unit, duty)


def _buttons(turn: DutiesTurn, found: Sequence[Due]) -> Rows:
    """One for each thing that can be begun, the late ones first; then what can be noted."""
    opened = sorted(
        (each for each in found if each.status != "met"), key=lambda each: each.status not in OVER
    )
    begun: dict[str, Choice] = {}
    noted: dict[str, Choice] = {}
    for each in opened:
        duty = each.duty
        way = way_to(turn.context, turn.unit, duty)
        if way:
            label = text("duties-begin", name=text("duties-talk") if duty.pair else duty.name)
            begun.setdefault(duty.counts, choice(turn.activity, "begin", label, duty.id))
        election = duty.period == "term_of_office"
        if each.status == "unknown" or (may_note(turn, duty) and not (election and way)):
            label = text("duties-note", name=duty.name)
            noted.setdefault(duty.id, choice(turn.activity, "note", label, duty.id))
    return (*in_rows([*begun.values()], 2), *in_rows([*noted.values()], 1))
