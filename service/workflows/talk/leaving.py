"""Somebody whom an offer counts on has left: their own talk is off, and the talks they were to
lead go back to who sees to such talks now. What was held stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.access import may
from service.core.effects import Effect, Raise, Release
from service.core.events import MemberLeft
from service.core.texts import text
from service.core.workflow import Outcome
from service.workflows.talk import view
from service.workflows.talk.booking import (
    SETTLE,
    keys_held,
    refresh,
    timers_off,
    to_lead,
    to_member,
)
from service.workflows.talk.model import (
    OPEN,
    Offer,
    TalkTurn,
    keys_of,
    lead_of,
    owner_of,
    talk_of,
    talks_of,
)
from service.workflows.talk.view import look


def names(offer: Offer, person: int) -> bool:
    """Whether the offer counts on this person."""
    if offer.phase not in ("draft", "offered"):
        return False
    talkers = (each.person for each in offer.progress.talkers)
    return person in (owner_of(offer), *offer.progress.members, *talkers)


def out_of_draft(turn: TalkTurn) -> Outcome:
    """Nobody is offered a talk who has left; who drafted it may be gone as well."""
    gone, plan = _gone(turn), turn.state.progress
    members = tuple(each for each in plan.members if each != gone)
    talkers = tuple(each for each in plan.talkers if each.person != gone)
    changed = turn.state.advanced(members=members, talkers=talkers or plan.talkers)
    return turn.done("talk.member_left", state=changed)


def member_left(turn: TalkTurn) -> Outcome:
    """Each of the talks sees to itself, once it is known who goes on."""
    gone, offer, talks = _gone(turn), turn.state, talks_of(turn)
    talkers = tuple(each for each in offer.progress.talkers if each.person != gone)
    after = replace(offer.advanced(talkers=talkers), organizer=owner_of(offer))
    if owner_of(offer) == gone:
        after = replace(after, organizer=_heir(turn) or gone)
    raised = []
    for member, talk in talks.items():
        if talk.phase not in OPEN:
            continue
        if member == gone:
            raised.append(Raise("gone", member, gone))
        elif lead_of(offer, talk) == gone:
            raised.append(Raise("orphaned", member, gone))
    return turn.done("talk.member_left", state=after, effects=(*raised, refresh(turn), SETTLE))


def own_talk(turn: TalkTurn) -> Outcome:
    """The talk with who has left is off, and who leads it is told; who keeps the roster hears of
    it with the rest of what that means."""
    talk = talk_of(turn)
    off = replace(talk, phase="cancelled", wanted=None, by=None, step=talk.step + 1, armed=())
    shown = look(turn, off)
    head = text("talk-member-left", name=shown.member_name)
    effects: list[Effect] = [
        *(Release(key) for key in keys_held(turn, talk)),
        *timers_off(turn, talk),
    ]
    if not _keeps_roster(turn, shown.lead_id):
        effects.append(to_lead(turn, shown, view.lead_state(shown, head), deferrable=True))
    return turn.done("talk.cancelled", part=off, effects=effects)


def led_talk(turn: TalkTurn) -> Outcome:
    """The talk that who has left was to lead: it is to be arranged anew. What was confided to
    them alone goes with them."""
    talk, gone = talk_of(turn), getattr(turn.event, "revision", 0)
    anew = replace(
        talk,
        phase="offered",
        talker=None,
        at=None,
        wanted=None,
        by=None,
        step=talk.step + 1,
        armed=(),
        word=None,
        last=None,
    )
    released: tuple[str, ...] = ()
    if talk.phase == "booked" and talk.at is not None:
        released = keys_of(turn.state, gone, turn.person, talk.at)
    shown = look(turn, anew)
    names = {"name": view.name_of(turn.roster, gone), "other": shown.lead_name}
    how: Any = {"deferrable": True, "time_sensitive": talk.phase == "booked"}
    effects: list[Effect] = [
        *(Release(key) for key in released),
        *timers_off(turn, talk),
    ]
    if turn.part is not None:  # the offer has reached the member
        told = view.member_state(shown, text("talk-lead-left", **names))
        effects.append(to_member(turn, told, **how))
    return turn.done("talk.orphaned", part=anew, effects=effects)


def _gone(turn: TalkTurn) -> int:
    return turn.event.person if isinstance(turn.event, MemberLeft) else 0


def _heir(turn: TalkTurn) -> int | None:
    """Who sees to the offer now: of those who may, who keeps the roster, else the first."""
    able = turn.organizers_of(turn.unit)
    keepers = (each for each in able if _keeps_roster(turn, each))
    return next(keepers, able[0] if able else None)


def _keeps_roster(turn: TalkTurn, person: int) -> bool:
    known = turn.roster.people.get(person)
    return may(turn.context.rules, turn.roster, known, "roster.manage", turn.unit)
