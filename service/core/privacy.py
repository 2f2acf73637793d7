"""Personal data: what people are told of, what they agree to, and what of it holds now.

Articles are those of the Personal Information Protection Law (PIPL). The notice (articles 14 and
17) is shown and holds nobody up. A consent of its own is asked for what is sensitive (29), for an
account whose servers are abroad (39), and for a page that everybody may see (25).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from service.core.people import Language, Person
from service.core.queries import Query
from service.core.texts import Words

NOTICE = "notice"
SENSITIVE = "sensitive"  # health and whereabouts
ABROAD = "abroad"  # followed by the account: `abroad/telegram`
PUBLIC = "public"  # a page with the name, for everybody who has its link

Act = Literal["shown", "seen", "agreed", "withdrawn"]
FIRST_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Privacy:
    """`[privacy]` in the settings file. Raises ValueError for what can't be.

    `version`: of the notice and of what is agreed to; another one is shown, and asked for, again.
    `controller`: who answers for the data; "": the organization. `contact`: whom people turn to.
    `notice_zh` and `notice_en`: a notice of the organization's own; "": ours.
    `circumstances_days`: how long it is kept how and where somebody is.
    """

    version: str = field(
        default=FIRST_VERSION, metadata={"allowed": "1 to 24 characters of A-Z, a-z, 0-9, . and -"}
    )
    controller: str = field(default="", metadata={"allowed": "a name"})
    contact: str = field(default="", metadata={"allowed": "a name, a number or an address"})
    notice_zh: str = field(default="", metadata={"allowed": "up to 3000 characters"})
    notice_en: str = field(default="", metadata={"allowed": "up to 3000 characters"})
    circumstances_days: int = field(default=180, metadata={"allowed": "days, from 1 to 3660"})

    def __post_init__(self) -> None:
        if not re.fullmatch("[A-Za-z0-9.-]{1,24}", self.version):
            raise ValueError(
                f"version: {self.version!r} is not 1 to 24 characters of A-Z, a-z, 0-9, . and -"
            )
        if not 1 <= self.circumstances_days <= 3660:
            raise ValueError(
                f"circumstances_days: {self.circumstances_days} is not allowed; allowed: days, "
                "from 1 to 3660"
            )
        if max(len(self.notice_zh), len(self.notice_en)) > 3000:
            raise ValueError("notice_zh, notice_en: up to 3000 characters are allowed")

    def own_notice(self, language: Language) -> str:
        """The organization's own notice in this language, else in the other; "": there is none."""
        first, second = self.notice_zh, self.notice_en
        return (second or first) if language == "en" else (first or second)


def holds(person: Person, subject: str, version: str) -> bool:
    """Whether the person has agreed to this version, and has not withdrawn it; of the notice:
    whether it was shown to them."""
    return f"{subject} {version}" in person.agreed


def signs(person: Person) -> bool:
    """Whether the person has agreed that pages which everybody may see bear their name."""
    return any(each.startswith(f"{PUBLIC} ") for each in person.agreed)


def abroad(account: str, version: str) -> str:
    """What must be agreed to before anything goes to this account."""
    return f"{ABROAD}/{account} {version}"


def after(agreed: frozenset[str], subject: str, version: str, act: Act) -> frozenset[str]:
    """What holds once this has happened: one version of each subject."""
    others = frozenset(each for each in agreed if each.partition(" ")[0] != subject)
    return others if act == "withdrawn" else others | {f"{subject} {version}"}


# -- what is kept of a person


def _nothing(part: Any) -> tuple[Words, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Personal:
    """What a kind of activity says of the personal data in its parts.

    `said(entry_state)`: what the person has written or answered in words, oldest first;
    `told(activity_state, entry_state)`: the same where the words of the activity are needed to say
    it.
    `erased(activity_state, entry_state, over)`: the part without what can go when the person wants
    their data erased, whether or not the activity is `over`; the same part: nothing can.
    `unconsented(activity_state, entry_state)`: the part once the person withdraws the consent to
    what is sensitive; the same part: nothing of it hangs on one.
    `kept(activity_state, person)`: what the activity keeps of the person beside their part, as data
    that a codec can write. `forgotten(activity_state, person, over)`: the activity without what of
    it can go.
    `beside(activity_state, person)`: as `kept`, of whoever the activity names and who need have no
    part in it, such as who deals with a request; None: it does not name them.
    `confided`: names of fields with sealed text that the person may read in their own part
    (`access.Scope` may forbid it for others, such as the note on a talk).
    `reads`: actions of the journal by which somebody reads or exports what others have done in the
    activity, or what it says there of one of them, beside `<kind>.exported`; `surveys`: those by
    which they read of everybody in their own unit and below.
    """

    said: Callable[[Any], Sequence[Words]] = _nothing
    told: Callable[[Any, Any], Sequence[Words]] | None = None
    erased: Callable[[Any, Any, bool], Any] | None = None
    unconsented: Callable[[Any, Any], Any] | None = None
    kept: Callable[[Any, int], Any] | None = None
    beside: Callable[[Any, int], Any] | None = None
    forgotten: Callable[[Any, int, bool], Any] | None = None
    confided: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody has read, or exported, what concerns the person. `action`: of the journal."""

    at: datetime
    by: int | None
    action: str
    kind: str
    title: Words


@dataclass(frozen=True, slots=True)
class Readings(Query[tuple[Reading, ...]]):
    """Who has read or exported what concerns the person, newest first."""

    person: int


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The person's part in an activity. `words`: what came of it; `said`: see `Personal`."""

    at: datetime
    kind: str
    title: Words
    words: Words
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentAct:
    """What the person was shown, agreed to or withdrew."""

    at: datetime
    subject: str
    act: str
    version: str


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """Everything that is kept about a person. `json`: all of it, for machines; the rest for people.
    `chats`: account, name there, and since when. `acts`: how much they did, by action."""

    json: str
    chats: tuple[tuple[str, str, datetime], ...] = ()
    consents: tuple[ConsentAct, ...] = ()
    parts: tuple[OwnPart, ...] = ()
    readings: tuple[Reading, ...] = ()
    acts: tuple[tuple[str, int], ...] = ()
    circumstance: str = ""
    messages: int = 0


@dataclass(frozen=True, slots=True)
class PersonalData(Query[PersonalRecord]):
    """Everything that is kept about the person, as they may read it."""

    person: int
