"""Dry runs: an organizer tries an activity out as a member, and nobody else hears of it."""

from __future__ import annotations

from service.core.choices import ChoiceId
from service.core.effects import ClearTimer, Effect, EndSandbox, SetTimer, Start
from service.core.events import TimerFired
from service.core.message import Choice, Message
from service.core.queries import Subject
from service.core.sandbox import LASTS
from service.core.texts import text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import button, choice
from service.workflows.home.model import REHEARSED, HomeTurn, first
from service.workflows.home.templates import of_subject


@of_subject
def begin(turn: HomeTurn, found: Subject) -> Outcome:
    """A copy begins at once (`rehearse:activity`); an earlier one of the person's ends."""
    if found.phase not in REHEARSED:
        return turn.refuse("home-too-late")
    if found.unready is not None:
        return Rejected("home.unready", found.unready)
    end = (button(turn.activity, "home-button-unrehearse", found.id),)
    told = text("home-rehearsal-begun", title=found.title)
    begun = turn.reply(Message(told, text("home-rehearsal-title"), (end,)), "rehearsal")
    effects: tuple[Effect, ...] = (
        EndSandbox(turn.person),
        *begun,
        Start(found.kind, found.unit, turn.person, sandbox=found.id),
        SetTimer("rehearsed", turn.now + LASTS, turn.person, found.id),
    )
    return turn.done("home.rehearsal_begun", effects=effects)


def end(turn: HomeTurn) -> Outcome:
    """It is over, by a tap (`unrehearse:activity`, that of which it was) or after an hour, and
    nothing of it stays."""
    of = turn.event.revision if isinstance(turn.event, TimerFired) else first(turn)
    back = Choice(ChoiceId(of, "show").encode(), text("sdk-button-keep"))
    again = choice(turn.activity, "rehearse", text("home-button-rehearse-again"), of)
    rows = ((back,), (again,)) if of else ()
    told = Message(text("home-rehearsal-ended"), text("home-rehearsal-title"), rows)
    shown = turn.tell((turn.person,), "rehearsal", told, priority="reply")
    ended: tuple[Effect, ...] = (EndSandbox(turn.person), ClearTimer("rehearsed", turn.person))
    return turn.done("home.rehearsal_ended", effects=(*ended, *shown))
