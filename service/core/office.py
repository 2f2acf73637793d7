"""What the pages for offices show, as plain data in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

State = Literal["", "late", "due", "met"]
Running = Literal["", "running", "over", "cancelled"]
Sort = Literal["newest", "oldest"]
Every = Literal["", "week", "month"]
"""How often a report is sent; "": never."""

SMALLEST = 5
"""The smallest count that is told of people without names; see `hidden`."""


class NotHere(Exception):
    """There is no such thing in what the reader may see; whether there is one elsewhere is not
    said."""


class TooMany(Exception):
    """More rows than a table takes; narrower filters help."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page is asked for. `unit`: 0: the reader's own. `month`: `2026-03`, or a year.
    `held`: a kind as the rules count it; `kind`: of activities; of duties, `units` for the units
    by the worst of theirs. `after`: the last row of the page before. `words`: in the title."""

    unit: int = 0
    month: str = ""
    held: str = ""
    kind: str = ""
    duty: str = ""
    state: str = ""
    words: str = ""
    sort: Sort = "newest"
    after: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of `n` things, how many are met, open, and late."""

    n: int = 0
    met: int = 0
    due: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Crumb:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Up to when the figures are counted ("": they are being counted), and how many units are
    still to be counted, of how many."""

    as_of: str = ""
    left: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The unit of a page: the way to it from the reader's own unit, and its figures. `units`:
    those with duties, each as the worst of them is."""

    id: int
    name: str
    path: tuple[Crumb, ...]
    members: int
    units: Counts
    duties: Counts
    stamp: Stamp
    below: int = 0  # units right below


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a list, with everything below it."""

    id: int
    name: str
    members: int = 0
    units: Counts = Counts()
    duties: Counts = Counts()
    last: str = ""  # the day of what was held last
    below: int = 0


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A duty, and how the units that have it stand to it."""

    duty: str
    name: str
    period: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class DutyLine:
    """How one unit stands to one duty in one period, which begins on the day `since`."""

    unit: int
    unit_name: str
    duty: str
    name: str
    since: str
    until: str
    status: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    id: int
    title: str
    kind: str
    unit: int
    unit_name: str
    at: str
    state: Running
    took_part: int | None = 0  # None: nobody takes part in it, it was only noted


@dataclass(frozen=True, slots=True)
class Strip:
    """What was held in each month of a year, by kind. `kinds`: the words for each; `counts`: by
    kind, the twelve months."""

    year: int
    kinds: Mapping[str, str]
    counts: Mapping[str, tuple[int, ...]]
    older: int = 0  # 0: there is nothing
    newer: int = 0


@dataclass(frozen=True, slots=True)
class TodayPage:
    head: Head
    own: tuple[DutyLine, ...]
    behind: tuple[UnitLine, ...]
    latest: tuple[ActivityLine, ...]
    reports: Every = ""


@dataclass(frozen=True, slots=True)
class TreePage:
    head: Head
    units: tuple[UnitLine, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    head: Head
    strip: Strip
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """`behind`: the units that are behind, or `lines`: each duty by itself, where a unit, a rule or
    a state is asked for."""

    head: Head
    rules: tuple[RuleLine, ...]
    behind: tuple[UnitLine, ...] = ()
    lines: tuple[DutyLine, ...] = ()
    each: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True)
class ActivitiesPage:
    head: Head
    rows: tuple[ActivityLine, ...]
    kinds: Mapping[str, str]
    held: str = ""  # the word for the kind that is counted
    next: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A count of people by a word; None: too small to be told."""

    name: str
    n: int | None


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """`took_part` of `members`; `shares`: how their parts stand. `counted`: what it counts as."""

    line: ActivityLine
    path: tuple[Crumb, ...]
    members: int
    shares: tuple[Share, ...]
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberLine:
    name: str
    role: str
    standing: str
    group: str


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The members of one unit by name, for whoever keeps its roster; else, and of all below,
    counts by standing."""

    head: Head
    named: bool
    members: tuple[MemberLine, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ActLine:
    """What the reader can do: with a tap, or (`words`) by writing something."""

    verb: str
    label: str
    words: bool


@dataclass(frozen=True, slots=True)
class CourseLine:
    """Something that goes on: where it is, and who must act. `late`: until when has passed."""

    id: int
    title: str
    unit: int
    unit_name: str
    stage: str
    who: str
    since: str
    until: str
    late: bool
    acts: tuple[ActLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CoursesPage:
    head: Head
    rows: tuple[CourseLine, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: what was done, or why not."""

    what: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who looked at a page of a unit, so many times in some seconds, or took a file along."""

    at: str
    who: str
    unit_name: str
    page: str
    file: str
    n: int


@dataclass(frozen=True, slots=True)
class LogPage:
    """`everybody`: of all readers; else of the reader alone."""

    head: Head
    rows: tuple[LogLine, ...]
    everybody: bool
    next: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of a unit as a table to take along, and what it was asked for."""

    name: str
    criteria: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    unit: int = 0


Way = Literal["link", "passkey", "oidc"]
"""How somebody came in: by a link from the chat, a passkey, the organization's own sign-in."""

Stage = Literal["in", "second", "setup"]
"""What a session may see: everything the person may; nothing before a second factor is shown;
nothing before one is set up."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which `roles` must show a second factor, and for how long after they came first they may do
    without."""

    roles: frozenset[str] = frozenset({"office", "secretary"})
    grace: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody comes from: what the browser calls itself, and part of its address."""

    device: str
    near: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, in which session. `fresh`: they have just shown who they are, so they may
    change with what they come in. `until`: the day from which a second factor is needed that they
    don't have yet; "" where none is. `proved`: two factors were shown."""

    session: int
    person: int
    name: str
    language: str
    stage: Stage = "in"
    fresh: bool = False
    until: str = ""
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A session, as its owner sees it."""

    id: int
    device: str
    near: str
    since: str
    used: str
    way: Way = "link"


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    name: str
    since: str
    used: str  # "": never


@dataclass(frozen=True, slots=True)
class ChatDevice:
    """A device that is signed in at a chat of our own. `key` names it in forms."""

    key: str
    device: str
    since: str
    used: str


@dataclass(frozen=True, slots=True)
class Settings:
    """With what the person comes in, and where they are signed in. `passkeys_work`: at the address
    of these pages; `code`: since when they have one-time codes; `provider`: the name of the
    organization's own sign-in, "" for none; `bound`: since when it knows the person."""

    sessions: tuple[Signed, ...]
    chats: tuple[ChatDevice, ...]
    passkeys: tuple[Passkey, ...]
    passkeys_work: bool
    code: str
    provider: str
    bound: str


@dataclass(frozen=True, slots=True)
class SecretCode:
    """What an app for one-time codes is given: to be typed, and as a QR code (SVG)."""

    secret: str
    qr: str


Shown = Literal["right", "wrong", "wait"]
"""What became of a one-time code: `wait`: there were too many wrong ones."""


Refused = Literal["", "unknown", "taken", "provider"]
"""Why nobody came in by the organization's own sign-in: the attempt is no good; nobody here is
that; somebody else is; the provider can't be used now."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Whose link it is, before it is used."""

    name: str
    unit: str
    language: str


def hidden(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts of people without names, without those that are too small to be told (0 is). Where
    only one would be hidden, it could be told from the sum; so the next smallest goes with it."""
    small = {key for key, n in counts.items() if 0 < n < SMALLEST}
    if small and sum(counts[key] for key in small) < SMALLEST:
        others = [key for key, n in counts.items() if key not in small and n]
        small |= {min(others, key=counts.__getitem__)} if others else set()
    return {key: None if key in small else n for key, n in counts.items()}
