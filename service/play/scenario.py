"""A scenario: who does what and when, and what shall come of it.

It is read from a TOML file (`service.play.loading`); config/sample/theme-day.toml is an example
that tells everything there is, config/sample/scenarios has one for each group of features.
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
from service.core.talks import TalkRules
from service.questions.model import Question


class ScenarioError(ValueError):
    """The file can't be played. `problems`: one line each, naming the file, the key or the step,
    and what is allowed."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Press:
    """Take the newest choice whose label is or holds `label`, of a message that holds `of`."""

    label: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """Write `words`, as an answer to the newest message that holds `reply_to`."""

    words: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Edit one's own newest message that holds `words`."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Take back one's own newest message that holds `words`."""

    words: str


@dataclass(frozen=True, slots=True)
class Attach:
    """Send a file with these words, as an answer to the newest message that holds `reply_to`."""

    file: Path
    words: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Like:
    """Put an approving reaction on the newest message that holds `words`, or take it back."""

    words: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Begin:
    """Start an activity without the chat, as a plan does. `unit`: a name; "": that of `who`."""

    kind: str
    unit: str
    details: Mapping[str, Any] = field(default_factory=dict)


Act = Press | Say | Change | Delete | Attach | Like | Begin

What = Literal["said", "edited", "deleted", "marked"]
"""What can become of a message."""
WHATS: tuple[What, ...] = get_args(What)

FLAGS = tuple(each.name for each in fields(Capabilities) if each.type == "bool")
NEEDS = (*FLAGS, "edit")
"""What a platform can have or lack: capabilities, and whether people can edit what they said."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something to be seen in a chat: words in a message, its choices or the names of its files.

    `room`: a branch's room; None: the private chat of `who`. `what`: only if just this became of
    the message; None: anything that makes its words appear. `file`: the words stand in a file
    whose name ends so. Without words: anything at all that OrgLife says there.
    """

    holds: str
    who: str
    room: str | None
    what: What | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. What it expects must appear between the last step that did something (this one,
    as a rule) and the next."""

    number: int
    at: datetime
    who: str = ""
    room: str | None = None
    act: Act | None = None
    begins: bool = True  # whether something is done, or time passes: what is seen counts from here
    expect: tuple[Sight, ...] = ()
    not_expect: tuple[Sight, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an activity shall have come to. None or empty: anything will do.

    `activity`: its kind, or its title. `ranking`, `participants` and `reminders` are complete;
    `scores`, `statuses`, `replies` and `times` name those who matter.
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
    """`timezone`: the clocks on which the file names its times, and those of the rooms.
    `language`: that of the rooms and of the report. `capabilities`: what its platform can do.
    `needs`: what any platform must have (of `NEEDS`), or the scenario can't be played there."""

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
    talks: TalkRules = TalkRules()  # noqa: RUF009 - it is frozen
    needs: tuple[str, ...] = ()
