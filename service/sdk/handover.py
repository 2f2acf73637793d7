"""A post is handed over: what is somebody's by their post is the next one's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.events import HandedOver
from service.core.workflow import Outcome
from service.sdk.turn import Turn


def organized_by(state: Any, person: int) -> bool:
    """Whether the activity is this person's by their post (`Workflow.by_post`)."""
    return bool(state.organizer == person)


def parties(turn: Turn[Any, Any]) -> tuple[int, int]:
    """Whose post it was, and whose it is."""
    event = turn.event
    return (event.person, event.to) if isinstance(event, HandedOver) else (0, 0)


def passed_on(turn: Turn[Any, Any], **progress: Any) -> Outcome:
    """It is organized by the next one, if it was by the one before. `progress`: what else of it is
    theirs now. Nobody is told: whoever hands over, and whom to, get one list of everything."""
    before, after = parties(turn)
    state = turn.state
    if state.organizer == before:
        state = replace(state, organizer=after)
    if progress:
        state = state.advanced(**progress)
    return turn.done(f"{turn.activity.kind}.handed_over", state=state)
