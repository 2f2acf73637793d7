"""The terms of a quiz as its leader sets them: each button goes on to the next value.

A plan names the same terms in its details.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.core.events import Event
from service.core.message import Choice, Message
from service.core.texts import text
from service.core.workflow import Activity, choice_args
from service.workflows.quiz.model import Quiz
from service.workflows.quiz.view import choice

MOST_ATTEMPTS = 10
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be set. `values`: what the button goes through, the default first.

    `of_terms`: it is a field of the terms; otherwise of the quiz itself. `most`: the largest
    number that a plan may name.
    """

    name: str
    values: tuple[Any, ...]
    of_terms: bool = True
    most: int = 0

    def of(self, quiz: Quiz) -> Any:
        return getattr(quiz.terms if self.of_terms else quiz, self.name)

    def set(self, quiz: Quiz, value: Any) -> Quiz:
        changed: dict[str, Any] = {self.name: value}
        if self.of_terms:
            return replace(quiz, terms=replace(quiz.terms, **changed))
        return replace(quiz, **changed)

    def after(self, value: Any) -> Any:
        """The value that the button sets next."""
        known = value in self.values
        return (
            self.values[(self.values.index(value) + 1) % len(self.values)]
            if known
            else (self.values[0])
        )

    def read(self, value: Any) -> Any:
        """A value from a plan. Raises ValueError, which says what is allowed."""
        if isinstance(self.values[0], bool | str):
            if type(value) is type(self.values[0]) and value in self.values:
                return value
            allowed = ", ".join(str(each).lower() for each in self.values)
        else:
            least = min(self.values)
            if type(value) is int and least <= value <= self.most:
                return value
            allowed = f"{least} to {self.most}"
        raise ValueError(f"{self.name}: {value!r} is not allowed; allowed: {allowed}")


OPTIONS: Mapping[str, Option] = {
    each.name: each
    for each in (
        Option("feedback", ("end", "each", "close"), of_terms=False),
        Option("whole", (False, True)),
        Option("mixed", (False, True)),
        Option("attempts", (1, 2, 3), most=MOST_ATTEMPTS),
        Option("counts", ("best", "last", "mean")),
        Option("minutes", (0, 5, 10, 20, 30, 60), most=MOST_MINUTES),
        Option("pass_mark", (0, 60, 80, 100), most=100),
        Option("pace", (0, 15, 20, 30, 60), most=600),
        Option("nameless", (False, True)),
        Option("review", (False, True), of_terms=False),
    )
}

PLANNED = {"minutes_each": "minutes"}
"""Names of details of a plan that differ: `minutes` there is how long the quiz stays open."""


def planned(quiz: Quiz, details: Mapping[str, Any]) -> Quiz:
    """The quiz with the terms that a plan names. Raises ValueError, naming the detail."""
    for name, option in OPTIONS.items():
        detail = next((key for key, own in PLANNED.items() if own == name), name)
        if detail in details:
            quiz = option.set(quiz, option.read(details[detail]))
    return quiz


def change(quiz: Quiz, event: Event) -> Quiz | None:
    """The quiz with the next value of what the button names (`opt:name`); None: no such thing."""
    option = OPTIONS.get("".join(choice_args(event)[:1]))
    return option.set(quiz, option.after(option.of(quiz))) if option else None


def panel(activity: Activity[Quiz]) -> Message:
    """Every option with its value; a tap goes on to the next one."""
    quiz = activity.state

    def button(name: str, option: Option) -> Choice:
        value = option.of(quiz)
        shown = str(value).lower() if isinstance(value, bool) else value
        label = text(f"quiz-option-{name.replace('_', '-')}", value=shown)
        return choice(activity, "opt", label, name)

    rows = tuple((button(name, option),) for name, option in OPTIONS.items())
    back = choice(activity, "back", text("quiz-button-keep"))
    return Message(
        text("quiz-options"),
        title=text("quiz-title", title=quiz.title),
        choices=(*rows, (back,)),
    )
