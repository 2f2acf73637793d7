"""What may happen when, and by whom: a machine is a list of transitions.

    on("draft", "opens ?opens", opens, by=ORGANIZER, undo=IDEMPOTENT)
    on("open", "progress", progress, by=ORGANIZER, undo=READ_ONLY, requires=(results,))
    confirmed("open", "close", close, by=ORGANIZER, ask=ask_close, yes=CLOSE_YES)

From the rows follow which event is handled how, what the runtime has to look up for it, how each
act can be taken back, which buttons are legal, and the table in the docs. What no row names is
refused, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from string import digits
from typing import Any, Generic, Literal, TypeVar

from service.core.effects import Send
from service.core.events import Event, HandedOver, SystemEvent, TimerFired
from service.core.queries import AnyQuery, Entries, Results
from service.core.texts import Words
from service.core.workflow import (
    Activity,
    Context,
    Decide,
    Decision,
    Entry,
    Outcome,
    Rejected,
)
from service.sdk.handover import passed_on
from service.sdk.panels import confirmation
from service.sdk.turn import PANEL, Policy, Turn, name_of
from service.sdk.undo import VERB, Restore, of_own_part, remembered, taken_back

S = TypeVar("S")
P = TypeVar("P")

Role = str
ORGANIZER: Role = "organizer"  # may organize the activity now
PARTICIPANT: Role = "participant"  # a member of its unit, or of one below, in their own part
OWN: Role = "own"  # anybody in their own part, such as a juror from elsewhere
SYSTEM: Role = "system"  # nobody's act: the start, a timer, a delivery, a file that was read

Reversibility = Literal[
    "read_only", "idempotent", "reversible", "compensable", "irreversible", "progress", "system"
]
READ_ONLY: Reversibility = "read_only"
"""Shows something and changes nothing."""
IDEMPOTENT: Reversibility = "idempotent"
"""Can be set anew at any time, by another button or by typing again."""
REVERSIBLE: Reversibility = "reversible"
"""Can be undone for ten minutes: it has reached nobody but who did it."""
COMPENSABLE: Reversibility = "compensable"
"""The same, although others were told: they are told again."""
IRREVERSIBLE: Reversibility = "irreversible"
"""Reaches others, or is gone, for good: it is confirmed first, with whom it reaches."""
PROGRESS: Reversibility = "progress"
"""A step in one's own part, such as an answer that is explained at once."""
BY_SYSTEM: Reversibility = "system"
"""Nobody's act."""

Handler = Callable[[Turn[S, P]], Outcome]
Requirement = Callable[[Turn[Any, Any]], AnyQuery | None]
"""What a transition needs to know; None where this event needs nothing."""


def results(turn: Turn[Any, Any]) -> Results:
    """A requirement: the summary of everybody's part."""
    return Results(turn.id)


def entries(turn: Turn[Any, Any]) -> Entries:
    """A requirement: everybody's part, whole."""
    return Entries(turn.id)


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, P]):
    """One row of a machine.

    `phases`: where it holds; none: in every phase. `event`: a name as `core.workflow.event_name`
    gives it. `requires`: what has to be looked up for it. `confirms`: it stands behind a question
    that says whom it reaches. `toggle`: a second tap on the same number does it once more, as it
    does wherever something is only shown.
    """

    phases: tuple[str, ...]
    event: str
    handler: Handler[S, P]
    by: Role
    undo: Reversibility
    requires: tuple[Requirement, ...] = ()
    confirms: bool = False
    toggle: bool = False


Rows = tuple[Transition[S, P], ...]


def on(
    phases: str,
    events: str,
    handler: Handler[S, P],
    *,
    by: Role,
    undo: Reversibility,
    requires: Sequence[Requirement] = (),
    confirms: bool = False,
    toggle: bool = False,
) -> Rows[S, P]:
    """One handler for some events in some phases, each named with a space between; no phase: in
    every one. `@r#` stands for each timer that ends in a number, such as `@r600`. Raises
    ValueError for an irreversible act that nothing confirms."""
    if undo == IRREVERSIBLE and not confirms:
        raise ValueError(f"{events}: what can't be undone is confirmed first, see `confirmed`")
    return tuple(
        Transition(
            tuple(phases.split()), each, handler, by, undo, tuple(requires), confirms, toggle
        )
        for each in events.split()
    )


def in_private(handler: Handler[S, P]) -> Handler[S, P]:
    """The handler of what is written for few eyes: from a room it is not taken, and whoever wrote
    it there reads in private where to."""

    def guarded(turn: Turn[S, P]) -> Outcome:
        return turn.refuse("sdk-answer-here") if turn.is_overheard() else handler(turn)

    return guarded


def needing(rows: Iterable[Rows[S, P]], requires: Sequence[Requirement]) -> tuple[Rows[S, P], ...]:
    """The rows, for each of which this is looked up as well."""
    return tuple(
        tuple(replace(each, requires=(*each.requires, *requires)) for each in row) for row in rows
    )


def confirmed(
    phases: str,
    verb: str,
    handler: Handler[S, P],
    *,
    by: Role,
    ask: Callable[[Turn[S, P]], Words | Rejected],
    yes: Words,
    undo: Reversibility = IRREVERSIBLE,
    requires: Sequence[Requirement] = (),
) -> Rows[S, P]:
    """An act behind a question. The button `verb` asks it, with whom the act reaches (`ask`, which
    may refuse); `verb!` does it, `keep`, which the workflow handles, leaves everything as it is."""

    def question(turn: Turn[S, P]) -> Outcome:
        asked = ask(turn)
        if isinstance(asked, Rejected):
            return asked
        try:
            about = turn.person if turn.person and not turn.is_own() else None
            shown = confirmation(turn.activity, verb, asked, yes, *turn.args(), about=about)
        except ValueError:  # no button of ours has ids that leave no room for an answer's
            return turn.refuse("sdk-moved-on")
        return turn.done(f"{turn.activity.kind}.{verb}_asked", effects=turn.panel(shown))

    return (
        *on(phases, verb, question, by=by, undo=READ_ONLY, requires=requires),
        *on(phases, f"{verb}!", handler, by=by, undo=undo, requires=requires, confirms=True),
    )


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, P]):
    """What the runtime needs of a machine, and the rows it was made of."""

    decide: Decide
    requires: Callable[[Activity[Any], Entry[Any] | None, Event], tuple[AnyQuery, ...]]
    toggles: frozenset[str]
    rows: Rows[S, P]
    phases: tuple[str, ...]
    by_phase: Table[S, P]

    def find(self, phase: str, event: str) -> Rows[S, P]:
        """The rows for this event in this phase, those of the phase itself first."""
        return _find(self.by_phase, phase, event)

    def legal(self, phase: str, verb: str) -> bool:
        """Whether a button with this verb can do anything in this phase."""
        return verb == VERB or bool(self.find(phase, verb))

    def table(self) -> str:
        """The machine for its readers: phase, event, by whom, how it is undone."""
        lines = [("phase", "event", "by", "undo")]
        lines += [(" ".join(r.phases) or "any", r.event, r.by, r.undo) for r in self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )


@dataclass(frozen=True, slots=True)
class Refusals(Generic[S, P]):
    """What is answered when nothing happens.

    `by_role`: to who lacks the role that a row asks for; `otherwise`: to who lacks another one.
    `unexpected`: where there is no row.
    """

    by_role: Mapping[Role, Handler[S, P]]
    unexpected: Handler[S, P]
    otherwise: Handler[S, P] | None = None

    def lacking(self, role: Role, turn: Turn[S, P]) -> Outcome:
        """What who lacks the role reads."""
        return self.by_role.get(role, self.otherwise or self.unexpected)(turn)


def machine(
    rows: Iterable[Rows[S, P]],
    *,
    policy: Policy[S],
    refusals: Refusals[S, P],
    undo: Restore[S, P] | None = None,
    roles: Mapping[Role, Callable[[Turn[S, P]], bool]] | None = None,
    phase: Callable[[Turn[S, P]], str] | None = None,
) -> Machine[S, P]:
    """The machine of these rows. `roles`: of the workflow's own, by whom they admit; `phase(turn)`:
    the row's phase, where it is not that of the activity.

    Raises ValueError where two rows for one event are of one role.
    """
    listed = tuple(row for group in rows for row in group)
    table = _by_phase(listed)
    by_event: dict[str, Rows[S, P]] = {}
    for row in listed:
        by_event[row.event] = (*by_event.get(row.event, ()), row)
    admits = {**_ROLES, **(roles or {})}

    asking = {row.event.removesuffix("#") for row in listed if row.requires}
    if undo is not None and undo.requires:
        asking.add(VERB)

    def find(turn: Turn[S, P], name: str) -> Rows[S, P]:
        there = phase(turn) if phase is not None else turn.activity.state.phase  # type: ignore[attr-defined]
        return _find(table, there, name)

    def decide(
        context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
    ) -> Outcome:
        turn: Turn[S, P] = Turn(context, activity, entry, event, policy)
        name = turn.name
        if undo is not None and name == VERB:
            if not (of_own_part(turn) or admits[undo.by](turn)):
                return refusals.lacking(undo.by, turn)
            return taken_back(undo, turn)
        found = find(turn, name)
        if isinstance(event, TimerFired) and _is_outdated(turn, event):
            found = ()
        for row in found:
            if admits[row.by](turn):
                outcome = _moved_on(turn, row.handler(turn))
                if undo is None:
                    return outcome
                return remembered(undo, turn, outcome, reversible=row.undo == REVERSIBLE)
        if isinstance(event, TimerFired):
            return turn.stale()
        if isinstance(event, HandedOver):
            return passed_on(turn)
        known = found or by_event.get(name, ())
        if known and not any(admits[row.by](turn) for row in known):
            return refusals.lacking(known[0].by, turn)
        return _ending(turn, refusals.unexpected(turn))

    def requires(
        activity: Activity[Any], entry: Entry[Any] | None, event: Event
    ) -> tuple[AnyQuery, ...]:
        name = name_of(event)
        if name not in asking and name.rstrip(digits) not in asking:
            return ()  # as for almost everything that happens
        turn: Turn[S, P] = Turn(_NOTHING_KNOWN, activity, entry, event, policy)
        asked: list[Requirement] = []
        for row in find(turn, name):
            asked += row.requires
        if undo is not None and name == VERB:
            asked += undo.requires
        needed = dict.fromkeys([need(turn) for need in asked]) if asked else ()
        return tuple(each for each in needed if each is not None)

    phases = tuple(dict.fromkeys(phase for row in listed for phase in row.phases))
    changes = {row.event for row in listed if row.undo != READ_ONLY}
    toggles = {row.event for row in listed if row.toggle or row.event not in changes}
    return Machine(decide, requires, frozenset(toggles), listed, phases, table)


def _moved_on(turn: Turn[Any, Any], outcome: Outcome) -> Outcome:
    """Once the activity has moved on to another phase, the organizers' earlier panels offer nothing
    any more."""
    if not isinstance(outcome, Decision) or outcome.activity is None:
        return outcome
    if outcome.activity.phase == turn.state.phase:
        return outcome
    effects = tuple(
        replace(each, outdates=True) if isinstance(each, Send) and each.key == PANEL else each
        for each in outcome.effects
    )
    return replace(outcome, effects=effects)


def _ending(turn: Turn[Any, Any], outcome: Outcome) -> Outcome:
    """What answers a question that has no place in this phase is told so, and asked no more."""
    if isinstance(outcome, Rejected) and turn.name.startswith("?"):
        return replace(outcome, ends=True)
    return outcome


def _is_outdated(turn: Turn[Any, Any], event: TimerFired) -> bool:
    """Whether the timer of the activity was set before the activity moved on. A timer of one
    person's part is the handler's to judge."""
    return turn.entry is None and event.revision != turn.policy.revision(turn.state)


_ROLES: Mapping[Role, Callable[[Turn[Any, Any]], bool]] = {
    ORGANIZER: Turn.organizes,
    PARTICIPANT: Turn.takes_part,
    OWN: Turn.is_own,
    SYSTEM: lambda turn: isinstance(turn.event, SystemEvent),
}

Table = Mapping[tuple[str, str], Rows[S, P]]


def _by_phase(rows: Rows[S, P]) -> Table[S, P]:
    """The rows by (phase, event), "" standing for every phase."""
    table: dict[tuple[str, str], Rows[S, P]] = {}
    for row in rows:
        for phase in row.phases or ("",):
            there = table.get((phase, row.event), ())
            if any(other.by == row.by for other in there):
                raise ValueError(f"{phase} {row.event}: there are two rows by {row.by}")
            table[phase, row.event] = (*there, row)
    return table


def _find(table: Table[S, P], phase: str, event: str) -> Rows[S, P]:
    found = table.get((phase, event), ()) + table.get(("", event), ())
    if found or not event[-1:].isdigit():
        return found
    return _find(table, phase, f"{event.rstrip(digits)}#")


_NOTHING_KNOWN = Context(now=datetime.min.replace(tzinfo=UTC))
