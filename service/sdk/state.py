"""The state of an activity: what it is made of, how far it has come, and when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from service.core.workflow import Rejected
from service.sdk.turn import Turn
from service.sdk.undo import Undo

D = TypeVar("D")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When it runs. `reminders`: seconds before the close, longest first; None: as its length asks
    for. `remind_at`: moments that the organizer has named besides. `revision`: goes up each time
    the timers are set anew, so that an old timer is known. `nudged_at`: when the organizer last
    reminded those who had not answered. `ahead`: seconds before the opening at which the organizer
    is reminded of it; 0: not at all; None: as usual."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reminders: tuple[int, ...] | None = ()
    revision: int = 0
    nudged_at: datetime | None = None
    remind_at: tuple[datetime, ...] = ()
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class State(Generic[D, P]):
    """The state of every activity.

    `definition`: what a template keeps; it holds nobody's name. `progress`: everything else that
    is of this kind alone. `organizer`: the person whose activity it is; what they may do is asked
    of the role they hold now. `undo`: the newest step, while it can be undone.
    """

    phase: str
    definition: D
    progress: P
    organizer: int | None = None
    schedule: Schedule = field(default_factory=Schedule)
    undo: Undo[State[D, P]] | None = None

    def defined(self, **changes: Any) -> State[D, P]:
        """With other values in the definition."""
        return replace(self, definition=replace(self.definition, **changes))  # type: ignore[type-var]

    def advanced(self, **changes: Any) -> State[D, P]:
        """With other values in the progress."""
        return replace(self, progress=replace(self.progress, **changes))  # type: ignore[type-var]

    def timed(self, **changes: Any) -> State[D, P]:
        """With other values in the schedule."""
        return replace(self, schedule=replace(self.schedule, **changes))

    def revised(self, before: State[D, P]) -> State[D, P]:
        """With timers of its own: those of the state before are outdated."""
        return self.timed(revision=before.schedule.revision + 1)


def value_of(state: State[Any, Any], name: str) -> Any:
    """The value of this name in the schedule or the definition; None without a name."""
    if not name:
        return None
    return getattr(state.schedule if hasattr(state.schedule, name) else state.definition, name)


def planned_again(
    turn: Turn[State[D, P], Any], before: State[D, P]
) -> Turn[State[D, P], Any] | Rejected:
    """The turn on the activity as it was, with timers of its own; refused where it should have
    opened in the meantime."""
    opens_at = before.schedule.opens_at
    if before.phase == "scheduled" and (opens_at is None or opens_at <= turn.now):
        return turn.refuse("sdk-undo-opened")
    return turn.becomes(before.revised(turn.state))


def planned_draft(state: State[D, P], details: Mapping[str, Any]) -> State[D, P]:
    """The draft with the title and the opening that a plan gives it, if one does."""
    title = details.get("title")
    if not title:
        return state
    return state.defined(title=str(title)).timed(opens_at=details.get("opens_at"))


def organizer_of(state: State[Any, Any]) -> int | None:
    return state.organizer
