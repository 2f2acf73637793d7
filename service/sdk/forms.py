"""A form: what an organizer fills in before an activity begins.

Its fields are attributes of the definition, or of the schedule (`opens_at`, `closes_at`). What is
required is asked for in turn; then the whole is shown, and each value can be changed. The same form
reads the details of a plan. A kind's texts give the words: `<kind>-ask-<field>` for the question,
`<kind>-field-<field>` for the button that changes it, `<kind>-option-<field>` for an option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from service.core.message import Message
from service.core.texts import Words, text
from service.core.workflow import Rejected
from service.sdk.fields import Field, Moment, Problem
from service.sdk.panels import Rows, choice, grid, in_rows
from service.sdk.state import State, value_of
from service.sdk.transitions import Requirement
from service.sdk.turn import Turn


class Titled(Protocol):
    """A definition, which has a title; "": none yet."""

    @property
    def title(self) -> Words: ...


D = TypeVar("D")
P = TypeVar("P")

SET = "set"  # the verb of the buttons of options
_EMPTY: tuple[Any, ...] = (None, "", ())


class Form(Generic[D, P]):
    """The fields in the order in which they are asked for. `requires`: what they look up."""

    requires: tuple[Requirement, ...] = ()

    def __init__(self, kind: str, *fields: Field[Any]) -> None:
        self.kind = kind
        self.fields: Mapping[str, Field[Any]] = {each.name: each for each in fields}
        self.asked = tuple(each for each in fields if not each.option)

    # -- values

    def value(self, state: State[D, P], field: Field[Any]) -> Any:
        return value_of(state, field.name)

    def put(self, state: State[D, P], field: Field[Any], value: Any) -> State[D, P]:
        change = {field.name: value}
        if hasattr(state.schedule, field.name):
            return state.timed(**change)
        return state.defined(**change)

    def missing(self, state: State[D, P]) -> Field[Any] | None:
        """The first required field without a value."""
        for each in self.fields.values():
            if each.required and self.value(state, each) in _EMPTY:
                return each
        return None

    def is_complete(self, state: State[D, P]) -> bool:
        return self.missing(state) is None

    # -- in the chat

    def ask(self, turn: Turn[State[D, P], Any], field: Field[Any]) -> Message:
        """The question for a value, with what is offered ready, and the way back or out."""
        presets = (
            choice(
                turn.activity, field.name, each.label or self._words(field, each.value), each.arg
            )
            for each in field.presets(turn)
        )
        known = self.value(turn.state, field) not in _EMPTY
        rows = grid(turn.activity, *presets, "sdk-button-keep" if known else "sdk-button-drop")
        return Message(text(f"{self.kind}-ask-{field.key}"), choices=rows)

    def answer(
        self, turn: Turn[State[D, P], Any], name: str = ""
    ) -> Turn[State[D, P], Any] | Rejected:
        """The turn with the value that was typed (`?field`) or tapped (`field:preset`), and without
        the others that do not fit it any more. `name`: the field's, where the event has another."""
        field = self.fields[name or turn.name.removeprefix("?")]
        typed = turn.name.startswith("?")
        value = field.read_typed(turn) if typed else field.read_tapped(turn)
        if isinstance(value, Problem):
            return turn.refuse(value.key, **value.args)
        return turn.becomes(self.settled(self.put(turn.state, field, value), turn.now))

    def settled(self, state: State[D, P], now: datetime) -> State[D, P]:
        """The state without the values that do not fit those beside them any more, such as a
        deadline after the beginning: they are asked for again."""
        for each in self.misfits(state, now):
            state = self.put(state, each, None)
        return state

    def misfits(self, state: State[D, P], now: datetime) -> list[Field[Any]]:
        """The fields whose values do not fit those beside them."""
        known = [(each, self.value(state, each)) for each in self.fields.values()]
        return [
            each for each, value in known if value is not None and each.problem(state, value, now)
        ]

    def buttons(self, turn: Turn[State[D, P], Any]) -> Rows:
        """A button for each value that can be changed, two in a row."""
        labels = {each: text(f"{self.kind}-field-{each.key}") for each in self.asked}
        return in_rows([choice(turn.activity, each.name, labels[each]) for each in labels], 2)

    def options(self, turn: Turn[State[D, P], Any]) -> Rows:
        """A button for each option, which shows its value and goes on to the next."""
        options = (each for each in self.fields.values() if each.option)
        labels = {each: self._words(each, self.value(turn.state, each)) for each in options}
        return tuple((choice(turn.activity, SET, labels[each], each.name),) for each in labels)

    def switch(self, turn: Turn[State[D, P], Any]) -> Turn[State[D, P], Any] | Rejected:
        """The turn with the next value of the option that was tapped (`set:name`)."""
        field = self.fields.get("".join(turn.args()[:1]))
        if field is None or not field.option:
            return turn.refuse("sdk-moved-on")
        value = field.after(self.value(turn.state, field))
        return turn.becomes(self.put(turn.state, field, value))

    def _words(self, field: Field[Any], value: Any) -> Words:
        return text(f"{self.kind}-option-{field.key}", value=field.shown(value))

    # -- from a plan, and into a template

    def from_details(
        self, state: State[D, P], details: Mapping[str, Any], timezone: str, now: datetime
    ) -> State[D, P]:
        """The state with the values that a plan names, to open at `opens_at`, or now. Times in
        words count from there. Raises ValueError, which names the key and what is allowed: for a
        key that is none of the form, for a value that will not do or does not fit those beside it,
        and for a required one that is missing."""
        known = {"opens_at": Moment("opens_at"), **self.fields}
        for key in details:
            if key not in known:
                raise ValueError(f"{key}: there is no such key; allowed: {', '.join(known)}")
        state = state.timed(opens_at=now)
        for name, field in known.items():
            if name in details:
                start = state.schedule.opens_at or now
                value = field.read_detail(details[name], timezone, start)
                state = self.put(state, field, value)
        missing = self.missing(state)
        if missing is not None:
            raise ValueError(f"{missing.name}: is missing")
        for each in self.misfits(state, now):
            raise ValueError(f"{each.name}: allowed: {each.allowed}")
        return state

    def lasting(self, state: State[D, P], blank: D) -> D:
        """What a template keeps of the definition: all but its times, which come from `blank`."""
        times = {
            name: getattr(blank, name)
            for name, field in self.fields.items()
            if not field.lasting and hasattr(blank, name)
        }
        return replace(state.definition, **times)  # type: ignore[type-var]
