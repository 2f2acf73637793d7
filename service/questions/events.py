"""The event that a file of questions has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.core.events import SystemEvent
from service.questions.model import Question


@dataclass(frozen=True, slots=True)
class BankRead(SystemEvent):
    """A file of questions that the activity asked to be read (`effects.ReadFile`).

    `problems`: for each language the lines that say what is wrong; `questions`: those that nothing
    is wrong with. Under "" nothing is known but that the file could not be fetched. `picture`: the
    file is one, which is stored under this name. `notes`: for each language, what was left out of
    the file, and what else is told about it.
    """

    name: str
    questions: tuple[Question, ...] = ()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picture: str = ""
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
