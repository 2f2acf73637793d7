"""What is told of an activity with a `State` afterwards: a person's own part, when it was held."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.core.records import Own, Past
from service.core.texts import text
from service.core.workflow import Activity, Context
from service.sdk.participation import People
from service.sdk.standing import takes_part


def past_at(
    context: Context, activity: Activity[Any], permission: str, at: datetime | None
) -> Past | None:
    """That it was held at this time, for whoever could see it while it ran: it was for them, or
    they may organize it."""
    visible = takes_part(context, activity) or context.may(permission, activity.unit)
    return Past(at) if at is not None and visible else None


def own_status(
    people: People[Any, Any], new: Any, activity: Activity[Any], part: Any
) -> Own | None:
    """The person's own part by its status, with the time given to it; nothing of one that is like a
    `new` one."""
    status = people.summary(part).status
    if status == people.summary(new).status or activity.state.phase == "cancelled":
        return None
    hours = people.hours(part, activity.state.definition) if people.hours else 0
    return Own(text(f"{activity.kind}-status", status=status), hours=hours)
