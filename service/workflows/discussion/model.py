"""What a discussion is: its definition and phase, and what one person has contributed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from service.core.calendar import QuietHours
from service.core.message import Place, Ref, StoredFile
from service.core.queries import Summary
from service.core.texts import Secret, Words
from service.core.undo import Undo
from service.workflows.discussion.genres import GENRES, Genre

Phase = Literal["draft", "scheduled", "open", "voting", "closed", "cancelled"]
Comments = Literal["none", "free", "required"]
Review = Literal["", "waiting", "approved", "returned"]

LONGEST_TITLE = 100  # characters
LONGEST_PROMPT = 2000
LONGEST_CONTRIBUTION = 5000
LARGEST_MIN_LENGTH = 2000
LONGEST = timedelta(days=60)  # how long a discussion may stay open
REMIND_BEFORE = 3600  # seconds
MOST_REMINDERS = 5
MOST_MATERIALS = 10
MOST_VERSIONS = 20  # earlier words of one contribution that are kept
FEWEST = 3  # speakers of an anonymous discussion, before it is told who they are


@dataclass(frozen=True, slots=True)
class Material:
    """What is given to read along with the prompt: a link or a line of text, or a file."""

    words: str = ""
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that is voted on: what it is known by, whose it is, and its first words."""

    known_by: str
    person: int
    name: str
    headline: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A discussion and how far it is.

    `min_length`: characters a contribution must have, white space not counted; 0: any.
    `required`: whether everybody shall speak; if not, nobody is reminded or called silent.
    `comments`: the second round, from `comments_at` on (None: half-way), each of at least
    `comment_length` characters. `round`: 1, or 2 once it has begun.
    `reminders`: seconds before the close at which the silent are reminded, the longest first.
    `grace`: seconds after `closes_at` in which replies are still taken, and marked late.
    `votes`: how many each person has; `voters`: whether all members vote or those of a voting
    standing; `jury`: the people who give points instead; `votes_for`: seconds the voting lasts.
    `picked`: the contributions the leader has picked, by what they are known by.
    `step` counts the schedules: a timer of an earlier one is stale. `undo`: the newest step of who
    leads, while it can be taken back.
    """

    phase: Phase
    title: str = ""
    prompt: str = ""
    owner: int | None = None  # the person who leads it
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    min_length: int = 0
    required: bool = True
    reminders: tuple[int, ...] = (REMIND_BEFORE,)
    step: int = 0
    genre: str = "discussion"
    materials: tuple[Material, ...] = ()
    comments: Comments = "none"
    comments_at: datetime | None = None
    comment_length: int = 0
    round: int = 1
    anonymous: bool = False
    grace: int = 0
    votes: int = 0
    voters: Literal["all", "voting"] = "all"
    jury: tuple[int, ...] = ()
    votes_for: int = 2 * 86400
    votes_until: datetime | None = None
    ballot: tuple[Candidate, ...] = ()
    picked: tuple[str, ...] = ()
    undo: Undo[Discussion] | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing to publish it."""
        return bool(self.title and self.prompt and self.closes_at)

    @property
    def rules(self) -> Genre:
        return GENRES[self.genre]

    @property
    def decided(self) -> bool:
        """Whether a vote or a jury follows the collecting."""
        return bool(self.votes or self.jury)

    @property
    def ends_at(self) -> datetime | None:
        """From when on nothing is taken any more."""
        return self.closes_at + timedelta(seconds=self.grace) if self.closes_at else None

    def next_reminder(
        self, opens_at: datetime, after: datetime, quiet: QuietHours, tz: str
    ) -> datetime | None:
        """The first moment later than `after` at which the silent are reminded: by day in `tz` if
        the discussion has a day, and half-way through when it is shorter than a reminder says."""
        if self.closes_at is None:
            return None
        lasts = self.closes_at - opens_at
        moments = []
        for seconds in self.reminders:
            before = timedelta(seconds=seconds)
            at = self.closes_at - (before if before < lasts else lasts / 2)
            by_day = quiet.last_allowed(at, tz)
            moments.append(by_day if by_day > opens_at else at)
        return min((each for each in moments if each > after), default=None)

    def comments_begin(self, opens_at: datetime) -> datetime | None:
        """When the second round begins; None if there is none."""
        if self.comments == "none" or self.closes_at is None:
            return None
        halfway = opens_at + (self.closes_at - opens_at) / 2
        return self.comments_at or halfway.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Version:
    """What a contribution said before, and from when on."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contribution:
    """One message that counts: where it stands, and what it says now.

    `number` is its own among the person's contributions and is never used again. In an anonymous
    discussion the words are `sealed`, `text` is empty, and `handle` is what others know it by.
    `on`: the contribution it comments on, by what that is known by or by where it stands (`spot`).
    `review`: what the leader thinks of it where entries are reviewed, with the leader's `word`.
    """

    number: int
    account: str
    place: str
    message: str
    text: str
    at: datetime
    file: str = ""  # the name of the file that came with it
    edited_at: datetime | None = None
    stored: StoredFile | None = None
    sealed: Secret | None = None
    handle: str = ""
    on: str = ""
    versions: tuple[Version, ...] = ()
    withdrawn_at: datetime | None = None
    review: Review = ""
    word: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(Place(self.account, self.place), self.message)

    @property
    def words(self) -> Words:
        return self.sealed if self.sealed is not None else self.text

    def known_by(self, person: int) -> str:
        """Its short name among all contributions; it says whose it is unless it is anonymous."""
        return self.handle or f"{person}-{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. `given` counts every contribution ever made, withdrawn ones too.

    `gone`: what was withdrawn, kept for those who may read earlier versions; of an anonymous
    discussion nothing is. `likes`: what the person likes, by what it is known by or where it
    stands. `votes` and `points` (of a juror): by what entries are known by.
    """

    contributions: tuple[Contribution, ...] = ()
    given: int = 0
    gone: tuple[Contribution, ...] = ()
    likes: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()

    def find(self, ref: Ref) -> Contribution | None:
        """The contribution that stands in this message."""
        for each in self.contributions:
            if each.message == ref.id and each.ref.place == ref.place:
                return each
        return None

    def numbered(self, number: int) -> Contribution | None:
        return next((each for each in self.contributions if each.number == number), None)

    @property
    def own(self) -> tuple[Contribution, ...]:
        """Contributions that are no comments."""
        return tuple(each for each in self.contributions if not each.on)

    def with_new(self, new: Contribution) -> Part:
        return replace(self, contributions=(*self.contributions, new), given=new.number)

    def with_changed(self, old: Contribution, **changes: Any) -> Part:
        new = replace(old, **changes)
        kept = tuple(new if each is old else each for each in self.contributions)
        return replace(self, contributions=kept)

    def without(self, withdrawn: Contribution, at: datetime) -> Part:
        kept = tuple(each for each in self.contributions if each is not withdrawn)
        gone = self.gone
        if withdrawn.sealed is None:
            gone = (*gone, replace(withdrawn, withdrawn_at=at))
        return replace(self, contributions=kept, gone=gone)


def spot(ref: Ref) -> str:
    """Where a message stands, as one word."""
    return f"{ref.place.account}|{ref.place.id}|{ref.id}"


def summarize(part: Part) -> Summary:
    """What is counted: who spoke, who commented, how often, and when first."""
    if not part.contributions:
        return Summary("silent")
    own, comments = bool(part.own), len(part.own) < len(part.contributions)
    status = "done" if own and comments else "spoke" if own else "commented"
    return Summary(status, len(part.contributions), at=part.contributions[0].at)


def length(words: str) -> int:
    """Characters that can be seen: neither white space nor invisible marks."""
    return sum(each.isprintable() and not each.isspace() for each in words)


def upcast(row: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 → 2: one reminder becomes a list of them. Entries only gain fields."""
    before = row.pop("remind_before", None)
    if "phase" in row:
        before = REMIND_BEFORE if before is None else before
        row["reminders"] = [before] if before else []
    return row
