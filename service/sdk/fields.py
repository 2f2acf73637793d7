"""The fields of a form: how each value is typed, tapped, and written in a plan.

A field reads one value in three ways and refuses what will not do: typed words and tapped presets
with a `Problem` that the organizer reads in the chat, the detail of a plan with a `ValueError` that
names the key and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from service.core import texts
from service.core.calendar import local
from service.core.texts import Arg, Words, text
from service.core.time_parsing import (
    Unclear,
    full_minute,
    in_minutes,
    parse_when,
    read_length,
    read_when,
)
from service.sdk.state import value_of
from service.sdk.times import why_not
from service.sdk.turn import Turn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value will not do: the text `key` with its arguments."""

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preset(Generic[T]):
    """A value that is offered ready: its argument in the button, its label ("": as an option is
    labelled), the value itself."""

    arg: str
    label: Words
    value: T


class Field(Generic[T]):
    """One value of a form, by the name of its attribute.

    `required`: the form is not complete without it. `option`: it is set among the options, by a
    button that goes on to the next of its `values`, and is never asked for. `lasting`: a template
    keeps it.
    """

    values: tuple[T, ...] = ()

    def __init__(
        self, name: str, *, required: bool = True, option: bool = False, lasting: bool = True
    ) -> None:
        self.name = name
        self.required = required and not option
        self.option = option
        self.lasting = lasting

    @property
    def key(self) -> str:
        """The name as it stands in the keys of texts."""
        return self.name.replace("_", "-")

    @property
    def allowed(self) -> str:
        """What fits beside the other values, for a plan that names one that does not."""
        return "a value that fits the others"

    def read_typed(self, turn: Turn[Any, Any]) -> T | Problem:
        raise NotImplementedError

    def read_detail(self, value: object, timezone: str, now: datetime) -> T:
        """`now`: when the activity opens, which times in words count from."""
        raise NotImplementedError

    def problem(self, state: Any, value: T, now: datetime) -> Problem | None:
        """Why the value does not fit those beside it any more."""
        return None

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[T], ...]:
        """What is offered ready just now."""
        return ()

    def read_tapped(self, turn: Turn[Any, Any]) -> T | Problem:
        """The preset that was tapped."""
        args = turn.args()[:1]
        found = next((each for each in self.presets(turn) if (each.arg,) == args), None)
        return found.value if found is not None else Problem("sdk-moved-on")

    def after(self, value: T) -> T:
        """The value that an option's button sets next: the one behind this one, the first after the
        last or after one that is none of them."""
        values = self.values
        return values[(values.index(value) + 1) % len(values)] if value in values else values[0]

    def shown(self, value: Any) -> Arg:
        """The value as a text's argument."""
        found: Arg = value
        return found

    def refused(self, value: object, allowed: str) -> ValueError:
        """What a plan's detail will not do for."""
        return ValueError(f"{self.name}: {value!r} is not allowed; allowed: {allowed}")


class Text(Field[str]):
    """Words on one line, or on several. `longest`: characters."""

    def __init__(
        self, name: str, *, longest: int, several_lines: bool = False, required: bool = True
    ) -> None:
        super().__init__(name, required=required)
        self.longest = longest
        self.several_lines = several_lines

    def read_typed(self, turn: Turn[Any, Any]) -> str | Problem:
        words = self._clean(getattr(turn.event, "text", ""))
        if not 0 < len(words) <= self.longest:
            return Problem("sdk-bad-text", {"most": self.longest})
        return words

    def read_detail(self, value: object, timezone: str, now: datetime) -> str:
        least = 1 if self.required else 0
        words = self._clean(value) if isinstance(value, str) else None
        if words is None or not least <= len(words) <= self.longest:
            allowed = f"a text of {least} to {self.longest} characters"
            raise ValueError(f"{self.name}: allowed: {allowed}")
        return words

    def _clean(self, words: str) -> str:
        return words.strip() if self.several_lines else " ".join(words.split())


@dataclass(frozen=True, slots=True)
class At:
    """A preset on the organizer's clock: so many days from today, at this time of day."""

    days: int
    hour: int
    minute: int = 0

    def from_today(self, turn: Turn[Any, Any]) -> datetime:
        today = turn.now.astimezone(ZoneInfo(turn.timezone))
        day = today.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return (day + timedelta(days=self.days)).astimezone(turn.now.tzinfo)


class Moment(Field[datetime]):
    """A time to come. `presets`: `At` on the organizer's clock, or minutes from `after`. `after`
    and `before`: other times of the form that it lies between; `longest`: how far after."""

    def __init__(
        self,
        name: str,
        *,
        presets: tuple[At | int, ...] = (),
        after: str = "",
        before: str = "",
        longest: timedelta = timedelta(days=366),
        required: bool = True,
    ) -> None:
        super().__init__(name, required=required, lasting=False)
        self._presets = presets
        self._after = after
        self._before = before
        self.longest = longest

    @property
    def allowed(self) -> str:
        if self._after and self._before:
            return f"between {self._after} and {self._before}"
        if self._before:
            return f"a time to come, before {self._before}"
        return f"after {self._after}" if self._after else "a time to come"

    def read_typed(self, turn: Turn[Any, Any]) -> datetime | Problem:
        start = self._start(turn)
        found = read_when(
            getattr(turn.event, "text", ""),
            turn.now,
            turn.timezone,
            after=start if start > turn.now else None,
        )
        if isinstance(found, Unclear):
            return Problem(*why_not(found, turn.timezone))
        if found.until is not None:
            return Problem("sdk-one-time")
        return self.checked(turn, full_minute(found.at))

    def read_tapped(self, turn: Turn[Any, Any]) -> datetime | Problem:
        found = super().read_tapped(turn)
        return found if isinstance(found, Problem) else self.checked(turn, found)

    def checked(self, turn: Turn[Any, Any], at: datetime) -> datetime | Problem:
        """The time, if it lies where it may; the minute that is running means at once."""
        if not self._after and turn.now - timedelta(minutes=1) <= at <= turn.now:
            return turn.now
        return self.problem(turn.state, at, turn.now) or at

    def problem(self, state: Any, value: datetime, now: datetime) -> Problem | None:
        after, end = value_of(state, self._after), value_of(state, self._before)
        start = max(after or now, now)
        if not start <= value <= start + self.longest or value == after:
            return Problem("sdk-bad-time", {"days": self.longest.days})
        if end is not None and value > end:
            return Problem("sdk-time-after", {"latest": texts.Moment(end)})
        return None

    def read_detail(self, value: object, timezone: str, now: datetime) -> datetime:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                value = parse_when(str(value), now, timezone)
        if not isinstance(value, datetime):
            raise self.refused(value, "a time such as 2026-12-05T19:30:00 or Friday 19:30")
        return value if value.tzinfo else local(value, timezone)

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[datetime], ...]:
        start, found = self._start(turn), []
        for each in self._presets:
            if isinstance(each, int):
                at, label = in_minutes(start, each), lasting_words(60 * each)
                found.append(Preset(str(each), label, at))
            elif (at := each.from_today(turn)) > start:
                arg = f"{each.days}-{each.hour:02}{each.minute:02}"
                found.append(Preset(arg, texts.Moment(at), at))
        return tuple(found)

    def shown(self, value: datetime) -> Arg:
        return texts.Moment(value)

    def _start(self, turn: Turn[Any, Any]) -> datetime:
        """From where its presets count: the time it follows on, or now."""
        return max(value_of(turn.state, self._after) or turn.now, turn.now)


class Deadline(Moment):
    """A time before another of the form. `presets`: seconds before it."""

    def __init__(self, name: str, *, before: str, presets: tuple[int, ...]) -> None:
        super().__init__(name, before=before)
        self._seconds = presets

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[datetime], ...]:
        end = value_of(turn.state, self._before)
        if end is None:
            return ()
        times = ((each, end - timedelta(seconds=each)) for each in self._seconds)
        return tuple(
            Preset(str(each), before_words(each), at) for each, at in times if at > turn.now
        )


_NUMBER = re.compile(r"([0-9]{1,9})(?: ?[^\d\s.,:/-]+)*")


class Number(Field[int]):
    """A whole number. `values`: what a button offers, or an option goes through, the usual first;
    a typed one, or a plan's, may lie between `least` (default: the least of them) and `most`.

    It is typed with what it counts (`12 人`), for a small one alone means the choice of that
    number."""

    def __init__(
        self,
        name: str,
        *,
        values: tuple[int, ...],
        most: int,
        least: int | None = None,
        option: bool = False,
    ) -> None:
        super().__init__(name, option=option)
        self.values = values
        self.least = min(values) if least is None else least
        self.most = most

    def read_typed(self, turn: Turn[Any, Any]) -> int | Problem:
        found = _NUMBER.fullmatch(turn.typed())
        if found and self.least <= int(found[1]) <= self.most:
            return int(found[1])
        return Problem("sdk-bad-number", {"least": self.least, "most": self.most})

    def read_detail(self, value: object, timezone: str, now: datetime) -> int:
        if type(value) is not int or not self.least <= value <= self.most:
            raise self.refused(value, f"{self.least} to {self.most}")
        return value

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[int], ...]:
        return tuple(Preset(str(each), "", each) for each in self.values)


class Minutes(Number):
    """How long something lasts, typed with or without its unit (`90`, `两天`)."""

    def read_typed(self, turn: Turn[Any, Any]) -> int | Problem:
        length = read_length(turn.typed())
        if length is None:
            return super().read_typed(turn)
        minutes = length // timedelta(minutes=1)
        if self.least <= minutes <= self.most:
            return minutes
        return Problem("sdk-bad-number", {"least": self.least, "most": self.most})

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[int], ...]:
        return tuple(Preset(str(each), self.shown(each), each) for each in self.values)

    def shown(self, value: Any) -> Words:
        return lasting_words(60 * value)


class OneOf(Field[Any]):
    """An option with few values, the usual one first: texts, or true and false."""

    def __init__(self, name: str, *, values: tuple[Any, ...]) -> None:
        super().__init__(name, option=True)
        self.values = values

    def read_detail(self, value: object, timezone: str, now: datetime) -> Any:
        if type(value) is type(self.values[0]) and value in self.values:
            return value
        raise self.refused(value, ", ".join(str(each).lower() for each in self.values))

    def shown(self, value: Any) -> Arg:
        return str(value).lower() if isinstance(value, bool) else str(value)


def Switch(name: str) -> OneOf:  # noqa: N802 - it stands among the fields
    """An option that is off, or on."""
    return OneOf(name, values=(False, True))


def before_words(seconds: int) -> Words:
    """“2 hours before”, in the largest unit that fits."""
    if not seconds:
        return text("sdk-not-before")
    return _in_units(seconds, "sdk-days-before", "sdk-hours-before", "sdk-minutes-before")


def lasting_words(seconds: int) -> Words:
    """“2 hours”, in the largest unit that fits; 0 is “now”."""
    return _in_units(seconds, "sdk-days", "sdk-hours", "sdk-minutes")


def _in_units(seconds: int, days: str, hours: str, minutes: str) -> Words:
    for key, length in ((days, 86_400), (hours, 3_600)):
        if seconds and seconds % length == 0:
            return text(key, n=seconds // length)
    return text(minutes, n=seconds // 60)
