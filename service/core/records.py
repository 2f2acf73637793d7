"""What has been: how a kind tells a person of their own part, and of what was held around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.core.texts import Words


@dataclass(frozen=True, slots=True)
class Own:
    """One's own part in an activity, in one line.

    `words`: what came of it, behind the activity's title. `verb`: the choice that shows it in full;
    "": nothing does. `hours`: the time given to it.
    """

    words: Words
    verb: str = "show"
    hours: float = 0


@dataclass(frozen=True, slots=True)
class Past:
    """An activity that was held: when it ended, and the choice that shows what came of it, `about`
    whose part where that is another's."""

    at: datetime
    verb: str = "show"
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An activity as a page of what has been lists it. `took_part`: how many did, of what was
    held; the rest as `Own` has it, of one's own."""

    id: int
    kind: str
    title: Words
    at: datetime
    verb: str = ""
    words: Words = ""
    hours: float = 0
    took_part: int = 0
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The records of one month, newest first. `month`: as `2026-03`, and so are `older` and
    `newer`, where there may be more; "": there are none. `sums`: what one's own parts of the whole
    year come to, a line for each kind that adds them up."""

    month: str
    records: tuple[Record, ...] = ()
    older: str = ""
    newer: str = ""
    sums: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Certified:
    """What a certificate says of itself to anybody who has its number, and nothing of the person:
    the day, the hours, and since when it is `void`."""

    at: datetime
    hours: float
    void: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that was held and counts for what the rules prescribe.

    `kind`: what it counts as: the id of a kind of meeting, of a report or of a duty, or
    `rulebook.duties.TALK`. `at`: when it was held, wherever it was written down. `people`: between
    whom, or whose it is, where that matters; `absent`: who missed it and has not made up for it.
    `group`: of which group of the unit, "" of the whole. `amount`: how much of it, such as
    hours. `unit`, `activity` and its `title` are the runtime's to fill in.
    """

    kind: str
    at: datetime
    people: tuple[int, ...] = ()
    group: str = ""
    unit: int = 0
    activity: int = 0
    title: Words = ""
    absent: tuple[int, ...] = ()
    amount: int = 1
