"""What is filled in for a vote: its rule, options, candidates, and people by their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from service.core.people import Roster
from service.core.texts import Words, series, text
from service.sdk.fields import Field, Preset, Problem
from service.sdk.typed_names import by_names, pieces
from service.workflows.vote.model import Matter

LONGEST = 60  # characters of an option or a name


def options_in(typed: str) -> list[str]:
    """What was typed, one on each line where there are several."""
    if "\n" not in typed.strip():
        return pieces(typed)
    return [clean for each in typed.splitlines() if (clean := " ".join(each.split()))]


class Rule(Field[str]):
    """One of the rules that hold for the unit, by its id; typed, by its name."""

    def read_typed(self, turn: Any) -> str | Problem:
        typed = turn.typed().casefold()
        found = [
            each.id
            for each in turn.book.votes
            if typed and typed in f"{each.name.zh}\n{each.name.en}".casefold()
        ]
        return found[0] if len(found) == 1 else Problem("vote-no-rule")

    def presets(self, turn: Any) -> tuple[Preset[str], ...]:
        return tuple(Preset(each.id, each.name, each.id) for each in turn.book.votes)


class Options(Field[tuple[str, ...]]):
    """The options of a straw poll, one on each line."""

    def read_typed(self, turn: Any) -> tuple[str, ...] | Problem:
        found = tuple(dict.fromkeys(options_in(turn.event.text)))
        if not 2 <= len(found) <= 10 or any(len(each) > LONGEST for each in found):
            return Problem("vote-bad-options", {"most": LONGEST})
        return found


class People(Field[tuple[int, ...]]):
    """People by their names."""

    def read_typed(self, turn: Any) -> tuple[int, ...] | Problem:
        found = by_names(turn.roster, turn.unit, turn.event.text)
        unclear = [each for each, meant in found.items() if len(meant) != 1]
        if unclear or not found:
            return Problem("vote-unknown-name", {"names": listed(unclear)})
        return tuple(dict.fromkeys(meant[0] for meant in found.values()))


class Matters(Field[tuple[Matter, ...]]):
    """Candidates, or who is graded: people of the roster, or names of others."""

    def read_typed(self, turn: Any) -> tuple[Matter, ...] | Problem:
        found = by_names(turn.roster, turn.unit, turn.event.text)
        unclear = [each for each, meant in found.items() if len(meant) > 1 or len(each) > LONGEST]
        if unclear or not found:
            return Problem("vote-unknown-name", {"names": listed(unclear)})
        made = (
            matter(turn.roster, meant[0] if meant else 0, name) for name, meant in found.items()
        )
        return tuple(dict.fromkeys(made))

    def presets(self, turn: Any) -> tuple[Preset[tuple[Matter, ...]], ...]:
        rule = turn.book.vote(turn.state.definition.profile)
        if rule is None or rule.kind != "assessment":
            return ()
        voting = turn.context.rules.voting
        people = [each for each in turn.roster.members(turn.unit) if each.standing in voting]
        label = text("vote-everybody", n=len(people))
        return (Preset("all", label, tuple(matter(turn.roster, each.id) for each in people)),)

    def read_detail(self, value: object, timezone: str, now: datetime) -> tuple[Matter, ...]:
        raise self.refused(value, "names in the chat")


def matter(roster: Roster, person: int, name: str = "") -> Matter:
    """A candidate of the roster, or one whom it does not know."""
    return Matter(roster.name(person), person) if person in roster.people else Matter(name)


def listed(names: Sequence[str]) -> Words:
    """Names for a refusal; a dash for none."""
    return series(each[:LONGEST] for each in names[:10])
