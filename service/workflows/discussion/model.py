"""What a discussion is made of, how far it has come, and what one person has contributed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from service.core.access import Rules
from service.core.message import Attachment, Chat, Message, Ref, StoredFile
from service.core.people import Person
from service.core.queries import Summary
from service.core.texts import Named, Secret, Words, lines, text
from service.sdk.fields import At, Moment, Number, OneOf, Switch, Text
from service.sdk.forms import Form
from service.sdk.panels import Button, grid
from service.sdk.reminders import ReminderTimes
from service.sdk.state import State
from service.sdk.turn import Turn

LONGEST_TITLE = 100  # characters
LONGEST_CONTRIBUTION = 5000
LONGEST = timedelta(days=60)  # how long a discussion may stay open
MOST_SECONDS = LONGEST // timedelta(seconds=1)
REMIND_BEFORE = 3600  # seconds before the close at which the silent are usually reminded
MOST_MORE = 19  # files of one contribution after the first
MOST_VERSIONS = 20  # earlier words of one contribution that are kept
FEWEST = 3  # speakers of an anonymous discussion, before it is told who they are
SHORT = 200  # characters of a long text that are shown

Comments = Literal["none", "free", "required"]
Review = Literal["", "waiting", "approved", "returned"]


# -- what it is made of


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of discussion, and what is different about it.

    `reviewed`: an entry counts once the organizer has approved it. `gallery`: what was collected
    becomes a page. `votes`: how many each person has to begin with. `required`: whether everybody
    is asked to contribute. `minutes`: how long it stays open when a plan does not say.
    """

    name: str
    reviewed: bool = False
    gallery: bool = False
    votes: int = 0
    required: bool = True
    minutes: int = 1440


GENRES: Mapping[str, Genre] = {
    each.name: each
    for each in (
        Genre("discussion"),
        Genre("diary", reviewed=True, gallery=True, required=False, minutes=7 * 1440),
        Genre("story", reviewed=True, gallery=True, required=False, minutes=7 * 1440),
        Genre("works", reviewed=True, gallery=True, votes=3, required=False, minutes=14 * 1440),
    )
}
"""By the name that is stored; their words stand under `discussion-genre` in the texts."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is given to read along with the prompt: a link or a line of text, or a file."""

    words: str = ""
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """What is discussed, or collected, and by which rules.

    `min_length`: characters a contribution must have, white space not counted; 0: any.
    `required`: whether everybody shall speak; if not, nobody is reminded or called silent.
    `comments`: the comment round, from `comments_at` on (None: half-way), each comment of at least
    `comment_length` characters. `grace`: seconds after the close in which replies are still taken,
    and marked late. `votes`: how many each person has; `voters`: whether all members vote or those
    of a voting standing; `votes_for`: seconds the voting lasts.
    """

    title: str = ""
    prompt: str = ""
    genre: str = "discussion"
    materials: tuple[Material, ...] = ()
    min_length: int = 0
    required: bool = True
    comments: Comments = "none"
    comments_at: datetime | None = None
    comment_length: int = 0
    anonymous: bool = False
    grace: int = 0
    votes: int = 0
    voters: Literal["all", "voting"] = "all"
    votes_for: int = 2 * 86400

    @property
    def rules(self) -> Genre:
        return GENRES[self.genre]

    @property
    def named(self) -> Words:
        """The title with the sign of its genre."""
        return text("discussion-title", genre=self.genre, title=self.title) if self.title else ""

    @property
    def links(self) -> Words | None:
        """The links and lines to read along, one below the other."""
        found = [each.words for each in self.materials if each.words]
        return lines(*found) if found else None

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """The files to read along."""
        return tuple(each.file for each in self.materials if each.file)

    @property
    def reading(self) -> Words | None:
        """All of it by name."""
        if not self.materials:
            return None
        return lines(self.links, *(f"📎 {each.name}" for each in self.files))

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(Attachment(each.name, each) for each in self.files)

    def of_genre(self, name: str) -> Discussion:
        """The same with the rules of this genre."""
        genre = GENRES[name]
        return replace(
            self,
            genre=name,
            votes=genre.votes,
            required=genre.required,
            anonymous=self.anonymous and not genre.reviewed,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that is voted on: what it is known by, whose it is, and its first words."""

    known_by: str
    person: int
    name: str
    headline: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A discussion that a meeting decides on. `points`: what was said, as the organizer puts it.
    `meeting`: the one that has it on its agenda, by its `name`. `at`: when it was decided;
    `resolved`, `outcome`: what, and how the vote on it went, "": there was none; `why`: the
    organizer's words; `told`: to those who took part."""

    points: tuple[str, ...] = ()
    meeting: int = 0
    name: Named = field(default_factory=lambda: Named(""))
    at: datetime | None = None
    resolved: tuple[str, ...] = ()
    outcome: str = ""
    why: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a discussion has come.

    `round`: 1, or 2 once the comment round has begun. `jury`: the people who give points instead of
    votes. `votes_until` and `ballot`: of the voting. `picked`: the contributions that the organizer
    has picked, by what they are known by. `unposted`: the digest has not reached the room.
    `matter`: what a meeting makes of it.
    """

    round: int = 1
    jury: tuple[int, ...] = ()
    votes_until: datetime | None = None
    ballot: tuple[Candidate, ...] = ()
    picked: tuple[str, ...] = ()
    unposted: bool = False
    matter: Matter = field(default_factory=Matter)


DiscussionState = State[Discussion, Progress]
"""Its phases: draft, scheduled, open, voting, closed, cancelled."""


class Hours(Number):
    """Seconds that are shown as hours."""

    def shown(self, value: int) -> int:
        return value // 3600


OPENS_AT = Moment("opens_at", presets=(10, 60, At(0, 20), At(1, 9), At(1, 20)), required=False)
AT_ONCE = "now"
"""The argument of the button that has it begin as soon as it is published."""
CLOSES_AT = Moment(
    "closes_at", presets=(30, 60, 1440, 4320, 10080), after="opens_at", longest=LONGEST
)
COMMENTS_AT = Moment("comments_at", after="opens_at", before="closes_at", required=False)
MIN_LENGTH = Number("min_length", values=(0, 20, 50, 100), most=2000, option=True)
FORM = Form[Discussion, Progress](
    "discussion",
    Text("title", longest=LONGEST_TITLE),
    Text("prompt", longest=2000, several_lines=True),
    OPENS_AT,
    CLOSES_AT,
    MIN_LENGTH,
    OneOf("required", values=(True, False)),
    OneOf("comments", values=("none", "free", "required")),
    COMMENTS_AT,
    Number("comment_length", values=(0, 20, 50, 100), most=2000, option=True),
    Switch("anonymous"),
    Hours("grace", values=(0, 3600, 86400), most=MOST_SECONDS, option=True),
    Number("votes", values=(0, 1, 3, 5), most=20, option=True),
    OneOf("voters", values=("all", "voting")),
    Number("votes_for", values=(2 * 86400,), least=60, most=MOST_SECONDS, option=True),
)
"""How each value is typed, tapped, and written in a plan."""


def draft(organizer: int | None) -> DiscussionState:
    empty: DiscussionState = State("draft", Discussion(), Progress(), organizer)
    return empty.timed(reminders=None)


REMINDERS = ReminderTimes(REMIND_BEFORE, lambda state: state.definition.named)


# -- what follows from it


def is_decided(state: DiscussionState) -> bool:
    """Whether a vote or a jury follows the collecting."""
    return bool(state.definition.votes or state.progress.jury)


def may_vote(state: DiscussionState, person: Person, rules: Rules) -> bool:
    """Whether this member has votes."""
    discussion = state.definition
    everybody = discussion.voters == "all" or person.standing in rules.voting
    return bool(discussion.votes) and everybody


def ends_at(state: DiscussionState) -> datetime | None:
    """From when on nothing is taken any more."""
    closes_at = state.schedule.closes_at
    return closes_at + timedelta(seconds=state.definition.grace) if closes_at else None


def sealed(state: DiscussionState) -> dict[str, Any]:
    """How a message is sent that shows, where that is so, sealed words to all its readers."""
    nameless = state.definition.anonymous
    return {"nameless": nameless, "secret": nameless}


def comments_begin(state: DiscussionState, opens_at: datetime) -> datetime | None:
    """When the comment round begins; None if there is none."""
    closes_at = state.schedule.closes_at
    if state.definition.comments == "none" or closes_at is None:
        return None
    halfway = opens_at + (closes_at - opens_at) / 2
    return state.definition.comments_at or halfway.replace(second=0, microsecond=0)


# -- what people contribute


@dataclass(frozen=True, slots=True)
class Version:
    """What a contribution said before, and from when on."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A further file that was sent at once with a contribution, in a message of its own, with the
    words that came with it."""

    message: str
    stored: StoredFile
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One message that counts, or an album of them: where it stands, and what it says now.

    `number` is its own among the person's contributions and is never used again. In an anonymous
    discussion the words are `sealed`, `text` is empty, and `handle` is what others know it by; the
    part lies sealed as a whole then, so that nobody reads there whose handle it is.
    `on`: the contribution it comments on, by what that is known by or by where it stands (`spot`).
    `review`: what the organizer thinks of it where entries are reviewed, with their `word`.
    `album`, `more`: by what its other files are known to belong to it, and those that have come;
    their captions are in `text`.
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
    album: str = ""
    more: tuple[Enclosure, ...] = ()

    @property
    def ref(self) -> Ref:
        return Ref(Chat(self.account, self.place), self.message)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every message that it is made of."""
        chat = Chat(self.account, self.place)
        return (self.ref, *(Ref(chat, each.message) for each in self.more))

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """All that came with it and can be sent on."""
        return (*filter(None, (self.stored,)), *(each.stored for each in self.more))

    @property
    def file_names(self) -> str:
        """The names of its files on one line; the same name, as pictures have it, once."""
        names = Counter(filter(None, (self.file, *(each.stored.name for each in self.more))))
        return ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in names.items())

    @property
    def own_text(self) -> str:
        """What came with the first message alone."""
        return self.text.removesuffix(captions(self.more)).removesuffix("\n")

    def without(self, message: str) -> Contribution | None:
        """What is left when one of its messages is gone; None: nothing."""
        if message == self.message:
            left = replace(self, text=captions(self.more), file="", stored=None)
        else:
            more = tuple(each for each in self.more if each.message != message)
            left = replace(self, text=joined(self.own_text, captions(more)), more=more)
        return left if left.text or left.file_names else None

    @property
    def words(self) -> Words:
        return self.sealed if self.sealed is not None else self.text

    @property
    def whole(self) -> Words:
        """The words, and the name of the file that came with them."""
        return self._with_file(self.text, "\n")

    @property
    def in_short(self) -> Words:
        """The same on one line, cut."""
        return self._with_file(shortened(self.text), " ")

    def _with_file(self, words: str, sep: str) -> Words:
        if self.sealed is not None:
            return self.sealed
        return lines(words, f"📎 {self.file_names}" if self.file_names else None, sep=sep)

    def known_by(self, person: int) -> str:
        """Its short name among all contributions; it says whose it is unless it is anonymous."""
        return self.handle or f"{person}-{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part. `given` counts every contribution ever made, withdrawn ones too.

    `gone`: what was withdrawn, kept for those who may read earlier versions; of an anonymous
    discussion nothing is. `likes`: what the person likes, by what it is known by or where it
    stands. `votes` and `points` (of a juror): by what entries are known by. `commenting`: the
    contribution without a name that was chosen last to be commented on.
    """

    contributions: tuple[Contribution, ...] = ()
    given: int = 0
    gone: tuple[Contribution, ...] = ()
    likes: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()
    commenting: str = ""

    def find(self, ref: Ref) -> Contribution | None:
        """The contribution that stands in this message."""
        for each in self.contributions:
            if each.ref.chat == ref.chat and any(ref.id == part.id for part in each.refs):
                return each
        return None

    def of_album(self, chat: Chat, album: str) -> Contribution | None:
        """The contribution that a further file of this album belongs to, if there is room."""
        for each in reversed(self.contributions):
            if album and each.album == album and each.ref.chat == chat:
                return each if len(each.more) < MOST_MORE else None
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


DiscussionTurn = Turn[DiscussionState, Part]


def say(turn: DiscussionTurn, words: Words, *rows: Button | tuple[Button, ...]) -> Message:
    """The words under the discussion's title, with these rows of buttons."""
    return Message(words, turn.state.definition.named, grid(turn.activity, *rows))


def part_of(turn: DiscussionTurn) -> Part:
    """The person's part, empty before their first event."""
    return turn.part or Part()


def captions(more: Iterable[Enclosure]) -> str:
    """The words that came with further files, as they stand below the others."""
    return joined(*(each.caption for each in more))


def joined(*words: str) -> str:
    """The words one below the other."""
    return "\n".join(filter(None, words))


def spot(ref: Ref) -> str:
    """Where a message stands, as one word."""
    return f"{ref.chat.account}|{ref.chat.id}|{ref.id}"


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


def shortened(words: str) -> str:
    """The text on one line, cut to `SHORT` characters."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"


def named_file(name: str) -> str:
    """The name of a file on one line, cut to a length that can be shown."""
    return "".join(filter(str.isprintable, name)).strip()[:100] or "?"


# -- rows of earlier schemas; an entry only gained fields


def to_list_of_reminders(row: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 → 2: one reminder becomes a list of them."""
    before = row.pop("remind_before", None)
    if "phase" in row:
        before = REMIND_BEFORE if before is None else before
        row["reminders"] = [before] if before else []
    return row


def to_definition_and_progress(row: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 → 3: the flat state of an activity becomes a `State`, and so does the one before it,
    which a step goes back to."""
    if "phase" not in row:
        return row
    undo = row.get("undo")
    if undo and undo.get("before"):
        undo = {**undo, "before": to_definition_and_progress(undo["before"])}
    times = ("opens_at", "closes_at", "reminders")
    return {
        "phase": row["phase"],
        "definition": {
            each.name: row[each.name] for each in fields(Discussion) if each.name in row
        },
        "progress": {each.name: row[each.name] for each in fields(Progress) if each.name in row},
        "organizer": row.get("owner"),
        "schedule": {
            **{name: row[name] for name in times if name in row},
            "revision": row.get("step", 0),
        },
        "undo": undo,
    }


UPCASTERS = {1: to_list_of_reminders, 2: to_definition_and_progress}
