"""Report: what members report from time to time.

1. Who leads begins a series: a kind of report of the rules, or some questions typed in the chat;
   how often, until when, and who is told of the silent.
2. Each member is asked in the morning of their own clock. One tap says that nothing has changed;
   else question by question, those that an answer opens among them. It can be changed until the
   next round. Who is away is not asked.
3. Who is silent is reminded, and told to the contact after a day and to who leads after two.
4. Who leads sees rates and what changed; units above see rates alone. What is sensitive is sealed,
   and asked for with a consent of its own. Of long texts the contact answers each.
"""

from service.core.access import SEES_FIGURES, Permission
from service.core.workflow import Command, Menu, Plannable
from service.workflows.report import archived
from service.workflows.report.machine import LIFE, MACHINE, RATES
from service.workflows.report.model import (
    KIND,
    NONE,
    NOT_ASKED,
    PERMISSION,
    counts_as,
    counts_for,
    form_of,
)
from service.workflows.report.personal import PERSONAL, SCOPES, by_post, names_person

_RATES = Command(RATES, SEES_FIGURES)

WORKFLOW = LIFE.workflow(
    MACHINE,
    files=archived.files,
    by_post=by_post,
    absent=frozenset({NONE, *NOT_ASKED}),
    seals_parts=lambda state: form_of(state).sensitive,
    counts_as=counts_as,
    counts_for=counts_for,
    names=names_person,
    personal=PERSONAL,
    scopes=SCOPES,
    commands=(Command(KIND, PERMISSION), _RATES),
    menu=Menu(
        32,
        PERMISSION,
        more=(_RATES,),
        plannable={KIND: Plannable()},
        meets=frozenset({"report"}),
    ),
    permissions=(
        Permission(
            PERMISSION,
            "begin series of members' reports and follow them",
            ("secretary", "committee", "organizer"),
        ),
    ),
)
