"""Procedure: a case that goes through the steps of a file, each by whom it says and not before.

1. Who leads cases, or whoever applies, picks the procedure. Whoever takes the first step is asked.
2. Each step is taken with what shows it: a form, a file, a closed meeting, a vote that passed, an
   approval, a public notice. Early, out of turn, or by somebody else it is refused, with when or by
   whom it can be done. The steps of the unit above are taken by its own people.
3. Whoever must act is reminded; the person of the case sees where it stands.
4. All papers are a folder, which is exported as one file.
"""

from service.core.access import Permission
from service.core.workflow import Command, Menu, Workflow
from service.sdk.handover import organized_by
from service.workflows.procedure import archived
from service.workflows.procedure.drafting import APPLY, begin
from service.workflows.procedure.machine import MACHINE, course, mine, past, standing, title_of
from service.workflows.procedure.model import PERMISSION, CaseState, Standing
from service.workflows.procedure.notices import public_page
from service.workflows.procedure.personal import PERSONAL, SCOPES, names_person

WORKFLOW = Workflow(
    kind="procedure",
    activity_type=CaseState,
    entry_type=Standing,
    begin=begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    files=archived.files,
    by_post=organized_by,
    summary=Standing.summary,
    absent=frozenset({"none"}),
    title=title_of,
    standing=standing,
    mine=mine,
    past=past,
    public_page=public_page,
    course=course,
    names=names_person,
    personal=PERSONAL,
    scopes=SCOPES,
    menu=Menu(47, PERMISSION, more=(Command(APPLY),)),
    commands=(Command("procedure", PERMISSION), Command(APPLY)),
    permissions=(
        Permission(PERMISSION, "lead cases through their procedures", ("secretary", "organizer")),
    ),
)
