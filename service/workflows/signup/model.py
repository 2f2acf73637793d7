"""What a sign-up is made of, and one person's part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from service.sdk.state import State
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class SignUp:
    """`minutes`: how long it takes; `places`: 0 for any number."""

    title: str = ""
    about: str = ""
    starts_at: datetime | None = None
    minutes: int = 120
    places: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """How many places are taken or on offer, and who waits for one, in order."""

    taken: int = 0
    waiting: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's part. Who has `passed` was offered a place and let it go."""

    status: Literal["none", "in", "waiting", "offered", "passed", "left", "came"] = "none"
    arrived_at: datetime | None = None

    def hours(self, sign_up: SignUp) -> float:
        """How long they were there, from the beginning or from their arrival on, to a tenth."""
        if self.arrived_at is None or sign_up.starts_at is None:
            return 0.0
        late = max(self.arrived_at - sign_up.starts_at, timedelta()) / timedelta(hours=1)
        return round(sign_up.minutes / 60 - late, 1)


SignUpState = State[SignUp, Places]
SignUpTurn = Turn[SignUpState, Seat]
