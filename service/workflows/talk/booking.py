"""Booking a talk: the member takes a time, asks for another or declines; it is agreed on, moved,
called off, and any of that undone. Whose time it takes, and its timers, follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.effects import (
    Claim,
    ClearTimer,
    Edit,
    Effect,
    Priority,
    Raise,
    Release,
    Send,
    SetTimer,
    ToPerson,
)
from service.core.message import Message
from service.core.texts import Secret, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import moment
from service.sdk.transitions import entries
from service.sdk.undo import Undo, spent, step_before
from service.workflows.talk import view
from service.workflows.talk.drafting import refuse_times, unfit
from service.workflows.talk.model import (
    Side,
    Stage,
    Talk,
    TalkTurn,
    keys_of,
    lead_of,
    owner_of,
    owners,
    slots_left,
    taken_elsewhere,
    talk_of,
    talks_of,
    typed,
    with_undo,
)
from service.workflows.talk.times import BadTime, from_args, plan_reminders, read_times
from service.workflows.talk.view import TalkView, choosing, for_member, look

SETTLE = Raise("settle")
WAITING = ("offered", "asked")
"""The phases in which the offer shows the member which times are left."""
"""Has the offer look whether every talk is settled."""

# -- whom to tell


def to_member(turn: TalkTurn, message: Message, *, key: str = "talk", **how: Any) -> Send:
    """To the member, in private. `how`: further fields of `Send`."""
    return Send(ToPerson(turn.person), key, message, _priority(turn, turn.person), **how)


def to_lead(
    turn: TalkTurn, shown: TalkView, message: Message, *, key: str = "", to: int = 0, **how: Any
) -> Send:
    """To who leads the talk with one member (or `to` another); what is answered concerns that
    talk. `how`: further fields of `Send`."""
    to = to or shown.lead_id
    key = key or f"m{shown.member}"
    return Send(ToPerson(to), key, message, _priority(turn, to), about=shown.member, **how)


def told_lead(
    turn: TalkTurn, action: str, shown: TalkView, message: Message, **how: Any
) -> Outcome:
    """A step that who leads the talk alone is told of; the talk becomes as it is `shown`. `how`:
    further fields of `Send`."""
    part = shown.talk if shown.talk != talk_of(turn) else None
    return turn.done(action, part=part, effects=(to_lead(turn, shown, message, **how),))


def _priority(turn: TalkTurn, reader: int) -> Priority:
    """What one's own act brings is a reply."""
    actor = turn.actor
    return "reply" if actor is not None and actor.id == reader else "normal"


def share(shown: TalkView, link: Secret | None, *to: int) -> tuple[Send, ...]:
    """The private number or address, sealed, to both sides and nobody else (or one of them)."""
    if link is None:
        return ()
    return tuple(
        Send(
            ToPerson(person),
            f"link{shown.member}",
            view.call_details(shown, link),
            secret=True,
            about=shown.member,
            holder=shown.lead_id,
            scope="details",
        )
        for person in to or (shown.member, shown.lead_id)
    )


# -- the member's side


def take(turn: TalkTurn) -> Outcome:
    """Take one of the times offered (`take:seconds.talker`), or the one that is proposed."""
    talk, offer, at = talk_of(turn), turn.state, from_args(turn.args())
    if at is None:
        return turn.refuse("sdk-moved-on")
    if at == talk.wanted and talk.by == "lead":
        return agree(turn, at, lead=False)
    if talk.phase == "booked":
        booked = view.booked(look(turn))
        return Rejected("talk.booked_already", booked.body, booked.choices)
    (talker,) = turn.ints()[1:2] or (
        owner_of(offer),
    )  # a choice of an earlier release names nobody
    if at not in offer.progress.times_of(talker):
        return turn.refuse("sdk-moved-on")
    return agree(turn, at, lead=False, talker=talker)


def more(turn: TalkTurn) -> Outcome:
    """The next of many times, in place (`more:page`)."""
    shown = replace(choosing(turn), page=sum(turn.ints()[:1]))
    turned = Edit(ToPerson(turn.person), "offer", view.offered(shown))
    return turn.done("talk.page_turned", effects=(turned,))


def ask_time(turn: TalkTurn) -> Outcome:
    """Another time: the member will type it."""
    asked = view.say(text("talk-type-time"), look(turn).own("back", view.BACK))
    effects = (to_member(turn, asked, prompt="when"),)
    return turn.done("talk.other_time_asked", effects=effects)


def want(turn: TalkTurn) -> Outcome:
    """A time in the member's own words goes to who leads the talk."""
    found = read_times(typed(turn), turn.now, turn.timezone)
    if isinstance(found, BadTime):
        return refuse_times(turn, found)
    if len(found) != 1:
        return turn.refuse("sdk-one-time")
    (at,) = found
    refused = unfit(turn, at)
    if refused:
        return refused
    stage: Stage = "booked" if talk_of(turn).phase == "booked" else "asked"
    asked = replace(talk_of(turn), phase=stage, wanted=at, by="member")
    shown = look(turn, asked)
    head = text("talk-member-wants", name=shown.member_name, at=moment(at))
    effects = (
        to_member(turn, for_member(turn, asked, text("talk-passed-on"))),
        to_lead(turn, shown, view.lead_state(shown, head)),
    )
    return turn.done("talk.time_wanted", part=asked, effects=effects)


def keep(turn: TalkTurn) -> Outcome:
    """The new time of the other side does not suit; the talk stays where it is."""
    member = turn.is_own()
    if talk_of(turn).by != ("lead" if member else "member"):
        return turn.refuse("sdk-moved-on")
    kept = replace(talk_of(turn), wanted=None, by=None)
    shown = look(turn, kept)
    mine, theirs = text("talk-kept"), text("talk-kept-by", name=shown.other(member=not member))
    effects = (
        to_member(turn, view.booked(shown, mine if member else theirs)),
        to_lead(turn, shown, view.lead_state(shown, theirs if member else mine)),
    )
    return turn.done("talk.kept", part=kept, effects=effects)


def ask_reason(turn: TalkTurn) -> Outcome:
    """Declining is confirmed by a reason, or by skipping it."""
    shown = look(turn)
    asked = text("talk-ask-reason", name=shown.lead_name)
    message = view.say(asked, shown.own("no!"), shown.own("back", view.BACK))
    effects = (to_member(turn, message, prompt="reason"),)
    return turn.done("talk.reason_asked", effects=effects)


def decline(turn: TalkTurn) -> Outcome:
    """The member declines. A reason is confidential: only who leads the talk gets it."""
    words = typed(turn).strip()
    reason = Secret(fresh=words) if words else None
    declined = replace(talk_of(turn), phase="declined", wanted=None, by=None, reason=reason)
    declined = with_undo(turn, declined)
    shown, secret = look(turn, declined), reason is not None
    effects = (
        to_member(turn, view.member_state(shown)),
        to_lead(turn, shown, view.declined(shown), secret=secret, holder=shown.lead_id),
        SETTLE,
    )
    return turn.done("talk.declined", part=declined, effects=effects, secret=secret)


def back(turn: TalkTurn) -> Outcome:
    """A question is withdrawn: the talk as it stands, in its place."""
    shown = Edit(ToPerson(turn.person), "talk", for_member(turn))
    return turn.done("talk.back", effects=(shown,))


def show(turn: TalkTurn) -> Outcome:
    return turn.done("talk.shown", effects=(to_member(turn, for_member(turn)),))


# -- what both sides lead to


def agree(turn: TalkTurn, at: datetime, *, lead: bool, talker: int | None = None) -> Outcome:
    """Book the talk, or move it to another time. `lead`: who talks has the last word.
    `talker`: with whom, where the member has chosen."""
    offer, talk, member = turn.state, talk_of(turn), turn.person
    refused = unfit(turn, at)
    if refused:
        return refused
    if turn.context.taken:
        return _taken(turn, at, lead=lead)
    with_ = talker or lead_of(offer, talk)
    booked = replace(
        talk, phase="booked", talker=with_, at=at, wanted=None, by=None, step=talk.step + 1
    )
    timers = timers_of(turn, booked)
    booked = replace(booked, armed=tuple([each.name for each in timers]))
    moved, shown = talk.phase == "booked", look(turn, booked)
    wanted, had = keys_of(offer, with_, member, at), keys_held(turn, talk)
    return turn.done(
        "talk.moved" if moved else "talk.booked",
        part=booked,
        effects=[
            *[Claim(key) for key in wanted if key not in had],
            *[Release(key) for key in had if key not in wanted],
            *timers_off(turn, talk),
            *timers,
            to_member(turn, view.newly_booked(shown, member=True, moved=moved)),
            to_lead(turn, shown, view.newly_booked(shown, member=False, moved=moved)),
            *share(shown, booked.link or offer.progress.link),
            refresh(turn),
        ],
    )


def _taken(turn: TalkTurn, at: datetime, *, lead: bool) -> Rejected:
    """The time is another's; what can be done instead."""
    if lead:
        mine = look(turn)
        instead = ((mine.lead("other"),), (mine.lead("who", view.BACK),))
        return Rejected("talk.taken", text("talk-taken-lead", at=moment(at)), instead)
    talk = talk_of(turn)
    shown = choosing(turn, replace(talk, wanted=None))
    known = slots_left(turn.state, talks_of(turn), turn.person, turn.now)
    if shown.left and talk.phase in WAITING and all(each.at != at for each in known):
        # The offer itself is about to show what is left, see `refresh`.
        return Rejected("talk.taken", text("talk-taken-now", at=moment(at)))
    said = text("talk-taken", at=moment(at), left=len(shown.left))
    return Rejected("talk.taken", said, view.slots(shown))


def call_off(turn: TalkTurn) -> Outcome:
    """The talk is off: the member, or who leads it, says so, and both are told."""
    off, effects = called_off(turn, by="member" if turn.is_own() else "lead")
    return turn.done("talk.cancelled", part=off, effects=(*effects, SETTLE))


def called_off(turn: TalkTurn, *, by: Side) -> tuple[Talk, list[Effect]]:
    """The talk is off; both are told, and what was booked is given back."""
    talk = talk_of(turn)
    off = replace(talk, phase="cancelled", wanted=None, by=None, step=talk.step + 1, armed=())
    if turn.actor is not None:
        off = with_undo(turn, off)
    shown, booked = look(turn, off), talk.phase == "booked"
    for_lead = view.off(shown, by, member=False, booked=booked)
    effects: list[Effect] = [
        ClearTimer("offer", turn.person),
        to_lead(turn, shown, for_lead),
        *[Release(key) for key in keys_held(turn, talk)],
        *timers_off(turn, talk),
        refresh(turn),
    ]
    if turn.part is not None:  # the offer has reached the member
        effects.insert(0, to_member(turn, view.off(shown, by, member=True, booked=booked)))
    actor = turn.actor.id if turn.actor is not None else 0
    if by == "lead" and actor in owners(turn) and actor != shown.lead_id:
        effects.append(to_lead(turn, shown, for_lead, to=actor))
    return off, effects


def rebook(turn: TalkTurn) -> Outcome:
    """Who has called their talk off chooses among the times that are left, while the offer is
    open. Who leads it hears of the time that is taken."""
    talk = talk_of(turn)
    if view.rebook(look(turn)) is None:
        return turn.refuse("sdk-moved-on")
    anew = replace(
        talk,
        phase="offered",
        talker=talk.talker if turn.state.progress.wish else None,
        at=None,
        step=talk.step + 1,
        asked=0,
        last=spent(talk.last or Undo()),
    )
    sent = to_member(turn, view.offered(choosing(turn, anew)), key="offer")
    return turn.done("talk.chosen_anew", part=anew, effects=(sent,))


def undo(turn: TalkTurn) -> Outcome:
    """Take the last step back, where that is still possible; whoever was told is told again."""
    newest = talk_of(turn).last or Undo()
    before = step_before(newest, turn, newest.number)
    if isinstance(before, Rejected):
        return before
    if before.phase == "booked" and before.at and before.at <= turn.now:
        return turn.refuse("sdk-undo-late")
    if turn.context.taken and before.at:
        return turn.refuse("talk-taken-lead", at=moment(before.at))
    again = replace(before, step=talk_of(turn).step + 1, last=spent(newest))
    effects: list[Effect] = []
    if again.phase == "booked":
        timers = timers_of(turn, again)
        again = replace(again, armed=tuple(each.name for each in timers))
        effects += [Claim(key) for key in keys_held(turn, again)]
        effects += [*timers, refresh(turn)]
    over = turn.state.phase != "offered"
    reopened = replace(turn.state, phase="offered") if over and not again.settled else None
    return turn.done(
        "talk.undone",
        state=reopened,
        part=again,
        effects=[*effects, *_told_again(turn, again, mine=turn.is_own())],
    )


def _told_again(turn: TalkTurn, again: Talk, *, mine: bool) -> list[Send]:
    """Both sides see the talk as it stands again; of a record only who keeps it."""
    shown = choosing(turn, again)
    name = shown.other(member=not mine)
    head, other = text("sdk-undone"), text("talk-undone-by", name=name)
    lead_reads = view.restored(shown, other if mine else head, member=False)
    for_lead = to_lead(turn, shown, lead_reads)
    if talk_of(turn).phase == "recorded":
        return [for_lead]
    member_reads = view.restored(shown, head if mine else other, member=True)
    return [to_member(turn, member_reads), for_lead]


# -- whose time it takes, and its timers


def keys_held(turn: TalkTurn, talk: Talk) -> tuple[str, ...]:
    """The keys that the talk holds, if it is booked or held."""
    if talk.at is None or talk.phase not in ("booked", "held"):
        return ()
    return keys_of(turn.state, lead_of(turn.state, talk), turn.person, talk.at)


def reminders_of(turn: TalkTurn, person: int) -> tuple[int, ...]:
    """When this person is reminded, in seconds before a talk: their own choice, or else that of
    the offer, or else that of the branch."""
    roster, offered = turn.roster, turn.state.definition.reminders
    own = roster.people[person].reminders if person in roster.people else None
    if own is not None:
        return own
    return (
        offered if offered is not None else turn.context.rules.reminders.of_unit(roster, turn.unit)
    )


def timers_of(turn: TalkTurn, talk: Talk) -> tuple[SetTimer, ...]:
    """The timers of a talk that is agreed on: `r600.m` reminds the member, `r600.s` who talks."""
    offer, people, member = turn.state, turn.roster.people, turn.person
    if talk.at is None:
        return ()
    timers = [SetTimer("record", talk.at + offer.definition.length, member, talk.step)]
    plans: dict[tuple[tuple[int, ...], str], dict[int, datetime]] = {}  # mostly one for both
    for side, person in (("m", member), ("s", lead_of(offer, talk))):
        if person in people:
            wanted = reminders_of(turn, person), people[person].timezone
            if wanted not in plans:
                before, zone = wanted
                quiet = turn.context.quiet
                plans[wanted] = plan_reminders(talk.at, before, quiet, zone, turn.now)
            due = plans[wanted].items()
            timers += [SetTimer(f"r{each}.{side}", at, member, talk.step) for each, at in due]
    return tuple(timers)


def timers_off(turn: TalkTurn, talk: Talk) -> tuple[ClearTimer, ...]:
    """Every timer that the talk may have set."""
    old = [
        f"r{seconds}.{side}" for seconds in turn.state.definition.reminders or () for side in "ms"
    ]
    names = dict.fromkeys((*talk.armed, *old, "record", "ask", "again"))
    return tuple([ClearTimer(name, turn.person) for name in names])


def refresh(turn: TalkTurn) -> SetTimer:
    """Have the offer show the others which of its times are left. By a timer, so that it is once
    for all that is taken or given back in the same moment."""
    return SetTimer("refresh", turn.now)


def show_what_is_left(turn: TalkTurn) -> Outcome:
    """Every member who has been asked and has not agreed on a time sees which are left."""
    talks = dict(turn.query(entries(turn)))
    left = slots_left(turn.state, talks, 0, turn.now, turn.query(taken_elsewhere(turn)))
    effects = [
        Edit(
            ToPerson(member),
            "offer",
            view.offered(TalkView(turn.activity, turn.roster, member, talk, left)),
        )
        for member, talk in talks.items()
        if talk.phase in WAITING
    ]
    if not effects:
        return turn.ignore("talk-nobody-waits")
    return turn.done("talk.refreshed", effects=effects)
