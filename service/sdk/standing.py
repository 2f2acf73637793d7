"""How an activity with a `State` stands to a person: drafts, what is planned, what runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from service.core.access import may
from service.core.standing import Standing, Waiting
from service.core.texts import Words, text
from service.core.workflow import Activity, Context
from service.sdk.audience import named_in


def takes_part(context: Context, activity: Activity[Any]) -> bool:
    """Whether the person is a member of a unit that the activity is for, and one of those whom it
    names, where it does."""
    actor, named = context.actor, named_in(activity.state)
    if actor is None or not context.roster.within(actor.unit, activity.unit):
        return False
    return not named or actor.id in named


def standing(
    context: Context,
    activity: Activity[Any],
    permission: str,
    *,
    own: Iterable[Waiting] = (),
    tasks: Iterable[Waiting] = (),
    members: Collection[str] = ("open",),
    title: Words = "",
    empty: bool = False,
) -> Standing | None:
    """What the person who asks sees of it; None: they can't open it.

    `own`: what waits for a member in their own part; `tasks`: for who organizes it. `members`: the
    phases in which members can open it; whoever something waits for can as well.
    `empty`: nothing has been filled in.
    """
    state, waits = activity.state, tuple(own)
    if not context.may(permission, activity.unit):
        opens = takes_part(context, activity) and state.phase in members
        return Standing("running", waits, title) if opens or waits else None
    if state.phase == "draft":
        if not _is_theirs(context, activity, permission):
            return None
        left = () if empty else (Waiting(text("sdk-todo-draft")),)
        return Standing("draft", left, title, empty)
    stage = "scheduled" if state.phase == "scheduled" else "running"
    return Standing(stage, (*waits, *tasks), title)  # type: ignore[arg-type]


def _is_theirs(context: Context, activity: Activity[Any], permission: str) -> bool:
    """A draft is its author's, while they may organize it; else of whoever may."""
    actor, author = context.actor, context.roster.people.get(activity.state.organizer or 0)
    mine = actor is not None and author is not None and actor.id == author.id
    return mine or not may(context.rules, context.roster, author, permission, activity.unit)
