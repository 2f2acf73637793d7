"""Where a talk is held and how one gets there; and that somebody comes late.

A place is said along with the talk. A phone number or an address to call is private: it is sealed
wherever it is kept, and shown to the two sides alone.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect
from service.core.texts import Words, text
from service.core.workflow import Decision, Outcome, Rejected
from service.sdk.panels import moment
from service.workflows.talk import preview
from service.workflows.talk.booking import (
    share,
    timers_of,
    timers_off,
    to_lead,
    to_member,
    told_lead,
)
from service.workflows.talk.drafting import in_draft, preview_of, step
from service.workflows.talk.model import NEAR, TalkTurn, confided, talk_of
from service.workflows.talk.planned import LONGEST_PLACE
from service.workflows.talk.view import BACK, LATE, look, restored, say

LATENESS = (5, 10, 15, 20, 30)  # minutes


# -- of the whole offer, while it is prepared


def ask_where_of_all(turn: TalkTurn) -> Outcome:
    asked = preview.ask(turn, _question(turn))
    return step(turn, "talk.where_asked", asked, prompt="where")


def set_where_of_all(turn: TalkTurn) -> Outcome:
    """The same place or address for all; what is private is taken out of the chat."""
    said = confided(turn, LONGEST_PLACE)
    if said is None:
        return _nowhere(turn)
    words, erase = said
    if turn.state.definition.form == "person":
        return preview_of(in_draft(turn, place=words.fresh, link=None), "talk.place_set")
    shown = preview_of(in_draft(turn, place="", link=words), "talk.link_set")
    if isinstance(shown, Decision):
        return replace(shown, effects=(erase, *shown.effects), secret=True)
    return shown


# -- of one talk


def ask_where(turn: TalkTurn) -> Outcome:
    shown = look(turn)
    message = say(_question(turn), shown.lead("who", BACK))
    return told_lead(turn, "talk.where_asked", shown, message, prompt="where")


def set_where(turn: TalkTurn) -> Outcome:
    """Both are told; the calendar entry changes along."""
    said, talk = confided(turn, LONGEST_PLACE), talk_of(turn)
    private = turn.state.definition.form != "person"
    if said is None:
        return _nowhere(turn)
    words, erase = said
    place, link = ("", words) if private else (words.fresh, None)
    changed = replace(talk, place=place, link=link, step=talk.step + 1)
    timers = timers_of(turn, changed)
    changed = replace(changed, armed=tuple(each.name for each in timers))
    shown, head = look(turn, changed), text("talk-where-changed")
    effects: list[Effect] = [
        *((erase,) if private else ()),
        *timers_off(turn, talk),
        *timers,
        to_lead(turn, shown, restored(shown, head, member=False)),
        to_member(turn, restored(shown, head, member=True)),
        *share(shown, changed.link),
    ]
    return turn.done("talk.where_set", part=changed, effects=effects, secret=private)


def _question(turn: TalkTurn) -> Words:
    return text("talk-ask-where", form=turn.state.definition.form)


def _nowhere(turn: TalkTurn) -> Rejected:
    return turn.refuse("talk-no-where", most=LONGEST_PLACE)


def show_link(turn: TalkTurn) -> Outcome:
    """The private number or address once more, to the side that asks."""
    shown = look(turn)
    to = turn.person if turn.is_own() else shown.lead_id
    sent = share(shown, shown.talk.link or turn.state.progress.link, to)
    return turn.done("talk.link_shown", effects=sent) if sent else turn.refuse("talk-no-link")


# -- late


def late(turn: TalkTurn) -> Outcome:
    """One side comes some minutes later (`late:10`): the other is told at once."""
    talk, shown, member = talk_of(turn), look(turn), turn.is_own()
    minutes = next((each for each in LATENESS if (each,) == turn.ints()), LATE)
    if talk.at is None or not talk.at - NEAR <= turn.now <= talk.at + turn.state.definition.length:
        return turn.refuse("talk-not-late-yet")
    name, at = shown.other(member=not member), moment(talk.at)
    told = say(text("talk-late", name=name, minutes=minutes, at=at))
    done = say(text("talk-late-told", name=shown.other(member=member), minutes=minutes))
    key = f"late{turn.person}"  # not in place of the message that the talk is answered with
    effects = (
        to_lead(turn, shown, told if member else done, key=key),
        to_member(turn, done if member else told, key=key),
    )
    return turn.done("talk.late", effects=effects)
