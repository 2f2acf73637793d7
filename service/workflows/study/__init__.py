"""Study: something to read, hear and think about, with hours that count.

1. An organizer, or a plan, sets a task, or a whole reading list in one message: what is read, how
   it is shown to be done, what it counts for, and until when.
2. Members read page by page, write a few words, take the quiz that belongs to it, or check in at
   the lecture. The silent are reminded.
3. After the deadline whoever was on leave, joined late or missed it makes up, for thirty days.
4. Everybody knows their hours of the year against the norm of the rules; who sets the tasks sees
   who is behind.
"""

from dataclasses import replace
from typing import Any

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.workflow import Command, Menu, Plannable
from service.workflows.study import archived, hours
from service.workflows.study.life import LIFE, PERMISSION
from service.workflows.study.machine import MACHINE
from service.workflows.study.model import OPEN, Share, StudyState

HOURS = Command("hours")


def _erased(state: StudyState, share: Share, over: bool) -> Share:
    """That it was done, and when, is the record; the words can go once it is over."""
    return replace(share, words="") if over else share


def _kept(state: StudyState, person: int) -> dict[str, Any]:
    return {"named": person in state.progress.named}


WORKFLOW = replace(
    LIFE.workflow(
        MACHINE,
        commands=(Command("study"), HOURS),
        absent=frozenset({*OPEN, "leave"}),
        files=archived.files,
        counts_as=hours.counts_as,
        counts_for=hours.counts_for,
        of_year=hours.of_year,
        hours=hours.of_part,
        menu=Menu(
            25,
            PERMISSION,
            more=(HOURS,),
            plannable={"study": Plannable()},
            meets=frozenset({"study"}),
        ),
        personal=Personal(
            said=lambda share: [share.words] if share.words else [],
            erased=_erased,
            kept=_kept,
            reads=frozenset({"study.recorded"}),
            surveys=frozenset({"study.hours_shown"}),
        ),
        permissions=(
            Permission(PERMISSION, "set study tasks and see who has done them",
                       ("secretary", "committee", "organizer")),
        ),
    ),
    mine=hours.mine,
)  # fmt: skip
