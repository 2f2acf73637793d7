"""The rows of a pulse: draft → open → closed; cancelled while it is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import shown as on_clock
from service.core.effects import ClearTimer, Edit, Raise, Send, SetTimer, Start, ToRoom
from service.core.events import Said
from service.core.message import Message
from service.core.queries import History
from service.core.records import Past
from service.core.sandbox import rehearsed_close
from service.core.standing import Standing, Waiting
from service.core.texts import Moment, Named, Words, lines, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import asked, fields
from service.sdk import transitions as t
from service.sdk.cards import Card, more_actions
from service.sdk.nudge import Whom, nudge
from service.sdk.panels import button, choice, grid, paragraphs
from service.sdk.records import past_at
from service.sdk.reminders import useful_until
from service.sdk.standing import standing as stands
from service.sdk.standing import takes_part
from service.sdk.state import Schedule, State, organizer_of
from service.sdk.turn import Policy, refused
from service.sdk.ways import talks
from service.workflows.pulse.model import (
    FEWEST,
    KIND,
    LONGEST,
    MOST,
    PERMISSION,
    SCALE,
    Answers,
    Came,
    Pulse,
    PulseState,
    PulseTurn,
    counted,
    fell,
    title_of,
)

CLOSES = fields.Moment("closes_at", presets=(fields.At(1, 20), fields.At(3, 20), fields.At(7, 20)))
MINUTES = fields.Minutes("minutes", values=(4320, 1440, 10080), least=60, most=43200)
USUAL = timedelta(days=3)  # how long it is open
LOOKS_BACK = timedelta(days=366)
SHOWN = 6  # pulses in the line of a question


def earlier(turn: PulseTurn) -> History | None:
    """A requirement: the pulses of the last year."""
    opened = turn.state.schedule.opens_at
    return History(KIND, turn.unit, opened - LOOKS_BACK) if opened is not None else None


# -- how it begins


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> PulseState | Rejected:
    """A draft with the questions of the rules, from a command; from a plan it opens at once, for so
    many `minutes`."""
    if (context.actor or "command" in details) and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    by = context.actor.id if context.actor is not None else None
    questions = context.rules.book_of(context.roster, unit).pulse[:MOST]
    pulse = Pulse(str(details.get("title", "")), tuple(each.name for each in questions))
    state: PulseState = State("draft", pulse, Came(unit=unit), by, Schedule())
    if "command" in details:
        return state
    try:
        wanted = details.get("minutes", MINUTES.values[0])
        minutes = MINUTES.read_detail(wanted, "UTC", context.now)
    except ValueError as error:
        return refused("sdk-bad-details", problem=str(error))
    return state.timed(opens_at=context.now, closes_at=context.now + timedelta(minutes=minutes))


def copy_definition(
    context: Context, unit: int, state: PulseState, details: Mapping[str, Any]
) -> PulseState | Rejected:
    fresh = begin(context, unit, details or {"command": KIND})
    return fresh if isinstance(fresh, Rejected) else replace(fresh, definition=state.definition)


def dry_run(context: Context, unit: int, state: PulseState) -> PulseState | Rejected:
    fresh = copy_definition(context, unit, state, {})
    if isinstance(fresh, Rejected) or not state.definition.questions:
        return refused("sdk-incomplete")
    end = rehearsed_close(context.now, state.schedule.closes_at)
    return fresh.timed(opens_at=context.now, closes_at=end)


def started(turn: PulseTurn) -> Outcome:
    if turn.state.schedule.opens_at is not None and turn.state.definition.questions:
        return publish(turn)
    day = on_clock(turn.now + USUAL, turn.unit_timezone).replace(hour=20, minute=0, second=0)
    closes = day.replace(microsecond=0).astimezone(turn.now.tzinfo)
    return view(turn.becomes(turn.state.timed(opens_at=None, closes_at=closes)), "pulse.drafted")


def questions(turn: PulseTurn) -> Outcome:
    """Other questions, each on a line of its own."""
    if not isinstance(turn.event, Said):
        said = Message(text("pulse-ask-questions", most=MOST), name(turn.state),
                       grid(turn.activity, "sdk-button-keep"))  # fmt: skip
        return turn.done("pulse.asked", effects=turn.panel(said, prompt="questions"))
    typed = [" ".join(each.split()) for each in turn.event.text.splitlines() if each.strip()]
    if not 0 < len(typed) <= MOST or max(map(len, typed)) > LONGEST:
        return turn.refuse("pulse-bad-questions", most=MOST, long=LONGEST)
    state = turn.state.defined(questions=tuple(map(Named, typed)))
    return view(turn.becomes(state), "pulse.filled_in")


def closes(turn: PulseTurn) -> Outcome:
    if not isinstance(turn.event, Said) and not turn.args():
        presets = (choice(turn.activity, "closes", Moment(each.value), each.arg)
                   for each in CLOSES.presets(turn))  # fmt: skip
        said = Message(text("pulse-ask-closes"), name(turn.state),
                       grid(turn.activity, *presets, "sdk-button-keep"))  # fmt: skip
        return turn.done("pulse.asked", effects=turn.panel(said, prompt="closes"))
    typed = isinstance(turn.event, Said)
    at = CLOSES.read_typed(turn) if typed else CLOSES.read_tapped(turn)
    if isinstance(at, fields.Problem):
        return turn.refuse(at.key, **at.args)
    return view(turn.becomes(turn.state.timed(closes_at=at)), "pulse.filled_in")


def drop(turn: PulseTurn) -> Outcome:
    gone = replace(turn.state, phase="cancelled")
    told = turn.panel(Message(text("sdk-dropped"), name(turn.state)))
    return turn.done("pulse.dropped", state=gone, effects=told, finished=True)


def publish(turn: PulseTurn) -> Outcome:
    """Everybody is asked, in the room and in private."""
    closes = turn.state.schedule.closes_at
    if not turn.state.definition.questions:
        return turn.refuse("sdk-incomplete")
    if closes is None or closes <= turn.now:
        return turn.refuse("sdk-in-the-past")
    opened = replace(turn.state, phase="open").timed(opens_at=turn.now)
    now = turn.becomes(opened.revised(turn.state))
    said, revision = invitation(now), now.state.schedule.revision
    how: Any = {"deferrable": True, "time_sensitive": True}
    told = (Send(ToRoom(turn.unit), "invitation", said),
            *now.members("invited", said, until=useful_until(turn.now, closes), **how))  # fmt: skip
    middle = turn.now + (closes - turn.now) / 2
    timers = (SetTimer("close", closes, revision=revision),
              SetTimer("remind", middle, revision=revision))  # fmt: skip
    return view(now, "pulse.opened", *told, *timers)


# -- what members do


def invitation(turn: PulseTurn) -> Message:
    closes = Moment(turn.state.schedule.closes_at or turn.now)
    n = len(turn.state.definition.questions)
    said = text("pulse-invitation", n=n, closes=closes, fewest=FEWEST)
    row = (button(turn.activity, "pulse-button-answer", leads=True),)
    return Message(said, name(turn.state), (row,))


def answer(turn: PulseTurn) -> Outcome:
    """The first question; or the next, once one is answered (`answer:place.value`). Nothing that is
    said tells what was chosen."""
    args, asked_ = turn.ints(), turn.state.definition.questions
    part = turn.part or Answers()
    values = part.values if args and not part.given else ()
    if args:
        place, value = (*args, -1, -1)[:2]
        if place != len(values) or value not in SCALE:
            return turn.refuse("sdk-moved-on")
        values = (*values, value)
    whole = len(values) == len(asked_)
    kept = Answers(values, turn.state.schedule.closes_at if whole else None, whole)
    if whole:
        anew = choice(turn.activity, "answer", text("pulse-button-again"))
        ways = ("pulse-button-wish" if talks(turn.context) else "", anew)
        said = Message(text("pulse-thanks"), name(turn.state), grid(turn.activity, *ways))
    else:
        at = len(values)
        row = tuple(choice(turn.activity, "answer", str(each), at, each) for each in SCALE)
        of = {"n": at + 1, "of": len(asked_)}
        said = Message(text("pulse-question", question=asked_[at], **of), name(turn.state), (row,))
    if part.given and not args:
        kept = part  # until the new answers are complete, those there are count
    told = turn.reply(said, "answer")
    return turn.done("pulse.answered", part=kept, effects=told, wordless=True)


def wish(turn: PulseTurn) -> Outcome:
    """They would like to talk to somebody: their wish is their own, and says nothing of answers."""
    kind = talks(turn.context)
    if not kind:
        return turn.refuse("sdk-moved-on")
    begun = Start(kind, turn.unit, turn.person, {"command": "wish", "args": ""})
    return turn.done("pulse.wished", effects=(begun,))


def silent(turn: PulseTurn) -> Whom:
    return Whom(but_status=("answered",), end=turn.state.schedule.closes_at, nameless=True)


def remind(turn: PulseTurn) -> Outcome:
    told = turn.members("reminder", invitation(turn), but_status=("answered",), deferrable=True,
                        time_sensitive=True, until=turn.state.schedule.closes_at,
                        due_at=turn.now)  # fmt: skip
    return turn.done("pulse.reminded", effects=told)


# -- the count


def close(turn: PulseTurn) -> Outcome:
    """The averages stay and the answers go: nobody can count them another way. Requires `entries`
    and `earlier`."""
    parts = dict(turn.query(t.entries(turn)))
    came = counted(len(turn.state.definition.questions), parts.values())
    state = replace(turn.state, phase="closed").timed(closes_at=turn.now)
    now = turn.becomes(replace(state, progress=replace(came, unit=state.progress.unit)))
    over = Message(text("pulse-over", n=came.answers), name(state))
    told = Edit(ToRoom(turn.unit), "invitation", over)
    shown_ = now.panel(Message(results(now), name(state), card(now).rows()), organizers_too=True)
    effects = (*_forgetting(turn), told, ClearTimer("close"), ClearTimer("remind"), *shown_)
    return turn.done("pulse.closed", state=now.state, effects=effects, finished=True)


def _forgetting(turn: PulseTurn) -> Iterator[Raise]:
    """Everybody's answers go. Requires `entries`."""
    return (Raise("forget", each) for each in sorted(dict(turn.query(t.entries(turn)))))


def forget(turn: PulseTurn) -> Outcome:
    """One person's answers, once they are counted, or are not going to be."""
    part = turn.part or Answers()
    return turn.done("pulse.forgotten", part=replace(part, values=()))


def results(turn: PulseTurn) -> Words:
    """Each question with its trend, and what has fallen. Requires `earlier`."""
    state, came = turn.state, turn.state.progress
    if not came.answers:
        return text("pulse-too-few", fewest=FEWEST)
    closed, told = state.schedule.closes_at or turn.now, list[Words]()
    before = _before(turn, closed)
    for question, now in zip(state.definition.questions, came.averages, strict=True):
        past = [
            (each.schedule.closes_at or closed, value)
            for each in before
            for asked_, value in zip(each.definition.questions, each.progress.averages, strict=True)
            if asked_ == question
        ]
        line = [average(turn, at, value) for at, value in (*past[1 - SHOWN :], (closed, now))]
        told.append(text("pulse-result", question=question, trend=lines(*line, sep=" → ")))
        less = fell(now, [value for _, value in past])
        if less:
            told.append(text("pulse-fell", less=less / 10))
    return paragraphs(text("pulse-counted", n=came.answers), lines(*told))


def _before(turn: PulseTurn, closed: datetime) -> list[PulseState]:
    """The unit's pulses of the last year that were counted, the oldest first. Requires
    `earlier`."""
    query = earlier(turn)
    entries = turn.query(query) if query is not None else ()
    found = {each.activity: each.state for each in entries if each.activity != turn.id}
    unit = turn.state.progress.unit
    known = [x for x in found.values() if x.progress.unit == unit and x.progress.answers]
    ended = [each for each in known if (each.schedule.closes_at or closed) <= closed]
    return sorted(ended, key=lambda each: each.schedule.closes_at or closed)


def average(turn: PulseTurn, at: datetime, tenths: int) -> Words:
    day = Moment(at, "day", turn.unit_timezone)
    ends = {15: "low", 45: "high"}
    return text("pulse-average", day=day, value=tenths / 10, end=ends.get(tenths, "no"))


# -- what is seen


def name(state: PulseState) -> Words:
    return text("pulse-heading", title=title_of(state))


def card(turn: PulseTurn) -> Card:
    phase, activity = turn.state.phase, turn.activity
    if phase == "draft":
        changes = ("pulse-button-questions", "pulse-button-closes")
        return Card(activity, "sdk-button-publish", (changes,), danger="sdk-button-drop")
    if phase == "open":
        both = ("sdk-button-nudge", "sdk-button-close")
        return Card(activity, "", (both,), danger="sdk-button-cancel")
    talk = "pulse-button-talk" if phase == "closed" and talks(turn.context) else ""
    return Card(activity, "", (talk,))


def view(turn: PulseTurn, action: str, *effects: Any) -> Outcome:
    state = turn.state
    asked_ = lines(*(lines(f"{at}.", each, sep=" ")
                     for at, each in enumerate(state.definition.questions, 1)))  # fmt: skip
    closes = Moment(state.schedule.closes_at or turn.now)
    said: Words = text("pulse-panel", phase=state.phase, closes=closes, fewest=FEWEST)
    prompt = "" if state.definition.questions else "questions"
    body: Words = paragraphs(said, asked_)
    if prompt:
        body = text("pulse-ask-questions", most=MOST)
    if state.phase == "closed":
        body = results(turn)
    told = turn.panel(Message(body, name(state), card(turn).rows()), prompt=prompt)
    return turn.done(action, state=state, effects=(*effects, *told))


def show(turn: PulseTurn) -> Outcome:
    return view(turn, "pulse.shown")


def talk(turn: PulseTurn) -> Outcome:
    """Talks are offered, to whomever the secretary chooses."""
    kind = talks(turn.context)
    if not kind:
        return turn.refuse("sdk-moved-on")
    begun = Start(kind, turn.unit, turn.person, {"command": kind, "args": ""})
    return turn.done("pulse.talk_begun", effects=(begun,))


def cancel(turn: PulseTurn) -> Outcome:
    """Called off: nobody counts what was answered, so it goes. Requires `entries`."""
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    word = Message(text("sdk-cancelled"), name(turn.state))
    told = (Edit(ToRoom(turn.unit), "invitation", word), *gone.panel(word, organizers_too=True),
            *_forgetting(turn))  # fmt: skip
    return turn.done("pulse.cancelled", state=gone.state, effects=told, finished=True)


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Answers]
) -> Standing | None:
    state, person = activity.state, context.actor.id if context.actor is not None else 0
    left = state.phase == "open" and not parts.get(person, Answers()).given
    todo = Waiting(text("pulse-todo"), state.schedule.closes_at, verb="answer")
    own = (todo,) if left and takes_part(context, activity) else ()
    return stands(context, activity, PERMISSION, own=own)


def past(context: Context, activity: Activity[Any]) -> Past | None:
    may = context.may(PERMISSION, activity.unit)
    closed = activity.state.schedule.closes_at
    return past_at(context, activity, PERMISSION, closed) if may else None


SETS: Any = {"by": t.ORGANIZER, "undo": t.IDEMPOTENT}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
COUNTS: Any = {"requires": (t.entries, earlier)}
POLICY: Policy[PulseState] = Policy(PERMISSION, organizer_of)
MACHINE = t.machine(
    (
        t.on("draft", "started", started, **TIME),
        t.on("draft", "questions ?questions", questions, **SETS),
        t.on("draft", "closes ?closes", closes, **SETS),
        t.on("draft", "publish", publish, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
        t.confirmed("draft", "drop", drop, by=t.ORGANIZER, ask=asked.drop,
                    yes=text("sdk-button-drop-yes")),
        t.on("open", "answer", answer, by=t.PARTICIPANT, undo=t.PROGRESS),
        t.on("open closed", "wish", wish, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        nudge("open", silent, invitation),
        t.on("open", "@remind", remind, **TIME),
        t.on("open", "@close", close, **TIME, **COUNTS),
        t.confirmed("open", "close", close, by=t.ORGANIZER, ask=asked.close,
                    yes=text("sdk-button-close-yes"), **COUNTS),
        t.confirmed("open", "cancel", cancel, by=t.ORGANIZER, ask=asked.cancel,
                    yes=text("sdk-button-cancel-yes"), requires=(t.entries,)),
        t.on("closed cancelled", "@forget", forget, **TIME),
        t.on("closed", "talk", talk, **SETS),
        t.on("draft open closed cancelled", "show keep", show, by=t.ORGANIZER, undo=t.READ_ONLY,
             requires=(earlier,)),
        t.on("open", "show keep", answer, by=t.PARTICIPANT, undo=t.PROGRESS),
        more_actions("draft open closed", card, lambda turn: name(turn.state)),
    ),
    policy=POLICY,
    refusals=t.Refusals(
        {
            t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
            t.PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
        },
        lambda turn: turn.refuse("sdk-closed" if turn.state.phase == "closed" else "sdk-not-now"),
    ),
)  # fmt: skip
