"""What a sign-up is made of, and one person's part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from service.core.message import StoredFile
from service.core.queries import Summary
from service.sdk.codes import NO_TRIES, Tries
from service.sdk.state import State
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class SignUp:
    """`minutes`: how long it takes; `places`: 0 for any number. `by`: how people check in and out,
    with a tap or with a code that is read out there. `talks`: whether those who come hand in what
    they will talk about."""

    title: str = ""
    about: str = ""
    starts_at: datetime | None = None
    minutes: int = 120
    places: int = 0
    by: Literal["tap", "code"] = "tap"
    talks: bool = False

    def ends(self, starts_at: datetime) -> datetime:
        return starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Places:
    """How many are taken or on offer, who waits for one in order, whether to check in now, and the
    `seed` of the codes, once one was read out."""

    taken: int = 0
    waiting: tuple[int, ...] = ()
    check_in: bool = False
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's part, since when it is so, and until when a place is on offer. Who `passed` has
    let an offer go and is not asked again, unless they sign up again. `out`: when they checked out;
    `code`: of their certificate, and since when it is `void`. `tries`: wrong codes of the place;
    `topic`, `paper`: of their talk."""

    status: Literal["none", "in", "waiting", "offered", "passed", "left", "came"] = "none"
    at: datetime | None = None
    until: datetime | None = None
    out: datetime | None = None
    code: str = ""
    void: datetime | None = None
    tries: Tries = NO_TRIES
    topic: str = ""
    paper: StoredFile | None = None

    def summary(self) -> Summary:
        return Summary("void" if self.void else self.status, at=self.at)

    def hours(self, sign_up: SignUp) -> float:
        """How long they were there, to a tenth: from their check-in, or the beginning if that was
        later, to their check-out, or else to the end. None where the certificate is void."""
        if self.status != "came" or self.at is None or sign_up.starts_at is None or self.void:
            return 0.0
        came, ended = max(self.at, sign_up.starts_at), self.out or sign_up.ends(sign_up.starts_at)
        return round(max(ended - came, timedelta()) / timedelta(hours=1), 1)


SignUpTurn = Turn[State[SignUp, Places], Seat]
