"""A plan is agreed by those who lead the unit, and approved or returned by the unit above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.core.effects import Effect, Raise, Send, ToRoom
from service.core.events import Said
from service.core.message import Message
from service.core.texts import Words, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import button, grid
from service.workflows.workplan import paper, view
from service.workflows.workplan.model import (
    PlanTurn,
    committee,
    heading,
    superiors,
)
from service.workflows.workplan.progress import record_of
from service.workflows.workplan.running import concerned, next_month

LONGEST = 1000  # characters of a remark


# -- those who lead the unit


def put(turn: PlanTurn) -> Outcome:
    """The draft goes to those who lead the unit; alone, who drafts it has agreed."""
    refusal = lacking(turn)
    if refusal is not None:
        return refusal
    agreed = {turn.person: turn.now} if turn.person in committee(turn) else {}
    asked = turn.becomes(replace(turn.state, phase="agreeing").advanced(
        asked_at=turn.now, agreed=agreed, meeting=None))  # fmt: skip
    if not view.waited_for(asked):
        return _agreed(asked)
    others = [each for each in view.waited_for(asked) if each != turn.person]
    please = text("workplan-please-agree", name=turn.roster.name(turn.person))
    said = view.whole(asked, please, view.opinion(asked))
    told = turn.tell(others, "agree", said)
    return view.shown(asked, "workplan.put", effects=told)


def lacking(turn: PlanTurn) -> Rejected | None:
    """Why nobody can be asked about it as it is."""
    plan = turn.state.definition
    if plan.first is None or not plan.items:
        return turn.refuse("workplan-empty")
    for at, each in enumerate(plan.items):
        if each.duty is None and each.until is None:
            refusal = turn.refuse("workplan-no-time", name=view.numbered(each, at))
            return replace(refusal, choices=((view.item_button(turn, at),),))
    return None


def ask_put(turn: PlanTurn) -> Words | Rejected:
    refusal = lacking(turn)
    if refusal is not None:
        return refusal
    return text("workplan-confirm-put", n=len([x for x in committee(turn) if x != turn.person]))


def agree(turn: PlanTurn) -> Outcome:
    """One of them agrees; a second tap changes nothing."""
    known = turn.state.progress.agreed
    agreed = {**known, turn.person: known.get(turn.person, turn.now)}
    now = turn.becomes(turn.state.advanced(agreed=agreed))
    thanks = turn.reply(Message(text("workplan-you-agreed"), heading(turn.state)), "agree")
    if not view.waited_for(now):
        return _agreed(now, thanks)
    return turn.done("workplan.agreed_to", state=now.state, effects=thanks)


def objects(turn: PlanTurn) -> Outcome:
    """What one of them would have otherwise goes to who drafts it."""
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("workplan-ask-object"))
        return turn.done("workplan.asked", effects=turn.reply(asked, "agree", prompt="object"))
    words = turn.one_line(LONGEST)
    if isinstance(words, Rejected):
        return words
    said = text("workplan-objects", name=turn.roster.name(turn.person), words=words)
    told = turn.tell(turn.organizers(), f"objects-{turn.person}", Message(
        said, heading(turn.state), grid(turn.activity, "workplan-button-recall")))  # fmt: skip
    thanks = Message(text("workplan-object-passed"), heading(turn.state),
                     grid(turn.activity, "workplan-button-agree"))  # fmt: skip
    return turn.done("workplan.objected", effects=(*told, *turn.reply(thanks, "agree")))


def by_meeting(turn: PlanTurn) -> Outcome:
    """A meeting of those who lead it has agreed: one that was closed since they had the plan."""
    since = turn.state.progress.asked_at
    bodies = {each.id for each in turn.book.meetings if each.body == "committee"}
    closed = [
        each.at
        for each in record_of(turn)
        if each.unit == turn.unit and each.kind in bodies and since and each.at >= since
    ]
    if not closed:
        return turn.refuse("workplan-no-meeting")
    return _agreed(turn.becomes(turn.state.advanced(meeting=max(closed))))


def _agreed(turn: PlanTurn, effects: Iterable[Effect] = ()) -> Outcome:
    """They agree: it can be sent up; where nobody is above, it runs."""
    if not superiors(turn):
        return run(turn, effects)
    now = turn.becomes(replace(turn.state, phase="agreed"))
    told = turn.tell(turn.organizers(), "panel", view.card(view.to_leaders(now)))
    return turn.done("workplan.agreed", state=now.state, effects=(*effects, *told))


def recall(turn: PlanTurn) -> Outcome:
    """Back into the draft; whoever has agreed is asked again."""
    now = turn.becomes(replace(turn.state, phase="draft").advanced(agreed={}, meeting=None))
    return view.shown(now, "workplan.recalled")


# -- the unit above


def ask_send(turn: PlanTurn) -> Words:
    return text("workplan-confirm-send", names=view.names(turn, superiors(turn)))


def send(turn: PlanTurn) -> Outcome:
    """To whoever may approve it, whole and as a document."""
    refusal = lacking(turn)
    if refusal is not None:
        return refusal
    sent = turn.becomes(replace(turn.state, phase="sent").advanced(sent_at=turn.now))
    rows = grid(sent.activity, "workplan-button-approve", "workplan-button-return")
    unit = turn.roster.units[turn.unit].name
    said = view.whole(sent, text("workplan-please-approve", unit=unit), rows)
    said = replace(said, attachments=(paper.document(sent),))
    told = turn.tell(superiors(turn), "approval", said)
    return view.shown(sent, "workplan.sent", effects=told)


def give_back(turn: PlanTurn) -> Outcome:
    """Returned with a remark, which is asked for."""
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("workplan-ask-return"))
        return turn.done("workplan.asked", effects=turn.reply(asked, "approval", prompt="return"))
    words = turn.words(LONGEST)
    if isinstance(words, Rejected):
        return words
    back = turn.becomes(replace(turn.state, phase="returned").advanced(remarks=words))
    thanks = turn.reply(Message(text("workplan-is-returned"), heading(turn.state)), "approval")
    told = turn.tell(turn.organizers(), "panel", view.card(view.to_leaders(back)), prompt=view.ADDS)
    return turn.done("workplan.returned", state=back.state, effects=(*thanks, *told))


def ask_approve(turn: PlanTurn) -> Words:
    return text("workplan-confirm-approve", unit=turn.roster.units[turn.unit].name)


def approve(turn: PlanTurn) -> Outcome:
    thanks = turn.reply(Message(text("workplan-is-approved"), heading(turn.state)), "approval")
    state = turn.state.advanced(approved_at=turn.now, approved_by=turn.person, remarks="")
    return run(turn.becomes(state), thanks)


def run(turn: PlanTurn, effects: Iterable[Effect] = ()) -> Outcome:
    """From now on it runs: those who see to an item have it in their calendars, the unit hears."""
    running = replace(turn.state, phase="running").timed(opens_at=turn.now)
    now = turn.becomes(running.revised(turn.state))
    room = Message(text("workplan-runs", n=len(running.definition.items)), heading(running),
                   (((button(now.activity, "workplan-button-look", leads=True)),),))  # fmt: skip
    raised = (Raise("seat", each) for each in concerned(now))
    way = now.state.progress
    name = turn.roster.name(way.approved_by)
    word = text("workplan-approved", name=name, above=int(bool(way.approved_by)))
    told = turn.tell(turn.organizers(), "panel", view.card(view.to_leaders(now), word))
    effects = (*effects, *told, Send(ToRoom(turn.unit), "runs", room), *raised, *next_month(now))
    return turn.done("workplan.running", state=now.state, effects=effects)
