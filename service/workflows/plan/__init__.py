"""Plan: something that comes round, such as the quiz on the first Friday of each month.

1. A plan is made in the chat, where it can be changed, or comes from the settings, whose keeper is
   the administrator: a rule, and what to start when it is due, complete or as a draft.
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
from service.core.standing import Standing, Waiting
from service.core.texts import lines, text
from service.core.workflow import Activity, Command, Context, Menu, Workflow
from service.sdk.recurrences import rule_words
from service.workflows.plan.machine import LIST, MACHINE, PERMISSION, begin
from service.workflows.plan.model import NoPart, Plan, summarize


def standing(context: Context, activity: Activity[Any], parts: object) -> Standing | None:
    """Whoever sets plans sees those there are; the draft of one is its author's."""
    plan: Plan = activity.state
    if plan.phase == "list" or not context.may(PERMISSION, activity.unit):
        return None
    if plan.phase == "draft":
        mine = context.actor is not None and plan.by == context.actor.id
        left = (Waiting(text("plan-todo")),) if plan.kind else ()
        return Standing("draft", left, empty=not plan.kind) if mine else None
    if plan.rule is None:
        return Standing("recurring")
    rule = rule_words(plan.rule, context.roster.unit_timezone(activity.unit))
    return Standing("recurring", title=lines(plan.title, rule, sep=" · "))


WORKFLOW = Workflow(
    kind="plan",
    activity_type=Plan,
    entry_type=NoPart,
    begin=begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    summary=summarize,
    title=lambda plan: plan.title,
    standing=standing,
    by_post=lambda plan, person: plan.by == person,
    menu=Menu(60, PERMISSION),
    commands=(Command("plan", PERMISSION), Command(LIST, PERMISSION)),
    permissions=(Permission(PERMISSION, "set recurring activities"),),
)
