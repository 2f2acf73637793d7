"""Plan: something that comes round, such as the quiz on the first Friday of each month.

1. A plan begins from the settings or from a person: a rule, and what to start when it is due.
2. It waits for the next date. Public holidays move or drop it, as the rule says; while the date
   hangs on holidays that nobody has announced yet, it says so and looks again each day.
3. When the date comes it starts the activity and tells those who lead.
4. A date missed while the service was down is made up for once, if it is not too late; else it
   is left out, and that is said.
5. Who leads may pause and resume it, skip the next date, or stop it for good.
"""

from __future__ import annotations

from typing import Any

from service.core.access import Permission
from service.core.standing import Standing
from service.core.workflow import Activity, Context, Workflow
from service.workflows.plan.machine import MACHINE, PERMISSION, begin
from service.workflows.plan.model import NoPart, Plan, summarize


def standing(context: Context, activity: Activity[Any], parts: object) -> Standing | None:
    """Whoever sets plans sees those there are."""
    return Standing("recurring") if context.may(PERMISSION, activity.unit) else None


WORKFLOW = Workflow(
    kind="plan",
    activity_type=Plan,
    entry_type=NoPart,
    begin=begin,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    summary=summarize,
    title=lambda plan: plan.title,
    standing=standing,
    permissions=(Permission(PERMISSION, "set recurring activities"),),
)
