"""What an organizer is asked before a step that can't be taken back."""

from __future__ import annotations

from typing import Any

from service.core.texts import Words, text
from service.sdk.audience import invited, named_in
from service.sdk.turn import Turn


def drop(turn: Turn[Any, Any]) -> Words:
    return text("sdk-confirm-drop")


def close(turn: Turn[Any, Any]) -> Words:
    return text("sdk-confirm-close", n=len(invited(turn)))


def cancel(turn: Turn[Any, Any]) -> Words:
    """Whoever has been told of it is told again."""
    told = len(invited(turn)) if turn.state.phase != "scheduled" else 0
    if told and named_in(turn.state):
        return text("sdk-confirm-cancel-named", n=told)
    return text("sdk-confirm-cancel", n=told)
