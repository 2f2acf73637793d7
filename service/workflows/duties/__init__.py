"""Duties: what the rules ask of a unit this month, quarter and year, and what has been held of it.

1. Who leads asks for the month's card, or a plan brings it each month.
2. It says what is late, what is still due and when the rest was held, from what is on record: a
   meeting that was closed, a talk that was held. A button begins what is missing.
3. What no activity keeps a record of, such as the yearly plan, is noted as done by a tap, and can
   be withdrawn.
4. Who is above several units sees how many of their duties are met, due and late.
"""

from service.core.access import Permission
from service.core.standing import Standing
from service.core.workflow import Activity, Command, Context, Menu, Plannable, Workflow
from service.workflows.duties import archived
from service.workflows.duties.machine import MACHINE, begin
from service.workflows.duties.model import PERMISSION, Duties, NoPart, counts_as, summarize


def standing(context: Context, activity: Activity[Duties], parts: object) -> Standing | None:
    """A note whose day is still to be said is its author's, for a day."""
    mine = context.actor is not None and activity.state.by == context.actor.id
    return Standing("draft", empty=True) if mine else None


WORKFLOW = Workflow(
    kind="duties",
    activity_type=Duties,
    entry_type=NoPart,
    begin=begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    files=archived.files,
    summary=summarize,
    counts_as=counts_as,
    title=lambda duties: duties.name,
    standing=standing,
    menu=Menu(70, PERMISSION, plannable={"month": Plannable()}),
    commands=(Command("month"),),
    permissions=(
        Permission(
            PERMISSION,
            "see what the rules ask of the unit, and note what was done",
            ("secretary", "committee", "organizer", "office"),
        ),
    ),
)
