"""Effects of who makes question banks: a file is read, a bank is kept."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.effects import Effect
from service.questions.model import Question


@dataclass(frozen=True, slots=True)
class ReadFile(Effect):
    """Have a file read that a person sent; the activity gets what is in it as `BankRead`, on
    behalf of that person. `account` and `file_id`: where it is found; `name`: the file's."""

    person: int
    account: str
    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class KeepBank(Effect):
    """Bring the unit's question bank of this name to these questions (see `questions.banks`)."""

    unit: int
    name: str
    questions: tuple[Question, ...]
