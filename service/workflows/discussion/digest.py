"""What was said, gathered from the parts of all people: short for the room, whole as a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from service.core.access import may
from service.core.message import (
    Attachment,
    Document,
    Exhibit,
    Gallery,
    Heading,
    Message,
    Paragraph,
    Table,
)
from service.core.people import Roster
from service.core.texts import ListItem, Strong, Words, lines, text
from service.core.workflow import Activity
from service.sdk.export import Column, dated, file_of, head, recorded, table
from service.sdk.panels import paragraphs
from service.workflows.discussion.model import (
    FEWEST,
    Contribution,
    DiscussionState,
    DiscussionTurn,
    Part,
    spot,
)
from service.workflows.discussion.voting import Result, count

PEOPLE_SHOWN = 20  # in the room
EACH_SHOWN = 3  # contributions of one person in the room
VERSIONS = "discussion.versions"

DiscussionActivity = Activity[DiscussionState]
Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Item:
    """One contribution and what others made of it. `comments`: with the names of who made them;
    `on`: whose contribution it comments on, where that still stands."""

    said: Contribution
    known_by: str
    name: str
    likes: int = 0
    late: bool = False
    picked: bool = False
    on: str = ""
    comments: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who may take part, or did, and what they said in order. `gone`: what they have
    withdrawn."""

    name: str
    branch: str
    items: tuple[Item, ...] = ()
    gone: tuple[Contribution, ...] = ()
    member: bool = True  # still a member when it closed

    @property
    def comments(self) -> int:
        return sum(bool(each.said.on) for each in self.items)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who spoke, in the order of their first word, and who did not, by name of the roster.

    `items`: all contributions that are no comments; in an anonymous discussion in an order that
    says nothing. `results`: what came of a vote. `waiting`: entries nobody has reviewed.
    """

    spoke: tuple[Speaker, ...]
    silent: tuple[Speaker, ...]
    items: tuple[Item, ...] = ()
    results: tuple[Result, ...] = ()
    voters: int = 0
    waiting: int = 0

    @property
    def figures(self) -> dict[str, int]:
        """Members who spoke, members, contributions. What is said of who has left is kept, but they
        are not counted."""
        took_part = sum(each.member for each in self.spoke)
        return {
            "took_part": took_part,
            "members": took_part + len(self.silent),
            "said": sum(len(each.items) for each in self.spoke),
        }

    @property
    def counts(self) -> Words:
        return text("discussion-counts", **self.figures)

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches of everybody who may take part."""
        return tuple(dict.fromkeys(sorted(each.branch for each in (*self.spoke, *self.silent))))

    def of_branch(self, branch: str) -> Gathered:
        return Gathered(
            tuple(each for each in self.spoke if each.branch == branch),
            tuple(each for each in self.silent if each.branch == branch),
        )

    def titled(self, branch: str) -> Words:
        """The branch with its own figures."""
        return text("discussion-branch", name=branch, counts=self.of_branch(branch).counts)


# -- gathering


def gather(
    activity: DiscussionActivity,
    entries: Sequence[tuple[int, Part]],
    roster: Roster,
    shuffle: str = "",
) -> Gathered:
    """Everybody's contributions, with the names and branches of the roster. Entries that are
    reviewed count when they are approved. `shuffle`: what is kept nowhere, to order what is
    anonymous by; nobody can tell from what is kept which text is whose."""
    state = activity.state
    known = {person: _counting(state, part) for person, part in entries}
    parts = {person: part for person, part in known.items() if part.contributions}
    members = {each.id: each for each in roster.members(activity.unit)}
    items = _items(state, known, roster)
    spoke = [
        Speaker(
            roster.name(person),
            _branch(roster, person),
            tuple(items[each.known_by(person)] for each in part.contributions),
            part.gone,
            member=person in members,
        )
        for person, part in parts.items()
    ]
    silent = [
        Speaker(roster.name(each.id), _branch(roster, each.id))
        for each in members.values()
        if each.id not in parts
    ]
    return Gathered(
        tuple(sorted(spoke, key=lambda each: each.items[0].said.at)),
        tuple(silent),
        _in_order(state, items.values(), shuffle),
        count(state, entries) if state.progress.ballot else (),
        sum(bool(part.votes or part.points) for _, part in entries),
        sum(each.review == "waiting" for _, part in entries for each in part.contributions),
    )


def _counting(state: DiscussionState, part: Part) -> Part:
    if not state.definition.rules.reviewed:
        return part
    approved = tuple(each for each in part.contributions if each.review == "approved")
    return Part(approved, part.given, (), part.likes)


def _items(state: DiscussionState, parts: Mapping[int, Part], roster: Roster) -> dict[str, Item]:
    """Every contribution by what it is known by, with its likes and comments."""
    anonymous = state.definition.anonymous
    own = [(person, each) for person, part in parts.items() for each in part.contributions]
    where = {spot(ref): each.known_by(person) for person, each in own for ref in each.refs}
    whose = {each.known_by(person): person for person, each in own}
    likes: Counter[str] = Counter()
    for person, part in parts.items():
        liked = {where.get(each, each) for each in part.likes}
        likes.update(each for each in liked if whose.get(each, person) != person)
    on = {
        each.known_by(person): where.get(each.on, each.on) if each.on else ""
        for person, each in own
    }

    def item(person: int, said: Contribution, comments: tuple[Item, ...] = ()) -> Item:
        known_by = said.known_by(person)
        target = whose.get(on[known_by])
        return Item(
            said,
            known_by,
            "" if anonymous else roster.name(person),
            likes[known_by],
            _is_late(state, said),
            known_by in state.progress.picked,
            "" if target is None or anonymous else roster.name(target),
            comments,
        )

    def order(pair: tuple[int, Contribution]) -> tuple[float, str]:
        person, said = pair
        return 0.0 if anonymous else said.at.timestamp(), said.known_by(person)

    under: dict[str, list[Item]] = {}
    for person, each in sorted(own, key=order):
        target = on[each.known_by(person)]
        if target in whose:
            under.setdefault(target, []).append(item(person, each))
    return {
        each.known_by(person): item(person, each, tuple(under.get(each.known_by(person), ())))
        for person, each in own
    }


def _in_order(state: DiscussionState, items: Iterable[Item], shuffle: str) -> tuple[Item, ...]:
    """What is no comment on something that stands; the earliest first, or in no order at all."""
    everything = list(items)
    nested = {each.known_by for item in everything for each in item.comments}
    top = [each for each in everything if each.known_by not in nested]
    if state.definition.anonymous:
        return tuple(sorted(top, key=lambda each: _mixed(each, shuffle)))
    return tuple(sorted(top, key=lambda each: each.said.at))


def _mixed(item: Item, shuffle: str) -> str:
    return sha256(f"{shuffle}|{item.known_by}".encode()).hexdigest() if shuffle else item.known_by


def _is_late(state: DiscussionState, said: Contribution) -> bool:
    """Said in the grace after the deadline; without one nothing is late."""
    closes_at = state.schedule.closes_at
    return bool(state.definition.grace) and closes_at is not None and said.at >= closes_at


def _branch(roster: Roster, person: int) -> str:
    known = roster.people.get(person)
    return roster.units[known.unit].name if known is not None else "—"


# -- for the room


def for_room(turn: DiscussionTurn, gathered: Gathered) -> Message:
    """Counts and everybody's words, shortened; nobody's silence is shown."""
    discussion = turn.state.definition
    named = text("discussion-digest-title", genre=discussion.genre, title=discussion.title)
    if not gathered.spoke:
        return Message(_nobody(gathered), title=named)
    if discussion.rules.gallery:
        return page(turn, gathered)
    body = [gathered.counts, _picks(gathered)]
    if discussion.anonymous:
        body += _nameless(gathered)
    elif len(gathered.branches) > 1:
        body += _by_branch(gathered)
    else:
        body += _people(gathered.spoke)
    return Message(paragraphs(*body), title=named)


def _nobody(gathered: Gathered) -> Words:
    return text("discussion-nobody", members=gathered.figures["members"])


def _picks(gathered: Gathered) -> Words | None:
    picked = [each for each in gathered.items if each.picked]
    if not picked:
        return None
    shown = [lines("★", lines(_by(each), each.said.in_short, sep=""), sep=" ") for each in picked]
    return lines(Strong(text("discussion-picked")), *shown)


def _by(item: Item) -> Words | None:
    return text("discussion-said-by", name=Strong(item.name)) if item.name else None


def _people(spoke: tuple[Speaker, ...], most: int = PEOPLE_SHOWN) -> list[Words]:
    shown = [_speech(each) for each in spoke[:most]]
    left = len(spoke) - len(shown)
    return [*shown, text("discussion-more-people", n=left)] if left else shown


def _by_branch(gathered: Gathered) -> list[Words]:
    """Each branch with its own figures, then what its people said."""
    shown: list[Words] = []
    each_may = max(EACH_SHOWN, PEOPLE_SHOWN // len(gathered.branches))
    for branch in gathered.branches:
        shown.append(Strong(gathered.titled(branch)))
        shown += _people(gathered.of_branch(branch).spoke, each_may)
    return shown


def _nameless(gathered: Gathered) -> list[Words]:
    """All texts in an order that says nothing, each with what was said to it."""
    shown: list[Words] = [text("discussion-nameless")]
    for each in gathered.items[:PEOPLE_SHOWN]:
        said = lines("·", each.said.words, _likes(each), sep=" ")
        shown.append(ListItem(lines(said, *_answers(each))))
    left = len(gathered.items) - PEOPLE_SHOWN
    return [*shown, text("discussion-more-said", n=left)] if left > 0 else shown


def _answers(item: Item) -> list[Words]:
    """What was said to it, without names."""
    return [lines("↳", each.said.words, sep=" ") for each in item.comments]


def _speech(speaker: Speaker) -> Words:
    shown: list[Words] = [_line(each) for each in speaker.items[:EACH_SHOWN]]
    left = len(speaker.items) - len(shown)
    if len(shown) > 1:
        shown = [ListItem(lines("·", each, sep=" ")) for each in shown]
    if left:
        shown.append(text("discussion-more-said", n=left))
    return lines(text("discussion-said-by", name=Strong(speaker.name)), *shown)


def _line(item: Item) -> Words:
    """A contribution on one line with what is to be known of it."""
    return lines(_on(item), item.said.in_short, _marked_late(item), _likes(item), sep=" ")


def _on(item: Item) -> Words | None:
    return text("discussion-comment-on", name=item.on) if item.on else None


def _marked_late(item: Item) -> Words | None:
    return text("discussion-marked-late") if item.late else None


def _likes(item: Item) -> Words | None:
    return text("discussion-likes", n=item.likes) if item.likes else None


# -- what was collected, as a page


def page(turn: DiscussionTurn, gathered: Gathered) -> Message:
    """What was collected as a page, with the result of the vote if there was one."""
    state, discussion = turn.state, turn.state.definition
    over, jury = state.phase == "closed", _by_jury(state)
    told = text("discussion-collected", n=len(gathered.items), people=len(gathered.spoke))
    result: Words | None = None
    if gathered.results and over:
        ranked = (_ranked(each, jury) for each in gathered.results)
        result = lines(text("discussion-votes-cast", n=gathered.voters), *ranked)
    digest = text("discussion-digest-title", genre=discussion.genre, title=discussion.title)
    return Message(
        paragraphs(told, result),
        title=digest if over else discussion.named,
        attachments=(_page_file(turn, gathered),),
    )


def _page_file(turn: DiscussionTurn, gathered: Gathered) -> Attachment:
    page = gallery(turn.state, gathered)
    return _file(turn, text("discussion-file-page"), ".html", page)


def _file(
    turn: DiscussionTurn, kind: Words, ending: str, content: Document | Gallery
) -> Attachment:
    title, began = turn.state.definition.title, turn.state.schedule.opens_at or turn.now
    zone = turn.unit_timezone
    return file_of(content, ending, title, kind=kind, began=began, zone=zone)


def _ranked(each: Result, jury: str) -> Words:
    name, headline = each.candidate.name, each.candidate.headline
    how = {"place": each.place, "n": each.votes}
    told = text("discussion-ranked", name=Strong(name), headline=headline, jury=jury, **how)
    return ListItem(told, each.place)


def gallery(state: DiscussionState, gathered: Gathered) -> Gallery:
    """Each entry with its words, pictures and files; once counted, the best first."""
    over, jury = state.phase == "closed", _by_jury(state)
    ranked = {each.candidate.known_by: each for each in gathered.results if over and each.votes}

    def place(item: Item) -> int:
        return ranked[item.known_by].place if item.known_by in ranked else 10**6

    def note(result: Result | None) -> Words:
        if result is None:
            return ""
        return text("discussion-exhibit", place=result.place, n=result.votes, jury=jury)

    exhibits = tuple(
        Exhibit(
            each.name or text("discussion-exhibit-unsigned"),
            note(ranked.get(each.known_by)),
            each.said.text,
            each.said.files,
        )
        for each in sorted(gathered.items, key=place)
    )
    return Gallery(state.definition.title, state.definition.prompt, exhibits)


def _by_jury(state: DiscussionState) -> str:
    return str(bool(state.progress.jury)).lower()


# -- for its organizer


def for_organizer(turn: DiscussionTurn, gathered: Gathered) -> Message:
    """The counts, with the whole of it as Markdown and as docx."""
    discussion, figures = turn.state.definition, gathered.figures
    told = text("discussion-closed", genre=discussion.genre, **figures)
    waiting = text("discussion-unreviewed", n=gathered.waiting) if gathered.waiting else None
    files = attachments(turn, gathered, versions=may_read_versions(turn))
    return Message(lines(told, waiting), title=discussion.named, attachments=files)


def attachments(
    turn: DiscussionTurn, gathered: Gathered, *, versions: bool
) -> tuple[Attachment, ...]:
    """The whole as Markdown and as docx; of collected works the page as well."""
    document = record(turn, gathered, versions=versions)
    kind = text("discussion-file-record", genre=turn.state.definition.genre)
    files = [_file(turn, kind, ending, document) for ending in (".md", ".docx")]
    if turn.state.definition.rules.gallery and gathered.items:
        files.append(_page_file(turn, gathered))
    return tuple(files)


def may_read_versions(turn: DiscussionTurn) -> bool:
    """Whether everybody who gets the record may read what was said before."""
    rules, roster = turn.context.rules, turn.roster
    readers = (turn.actor.id,) if turn.actor is not None else turn.organizers()
    return bool(readers) and all(
        may(rules, roster, roster.people.get(each), VERSIONS, turn.unit) for each in readers
    )


# -- the record


def record(turn: DiscussionTurn, gathered: Gathered, *, versions: bool = False) -> Document:
    """All contributions whole, and a table of who took part and who did not. `versions`: with what
    was said before it was changed or withdrawn."""
    state, zone = turn.state, turn.unit_timezone
    discussion, schedule = state.definition, state.schedule
    about = head(turn, schedule.opens_at or turn.now, schedule.closes_at)
    told = (lines(about, gathered.counts), discussion.prompt, discussion.reading)
    blocks: list[Block] = [Paragraph(each) for each in told if each is not None]
    if not gathered.spoke:
        blocks.append(Paragraph(_nobody(gathered)))
    blocks += _results(state, gathered)
    if discussion.anonymous:
        blocks += _nameless_record(gathered)
    elif len(gathered.branches) > 1:
        for branch in gathered.branches:
            blocks.append(Heading(gathered.titled(branch)))
            blocks += _speeches(gathered.of_branch(branch).spoke, zone, versions=versions)
    else:
        blocks += _speeches(gathered.spoke, zone, versions=versions)
    blocks += [Heading(text("discussion-report-part")), _participation(state, gathered, zone)]
    named = text("discussion-report-title", genre=discussion.genre, title=discussion.title)
    return Document(named, tuple(blocks))


def _results(state: DiscussionState, gathered: Gathered) -> list[Block]:
    if not gathered.results or state.phase != "closed":
        return []
    columns: tuple[Column[Result], ...] = (
        Column(text("discussion-column-place"), lambda each: str(each.place)),
        Column(text("sdk-column-name"), lambda each: each.candidate.name),
        Column(text("discussion-column-entry"), lambda each: each.candidate.headline),
        Column(text("discussion-column-votes", jury=_by_jury(state)), lambda each: str(each.votes)),
    )
    heading = text("discussion-votes-cast", n=gathered.voters)
    return [Heading(heading), table(columns, gathered.results)]


def _speeches(spoke: Sequence[Speaker], zone: str, *, versions: bool) -> list[Block]:
    blocks: list[Block] = []
    for speaker in spoke:
        blocks.append(Heading(text("discussion-report-who", name=speaker.name, of=speaker.branch)))
        blocks += [Paragraph(_in_full(each, zone, versions=versions)) for each in speaker.items]
        if versions:
            blocks += [Paragraph(_withdrawn(each, zone)) for each in speaker.gone]
    return blocks


def _in_full(item: Item, zone: str, *, versions: bool) -> Words:
    said = item.said
    key = "discussion-said-at" if said.edited_at is None else "discussion-said-and-edited-at"
    head = lines(
        text(key, at=recorded(said.edited_at or said.at, zone)),
        _on(item),
        _marked_late(item),
        _marked_picked(item),
        _likes(item),
        sep=" · ",
    )
    comments = [lines("↳", _by(each), each.said.whole, sep=" ") for each in item.comments]
    before = [
        lines(text("discussion-version", at=recorded(each.at, zone)), each.text, sep=" ")
        for each in (said.versions if versions else ())
    ]
    return lines(head, said.whole, *comments, *before)


def _marked_picked(item: Item) -> Words | None:
    return text("discussion-marked-picked") if item.picked else None


def _withdrawn(said: Contribution, zone: str) -> Words:
    at = recorded(said.withdrawn_at or said.at, zone)
    return lines(text("discussion-version-withdrawn", at=at), said.whole)


def _nameless_record(gathered: Gathered) -> list[Block]:
    """Texts in an order that says nothing, without names and times."""
    blocks: list[Block] = [Paragraph(text("discussion-nameless"))] if gathered.items else []
    for number, item in enumerate(gathered.items, 1):
        words = lines(_marked_picked(item), _likes(item), item.said.words, *_answers(item))
        blocks += [Heading(text("discussion-numbered", n=number)), Paragraph(words)]
    return blocks


def _participation(state: DiscussionState, gathered: Gathered, zone: str) -> Block:
    """Who said how much, and when first; of an anonymous discussion only that they took part, and
    only if several have."""
    everybody = (*gathered.spoke, *gathered.silent)
    columns: tuple[Column[Speaker], ...] = (
        Column(text("sdk-column-name"), lambda each: each.name),
        Column(text("sdk-column-unit"), lambda each: each.branch),
    )
    if not state.definition.anonymous:
        return table((*columns, *_of_each(state, zone)), everybody)
    if len(gathered.spoke) < FEWEST:
        return Paragraph(text("discussion-names-later", n=FEWEST))
    took_part: Column[Speaker] = Column(
        text("discussion-column-part"),
        lambda each: text("discussion-took-part", yes=str(bool(each.items)).lower()),
    )
    by_name = sorted(everybody, key=lambda each: (each.branch, each.name))
    return table((*columns, took_part), by_name)


def _of_each(state: DiscussionState, zone: str) -> tuple[Column[Speaker], ...]:
    said: Column[Speaker] = Column(
        text("discussion-column-said"), lambda each: str(len(each.items) - each.comments)
    )
    comments: Column[Speaker] = Column(
        text("discussion-column-comments"), lambda each: str(each.comments)
    )
    first: Column[Speaker] = Column(
        text("discussion-column-first"),
        lambda each: dated(each.items[0].said.at, zone) if each.items else "—",
    )
    return (said, first) if state.definition.comments == "none" else (said, comments, first)
