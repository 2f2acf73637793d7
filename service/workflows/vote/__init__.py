"""Vote: a motion, an election, grades or a straw poll, decided by a rule of the organization.

1. A meeting begins one from an item of its agenda, or who may begins one in the chat. The rule says
   who must be there, how many must agree, and what a ballot offers; the roll is frozen.
2. An open vote is cast by tap, in private or in the room, and can be changed until the close. A
   secret one is cast by tap into an urn, or on paper: roll, ballot papers and counting sheet are
   printed, and two tellers type what they have counted.
3. The outcome is worked out from the figures, counted twice, and never typed. It is told to
   everybody with the figures and what was needed, and to the meeting.
4. Where candidates are tied, or too few were elected, another round follows.
"""

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.workflow import Command, Menu, Workflow
from service.sdk.handover import organized_by
from service.workflows.vote import archived, casting, drafting
from service.workflows.vote.machine import MACHINE, counts_as, mine, past, standing
from service.workflows.vote.model import PERMISSION, Cast, VoteState, kept

WORKFLOW = Workflow(
    kind="vote",
    activity_type=VoteState,
    entry_type=Cast,
    begin=drafting.begin,
    decide=MACHINE.decide,
    toggles=MACHINE.toggles,
    requires=MACHINE.requires,
    files=archived.files,
    by_post=organized_by,
    summary=Cast.summary,
    absent=frozenset({"none"}),
    title=lambda state: state.definition.title,
    standing=standing,
    mine=mine,
    past=past,
    counts_as=counts_as,
    names=casting.names_person,
    personal=Personal(kept=kept, reads=frozenset({"vote.progress_shown", "vote.recorded"})),
    menu=Menu.of_drafts(46, PERMISSION, "vote"),
    commands=(Command("vote", PERMISSION),),
    permissions=(Permission(PERMISSION, "hold votes", ("secretary", "organizer")),),
)
