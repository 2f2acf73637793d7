"""What the asker and the owner do with a request, and what time does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import ClearTimer, Effect, Erase, SetTimer
from service.core.events import DeliveryFailed, HandedOver, MemberLeft, Said
from service.core.message import Message
from service.core.texts import Moment, Words, lines, series, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.cards import styled
from service.sdk.cases import CARD, bringer, next_number, registered
from service.sdk.panels import button, choice, grid
from service.sdk.reach import tell_keepers
from service.sdk.state import State
from service.sdk.thread import Word, kept
from service.sdk.turn import PANEL, refused
from service.workflows.request.model import (
    ANSWER,
    READ,
    Course,
    RequestState,
    RequestTurn,
    Terms,
    able_to_answer,
    after,
    due,
    is_confidential,
    owner,
    passed,
    readings,
    timed,
    title,
)
from service.workflows.request.view import CASES, RATINGS, panel, to_owner

WEEK = timedelta(days=7)
OPEN = ("received", "handled", "answered")
GOES_ON = "words.draft.on"  # word after word, until the asker sends it
MORE_DAYS = (5, 10, 20)  # working days by which a deadline is moved
HOW: Mapping[str, Mapping[str, bool]] = {
    "named": {"confidential": False},
    "confidential": {"confidential": True},
    "above": {"confidential": True, "above": True},
}

# -- the draft


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> RequestState | Rejected:
    """A member's own; or a look into the ledger, which is over at once."""
    if context.actor is None:
        return refused("sdk-not-allowed")
    ledger = details.get("command") == "requests"
    terms = Terms(context.rules.book_of(context.roster, unit).requests)
    course = Course(**registered(context, unit))
    return State("ledger" if ledger else "draft", terms, course, context.actor.id)


def ask_how(turn: RequestTurn) -> Outcome:
    """Named, or in confidence: who would read it is said with either."""
    ways = {
        way: able_to_answer(turn.becomes(turn.state.defined(**how)))[:1] for way, how in HOW.items()
    }
    if ways["above"] == ways["confidential"]:
        del ways["above"]
    found = {way: people[0] for way, people in ways.items() if people}
    if not found:
        return turn.refuse("request-nobody")
    told = (
        text(f"request-how-{way}", name=turn.roster.name(each.id)) for way, each in found.items()
    )
    buttons = (*(f"request-button-{way}" for way in found), "request-button-drop")
    asked = lines(text("request-ask-how"), *told)
    return _step(turn, "begun", Message(asked, choices=grid(turn.activity, *buttons)))


def choose_how(turn: RequestTurn) -> Outcome:
    chosen = turn.becomes(turn.state.defined(**HOW[turn.name]))
    if found := CASES.refused_abroad(chosen):
        return found
    return ask_words(chosen) if owner(chosen) else turn.refuse("request-nobody")


def ask_words(turn: RequestTurn) -> Outcome:
    """The words and files, in as many messages as it takes."""
    if turn.state.definition.confidential is None:
        return ask_how(turn)
    written = len(CASES.of(turn).thread)
    said = text("request-ask-words", n=written, name=turn.roster.name(owner(turn)))
    send = styled(button(turn.activity, "request-button-send"), "primary") if written else ""
    rows = grid(turn.activity, send, "request-button-drop")
    return _step(turn, "drafted", Message(said, choices=rows), prompt=GOES_ON)


def _step(turn: RequestTurn, action: str, message: Message, prompt: str = "") -> Outcome:
    return _done(turn, action, *turn.reply(message, PANEL, prompt=prompt))


def _done(turn: RequestTurn, action: str, *effects: Effect, finished: bool = False) -> Outcome:
    """The step. What is confidential is taken out of the chat once it is kept, but for a file,
    which is fetched from there."""
    event = turn.event
    typed = isinstance(event, Said) and is_confidential(turn.state)
    erased = (Erase(event.ref),) if typed and isinstance(event, Said) else ()
    return kept(turn, action, *erased, *effects, finished=finished)


def send(turn: RequestTurn) -> Outcome:
    """To its owner, with its number and by when it is taken up."""
    words = CASES.of(turn).thread
    if not words or not owner(turn):
        return turn.refuse("request-empty" if owner(turn) else "request-nobody")
    number = next_number(turn)
    sent = turn.state.advanced(number=number, sent_at=turn.now, counted=turn.now, owner=owner(turn))
    turn = CASES.in_phase(turn.becomes(sent), "received", sent_at=turn.now)
    turn, timer = timed(turn, turn.state.definition.rules.accept_days)
    told = to_owner(turn, text("request-arrived"), *words)
    own = turn.reply(panel(turn, text("request-sent", number=number)), PANEL)
    return kept(turn, "sent", *own, *told, timer)


# -- both sides


def ask(turn: RequestTurn) -> Outcome:
    """What is typed next is more of it (`add`), a question (`ask`), the answer (`answer`), or why
    it is opened again (`reopen`)."""
    own = turn.name in ("add", "reopen")
    name: Words = turn.roster.name(owner(turn) if own else bringer(turn))
    if not own and is_confidential(turn.state):
        name = text("request-the-asker")
    return CASES.ask(turn, text(f"request-ask-to-{turn.name}", name=name))


def take(turn: RequestTurn) -> Outcome:
    """The words, or a file, from either side."""
    found = CASES.taken(turn, _TAKEN.get((CASES.is_below(turn), turn.state.phase), ()))
    if isinstance(found, Rejected):
        return found
    match found.step:
        case "draft":
            return ask_words(CASES.added(turn, found))
        case "answer":
            return _answered(turn, found)
        case "reopen":
            return _reopened(turn, found)
        case "extend":
            return _extended(turn, found)
    turn = CASES.added(turn.becomes(turn.state.advanced(asked=found.step == "ask")), found)
    head, own = text("request-news", step=found.step), CASES.own_card(turn, text("request-said"))
    if found.step == "add":
        return _done(turn, "added", *own, *to_owner(turn, head, found))
    return _done(turn, "questioned", *own, *CASES.to_below(turn, head, found, prompt="words.add"))


_OWNERS = ("ask", "answer", "extend")
_TAKEN: Mapping[tuple[bool, str], tuple[str, ...]] = {
    (True, "draft"): ("draft",),
    (True, "received"): ("add",),
    (True, "handled"): ("add",),
    (True, "answered"): ("reopen",),
    (False, "received"): _OWNERS,
    (False, "handled"): _OWNERS,
}
"""What may be written, by whether the asker writes, and by phase."""


def accept(turn: RequestTurn) -> Outcome:
    """The owner deals with it from now on; the whole time counts from when it came."""
    turn = CASES.in_phase(turn, "handled")
    turn, timer = timed(turn, turn.state.definition.rules.answer_days)
    told = CASES.to_below(turn, text("request-accepted"))
    return kept(turn, "accepted", *CASES.own_card(turn), *told, timer)


def _answered(turn: RequestTurn, found: Word) -> Outcome:
    """The asker rates the answer, or opens the request again while there is time."""
    state = turn.state.advanced(
        answered_at=turn.now, counted=turn.now, moved_to=None, asked=False, rating=""
    )
    turn = CASES.in_phase(turn.becomes(state), "answered", found)
    until = due(turn, turn.state.definition.rules.reopen_days)
    turn = turn.becomes(turn.state.advanced(due=until))
    timers = (ClearTimer("late"), SetTimer("settle", until, bringer(turn)))
    told = CASES.to_below(turn, text("request-answered"), found)
    return _done(turn, "answered", *CASES.own_card(turn), *told, *timers)


def _reopened(turn: RequestTurn, found: Word) -> Outcome:
    """It begins anew, with who answered it."""
    again = turn.state.progress.reopened + 1
    anew = turn.state.advanced(counted=turn.now, reopened=again, rating="")
    turn = CASES.in_phase(turn.becomes(anew), "received", found)
    turn, timer = timed(turn, turn.state.definition.rules.accept_days)
    told = to_owner(turn, text("request-news", step="reopen"), found)
    own = CASES.own_card(turn, text("request-reopened"))
    return _done(turn, "reopened", *own, *told, timer, ClearTimer("settle", bringer(turn)))


def rate(turn: RequestTurn) -> Outcome:
    """One tap; another one changes it."""
    rating = next((each for each in RATINGS if (each,) == turn.args()), "")
    if not rating:
        return turn.refuse("sdk-moved-on")
    turn = turn.becomes(turn.state.advanced(rating=rating))
    return kept(turn, "rated", *CASES.own_card(turn))


def withdraw(turn: RequestTurn) -> Outcome:
    """The asker takes it back; the owner is told, and there is nothing more to do."""
    turn = CASES.in_phase(turn, "withdrawn")
    told = to_owner(turn, text("request-news", step="withdraw"))
    return kept(turn, "withdrawn", *CASES.own_card(turn), *told, finished=True)


# -- another owner, another day


def hand(turn: RequestTurn) -> Outcome:
    """To somebody else who may answer it; its day stays."""
    to = CASES.chosen(turn)
    if isinstance(to, Rejected):
        return to
    before = owner(turn)
    handed = (*(each for each in turn.state.progress.handed if each != before), before)
    turn = turn.becomes(turn.state.advanced(owner=to.id, handed=handed))
    turn, told = CASES.handed(turn, to)
    words = CASES.of(turn).thread
    return kept(turn, "handed", *told, *to_owner(turn, text("request-yours-now"), *words))


def ask_extension(turn: RequestTurn) -> Outcome:
    """By how many working days (`extend:days`), then why: the asker reads both."""
    for days in turn.ints()[:1]:
        if days not in MORE_DAYS:
            return turn.refuse("sdk-moved-on")
        asked = text("request-ask-why", at=Moment(_moved(turn, days)))
        return CASES.ask(turn, asked, step=f"extend.{days}")
    about = bringer(turn)
    offered = (
        choice(
            turn.activity,
            "extend",
            text("request-more-days", n=each, at=Moment(_moved(turn, each), "day")),
            each,
            about=about,
        )
        for each in MORE_DAYS
    )
    rows = grid(turn.activity, *offered, button(turn.activity, "sdk-button-keep", about=about))
    asked_ = Message(text("request-ask-extension"), title(turn.state), rows)
    told = turn.reply(asked_, CARD, about=about)
    return turn.done("request.extension_asked", effects=told)


def _moved(turn: RequestTurn, days: int) -> Any:
    return after(turn, max(turn.now, turn.state.progress.due or turn.now), days)


def _extended(turn: RequestTurn, found: Word) -> Outcome:
    """It is late only after that day, for the superior as well; the asker reads why."""
    days = sum(int(each) for each in turn.args()[1:2] if each.isdigit())
    if days not in MORE_DAYS or not found.text:
        return turn.refuse("sdk-moved-on")
    at = _moved(turn, days)
    turn = CASES.added(turn.becomes(turn.state.advanced(due=at, moved_to=at)), found)
    own = CASES.own_card(turn, text("request-extended", at=Moment(at)))
    told = CASES.to_below(turn, text("request-news", step="extend"), found)
    return _done(turn, "extended", *own, *told, SetTimer("late", at))


# -- looking


def read(turn: RequestTurn) -> Outcome:
    """Everything, to either side; the journal keeps who has read it."""
    action = "request.shown" if CASES.is_below(turn) else READ
    confided = CASES.confided(turn, CASES.whole(turn))
    return turn.done(action, effects=(*confided, *CASES.own_card(turn)))


def who_read(turn: RequestTurn) -> Outcome:
    found: list[Words] = [
        lines(turn.roster.name(each.actor), Moment(each.at), sep=" ")
        for each in turn.query(readings(turn))
        if each.actor is not None
    ]
    told = Message(text("request-readers", names=series(found)), title(turn.state))
    return turn.done("request.readers_shown", effects=turn.reply(told, "readers"))


# -- what time and others bring


def late(turn: RequestTurn) -> Outcome:
    """Its day is over: the owner, the secretary and the superior hear its number and how long it
    has waited, and nothing else."""
    course, roster = turn.state.progress, turn.roster
    since = course.due or turn.now
    days = (shown(turn.now, turn.unit_timezone) - shown(since, turn.unit_timezone)).days
    mine, parent = owner(turn), roster.units[turn.unit].parent
    above = (*turn.holders(ANSWER, passed(turn, turn.state)), *turn.holders(ANSWER, parent))
    others = dict.fromkeys(each for each in above if each not in (mine, bringer(turn)))
    unit, phase = roster.full_name(turn.unit), turn.state.phase
    overdue = Message(
        text("request-overdue", unit=unit, number=course.number, days=days, phase=phase)
    )
    how: Any = {"deferrable": True, "time_sensitive": True}
    told = turn.tell(others, "overdue", overdue, **how)
    own = to_owner(turn, text("request-yours-overdue", phase=phase, days=days)) if mine else []
    again = SetTimer("late", max(turn.now, since) + WEEK)
    return turn.done("request.overdue", effects=(*own, *told, again))


def settle(turn: RequestTurn) -> Outcome:
    """Nobody has opened it again in time."""
    turn = CASES.in_phase(turn, "closed")
    return kept(turn, "closed", *CASES.to_below(turn, text("request-closed")), finished=True)


def undelivered(turn: RequestTurn) -> Outcome:
    """Its owner has no chat: whoever keeps the roster is told, and it stays in the owner's menu."""
    key = turn.event.key if isinstance(turn.event, DeliveryFailed) else ""
    if key != CARD:
        return turn.ignore("request-undelivered")
    return turn.done("request.undelivered", effects=tell_keepers(turn, turn.person))


def member_left(turn: RequestTurn) -> Outcome:
    """Who dealt with it has left: whoever may now is told. Without its asker it is over."""
    gone = turn.event.person if isinstance(turn.event, MemberLeft) else 0
    if gone == bringer(turn) and not isinstance(turn.event, HandedOver):
        over = replace(turn.state, phase="withdrawn")
        return turn.done("request.orphaned", state=over, finished=True)
    heir = owner(turn)
    passed_on = turn.becomes(turn.state.advanced(owner=heir))
    told = to_owner(passed_on, text("request-yours-now")) if heir else []
    return turn.done("request.passed_on", state=passed_on.state, effects=told)


def names(state: RequestState, person: int) -> bool:
    return state.phase in OPEN and person in (state.organizer, state.progress.owner)


def by_post(state: RequestState, person: int) -> bool:
    """Whether the person deals with it."""
    return state.phase in OPEN and person == state.progress.owner
