"""Lunch: who eats along.

1. An organizer writes what there is and until when to answer, and publishes it.
2. Members answer with a tap, and may change their minds until then.
3. The organizer can have the count at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.access import Permission
from service.core.message import Message
from service.core.queries import Results, Summary
from service.core.texts import Words, text
from service.core.workflow import Command, Menu, Outcome, SettingsTable, Workflow
from service.sdk import fields
from service.sdk import transitions as t
from service.sdk.forms import Form
from service.sdk.lifecycle import Lifecycle
from service.sdk.panels import button, moment
from service.sdk.participation import names, participation
from service.sdk.requirements import results
from service.sdk.state import State
from service.sdk.transitions import machine, on
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class Lunch:
    dish: str = ""


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Nothing but the answers is kept while it is open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's."""

    status: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class LunchSettings:
    """`[lunch]` in the settings file."""

    portions: int = field(default=0, metadata={"allowed": "a whole number, or 0 for any number"})

    def __post_init__(self) -> None:
        if self.portions < 0:
            raise ValueError(f"portions: {self.portions} is not allowed")


LunchTurn = Turn[State[Lunch, Kitchen], Answer]

FORM = Form[Lunch, Kitchen](
    "lunch", fields.Text("dish", longest=100), fields.Moment("closes_at", presets=(30, 60, 120))
)


def describe(turn: LunchTurn) -> Words:
    return text("lunch-until", closes=moment(turn.state.schedule.closes_at))


def invitation(turn: LunchTurn) -> Message:
    buttons = ("lunch-button-yes", "lunch-button-no")
    row = tuple(button(turn.activity, each, leads=True) for each in buttons)
    return Message(describe(turn), turn.state.definition.dish, (row,))


def panel(turn: LunchTurn) -> Message:
    return LIFE.say(turn, "lunch-asked", "lunch-button-count")


LIFE: Lifecycle[Lunch, Kitchen, Answer] = Lifecycle(
    kind="lunch",
    permission="lunch.manage",
    form=FORM,
    blank=(Lunch(), Kitchen()),
    title=lambda lunch: lunch.dish,
    describe=describe,
    invitation=invitation,
    panel=panel,
)


def answer(turn: LunchTurn) -> Outcome:
    part, most = (
        Answer("yes" if turn.name == "yes" else "no"),
        turn.settings(LunchSettings).portions,
    )
    eating = [each.person for each in turn.query(Results(turn.id)) if each.summary.status == "yes"]
    if part.status == "yes" and most and len({*eating, turn.person}) > most:
        return turn.refuse("lunch-sold-out", most=most)
    shown = turn.reply(LIFE.say(turn, "lunch-noted", status=part.status), "answer")
    return turn.done("lunch.answered", part=part, effects=shown)


def count(turn: LunchTurn) -> Outcome:
    who = participation(turn.roster, turn.activity, turn.query(Results(turn.id)), ("yes",)).done
    shown = LIFE.say(turn, "lunch-count", n=len(who), names=names(who))
    return turn.done("lunch.counted", effects=turn.panel(shown))


MACHINE = machine(
    (
        *LIFE.transitions(),
        on("open", "yes no", answer, by=t.PARTICIPANT, undo=t.IDEMPOTENT, requires=(results,)),
        on("open closed", "count", count, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results,)),
    ),
    policy=LIFE.policy,
    refusals=LIFE.refusals,
    undo=LIFE.restore(),
)

WORKFLOW = Workflow(
    kind="lunch",
    activity_type=State[Lunch, Kitchen],
    entry_type=Answer,
    begin=LIFE.begin,
    copy_definition=LIFE.copy_definition,
    dry_run=LIFE.dry_run,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    summary=lambda part: Summary(part.status),
    title=lambda state: state.definition.dish,
    menu=Menu(90, LIFE.permission),
    commands=(Command("lunch", LIFE.permission),),
    permissions=(Permission(LIFE.permission, "ask who eats along", ("secretary", "organizer")),),
    settings=SettingsTable("lunch", LunchSettings),
    texts="orglife_lunch",
)
