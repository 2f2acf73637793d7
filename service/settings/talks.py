"""The settings of talks, as in the file."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from service.core.talks import TOPICS, TalkRules, Topic, read_lead
from service.core.texts import Named
from service.settings.models import Section, Whole


class TalkTopic(Section):
    """A topic of talks."""

    key: str = Field(pattern="^[a-z0-9_]{1,24}$", description="a short word of a-z, 0-9 and _")
    zh: str = Field(min_length=1, max_length=20, description="its Chinese words")
    en: str = Field(default="", max_length=30, description="its English words")


def _leads(given: tuple[str, ...]) -> tuple[str, ...]:
    for each in given:
        read_lead(each)
    return given


Leads = Annotated[tuple[str, ...], AfterValidator(_leads), Field(max_length=6)]


class Talks(Section):
    """How this organization holds talks."""

    reminders: Leads = Field(
        default=("1d", "1h", "10m"), description="up to 6 times before a talk, such as 1d, 2h, 10m"
    )
    branches: dict[str, Leads] = Field(
        default={}, description="for the name of a branch its own reminders"
    )
    ask_again_days: Whole = Field(default=3, ge=1, le=60, description="days, from 1 to 60")
    urgent_days: Whole = Field(default=90, ge=1, le=3660, description="days, from 1 to 3660")
    note_to_member: bool = Field(default=False, description="true or false")
    topics: tuple[TalkTopic, ...] = Field(
        default=tuple(
            TalkTopic(key=each.key, zh=each.words.zh, en=each.words.en) for each in TOPICS
        ),
        max_length=20,
        description="tables with key, zh and en",
    )

    def rules(self) -> TalkRules:
        return TalkRules(
            reminders=_seconds(self.reminders),
            branches={name: _seconds(each) for name, each in self.branches.items()},
            ask_again=self.ask_again_days,
            urgent_days=self.urgent_days,
            topics=tuple(Topic(each.key, Named(each.zh, each.en)) for each in self.topics),
        )


def _seconds(leads: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({read_lead(each) for each in leads}, reverse=True))
