"""What one member does: say whether they come, ask for leave, check in, go and come back; and how
those who run the meeting write the roll for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.effects import Effect, Inform, Raise, Send
from service.core.events import Said, TimerFired
from service.core.message import Message
from service.core.texts import Secret, lines, series, text
from service.core.workflow import Decision, Outcome
from service.sdk import check_in
from service.sdk.codes import NO_TRIES
from service.sdk.panels import choice, grid
from service.sdk.reminders import reminder_timer
from service.sdk.turn import PANEL
from service.sdk.typed_names import names_in
from service.workflows.meeting import roll, view
from service.workflows.meeting.checks import open_votes, unexplained
from service.workflows.meeting.drafting import invited
from service.workflows.meeting.model import (
    REASONS,
    MeetingState,
    MeetingTurn,
    Part,
    Span,
    arrivals,
    heading,
    seat,
    seated,
)

MOST_NAMES, LONGEST_NAME = 10, 60  # in a refusal
LONGEST_REASON = 300
AT_ONCE = timedelta(minutes=5)  # before the beginning, a reminder is none


def settled(turn: MeetingTurn, action: str, state: MeetingState, *effects: Effect) -> Decision:
    """The person's line of the roll has changed: they see their card, and chair and recorder
    theirs."""
    now = turn.becomes(state)
    told = view.told(
        now, [now.person], "own", view.own(now, now.person), priority="reply", closes=PANEL
    )
    part = part_of(state, now.person)
    return turn.done(action, state=state, part=part, effects=(*effects, *told, *view.live(now)))


def part_of(state: MeetingState, person: int) -> Part:
    return Part(roll.status(state, person), state.definition.starts_at)


def sit(turn: MeetingTurn) -> Outcome:
    """The person's part follows the roll."""
    return turn.done("meeting.seated", part=part_of(turn.state, turn.person))


def show(turn: MeetingTurn) -> Outcome:
    """The card of who runs it, else one's own."""
    if view.is_desk(turn):
        return view.shown(turn, "meeting.shown")
    if turn.person not in invited(turn):
        return turn.refuse("meeting-not-invited")
    told = turn.reply(view.own(turn, turn.person), "own", closes=PANEL)
    return turn.done("meeting.shown", effects=told)


# -- before


def come(turn: MeetingTurn) -> Outcome:
    if turn.person not in invited(turn):
        return turn.refuse("meeting-not-invited")
    state = seated(turn.state, turn.person, answer="coming", reason="", words=None, granted=None)
    return settled(turn, "meeting.coming", state)


def leave(turn: MeetingTurn) -> Outcome:
    """Ask for leave: with a reason by a tap, or in one's own words."""
    if turn.person not in turn.state.progress.expected:
        return turn.refuse("meeting-not-invited")
    reasons = _reasons(turn, "off", REASONS[:-1])
    asked = view.question(turn, text("meeting-ask-leave"), *reasons)
    return view.asking(turn, "meeting.leave_asked", asked, "off")


def _reasons(turn: MeetingTurn, verb: str, reasons: Iterable[str], *args: int) -> Any:
    return grid(
        turn.activity,
        *((choice(turn.activity, verb, text("meeting-reason", reason=each), each, *args),)
          for each in reasons),
    )  # fmt: skip


def off(turn: MeetingTurn) -> Outcome:
    """The reason is there: whoever called the meeting decides. Words are for them alone, and go to
    no account abroad."""
    words = turn.line()[:LONGEST_REASON]
    reason = "".join(turn.args()[:1]) if not words else "other"
    if turn.person not in turn.state.progress.expected or reason not in REASONS:
        return turn.refuse("sdk-moved-on")
    if roll.status(turn.state, turn.person) == "leave":  # it is granted already
        return show(turn)
    own = turn.actor is not None and turn.actor.id in turn.organizers()
    state = seated(
        turn.state, turn.person, answer="leave", reason=reason, granted=True if own else None,
        words=Secret(fresh=words) if words else None,
    )  # fmt: skip
    asks = () if own else tuple(_asks(turn.becomes(state), turn.organizers()))
    outcome = settled(turn, "meeting.leave_wanted", state, *asks)
    return replace(outcome, secret=bool(words))


def _asks(turn: MeetingTurn, people: Iterable[int]) -> Iterable[Send]:
    """The request, to those who decide."""
    person = turn.person
    line = seat(turn.state.progress, person)
    said = lines(
        text("meeting-wants-leave", name=turn.roster.name(person), reason=line.reason),
        line.words,
    )
    rows = grid(
        turn.activity,
        (
            choice(turn.activity, "grant", text("meeting-button-grant"), about=person),
            choice(turn.activity, "deny", text("meeting-button-deny"), about=person),
        ),
    )
    how: Any = {}
    if line.words is not None:
        how = {"secret": True, "holder": person, "scope": "leave", "about": person}
    message = Message(said, heading(turn.state), rows)
    return turn.tell(people, f"leave-{person}", message, **how)


def leaves(turn: MeetingTurn) -> Outcome:
    """The requests that wait, the oldest member first; each with its buttons."""
    waiting = [
        each for each in turn.state.progress.expected if roll.status(turn.state, each) == "asked"
    ]
    if not waiting:
        return turn.refuse("meeting-no-leaves")
    rows = []
    for each in waiting[:10]:
        line = seat(turn.state.progress, each)
        named = text("meeting-wants-leave", name=turn.roster.name(each), reason=line.reason)
        yes = choice(turn.activity, "grant", lines("✔", named, sep=" "), about=each)
        rows.append((yes, choice(turn.activity, "deny", text("meeting-button-deny"), about=each)))
    return view.asking(
        turn, "meeting.leaves_shown", view.question(turn, text("meeting-leaves"), *rows)
    )


def decide_leave(turn: MeetingTurn) -> Outcome:
    """Granted or not, by whoever called the meeting; the member is told."""
    line, granted = seat(turn.state.progress, turn.person), turn.name == "grant"
    if line.answer != "leave":
        return turn.refuse("sdk-moved-on")
    state = seated(turn.state, turn.person, granted=granted)
    now = turn.becomes(state)
    told = view.told(now, [turn.person], "own", view.own(now, turn.person))
    outcome = view.shown(
        now, "meeting.leave_granted" if granted else "meeting.leave_denied", effects=told
    )
    return replace(outcome, entry=part_of(state, turn.person))


def remind(turn: MeetingTurn) -> Outcome:
    """Whoever has not asked for leave is reminded."""
    starts, event = turn.state.definition.starts_at, turn.event
    if not isinstance(event, TimerFired) or starts is None or starts <= turn.now:
        return turn.stale()
    record = turn.state.progress
    wanted = [
        each
        for each in record.expected
        if roll.status(turn.state, each) not in ("leave", "asked")
        and not _reads_at_the_opening(turn, each, starts)
    ]
    reminded: list[Effect] = []
    for each in wanted:
        card = view.own(turn, each)
        body = lines(text("meeting-reminder"), card.body)
        reminded += view.told(
            turn, [each], "reminder", replace(card, body=body),
            deferrable=True, time_sensitive=True, until=starts, due_at=event.due_at,
        )  # fmt: skip
    again = reminder_timer(turn, starts, max(turn.now, event.due_at))
    return turn.done("meeting.reminded", effects=(*reminded, *again))


def _reads_at_the_opening(turn: MeetingTurn, person: int, starts: datetime) -> bool:
    """Whether their night would hold a reminder back until the meeting begins: they are called to
    check in then, and need not be told twice."""
    at = turn.context.quiet.next_allowed(turn.now, turn.roster.timezone(person))
    return turn.now < at and starts - AT_ONCE <= at <= starts


def starts(turn: MeetingTurn) -> Outcome:
    """It is time: those who run it see the card."""
    message, asks = view.card(turn)
    said = replace(message, body=lines(text("meeting-time"), message.body))
    people = view.desk(turn) or turn.organizers()
    return turn.done("meeting.due", effects=view.told(turn, people, view.CARD, said, prompt=asks))


# -- during


def here(turn: MeetingTurn) -> Outcome:
    """Check in by a tap; where a code is read out, it is asked for."""
    state, meeting = turn.state, turn.state.definition
    if turn.person not in invited(turn):
        return turn.refuse("meeting-not-invited")
    if state.phase == "called" and turn.now < (meeting.starts_at or turn.now) - view.EARLY:
        return turn.refuse("meeting-too-early")
    if seat(state.progress, turn.person).here:
        return show(turn)
    if meeting.check_in == "code" and meeting.way == "room":
        if state.phase == "called":
            return turn.refuse("sdk-no-code-yet")
        asked = view.question(turn, text("sdk-ask-code"))
        return view.asking(turn, "meeting.code_asked", asked, check_in.ASKS)
    return _arrived(turn, "tap")


def enter_code(turn: MeetingTurn) -> Outcome:
    """The code that is being read out, or the one just before it."""
    if turn.person not in invited(turn):
        return turn.refuse("meeting-not-invited")
    record, me = turn.state.progress, turn.person
    if seat(record, me).here:
        return show(turn)
    return check_in.enter(
        turn, lambda: _arrived(turn, "code"), record.tries.get(me, NO_TRIES),
        lambda tries: {"state": turn.state.advanced(tries={**record.tries, me: tries})},
        leads=view.desk(turn), title=heading(turn.state),
    )  # fmt: skip


def _arrived(turn: MeetingTurn, by: Any) -> Outcome:
    there = seat(turn.state.progress, turn.person)
    state = seated(turn.state, turn.person, spans=(*there.spans, Span(turn.now, None, by)))
    return settled(turn, "meeting.arrived", state, *_to_votes(turn, [turn.person]))


def _to_votes(turn: MeetingTurn, people: Iterable[int]) -> Iterable[Inform]:
    """Votes that run count those present: they hear of who has come, if they have a vote."""
    new = [each for each in people if each in turn.state.progress.voters]
    if new:
        for vote in open_votes(turn.state.progress).values():
            yield Inform(vote, "meeting.present", {"present": new})


def go(turn: MeetingTurn) -> Outcome:
    """Leave before the end; who comes back has a second interval. Also for others (`out`)."""
    there = seat(turn.state.progress, turn.person)
    if not there.here:
        return turn.refuse("meeting-not-here")
    left = (*there.spans[:-1], replace(there.spans[-1], left=turn.now))
    state = seated(turn.state, turn.person, spans=left)
    if turn.name == "go":
        return settled(turn, "meeting.left", state)
    shown = view.shown(turn.becomes(state), "meeting.left")
    return replace(shown, entry=part_of(state, turn.person))


# -- written by who runs it


def ask_in(turn: MeetingTurn) -> Outcome:
    """Who else sits in the room: tapped one by one, all at once, or typed by name."""
    record = turn.state.progress
    rest = [each for each in record.expected if not seat(record, each).here
            and (record.ended_at is None or not seat(record, each).spans)]  # fmt: skip
    there = [each for each in record.expected if seat(record, each).here]
    rows = view.named_buttons(turn, "in", rest)
    every = choice(turn.activity, "in", text("meeting-button-all", n=len(rest)), "all")
    outs = (choice(turn.activity, "away", text("meeting-button-away")),)
    ways = (*rows, (every,) if len(rest) > 1 else (), outs if there else ())
    asked = view.question(turn, text("meeting-ask-in", n=len(rest)), *ways)
    return view.asking(turn, "meeting.in_asked", asked, "in")


def take_in(turn: MeetingTurn) -> Outcome:
    """These people are there: from now on, or in a meeting that has ended from its beginning."""
    record, args = turn.state.progress, turn.args()
    if not args and not isinstance(turn.event, Said):
        return ask_in(turn)
    rest = [each for each in record.expected if not seat(record, each).here]
    people = rest if args == ("all",) else list(turn.ints())
    if isinstance(turn.event, Said):
        known = _by_name(turn)
        names = names_in(turn.event.text, known.get)
        unknown = [each for each in names if each not in known]
        if unknown or not names:
            return turn.refuse(
                "meeting-unknown-names",
                names=series(each[:LONGEST_NAME] for each in unknown[:MOST_NAMES]),
            )
        people = [known[each] for each in names]
    allowed = set(invited(turn))
    if not people or not set(people) <= allowed:
        return turn.refuse("sdk-moved-on")
    at = record.opened_at if record.ended_at is not None and record.opened_at else turn.now
    new = [each for each in people if not seat(record, each).spans or record.ended_at is None]
    state = arrivals(turn.state, new, at)
    seats = tuple(Raise("seat", each) for each in people)
    told = (*seats, *_to_votes(turn, people))
    return view.shown(turn.becomes(state), "meeting.taken_in", effects=told)


def _by_name(turn: MeetingTurn) -> dict[str, int]:
    people = [turn.roster.people[each] for each in invited(turn)]
    apart = turn.roster.told_apart(people)
    plain = [each.name for each in people]
    known = {apart[each.id]: each.id for each in people}
    return known | {each.name: each.id for each in people if plain.count(each.name) == 1}


def away(turn: MeetingTurn) -> Outcome:
    """Who has left, or was not there after all."""
    record = turn.state.progress
    if turn.state.phase == "minutes":
        there = [each for each in record.expected if seat(record, each).spans]
        rows = view.named_buttons(turn, "never", there)
    else:
        there = [each for each in record.expected if seat(record, each).here]
        rows = _about(turn, "out", there)
    return view.asking(
        turn, "meeting.away_asked", view.question(turn, text("meeting-ask-away"), *rows)
    )


def _about(turn: MeetingTurn, verb: str, people: Iterable[int]) -> Any:
    listed = [turn.roster.people[each] for each in people]
    known = turn.roster.told_apart(listed)
    return tuple((choice(turn.activity, verb, known[each.id], about=each.id),) for each in listed)


def never(turn: MeetingTurn) -> Outcome:
    """Somebody on the roll was not there: a correction."""
    person = next(iter(turn.ints()), 0)
    if not seat(turn.state.progress, person).spans:
        return turn.refuse("sdk-moved-on")
    state = seated(turn.state, person, spans=())
    return view.shown(turn.becomes(state), "meeting.struck", effects=(Raise("seat", person),))


def why(turn: MeetingTurn) -> Outcome:
    """Why somebody was absent: the next one without a reason is asked about."""
    ints, args = turn.ints(), turn.args()
    if len(args) == 2 and args[0] in (*REASONS, "none") and args[1].isdigit():
        person = int(args[1])
        if person not in roll.absent(turn.state.progress):
            return turn.refuse("sdk-moved-on")
        turn = turn.becomes(seated(turn.state, person, reason=args[0]))
    left = unexplained(turn.state.progress)
    if ints and len(ints) == 1:
        left = [each for each in roll.absent(turn.state.progress) if each == ints[0]]
    if not left:
        others = roll.absent(turn.state.progress)
        if args or not others:
            return view.shown(turn, "meeting.explained")
        rows = view.named_buttons(turn, "why", others)
        asked = view.question(turn, text("meeting-why-whose"), *rows)
        return view.asking(turn, "meeting.why_asked", asked)
    name = turn.roster.name(left[0])
    reasons = _reasons(turn, "why", (*REASONS, "none"), left[0])
    asked = view.question(turn, text("meeting-why", name=name, n=len(left)), *reasons)
    return view.asking(turn, "meeting.explained", asked)


def exclude(turn: MeetingTurn) -> Outcome:
    """Somebody is not counted among those who should attend: with the superior's consent and a
    resolution of the meeting, which are named. A second time takes it back."""
    record, person = turn.state.progress, next(iter(turn.ints()), 0)
    if isinstance(turn.event, Said):
        reason = turn.line()[:LONGEST_REASON]
        if not reason or person not in record.expected:
            return turn.refuse("sdk-bad-text", most=LONGEST_REASON)
        return _counted(turn, person, {**record.excluded, person: reason})
    if person in record.excluded:
        rest = {each: reason for each, reason in record.excluded.items() if each != person}
        return _counted(turn, person, rest)
    if person in record.expected:
        asked = view.question(turn, text("meeting-ask-exclude", name=turn.roster.name(person)))
        return view.asking(turn, "meeting.exclude_asked", asked, f"exclude.{person}")
    rows = view.named_buttons(turn, "exclude", (*record.expected, *record.excluded))
    asked = view.question(turn, text("meeting-exclude"), *rows)
    return view.asking(turn, "meeting.exclude_asked", asked)


def _counted(turn: MeetingTurn, person: int, excluded: Mapping[int, str]) -> Outcome:
    """With this person among those who should attend, or without; everybody else stays."""
    record = turn.state.progress
    expected = {*record.expected, person} - excluded.keys()
    votes = (
        roll.voting(turn.context.rules, turn.roster, record.rule, (person,)) if record.rule else ()
    )
    voters = ({*record.voters} | {*votes}) & expected
    state = turn.state.advanced(
        excluded=excluded, expected=tuple(sorted(expected)), voters=tuple(sorted(voters))
    )
    return view.shown(turn.becomes(state), "meeting.recounted", effects=(Raise("seat", person),))


def listed(turn: MeetingTurn) -> Outcome:
    """Everybody by how they stand."""
    state, by_status = turn.state, dict[str, list[int]]()
    for each in state.progress.expected:
        by_status.setdefault(roll.status(state, each), []).append(each)
    body = lines(
        view.answers(state) if state.phase == "called" else roll.live(state),
        *(text("sdk-people", status=text("meeting-status", status=each), n=len(people),
               names=" · ".join(turn.roster.names(people)))
          for each, people in by_status.items()),
    )  # fmt: skip
    return view.asking(turn, "meeting.roll_shown", view.question(turn, body), key="roll")
