"""A member would like to talk: with whom, with or without a confidential word beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.effects import Effect, SetTimer
from service.core.people import Person
from service.core.texts import Secret, Text, lines, text
from service.core.workflow import Outcome, Rejected
from service.workflows.talk import view
from service.workflows.talk.booking import to_lead, to_member, told_lead
from service.workflows.talk.drafting import in_draft, step
from service.workflows.talk.model import (
    Talk,
    Talker,
    TalkTurn,
    confided,
    owner_of,
    slots_left,
    talk_of,
    talks_of,
    typed,
)
from service.workflows.talk.planned import named
from service.workflows.talk.settings import TalkSettings
from service.workflows.talk.view import BACK, choice, look, name_of, say

LONGEST_WORD = 1000  # characters
SHOWN = 12  # people


def ask_whom(turn: TalkTurn) -> Outcome:
    """Who leads the branch, to tap; anybody of it may be named."""
    people = possible(turn)[:SHOWN]
    shown = turn.roster.told_apart(people)
    offered = [choice(turn.activity, "with", shown[each.id], each.id) for each in people]
    asked = say(text("talk-wish-whom"), *offered, choice(turn.activity, "drop"))
    return step(turn, "talk.wish_begun", asked, prompt="whom")


def choose(turn: TalkTurn) -> Outcome:
    """Somebody who leads the branch, or the units above it (`with:person`)."""
    chosen = turn.ints()
    if len(chosen) != 1 or chosen[0] not in {each.id for each in possible(turn)}:
        return turn.refuse("sdk-moved-on")
    return _chosen(turn, chosen[0])


def name(turn: TalkTurn) -> Outcome:
    """Anybody of the branch, by name."""
    found = named(turn.context, turn.unit, typed(turn))
    if isinstance(found, Text):
        return Rejected("talk.no_such_person", found)
    if len(found) != 1:
        return turn.refuse("talk-one-person")
    return _chosen(turn, found[0])


def _chosen(turn: TalkTurn, person: int) -> Outcome:
    changed = in_draft(turn, talkers=(Talker(person),))
    activity, asked = turn.activity, text("talk-wish-word", name=name_of(turn.roster, person))
    ways = choice(activity, "ask"), choice(activity, "show", BACK), choice(activity, "drop")
    return step(changed, "talk.wish_to", say(asked, *ways), prompt="word")


def send_with_word(turn: TalkTurn) -> Outcome:
    """What was typed is kept sealed, taken out of the chat, and shown to who is asked alone."""
    said = confided(turn, LONGEST_WORD)
    return _send(turn, *said) if said else turn.refuse("talk-no-word", most=LONGEST_WORD)


def send(turn: TalkTurn) -> Outcome:
    return _send(turn, None)


def _send(turn: TalkTurn, word: Secret | None, *more: Effect) -> Outcome:
    draft, me = turn.state, owner_of(turn.state)
    if not draft.progress.talkers or turn.person != me:
        return turn.refuse("talk-incomplete")
    asked = draft.progress.talkers[0].person
    sent = turn.becomes(replace(draft, phase="offered", organizer=asked))
    shown = look(sent, Talk("requested", talker=asked, word=word))
    head = text("talk-wished", name=shown.member_name, word=view.yes_or_no(word is not None))
    waits = timedelta(days=turn.settings(TalkSettings).ask_again_days)
    zone = turn.roster.timezone(asked)
    effects: tuple[Effect, ...] = (
        *more,
        to_member(sent, view.member_state(shown, text("talk-wish-sent"))),
        to_lead(sent, shown, view.lead_state(shown, head)),
        SetTimer("again", turn.context.quiet.next_allowed(turn.now + waits, zone), me),
    )
    wished, secret = shown.talk, word is not None
    return turn.done("talk.wished", state=sent.state, part=wished, effects=effects, secret=secret)


def show_word(turn: TalkTurn) -> Outcome:
    """The member's word beforehand, to who is asked."""
    word = talk_of(turn).word
    if word is None:
        return turn.refuse("talk-nothing-to-read")
    shown = look(turn)
    said = say(lines(text("talk-word-of", name=shown.member_name), word))
    how: Any = {"secret": True, "holder": shown.lead_id, "scope": "confided"}
    return told_lead(turn, "talk.word_read", shown, said, key=f"word{turn.person}", **how)


def offer_times(turn: TalkTurn, times: tuple[datetime, ...]) -> Outcome:
    """Who is asked names several: the member takes one of them."""
    lead = talk_of(turn).talker or owner_of(turn.state)
    there = turn.becomes(turn.state.advanced(talkers=(Talker(lead, times),)))
    anew = replace(talk_of(turn), phase="offered", wanted=None, by=None)
    left = slots_left(there.state, talks_of(there), turn.person, turn.now)
    shown = replace(look(there, anew), left=left)
    effects = (
        to_lead(turn, shown, view.lead_state(shown, text("talk-passed-on"))),
        to_member(turn, view.offered(shown), key="offer"),
    )
    return turn.done("talk.times_offered", state=there.state, part=shown.talk, effects=effects)


def possible(turn: TalkTurn) -> tuple[Person, ...]:
    """Who leads the member's unit, then who leads those above; never the member."""
    me, in_committee = owner_of(turn.state), turn.context.rules.in_committee
    leads = [
        person
        for unit in turn.roster.path(turn.unit)
        for person in turn.roster.here(unit)
        if person.id != me and in_committee(person)
    ]
    return tuple(
        sorted(leads, key=lambda each: (each.unit != turn.unit, each.role != "secretary", each.id))
    )
