"""What a meeting keeps of one person, and what becomes of it when they leave or want it erased."""

from __future__ import annotations

from typing import Any

from service.core.access import Scope
from service.core.privacy import Personal
from service.core.workflow import Outcome
from service.sdk import handover
from service.workflows.meeting.drafting import PERMISSION
from service.workflows.meeting.model import MeetingState, MeetingTurn, seat, seated

LEAVE = "leave"
SCOPES = {LEAVE: Scope(subject=True, permission=PERMISSION)}
"""Why somebody asks for leave, in their own words: read by whoever decides."""


def _kept(state: MeetingState, person: int) -> dict[str, Any]:
    points = [each for each in state.progress.points if each.speaker == person]
    return {"roll": seat(state.progress, person), "points": points}


def _forgotten(state: MeetingState, person: int, over: bool) -> MeetingState:
    """Their words about a leave go; who was there and what was said is the record."""
    line = seat(state.progress, person)
    return seated(state, person, words=None) if line.words is not None else state


PERSONAL = Personal(
    kept=_kept,
    forgotten=_forgotten,
    confided=frozenset({"words"}),
    reads=frozenset({"meeting.leaves_shown", "meeting.roll_shown", "meeting.roll_exported"}),
)


def names_person(state: MeetingState, person: int) -> bool:
    """Whether the meeting counts on the person: until it ends."""
    record = state.progress
    there = (*record.expected, record.chair, record.recorder)
    return state.phase in ("called", "held") and person in there


def member_left(turn: MeetingTurn) -> Outcome:
    """They should not attend any more, and have no vote; another one must chair or take the
    minutes."""
    gone, record = getattr(turn.event, "person", 0), turn.state.progress
    left = turn.state.advanced(
        expected=tuple(each for each in record.expected if each != gone),
        voters=tuple(each for each in record.voters if each != gone),
        chair=0 if record.chair == gone else record.chair,
        recorder=0 if record.recorder == gone else record.recorder,
    )
    return turn.done("meeting.member_left", state=left)


def by_post(state: MeetingState, person: int) -> bool:
    """Whether the person has called it, or is to chair it or take its minutes."""
    record = state.progress
    leads = state.phase in ("called", "held") and person in (record.chair, record.recorder)
    return state.organizer == person or leads


def handed_over(turn: MeetingTurn) -> Outcome:
    """Until it ends, whoever has the post now chairs it, or takes its minutes."""
    before, after = handover.parties(turn)
    record = turn.state.progress
    chair = after if record.chair == before else record.chair
    recorder = after if record.recorder == before and chair != after else record.recorder
    return handover.passed_on(turn, chair=chair, recorder=recorder)
