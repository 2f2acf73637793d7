"""Whoever leads a quiz that is another's sees what comes of what they do."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Send, ToPerson
from service.core.workflow import Activity, Context, Decision, Outcome
from service.workflows.quiz.model import Quiz


def to_who_acts(context: Context, activity: Activity[Quiz], outcome: Outcome) -> Outcome:
    """The decision whose panel comes to who acts. Whose quiz it is gets it as well where another
    phase begins, for they must know."""
    owner, actor = activity.state.owner, context.actor
    if not isinstance(outcome, Decision) or actor is None or actor.id == owner:
        return outcome
    changed = outcome.activity is not None and outcome.activity.phase != activity.state.phase
    effects: list[Effect] = []
    for each in outcome.effects:
        if not isinstance(each, Send) or each.key != "panel" or each.to != ToPerson(owner or 0):
            effects.append(each)
            continue
        effects.append(replace(each, to=ToPerson(actor.id)))
        if changed:
            effects.append(replace(each, priority="normal", asks=""))
    return replace(outcome, effects=tuple(effects))
