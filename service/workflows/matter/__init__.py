"""Important matters, reported upwards.

1. Whoever may report for a unit chooses the kind and says what the rules ask for: what, when,
   where, who, what was done, what is asked for. A request comes before the act and concerns one
   matter.
2. Who is on duty above has it at once, acknowledges it with a tap, or it goes on to the next.
3. Both sides write to one another about it, files included; it may go further up with an opinion.
4. The superior closes it with a word. The ledger has all of them, and of what is sensitive only
   that it was reported.
"""

from service.core.access import Permission, Scope
from service.core.workflow import Command, Menu, Workflow
from service.sdk.state import State
from service.workflows.matter import archived, course, drafting
from service.workflows.matter.machine import MACHINE, past, standing, way
from service.workflows.matter.model import (
    OPEN,
    READ,
    REPORT,
    Course,
    Matter,
    Report,
    is_sensitive,
    title,
)
from service.workflows.matter.personal import PERSONAL
from service.workflows.matter.view import CASES

LEDGER = Command("matters", READ)

WORKFLOW = Workflow(
    kind="matter",
    activity_type=State[Matter, Course],
    entry_type=Report,
    begin=drafting.begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    files=archived.files,
    by_post=course.names,
    summary=Report.summary,
    absent=frozenset({"draft", "dropped"}),
    title=title,
    seals_parts=is_sensitive,
    standing=standing,
    mine=CASES.mine,
    past=past,
    course=way,
    names=course.names,
    discreet=True,
    menu=Menu(50, REPORT, more=(LEDGER,)),
    commands=(Command("matter", REPORT), LEDGER),
    permissions=(
        Permission(REPORT, "report important matters", ("secretary", "committee", "organizer")),
        Permission(READ, "see the ledger of important matters", ("secretary", "office")),
    ),
    scopes={OPEN: Scope(sensitive=False)},
    personal=PERSONAL,
)
