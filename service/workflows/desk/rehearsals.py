"""Rehearsals: who leads tries an activity out as a member, and nobody else hears of it.

rehearse (an activity)    it begins; an earlier one of the person's ends
unrehearse @rehearsed     it is over, by a tap or after an hour, and nothing of it stays
"""

from __future__ import annotations

from service.core.choices import ChoiceId
from service.core.effects import Arm, Disarm, Effect, EndRehearsal, Send, Start, ToPerson
from service.core.events import Event, TimerFired
from service.core.facts import Subject
from service.core.message import Choice, Message
from service.core.rehearsals import LASTS
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.workflows.desk import templates
from service.workflows.desk.model import REHEARSED, DeskActivity, VisitEntry
from service.workflows.desk.view import choice


def begin(context: Context, activity: DeskActivity, entry: VisitEntry, event: Event) -> Outcome:
    """A copy begins at once (`rehearse:activity`)."""
    found = templates.subject(context, entry, event)
    if isinstance(found, Rejected):
        return found
    if found.phase not in REHEARSED:
        return Rejected("desk.too_late", text("desk.too_late"))
    if found.unready is not None:
        return Rejected("desk.unready", found.unready)
    effects: tuple[Effect, ...] = (
        EndRehearsal(entry.person),
        Send(ToPerson(entry.person), "rehearsal", _begun(activity, found), "reply"),
        Start(found.kind, found.unit, entry.person, rehearsal=found.id),
        Arm("rehearsed", context.now + LASTS, entry.person, found.id),
    )
    return Decision("desk.rehearsal_begun", effects=effects)


def end(context: Context, activity: DeskActivity, entry: VisitEntry, event: Event) -> Outcome:
    """It is over (`unrehearse:activity`, that of which it was)."""
    of = event.step if isinstance(event, TimerFired) else templates.number(event)
    effects: tuple[Effect, ...] = (
        EndRehearsal(entry.person),
        Disarm("rehearsed", entry.person),
        Send(ToPerson(entry.person), "rehearsal", _ended(activity, of), "reply"),
    )
    return Decision("desk.rehearsal_ended", effects=effects)


def _begun(activity: DeskActivity, found: Subject) -> Message:
    rows = ((choice(activity, "unrehearse", text("desk.button_unrehearse"), str(found.id)),),)
    told = text("desk.rehearsal_begun", kind=found.kind, title=found.title)
    return Message(told, title=text("desk.rehearsal_title"), choices=rows)


def _ended(activity: DeskActivity, of: int) -> Message:
    back = Choice(ChoiceId(of, "show").encode(), text("desk.button_to_draft"))
    again = choice(activity, "rehearse", text("desk.button_rehearse_again"), str(of))
    rows = ((back,), (again,)) if of else ()
    return Message(text("desk.rehearsal_ended"), text("desk.rehearsal_title"), rows)


TABLE = {"rehearse": begin, "unrehearse": end}
TIMERS = {"@rehearsed": end}
