"""The organizer's side once the offer is sent: agree, propose, move, call off, and the panel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import Effect, Raise, Release
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk.nudge import Whom
from service.sdk.panels import choice, confirmation
from service.workflows.talk import view, wishes
from service.workflows.talk.booking import (
    SETTLE,
    agree,
    called_off,
    keys_held,
    to_lead,
    to_member,
    told_lead,
)
from service.workflows.talk.drafting import refuse_times, unfit, unfit_slots
from service.workflows.talk.model import (
    OPEN,
    Slot,
    TalkTurn,
    lead_of,
    may_read,
    owner_of,
    talk_of,
    talks_of,
    typed,
)
from service.workflows.talk.times import BadTime, from_args, read_pattern, read_times
from service.workflows.talk.view import choosing, for_member, look

# -- one talk


def who(turn: TalkTurn) -> Outcome:
    """How the talk with this member stands, and what can be done."""
    shown = look(turn)
    if turn.actor is not None and turn.actor.id != shown.lead_id:
        to, state = turn.actor.id, view.owner_state(shown)
        return told_lead(turn, "talk.looked_at", shown, state, to=to)
    return told_lead(turn, "talk.looked_at", shown, view.lead_state(shown))


def accept(turn: TalkTurn) -> Outcome:
    """Agree to the time the member asks for (`agree:seconds`)."""
    at = from_args(turn.args())
    if at is None or talk_of(turn).by != "member" or at != talk_of(turn).wanted:
        return turn.refuse("sdk-moved-on")
    return agree(turn, at, lead=True)


def ask_time(turn: TalkTurn) -> Outcome:
    """Another time: the secretary will type it; for a wish there may be several."""
    shown = look(turn)
    several = shown.talk.phase == "requested"
    key = "talk-type-times" if several else "talk-type-proposal"
    asked = view.say(text(key, name=shown.member_name), shown.lead("who", view.BACK))
    return told_lead(turn, "talk.proposal_asked", shown, asked, prompt="propose")


def propose(turn: TalkTurn) -> Outcome:
    """A time in the secretary's own words goes to the member, who must agree."""
    talk, offer = talk_of(turn), turn.state
    listed = read_times(typed(turn), turn.now, turn.timezone)
    found = () if isinstance(listed, BadTime) else listed
    if talk.phase == "requested" and len(found) != 1:
        pattern = read_pattern(typed(turn), turn.now, turn.timezone)
        if pattern is not None:
            found = pattern.times(
                turn.now, turn.timezone, offer.definition.minutes, offer.definition.buffer
            )
        if found:
            refused = unfit_slots(turn, tuple(Slot(at, owner_of(offer)) for at in found))
            return refused or wishes.offer_times(turn, found)
    if isinstance(listed, BadTime):
        return refuse_times(turn, listed)
    if len(found) != 1:
        return turn.refuse("sdk-one-time")
    (at,) = found
    refused = unfit(turn, at)
    if refused:
        return refused
    if at == talk.at and talk.phase == "booked":
        return turn.refuse("talk-same-time")
    proposed = replace(talk, wanted=at, by="lead", talker=lead_of(offer, talk))
    if talk.phase != "booked":
        proposed = replace(proposed, phase="offered", at=None, held_at=None, form=None)
    released = keys_held(turn, talk) if talk.phase == "held" else ()  # it begins anew
    shown = look(turn, proposed)
    effects: list[Effect] = [
        *(Release(key) for key in released),
        to_lead(turn, shown, view.lead_state(shown, text("talk-passed-on"))),
        to_member(turn, for_member(turn, proposed)),
    ]
    return turn.done("talk.proposed", part=proposed, effects=effects)


def offer_anew(turn: TalkTurn) -> Outcome:
    """The talk was missed: the member gets the times that are left once more."""
    talk = talk_of(turn)
    anew = replace(talk, phase="offered", at=None, held_at=None, form=None, asked=0, armed=())
    shown = choosing(turn, anew)
    head = text("talk-offered-anew", name=shown.inviting)
    effects: tuple[Effect, ...] = (
        *(Release(key) for key in keys_held(turn, talk)),
        to_member(turn, view.offered(shown, head), key="offer"),
        to_lead(turn, shown, view.lead_state(shown, text("talk-passed-on"))),
    )
    return turn.done("talk.offered_anew", part=anew, effects=effects)


def recall(turn: TalkTurn) -> Outcome:
    """One of all the talks that are called off together: `cancel` has the offer settled once."""
    off, effects = called_off(turn, by="lead")
    return turn.done("talk.cancelled", part=off, effects=effects)


def why(turn: TalkTurn) -> Outcome:
    """Why the member declined, again."""
    shown = look(turn)
    how: Any = {"key": f"why{turn.person}", "secret": True, "holder": shown.lead_id}
    return told_lead(turn, "talk.reason_read", shown, view.declined(shown), **how)


# -- all of them


def panel(turn: TalkTurn) -> Outcome:
    """Every member with how the talk stands (`panel:page`)."""
    page = sum(turn.ints()[:1])
    other = turn.actor is None or turn.actor.id != owner_of(turn.state)
    shown = view.panel(turn.activity, turn.roster, talks_of(turn), page=page, taken_over=other)
    return turn.done("talk.shown", effects=turn.panel(shown))


def unanswered(turn: TalkTurn) -> Whom:
    """Who has been offered times and has not said anything."""
    progress = turn.state.progress
    last = max((each.at for each in progress.slots), default=None)
    return Whom(only_status=("offered",), end=progress.until or last)


def reminder(turn: TalkTurn) -> Message:
    """In nobody's name: it leads each to their own talk."""
    return view.say(
        text("talk-nudge"), choice(turn.activity, "show", text("talk-button-times-left"))
    )


def ask_cancel(turn: TalkTurn) -> Outcome:
    """Whether to call off whatever is not held yet."""
    count = len(_open(turn))
    if not count:
        return turn.refuse("talk-nothing-open")
    asked = text("talk-confirm-cancel", n=count)
    shown = confirmation(turn.activity, "cancel", asked, text("talk-button-cancel-yes"))
    return turn.done("talk.cancel_asked", effects=turn.panel(replace(shown, title=view.TITLE)))


def cancel(turn: TalkTurn) -> Outcome:
    """Call off whatever is not held yet; each talk does it for itself."""
    members = _open(turn)
    if not members:
        return turn.refuse("talk-nothing-open")
    recalled = [Raise("recall", member) for member in members]
    return turn.done("talk.withdrawn", effects=(*recalled, SETTLE))


def _open(turn: TalkTurn) -> tuple[int, ...]:
    return tuple(member for member, talk in talks_of(turn).items() if talk.phase in OPEN)


def readable(turn: TalkTurn) -> Outcome:
    """To who may read notes here without holding the talks: which there are."""
    members = turn.state.progress.members
    talks = talks_of(turn)
    known = [each for each in members if may_read(turn, talks[each], each)]
    if not known:
        return turn.refuse("sdk-not-allowed")
    noted = (each for each in known if talks[each].note is not None)
    shown = view.readable(turn.activity, turn.roster, noted)
    return turn.done("talk.listed", effects=turn.reply(shown, "readable"))
