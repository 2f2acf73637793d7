"""Where a talk is held and how one gets there; and that somebody comes late.

A place is said along with the talk. A phone number or an address to call is private: it is sealed
wherever it is kept, and shown to the two sides alone.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect
from service.core.texts import text
from service.core.workflow import Decision, Outcome, Rejected
from service.workflows.talk import preview, view
from service.workflows.talk.booking import share, timers_of, timers_off, to_lead, to_member
from service.workflows.talk.drafting import in_draft, preview_of, say
from service.workflows.talk.model import NEAR, TalkTurn, confided, talk_of
from service.workflows.talk.planned import LONGEST_PLACE
from service.workflows.talk.view import look

LATENESS = (5, 10, 15, 20, 30)  # minutes


# -- of the whole offer, while it is prepared


def ask_where_of_all(turn: TalkTurn) -> Outcome:
    return say(turn, "talk.where_asked", preview.ask_where(turn), asks="where")


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
    asked = to_lead(turn, shown, view.ask_where(shown), asks="where")
    return turn.done("talk.where_asked", effects=(asked,))


def set_where(turn: TalkTurn) -> Outcome:
    """Both are told; the calendar entry changes along."""
    said, talk, private = (
        confided(turn, LONGEST_PLACE),
        talk_of(turn),
        turn.state.definition.form != "person",
    )
    if said is None:
        return _nowhere(turn)
    words, erase = said
    changed = replace(
        talk,
        place="" if private else words.fresh,
        link=words if private else None,
        step=talk.step + 1,
    )
    timers = timers_of(turn, changed)
    changed = replace(changed, armed=tuple(each.name for each in timers))
    shown, head = look(turn, changed), text("talk-where-changed")
    effects: list[Effect] = [
        *((erase,) if private else ()),
        *timers_off(turn, talk),
        *timers,
        to_lead(turn, shown, view.restored_for_lead(shown, head)),
        to_member(turn, view.restored_for_member(shown, head)),
        *share(shown, changed.link),
    ]
    return turn.done("talk.where_set", part=changed, effects=effects, secret=private)


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
    minutes = next((each for each in LATENESS if (each,) == turn.ints()), view.LATE)
    if talk.at is None or not talk.at - NEAR <= turn.now <= talk.at + turn.state.definition.length:
        return turn.refuse("talk-not-late-yet")
    told = view.late(shown, member=member, minutes=minutes)
    done = view.late_told(shown, member=member, minutes=minutes)
    key = f"late{turn.person}"  # not in place of the message that the talk is answered with
    effects = (
        to_lead(turn, shown, told if member else done, key=key),
        to_member(turn, done if member else told, key=key),
    )
    return turn.done("talk.late", effects=effects)
