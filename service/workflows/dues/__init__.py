"""Dues: what members pay by the rules, who has paid, and who is in arrears. Off unless the rules
say otherwise (`dues.active`). No money goes through here, and no wages are kept.

1. The secretary begins it once; each period everybody owes what the rules say, or their bracket.
2. Once a month who owes is reminded, in the morning of their own clock.
3. The secretary taps who has paid, one by one or all at once, and can take it back.
4. After three months, and after six, the member and the secretary are told, and nobody else.
5. The ledger of a year is a workbook, and stands in the archive of the year.
"""

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.workflow import Command, Menu, Workflow
from service.sdk.handover import organized_by
from service.workflows.dues import ledger, machine
from service.workflows.dues.machine import MACHINE
from service.workflows.dues.model import (
    KIND,
    NONE,
    PERMISSION,
    DuesState,
    Part,
    counts_for,
    kept_of,
    told,
)

WORKFLOW = Workflow(
    kind=KIND,
    activity_type=DuesState,
    entry_type=Part,
    begin=machine.begin,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    files=ledger.files,
    by_post=organized_by,
    summary=Part.summary,
    absent=frozenset({NONE}),
    title=lambda state: machine.TITLE,
    standing=machine.standing,
    counts_for=counts_for,
    personal=Personal(told=told, kept=kept_of),
    menu=Menu(64, PERMISSION, meets=frozenset({KIND})),
    commands=(Command(KIND, PERMISSION),),
    permissions=(
        Permission(PERMISSION, "keep the members' dues, where the rules have any", needs="dues"),
    ),
)
