"""After the collecting: the members vote, or a jury gives points, on what was approved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from service.core.effects import (
    ClearTimer,
    Edit,
    Effect,
    Recipient,
    Send,
    SetTimer,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.message import Message
from service.core.people import Person
from service.core.queries import Entries
from service.core.texts import Words, lines, text
from service.core.time_parsing import full_minute
from service.core.workflow import Outcome
from service.sdk.panels import choice, in_rows, moment, paragraphs
from service.workflows.discussion.model import (
    Candidate,
    Contribution,
    DiscussionState,
    DiscussionTurn,
    Part,
    may_vote,
    part_of,
    say,
    shortened,
)

POINTS = 10  # a juror gives 1 to 10
HEADLINE = 40  # characters
IN_A_ROW = 5


# -- how it begins


def candidates(turn: DiscussionTurn) -> tuple[Candidate, ...]:
    """Every approved entry, the earliest first."""
    found = sorted(
        (
            (person, each)
            for person, part in turn.query(Entries(turn.id))
            for each in part.own
            if each.review in ("", "approved")
        ),
        key=lambda pair: (pair[1].at, pair[0], pair[1].number),
    )
    return tuple(
        Candidate(each.known_by(person), person, turn.roster.name(person), headline(each))
        for person, each in found
    )


def headline(said: Contribution) -> str:
    """The first words of an entry, or the name of its file."""
    line = shortened(said.text) or said.file_names
    return line if len(line) <= HEADLINE else f"{line[:HEADLINE]}…"


def begin(
    turn: DiscussionTurn, ballot: tuple[Candidate, ...]
) -> tuple[DiscussionTurn, tuple[Effect, ...]]:
    """The voting opens, and those who may take part are told."""
    until = full_minute(turn.now + timedelta(seconds=turn.state.definition.votes_for))
    revision = turn.state.schedule.revision + 1
    voting = replace(turn.state, phase="voting").timed(revision=revision)
    opened = turn.becomes(voting.advanced(ballot=ballot, votes_until=until))
    called = _told(opened.state, "discussion-jury-call", "discussion-vote-call")
    call = say(turn, called, "discussion-button-ballot")
    announced = paragraphs(
        _told(opened.state, "discussion-jury-opens", "discussion-vote-opens"),
        lines(*_listed(opened.state)),
    )
    return opened, (
        ClearTimer("close"),
        ClearTimer("remind"),
        SetTimer("count", until, revision=revision),
        Send(ToRoom(turn.unit), "voting", say(turn, announced)),
        *_calls(opened, call),
    )


def _calls(turn: DiscussionTurn, call: Message) -> list[Send]:
    """To each person who may vote or judge, in private."""
    jury, until = turn.state.progress.jury, turn.state.progress.votes_until
    how: Any = {"deferrable": True, "time_sensitive": True, "until": until}
    if jury:
        return turn.tell(jury, "vote", call, **how)
    to: list[Recipient] = [ToMembers(turn.unit)]
    if turn.state.definition.voters != "all":
        members = turn.roster.members(turn.unit)
        to = [ToPerson(each.id) for each in members if _may_vote(turn, each)]
    return [Send(each, "vote", call, "bulk", **how) for each in to]


def _told(state: DiscussionState, to_jury: str, to_voters: str) -> Words:
    progress = state.progress
    return text(
        to_jury if progress.jury else to_voters,
        n=len(progress.ballot),
        votes=state.definition.votes,
        until=moment(progress.votes_until),
    )


# -- to vote


def show(turn: DiscussionTurn) -> Outcome:
    """One's own ballot."""
    jury = turn.state.progress.jury
    if jury and turn.person not in jury:
        return turn.refuse("discussion-jury-only")
    if not jury and not _may_vote(turn, turn.actor):
        return turn.refuse("discussion-no-vote")
    shown = _next_to_judge(turn) if jury else _ballot(turn)
    return turn.done("discussion.ballot_shown", effects=turn.reply(shown, "ballot"))


def vote(turn: DiscussionTurn) -> Outcome:
    """One vote more (`vote:number`), or back again."""
    part, most, candidate = part_of(turn), turn.state.definition.votes, _candidate(turn)
    if candidate is None or turn.state.progress.jury:
        return turn.refuse("sdk-moved-on")
    if not _may_vote(turn, turn.actor):
        return turn.refuse("discussion-no-vote")
    if candidate.person == turn.person:
        return turn.refuse("discussion-own-vote")
    given = candidate.known_by
    votes = tuple(each for each in part.votes if each != given)
    if given not in part.votes:
        if len(votes) >= most:
            return turn.refuse("discussion-votes-used", n=most)
        votes = (*votes, given)
    changed = turn.with_part(replace(part, votes=votes))
    shown = Edit(ToPerson(turn.person), "ballot", _ballot(changed))
    return turn.done("discussion.voted", part=changed.part, effects=(shown,))


def _ballot(turn: DiscussionTurn) -> Message:
    """All entries, each with a button that gives or takes back a vote."""
    progress, votes = turn.state.progress, part_of(turn).votes
    stars = [
        choice(turn.activity, "vote", f"{_star(each, votes)} {number + 1}", number)
        for number, each in enumerate(progress.ballot)
    ]
    left, until = turn.state.definition.votes - len(votes), moment(progress.votes_until)
    told = text("discussion-ballot", left=left, until=until)
    listed = paragraphs(told, lines(*_listed(turn.state, votes)))
    return say(turn, listed, *in_rows(stars, IN_A_ROW))


def _star(candidate: Candidate, votes: tuple[str, ...]) -> str:
    return "★" if candidate.known_by in votes else "☆"


def _listed(state: DiscussionState, chosen: tuple[str, ...] = ()) -> list[Words]:
    return [
        lines("★" if each.known_by in chosen else None, _line(number, each), sep=" ")
        for number, each in enumerate(state.progress.ballot)
    ]


def _line(number: int, candidate: Candidate) -> Words:
    name, words = candidate.name, candidate.headline
    return text("discussion-candidate", number=number + 1, name=name, headline=words)


def _candidate(turn: DiscussionTurn) -> Candidate | None:
    """The one whose number was pressed."""
    ballot, numbers = turn.state.progress.ballot, turn.ints()
    return ballot[numbers[0]] if numbers and numbers[0] < len(ballot) else None


def _may_vote(turn: DiscussionTurn, person: Person | None) -> bool:
    return person is not None and may_vote(turn.state, person, turn.context.rules)


# -- to judge


def points(turn: DiscussionTurn) -> Outcome:
    """A juror's points (`points:number.points`), newest count; the next entry is shown."""
    part, candidate, numbers = part_of(turn), _candidate(turn), turn.ints()
    given = numbers[1] if len(numbers) == 2 else 0
    if turn.person not in turn.state.progress.jury:
        return turn.refuse("discussion-jury-only")
    if candidate is None or not 1 <= given <= POINTS or candidate.person == turn.person:
        return turn.refuse("sdk-moved-on")
    known = {**dict(part.points), candidate.known_by: given}
    changed = turn.with_part(replace(part, points=tuple(known.items())))
    shown = turn.reply(_next_to_judge(changed), "ballot")
    return turn.done("discussion.judged", part=changed.part, effects=shown)


def rejudge(turn: DiscussionTurn) -> Outcome:
    """An entry once more (`rejudge:number`), to give it other points."""
    candidate = _candidate(turn)
    if candidate is None or turn.person not in turn.state.progress.jury:
        return turn.refuse("discussion-jury-only")
    shown = _to_judge(turn, turn.state.progress.ballot.index(candidate))
    return turn.done("discussion.ballot_shown", effects=turn.reply(shown, "ballot"))


def _next_to_judge(turn: DiscussionTurn) -> Message:
    """The first entry the juror has given nothing yet, or what they have given."""
    given = dict(part_of(turn).points)
    for number, each in enumerate(turn.state.progress.ballot):
        if each.known_by not in given and each.person != turn.person:
            return _to_judge(turn, number)
    return _all_judged(turn, given)


def _to_judge(turn: DiscussionTurn, number: int) -> Message:
    """One entry, with the points a juror may give."""
    ballot = turn.state.progress.ballot
    scale = [
        choice(turn.activity, "points", str(each), number, each) for each in range(1, POINTS + 1)
    ]
    told = text("discussion-judge", number=number + 1, n=len(ballot))
    entry = paragraphs(told, _line(number, ballot[number]))
    return say(turn, entry, *in_rows(scale, IN_A_ROW))


def _all_judged(turn: DiscussionTurn, given: dict[str, int]) -> Message:
    """What a juror has given; any of it may be given anew."""
    progress = turn.state.progress
    judged = [
        (number, each) for number, each in enumerate(progress.ballot, 1) if each.known_by in given
    ]
    shown = [
        text("discussion-judged", number=number, name=each.name, points=given[each.known_by])
        for number, each in judged
    ]
    told = text("discussion-all-judged", until=moment(progress.votes_until))
    again = [
        choice(turn.activity, "rejudge", text("discussion-button-rejudge", n=number), number - 1)
        for number, _ in judged
    ]
    return say(turn, paragraphs(told, lines(*shown)), *again)


# -- the result


@dataclass(frozen=True, slots=True)
class Result:
    """How a candidate came out: `place` from 1; equals share one. `votes`: or points."""

    candidate: Candidate
    place: int
    votes: int


def count(state: DiscussionState, entries: Iterable[tuple[int, Part]]) -> tuple[Result, ...]:
    """The result, the best first; of equals the earlier entry."""
    votes: Counter[str] = Counter()
    for _, part in entries:
        votes.update(part.votes)
        votes.update(dict(part.points))
    ranked = sorted(state.progress.ballot, key=lambda each: -votes[each.known_by])
    places: list[Result] = []
    for number, each in enumerate(ranked, 1):
        got = votes[each.known_by]
        same = bool(places) and places[-1].votes == got
        places.append(Result(each, places[-1].place if same else number, got))
    return tuple(places)
