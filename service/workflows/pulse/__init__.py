"""Pulse: two or three questions with a scale now and then, without names.

1. The secretary publishes the questions of the rules, or their own, with one tap; a plan may bring
   one each month.
2. Members answer by tapping numbers. What they choose is sealed, and told to nobody.
3. At the close the averages are told to the secretary from five answers on, beside those before,
   and the answers are gone. What has fallen is pointed out; whoever wishes is offered a talk.
"""

from dataclasses import replace

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.workflow import Command, Menu, Plannable, Workflow
from service.sdk.handover import organized_by
from service.workflows.pulse import archived, machine
from service.workflows.pulse.machine import MACHINE
from service.workflows.pulse.model import KIND, PERMISSION, Answers, PulseState, title_of

WORKFLOW = Workflow(
    kind=KIND,
    activity_type=PulseState,
    entry_type=Answers,
    begin=machine.begin,
    copy_definition=machine.copy_definition,
    dry_run=machine.dry_run,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    files=archived.files,
    by_post=organized_by,
    summary=Answers.summary,
    absent=frozenset({"none"}),
    title=title_of,
    seals_parts=lambda state: True,
    standing=machine.standing,
    past=machine.past,
    personal=Personal(erased=lambda state, part, over: replace(part, values=())),
    menu=Menu(36, PERMISSION, plannable={KIND: Plannable((machine.MINUTES,))}),
    commands=(Command(KIND, PERMISSION),),
    permissions=(Permission(PERMISSION, "ask how people feel, without names"),),
)
