"""Everything that was said, gathered from the entries of all people: the digest's raw material."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from service.core.people import Person, Roster
from service.core.workflow import Activity
from service.workflows.discussion.ballot import Standing, count
from service.workflows.discussion.model import Contribution, Discussion, Part, spot


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
    def first(self) -> Contribution:
        return self.items[0].said


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who spoke, in the order of their first word, and who did not, by name of the roster.

    `items`: all contributions that are no comments; in an anonymous discussion in an order that
    says nothing. `standings`: what came of a vote. `waiting`: entries nobody has reviewed.
    """

    spoke: tuple[Speaker, ...]
    silent: tuple[Speaker, ...]
    items: tuple[Item, ...] = ()
    standings: tuple[Standing, ...] = ()
    voters: int = 0
    waiting: int = 0

    @property
    def took_part(self) -> int:
        """Members who spoke: what is said of the others is kept, but not counted."""
        return sum(each.member for each in self.spoke)

    @property
    def members(self) -> int:
        return self.took_part + len(self.silent)

    @property
    def contributions(self) -> int:
        return sum(len(each.items) for each in self.spoke)

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches of everybody who may take part."""
        return tuple(dict.fromkeys(sorted(each.branch for each in (*self.spoke, *self.silent))))

    def of_branch(self, branch: str) -> Gathered:
        return Gathered(
            tuple(each for each in self.spoke if each.branch == branch),
            tuple(each for each in self.silent if each.branch == branch),
        )


def gather(
    activity: Activity[Discussion],
    entries: Iterable[tuple[int, Part]],
    roster: Roster,
    shuffle: str = "",
) -> Gathered:
    """Everybody's contributions, with the names and branches of the roster. Entries that are
    reviewed count when they are approved. `shuffle`: what is kept nowhere, to order what is
    anonymous by; nobody can tell from what is kept which text is whose."""
    known = [(person, _shown(activity.state, part)) for person, part in entries]
    parts = {person: part for person, part in known if part.contributions}
    members = {each.id: each for each in roster.members(activity.unit)}
    items = _items(activity.state, dict(known), roster)
    spoke = [
        _speaker(
            roster,
            roster.people.get(person),
            tuple(items[each.known_by(person)] for each in part.contributions),
            part.gone,
            member=person in members,
        )
        for person, part in parts.items()
    ]
    silent = [_speaker(roster, each) for number, each in members.items() if number not in parts]
    return Gathered(
        tuple(sorted(spoke, key=lambda each: each.first.at)),
        tuple(silent),
        _in_order(activity.state, items.values(), shuffle),
        count(activity.state, entries) if activity.state.ballot else (),
        sum(bool(part.votes or part.points) for _, part in entries),
        sum(each.review == "waiting" for _, part in entries for each in part.contributions),
    )


# -- pieces


def _shown(discussion: Discussion, part: Part) -> Part:
    if not discussion.rules.reviewed:
        return part
    approved = tuple(each for each in part.contributions if each.review == "approved")
    return Part(approved, part.given, (), part.likes)


def _items(discussion: Discussion, parts: dict[int, Part], roster: Roster) -> dict[str, Item]:
    """Every contribution by what it is known by, with its likes and comments."""
    own = [(person, each) for person, part in parts.items() for each in part.contributions]
    where = {spot(each.ref): each.known_by(person) for person, each in own}
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
            "" if discussion.anonymous else _name(roster.people.get(person)),
            likes[known_by],
            _is_late(discussion, said),
            known_by in discussion.picked,
            "" if target is None or discussion.anonymous else _name(roster.people.get(target)),
            comments,
        )

    under: dict[str, list[Item]] = {}
    for person, each in sorted(own, key=lambda pair: _order(discussion, *pair)):
        target = on[each.known_by(person)]
        if target in whose:
            under.setdefault(target, []).append(item(person, each))
    return {
        each.known_by(person): item(person, each, tuple(under.get(each.known_by(person), ())))
        for person, each in own
    }


def _in_order(discussion: Discussion, items: Iterable[Item], shuffle: str) -> tuple[Item, ...]:
    """What is no comment on something that stands; the earliest first, or in no order at all."""
    everything = list(items)
    nested = {each.known_by for item in everything for each in item.comments}
    top = [each for each in everything if each.known_by not in nested]
    if discussion.anonymous:
        return tuple(sorted(top, key=lambda each: _mixed(each, shuffle)))
    return tuple(sorted(top, key=lambda each: each.said.at))


def _mixed(item: Item, shuffle: str) -> str:
    return sha256(f"{shuffle}|{item.known_by}".encode()).hexdigest() if shuffle else item.known_by


def _order(discussion: Discussion, person: int, said: Contribution) -> tuple[float, str]:
    at = 0.0 if discussion.anonymous else said.at.timestamp()
    return at, said.known_by(person)


def _is_late(discussion: Discussion, said: Contribution) -> bool:
    """Said in the grace after the deadline; without one nothing is late."""
    closes_at = discussion.closes_at
    return bool(discussion.grace) and closes_at is not None and said.at >= closes_at


def _speaker(
    roster: Roster,
    person: Person | None,
    items: tuple[Item, ...] = (),
    gone: tuple[Contribution, ...] = (),
    *,
    member: bool = True,
) -> Speaker:
    if person is None:
        return Speaker("—", "—", items, gone, member)
    unit = roster.units.get(person.unit)
    return Speaker(person.name, unit.name if unit else "—", items, gone, member)


def _name(person: Person | None) -> str:
    return person.name if person else "—"
