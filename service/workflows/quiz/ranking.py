"""The ranking of a quiz, by person and by branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.message import Message
from service.core.people import Roster
from service.core.queries import EntrySummary, Summary
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity
from service.questions.scoring import shown_points
from service.workflows.quiz.model import Quiz

SHOWN = 10  # people of a ranking shown in the room


@dataclass(frozen=True, slots=True)
class BranchResult:
    """One branch: members, how many took part, and their average share of the points in %."""

    name: str
    members: int
    took_part: int
    average: int


def ranking(activity: Activity[Quiz], summaries: Sequence[EntrySummary], roster: Roster) -> Message:
    """The ranking by person and by branch, for the room."""
    quiz = activity.state
    counted = [each for each in summaries if each.person in roster.people]
    members = roster.members(activity.unit)
    people: list[Words] = []
    for place, each in placed(counted)[:SHOWN]:
        person = roster.people[each.person]
        medal = {1: "🥇", 2: "🥈", 3: "🥉"}.get(place, f"{place}.")
        people.append(
            text(
                "quiz-rank-nameless" if quiz.terms.nameless else "quiz-rank-person",
                place=medal,
                name=person.name,
                branch=roster.units[person.unit].name,
                score=shown_points(each.summary.score),
            )
        )
    branches = [_line(each) for each in branch_results(activity, counted, roster)]
    head = text(
        "quiz-ranking",
        took_part=len(counted),
        members=len(members),
        points=shown_points(quiz.out_of),
    )
    if not counted:
        return Message(
            text("quiz-nobody", title=quiz.title), title=text("quiz-title", title=quiz.title)
        )
    return Message(
        Lines(
            (
                head,
                lines(text("quiz-by-person"), *people),
                lines(text("quiz-by-branch"), *branches),
                *_by_group(activity, counted, roster),
            ),
            sep="\n\n",
        ),
        title=text("quiz-title", title=quiz.title),
    )


def _by_group(
    activity: Activity[Quiz], summaries: Sequence[EntrySummary], roster: Roster
) -> tuple[Words, ...]:
    """The groups of a branch that has some; of several branches each group with its branch."""
    members = [each for each in roster.members(activity.unit) if each.group]
    groups = sorted({(each.unit, each.group) for each in members})
    by_person = {each.person: each.summary for each in summaries}
    results = []
    for unit, group in groups:
        inside = [each.id for each in members if (each.unit, each.group) == (unit, group)]
        took_part = [by_person[each] for each in inside if each in by_person]
        name = (
            group
            if len({each for each, _ in groups}) == 1
            else (f"{roster.units[unit].name} · {group}")
        )
        results.append(BranchResult(name, len(inside), len(took_part), _average(took_part)))
    if len(results) < 2:
        return ()
    return (lines(text("quiz-by-group"), *map(_line, _best_first(results))),)


def branch_results(
    activity: Activity[Quiz], summaries: Sequence[EntrySummary], roster: Roster
) -> tuple[BranchResult, ...]:
    """Every branch with members in the quiz's unit, the best average first."""
    results = []
    by_person = {each.person: each.summary for each in summaries}
    for unit in sorted(roster.below(activity.unit)):
        members = [each for each in roster.members(unit) if each.unit == unit]
        took_part = [by_person[each.id] for each in members if each.id in by_person]
        if members:
            name = roster.units[unit].name
            results.append(BranchResult(name, len(members), len(took_part), _average(took_part)))
    return _best_first(results)


def _best_first(results: Sequence[BranchResult]) -> tuple[BranchResult, ...]:
    return tuple(sorted(results, key=lambda each: (-each.average, -each.took_part, each.name)))


def _average(summaries: Sequence[Summary]) -> int:
    possible = sum(each.out_of for each in summaries)
    return round(100 * sum(each.score for each in summaries) / possible) if possible else 0


def _line(result: BranchResult) -> Words:
    return text(
        "quiz-rank-branch",
        name=result.name,
        took_part=result.took_part,
        members=result.members,
        average=result.average,
    )


def placed(summaries: Sequence[EntrySummary]) -> list[tuple[int, EntrySummary]]:
    """Of equal scores the earlier one goes first; those equal in both share a place."""
    places: list[tuple[int, EntrySummary]] = []
    for number, each in enumerate(summaries, 1):
        before = places[-1][1].summary if places else None
        same = before and (before.score, before.at) == (each.summary.score, each.summary.at)
        places.append((places[-1][0] if same else number, each))
    return places
