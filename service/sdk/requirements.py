"""What a transition may have looked up, by name: `on(…, requires=(results,))`."""

from __future__ import annotations

from typing import Any

from service.core.queries import Entries, Results
from service.sdk.turn import Turn


def results(turn: Turn[Any, Any]) -> Results:
    """The summary of everybody's part."""
    return Results(turn.id)


def entries(turn: Turn[Any, Any]) -> Entries:
    """Everybody's part, whole."""
    return Entries(turn.id)
