"""Work plan: what a unit wants to do in a year, or in some months, and what came of it.

1. It is drafted from what the rules ask of the unit and from the last plan; items are changed one
   by one, and a new one is typed on one line.
2. Those who lead the unit agree, each by a tap or in a meeting of theirs. It goes to the unit
   above, which approves it or returns it with remarks.
3. It runs: what is due begins by a tap, what is moved has a reason. Whether a duty was met is
   learned from what was held, never typed.
4. It is closed with a summary in per cent.
"""

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.workflow import Command, Menu, Plannable, Workflow
from service.workflows.workplan import archived, paper, running
from service.workflows.workplan.drafting import begin, copy_definition
from service.workflows.workplan.machine import MACHINE, past, standing
from service.workflows.workplan.model import KIND, PERMISSION, PLAN, Part, PlanState

WORKFLOW = Workflow(
    kind=KIND,
    activity_type=PlanState,
    entry_type=Part,
    begin=begin,
    copy_definition=copy_definition,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    files=archived.files,
    by_post=running.by_post,
    summary=Part.summary,
    absent=frozenset({"none"}),
    title=lambda state: state.definition.title,
    standing=standing,
    past=past,
    counts_as=running.counts_as,
    calendar_events=paper.calendar_events,
    names=running.names_person,
    personal=Personal(kept=running.kept, reads=frozenset({"workplan.exported"})),
    menu=Menu(62, PERMISSION, plannable={KIND: Plannable()}, meets=frozenset({PLAN})),
    commands=(Command(KIND, PERMISSION),),
    permissions=(
        Permission(
            PERMISSION,
            "make the unit's work plans, and approve those of the units below",
            ("secretary", "committee", "organizer"),
        ),
    ),
)
