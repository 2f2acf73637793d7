"""What a big screen shows of a meeting: its live line, the item at hand, and how a vote on it came
out once it is closed. Nothing of a vote that is under way, no names, no check-in code."""

from __future__ import annotations

from typing import Any

from service.core.events import Started
from service.core.screen import Panel, Screen
from service.core.texts import Moment, Words, text
from service.core.workflow import Activity, Context
from service.sdk.turn import Policy, Turn
from service.workflows.meeting import conducting, roll
from service.workflows.meeting.model import MeetingState, MeetingTurn, heading, numbered

PHASES = "called held"
OF_PEOPLE = ("election", "assessment")
"""Kinds of votes about people, which their own announcement tells of."""


def screen(context: Context, activity: Activity[Any]) -> Screen | None:
    state: MeetingState = activity.state
    turn: MeetingTurn = Turn(context, activity, None, Started(), Policy())
    if state.phase == "called" and state.definition.starts_at is not None:
        starts = text("meeting-screen-starts", starts=Moment(state.definition.starts_at))
        return Screen(heading(state), Panel(words=(starts,)), joins=True)
    if state.phase != "held":
        return None
    at, items = state.progress.item, state.definition.items
    where = text("meeting-screen-item", at=at + 1, n=len(items)) if items else ""
    item = (numbered(state, at, plain=True),) if items else ()
    live = Panel(words=(roll.live(state),))
    return Screen(heading(state), Panel(where, item, note=_vote(turn, at)), live, joins=True)


def _vote(turn: MeetingTurn, at: int) -> Words:
    """How the vote on the item came out, or that one goes on."""
    tally = next((each for each in turn.state.progress.tallies if each.item == at), None)
    rule = turn.state.progress.profile
    if tally is None or tally.outcome == "void" or rule is None or rule.kind in OF_PEOPLE:
        return ""
    if not tally.outcome:
        return text("meeting-screen-voting")
    return conducting.tally_words(turn, tally)
