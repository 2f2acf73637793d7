"""What holds of every step that can be undone, for the harness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.core.choices import ChoiceId
from service.core.effects import ClearTimer, Edit, Send, SetTimer, ToPerson
from service.core.events import Chose
from service.core.message import Choice, Message
from service.core.queries import QueryResults
from service.core.workflow import Activity, Context, Decision, Entry, Rejected
from service.sdk.undo import OWN, UNDO_FOR, VERB, reaches_only

if TYPE_CHECKING:
    from service.sdk.testing import Harness

Timers = Mapping[tuple[str, int | None], datetime]


def check_undo(
    life: Harness,
    context: Context,
    entry: Entry[Any] | None,
    *,
    decision: Decision,
    timers: Timers,
) -> bool:
    """Whether the decision can be undone; if so, that it gives back what was there. `entry` and
    `timers` are those before the decision, whose `context` has whatever the way back requires."""
    activity = life.activity
    assert activity is not None
    found = _record(activity, entry, decision)
    if found is None or context.actor is None:
        return False
    press, own = found
    actor = context.actor.id
    assert reaches_only(decision.effects, actor), "it has reached others"
    offering = [
        each.to
        for each in decision.effects
        if isinstance(each, Send | Edit)
        and press in [choice.id for choice in choices_of(each.message)]
    ]
    assert offering == [ToPerson(actor)], "the button stands once"
    there = replace(activity, state=_or(decision.activity, activity.state))
    here = replace(entry, state=_or(decision.entry, entry.state)) if entry is not None else None
    event = Chose(life._ref(actor), str(actor), press)
    needed = life.workflow.requires(there, here, event)
    context = replace(context, queries=QueryResults({each: life._answer(each) for each in needed}))
    back = life.workflow.decide(context, there, here, event)
    if isinstance(back, Rejected):
        assert back.code.endswith("undo_opened") or back.code.endswith("undo_past"), back.code
        return True
    assert not back.finished
    assert reaches_only(back.effects, actor)
    restored = back.entry if own else back.activity
    before = entry.state if own and entry is not None else activity.state
    assert _bare(restored) == _bare(before)
    assert getattr(back, "activity" if own else "entry") is None
    left = timers_after(timers_after(timers, decision), back)
    assert left.keys() == timers.keys(), "the same timers"
    assert all(left[key] == due for key, due in timers.items() if due > context.now), "the same"
    _ends(life, context, there, here, back=back, event=event)
    return True


def _ends(
    life: Harness,
    context: Context,
    there: Activity[Any],
    here: Entry[Any] | None,
    *,
    back: Decision,
    event: Chose,
) -> None:
    """A second press changes nothing, nor does one of another person, nor one that comes late."""
    decide = life.workflow.decide
    late = replace(context, now=context.now + UNDO_FOR)
    assert isinstance(decide(late, there, here, event), Rejected)
    assert context.actor is not None
    other = replace(context, actor=replace(context.actor, id=context.actor.id + 1))
    assert isinstance(decide(other, there, here, event), Rejected)
    there = replace(there, state=_or(back.activity, there.state))
    if here is not None:
        here = replace(here, state=_or(back.entry, here.state))
    assert isinstance(decide(context, there, here, event), Rejected)


def _record(
    activity: Activity[Any], entry: Entry[Any] | None, decision: Decision
) -> tuple[str, bool] | None:
    """The choice that undoes the decision, and whether it is about the person's own part."""
    states: Sequence[tuple[bool, Any, Any]] = (
        (False, activity.state, decision.activity),
        (True, entry.state if entry is not None else None, decision.entry),
    )
    for own, before, after in states:
        undo, known = getattr(after, "undo", None), getattr(before, "undo", None)
        if undo is not None and undo.before is not None and undo != known:
            number = (str(undo.number), *([OWN] if own else []))
            return ChoiceId(activity.id, VERB, number).encode(), own
    return None


def _or(new: Any, old: Any) -> Any:
    return new if new is not None else old


def _bare(state: Any) -> Any:
    """The state without what an undo leaves behind: its record and a new revision."""
    fields: dict[str, Any] = {"undo": None}
    if hasattr(state, "schedule"):
        fields["schedule"] = replace(state.schedule, revision=0)
    elif hasattr(state, "step"):
        fields["step"] = 0
    return replace(state, **fields)


def timers_after(timers: Timers, decision: Decision) -> dict[tuple[str, int | None], datetime]:
    """The timers as the decision leaves them."""
    left = dict(timers)
    for each in decision.effects:
        if isinstance(each, SetTimer):
            left[each.name, each.person] = each.at
        elif isinstance(each, ClearTimer):
            left.pop((each.name, each.person), None)
    return {} if decision.finished else left


def choices_of(message: Message) -> Iterator[Choice]:
    """The buttons of the message."""
    for row in message.choices:
        yield from row
