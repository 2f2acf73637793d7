"""The card of what is due, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from service.core.calendar import shown
from service.core.due import Due, Owed, dues, owed
from service.core.message import Choice, Message
from service.core.rulebook import Duty
from service.core.texts import Lines, Moment, Words, lines, text
from service.sdk.owed import own, ways, words
from service.sdk.panels import Rows, choice, grid, in_rows, page_of, paragraphs
from service.sdk.times import day_words
from service.sdk.ways import way_to
from service.workflows.duties.model import DutiesTurn, done, held

NAMED = 12  # people or pairs in a line
PEOPLE = 20  # on one page
DAYS = 4  # dates in a line
BELOW = 40  # units in the card of the one above them
OVER = ("late", "missed")
PERIODS = ("month", "quarter", "half_year", "term", "year", "term_of_office")
SEP = " · "


def due_here(turn: DutiesTurn, unit: int) -> tuple[Due, ...]:
    """What is due in the unit, which is that of the card or below it."""
    return dues(turn.context.rules, turn.roster, unit, turn.now, turn.query(held(turn)))


def owed_here(turn: DutiesTurn) -> tuple[Owed, ...]:
    """What single members of the unit owe, or have done."""
    context, counted = turn.context, (*turn.query(held(turn)), *turn.query(done(turn)))
    return owed(context.rules, turn.roster, turn.unit, turn.now, counted)


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
    members = owed_here(turn)
    each_one = [_of_members(turn, each) for each in members if not each.duty.pair]
    parts.append(lines(text("duties-members"), *each_one) if each_one else None)
    below = tuple(_units_below(turn))
    parts.append(lines(text("duties-units"), *below) if below else None)
    if not any(parts[1:]):
        parts.append(text("duties-nothing"))
    rows = (*_buttons(turn, found), *_ways_to_members(turn, members))
    return Message(paragraphs(*parts), text("duties-title"), rows)


def _head(turn: DutiesTurn, due: Due) -> Words:
    """The head of a period: its last day, and how many working days are left."""
    today, last = shown(turn.now, turn.unit_timezone).date(), due.span.last
    days = (today + timedelta(days=each) for each in range((last - today).days + 1))
    left = sum(map(turn.context.holidays.is_workday, days))
    return text(
        "duties-period",
        period=due.duty.period,
        until=day_words(turn.unit_timezone, last),
        left=left,
    )


def _section(turn: DutiesTurn, head: Words, found: Sequence[Due]) -> Words | None:
    return lines(head, *(_line(turn, each) for each in found)) if found else None


def _line(turn: DutiesTurn, due: Due) -> Words:
    """One duty: when it was met, or what is missing."""
    left = ["–".join(turn.roster.names(each)) for each in due.left]
    more = [f"… +{len(left) - NAMED}"] if len(left) > NAMED else []
    days = (Moment(each.at, "day", turn.unit_timezone) for each in due.held[-DAYS:])
    return text(
        "duties-line",
        state=_state(due),
        name=_name(due),
        until=day_words(turn.unit_timezone, due.until),
        n=len(due.held),
        least=due.duty.least,
        days=Lines(tuple(days), SEP),
        left=len(left),
        pairs=int(due.duty.each_pair),
        named=int(_is_ours(turn)),
        names=SEP.join([*left[:NAMED], *more]),
    )


def _is_ours(turn: DutiesTurn) -> bool:
    """Whether who looks is of the unit: above, nobody is named."""
    return turn.actor is None or turn.actor.unit == turn.unit


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


def _name(due: Due | Owed) -> Words:
    """The duty, with its group, and with its period where that is over."""
    return text(
        "duties-name",
        name=due.duty.name,
        group=getattr(due, "group", ""),
        grouped=int(bool(getattr(due, "group", ""))),
        period=due.duty.period if due.status in OVER else "none",
        year=str(due.span.first.year),
        month=due.span.first.month,
    )


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


# -- single members


def _of_members(turn: DutiesTurn, each: Owed) -> Words:
    """A duty of members: how many have done it, and of whom some is left."""
    return text(
        "duties-member-line",
        status=each.status,
        name=_name(each),
        met=len(each.done) - len(each.left),
        of=len(each.done),
        until=day_words(turn.unit_timezone, each.until),
    )


def _key(each: Owed) -> tuple[str, str]:
    """How a button names it: the duty, and the first day of its period."""
    return each.duty.id, f"{each.span.first:%Y%m%d}"


def _ways_to_members(turn: DutiesTurn, found: Iterable[Owed]) -> Rows:
    """To those who have not done it yet, for who leads them."""
    return tuple(
        (choice(turn.activity, "who", text("duties-who", name=_name(each), n=len(each.left)),
                *_key(each)),)
        for each in found if each.left and _is_ours(turn)
    )  # fmt: skip


def asked(turn: DutiesTurn) -> Owed | None:
    """The duty of members that the event names (`who:duty.day`), if it is one of this card's that
    somebody has not done."""
    known = {_key(each): each for each in owed_here(turn) if each.left and _is_ours(turn)}
    duty, day, *_ = (*turn.args(), "", "")
    return known.get((duty, day))


def number(turn: DutiesTurn, place: int) -> int:
    """The argument at this place behind the duty's name, 0 without one."""
    return sum(int(each) for each in turn.args()[place : place + 1] if each.isdecimal())


def left(turn: DutiesTurn, each: Owed) -> Message:
    """Who has not done it yet, with how far they are, and the way to remind them; what no activity
    records can be noted of each."""
    page = page_of(each.left, number(turn, 2), PEOPLE)
    names = turn.roster.told_apart([turn.roster.people[x] for x in page.items])
    listed = (text("duties-left-line", name=names[x], done=each.done[x], asked=each.asked,
                   sort=_sort(each)) for x in page.items)  # fmt: skip
    later = turn.context.quiet.next_allowed(turn.now, turn.unit_timezone)
    said = lines(
        text(
            "duties-left", name=_name(each), n=len(each.left), met=len(each.done) - len(each.left)
        ),
        *listed,
        text("sdk-nudge-later", at=Moment(later)) if later > turn.now else None,
    )
    noted = may_note(turn, each.duty)
    buttons = [choice(turn.activity, "note", text("duties-note", name=names[x]), each.duty.id, x)
               for x in page.items if noted]  # fmt: skip
    remind = choice(turn.activity, "remind!", text("duties-remind", n=len(each.left)), *_key(each))
    rows = ((remind,), *in_rows(buttons, 2), *page.arrows(turn.activity, "who", *_key(each)))
    return Message(said, text("duties-title"), (*rows, *grid(turn.activity, "sdk-button-keep")))


def _sort(each: Owed) -> str:
    """What is counted of it, see `duties-left-line`."""
    hours = each.duty.measure == "study_hours"
    return "hours" if hours else "missed" if each.missed else "times" if each.asked > 1 else "once"


def reminder(turn: DutiesTurn, each: Owed, person: int) -> Message:
    said = text("duties-reminder", words=words(turn.context, turn.unit, each, person))
    return Message(said, choices=tuple((way,) for way in ways(each, person)))


def own_card(turn: DutiesTurn) -> Message:
    """What is asked of who looks, by what is most pressing."""
    me = turn.state.by or 0
    found = own(turn, me)
    listed = (words(turn.context, turn.unit, each, me) for each in found)
    said = lines(text("duties-own" if found else "duties-own-nothing"), *listed)
    rows = tuple((way,) for each in found for way in ways(each, me))
    return Message(said, text("duties-title"), rows)


# -- the ways to what is missing


def may_note(turn: DutiesTurn, duty: Duty) -> bool:
    """Whether somebody notes that it was done: what no activity keeps a record of, what may be on
    paper, and the election with which a term of office began."""
    if duty.period == "term_of_office":
        return True
    if duty.meeting or duty.pair or duty.measure == "study_hours":
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
