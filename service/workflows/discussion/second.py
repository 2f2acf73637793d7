"""The second round: everybody comments on somebody else's contribution; and likes, at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.effects import Effect, Send, ToPerson, ToRoom
from service.core.events import Event, Liked
from service.core.message import Message
from service.core.queries import Entries
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import reminding, view
from service.workflows.discussion.collect import is_late, late
from service.workflows.discussion.model import Contribution, Discussion, Part, spot

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part]

MOST_LIKES = 500  # of one person


@dataclass(frozen=True, slots=True)
class Found:
    """A contribution, whose it is, and what it is known by."""

    person: int
    said: Contribution
    known_by: str


def begin(
    context: Context, activity: DiscussionActivity, _: Entry[Part] | None, __: Event
) -> Outcome:
    """The round opens: each member is shown one contribution of somebody else to comment on,
    each contribution as often as the others."""
    entries = dict(context.queries[Entries(activity.id)])
    opened = replace(activity.state, round=2)
    found = contributions(entries)
    told: list[Effect] = []
    if found:
        told.append(Send(ToRoom(activity.unit), "round", view.round_(opened)))
        members = [each.id for each in context.roster.members(activity.unit)]
        for person, shown in spread(members, found).items():
            message = view.to_comment(replace(activity, state=opened), shown.known_by, shown.said)
            told.append(
                Send(
                    ToPerson(person),
                    "comment",
                    message,
                    on_unknown="skip",
                    deferrable=True,
                    time_sensitive=True,
                    until=reminding.useful_until(context, activity),
                    nameless=opened.anonymous,
                    secret=opened.anonymous,
                )
            )
    return Decision("discussion.second_round", activity=opened, effects=tuple(told))


def another(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """Another contribution instead: the one least commented on after the one shown."""
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    entries = dict(context.queries[Entries(activity.id)])
    found = [each for each in contributions(entries) if each.person != entry.person]
    last = "".join(choice_args(event)[:1])
    if not found:
        return Rejected("discussion.nothing_yet", text("discussion-nothing-yet"))
    comments = Counter(each.on for part in entries.values() for each in part.contributions)

    def times(each: Found) -> int:
        return comments[each.known_by] + comments[spot(each.said.ref)]

    others = sorted(found, key=lambda each: each.known_by)
    after = [each for each in others if each.known_by > last] + others
    shown = min((each for each in after if each.known_by != last or len(others) == 1), key=times)
    message = view.to_comment(activity, shown.known_by, shown.said)
    return Decision(
        "discussion.another_shown",
        effects=(
            Send(
                ToPerson(entry.person),
                "comment",
                message,
                "reply",
                nameless=activity.state.anonymous,
                secret=activity.state.anonymous,
            ),
        ),
        secret=activity.state.anonymous,
    )


def ask(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """To comment in private (`comment:known_by`): the next text is the comment."""
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    known_by = "".join(choice_args(event)[:1])
    if activity.state.comments == "none" or not known_by or _own(entry, known_by):
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    shown = view.comment_now(activity)
    return Decision(
        "discussion.commenting",
        effects=(
            Send(ToPerson(entry.person), "speak", shown, "reply", asks=f"comment.{known_by}"),
        ),
        secret=activity.state.anonymous,
    )


def liked(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """A reaction to somebody's message in the room."""
    if not isinstance(event, Liked) or is_late(context, activity.state):
        return Rejected("discussion.unexpected")
    return _like(activity, entry, spot(event.ref), not event.taken_back)


def like(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """The same by a button in private (`like:known_by`); once more takes it back."""
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    known_by = "".join(choice_args(event)[:1])
    if not known_by or _own(entry, known_by):
        return Rejected("discussion.own_like", text("discussion-own-like"))
    wanted = known_by not in (entry.state or Part()).likes
    outcome = _like(activity, entry, known_by, wanted)
    if isinstance(outcome, Rejected):
        return outcome
    word = Message(text("discussion-liked" if wanted else "discussion-unliked"))
    told = Send(ToPerson(entry.person), "liked", word, "reply")
    return replace(outcome, effects=(told,))


# -- pieces


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
    for turn, person in enumerate(members):
        start = turn % len(found)
        others = [each for each in (*found[start:], *found[:start]) if each.person != person]
        if others:
            given[person] = min(others, key=lambda each: times[each.known_by])
            times[given[person].known_by] += 1
    return given


def _like(
    activity: DiscussionActivity, entry: PartEntry, what: str, wanted: bool
) -> Decision | Rejected:
    part = entry.state or Part()
    if (what in part.likes) == wanted or (wanted and len(part.likes) >= MOST_LIKES):
        return Rejected("discussion.unchanged")
    likes = (*part.likes, what) if wanted else tuple(each for each in part.likes if each != what)
    return Decision(
        "discussion.liked" if wanted else "discussion.unliked",
        entry=replace(part, likes=likes),
        secret=activity.state.anonymous,
    )


def _own(entry: PartEntry, known_by: str) -> bool:
    part = entry.state or Part()
    return any(each.known_by(entry.person) == known_by for each in part.contributions)
