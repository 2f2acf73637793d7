"""How a meeting stands to each person: in their menu, their calendar, and what has been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from service.core.message import Invitation
from service.core.people import Roster
from service.core.records import Own, Past
from service.core.standing import Standing, Waiting
from service.core.texts import text
from service.core.workflow import Activity, Context
from service.sdk.records import past_at
from service.sdk.standing import standing as standing_of
from service.workflows.meeting import roll
from service.workflows.meeting.checks import gaps
from service.workflows.meeting.drafting import PERMISSION
from service.workflows.meeting.model import MeetingState, Part, heading, seat, title_of


def standing(
    context: Context, activity: Activity[Any], parts: Mapping[int, Part]
) -> Standing | None:
    """Where a person's menu lists it, and what waits for them."""
    state: MeetingState = activity.state
    person = context.actor.id if context.actor is not None else 0
    record = state.progress
    own = _waits(state, person)
    runs = person in (record.chair, record.recorder)
    tasks = _tasks(state, context.now) if runs or context.may(PERMISSION, activity.unit) else ()
    if runs and state.phase != "draft":
        return Standing("running", (*own, *tasks))
    concerned = person in record.expected or bool(own)
    members = ("called", "held") if concerned else ()
    return standing_of(
        context, activity, PERMISSION, own=own, tasks=tasks, members=members,
        empty=not state.definition.kind,
    )  # fmt: skip


def _waits(state: MeetingState, person: int) -> tuple[Waiting, ...]:
    """What a member is to do."""
    record, starts = state.progress, state.definition.starts_at
    there = roll.status(state, person)
    found = []
    if person in record.expected:
        if state.phase == "called" and there == "invited":
            found.append(Waiting(_todo("answer"), starts))
        elif state.phase == "held" and there in ("invited", "coming", "refused", "asked"):
            found.append(Waiting(_todo("arrive")))
        elif (
            state.phase == "done"
            and person in roll.absent(record)
            and not seat(record, person).read_at
        ):
            found.append(Waiting(_todo("read")))
    if state.phase == "done":
        found += [
            Waiting(_todo("carry_out"), each.due)
            for at, each in enumerate(record.resolved)
            if each.owner == person and at not in record.done
        ]
    return tuple(found)


def _tasks(state: MeetingState, now: datetime) -> tuple[Waiting, ...]:
    """What waits for those who run it."""
    record, starts = state.progress, state.definition.starts_at
    if state.phase == "called":
        asked = any(roll.status(state, each) == "asked" for each in record.expected)
        due = starts is not None and starts <= now
        return (
            *((Waiting(_todo("leaves")),) if asked else ()),
            *((Waiting(_todo("open")),) if due else ()),
        )
    if state.phase == "held":
        return (Waiting(_todo("held")),)
    if state.phase == "minutes":
        return (Waiting(text("meeting-todo-gaps", n=len(gaps(state)))),)
    return ()


def _todo(what: str) -> Any:
    return text("meeting-todo", what=what)


def mine(context: Context, activity: Activity[Any], part: Part) -> Own | None:
    """A person's own part, with the time they gave to it."""
    state: MeetingState = activity.state
    record, person = state.progress, context.actor.id if context.actor is not None else 0
    if record.opened_at is None or record.ended_at is None or state.phase == "cancelled":
        return None
    minutes = roll.minutes_there(seat(record, person), record.opened_at, record.ended_at)
    return Own(
        text("meeting-status", status=roll.status(state, person)), hours=round(minutes / 60, 1)
    )


def past(context: Context, activity: Activity[Any]) -> Past | None:
    """Whoever should have attended, or may call such meetings, finds it again."""
    state: MeetingState = activity.state
    own = context.actor is not None and context.actor.id in state.progress.expected
    if not own and not context.may(PERMISSION, activity.unit):
        return None
    return past_at(context, activity, PERMISSION, state.progress.opened_at)


def calendar_events(
    roster: Roster, activity: Activity[Any], person: int, part: Part
) -> Mapping[int, Invitation]:
    """It stands in the calendar of everybody who should attend and is not on leave."""
    state: MeetingState = activity.state
    meeting, record = state.definition, state.progress
    if meeting.starts_at is None or person not in record.expected:
        return {}
    ends = record.ended_at or meeting.starts_at + timedelta(minutes=meeting.minutes)
    gone = state.phase == "cancelled" or seat(record, person).granted is True
    entry = Invitation(
        f"meeting-{activity.id}@orglife", meeting.starts_at, max(ends, meeting.starts_at),
        title_of(state) or heading(state), sequence=state.schedule.revision, cancelled=gone,
        location=meeting.place,
    )  # fmt: skip
    return {person: entry}
