"""Meeting: with every step that its rule prescribes.

1. Whoever may call it picks its kind and says what about, when and where. Everybody who should
   attend hears of it, answers, or asks for leave.
2. They check in. Chair and recorder see who is there and what it takes to pass, and go through the
   agenda: who said what, what was voted and decided.
3. The minutes are put together from what happened and signed by two. A gap keeps the meeting from
   being closed. Then the absent catch up, and what was decided is carried out.
"""

from service.core.access import Permission
from service.core.workflow import Command, Menu, Plannable, Workflow
from service.workflows.meeting import agenda, archived, closing, personal, screen
from service.workflows.meeting.drafting import AFTERWARDS, PERMISSION, begin, copy_definition
from service.workflows.meeting.machine import MACHINE
from service.workflows.meeting.model import MeetingState, Part, title_of

WORKFLOW = Workflow(
    kind="meeting",
    activity_type=MeetingState,
    entry_type=Part,
    begin=begin,
    copy_definition=copy_definition,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    files=archived.files,
    by_post=personal.by_post,
    summary=Part.summary,
    absent=frozenset({"invited", "coming", "asked", "leave", "refused", "absent", "read"}),
    title=title_of,
    standing=agenda.standing,
    mine=agenda.mine,
    past=agenda.past,
    screen=screen.screen,
    calendar_events=agenda.calendar_events,
    counts_as=closing.counts_as,
    names=personal.names_person,
    personal=personal.PERSONAL,
    scopes=personal.SCOPES,
    commands=(Command("meeting", PERMISSION), Command(AFTERWARDS, PERMISSION)),
    menu=Menu(
        45,
        PERMISSION,
        more=(Command(AFTERWARDS, PERMISSION),),
        plannable={"meeting": Plannable()},
        meets=frozenset({"meeting"}),
    ),
    permissions=(
        Permission(
            PERMISSION,
            "call meetings, lead them and close their minutes",
            ("secretary", "committee", "organizer"),
        ),
    ),
)
