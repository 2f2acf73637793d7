"""How far an activity has come that is still going on, as a page tells one person of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.core.texts import Words


@dataclass(frozen=True, slots=True)
class Act:
    """What the person can do about it there. `prompt`: the token of the question that is answered
    with words (`words.back`); "": a tap does it. `args`: those of the choice."""

    verb: str
    label: Words
    prompt: str = ""
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """Where it is (`stage`), `who` must act, since when and until when (None: nothing says so).

    `title`: what it is called to this person; None: as to everybody. Nothing of this says what the
    activity holds. `about`: whose part what they do concerns.
    """

    stage: Words
    who: Words
    since: datetime | None = None
    until: datetime | None = None
    title: Words | None = None
    acts: tuple[Act, ...] = ()
    about: int | None = None
