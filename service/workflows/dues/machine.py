"""The rows of dues: draft → open → closed. Once a month who owes is reminded in the morning of
their own clock, with one message for each time zone; what is in arrears is told to who keeps the
dues and to the member, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.effects import Effect, Raise, SetTimer
from service.core.message import Message
from service.core.queries import OfKind
from service.core.rulebook import Dues
from service.core.rulebook.dues import EXEMPT
from service.core.rulebook.periods import Span, later, span_of
from service.core.standing import Standing, Waiting
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import asked, export
from service.sdk import transitions as t
from service.sdk.cards import Card, more_actions
from service.sdk.nudge import Whom, nudge
from service.sdk.panels import Rows, button, choice, grid, in_rows, page_of, paragraphs
from service.sdk.standing import standing as stands
from service.sdk.state import Schedule, State, organizer_of
from service.sdk.tapped_names import MOST, MOST_TAKEN
from service.sdk.turn import Policy, refused
from service.workflows.dues import ledger
from service.workflows.dues import model as m
from service.workflows.dues.model import KIND, PERMISSION, DuesState, DuesTurn, Part, Receipt

MORNING = time(9)
AHEAD = timedelta(hours=1)  # before the first morning the month's messages are set
ON_A_PAGE, NAMED = 24, 20  # people
TITLE = text("dues-title")


def beside(turn: DuesTurn) -> OfKind:
    """A requirement: whether dues are kept in the unit already."""
    return OfKind(KIND, turn.unit)


# -- how it begins


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> DuesState | Rejected:
    if not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    by = context.actor.id if context.actor is not None else None
    return State("draft", m.Nothing(), m.Register(), by, Schedule())


def started(turn: DuesTurn) -> Outcome:
    """What is going to happen; or the way to the dues that are kept already. Requires `beside`."""
    kept = (x for x, unit, state in turn.query(beside(turn))
            if unit == turn.unit and x != turn.id and state.phase == "open")  # fmt: skip
    for each in kept:
        way = choice(replace(turn.activity, id=each), "show", text("dues-button-panel"))
        gone = replace(turn.state, phase="cancelled")
        told = turn.panel(Message(text("dues-kept"), TITLE, ((way,),)))
        return turn.done("dues.kept", state=gone, effects=told, finished=True)
    return view(turn, "dues.drafted")


def drop(turn: DuesTurn) -> Outcome:
    gone = replace(turn.state, phase="cancelled")
    told = turn.panel(Message(text("sdk-dropped"), TITLE))
    return turn.done("dues.dropped", state=gone, effects=told, finished=True)


def start(turn: DuesTurn) -> Outcome:
    """From this period on; who pays hears of it."""
    first = span_of(turn.book.dues.every, m.day_of(turn)).first.isoformat()
    whose = tuple(each.id for each in m.payers(turn.roster, turn.unit, turn.book))
    opened = (
        replace(turn.state, phase="open").advanced(owing={first: whose}).timed(opens_at=turn.now)
    )
    now = turn.becomes(opened.revised(turn.state))
    said = Message(terms(now, "dues-begun"), TITLE, mine(now))
    told = now.members("begun", said, standings=standings(now), deferrable=True)
    return view(now, "dues.begun", month_timer(now), *told)


# -- each month


def zones(turn: DuesTurn) -> tuple[str, ...]:
    people = m.payers(turn.roster, turn.unit, turn.book)
    return tuple(sorted({each.timezone for each in people} or {turn.unit_timezone}))


def morning(turn: DuesTurn, month: date, zone: str) -> datetime:
    return local(datetime.combine(month.replace(day=turn.book.dues.day), MORNING), zone)


def month_timer(turn: DuesTurn) -> SetTimer:
    """The next month whose messages are still to come."""
    month = m.day_of(turn).replace(day=1)
    while (at := min(morning(turn, month, each) for each in zones(turn)) - AHEAD) <= turn.now:
        month = later(month, 1)
    return SetTimer(f"month.{month}", at, revision=turn.state.schedule.revision)


def month(turn: DuesTurn) -> Outcome:
    """Who is new owes from this period on; each zone is reminded in its morning; arrears are told.
    While the rules have no dues, nothing happens. Requires `entries`."""
    if not turn.book.dues.active:
        return turn.done("dues.idle", effects=(month_timer(turn),))
    day, register = month_of(turn), turn.state.progress
    known = {each for ids in register.owing.values() for each in ids}
    people = m.payers(turn.roster, turn.unit, turn.book)
    new = tuple(each.id for each in people if each.id not in known)
    if new:
        first = span_of(turn.book.dues.every, day).first.isoformat()
        both = (*register.owing.get(first, ()), *new)
        turn = turn.becomes(turn.state.advanced(owing={**register.owing, first: both}))
    how: Any = {"revision": turn.state.schedule.revision}
    timers = (SetTimer(f"ask.{day}.{each}", max(morning(turn, day, each), turn.now), **how)
              for each in zones(turn))  # fmt: skip
    warned, told = arrears(turn, day)
    state = turn.state.advanced(warned=warned)
    return turn.done("dues.month", state=state, effects=(month_timer(turn), *timers, *told))


def month_of(turn: DuesTurn) -> date:
    """The month that the timer names."""
    return date.fromisoformat(getattr(turn.event, "name", "").split(".")[1])


def arrears(turn: DuesTurn, day: date) -> tuple[dict[str, tuple[int, ...]], list[Effect]]:
    """Who is how many months in arrears, and what those with whom it is news are told, and who
    keeps the dues; nobody else. Requires `entries`."""
    rules, before = turn.book.dues, turn.state.progress.warned
    found = {x: m.months_late(spans, day) for x, spans in owing(turn, known(turn), day).items()}
    warned, told = dict[str, tuple[int, ...]](), list[Effect]()
    for least in rules.arrears:
        late = tuple(x for x, months in found.items() if months >= least)
        warned[str(least)] = late
        new = [x for x in late if x not in before.get(str(least), ())]
        own_ = Message(text("dues-late-own", months=least), TITLE, mine(turn))
        told += turn.tell(new, f"late{least}", own_, deferrable=True)
        then = rules.consequence if least == rules.arrears[-1] else None
        for keeper in turn.organizers():
            others = [x for x in new if x != keeper]  # they know of themselves
            names = " · ".join(turn.roster.names(others[:NAMED]))
            body = paragraphs(text("dues-late", n=len(others), names=names, months=least), then)
            said = Message(body, TITLE, grid(turn.activity, "dues-button-receive"))
            told += turn.tell([keeper][: len(others)], f"arrears{least}", said, deferrable=True)
    return warned, told


def ask(turn: DuesTurn) -> Outcome:
    """It is morning in the zone."""
    zone = getattr(turn.event, "name", "").split(".", 2)[2]
    how: Any = {"standings": standings(turn), "deferrable": True, "time_sensitive": True}
    told = turn.members("reminder", reminder(turn), but_status=settled(turn), zone=zone, **how)
    return turn.done("dues.reminded", effects=told)


def settled(turn: DuesTurn) -> tuple[str, ...]:
    """The statuses of who owes nothing."""
    return span_of(turn.book.dues.every, m.day_of(turn)).last.isoformat(), EXEMPT


def standings(turn: DuesTurn) -> tuple[str, ...]:
    return turn.book.standings(turn.book.dues.who)


def reminder(turn: DuesTurn) -> Message:
    rules = turn.book.dues
    period = m.period_words(rules, span_of(rules.every, m.day_of(turn)).first)
    amount = m.amount_words(rules, "") if not rules.brackets else ""
    body = text("dues-reminder", period=period, amount=amount, known=int(bool(amount)))
    return Message(body, TITLE, mine(turn))


def whom(turn: DuesTurn) -> Whom:
    return Whom(settled(turn), standings=standings(turn))


# -- what was received


def owing(
    turn: DuesTurn, parts: Mapping[int, Part], day: date | None = None
) -> dict[int, list[Span]]:
    """By person, the periods that each has not paid up to this day; None: today."""
    people, course = m.payers(turn.roster, turn.unit, turn.book), turn.state.progress
    day, rules = day or m.day_of(turn), turn.book.dues
    found = {x.id: m.owed(rules, course, x.id, parts.get(x.id, Part()), day) for x in people}
    return {each: spans for each, spans in found.items() if spans}


def receive(turn: DuesTurn) -> Outcome:
    """Who has paid? Requires `entries`."""
    return turn.done("dues.receiving", effects=turn.panel(receiving(turn, known(turn))))


def known(turn: DuesTurn) -> dict[int, Part]:
    """Everybody's part. Requires `entries`."""
    return dict(turn.query(t.entries(turn)))


def receiving(turn: DuesTurn, parts: Mapping[int, Part], *said: Words) -> Message:
    """A button for each who owes, for all of them, and for what was noted last, to take it back."""
    left, people = owing(turn, parts), turn.roster.people
    paid_ = [x for x, part in parts.items() if part.receipts and x in people]
    paid_.sort(key=lambda x: parts[x].receipts[-1].at, reverse=True)
    names = turn.roster.told_apart(people[x] for x in {**left, **dict.fromkeys(paid_)})
    taps = [choice(turn.activity, "got", text("dues-button-got", name=names[x], n=len(spans)),
                   stamp(spans[0].first), about=x)
            for x, spans in [*left.items()][:MOST]]  # fmt: skip
    undo = [choice(turn.activity, "back", text("sdk-button-tapped", name=names[x]),
                   stamp(last_of(parts[x])), about=x) for x in paid_[:MOST_TAKEN]]  # fmt: skip
    all_ = choice(turn.activity, "everybody", text("dues-button-everybody", n=len(left)))
    rows = (*in_rows(taps, 3), *in_rows(undo, 3),
            *grid(turn.activity, all_ if len(left) > 1 else "", "sdk-button-keep"))  # fmt: skip
    body = text("dues-ask-received", left=len(left), back=len(undo))
    return Message(paragraphs(*said, body), TITLE, rows)


def stamp(first: date) -> str:
    """The period in a button, so that one that is pressed twice means the same."""
    return f"{first:%Y%m%d}"


def last_of(part: Part) -> date:
    return date.fromisoformat(part.receipts[-1].first)


def paid(turn: DuesTurn, span: Span, by: int) -> Part:
    part = turn.part or Part()
    amount = turn.book.dues.amount_of(part.bracket)
    new = Receipt(span.first.isoformat(), span.last.isoformat(), turn.now, by, amount)
    return replace(part, receipts=(*part.receipts, new))


def settle(turn: DuesTurn, part: Part, first: date, word: str, by: int) -> Outcome:
    """The part becomes this one; the member hears of it, unless they keep the dues themselves."""
    words: Any = {"what": word, "period": m.period_words(turn.book.dues, first)}
    own = Message(text("dues-own-word", **words), TITLE)
    told = turn.tell([turn.person][: turn.person != by], "own", own, deferrable=True)
    shown: Iterable[Effect] = ()
    if turn.me:
        said = text("dues-word", name=turn.roster.name(turn.person), **words)
        shown = turn.panel(receiving(turn, {**known(turn), turn.person: part}, said))
    return turn.done(f"dues.{word}", part=part, effects=(*told, *shown))


def got(turn: DuesTurn) -> Outcome:
    """The oldest period of the name that was tapped is paid. Requires `entries`."""
    spans = owing(turn, known(turn)).get(turn.person, [])
    if not spans or turn.args() != (stamp(spans[0].first),):
        return turn.refuse("sdk-moved-on")
    return settle(turn, paid(turn, spans[0], turn.me), spans[0].first, "received", turn.me)


def back(turn: DuesTurn) -> Outcome:
    """What was noted last of the person is taken back. Requires `entries`."""
    part = turn.part or Part()
    if not part.receipts or turn.args() != (stamp(last_of(part)),):
        return turn.refuse("sdk-moved-on")
    less = replace(part, receipts=part.receipts[:-1])
    return settle(turn, less, last_of(part), "taken_back", turn.me)


def everybody(turn: DuesTurn) -> Outcome:
    """The oldest period of each who owes is paid. Requires `entries`."""
    left = owing(turn, known(turn))
    each = (Raise(f"one.{turn.me}", person) for person in left)
    said = Message(text("dues-all", n=len(left)), TITLE, grid(turn.activity, "dues-button-receive"))
    return turn.done("dues.all_received", effects=(*each, *turn.panel(said)))


def one(turn: DuesTurn) -> Outcome:
    """That of one of them. Requires `entries`."""
    spans = owing(turn, known(turn)).get(turn.person, [])
    by = int(getattr(turn.event, "name", "").split(".")[1])
    if not spans:
        return turn.stale()
    return settle(turn, paid(turn, spans[0], by), spans[0].first, "received", by)


# -- brackets


def brackets(turn: DuesTurn) -> Outcome:
    """Whose bracket is it? (`brackets:page`) Requires `entries`."""
    parts, rules = known(turn), turn.book.dues
    people = m.payers(turn.roster, turn.unit, turn.book)
    page = page_of(people, next(iter(turn.ints()), 0), ON_A_PAGE)
    names = turn.roster.told_apart(people)
    taps = [choice(turn.activity, "pick", text("dues-button-pick", name=names[x.id], known=int(
        bool(parts.get(x.id, Part()).bracket))), about=x.id) for x in page.items]  # fmt: skip
    rows = (*in_rows(taps, 3), *page.arrows(turn.activity, "brackets"),
            *grid(turn.activity, "sdk-button-keep"))  # fmt: skip
    listed = (lines("· ", names[x.id], "：", called(rules, parts.get(x.id, Part()).bracket), sep="")
              for x in page.items)  # fmt: skip
    body = paragraphs(text("dues-ask-whose"), lines(*listed))
    return turn.done("dues.brackets_shown", effects=turn.panel(Message(body, TITLE, rows)))


def called(rules: Dues, bracket: str) -> Words:
    if bracket == EXEMPT:
        return text("dues-exempt")
    found, amount = rules.bracket(bracket), m.amount_words(rules, bracket)
    if found is not None and found.amount:
        return text("dues-called", name=found.name, amount=amount)
    return amount or "—"


def pick(turn: DuesTurn) -> Outcome:
    """Which bracket? (`pick:bracket` sets it.) Whoever is not exempt any more owes from now on."""
    rules, name = turn.book.dues, turn.roster.name(turn.person)
    named = [*(each.id for each in rules.brackets), EXEMPT]
    if not turn.args():
        taps = [choice(turn.activity, "pick", called(rules, each), each, about=turn.person)
                for each in named]  # fmt: skip
        rows = (*in_rows(taps, 1), *grid(turn.activity, "dues-button-brackets"))
        asked_ = turn.panel(Message(text("dues-ask-bracket", name=name), TITLE, rows))
        return turn.done("dues.bracket_asked", effects=asked_)
    part, chosen = turn.part or Part(), turn.args()[0]
    if chosen not in named:
        return turn.refuse("sdk-moved-on")
    first = span_of(rules.every, m.day_of(turn)).first.isoformat()
    begins = first if part.bracket == EXEMPT != chosen else part.since
    said = text("dues-assigned", name=name, bracket=called(rules, chosen))
    rows = grid(turn.activity, "dues-button-brackets")
    told = turn.panel(Message(said, TITLE, rows))
    return turn.done(
        "dues.assigned", part=replace(part, bracket=chosen, since=begins), effects=told
    )


# -- what is seen


def terms(turn: DuesTurn, key: str) -> Words:
    """How much, how often, and that no money goes through here."""
    rules, people = turn.book.dues, m.payers(turn.roster, turn.unit, turn.book)
    amount = m.amount_words(rules, "")
    how: Any = {
        "often": text("dues-every", every=rules.every),
        "amount": amount,
        "known": int(bool(amount)),
        "day": rules.day,
    }
    return text(key, n=len(people), **how)


def own(turn: DuesTurn) -> Outcome:
    """What the member has paid and owes."""
    part, rules = turn.part or Part(), turn.book.dues
    spans = owing(turn, {turn.person: part}).get(turn.person, [])
    periods = lines(*(m.period_words(rules, each.first) for each in spans), sep="、")
    status = "exempt" if part.bracket == EXEMPT else "owes" if spans else "paid"
    amount = m.amount_words(rules, part.bracket) if status != "exempt" else ""
    how: Any = {"amount": amount, "known": int(bool(amount)), "periods": periods}
    said = Message(text("dues-own", status=status, **how), TITLE)
    return turn.done("dues.own_shown", effects=turn.reply(said, "own"))


def mine(turn: DuesTurn) -> Rows:
    return ((button(turn.activity, "dues-button-mine", leads=True),),)


def card(turn: DuesTurn) -> Card:
    if turn.state.phase == "draft":
        return Card(turn.activity, "dues-button-start", danger="sdk-button-drop")
    if turn.state.phase != "open":
        return Card(turn.activity, "", ("dues-button-ledger",))
    sorts = "dues-button-brackets" if turn.book.dues.brackets else ""
    common = ((sorts, "sdk-button-nudge", "dues-button-ledger"),)
    more = (("dues-button-mine", "dues-button-before"),)
    return Card(turn.activity, "dues-button-receive", common, more, "dues-button-close")


def view(turn: DuesTurn, action: str, *effects: Effect) -> Outcome:
    """The terms of a draft; else how far this period has come. Requires `entries` once it runs."""
    body, phase = terms(turn, "dues-draft"), turn.state.phase
    if phase == "open" and action == "dues.begun":
        body = terms(turn, "dues-started")
    elif phase != "draft":
        left = owing(turn, known(turn))
        people = m.payers(turn.roster, turn.unit, turn.book)
        period = m.period_words(turn.book.dues, span_of(turn.book.dues.every, m.day_of(turn)).first)
        names = " · ".join(turn.roster.names([*left][:NAMED]))
        body = text("dues-panel", period=period, of=len(people), left=len(left), names=names)
    told = turn.panel(Message(body, TITLE, card(turn).rows()))
    return turn.done(action, state=turn.state, effects=(*effects, *told))


def show(turn: DuesTurn) -> Outcome:
    return view(turn, "dues.shown")


def export_ledger(turn: DuesTurn) -> Outcome:
    """The ledger of this year, or of the one before. Requires `entries`."""
    year = m.day_of(turn).year - (turn.name == "before")
    people = [each.id for each in m.payers(turn.roster, turn.unit, turn.book)]
    days = date(year, 1, 1), min(date(year, 12, 31), m.day_of(turn))
    parts = dict.fromkeys(people, Part()) | known(turn)
    rows = ledger.rows(turn.roster, turn.book.dues, turn.state.progress, parts, days)
    file = export.ledger(turn, turn.unit, ledger.HEADER, rows)
    said = Message(text("dues-exported", year=str(year)), TITLE, attachments=(file,))
    return turn.done("dues.exported", effects=turn.reply(said, "ledger"))


def close(turn: DuesTurn) -> Outcome:
    """Dues are not kept here any more; the ledger stays. Requires `entries`."""
    closed = turn.becomes(replace(turn.state, phase="closed").timed(closes_at=turn.now))
    over = turn.panel(Message(text("dues-closed"), TITLE, card(closed).rows()))
    return turn.done("dues.closed", state=closed.state, effects=over, finished=True)


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Part]
) -> Standing | None:
    """It waits for who owes; where the rules have no dues any more, it is on no list."""
    actor, roster = context.actor, context.roster
    book = context.rules.book_of(roster, activity.unit)
    if actor is None or not book.dues.active:
        return None
    day = shown(context.now, roster.unit_timezone(activity.unit)).date()
    pays = actor in m.payers(roster, activity.unit, book) and activity.state.phase == "open"
    part = parts.get(actor.id, Part())
    owes = pays and m.owed(book.dues, activity.state.progress, actor.id, part, day)
    waits = (Waiting(text("dues-todo"), verb="mine"),) if owes else ()
    members = ("open",) if pays else ()
    return stands(context, activity, PERMISSION, own=waits, members=members, empty=True)


SETS: Any = {"by": t.ORGANIZER, "undo": t.IDEMPOTENT}
READS: Any = {"by": t.ORGANIZER, "undo": t.READ_ONLY, "requires": (t.entries,)}
NOTES: Any = {"by": t.ORGANIZER, "undo": t.COMPENSABLE, "requires": (t.entries,)}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM, "requires": (t.entries,)}
POLICY: Policy[DuesState] = Policy(PERMISSION, organizer_of)
MACHINE = t.machine(
    (
        t.on("draft", "started", started, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(beside,)),
        t.on("draft", "start", start, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
        t.confirmed("draft", "drop", drop, by=t.ORGANIZER, ask=asked.drop,
                    yes=text("sdk-button-drop-yes")),
        t.on("open", "@month", month, **TIME),
        t.on("open", "@ask", ask, by=t.SYSTEM, undo=t.BY_SYSTEM),
        t.on("open", "@one", one, **TIME),
        t.on("open", "receive", receive, **READS),
        t.on("open", "got", got, **NOTES),
        t.on("open", "back", back, **NOTES),
        t.on("open", "everybody", everybody, **NOTES),
        t.on("open", "brackets", brackets, **READS),
        t.on("open", "pick", pick, **SETS),
        nudge("open", whom, reminder),
        t.on("open closed", "ledger before", export_ledger, **READS),
        t.confirmed("open", "close", close, by=t.ORGANIZER, ask=lambda turn: text("dues-ask-close"),
                    yes=text("dues-button-close-yes")),
        t.on("draft open closed cancelled", "show keep", show, **READS),
        t.on("open", "mine show", own, by=t.PARTICIPANT, undo=t.READ_ONLY),
        more_actions("draft open closed", card, lambda turn: TITLE),
    ),
    policy=POLICY,
    refusals=t.Refusals(
        {
            t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
            t.PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
        },
        lambda turn: turn.refuse("sdk-not-now"),
    ),
)  # fmt: skip
