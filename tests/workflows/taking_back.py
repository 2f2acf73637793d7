"""What holds of every step that can be taken back, for the random stories of all workflows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.choices import ChoiceId
from service.core.effects import ClearTimer, Edit, Send, SetTimer, ToPerson
from service.core.events import Chose
from service.core.message import Place, Ref
from service.core.undo import OWN, UNDO_FOR, VERB, alone
from service.core.workflow import Activity, Context, Decide, Decision, Entry, Rejected

Timers = Mapping[tuple[str, int | None], datetime]
REF = Ref(Place("memory", "@x"), "m1", private=True)


def check(
    decide: Decide,
    context: Context,
    activity: Activity[Any],
    entry: Entry[Any] | None,
    *,
    decision: Decision,
    timers: Timers,
) -> bool:
    """Whether the decision can be taken back; if so, that it gives back what was there.

    `activity`, `entry` and `timers` are those before the decision, whose `context` has whatever
    facts the way back needs."""
    found = _record(activity, entry, decision)
    if found is None or context.actor is None:
        return False
    press, own = found
    actor = context.actor.id
    assert alone(decision.effects, actor), "it has reached others"
    offering = [
        each
        for each in decision.effects
        if isinstance(each, Send | Edit)
        and press in [choice.id for row in each.message.choices for choice in row]
    ]
    assert [each.to for each in offering] == [ToPerson(actor)], "the button stands once"
    there = activity
    if decision.activity is not None:
        there = replace(activity, state=decision.activity)
    here = entry
    if entry is not None and decision.entry is not None:
        here = replace(entry, state=decision.entry)
    event = Chose(REF, str(actor), press)
    back = decide(context, there, here, event)
    if isinstance(back, Rejected):
        assert back.code in ("quiz.undo_opened", "discussion.undo_opened"), back.code
        return True
    assert not back.finished
    assert alone(back.effects, actor)
    restored = back.entry if own else back.activity
    before = entry.state if own and entry is not None else activity.state
    assert _bare(restored) == _bare(before)
    assert getattr(back, "activity" if own else "entry") is None
    armed = after(after(timers, decision), back)
    assert armed == dict(timers), "the same timers are set"
    _ends(decide, context, there, here, back=back, event=event)
    return True


def _ends(
    decide: Decide,
    context: Context,
    there: Activity[Any],
    here: Entry[Any] | None,
    *,
    back: Decision,
    event: Chose,
) -> None:
    """A second press changes nothing, nor does one of another person, nor one that comes late."""
    late = replace(context, now=context.now + UNDO_FOR)
    assert isinstance(decide(late, there, here, event), Rejected)
    assert context.actor is not None
    other = replace(context, actor=replace(context.actor, id=context.actor.id + 1))
    assert isinstance(decide(other, there, here, event), Rejected)
    if back.activity is not None:
        there = replace(there, state=back.activity)
    if here is not None and back.entry is not None:
        here = replace(here, state=back.entry)
    assert isinstance(decide(context, there, here, event), Rejected)


def _record(
    activity: Activity[Any], entry: Entry[Any] | None, decision: Decision
) -> tuple[str, bool] | None:
    """The choice that takes the decision back, and whether it is about the person's own part."""
    states = (
        (False, activity.state, decision.activity),
        (True, entry.state if entry is not None else None, decision.entry),
    )
    for own, before, after in states:
        undo, known = getattr(after, "undo", None), getattr(before, "undo", None)
        if undo is not None and undo.before is not None and undo != known:
            number = (str(undo.number), *([OWN] if own else []))
            return ChoiceId(activity.id, VERB, number).encode(), own
    return None


def _bare(state: Any) -> Any:
    """The state without what an undo leaves behind: its record and a new step."""
    fields = {"undo": None} | ({"step": 0} if hasattr(state, "step") else {})
    return replace(state, **fields)


def after(timers: Timers, decision: Decision) -> dict[tuple[str, int | None], datetime]:
    """The timers as the decision leaves them."""
    left = dict(timers)
    for each in decision.effects:
        if isinstance(each, SetTimer):
            left[each.name, each.person] = each.at
        elif isinstance(each, ClearTimer):
            left.pop((each.name, each.person), None)
    return {} if decision.finished else left
