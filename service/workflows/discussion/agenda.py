"""What of a discussion waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from service.core.standing import Standing, Waiting
from service.core.texts import text
from service.core.workflow import Activity, Context
from service.sdk import standing as sdk
from service.workflows.discussion.model import DiscussionState, Part, may_vote
from service.workflows.discussion.organizing import PERMISSION

REVIEWED = ("spoke", "done")  # the statuses of who has sent an entry


def watches(context: Context, activity: Activity[DiscussionState]) -> Collection[str]:
    """Who reviews the entries sees which have come."""
    state = activity.state
    reviewed = state.phase == "open" and state.definition.rules.reviewed
    return REVIEWED if reviewed and context.may(PERMISSION, activity.unit) else ()


def standing(
    context: Context, activity: Activity[DiscussionState], parts: Mapping[int, Part]
) -> Standing | None:
    discussion = activity.state.definition
    return sdk.standing(
        context,
        activity,
        PERMISSION,
        own=_own(context, activity, parts),
        tasks=_to_review(activity.state, parts),
        empty=not (discussion.title or discussion.prompt or discussion.materials),
    )


def _own(
    context: Context, activity: Activity[DiscussionState], parts: Mapping[int, Part]
) -> Iterator[Waiting]:
    state, actor = activity.state, context.actor
    if actor is None:
        return
    part, progress = parts.get(actor.id, Part()), activity.state.progress
    if state.phase == "open" and sdk.takes_part(context, activity):
        yield from _to_say(state, part)
    if state.phase != "voting":
        return
    if actor.id in progress.jury:
        if len(part.points) < len(progress.ballot):
            yield Waiting(text("discussion-todo-judge"), progress.votes_until)
    elif (
        not progress.jury
        and not part.votes
        and sdk.takes_part(context, activity)
        and may_vote(state, actor, context.rules)
    ):
        yield Waiting(text("discussion-todo-vote"), progress.votes_until)


def _to_say(state: DiscussionState, part: Part) -> Iterator[Waiting]:
    """Words that are missing, and entries that came back."""
    discussion, due = state.definition, state.schedule.closes_at
    if any(each.review == "returned" for each in part.own):
        yield Waiting(text("discussion-todo-revise"), due)
    elif discussion.required and not part.own:
        yield Waiting(text("discussion-todo-speak"), due)
    awaited = state.progress.round > 1 and discussion.comments == "required"
    if awaited and len(part.own) == len(part.contributions):
        yield Waiting(text("discussion-todo-comment"), due, "comment")


def _to_review(state: DiscussionState, parts: Mapping[int, Part]) -> Iterator[Waiting]:
    if state.phase != "open" or not state.definition.rules.reviewed:
        return
    said = (each for part in parts.values() for each in part.contributions)
    n = sum(each.review == "waiting" for each in said)
    if n:
        yield Waiting(text("discussion-todo-review", n=n), state.schedule.closes_at, "review")
