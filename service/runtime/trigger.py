"""Why a decision is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from service.core.events import Chose, Event, TakenBack
from service.core.message import Chat
from service.core.people import Person
from service.core.workflow import Decision, Outcome, Workflow, event_name


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a decision is asked for: the event, who acts, when, and whose entry it concerns.

    `account`: where the person is just now, so that they are answered there. `typed`: the chat
    they typed it in, if they did not tap; it is answered there below what they typed. `told`: the
    codes of refusals that were told already, for another file of the same album.
    """

    event: Event
    now: datetime
    actor: Person | None = None
    about: int | None = None
    account: str | None = None
    typed: Chat | None = None
    told: frozenset[str] = frozenset()

    def on(self, event: Event, about: int | None = None) -> Trigger:
        """The same cause with the event as routing understood it."""
        whose = about if about is not None else self.about
        return replace(self, event=event, about=whose)


def toggled(workflow: Workflow, trigger: Trigger) -> Trigger:
    """A tap that is taken back, of a choice which that takes a second time."""
    event = trigger.event
    if not isinstance(event, TakenBack) or event_name(event)[1:] not in workflow.toggles:
        return trigger
    return replace(trigger, event=Chose(event.ref, event.sender, event.choice))


def action_of(outcome: Outcome) -> str:
    """What was done, for the figures."""
    return outcome.action if isinstance(outcome, Decision) else f"refused:{outcome.code}"
