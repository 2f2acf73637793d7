"""Who else is named on a ballot of an election by tap: a name that is tapped or typed.

Everybody is asked as often, whatever they have marked, and everybody's answer is sealed alike: if
only those who voted no were asked, the question would tell that they did.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.core.strokes import by_strokes
from service.core.texts import Words, text
from service.sdk.panels import Rows, choice, in_rows
from service.sdk.typed_names import by_names
from service.workflows.vote.model import VoteTurn, choices_of, rule_of

MOST = 3  # names, as many as a ballot paper has empty rows
TAPPED = 40  # people who are offered; of more, names are typed
NOBODY = "-"
LONGEST = 60  # characters of a name
_OUTSIDE = re.compile(r"^(?:另选|write-in)\s*[:：]?\s*(.+)$", re.IGNORECASE)


def asked_for(turn: VoteTurn) -> int:
    """How many others a ballot of this round is asked for."""
    rule, poll = rule_of(turn), turn.state.progress
    elects = rule.kind == "election" and rule.write_in and not poll.runoff
    return min(poll.seats, len(poll.matters), MOST) if elects else 0


def question(turn: VoteTurn, at: int, of: int) -> Words:
    """Whom else? `at`: how many questions were answered before, `of` so many."""
    offers = int(bool(_offered(turn)))
    return text("vote-mark-other", at=at + 1, n=of, seats=turn.state.progress.seats, offers=offers)


def rows(turn: VoteTurn, at: int, *of_round: int) -> Rows:
    """Nobody, and everybody who can be named, in the order of a list."""
    nobody = choice(turn.activity, "mark", text("vote-button-nobody"), at, 0, *of_round)
    people = [
        choice(turn.activity, "mark", label, at, person, *of_round)
        for person, label in _offered(turn).items()
    ]
    return ((nobody,), *in_rows(people, 3))


def made(turn: VoteTurn, place: int, *, typed: bool) -> str:
    """The mark that a tap on this person, 0 for nobody, or typed words come to; whom they mean is
    looked up when it is taken (`named`), and again when it is counted."""
    if typed:
        return turn.line()[:LONGEST]
    return f"#{place}" if place else NOBODY


def named(turn: VoteTurn, mark: str) -> str:
    """Who is meant, told apart from everybody of the same name; "" for nobody, or for who is on the
    ballot anyway. Somebody whom the roster does not know is named behind a word that says so."""
    shown = _known(turn)
    if mark.startswith("#"):
        return shown.get(int(mark[1:]), "")
    outside = _OUTSIDE.match(mark)
    name = outside[1].strip() if outside else mark
    meant = by_names(turn.roster, turn.unit, name)
    people = {person for each in meant.values() for person in each}
    if len(meant) == 1 and len(people) == 1:
        (person,) = people
        label = shown.get(person, turn.roster.name(person))
        return "" if _is_candidate(turn, person, label) else label
    candidates = {each.name for each in turn.state.progress.matters}
    return name if outside and not people and name not in candidates else ""


def on_ballot(turn: VoteTurn, ballot: tuple[str, ...]) -> tuple[str, ...]:
    """Who else is named on it: as many as it has noes, for an abstention names nobody."""
    poll = turn.state.progress
    marks, others = ballot[: len(poll.matters)], ballot[len(poll.matters) :]
    found = [name for each in others if (name := named(turn, each))]
    return tuple(dict.fromkeys(found))[: marks.count(choices_of(turn)[1])] if found else ()


def _is_candidate(turn: VoteTurn, person: int, label: str) -> bool:
    """Whether they are on the ballot, also as somebody whom an earlier round has named."""
    matters = turn.state.progress.matters
    return any(
        each.person == person or (not each.person and each.name == label) for each in matters
    )


def _known(turn: VoteTurn) -> Mapping[int, str]:
    """Those who have a vote and are no candidates, by their names among all who have one."""
    people = turn.roster.people
    entitled = [people[each] for each in turn.state.progress.entitled() if each in people]
    shown = turn.roster.told_apart(entitled)
    ordered = by_strokes(entitled, lambda each: shown[each.id])
    return {
        each.id: shown[each.id]
        for each in ordered
        if not _is_candidate(turn, each.id, shown[each.id])
    }


def _offered(turn: VoteTurn) -> Mapping[int, str]:
    found = _known(turn)
    return found if len(found) <= TAPPED else {}
