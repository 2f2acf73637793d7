"""Lunch: who eats along.

1. An organizer writes what there is and until when to answer, and publishes it.
2. Members answer with a tap, and may change their minds until then.
3. The organizer sees who comes, at any time and after the close.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.access import Permission
from service.core.queries import Results, Summary
from service.core.workflow import Menu, Outcome, SettingsTable
from service.sdk import fields
from service.sdk import transitions as t
from service.sdk.forms import Form
from service.sdk.lifecycle import Facts, Lifecycle
from service.sdk.participation import People
from service.sdk.state import State
from service.sdk.transitions import on, results
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class Lunch:
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's."""

    status: Literal["open", "yes", "no"] = "open"

    def summary(self) -> Summary:
        return Summary(self.status)


@dataclass(frozen=True, slots=True)
class LunchSettings:
    """`[lunch]` in the settings file."""

    portions: int = field(default=0, metadata={"allowed": "a whole number, or 0 for any number"})

    def __post_init__(self) -> None:
        if self.portions < 0:
            raise ValueError(f"portions: {self.portions} is not allowed")


LunchTurn = Turn[State[Lunch, None], Answer]
BUTTONS = ("lunch-button-yes", "lunch-button-no")

FORM = Form[Lunch, None](
    "lunch", fields.Text("title", longest=100), fields.Moment("closes_at", presets=(30, 60, 120))
)


def facts(turn: LunchTurn, part: Answer) -> Facts:
    """What the texts may say."""
    return {"status": part.status}


def buttons(turn: LunchTurn, part: Answer) -> tuple[str, ...]:
    """What a member can do."""
    return BUTTONS if turn.state.phase == "open" else ()


LIFE: Lifecycle[Lunch, None, Answer] = Lifecycle(
    kind="lunch",
    permission="lunch.manage",
    form=FORM,
    blank=(Lunch(), None, Answer()),
    facts=facts,
    invitation=BUTTONS,
    buttons=buttons,
    people=People(Answer.summary, ("yes", "no", "open")),
    waits=("open",),
)


def answer(turn: LunchTurn) -> Outcome:
    """While there are portions left; who eats already may say so again."""
    part, most = (
        Answer("yes" if turn.name == "yes" else "no"),
        turn.settings(LunchSettings).portions,
    )
    eating = [each.person for each in turn.query(Results(turn.id)) if each.summary.status == "yes"]
    if part.status == "yes" and most and len({*eating, turn.person}) > most:
        return turn.refuse("lunch-sold-out", most=most)
    return LIFE.settled(turn, part)


MACHINE = LIFE.machine(
    on("open", "yes no", answer, by=t.PARTICIPANT, undo=t.IDEMPOTENT, requires=(results,)),
)

WORKFLOW = LIFE.workflow(
    MACHINE,
    absent=frozenset({"open", "no"}),
    menu=Menu(90, LIFE.permission),
    permissions=(Permission(LIFE.permission, "ask who eats along", ("secretary", "organizer")),),
    settings=SettingsTable("lunch", LunchSettings),
    texts="orglife_lunch",
)
