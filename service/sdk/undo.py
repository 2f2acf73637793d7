"""Undoing a step: for ten minutes, where it has reached nobody but who took it.

When a reversible transition has changed the activity, or the person's part, the state before it is
kept in the new one (`Undo`), and the message to who acted gets a button. Any later change ends
that. The button's choice is `undone:7`, or `undone:7.own` for one's own part: its number is that of
the one step it takes back, so that an old button, or a second press, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

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
from service.core.message import Choice
from service.core.queries import AnyQuery
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.sdk.turn import Turn

S = TypeVar("S")
P = TypeVar("P")

UNDO_FOR = timedelta(minutes=10)
VERB = "undone"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Undo(Generic[S]):
    """The newest step that could be undone. `number` counts them; `before`: what stood there, None
    once it is over; `by`: the person who may go back to it, until `until`."""

    number: int = 0
    before: S | None = None
    by: int = 0
    until: datetime | None = None


def _no_part(turn: Turn[Any, Any], before: Any) -> Outcome:
    return turn.refuse("sdk-undo-over")


def _always(turn: Turn[Any, Any], field: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Restore(Generic[S, P]):
    """How a workflow undoes a step.

    `state(turn, before)` decides how the activity becomes what it was: with a revision of its own,
    its timers, and what is shown; it may refuse. `part(turn, before)` does so for a part.
    `allows(turn, field)`: whether what has changed, "activity" or "entry", can be undone, asked of
    the activity as it has become.
    `requires`: what has to be looked up for it. `by`: the role that whoever undoes a step of the
    activity must still have; a step in one's own part stays one's own.
    """

    state: Callable[[Turn[S, P], S], Outcome]
    part: Callable[[Turn[S, P], P], Outcome] = _no_part
    allows: Callable[[Turn[S, P], str], bool] = _always
    requires: Sequence[Callable[[Turn[Any, Any]], AnyQuery | None]] = ()
    by: str = "organizer"


# -- keeping a step and going back, also for who does so by hand


def record(now: Undo[S] | None, before: S, context: Context) -> Undo[S]:
    """The record of a step of the actor that has just changed `before`."""
    number = now.number + 1 if now is not None else 1
    by = context.actor.id if context.actor else 0
    return Undo(number, before, by, context.now + UNDO_FOR)


def step_before(
    undo: Undo[S] | None, turn: Turn[Any, Any], number: int | None = None
) -> S | Rejected:
    """What the pressed button goes back to, or why it does not. `number`: of the step, where the
    button does not name it."""
    by = turn.actor.id if turn.actor else 0
    named = "".join(turn.args()[:1]) if number is None else str(number)
    if undo is None or undo.before is None or undo.by != by or named != str(undo.number):
        return turn.refuse("sdk-undo-over")
    if undo.until is None or turn.now >= undo.until:
        return turn.refuse("sdk-undo-late")
    return undo.before


def spent(undo: Undo[S] | None) -> Undo[S] | None:
    """The record of a step that can't be undone any more."""
    return Undo(undo.number) if undo is not None else None


def reaches_only(effects: Iterable[Effect], person: int) -> bool:
    """Whether nobody but this person learns of it."""
    return all(
        each.to == ToPerson(person)
        if isinstance(each, Send | Edit)
        else isinstance(each, SetTimer | ClearTimer | Erase | Acknowledge)
        for each in effects
    )


def button(activity: int, undo: Undo[Any], *more: str) -> Choice:
    """The choice that undoes this step."""
    encoded = ChoiceId(activity, VERB, (str(undo.number), *more)).encode()
    return Choice(encoded, text("sdk-button-undo"))


# -- in a machine


def remembered(
    restore: Restore[S, P], turn: Turn[S, P], outcome: Outcome, *, reversible: bool
) -> Outcome:
    """The outcome of a transition, with the record of its step where it is reversible; a change
    ends what could be undone before."""
    befores: dict[str, Any] = {"activity": turn.state, "entry": turn.part}
    if isinstance(outcome, Rejected) or not (reversible or any(map(_open, befores.values()))):
        return outcome  # as almost everything that happens
    changed = [each for each in befores if getattr(outcome, each) not in (None, befores[each])]
    for field in changed:
        known, after = getattr(befores[field], "undo", None), getattr(outcome, field)
        if known is not None and after.undo in (None, known):
            outcome = replace(outcome, **{field: replace(after, undo=spent(known))})
    if not reversible or len(changed) != 1:
        return outcome
    return _kept(restore, turn, outcome, *changed)


def _open(state: Any) -> bool:
    """Whether there is a step that a change may end."""
    undo = getattr(state, "undo", None)
    return undo is not None and undo.before is not None


def _kept(restore: Restore[S, P], turn: Turn[S, P], outcome: Decision, field: str) -> Decision:
    """The decision with the record of its step and the button, where it can be undone."""
    before: Any = turn.state if field == "activity" else turn.part
    actor, own = turn.actor, (OWN,) if field == "entry" else ()
    if actor is None or before is None or not reaches_only(outcome.effects, actor.id):
        return outcome
    now = turn if outcome.activity is None else turn.becomes(outcome.activity)
    if not restore.allows(now, field):
        return outcome
    kept = record(before.undo, replace(before, undo=None), turn.context)
    effects = _with_button(outcome.effects, button(turn.id, kept, *own))
    if effects is None:
        return outcome
    after = replace(getattr(outcome, field), undo=kept)
    return replace(outcome, effects=effects, **{field: after})


def _with_button(effects: tuple[Effect, ...], choice: Choice) -> tuple[Effect, ...] | None:
    """The effects, of which the last message has the button; None: there is no message that can."""
    for place in reversed(range(len(effects))):
        each = effects[place]
        if isinstance(each, Send | Edit) and not each.secret:
            message = replace(each.message, choices=(*each.message.choices, (choice,)))
            return (*effects[:place], replace(each, message=message), *effects[place + 1 :])
    return None


def of_own_part(turn: Turn[Any, Any]) -> bool:
    """Whether the pressed button undoes a step in the person's part."""
    return turn.args()[1:] == (OWN,) and turn.part is not None


def taken_back(restore: Restore[S, P], turn: Turn[S, P]) -> Outcome:
    """The button was pressed: the state becomes what it was, and nothing is left to undo."""
    own = of_own_part(turn)
    holder = turn.part if own else turn.state
    undo = getattr(holder, "undo", None)
    before = step_before(undo, turn)
    if isinstance(before, Rejected):
        return before
    field = "entry" if own else "activity"
    outcome = restore.part(turn, before) if own else restore.state(turn, before)
    if isinstance(outcome, Rejected):
        return outcome
    return replace(outcome, **{field: replace(getattr(outcome, field), undo=spent(undo))})
