"""A scenario: who does what and when, and the expected outcome.

It is read from a TOML file (`service.play.loading`); config/sample/theme-day.toml is an example
with every feature; config/sample/scenarios has one for each group of features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from service.core.access import Rules
from service.core.calendar import QuietHours
from service.core.capabilities import Capabilities
from service.core.people import Language, RosterRow
from service.questions.model import Question


class ScenarioError(ValueError):
    """The file can't be played. `problems`: one line each, naming the file, the key or the step,
    and what is allowed."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Press:
    """Tap the newest choice whose label is or contains `label`, of a message that contains `of`."""

    label: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """Send `words`, in reply to the newest message that contains `reply_to`."""

    words: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Edit the person's newest message that contains `words`."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete the person's newest message that contains `words`."""

    words: str


@dataclass(frozen=True, slots=True)
class Attach:
    """Send a file with this text, in reply to the newest message that contains `reply_to`."""

    file: Path
    words: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Like:
    """Add an approving reaction to the newest message that contains `words`, or remove it."""

    words: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Begin:
    """Start an activity without a dialogue, as a plan does. `unit`: a name; "": that of `who`."""

    kind: str
    unit: str
    details: Mapping[str, Any] = field(default_factory=dict)


Act = Press | Say | Change | Delete | Attach | Like | Begin

What = Literal["said", "edited", "deleted", "marked"]
"""What can happen to a message."""
WHATS: tuple[What, ...] = get_args(What)

FLAGS = tuple(each.name for each in fields(Capabilities) if each.type == "bool")
NEEDS = (*FLAGS, "edit")
"""What a platform can have or lack: capabilities, and whether people can edit their messages."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that must appear in a chat: text in a message, its choices or the names of its
    files.

    `room`: a branch's room; None: the private chat of `who`. `what`: what must have happened to the
    message; None: anything that makes its text appear. `file`: the text is in a file whose name
    ends like this. Without text: any message of OrgLife there.
    """

    holds: str
    who: str
    room: str | None
    what: What | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. What it expects must appear between the last step that did something (usually this
    one) and the next."""

    number: int
    at: datetime
    who: str = ""
    room: str | None = None
    act: Act | None = None
    begins: bool = True  # whether something is done or time passes: what appears counts from here
    expect: tuple[Sight, ...] = ()
    not_expect: tuple[Sight, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The expected outcome of an activity. None or empty: anything.

    `activity`: its kind, or its title. `ranking`, `participants` and `reminders` are complete;
    `scores`, `statuses`, `replies` and `times` may name only some people.
    """

    activity: str
    phase: str | None = None
    ranking: tuple[str, ...] | None = None
    participants: tuple[str, ...] | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    replies: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)
    reminders: Mapping[str, tuple[datetime, ...]] | None = None


@dataclass(frozen=True, slots=True)
class BankFile:
    """A bank of questions, for a unit and those below it."""

    name: str
    unit: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`timezone`: of the times in the file, and of the rooms. `language`: of the rooms and of the
    report. `capabilities`: of its platform. `needs`: what any platform must have (of `NEEDS`), or
    the scenario can't be played there. `settings`: of kinds with a table of their own, by kind."""

    file: Path
    title: str
    start: datetime
    timezone: str
    language: Language
    people: tuple[RosterRow, ...]
    banks: tuple[BankFile, ...]
    capabilities: Capabilities
    quiet: QuietHours
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    rules: Rules = Rules()  # noqa: RUF009 - it is frozen
    settings: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
