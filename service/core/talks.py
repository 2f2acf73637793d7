"""What the organization sets for its talks: reminders, topics, how long one waits for an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from service.core.people import Roster
from service.core.texts import Named

LONGEST_LEAD = timedelta(days=30)
_UNITS = {"d": 86_400, "h": 3_600, "m": 60}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a talk can be about. `key` is kept in records, the words are shown."""

    key: str
    words: Named


TOPICS = (
    Topic("thought", Named("思想", "Thinking")),
    Topic("study", Named("学习", "Studies")),
    Topic("work", Named("工作", "Work")),
    Topic("life", Named("生活", "Daily life")),
    Topic("health", Named("身心健康", "Health")),
    Topic("family", Named("家庭", "Family")),
    Topic("conduct", Named("作风纪律", "Conduct")),
    Topic("advice", Named("意见建议", "Proposals")),
)


@dataclass(frozen=True, slots=True)
class TalkRules:
    """`reminders`: seconds before a talk; `branches`: those of single branches, by name.
    `ask_again`: days without an answer until a member is asked again, and as many again until the
    secretary is told. `urgent_days`: days without a talk that make one urgent."""

    reminders: tuple[int, ...] = (86_400, 3_600, 600)
    branches: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ask_again: int = 3
    urgent_days: int = 90
    topics: tuple[Topic, ...] = TOPICS

    def of_unit(self, roster: Roster, unit: int) -> tuple[int, ...]:
        """The reminders of the unit: its own, or those of the nearest unit above that has some."""
        for each in roster.path(unit):
            if roster.units[each].name in self.branches:
                return self.branches[roster.units[each].name]
        return self.reminders

    def topic(self, key: str) -> Named:
        """The words of a topic; one that is not in the list any more is shown by its key."""
        return next((each.words for each in self.topics if each.key == key), Named(key))


def read_lead(words: str) -> int:
    """Seconds meant by `1d`, `2h`, `10m` or `1d12h`. Raises ValueError."""
    plain = words.strip().lower()
    if not re.fullmatch(r"(?:\d{1,3}[dhm])+", plain):
        raise ValueError(f"{words!r} is not a time before a talk such as 1d, 2h or 10m")
    seconds = sum(int(n) * _UNITS[unit] for n, unit in re.findall(r"(\d+)([dhm])", plain))
    if not 0 < seconds <= LONGEST_LEAD.total_seconds():
        raise ValueError(f"{words!r}: from 1m to {LONGEST_LEAD.days}d")
    return seconds
