"""Times that are offered ready: the evenings still to come, with their length."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service.core.effects import Effect, Send, ToPerson
from service.core.events import Event
from service.core.message import Choice, Message
from service.core.texts import Moment, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.quiz import panels, view
from service.workflows.quiz.model import Attempt, Quiz

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

EVENINGS = ((0, 20, 0), (1, 20, 0))  # day from today, hour, minute
PRESET_MINUTES = 30


def evening(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """One of the times that are offered ready (`evening:day.minutes`)."""
    numbers = [int(each) for each in choice_args(event) if each.isascii() and each.isdigit()]
    quiz = activity.state
    if len(numbers) != 2 or numbers[0] >= len(EVENINGS) or not quiz.questions:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    at = _evenings(context)[numbers[0]]
    if at is None:
        return Rejected("quiz.in_the_past", text("quiz-in-the-past"))
    closes_at = at + timedelta(minutes=min(max(numbers[1], 1), 1440))
    chosen = replace(activity, state=replace(quiz, opens_at=at, closes_at=closes_at))
    effects: tuple[Effect, ...] = ()
    if quiz.owner is not None:
        shown = panels.preview(chosen, context.roster)
        effects = (Send(ToPerson(quiz.owner), "panel", shown, "reply"),)
    return Decision("quiz.previewed", chosen.state, effects=effects)


def choose_times(context: Context, activity: QuizActivity, *more: tuple[Choice, ...]) -> Message:
    """When it opens; evenings that are still to come are offered with their length. `more`: what
    can be done instead."""
    asked = panels.choose_opening(activity)
    ready: list[tuple[Choice, ...]] = []
    for number, at in enumerate(_evenings(context)):
        if at is not None:
            label = text("quiz-evening", at=Moment(at), minutes=PRESET_MINUTES)
            ready.append((view.choice(activity, "evening", label, number, PRESET_MINUTES),))
    return replace(asked, choices=(*ready, *asked.choices[:-1], *more, *asked.choices[-1:]))


def _evenings(context: Context) -> list[datetime | None]:
    """The times of `EVENINGS` on the leader's own clock; None for one that is past."""
    zone = ZoneInfo(context.actor.timezone if context.actor else "UTC")
    today = context.now.astimezone(zone)
    found = []
    for day, hour, minute in EVENINGS:
        at = today.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=day)
        found.append(at.astimezone(context.now.tzinfo) if at > today else None)
    return found
