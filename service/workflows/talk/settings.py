"""`[talks]` in the settings file: reminders, topics, how long one waits for an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.core.access import Rules, Scope
from service.core.reminders import Reminders, read_ahead
from service.core.texts import Named
from service.core.workflow import SettingsTable

NOTE = "note"  # the scope of a confidential note
READ_NOTES = "talk.note.read"
_MOST_REMINDERS = 6
_MOST_TOPICS = 20


@dataclass(frozen=True, slots=True)
class Topic:
    """What a talk can be about. `key` is kept in records, the words are shown. Raises ValueError
    for what is too long."""

    key: str
    zh: str
    en: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z0-9_]{1,24}", self.key):
            raise ValueError(f"key: {self.key!r} is not a short word of a-z, 0-9 and _")
        if not 1 <= len(self.zh) <= 20 or len(self.en) > 30:
            raise ValueError("zh: 1 to 20 characters; en: up to 30 characters")

    @property
    def words(self) -> Named:
        return Named(self.zh, self.en)


TOPICS = (
    Topic("thought", "思想", "Thinking"),
    Topic("study", "学习", "Studies"),
    Topic("work", "工作", "Work"),
    Topic("life", "生活", "Daily life"),
    Topic("health", "身心健康", "Health"),
    Topic("family", "家庭", "Family"),
    Topic("conduct", "作风纪律", "Conduct"),
    Topic("advice", "意见建议", "Proposals"),
)


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """How an organization holds talks.

    `ask_again_days`: without an answer until a member is asked again, and as many again until the
    secretary is told. `urgent_days`: without a talk that make one urgent. Raises ValueError for
    what can't be.
    """

    reminders: tuple[str, ...] = field(
        default=("1d", "1h", "10m"),
        metadata={"allowed": "up to 6 times before a talk, such as 1d, 2h, 10m"},
    )
    branches: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, metadata={"allowed": "for the name of a branch its own reminders"}
    )
    ask_again_days: int = field(default=3, metadata={"allowed": "days, from 1 to 60"})
    urgent_days: int = field(default=90, metadata={"allowed": "days, from 1 to 3660"})
    note_to_member: bool = field(default=False, metadata={"allowed": "true or false"})
    topics: tuple[Topic, ...] = field(
        default=TOPICS, metadata={"allowed": "up to 20 tables with key, zh and en"}
    )

    def __post_init__(self) -> None:
        self.in_seconds()
        for name, most in (("ask_again_days", 60), ("urgent_days", 3660)):
            days = getattr(self, name)
            if not 1 <= days <= most:
                raise ValueError(f"{name}: {days} is not allowed; allowed: days, from 1 to {most}")
        if len(self.topics) > _MOST_TOPICS:
            raise ValueError(f"topics: up to {_MOST_TOPICS} are allowed")

    def in_seconds(self) -> Reminders:
        """The usual reminders, and those of single branches."""
        own = {name: _seconds(f"branches.{name}", each) for name, each in self.branches.items()}
        return Reminders(_seconds("reminders", self.reminders), own)

    def topic(self, key: str) -> Named:
        """The words of a topic; one that is not in the list any more is shown by its key."""
        return next((each.words for each in self.topics if each.key == key), Named(key))


def _seconds(key: str, given: tuple[str, ...]) -> tuple[int, ...]:
    if len(given) > _MOST_REMINDERS:
        raise ValueError(f"{key}: up to {_MOST_REMINDERS} times are allowed")
    try:
        return tuple(sorted({read_ahead(each) for each in given}, reverse=True))
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None


def _rules(rules: Rules, settings: TalkSettings) -> Rules:
    """A note is read by who wrote it, by whoever may read notes over the unit of whom it is about,
    and by the latter only if the organization says so."""
    note = Scope(subject=settings.note_to_member, permission=READ_NOTES)
    return replace(rules, scopes={**rules.scopes, NOTE: note}, reminders=settings.in_seconds())


TABLE = SettingsTable("talks", TalkSettings, _rules)
