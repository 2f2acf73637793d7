"""What the asker and the owner do with a request, and what time does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import ClearTimer, Effect, Erase, SetTimer
from service.core.events import Attached, DeliveryFailed, MemberLeft, Said
from service.core.message import Message
from service.core.texts import Moment, Words, lines, series, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.cards import styled
from service.sdk.panels import button, grid
from service.sdk.reach import tell_keepers
from service.sdk.state import State
from service.sdk.thread import Word, kept, word
from service.sdk.times import year_began
from service.sdk.turn import PANEL, refused
from service.workflows.request import view
from service.workflows.request.model import (
    ANSWER,
    READ,
    Course,
    Petition,
    RequestState,
    RequestTurn,
    Terms,
    able_to_answer,
    asker,
    due,
    in_phase,
    is_confidential,
    numbered,
    owner,
    passed,
    petition,
    readings,
    timed,
    title,
)

WEEK = timedelta(days=7)
OPEN = ("received", "handled", "answered")
GOES_ON = "words.draft.on"  # word after word, until the asker sends it

# -- the draft


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> RequestState | Rejected:
    """A member's own; or a look into the ledger, which is over at once."""
    if context.actor is None:
        return refused("sdk-not-allowed")
    ledger = details.get("command") == "requests"
    year = year_began(context.now, context.roster.unit_timezone(unit))
    terms = Terms(context.rules.book_of(context.roster, unit).requests)
    course = Course(year=year, unit=unit)
    return State("ledger" if ledger else "draft", terms, course, context.actor.id)


def ask_how(turn: RequestTurn) -> Outcome:
    """Named, or in confidence: who would read it is said with either."""
    named = able_to_answer(turn, confidential=False)[:1]
    trusted = able_to_answer(turn, confidential=True)[:1]
    above = able_to_answer(turn, confidential=True, above=True)[:1]
    higher = above if above != trusted else ()
    if not named and not trusted:
        return turn.refuse("request-nobody")
    asked = lines(
        text("request-ask-how"),
        *(text("request-how-named", name=turn.roster.name(each)) for each in named),
        *(text("request-how-confidential", name=turn.roster.name(each)) for each in trusted),
        *(text("request-how-above", name=turn.roster.name(each)) for each in higher),
    )
    rows = grid(
        turn.activity,
        "request-button-named" if named else "",
        "request-button-confidential" if trusted else "",
        "request-button-above" if higher else "",
        "request-button-drop",
    )
    return _step(turn, "begun", Message(asked, choices=rows))


def choose_how(turn: RequestTurn) -> Outcome:
    above = turn.name == "above"
    confidential = above or turn.name == "confidential"
    if confidential and turn.context.abroad:
        return turn.refuse("request-not-abroad")
    chosen = turn.becomes(turn.state.defined(confidential=confidential, above=above))
    if not owner(chosen):
        return turn.refuse("request-nobody")
    return ask_words(chosen)


def ask_words(turn: RequestTurn) -> Outcome:
    """The words and files, in as many messages as it takes."""
    if turn.state.definition.confidential is None:
        return ask_how(turn)
    written = len(petition(turn).thread)
    said = text("request-ask-words", n=written, name=turn.roster.name(owner(turn)))
    send = styled(button(turn.activity, "request-button-send"), "primary") if written else ""
    rows = grid(turn.activity, send, "request-button-drop")
    return _step(turn, "drafted", Message(said, choices=rows), prompt=GOES_ON)


def _step(turn: RequestTurn, action: str, message: Message, prompt: str = "") -> Outcome:
    shown_ = turn.reply(message, PANEL, prompt=prompt)
    return kept(turn, action, *_erased(turn), *shown_)


def drop(turn: RequestTurn) -> Outcome:
    gone = in_phase(turn, "withdrawn").with_part(Petition("withdrawn"))
    said = gone.reply(Message(text("request-dropped")), PANEL)
    return kept(gone, "dropped", *said, finished=True)


def send(turn: RequestTurn) -> Outcome:
    """To its owner, with its number and by when it is taken up."""
    if not petition(turn).thread or not owner(turn):
        return turn.refuse("request-empty" if owner(turn) else "request-nobody")
    year = shown(turn.state.progress.year or turn.now, turn.unit_timezone).year
    number = f"{year}-{turn.query(numbered(turn)) + 1:03}"
    sent = turn.state.advanced(number=number, sent_at=turn.now, counted=turn.now, owner=owner(turn))
    turn = in_phase(turn.becomes(sent), "received")
    turn = turn.with_part(replace(petition(turn), sent_at=turn.now))
    turn, timer = timed(turn, turn.state.definition.rules.accept_days)
    head, words = text("request-arrived"), petition(turn).thread
    told = view.to_owner(turn, head, *words)
    own = turn.reply(view.panel(turn, text("request-sent", number=number)), PANEL)
    return kept(turn, "sent", *own, *told, timer)


# -- both sides


def ask(turn: RequestTurn) -> Outcome:
    """What is typed next is more of it (`add`), a question (`ask`), the answer (`answer`), or why
    it is opened again (`reopen`)."""
    if is_confidential(turn) and turn.context.abroad:
        return turn.refuse("request-not-abroad")
    own = turn.name in ("add", "reopen")
    to = turn.roster.name(owner(turn) if own else asker(turn))
    name = to if own or not is_confidential(turn) else text("request-the-asker")
    asked = view.question(turn, text(f"request-ask-to-{turn.name}", name=name))
    key = PANEL if own else view.CARD
    how: Any = {"prompt": f"words.{turn.name}", "about": asker(turn)}
    return turn.done(f"request.{turn.name}_asked", effects=turn.reply(asked, key, **how))


def take(turn: RequestTurn) -> Outcome:
    """The words, or a file, from either side."""
    event, part = turn.event, petition(turn)
    asked = event.asked if isinstance(event, Said | Attached) else ""
    step = "".join(asked.split(".")[1:2])
    if step not in _TAKEN.get((_is_asker(turn), turn.state.phase), ()):
        return turn.refuse("sdk-moved-on")
    if is_confidential(turn) and turn.context.abroad:
        return turn.refuse("request-not-abroad")
    found = word(turn, step, part.thread)
    if isinstance(found, Rejected):
        return found
    if step == "draft":
        return ask_words(in_phase(turn, "draft", found))
    if step == "answer":
        return _answered(turn, found)
    if step == "reopen":
        return _reopened(turn, found)
    turn = in_phase(turn, turn.state.phase, found)  # type: ignore[arg-type]
    turn = turn.becomes(turn.state.advanced(asked=step == "ask"))
    head, said = text("request-news", step=step), text("request-said")
    if step == "add":
        own = turn.reply(view.panel(turn, said), PANEL)
        return kept(turn, "added", *_erased(turn), *own, *view.to_owner(turn, head, found))
    own = turn.reply(view.card(turn, said), view.CARD, about=asker(turn))
    told = view.to_asker(turn, head, found, prompt="words.add")
    return kept(turn, "questioned", *_erased(turn), *own, *told)


_TAKEN: Mapping[tuple[bool, str], tuple[str, ...]] = {
    (True, "draft"): ("draft",),
    (True, "received"): ("add",),
    (True, "handled"): ("add",),
    (True, "answered"): ("reopen",),
    (False, "received"): ("ask", "answer"),
    (False, "handled"): ("ask", "answer"),
}
"""What may be written, by whether the asker writes, and by phase."""


def _is_asker(turn: RequestTurn) -> bool:
    return turn.actor is not None and turn.actor.id == asker(turn)


def accept(turn: RequestTurn) -> Outcome:
    """The owner deals with it from now on; the whole time counts from when it came."""
    turn = in_phase(turn, "handled")
    turn, timer = timed(turn, turn.state.definition.rules.answer_days)
    own = turn.reply(view.card(turn), view.CARD, about=asker(turn))
    told = view.to_asker(turn, text("request-accepted"))
    return kept(turn, "accepted", *own, *told, timer)


def _answered(turn: RequestTurn, found: Word) -> Outcome:
    """The asker rates the answer, or opens the request again while there is time."""
    state = turn.state.advanced(answered_at=turn.now, counted=turn.now, asked=False, rating="")
    turn = in_phase(turn.becomes(state), "answered", found)
    until = due(turn, turn.state.definition.rules.reopen_days)
    turn = turn.becomes(turn.state.advanced(due=until))
    own = turn.reply(view.card(turn), view.CARD, about=asker(turn))
    timers = (ClearTimer("late"), SetTimer("settle", until, asker(turn)))
    told = view.to_asker(turn, text("request-answered"), found)
    return kept(turn, "answered", *_erased(turn), *own, *told, *timers)


def _reopened(turn: RequestTurn, found: Word) -> Outcome:
    """It begins anew, with who answered it."""
    course = turn.state.progress
    anew = turn.state.advanced(counted=turn.now, reopened=course.reopened + 1, rating="")
    turn = in_phase(turn.becomes(anew), "received", found)
    turn, timer = timed(turn, turn.state.definition.rules.accept_days)
    own = turn.reply(view.panel(turn, text("request-reopened")), PANEL)
    told = view.to_owner(turn, text("request-news", step="reopen"), found)
    off = ClearTimer("settle", asker(turn))
    return kept(turn, "reopened", *_erased(turn), *own, *told, timer, off)


def rate(turn: RequestTurn) -> Outcome:
    """One tap; another one changes it."""
    rating = next((each for each in view.RATINGS if (each,) == turn.args()), "")
    if not rating:
        return turn.refuse("sdk-moved-on")
    turn = turn.becomes(turn.state.advanced(rating=rating))
    return kept(turn, "rated", *turn.reply(view.panel(turn), PANEL))


def withdraw(turn: RequestTurn) -> Outcome:
    """The asker takes it back; the owner is told, and there is nothing more to do."""
    turn = in_phase(turn, "withdrawn")
    own = turn.reply(view.panel(turn), PANEL)
    told = view.to_owner(turn, text("request-news", step="withdraw"))
    return kept(turn, "withdrawn", *own, *told, finished=True)


# -- looking


def read(turn: RequestTurn) -> Outcome:
    """Everything, to either side; the journal keeps who has read it."""
    action = "request.shown" if _is_asker(turn) else READ
    return turn.done(action, effects=(*view.confided(turn), *_own_card(turn)))


def keep(turn: RequestTurn) -> Outcome:
    return turn.done("request.card_shown", effects=_own_card(turn))


def _own_card(turn: RequestTurn) -> tuple[Effect, ...]:
    if _is_asker(turn):
        return turn.reply(view.panel(turn), PANEL)
    return turn.reply(view.card(turn), view.CARD, about=asker(turn))


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
    others = dict.fromkeys(each for each in above if each not in (mine, asker(turn)))
    unit, phase = roster.full_name(turn.unit), turn.state.phase
    overdue = Message(
        text("request-overdue", unit=unit, number=course.number, days=days, phase=phase)
    )
    how: Any = {"deferrable": True, "time_sensitive": True}
    told = turn.tell(others, "overdue", overdue, **how)
    own = view.to_owner(turn, text("request-yours-overdue", phase=phase, days=days))
    again = SetTimer("late", max(turn.now, since) + WEEK)
    return turn.done("request.overdue", effects=(*(own if mine else ()), *told, again))


def settle(turn: RequestTurn) -> Outcome:
    """Nobody has opened it again in time."""
    turn = in_phase(turn, "closed")
    return kept(turn, "closed", *view.to_asker(turn, text("request-closed")), finished=True)


def undelivered(turn: RequestTurn) -> Outcome:
    """Its owner has no chat: whoever keeps the roster is told, and it stays in the owner's menu."""
    key = turn.event.key if isinstance(turn.event, DeliveryFailed) else ""
    if key != view.CARD:
        return turn.ignore("request-undelivered")
    return turn.done("request.undelivered", effects=tell_keepers(turn, turn.person))


def member_left(turn: RequestTurn) -> Outcome:
    """Who dealt with it has left: whoever may now is told. Without its asker it is over."""
    gone = turn.event.person if isinstance(turn.event, MemberLeft) else 0
    if gone == asker(turn):
        over = replace(turn.state, phase="withdrawn")
        return turn.done("request.orphaned", state=over, finished=True)
    heir = owner(turn)
    passed = turn.becomes(turn.state.advanced(owner=heir))
    told = view.to_owner(passed, text("request-yours-now")) if heir else []
    return turn.done("request.passed_on", state=passed.state, effects=told)


def names(state: RequestState, person: int) -> bool:
    return state.phase in OPEN and person in (state.organizer, state.progress.owner)


def _erased(turn: RequestTurn) -> tuple[Effect, ...]:
    """What is confidential is taken out of the chat once it is kept, but for a file, which is
    fetched from there."""
    typed = isinstance(turn.event, Said) and is_confidential(turn)
    return (Erase(turn.event.ref),) if typed and isinstance(turn.event, Said) else ()
