"""What members ask for.

1. A member writes it in private, named or in confidence, in words and files, and gets a number.
2. Who deals with it takes it up by a day that the rules set, asks, and answers in the chat; each
   change is told to the member. In confidence it goes to nobody but whom the rules name, and each
   reading is kept.
3. The member rates the answer with a tap, or opens the request again. What is late is told to the
   secretary and the superior: its number and how long, never what it is.
"""

from service.core.access import Permission
from service.core.workflow import Command, Menu, Workflow
from service.sdk.cases import Dossier
from service.sdk.state import State
from service.workflows.request import archived, handling
from service.workflows.request.machine import MACHINE, PERSONAL, past, standing
from service.workflows.request.model import ANSWER, Course, Terms, title
from service.workflows.request.view import CASES

ASK = Command("request")
LEDGER = Command("requests", ANSWER)

WORKFLOW = Workflow(
    kind="request",
    activity_type=State[Terms, Course],
    entry_type=Dossier,
    begin=handling.begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    files=archived.files,
    by_post=handling.by_post,
    summary=Dossier.summary,
    absent=frozenset({"draft", "withdrawn"}),
    title=title,
    seals_parts=lambda state: True,
    standing=standing,
    mine=CASES.mine,
    past=past,
    names=handling.names,
    discreet=True,
    menu=Menu(55, "", more=(ASK, LEDGER)),
    commands=(ASK, LEDGER),
    permissions=(Permission(ANSWER, "answer what members ask for, and see its ledger"),),
    personal=PERSONAL,
)
