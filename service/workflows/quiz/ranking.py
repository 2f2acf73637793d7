"""The ranking of a quiz, by person and by branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.facts import EntryMark
from service.core.message import Message
from service.core.people import Roster
from service.core.scoring import shown_points
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity
from service.workflows.quiz.model import Quiz

SHOWN = 10  # people of a ranking shown in the room


@dataclass(frozen=True, slots=True)
class BranchResult:
    """One branch: members, how many took part, and their average share of the points in %."""

    name: str
    members: int
    took_part: int
    average: int


def ranking(activity: Activity[Quiz], marks: Sequence[EntryMark], roster: Roster) -> Message:
    """The ranking by person and by branch, for the room."""
    quiz = activity.state
    counted = [each for each in marks if each.person in roster.people]
    members = roster.members(activity.unit)
    people: list[Words] = []
    for place, each in _placed(counted)[:SHOWN]:
        person = roster.people[each.person]
        medal = {1: "🥇", 2: "🥈", 3: "🥉"}.get(place, f"{place}.")
        people.append(
            text(
                "quiz.rank_person",
                place=medal,
                name=person.name,
                branch=roster.units[person.unit].name,
                score=shown_points(each.mark.score),
            )
        )
    branches: list[Words] = [
        text(
            "quiz.rank_branch",
            name=each.name,
            took_part=each.took_part,
            members=each.members,
            average=each.average,
        )
        for each in branch_results(activity, counted, roster)
    ]
    head = text(
        "quiz.ranking",
        took_part=len(counted),
        members=len(members),
        points=shown_points(quiz.out_of),
    )
    if not counted:
        return Message(
            text("quiz.nobody", title=quiz.title), title=text("quiz.title", title=quiz.title)
        )
    return Message(
        Lines(
            (
                head,
                lines(text("quiz.by_person"), *people),
                lines(text("quiz.by_branch"), *branches),
            ),
            sep="\n\n",
        ),
        title=text("quiz.title", title=quiz.title),
    )


def branch_results(
    activity: Activity[Quiz], marks: Sequence[EntryMark], roster: Roster
) -> tuple[BranchResult, ...]:
    """Every branch with members in the quiz's unit, the best average first."""
    results = []
    by_person = {each.person: each.mark for each in marks}
    for unit in sorted(roster.below(activity.unit)):
        members = [each for each in roster.members(unit) if each.unit == unit]
        took_part = [by_person[each.id] for each in members if each.id in by_person]
        if members:
            possible = sum(each.out_of for each in took_part)
            average = (
                round(100 * sum(each.score for each in took_part) / possible) if possible else 0
            )
            results.append(
                BranchResult(roster.units[unit].name, len(members), len(took_part), average)
            )
    return tuple(sorted(results, key=lambda each: (-each.average, -each.took_part, each.name)))


def _placed(marks: Sequence[EntryMark]) -> list[tuple[int, EntryMark]]:
    """Equal scores share a place."""
    placed: list[tuple[int, EntryMark]] = []
    for number, each in enumerate(marks, 1):
        same = placed and placed[-1][1].mark.score == each.mark.score
        placed.append((placed[-1][0] if same else number, each))
    return placed
