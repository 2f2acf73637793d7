"""What a discussion is: its definition and phase, and what one person has contributed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from service.core.calendar import QuietHours, local
from service.core.facts import Mark
from service.core.message import Place, Ref

Phase = Literal["draft", "scheduled", "open", "closed", "cancelled"]

LONGEST_TITLE = 100  # characters
LONGEST_PROMPT = 2000
LONGEST_CONTRIBUTION = 5000
LARGEST_MIN_LENGTH = 2000
LONGEST = timedelta(days=60)  # how long a discussion may stay open
MIN_LENGTHS = (0, 20, 50, 100)  # what the secretary's button goes through
REMIND_BEFORE = 3600  # seconds
MINUTES = 1440  # how long a planned discussion stays open when it does not say


@dataclass(frozen=True, slots=True)
class Discussion:
    """A discussion and how far it is.

    `min_length`: characters a contribution must have, white space not counted; 0: any.
    `remind_before`: seconds before the close at which the silent are reminded; 0: never.
    `step` counts the schedules: a timer of an earlier one is stale.
    """

    phase: Phase
    title: str = ""
    prompt: str = ""
    owner: int | None = None  # the person who leads it
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    min_length: int = 0
    remind_before: int = REMIND_BEFORE
    step: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing to publish it."""
        return bool(self.title and self.prompt and self.closes_at)

    def remind_at(self, opens_at: datetime, quiet: QuietHours, tz: str) -> datetime | None:
        """When to remind the silent: by day in `tz` if the discussion has a day, and half-way
        through when it is shorter than `remind_before`."""
        if not self.remind_before or self.closes_at is None:
            return None
        lasts = self.closes_at - opens_at
        before = timedelta(seconds=self.remind_before)
        at = self.closes_at - (before if before < lasts else lasts / 2)
        by_day = quiet.last_allowed(at, tz)
        return by_day if by_day > opens_at else at


@dataclass(frozen=True, slots=True)
class Contribution:
    """One message that counts: where it stands, and what it says now.

    `number` is its own among the person's contributions and is never used again.
    """

    number: int
    account: str
    place: str
    message: str
    text: str
    at: datetime
    file: str = ""  # the name of the file that came with it
    edited_at: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(Place(self.account, self.place), self.message)


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. `given` counts every contribution ever made, withdrawn ones too."""

    contributions: tuple[Contribution, ...] = ()
    given: int = 0

    def find(self, ref: Ref) -> Contribution | None:
        """The contribution that stands in this message."""
        for each in self.contributions:
            if each.message == ref.id and each.ref.place == ref.place:
                return each
        return None

    def numbered(self, number: int) -> Contribution | None:
        return next((each for each in self.contributions if each.number == number), None)

    def with_new(self, ref: Ref, words: str, file: str, at: datetime) -> Part:
        number = self.given + 1
        new = Contribution(number, ref.place.account, ref.place.id, ref.id, words, at, file)
        return Part((*self.contributions, new), number)

    def with_edited(self, old: Contribution, words: str, at: datetime) -> Part:
        new = replace(old, text=words, edited_at=at)
        kept = tuple(new if each is old else each for each in self.contributions)
        return replace(self, contributions=kept)

    def without(self, withdrawn: Contribution) -> Part:
        kept = tuple(each for each in self.contributions if each is not withdrawn)
        return replace(self, contributions=kept)


def mark(part: Part) -> Mark:
    """What is counted: who spoke, how often, and when first."""
    if not part.contributions:
        return Mark("silent")
    return Mark("spoke", len(part.contributions), at=part.contributions[0].at)


def length(words: str) -> int:
    """Characters that can be seen: neither white space nor invisible marks."""
    return sum(each.isprintable() and not each.isspace() for each in words)


# -- from a plan

KEYS = ("title", "prompt", "opens_at", "closes_at", "minutes", "min_length", "remind_before")


def define(details: Mapping[str, Any], tz: str, now: datetime, owner: int | None) -> Discussion:
    """The complete discussion that a plan describes, in plain values.

    `title`, `prompt`; `opens_at` (default: now) and `closes_at` as datetimes or ISO 8601 texts, on
    the clock `tz` when they name no zone; or `minutes` it stays open; `min_length`;
    `remind_before`. Raises `ValueError`, which names the key and what is allowed.
    """
    for key in details:
        if key not in KEYS:
            raise ValueError(f"{key}: there is no such key; allowed: {', '.join(KEYS)}")
    opens_at = _moment(details, "opens_at", tz) or now
    closes_at = _moment(details, "closes_at", tz)
    if closes_at is None:
        minutes = _number(details, "minutes", MINUTES, LONGEST // timedelta(minutes=1), least=1)
        closes_at = opens_at + timedelta(minutes=minutes)
    if not opens_at < closes_at <= opens_at + LONGEST:
        raise ValueError(f"closes_at: allowed: after opens_at, within {LONGEST.days} days")
    return Discussion(
        phase="draft",
        title=" ".join(_words(details, "title", LONGEST_TITLE).split()),
        prompt=_words(details, "prompt", LONGEST_PROMPT),
        owner=owner,
        opens_at=opens_at,
        closes_at=closes_at,
        min_length=_number(details, "min_length", 0, LARGEST_MIN_LENGTH),
        remind_before=_number(
            details, "remind_before", REMIND_BEFORE, LONGEST // timedelta(seconds=1)
        ),
    )


def _words(details: Mapping[str, Any], key: str, longest: int) -> str:
    value = details.get(key)
    words = value.strip() if isinstance(value, str) else ""
    if not 0 < len(words) <= longest:
        raise ValueError(f"{key}: allowed: a text of 1 to {longest} characters")
    return words


def _number(
    details: Mapping[str, Any], key: str, default: int, most: int, *, least: int = 0
) -> int:
    value = details.get(key, default)
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{key}: {value!r} is not allowed; allowed: {least} to {most}")
    return value


def _moment(details: Mapping[str, Any], key: str, tz: str) -> datetime | None:
    value = details.get(key)
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = False
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise ValueError(f"{key}: allowed: a time such as 2026-12-05T19:30:00")
    return value if value.tzinfo else local(value, tz)
