"""Rehearsals: who leads tries an activity out as a member, and nobody else hears of it.

rehearse (an activity)    it begins; an earlier one of the person's ends
unrehearse @rehearsed     it is over, by a tap or after an hour, and nothing of it stays
"""

from __future__ import annotations

from service.core.choices import ChoiceId
from service.core.effects import ClearTimer, Effect, EndSandbox, Send, SetTimer, Start, ToPerson
from service.core.events import Event, TimerFired
from service.core.message import Choice, Message
from service.core.queries import Subject
from service.core.sandbox import LASTS
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.workflows.home import templates
from service.workflows.home.model import REHEARSED, HomeActivity, VisitEntry
from service.workflows.home.view import choice


def begin(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """A copy begins at once (`rehearse:activity`)."""
    found = templates.subject(context, entry, event)
    if isinstance(found, Rejected):
        return found
    if found.phase not in REHEARSED:
        return Rejected("home.too_late", text("home-too-late"))
    if found.unready is not None:
        return Rejected("home.unready", found.unready)
    effects: tuple[Effect, ...] = (
        EndSandbox(entry.person),
        Send(ToPerson(entry.person), "rehearsal", _begun(activity, found), "reply"),
        Start(found.kind, found.unit, entry.person, sandbox=found.id),
        SetTimer("rehearsed", context.now + LASTS, entry.person, found.id),
    )
    return Decision("home.rehearsal_begun", effects=effects)


def end(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """It is over (`unrehearse:activity`, that of which it was)."""
    of = event.revision if isinstance(event, TimerFired) else templates.number(event)
    effects: tuple[Effect, ...] = (
        EndSandbox(entry.person),
        ClearTimer("rehearsed", entry.person),
        Send(ToPerson(entry.person), "rehearsal", _ended(activity, of), "reply"),
    )
    return Decision("home.rehearsal_ended", effects=effects)


def _begun(activity: HomeActivity, found: Subject) -> Message:
    rows = ((choice(activity, "unrehearse", text("home-button-unrehearse"), str(found.id)),),)
    told = text("home-rehearsal-begun", title=found.title)
    return Message(told, title=text("home-rehearsal-title"), choices=rows)


def _ended(activity: HomeActivity, of: int) -> Message:
    back = Choice(ChoiceId(of, "show").encode(), text("home-button-to-draft"))
    again = choice(activity, "rehearse", text("home-button-rehearse-again"), str(of))
    rows = ((back,), (again,)) if of else ()
    return Message(text("home-rehearsal-ended"), text("home-rehearsal-title"), rows)


TABLE = {"rehearse": begin, "unrehearse": end}
TIMERS = {"@rehearsed": end}
