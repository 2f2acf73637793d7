"""How a meeting is called: its draft in the chat, the notice, and one entered afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import Effect, Raise, Send, SetTimer, Start, ToRoom
from service.core.events import Attached, Said
from service.core.message import Attachment, Choice, Message, StoredFile
from service.core.texts import Moment, lines, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.panels import choice, keep_button
from service.sdk.reminders import reminder_timer, useful_until
from service.sdk.state import Schedule, State
from service.sdk.turn import refused
from service.workflows.meeting import proposed, roll, view
from service.workflows.meeting.checks import others, span
from service.workflows.meeting.form import FORM, changed_item, kinds_named, read_items, ruled
from service.workflows.meeting.model import (
    AIMS,
    Aim,
    Meeting,
    MeetingState,
    MeetingTurn,
    Record,
    Shown,
    heading,
    numbered,
    title_of,
)

PERMISSION = "meeting.call"
AFTERWARDS = "minutes"  # the command that enters a meeting which was held already
REMINDERS = (86_400, 3_600)  # seconds before the beginning
MOST_MATERIALS, LARGEST = 10, 20 * 2**20
CARRIED = "together"  # the detail that names the meeting on whose occasion another is held


# -- how it begins


def blank(context: Context, *, afterwards: bool = False) -> MeetingState:
    by = context.actor.id if context.actor is not None else 0
    record = Record(afterwards=afterwards, chair=by)
    return State("draft", Meeting(), record, by or None, Schedule(reminders=REMINDERS))


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> MeetingState | Rejected:
    """A draft from a command, whose words may name the kind; complete from a plan, which names the
    fields of the form, or on the occasion of another meeting (`together`)."""
    command = details.get("command")
    if (context.actor or command) and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    book = context.rules.book_of(context.roster, unit)
    if not book.meetings:
        return refused("meeting-no-rules")
    state = blank(context, afterwards=command == AFTERWARDS)
    if command is not None:
        state = proposed.with_items(state, details.get(proposed.DETAIL, ()))
        fitting = [each for each in book.meetings if roll.fits(context.rules, context.actor, each)]
        wanted = str(details.get("kind") or details.get("args") or "").strip().lower()
        chosen = kinds_named(fitting, wanted) if wanted else fitting
        if len(chosen) == 1:
            state = ruled(state.defined(kind=chosen[0].id), book)
        return state
    values = dict(details)
    together = values.pop(CARRIED, 0)
    state = state.advanced(together=together)
    zone = context.roster.unit_timezone(unit)
    if together:
        for name in ("starts_at", "place", "minutes"):
            if name in values:
                value = FORM.fields[name].read_detail(values[name], zone, context.now)
                state = FORM.put(state, FORM.fields[name], value)
        return state
    kind = book.meeting(str(values.get("kind", "")))
    if kind is None:
        allowed = ", ".join(each.id for each in book.meetings)
        return refused("sdk-bad-details", problem=f"kind: allowed: {allowed}")
    state = ruled(state.defined(kind=kind.id), book)
    if not kind.lecturer:
        values.setdefault("lecturer", "—")
    try:
        state = FORM.from_details(state, values, zone, context.now)
    except ValueError as error:
        return refused("sdk-bad-details", problem=str(error))
    return state if kind.lecturer else state.defined(lecturer="")


def copy_definition(
    context: Context, unit: int, state: MeetingState, details: Mapping[str, Any]
) -> MeetingState | Rejected:
    """A draft of the same kind, with its topics and place."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    fresh = blank(context)
    fresh = replace(fresh, definition=FORM.lasting(state, fresh.definition))
    fresh = fresh.defined(items=tuple(replace(x, origin=0) for x in fresh.definition.items))
    return ruled(fresh, context.rules.book_of(context.roster, unit))


def started(turn: MeetingTurn) -> Outcome:
    """What is missing is asked for; from a plan the notice goes out."""
    if turn.state.schedule.opens_at is not None and FORM.is_complete(turn.state):
        return call(turn)
    return view.shown(turn, "meeting.drafted", effects=proposed.taken(turn.state))


# -- the draft


def ask_or_take(turn: MeetingTurn) -> Outcome:
    """A button asks for the value; with a preset it sets it."""
    if turn.args():
        return take(turn)
    field = FORM.fields[turn.name]
    return view.asking(turn, "meeting.asked", FORM.ask(turn, field), field.name)


def take(turn: MeetingTurn) -> Outcome:
    taken = FORM.answer(turn)
    if isinstance(taken, Rejected):
        return taken
    return view.shown(taken.becomes(ruled(taken.state, turn.book)), "meeting.filled_in")


def fields(turn: MeetingTurn) -> Outcome:
    """Which value is to be changed?"""
    rows = (*FORM.buttons(turn), (keep_button(turn.activity),))
    return view.asking(
        turn, "meeting.edit_asked", Message(text("sdk-edit"), heading(turn.state), rows)
    )


def options(turn: MeetingTurn) -> Outcome:
    return view.asking(turn, "meeting.options_shown", _options(turn))


def switch(turn: MeetingTurn) -> Outcome:
    changed = FORM.switch(turn)
    if isinstance(changed, Rejected):
        return changed
    return view.asking(changed, "meeting.option_changed", _options(changed))


def _options(turn: MeetingTurn) -> Message:
    rows = (*FORM.options(turn), (keep_button(turn.activity),))
    return Message(text("sdk-options"), heading(turn.state), rows)


def items(turn: MeetingTurn) -> Outcome:
    """The agenda, with buttons that say what each item is for, or that deal with one again."""
    return view.asking(turn, "meeting.items_shown", _items(turn))


def _items(turn: MeetingTurn) -> Message:
    state = turn.state
    listed = state.definition.items
    if state.phase in ("held", "minutes"):
        rows = [
            (
                choice(turn.activity, "at", numbered(state, place), place),
                *(_aim(turn, place) if state.phase == "held" and not each.step else ()),
            )
            for place, each in enumerate(listed)
        ]
        return view.question(turn, text("meeting-which-item"), *rows)
    drawn = state.phase == "draft"
    toggles = []
    for place, each in enumerate(listed):
        if not each.step:
            mark = text("meeting-button-star", important="yes" if each.important else "no")
            aim = choice(turn.activity, "aim", numbered(state, place), place)
            star = (choice(turn.activity, "star", mark, place),) if drawn else ()
            toggles.append((aim, *star))
    return view.question(turn, text("meeting-which-aim", stars="yes" if drawn else "no"), *toggles)


def _aim(turn: MeetingTurn, place: int) -> tuple[Choice, ...]:
    """The button that makes the item one of the next aim."""
    new = _next_aim(turn.state.definition.items[place].aim)
    label = text("meeting-button-aim", n=place + 1, aim=new)
    return (choice(turn.activity, "aim", label, place),)


def _next_aim(aim: Aim) -> Aim:
    return AIMS[(AIMS.index(aim) + 1) % len(AIMS)]


def change_item(turn: MeetingTurn) -> Outcome:
    """The next aim of an item, or whether it is important."""
    place, listed = next(iter(turn.ints()), -1), turn.state.definition.items
    old = listed[place] if 0 <= place < len(listed) else None
    changes: dict[str, Any] = {}
    if old is not None and turn.name == "aim":
        changes = {"aim": _next_aim(old.aim)}
    elif old is not None:
        changes = {"important": not old.important}
    state = changed_item(turn, place, **changes)
    if state is None:
        return turn.refuse("sdk-moved-on")
    now = turn.becomes(state)
    return view.asking(now, "meeting.item_changed", _items(now))


def topic(turn: MeetingTurn) -> Outcome:
    """One more topic, asked for and typed."""
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("meeting-ask-items"))
        return view.asking(turn, "meeting.topic_asked", asked, "topic")
    try:
        new = read_items(turn.event.text)
    except ValueError:
        return turn.refuse("meeting-bad-items", most=20, long=200)
    state = turn.state.defined(items=(*turn.state.definition.items, *new))
    return view.shown(turn.becomes(state), "meeting.topic_added")


def staff(turn: MeetingTurn) -> Outcome:
    """Who chairs and who takes the minutes: `staff` asks, `staff:chair` lists, a name sets it."""
    args = turn.args()
    people = view.would_attend(turn) or turn.state.progress.expected
    if len(args) == 2 and args[0] in ("chair", "recorder") and args[1].isdigit():
        person = int(args[1])
        other = {"chair": "recorder", "recorder": "chair"}[args[0]]
        if person not in people:
            return turn.refuse("sdk-moved-on")
        if getattr(turn.state.progress, other) == person:
            return turn.refuse("meeting-two-people")
        changed = turn.becomes(turn.state.advanced(**{args[0]: person}))
        word = view.question(
            changed, text("meeting-named", role=args[0], kind=title_of(turn.state))
        )
        new = (
            ()
            if turn.actor and turn.actor.id == person
            else view.told(turn, [person], "named", word)
        )
        return view.shown(changed, "meeting.staffed", effects=new)
    if args in (("chair",), ("recorder",)):
        rows = view.named_buttons(turn, "staff", people, args[0])
        asked = view.question(turn, text("meeting-who", role=args[0]), *rows)
        return view.asking(turn, "meeting.staff_asked", asked)
    roles = [
        (choice(turn.activity, "staff", text("meeting-button-role", role=each), each),)
        for each in ("recorder", "chair")
    ]
    return view.asking(turn, "meeting.staff_asked", view.question(turn, view.staff(turn), *roles))


def material(turn: MeetingTurn) -> Outcome:
    """A file or a link for those who attend; it is asked for, typed or sent."""
    known, event = turn.state.progress.materials, turn.event
    if not isinstance(event, Said | Attached):
        asked = view.question(turn, text("meeting-ask-material"))
        return view.asking(turn, "meeting.material_asked", asked, "material")
    new = received(turn)
    if isinstance(new, Rejected):
        return new
    if len(known) >= MOST_MATERIALS:
        return turn.refuse("meeting-enough-materials", most=MOST_MATERIALS)
    state = turn.state.advanced(materials=(*known, new))
    return view.shown(turn.becomes(state), "meeting.material_added")


def received(turn: MeetingTurn) -> StoredFile | str | Rejected:
    """What was sent or typed."""
    match turn.event:
        case Attached() as sent if sent.size > LARGEST:
            return turn.refuse("meeting-too-large", most=LARGEST // 2**20)
        case Attached() as sent:
            name = " ".join(sent.name.split())[:120]
            return StoredFile(sent.ref.chat.account, sent.file_id, name, sent.mime, sent.size)
        case _:
            return turn.one_line(500)


def drop(turn: MeetingTurn) -> Outcome:
    gone = replace(turn.state, phase="cancelled")
    told = turn.panel(Message(text("sdk-dropped"), title=heading(turn.state)), key=view.CARD)
    effects = (*told, *proposed.dropped(turn.state))
    return turn.done("meeting.dropped", state=gone, effects=effects, finished=True)


# -- the notice


def call(turn: MeetingTurn) -> Outcome:
    """Everybody who should attend is told when, where and what about; where some of them are to be
    at another meeting then, that is said first (`call:anyway`)."""
    ready = _ready(turn)
    if isinstance(ready, Rejected):
        return ready
    same = _at_the_same_time(ready) if turn.actor is not None and not turn.args() else []
    if same:
        return _ask_anyway(ready, same)
    turn = ready.becomes(replace(ready.state, phase="called").advanced(called_at=turn.now))
    turn = turn.becomes(turn.state.timed(opens_at=turn.now))
    state = turn.state
    starts = state.definition.starts_at or turn.now
    said = view.own(turn, 0)
    how: Any = {"deferrable": True, "time_sensitive": True, "until": useful_until(turn.now, starts)}
    files = tuple(
        Attachment(each.name, each)
        for each in state.progress.materials
        if isinstance(each, StoredFile)
    )
    said = replace(said, attachments=files)
    told: list[Effect] = [*turn.tell(invited(turn), "own", said, **how)]
    if state.progress.rule is not None and state.progress.rule.body == "members":
        told.append(Send(ToRoom(turn.unit), "invitation", _for_all(turn, said)))
    revision = state.schedule.revision
    timers = (SetTimer("start", starts, revision=revision), *reminder_timer(turn, starts, turn.now))
    seats = (Raise("seat", each) for each in state.progress.expected)
    return view.shown(turn, "meeting.called", effects=(*told, *timers, *seats), moved=True)


def _at_the_same_time(turn: MeetingTurn) -> list[MeetingState]:
    """The meetings that some of those who should attend this one are called to at that time.
    Requires `earlier`."""
    first, last = span(turn.state)
    return [
        each
        for _, each in sorted(others(turn).items())
        if each.phase in ("called", "held")
        and span(each)[0] < last
        and first < span(each)[1]
        and set(each.progress.expected) & set(turn.state.progress.expected)
    ]


def _ask_anyway(turn: MeetingTurn, same: list[MeetingState]) -> Outcome:
    people = set(turn.state.progress.expected)
    named = [
        text(
            "meeting-also-called",
            kind=title_of(each),
            at=Moment(span(each)[0]),
            n=len(people & set(each.progress.expected)),
        )
        for each in same
    ]
    anyway = choice(turn.activity, "call", text("meeting-button-anyway"), "anyway")
    asked = view.question(turn, lines(text("meeting-same-time"), *named), anyway)
    return view.asking(turn, "meeting.call_asked", asked)


def _for_all(turn: MeetingTurn, said: Message) -> Message:
    """In the room, a button leads into one's own chat."""
    rows = tuple(tuple(replace(each, leads=True) for each in row) for row in said.choices)
    return replace(said, choices=rows, attachments=())


def invited(turn: MeetingTurn) -> tuple[int, ...]:
    """Who gets the notice: who should attend, and the guests of the kind."""
    record = turn.state.progress
    guests = record.rule.guests if record.rule is not None else ()
    more = (each.id for each in turn.roster.members(turn.unit) if each.standing in guests)
    return tuple(dict.fromkeys((*record.expected, *more)))


def _ready(turn: MeetingTurn) -> MeetingTurn | Rejected:
    """The turn with who should attend and what earlier meetings left; or why it can't be held."""
    state = turn.state
    rule = state.progress.rule
    settled = FORM.settled(state, turn.now)
    if settled != state:
        return turn.refuse("sdk-in-the-past")
    if rule is None or not FORM.is_complete(state):
        return turn.refuse("sdk-incomplete")
    if turn.actor is not None and not roll.fits(turn.context.rules, turn.actor, rule):
        return turn.refuse("meeting-not-yours", kind=rule.name)
    expected = view.would_attend(turn)
    if not expected:
        return turn.refuse("meeting-nobody")
    return turn.becomes(_with_earlier(turn, counted(turn, state)))


def counted(turn: MeetingTurn, state: MeetingState) -> MeetingState:
    """The state with those who should attend, and vote, as the roster stands."""
    rule = state.progress.rule
    expected = view.would_attend(turn.becomes(state))
    voters = roll.voting(turn.context.rules, turn.roster, rule, expected) if rule else ()
    has_committee = len(roll.committee_of(turn.context.rules, turn.roster, turn.unit)) > 1
    caller = turn.roster.people.get(state.organizer or 0)
    group = caller.group if caller is not None and rule and rule.body == "group" else ""
    return state.advanced(expected=expected, voters=voters, committee=has_committee, group=group)


def _with_earlier(turn: MeetingTurn, state: MeetingState) -> MeetingState:
    """What the last meeting of the kind left to be done, and in which meeting of the committee the
    important items were. Requires `earlier`."""
    rule, starts = state.progress.rule, state.definition.starts_at
    held = [
        each
        for _, each in sorted(others(turn).items())
        if each.phase in ("done", "over") and each.definition.starts_at and starts
        and each.definition.starts_at < starts
    ]  # fmt: skip
    same = [
        each
        for each in held
        if each.definition.kind == state.definition.kind
        and roll.are_alike(each.progress.expected, state.progress.expected)
    ]
    last = max(same, key=_begun, default=None)
    if last is not None:
        made = last.progress.resolved
        left = (each.words for at, each in enumerate(made) if at not in last.progress.done)
        state = state.advanced(owed=tuple(left))
    leads = [each.id for each in roll.committee_of(turn.context.rules, turn.roster, turn.unit)]
    committee = [
        each
        for each in held
        if each.progress.rule is not None
        and each.progress.rule.body == "committee"
        and roll.are_alike(each.progress.expected, leads)
    ]
    before = max(committee, key=_begun, default=None)
    step = (
        next((each for each in rule.steps if "committee" in each.evidence), None) if rule else None
    )
    if before is None or step is None or any(each.step == step.id for each in state.progress.shown):
        return state
    day = shown(_begun(before), turn.unit_timezone).date()
    by = before.progress.chair
    proof = Shown(step.id, by, _begun(before), f"{_named(turn, before)} {day}")
    return state.advanced(shown=(*state.progress.shown, proof))


def _begun(state: MeetingState) -> datetime:
    at = state.progress.opened_at or state.definition.starts_at
    return at or state.progress.entered_at or datetime.min.replace(tzinfo=UTC)


def _named(turn: MeetingTurn, state: MeetingState) -> str:
    rule, unit = state.progress.rule, turn.roster.units.get(turn.unit)
    if rule is None:
        return ""
    return (
        rule.name.en
        if unit is not None and unit.language == "en" and rule.name.en
        else rule.name.zh
    )


def enter(turn: MeetingTurn) -> Outcome:
    """A meeting that was held already: its record begins with the roll."""
    ready = _ready(turn)
    if isinstance(ready, Rejected):
        return ready
    state = ready.state
    starts = state.definition.starts_at or turn.now
    ended = min(starts + timedelta(minutes=state.definition.minutes), turn.now)
    state = replace(state, phase="minutes").advanced(opened_at=starts, ended_at=ended)
    entered = turn.becomes(state)
    seats = (Raise("seat", each) for each in state.progress.expected)
    return view.shown(entered, "meeting.entered", effects=seats, moved=True)


def also(turn: MeetingTurn) -> Outcome:
    """Another meeting on the same occasion, with a record of its own."""
    meeting, actor = turn.state.definition, turn.actor
    details = {
        CARRIED: turn.id,
        "starts_at": meeting.starts_at.isoformat() if meeting.starts_at else "",
        "place": meeting.place,
        "minutes": meeting.minutes,
    }
    by = actor.id if actor is not None else None
    return turn.done("meeting.also", effects=(Start("meeting", turn.unit, by, details),))
