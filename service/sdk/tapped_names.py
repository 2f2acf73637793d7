"""People whom an organizer taps by name, one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

from service.core.message import Message
from service.core.people import Person
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk import transitions as t
from service.sdk.audience import invited
from service.sdk.lifecycle import Lifecycle
from service.sdk.panels import choice, grid, in_rows, paragraphs
from service.sdk.turn import Turn

MOST, MOST_TAKEN = 40, 12  # who have a button
E = TypeVar("E")
Tap = Literal["", "open", "taken"]
"""Whether a name can be tapped, or was tapped before, which another tap takes back."""


def tapped(turn: Turn[Any, Any], asked: Message, people: Sequence[Person], verb: str) -> Outcome:
    """The question with a button for each of these people, whose part it concerns."""
    if not people:
        return turn.refuse("sdk-nobody-left")
    shown = turn.panel(_question(turn, asked, people, verb))
    return turn.done(f"{turn.activity.kind}.{verb}_asked", effects=shown)


def _question(
    turn: Turn[Any, Any],
    asked: Message,
    people: Sequence[Person],
    verb: str,
    taken: Sequence[Person] = (),
) -> Message:
    people, taken = people[:MOST], taken[:MOST_TAKEN]
    apart = turn.roster.told_apart([*people, *taken])
    ticked = {each.id: text("sdk-button-tapped", name=apart[each.id]) for each in taken}
    named = {each.id: apart[each.id] for each in people} | ticked
    taps = [choice(turn.activity, verb, label, about=each) for each, label in named.items()]
    rows = (*in_rows(taps, 3), *grid(turn.activity, "sdk-button-keep"))
    return Message(asked.body, asked.title, rows)


def noting(
    life: Lifecycle[Any, Any, E],
    phases: str,
    *,
    tap: Callable[[E], Tap],
    flip: Callable[[Turn[Any, E], E], tuple[E, Message]],
) -> tuple[t.Rows[Any, E], ...]:
    """The rows with which an organizer notes for others what they did without the chat: `note` asks
    for whom (`<kind>-ask-note`), `noted` does it for the name that is tapped, or takes it back, and
    asks on. `flip(turn, part)`: the person's part after the tap, and what they are told."""

    def parts(turn: Turn[Any, E]) -> dict[int, E]:
        known = dict.fromkeys((each.id for each in invited(turn)), life.blank[2])
        return known | dict(turn.query(t.entries(turn)))

    def listed(turn: Turn[Any, E], known: Mapping[int, E], state: Tap) -> list[Person]:
        """Those who are open in the order of the roster, those taken with the latest first."""
        people = turn.roster.people
        found = [each for each, part in known.items() if tap(part) == state and each in people]
        if state == "taken":
            when = {each: life.people.summary(known[each]).at or turn.now for each in found}
            found.sort(key=when.__getitem__, reverse=True)
        return [people[each] for each in found]

    def ask(turn: Turn[Any, E], known: Mapping[int, E]) -> Message:
        asked = life.say(turn, f"{life.kind}-ask-note")
        taken = listed(turn, known, "taken")
        return _question(turn, asked, listed(turn, known, "open"), "noted", taken)

    def note(turn: Turn[Any, E]) -> Outcome:
        known = parts(turn)
        if not any(map(tap, known.values())):
            return turn.refuse("sdk-nobody-left")
        return turn.done(f"{life.kind}.noted_asked", effects=turn.panel(ask(turn, known)))

    def noted(turn: Turn[Any, E]) -> Outcome:
        known = parts(turn)
        if turn.person not in known or not tap(known[turn.person]):
            return turn.refuse("sdk-moved-on")
        part, own = flip(turn, known[turn.person])
        others = () if turn.is_own() else (turn.person,)
        told = turn.tell(others, "own", own, deferrable=True, time_sensitive=True)
        asked = ask(turn, {**known, turn.person: part})
        taken, name = int(tap(part) == "taken"), turn.roster.name(turn.person)
        said = paragraphs(text("sdk-tapped", name=name, taken=taken), asked.body)
        shown = turn.panel(replace(asked, body=said))
        return turn.done(f"{life.kind}.noted", part=part, effects=(*told, *shown))

    how: Any = {"by": t.ORGANIZER, "requires": (t.entries,)}
    return (
        t.on(phases, "note", note, undo=t.READ_ONLY, **how),
        t.on(phases, "noted", noted, undo=t.COMPENSABLE, toggle=True, **how),
    )
