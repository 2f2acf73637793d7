"""How an activity stands to one person: where their menu lists it, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.core.texts import Words

Stage = Literal["running", "draft", "scheduled", "recurring"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for an act of one person.

    `words`: what, as it is said behind the activity's title. `due`: by when, None: at any time; or,
    where it `is_deadline` no longer, when it is.
    `verb`, `args` and `about`: the choice that leads to it, as `core.choices.ChoiceId` has them.
    """

    words: Words
    due: datetime | None = None
    verb: str = "show"
    args: tuple[str, ...] = ()
    about: int | None = None
    is_deadline: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """An activity that the person may open.

    `stage`: under what their menu lists it. `title`: as this person calls it; "": as everybody.
    `empty`: nothing has been filled in yet, so a draft that is left is not kept for long. `about`:
    in whose part the person opens it; None: in their own.
    """

    stage: Stage = "running"
    waits: tuple[Waiting, ...] = ()
    title: Words = ""
    empty: bool = False
    about: int | None = None
