"""How a vote is prepared: by a meeting that names everything, or in the chat, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from service.core.effects import ClearTimer, Edit, Effect, Inform, Send, SetTimer, ToRoom
from service.core.people import Roster
from service.core.secret_ballots import LockUrn, OpenUrn
from service.core.strokes import by_strokes
from service.core.texts import Words, series, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk import fields
from service.sdk.forms import Form
from service.sdk.panels import button, choice, grid, in_rows
from service.sdk.reminders import SHORT
from service.sdk.state import Schedule, State, planned_draft
from service.sdk.turn import refused
from service.workflows.vote import exclusions, view
from service.workflows.vote.casting import ballots
from service.workflows.vote.fields import Matters, Options, People, Rule, matter
from service.workflows.vote.model import (
    PERMISSION,
    Ballot,
    Matter,
    Poll,
    VoteState,
    VoteTurn,
    by_secret_tap,
    in_room,
    on_paper,
    rule_of,
)
from service.workflows.vote.papers import papers
from service.workflows.vote.roll import frozen, headcount

FORM = Form[Ballot, Poll](
    "vote",
    fields.Text("title", longest=100),
    Rule("profile"),
    Options("options", required=False),
    Matters("candidates", required=False),
    fields.Number("seats", values=(1, 2, 3, 4), most=40),
    fields.Moment("closes_at", presets=(10, 30, 60, fields.At(0, 20), fields.At(1, 20))),
    People("tellers"),
    People("monitors"),
)


def needed(turn: VoteTurn) -> tuple[str, ...]:
    """The fields that this vote needs, in the order in which they are asked for."""
    rule, paper = rule_of(turn), on_paper(turn)
    several = rule.kind in ("election", "assessment")
    wanted = {
        "title": True,
        "profile": True,
        "options": rule.kind == "poll",
        "seats": rule.kind == "election",
        "candidates": several,
        "closes_at": not paper and not turn.state.progress.meeting,
        "tellers": paper,
        "monitors": bool(rule.monitors) and (paper or rule.secret),
    }
    return tuple(name for name, is_wanted in wanted.items() if is_wanted)


def missing(turn: VoteTurn) -> str:
    """The first of them without a value; "": none."""
    empty: tuple[Any, ...] = (None, "", (), 0)
    known = {name: FORM.value(turn.state, FORM.fields[name]) for name in needed(turn)}
    return next((name for name, value in known.items() if value in empty), "")


# -- how it begins


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> VoteState | Rejected:
    """From the command, with the title behind it; or from a meeting, by the keys of `Poll` and
    `Ballot`: meeting, item, title, profile, roll, present, candidates, seats, options, tellers,
    monitors, tap, room."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    by = context.actor.id if context.actor is not None else None
    state: VoteState = State("draft", Ballot(), Poll(), by, Schedule())
    if "command" in details:
        title = " ".join(str(details.get("args", "")).split())[:100]
        return planned_draft(state.defined(title=title), details)
    book, profile = context.rules.book_of(context.roster, unit), str(details.get("profile", ""))
    rule = book.vote(profile)
    if profile and rule is None:
        return refused("vote-no-rule")
    poll = Poll(
        meeting=int(details.get("meeting", 0)),
        item=str(details.get("item", "")),
        named=tuple(details["roll"]) if "roll" in details else None,
        present=tuple(details["present"]) if "present" in details else None,
    )
    ballot = Ballot(
        title=str(details.get("title", "")),
        profile=profile,
        options=tuple(map(str, details.get("options", ()))),
        candidates=_candidates(context.roster, details.get("candidates", ())),
        seats=int(details.get("seats", 0) or 0),
        tellers=tuple(details.get("tellers", ())),
        monitors=tuple(details.get("monitors", ())),
        tap=details.get("tap") is True,
        room=details.get("room") is True,
    )
    if rule is not None and not details.get("written_allowed", rule.written):
        rule = replace(rule, written=False)
    return replace(state, definition=ballot, progress=replace(poll, rule=rule))


def _candidates(roster: Roster, given: Iterable[Any]) -> tuple[Matter, ...]:
    return tuple(
        matter(roster, each) if isinstance(each, int) else Matter(str(each)) for each in given
    )


def started(turn: VoteTurn) -> Outcome:
    """Tell the meeting; begin at once where everything is known, else ask for what is missing."""
    poll = turn.state.progress
    told = {"vote": turn.id, "item": poll.item, "title": turn.state.definition.title}
    opened: tuple[Effect, ...] = (
        (Inform(poll.meeting, "vote.opened", told),) if poll.meeting else ()
    )
    if poll.meeting and not missing(turn):
        found = publish(turn)
        if not isinstance(found, Rejected):
            return replace(found, effects=(*found.effects, *opened))
    return shown(turn, "drafted", effects=opened)


def shown(
    turn: VoteTurn, step: str, *above: Any, effects: Iterable[Effect] = (), finished: bool = False
) -> Outcome:
    """The step, with what who leads it sees after it: in a draft what is still missing."""
    if turn.state.phase == "draft" and (name := missing(turn)):
        asked = FORM.ask(turn, FORM.fields[name])
        ways = rule_of(turn).secret and name in ("tellers", "monitors", "closes_at")
        back = grid(turn.activity, view.switch(turn)) if ways or turn.state.definition.paper else ()
        rows = (*back, *asked.choices)
        message, prompt = replace(asked, title=view.title(turn), choices=rows), name
    else:
        message, prompt = view.panel(turn, *above), ""
    told = (*effects, *leaders(turn).panel(message, prompt=prompt))
    return turn.done(f"vote.{step}", state=turn.state, effects=told, finished=finished)


def leaders(turn: VoteTurn) -> VoteTurn:
    """The turn as it tells those who lead the vote: a teller who acts is not one of them."""
    if turn.organizes():
        return turn
    return replace(turn, context=replace(turn.context, actor=None))


def show(turn: VoteTurn) -> Outcome:
    return shown(turn, "shown")


# -- filling in


def ask_or_take(turn: VoteTurn) -> Outcome:
    """A button asks for the value; with a preset it sets it."""
    if turn.args():
        return take(turn)
    asked = FORM.ask(turn, FORM.fields[turn.name])
    return turn.done("vote.asked", effects=turn.panel(asked, prompt=turn.name))


def take(turn: VoteTurn) -> Outcome:
    taken = FORM.answer(turn)
    if isinstance(taken, Rejected):
        return taken
    if turn.name.removeprefix("?") == "profile":  # another rule asks for other things
        state = taken.state.defined(options=(), candidates=(), seats=0).advanced(roll=(), rule=None)
        taken = taken.becomes(state)
    return shown(taken, "filled_in")


def edit(turn: VoteTurn) -> Outcome:
    """Which value is to be changed?"""
    labels = [(each, text(f"vote-field-{each.replace('_', '-')}")) for each in needed(turn)]
    rows = in_rows([choice(turn.activity, name, label) for name, label in labels], 2)
    message = view.page(
        turn, text("sdk-edit"), rows=(*rows, *grid(turn.activity, "sdk-button-keep"))
    )
    return turn.done("vote.edit_asked", effects=turn.panel(message))


def switch_paper(turn: VoteTurn) -> Outcome:
    """Ballot papers, or taps: where the rule leaves it open, or is secret."""
    ballot, secret = turn.state.definition, rule_of(turn).secret
    other = {"tap": not ballot.tap} if secret else {"paper": not ballot.paper}
    return shown(turn.becomes(turn.state.defined(**other)), "way_changed")


def switch_room(turn: VoteTurn) -> Outcome:
    """Asked in the room, or each in private; only an open vote is."""
    other = not turn.state.definition.room
    return shown(turn.becomes(turn.state.defined(room=other)), "way_changed")


def leave_out(turn: VoteTurn) -> Outcome:
    left = exclusions.leave_out(turn)
    return left if isinstance(left, Rejected) else shown(left, "left_out")


def let_in(turn: VoteTurn) -> Outcome:
    return shown(turn.becomes(turn.state.advanced(roll=())), "let_in")


def drop(turn: VoteTurn) -> Outcome:
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    told = _void(turn)
    message = view.page(turn, text("sdk-dropped"))
    return turn.done(
        "vote.dropped", state=gone.state, effects=(*turn.panel(message), *told), finished=True
    )


# -- the opening


def why_not(turn: VoteTurn) -> Rejected | None:
    """Why it can't begin as it is."""
    ballot, rule = turn.state.definition, rule_of(turn)
    if missing(turn):
        return turn.refuse("sdk-incomplete")
    if rule.kind == "election":
        least = rule.least_candidates(ballot.seats)
        if len(ballot.candidates) < least:
            return turn.refuse("vote-few-candidates", least=least, seats=ballot.seats)
    if on_paper(turn) or by_secret_tap(turn):
        candidates = (
            {each.person for each in ballot.candidates} if rule.kind == "election" else set()
        )
        both = [each for each in (*ballot.tellers, *ballot.monitors) if each in candidates]
        if both:
            return turn.refuse("vote-counts-itself", names=series(turn.roster.names(both)))
        if on_paper(turn) and len(ballot.tellers) != 2:
            return turn.refuse("vote-two-tellers")
        if len(ballot.monitors) < rule.monitors:
            return turn.refuse("vote-few-monitors", n=rule.monitors)
    entitled = frozen_turn(turn).state.progress.entitled()
    if not entitled:
        return turn.refuse("vote-nobody")
    if by_secret_tap(turn) and len(entitled) < rule.least_shown:
        return turn.refuse("vote-few-entitled", n=len(entitled), least=rule.least_shown)
    return None


def frozen_turn(turn: VoteTurn) -> VoteTurn:
    """The turn with the rule and the roll as they are from now on."""
    rule, book, ballot = rule_of(turn), turn.book, turn.state.definition
    matters = ballot.candidates or (Matter(),)
    progress = replace(
        turn.state.progress,
        rule=rule,
        book=f"{book.id} {book.version} {book.date}".strip(),
        roll=frozen(turn),
        matters=by_strokes(matters, lambda each: each.name),
        seats=ballot.seats,
    )
    return turn.becomes(replace(turn.state, progress=progress))


def publish(turn: VoteTurn) -> Outcome:
    """The roll is frozen, and the vote is open: by taps, or with papers to be handed out."""
    if (refusal := why_not(turn)) is not None:
        return refusal
    closes = turn.state.schedule.closes_at
    if closes is not None and closes <= turn.now:
        return shown(
            turn.becomes(turn.state.timed(closes_at=None)), "late", text("sdk-in-the-past")
        )
    begun = frozen_turn(turn)
    state = replace(begun.state, phase="open").timed(opens_at=turn.now)
    begun = begun.becomes(state.revised(turn.state))
    counted = state.progress.present is not None
    said = (
        *view.rule_lines(begun, headcount(begun), counted=counted),
        text("vote-announced", paper=int(on_paper(begun)), room=int(in_room(begun))),
    )
    return shown(begun, "opened", effects=opening(begun, *said))


def opening(turn: VoteTurn, *said: Words | None) -> tuple[Effect, ...]:
    """What follows when a round begins: papers to hand out, or a ballot to each."""
    paper = on_paper(turn)
    to_ballot = ((button(turn.activity, "vote-button-ballot", leads=True),),)
    announced = view.page(turn, *said, rows=() if paper else to_ballot)
    room = Send(ToRoom(turn.unit), "announced", announced)
    if paper:
        return (room, *papers(turn), *_to_tellers(turn))
    if in_room(turn):
        asked = Send(ToRoom(turn.unit), view.IN_ROOM, view.question(turn))
        return (room, asked, *_timers(turn))
    urn = (LockUrn(len(turn.state.progress.results)),) if by_secret_tap(turn) else ()
    return (*urn, room, *ballots(turn), *_timers(turn))


def room_closed(turn: VoteTurn) -> tuple[Effect, ...]:
    """Nobody can vote in the room any more."""
    closed = view.question(turn, closed=True)
    return (Edit(ToRoom(turn.unit), view.IN_ROOM, closed),) if in_room(turn) else ()


def _timers(turn: VoteTurn) -> Iterable[SetTimer]:
    """The close, and a reminder halfway to it."""
    closes, revision = turn.state.schedule.closes_at, turn.state.schedule.revision
    if closes is not None:
        yield SetTimer("close", closes, revision=revision)
        if closes - turn.now > SHORT:
            yield SetTimer("remind", turn.now + (closes - turn.now) / 2, revision=revision)


def _to_tellers(turn: VoteTurn) -> list[Send]:
    asked = view.page(turn, text("vote-for-tellers"), rows=grid(turn.activity, "vote-button-count"))
    return turn.tell(turn.state.definition.tellers, "teller", asked)


def _void(turn: VoteTurn) -> tuple[Effect, ...]:
    """The meeting hears that nothing came of it."""
    poll = turn.state.progress
    if not poll.meeting:
        return ()
    details = {"vote": turn.id, "item": poll.item, "outcome": "void", "figures": {}}
    return (Inform(poll.meeting, "vote.closed", details),)


def cancel(turn: VoteTurn) -> Outcome:
    """It is called off: nothing is counted."""
    return called_off(turn, text("vote-cancelled"))


def called_off(turn: VoteTurn, why: Words) -> Outcome:
    """Nothing is counted, and everybody reads why; an urn is emptied unseen."""
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    word = view.page(turn, why)
    emptied = (OpenUrn(len(turn.state.progress.results)),) if by_secret_tap(turn) else ()
    told = (
        *emptied,
        *room_closed(turn),
        ClearTimer("close"),
        ClearTimer("remind"),
        Send(ToRoom(turn.unit), "result", word),
        *turn.tell(turn.state.progress.entitled(), "result", word, deferrable=True),
        *_void(turn),
    )
    return shown(gone, "cancelled", effects=told, finished=True)
