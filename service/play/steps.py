"""The steps of a scenario, as its file tells them: what is done, and what shall be seen then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from service.core.calendar import shown
from service.play.clock_spec import later, moment
from service.play.reading import (
    Reading,
    UnreadableError,
    a_moment,
    a_text,
    one_of,
    plain,
    table_of,
)
from service.play.scenario import (
    WHATS,
    Act,
    Attach,
    Begin,
    Change,
    Delete,
    Like,
    Press,
    Say,
    Sight,
    Step,
)
from service.runtime.registry import installed_workflows

ACTS: Mapping[str, tuple[str, ...]] = {  # what goes with each act
    "press": ("room", "of"),
    "say": ("room", "reply_to"),
    "edit": ("room", "to"),
    "delete": ("room",),
    "attach": ("room", "words", "reply_to"),
    "like": ("room",),
    "unlike": ("room",),
    "start": ("unit", "details"),
}
WITH_ACTS = ("room", "of", "reply_to", "to", "words", "unit", "details")
STEP = ("at", "after", "who", *ACTS, *WITH_ACTS, "expect", "not_expect")
_SIGHT = ("holds", "who", "room", "what", "file")


@dataclass(frozen=True, slots=True)
class Named:
    """The names that a file may use: of people, of units, and of those with a room."""

    people: tuple[str, ...]
    units: tuple[str, ...]
    rooms: tuple[str, ...]


class Steps:
    """Reads the steps of one file. `folder`: where the files lie that are sent."""

    def __init__(self, folder: Path, timezone: str, named: Named) -> None:
        self._folder = folder
        self._timezone = timezone
        self._named = named

    def read(self, tables: Iterable[Reading], start: datetime) -> tuple[Step, ...]:
        """What could be read; problems have been noted."""
        steps: list[Step] = []
        now = start
        for number, reading in enumerate(tables, 1):
            now = self._at(reading, now)
            try:
                steps.append(self._step(reading, number, now))
            except UnreadableError:
                continue
        return tuple(steps)

    def _at(self, step: Reading, now: datetime) -> datetime:
        if "at" in step and "after" in step:
            step.problem("at", "can't be combined with after; use one of them")
        at = step.take("at", lambda given: moment(a_moment(given), now, self._timezone), now)
        at = step.take("after", lambda given: later(a_text(given), at, self._timezone), at)
        return shown(at, self._timezone)

    def _step(self, step: Reading, number: int, at: datetime) -> Step:
        acts = [name for name in ACTS if name in step]
        if len(acts) > 1:
            step.problem(acts[1], f"can't be combined with {acts[0]}; a step does one thing")
        act = acts[0] if acts else None
        for key in WITH_ACTS:
            if key in step and (act is None or key not in ACTS[act]):
                step.problem(key, f"can't be used with {act or 'a step without an action'}")
        who = step.need("who", one_of(self._named.people)) if act else ""
        if "who" in step and not act:
            step.problem("who", f"needs an action; allowed: {', '.join(ACTS)}")
        room = step.take("room", one_of(self._named.rooms), None)
        return Step(
            number=number,
            at=at,
            who=who,
            room=room,
            act=self._act(step, act) if act else None,
            begins=bool(act or "at" in step or "after" in step),
            expect=self._sights(step, "expect", who, room),
            not_expect=self._sights(step, "not_expect", who, room),
        )

    def _act(self, step: Reading, act: str) -> Act:
        if act == "start":
            unit = step.take("unit", one_of(self._named.units), "")
            details: dict[str, Any] = step.take("details", table_of(a_text, plain), {})
            kinds = tuple(each.kind for each in installed_workflows() if not each.singleton)
            return Begin(step.need("start", one_of(kinds)), unit, details)
        if act == "attach":
            file = step.need("attach", self._a_file)
            return Attach(file, step.take("words", a_text, ""), step.take("reply_to", a_text, ""))
        words = step.need(act, a_text)
        made: dict[str, Callable[[], Act]] = {
            "press": lambda: Press(words, step.take("of", a_text, "")),
            "say": lambda: Say(words, step.take("reply_to", a_text, "")),
            "edit": lambda: Change(words, step.need("to", a_text)),
            "delete": lambda: Delete(words),
            "like": lambda: Like(words),
            "unlike": lambda: Like(words, taken_back=True),
        }
        return made[act]()

    def _a_file(self, value: Any) -> Path:
        file = self._folder / a_text(value)
        if not file.is_file():
            raise ValueError("a file path relative to the scenario's folder")
        return file

    # -- what is seen

    def _sights(self, step: Reading, key: str, who: str, room: str | None) -> tuple[Sight, ...]:
        """`"words"` in the chat of the act, a table that names another chat, or a list of both."""
        found = []
        for each in step.take(key, _several, []):
            if isinstance(each, str):
                bare = Reading({"holds": each}, _SIGHT, "", [])
                found.append(self._sight(step, bare, who, room))
                continue
            reading = step.inside(each, _SIGHT, key)
            if key == "expect" and "holds" not in reading and "file" not in reading:
                reading.problem("holds", "is missing; allowed: text in quotes")
            found.append(self._sight(reading, reading, who, room))
        return tuple(found)

    def _sight(self, step: Reading, sight: Reading, who: str, room: str | None) -> Sight:
        if "who" in sight and "room" in sight:
            sight.problem("room", "can't be combined with who; use one of them")
        if "who" in sight or "room" in sight:
            who = sight.take("who", one_of(self._named.people), "")
            room = sight.take("room", one_of(self._named.rooms), None)
        elif not who:
            step.problem("", "say where: who = a person's private chat, or room = a room")
            raise UnreadableError
        what = sight.take("what", one_of(WHATS), None)
        file = sight.take("file", a_text, "")
        return Sight(sight.take("holds", a_text, ""), who, room, what, file)


def _several(value: Any) -> list[str | dict[str, Any]]:
    several = value if isinstance(value, list) else [value]
    if all((isinstance(each, str) and each.strip()) or isinstance(each, dict) for each in several):
        return several
    raise ValueError('text in quotes, a table { who = "…", holds = "…" }, or a list of these')
