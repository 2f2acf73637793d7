"""A step of who leads a discussion is taken back."""

from __future__ import annotations

from dataclasses import replace

from service.core.texts import lines, text
from service.core.undo import Steps, UndoWords
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.workflows.discussion import lead, leading
from service.workflows.discussion.acts import ACTS
from service.workflows.discussion.model import Discussion


def restore(context: Context, activity: Activity[Discussion], before: Discussion) -> Outcome:
    """The discussion as it was, with its timers, unless it should have opened in the meantime."""
    planned = before.phase == "scheduled"
    if planned and (before.opens_at is None or before.opens_at <= context.now):
        return Rejected("discussion.undo_opened", text("discussion-undo-opened"))
    again = replace(activity, state=replace(before, step=activity.state.step + 1))
    timers = tuple(lead.timers(context, again)) if planned else ()
    shown, asks = leading.leader(again, context.roster)
    told = replace(shown, body=lines(text("discussion-undone"), shown.body))
    return lead.panel(context, again, "discussion.undone", told, asks=asks, more=timers)


STEPS = Steps(
    ACTS,
    UndoWords(
        text("discussion-button-undone"), text("discussion-undo-late"), text("discussion-undo-over")
    ),
    restore,
)
