"""Questions and banks of them: what a quiz is made of, and what importers deliver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal["single", "several", "truefalse"]


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    correct: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A true/false question has exactly two options, "true" first.

    `points` are given in full for exactly the right set of options, else none.
    """

    kind: QuestionKind
    prompt: str
    options: tuple[Option, ...]
    points: int = 1
    explanation: str = ""

    @property
    def right(self) -> frozenset[int]:
        """The indexes of the correct options."""
        return frozenset(i for i, option in enumerate(self.options) if option.correct)


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of questions of one unit."""

    id: int
    unit: int
    name: str
    questions: tuple[Question, ...]
