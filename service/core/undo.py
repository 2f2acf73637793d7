"""Taking a step back: for ten minutes, where nothing has reached anybody else.

Every transition of a machine has a `Reversibility` (`workflows/*/acts.py`), so that none is
forgotten:

    read_only      shows something and changes nothing
    idempotent     can be changed back at any time, by another button or by typing anew
    reversible     can be undone for ten minutes: it has reached nobody but the person who did it
    compensable    likewise, although others were told: they are told again
    irreversible   reaches others, or is gone, for good: its confirmation says whom it reaches, and
                   that it can't be called back
    progress       a step in one's own part, such as an answer that is explained at once
    system         nobody's act: what time, the start or a delivery brings

`undoing` goes around the `decide` of a machine. When an act of the class `reversible` has changed
the activity, or the person's entry, the state before it is kept in the new one (`Undo`), and the
message to the person who acted gets a button. Any later change ends that. The button's choice is
`undone:7`, or `undone:7.own` for one's own entry: its number is that of the one step it takes
back, so that an old button, or a second press, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar, get_args

from service.core.choices import ChoiceId
from service.core.effects import (
    Acknowledge,
    ClearTimer,
    Edit,
    Effect,
    Erase,
    Send,
    SetTimer,
    ToPerson,
)
from service.core.events import Event
from service.core.message import Choice
from service.core.texts import Words
from service.core.workflow import (
    Activity,
    Context,
    Decide,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
    event_name,
)

S = TypeVar("S")

UNDO_FOR = timedelta(minutes=10)
VERB = "undone"
OWN = "own"

Reversibility = Literal[
    "read_only", "idempotent", "reversible", "compensable", "irreversible", "progress", "system"
]
CLASSES: tuple[Reversibility, ...] = get_args(Reversibility)
Classes = Mapping[tuple[str, str], Reversibility]
"""By (phase, event); the phase "" stands for every one that is not named."""


@dataclass(frozen=True, slots=True)
class Undo(Generic[S]):
    """The newest step that could be taken back. `number` counts them; `before`: what stood there,
    None once it is over; `by`: the person who may go back to it, until `until`."""

    number: int = 0
    before: S | None = None
    by: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class UndoWords:
    """What is said: on the button; when the time is up; and when the step was taken back already,
    or something else has happened since."""

    button: Words
    late: Words
    over: Words


Restore = Callable[[Context, Activity[Any], Any], Outcome]
RestorePart = Callable[[Context, Activity[Any], Entry[Any], Event, Any], Outcome]


def _always(_: Activity[Any], __: str) -> bool:
    return True


def _no_part(_: Context, __: Activity[Any], ___: Entry[Any], ____: Event, _____: Any) -> Outcome:
    return Rejected("undo.no_part")


@dataclass(frozen=True, slots=True)
class Steps:
    """How a workflow takes steps back.

    `restore(context, activity, before)` decides how the activity becomes what it was: with a step
    of its own, its timers, and what is shown; it may refuse. `restore_part` does so for an entry,
    and also gets the event.
    `allowed(activity, field)`: whether what has changed, "activity" or "entry", can be taken back.
    """

    acts: Classes
    words: UndoWords
    restore: Restore
    restore_part: RestorePart = _no_part
    allowed: Callable[[Activity[Any], str], bool] = _always


def classified(by_class: Mapping[Reversibility, str]) -> Classes:
    """The classes of acts, given as lists of event names; `open/cancel!` in one phase alone.
    Raises ValueError for an act with two classes."""
    acts: dict[tuple[str, str], Reversibility] = {}
    for reversibility, names in by_class.items():
        for name in names.split():
            phase, _, event = name.rpartition("/")
            event = event if phase else name  # a command has a stroke of its own
            if (phase, event) in acts:
                raise ValueError(f"{name} has two classes")
            acts[phase, event] = reversibility
    return acts


def reversibility(acts: Classes, phase: str, name: str) -> Reversibility | None:
    """The class of what happens under this name in this phase."""
    return acts.get((phase, name)) or acts.get(("", name))


# -- keeping a step and taking it back, for whoever does so by hand


def kept(now: Undo[S] | None, before: S, context: Context) -> Undo[S]:
    """The record of a step of the actor that has just changed `before`."""
    number = now.number + 1 if now is not None else 1
    by = context.actor.id if context.actor else 0
    return Undo(number, before, by, context.now + UNDO_FOR)


def taken(undo: Undo[S] | None, context: Context, event: Event, words: UndoWords) -> S | Rejected:
    """What the pressed button goes back to, or why it does not."""
    by = context.actor.id if context.actor else 0
    number = "".join(choice_args(event)[:1])
    if undo is None or undo.before is None or undo.by != by or number != str(undo.number):
        return Rejected("undo.over", words.over)
    if undo.until is None or context.now >= undo.until:
        return Rejected("undo.late", words.late)
    return undo.before


def spent(undo: Undo[S] | None) -> Undo[S] | None:
    """The record of a step that can't be taken back any more."""
    return Undo(undo.number) if undo is not None else None


def alone(effects: Iterable[Effect], person: int) -> bool:
    """Whether nobody but this person learns of it."""
    return all(
        each.to == ToPerson(person)
        if isinstance(each, Send | Edit)
        else isinstance(each, SetTimer | ClearTimer | Erase | Acknowledge)
        for each in effects
    )


def button(activity: int, undo: Undo[Any], words: UndoWords, *more: str) -> Choice:
    """The choice that takes this step back."""
    return Choice(ChoiceId(activity, VERB, (str(undo.number), *more)).encode(), words.button)


# -- around a machine


def undoing(decide: Decide, steps: Steps) -> Decide:
    """The machine, which can take steps back. See the head of this file."""

    def decided(
        context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
    ) -> Outcome:
        name = event_name(event).partition(".")[0]
        if name == VERB:
            return _take_back(steps, context, activity, entry, event)
        outcome = decide(context, activity, entry, event)
        if isinstance(outcome, Rejected):
            return outcome
        undoable = reversibility(steps.acts, activity.state.phase, name) == "reversible"
        if not undoable and not _has_record(activity.state, entry):
            return outcome  # as almost everything that happens
        changed = _changed(activity, entry, outcome)
        ended = {field: _ended(*states) for field, states in changed.items()}
        outcome = replace(outcome, **ended) if ended else outcome
        if not undoable or len(changed) != 1:
            return outcome
        return _kept(steps, context, activity, outcome, *changed.items())

    return decided


def _has_record(state: Any, entry: Entry[Any] | None) -> bool:
    """Whether there is a step that a change may end."""
    own = entry.state if entry is not None else None
    records = (getattr(each, "undo", None) for each in (state, own))
    return any(each is not None and each.before is not None for each in records)


def _changed(
    activity: Activity[Any], entry: Entry[Any] | None, outcome: Decision
) -> dict[str, tuple[Any, Any]]:
    """The fields of the decision that hold a new state, each with the one before and the new."""
    states = {
        "activity": (activity.state, outcome.activity),
        "entry": (entry.state if entry is not None else None, outcome.entry),
    }
    return {
        field: (before, after)
        for field, (before, after) in states.items()
        if after is not None and after is not before and after != before
    }


def _ended(before: Any, after: Any) -> Any:
    """The new state, in which an earlier step can't be taken back any more."""
    known = getattr(before, "undo", None)
    if known is None or (after.undo is not None and after.undo != known):
        return after
    return replace(after, undo=spent(known))


def _kept(
    steps: Steps,
    context: Context,
    activity: Activity[Any],
    outcome: Decision,
    changed: tuple[str, tuple[Any, Any]],
) -> Decision:
    """The decision with the record of its step and the button, where it can be taken back."""
    field, (before, after) = changed
    actor = context.actor
    if actor is None or before is None or not alone(outcome.effects, actor.id):
        return outcome
    if not steps.allowed(activity, field):
        return outcome
    record = kept(before.undo, replace(before, undo=None), context)
    own = (OWN,) if field == "entry" else ()
    effects = _with_button(outcome.effects, button(activity.id, record, steps.words, *own))
    if effects is None:
        return outcome
    return replace(outcome, effects=effects, **{field: replace(after, undo=record)})


def _with_button(effects: tuple[Effect, ...], choice: Choice) -> tuple[Effect, ...] | None:
    """The effects, of which the last message has the button; None: there is no message that can."""
    for place in reversed(range(len(effects))):
        each = effects[place]
        if isinstance(each, Send | Edit) and not each.secret:
            message = replace(each.message, choices=(*each.message.choices, (choice,)))
            return (*effects[:place], replace(each, message=message), *effects[place + 1 :])
    return None


def _take_back(
    steps: Steps,
    context: Context,
    activity: Activity[Any],
    entry: Entry[Any] | None,
    event: Event,
) -> Outcome:
    """The button was pressed: the state becomes what it was, and nothing is left to take back."""
    own = choice_args(event)[1:] == (OWN,)
    holder = entry.state if own and entry is not None else activity.state
    undo = getattr(holder, "undo", None)
    before = taken(undo, context, event, steps.words)
    if isinstance(before, Rejected):
        return before
    field = "entry" if own else "activity"
    outcome = (
        steps.restore_part(context, activity, entry, event, before)
        if own and entry is not None
        else steps.restore(context, activity, before)
    )
    if isinstance(outcome, Rejected):
        return outcome
    return replace(outcome, **{field: replace(getattr(outcome, field), undo=spent(undo))})
