"""The second round: everybody comments on somebody else's contribution; and likes, at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.effects import Effect, Send, ToPerson, ToRoom
from service.core.events import Liked
from service.core.message import Message
from service.core.queries import Entries
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import button, moment, paragraphs
from service.workflows.discussion.contributions import is_late, late, leave_row
from service.workflows.discussion.model import (
    Contribution,
    DiscussionState,
    DiscussionTurn,
    Part,
    part_of,
    say,
    sealed,
    spot,
)
from service.workflows.discussion.reminders import useful_until

MOST_LIKES = 500  # of one person


@dataclass(frozen=True, slots=True)
class Found:
    """A contribution, whose it is, and what it is known by."""

    person: int
    said: Contribution
    known_by: str


def begin(turn: DiscussionTurn) -> Outcome:
    """The round opens: each member is shown one contribution of somebody else to comment on,
    each contribution as often as the others."""
    found = contributions(dict(turn.query(Entries(turn.id))))
    opened = turn.becomes(turn.state.advanced(round=2))
    told: list[Effect] = []
    if found:
        members = [each.id for each in turn.roster.members(turn.unit)]
        told.append(Send(ToRoom(turn.unit), "round", _announced(opened)))
        told += [
            Send(
                ToPerson(person),
                "comment",
                _to_comment(opened, shown),
                on_unknown="skip",
                deferrable=True,
                time_sensitive=True,
                until=useful_until(turn),
                **sealed(opened.state),
            )
            for person, shown in spread(members, found).items()
        ]
    return turn.done("discussion.second_round", state=opened.state, effects=told)


def another(turn: DiscussionTurn) -> Outcome:
    """Another contribution instead: the one least commented on after the one shown."""
    if is_late(turn):
        return late(turn)
    entries = dict(turn.query(Entries(turn.id)))
    others = [each for each in contributions(entries) if each.person != turn.person]
    last = "".join(turn.args()[:1])
    if not others:
        return turn.refuse("discussion-nothing-yet")
    comments = Counter(each.on for part in entries.values() for each in part.contributions)

    def times(each: Found) -> int:
        return comments[each.known_by] + sum(comments[spot(ref)] for ref in each.said.refs)

    after = [each for each in others if each.known_by > last] + others
    shown = min((each for each in after if each.known_by != last or len(others) == 1), key=times)
    effects = turn.reply(_to_comment(turn, shown), "comment", **sealed(turn.state))
    secret = turn.state.definition.anonymous
    return turn.done("discussion.another_shown", effects=effects, secret=secret)


def ask(turn: DiscussionTurn) -> Outcome:
    """To comment in private (`comment:known_by`): the next text is the comment."""
    if is_late(turn):
        return late(turn)
    known_by, discussion = "".join(turn.args()[:1]), turn.state.definition
    if discussion.comments == "none" or not known_by or _is_own(turn, known_by):
        return turn.refuse("sdk-moved-on")
    where = "discussion-speak-where-nameless" if discussion.anonymous else "discussion-speak-where"
    body = lines(text("discussion-comment-now"), _length(turn.state), text(where))
    shown = Message(body, choices=leave_row(turn))
    if not discussion.anonymous:
        effects = turn.reply(shown, "speak", prompt=f"comment.{known_by}")
        return turn.done("discussion.commenting", effects=effects)
    # What a question is about stands beside its reader, so without names only the part knows.
    return turn.done(
        "discussion.commenting",
        part=replace(part_of(turn), commenting=known_by),
        effects=turn.reply(shown, "speak", prompt="comment"),
        secret=True,
    )


def liked(turn: DiscussionTurn) -> Outcome:
    """A reaction to somebody's message in the room."""
    if not isinstance(turn.event, Liked) or is_late(turn):
        return turn.ignore("discussion-unexpected")
    return _like(turn, spot(turn.event.ref), not turn.event.taken_back, ())


def like(turn: DiscussionTurn) -> Outcome:
    """The same by a button in private (`like:known_by`); once more takes it back."""
    if is_late(turn):
        return late(turn)
    known_by = "".join(turn.args()[:1])
    if not known_by or _is_own(turn, known_by):
        return turn.refuse("discussion-own-like")
    is_wanted = known_by not in part_of(turn).likes
    word = Message(text("discussion-liked" if is_wanted else "discussion-unliked"))
    return _like(turn, known_by, is_wanted, turn.reply(word, "liked"))


def _like(turn: DiscussionTurn, what: str, is_wanted: bool, effects: tuple[Effect, ...]) -> Outcome:
    part, secret = part_of(turn), turn.state.definition.anonymous
    if (what in part.likes) == is_wanted or (is_wanted and len(part.likes) >= MOST_LIKES):
        return turn.ignore("discussion-unchanged")
    others = tuple(each for each in part.likes if each != what)
    changed = replace(part, likes=(*others, what) if is_wanted else others)
    action = "discussion.liked" if is_wanted else "discussion.unliked"
    return turn.done(action, part=changed, effects=effects, secret=secret)


def _is_own(turn: DiscussionTurn, known_by: str) -> bool:
    return any(each.known_by(turn.person) == known_by for each in part_of(turn).contributions)


# -- what is there to comment on


def contributions(entries: Mapping[int, Part]) -> list[Found]:
    """Everything that can be commented on, in an order that says nothing."""
    found = [
        Found(person, each, each.known_by(person))
        for person, part in entries.items()
        for each in part.own
        if each.review in ("", "approved")
    ]
    return sorted(found, key=lambda each: each.known_by)


def spread(members: Iterable[int], found: Sequence[Found]) -> dict[int, Found]:
    """For each member a contribution of somebody else, each about equally often."""
    given: dict[int, Found] = {}
    times: Counter[str] = Counter()
    for place, person in enumerate(members):
        start = place % len(found)
        others = [each for each in (*found[start:], *found[:start]) if each.person != person]
        if others:
            given[person] = min(others, key=lambda each: times[each.known_by])
            times[given[person].known_by] += 1
    return given


# -- what is said


def _announced(turn: DiscussionTurn) -> Message:
    """In the room when the round begins."""
    nameless = turn.state.definition.anonymous
    key = "discussion-round-in-private" if nameless else "discussion-round-in-room"
    told = text(key, closes=moment(turn.state.schedule.closes_at))
    return say(turn, lines(told, _length(turn.state)))


def _to_comment(turn: DiscussionTurn, found: Found) -> Message:
    """Somebody's contribution, to comment on."""
    asked = text("discussion-to-comment", closes=moment(turn.state.schedule.closes_at))
    comment, like, other = (
        button(turn.activity, f"discussion-button-{verb}", found.known_by)
        for verb in ("comment", "like", "another")
    )
    return say(turn, paragraphs(asked, found.said.whole), comment, (like, other))


def _length(state: DiscussionState) -> Words | None:
    needed = state.definition.comment_length
    return text("discussion-comment-at-least", n=needed) if needed else None
