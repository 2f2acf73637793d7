"""What a sign-up is made of, and one person's part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from service.core.queries import Summary
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
    """How many are taken or on offer, who waits for one in order, and whether to check in now."""

    taken: int = 0
    waiting: tuple[int, ...] = ()
    check_in: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's part, since when it is so, and until when a place is on offer. Who `passed` has
    let an offer go and is not asked again, unless they sign up again."""

    status: Literal["none", "in", "waiting", "offered", "passed", "left", "came"] = "none"
    at: datetime | None = None
    until: datetime | None = None

    def summary(self) -> Summary:
        return Summary(self.status, at=self.at)

    def hours(self, sign_up: SignUp) -> float:
        """How long they were there, from the beginning or from their check-in on, to a tenth."""
        if self.status != "came" or self.at is None or sign_up.starts_at is None:
            return 0.0
        late = max(self.at - sign_up.starts_at, timedelta()) / timedelta(hours=1)
        return round(sign_up.minutes / 60 - late, 1)


SignUpTurn = Turn[State[SignUp, Places], Seat]
