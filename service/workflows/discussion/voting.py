"""What is said while there is voting, by the members or by a jury."""

from __future__ import annotations

from service.core.message import Message
from service.core.texts import Words, lines, text
from service.core.workflow import Activity
from service.workflows.discussion.model import Candidate, Contribution, Discussion, Part
from service.workflows.discussion.view import Rows, apart, choice, moment, shortened, title

HEADLINE = 40  # characters
IN_A_ROW = 5

DiscussionActivity = Activity[Discussion]


def headline(said: Contribution) -> str:
    """The first words of an entry, or the name of its file."""
    line = shortened(said.text) or said.file
    return line if len(line) <= HEADLINE else f"{line[:HEADLINE]}…"


def announced(discussion: Discussion) -> Message:
    """In the room: what is voted on, and until when."""
    key = "discussion-jury-opens" if discussion.jury else "discussion-vote-opens"
    told = text(
        key, n=len(discussion.ballot), votes=discussion.votes, until=moment(discussion.votes_until)
    )
    return Message(apart(told, lines(*_listed(discussion))), title=title(discussion))


def call(activity: DiscussionActivity) -> Message:
    """To each person who may vote or judge, in private."""
    discussion = activity.state
    key = "discussion-jury-call" if discussion.jury else "discussion-vote-call"
    told = text(
        key, n=len(discussion.ballot), votes=discussion.votes, until=moment(discussion.votes_until)
    )
    return Message(told, title=title(discussion), choices=((choice(activity, "ballot"),),))


def ballot(activity: DiscussionActivity, part: Part) -> Message:
    """All entries, each with a button that gives or takes back a vote."""
    discussion = activity.state
    left = discussion.votes - len(part.votes)
    buttons = [
        choice(
            activity,
            "vote",
            number,
            label=f"{'★' if each.known_by in part.votes else '☆'} {number + 1}",
        )
        for number, each in enumerate(discussion.ballot)
    ]
    rows: Rows = tuple(
        tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)
    )
    told = text("discussion-ballot", left=left, until=moment(discussion.votes_until))
    return Message(
        apart(told, lines(*_listed(discussion, part.votes))), title=title(discussion), choices=rows
    )


def judge(activity: DiscussionActivity, number: int) -> Message:
    """One entry, with the points a juror may give."""
    discussion = activity.state
    candidate = discussion.ballot[number]
    buttons = [
        choice(activity, "points", number, points, label=str(points)) for points in range(1, 11)
    ]
    told = text("discussion-judge", number=number + 1, n=len(discussion.ballot))
    return Message(
        apart(told, _line(number, candidate)),
        title=title(discussion),
        choices=(tuple(buttons[:5]), tuple(buttons[5:])),
    )


def all_judged(activity: DiscussionActivity, part: Part) -> Message:
    """What a juror has given; any of it may be given anew."""
    discussion, given = activity.state, dict(part.points)
    shown = [
        text(
            "discussion-judged",
            number=number + 1,
            name=each.name,
            points=given.get(each.known_by, 0),
        )
        for number, each in enumerate(discussion.ballot)
        if each.known_by in given
    ]
    told = text("discussion-all-judged", until=moment(discussion.votes_until))
    again = tuple(
        (
            choice(
                activity, "rejudge", number, label=text("discussion-button-rejudge", n=number + 1)
            ),
        )
        for number, each in enumerate(discussion.ballot)
        if each.known_by in given
    )
    return Message(apart(told, lines(*shown)), title=title(discussion), choices=again)


# -- pieces


def _listed(discussion: Discussion, chosen: tuple[str, ...] = ()) -> list[Words]:
    return [
        lines("★" if each.known_by in chosen else None, _line(number, each), sep=" ")
        for number, each in enumerate(discussion.ballot)
    ]


def _line(number: int, candidate: Candidate) -> Words:
    return text(
        "discussion-candidate",
        number=number + 1,
        name=candidate.name,
        headline=candidate.headline,
    )
