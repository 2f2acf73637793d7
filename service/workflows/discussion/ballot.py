"""After the collecting: the members vote, or a jury gives points, on what was approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from service.core.effects import (
    ClearTimer,
    Edit,
    Effect,
    Send,
    SetTimer,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.events import Event
from service.core.people import Person
from service.core.queries import Entries
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import voting
from service.workflows.discussion.model import Candidate, Discussion, Part

DiscussionActivity = Activity[Discussion]

POINTS = 10  # a juror gives 1 to 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate came out: `place` from 1; equals share one."""

    candidate: Candidate
    place: int
    votes: int


def candidates(context: Context, activity: DiscussionActivity) -> tuple[Candidate, ...]:
    """Every approved entry, the earliest first."""
    roster = context.roster
    found = sorted(
        (
            (person, each)
            for person, part in context.queries[Entries(activity.id)]
            for each in part.own
            if each.review in ("", "approved")
        ),
        key=lambda pair: (pair[1].at, pair[0], pair[1].number),
    )
    return tuple(
        Candidate(
            each.known_by(person),
            person,
            _name(roster.people.get(person)),
            voting.headline(each),
        )
        for person, each in found
    )


def begin(
    context: Context, activity: DiscussionActivity, ballot: tuple[Candidate, ...]
) -> tuple[Discussion, tuple[Effect, ...]]:
    """The voting opens, and those who may take part are told."""
    discussion = activity.state
    until = context.now + timedelta(seconds=discussion.votes_for)
    step = discussion.step + 1
    opened = replace(discussion, phase="voting", ballot=ballot, votes_until=until, step=step)
    there = replace(activity, state=opened)
    effects: list[Effect] = [
        ClearTimer("close"),
        ClearTimer("remind"),
        SetTimer("count", until, revision=step),
        Send(ToRoom(activity.unit), "voting", voting.announced(opened)),
    ]
    if opened.jury:
        effects += [
            Send(ToPerson(each), "vote", voting.call(there), deferrable=True)
            for each in opened.jury
        ]
    elif opened.voters == "all":
        effects.append(
            Send(
                ToMembers(activity.unit),
                "vote",
                voting.call(there),
                "bulk",
                deferrable=True,
                until=until,
            )
        )
    else:
        effects += [
            Send(
                ToPerson(each.id), "vote", voting.call(there), "bulk", deferrable=True, until=until
            )
            for each in context.roster.members(activity.unit)
            if _may_vote(context, opened, each)
        ]
    return opened, tuple(effects)


def show(context: Context, activity: DiscussionActivity, entry: Entry[Part], __: Event) -> Outcome:
    """One's own ballot."""
    discussion, part = activity.state, entry.state or Part()
    if discussion.jury:
        if entry.person not in discussion.jury:
            return Rejected("discussion.jury_only", text("discussion-jury-only"))
        first = next(
            (
                number
                for number, each in enumerate(discussion.ballot)
                if each.known_by not in dict(part.points) and each.person != entry.person
            ),
            None,
        )
        message = (
            voting.all_judged(activity, part) if first is None else voting.judge(activity, first)
        )
    elif _may_vote(context, discussion, context.actor):
        message = voting.ballot(activity, part)
    else:
        return Rejected("discussion.no_vote", text("discussion-no-vote"))
    return Decision(
        "discussion.ballot_shown",
        effects=(Send(ToPerson(entry.person), "ballot", message, "reply"),),
    )


def vote(
    context: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event
) -> Outcome:
    """One vote more (`vote:number`), or back again."""
    discussion, part = activity.state, entry.state or Part()
    candidate = _candidate(discussion, event)
    if candidate is None or discussion.jury:
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    if not _may_vote(context, discussion, context.actor):
        return Rejected("discussion.no_vote", text("discussion-no-vote"))
    if candidate.person == entry.person:
        return Rejected("discussion.own_vote", text("discussion-own-vote"))
    given = candidate.known_by
    if given in part.votes:
        votes = tuple(each for each in part.votes if each != given)
    elif len(part.votes) >= discussion.votes:
        full = text("discussion-votes-used", n=discussion.votes)
        return Rejected("discussion.votes_used", full)
    else:
        votes = (*part.votes, given)
    changed = replace(part, votes=votes)
    shown = Edit(ToPerson(entry.person), "ballot", voting.ballot(activity, changed))
    return Decision("discussion.voted", entry=changed, effects=(shown,))


def points(_: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event) -> Outcome:
    """A juror's points (`points:number.points`), newest count; the next entry is shown."""
    discussion, part = activity.state, entry.state or Part()
    candidate, args = _candidate(discussion, event), choice_args(event)
    given = int(args[1]) if len(args) == 2 and args[1].isascii() and args[1].isdecimal() else 0
    if entry.person not in discussion.jury:
        return Rejected("discussion.jury_only", text("discussion-jury-only"))
    if candidate is None or not 1 <= given <= POINTS or candidate.person == entry.person:
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    known = {**dict(part.points), candidate.known_by: given}
    changed = replace(part, points=tuple(known.items()))
    following = show(_, activity, replace(entry, state=changed), event)
    if isinstance(following, Rejected):
        return following
    return replace(following, action="discussion.judged", entry=changed)


def rejudge(_: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event) -> Outcome:
    """An entry once more (`rejudge:number`), to give it other points."""
    discussion = activity.state
    candidate = _candidate(discussion, event)
    if candidate is None or entry.person not in discussion.jury:
        return Rejected("discussion.jury_only", text("discussion-jury-only"))
    number = discussion.ballot.index(candidate)
    shown = voting.judge(activity, number)
    return Decision(
        "discussion.ballot_shown", effects=(Send(ToPerson(entry.person), "ballot", shown, "reply"),)
    )


def count(discussion: Discussion, entries: Iterable[tuple[int, Part]]) -> tuple[Standing, ...]:
    """The result, the best first; of equals the earlier entry."""
    votes: Counter[str] = Counter()
    for _, part in entries:
        votes.update(part.votes)
        votes.update(dict(part.points))
    ranked = sorted(discussion.ballot, key=lambda each: -votes[each.known_by])
    places: list[Standing] = []
    for number, each in enumerate(ranked, 1):
        got = votes[each.known_by]
        same = bool(places) and places[-1].votes == got
        places.append(Standing(each, places[-1].place if same else number, got))
    return tuple(places)


# -- pieces


def _candidate(discussion: Discussion, event: Event) -> Candidate | None:
    args = choice_args(event)
    number = int(args[0]) if args and args[0].isascii() and args[0].isdecimal() else -1
    return discussion.ballot[number] if 0 <= number < len(discussion.ballot) else None


def _may_vote(context: Context, discussion: Discussion, person: Person | None) -> bool:
    if person is None or not discussion.votes:
        return False
    return discussion.voters == "all" or person.standing in context.rules.voting


def _name(person: Person | None) -> str:
    return person.name if person else "—"
