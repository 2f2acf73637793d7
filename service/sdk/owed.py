"""What the rules ask of single members (`core.due.owed`), in words and with the way to it."""

from __future__ import annotations

from typing import Any

from service.core.choices import ChoiceId
from service.core.due import Owed, owed_by
from service.core.message import Choice
from service.core.queries import OwnDone
from service.core.texts import Moment, Words, text
from service.core.workflow import Context
from service.sdk.times import day_words
from service.sdk.turn import Turn


def own(turn: Turn[Any, Any], person: int) -> tuple[Owed, ...]:
    """What is asked of the person, what is over first and what is met last. Requires
    `OwnDone`."""
    context, done = turn.context, turn.query(OwnDone(person))
    whose = turn.roster.people[person]
    found = owed_by(context.rules, context.roster, whose, context.now, done)
    return tuple(sorted(found, key=lambda each: (each.status == "met", each.status == "due")))


def words(context: Context, unit: int, owed: Owed, person: int) -> Words:
    """How far the person has come with it."""
    duty = owed.duty
    sort = "talk" if duty.pair else "missed" if duty.meeting else "times"
    done = owed.done[person]
    return text(
        "sdk-owed",
        status="met" if done >= owed.asked else owed.status,
        name=duty.name,
        sort="hours" if duty.measure == "study_hours" else sort,
        done=done,
        asked=owed.asked,
        left=owed.asked - done,
        until=day_words(context.roster.unit_timezone(unit), owed.until),
    )


def ways(owed: Owed, person: int) -> tuple[Choice, ...]:
    """The way to the newest of what the person has missed and can make up for."""
    missed = [each for each in owed.missed if person in each.absent and each.activity]
    return tuple(Choice(ChoiceId(each.activity, "show").encode(), text("sdk-owed-missed",
                 name=each.title or owed.duty.name, day=Moment(each.at, "day")))
                 for each in missed[-1:])  # fmt: skip
