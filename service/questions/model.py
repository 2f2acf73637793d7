"""Questions and banks of them: what a quiz is made of, and what importers deliver."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

QuestionKind = Literal["single", "several", "truefalse", "short", "number", "order", "match"]
KINDS: tuple[QuestionKind, ...] = (
    "single", "several", "truefalse", "short", "number", "order", "match"
)  # fmt: skip
CHOICE_KINDS = frozenset({"single", "several", "truefalse"})
TYPED_KINDS = frozenset({"short", "number"})

Credit = Literal["all_or_nothing", "proportional", "right_minus_wrong"]
CREDITS: tuple[Credit, ...] = ("all_or_nothing", "proportional", "right_minus_wrong")
CREDIT_KINDS = frozenset({"several", "order", "match"})
"""The kinds that can be partly right."""

Answer = tuple[int, ...] | str
"""What someone answered, by the question's kind:

    single, several, truefalse   the indexes of the options taken, ascending
    order                        the indexes of the items, in the order they were put in
    match                        for each pair the index of its partner in `partners`
    short, number                what was typed
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; `feedback` is told to whoever took it."""

    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together in a matching question."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Which parts it has follows from its kind.

    `options`: of a choice; a true/false question has exactly two, "true" first.
    `items`: of an ordering, in their right order. `pairs` and `decoys` (partners of nothing): of a
    matching. `accepted`: the right short texts. `number` and `tolerance` (absolute): of a number.

    `points`: for a right answer, with at most two decimals. `credit` is the rule for an answer
    that is partly right: "all_or_nothing" gives nothing; "proportional" the share that is right,
    but nothing once a wrong option is among several; "right_minus_wrong" the share that is right
    less the share that is wrong, never below zero.

    `picture`: the name of a stored picture, its content's hash and its ending; "" for none.
    `difficulty`: 1 (easy) to 5; 0: not said. `id` is the same through all versions in a bank.
    """

    kind: QuestionKind
    prompt: str
    options: tuple[Option, ...] = ()
    points: float = 1
    explanation: str = ""
    credit: Credit = "all_or_nothing"
    items: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    decoys: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    number: float | None = None
    tolerance: float = 0
    picture: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    id: str = ""
    version: int = 1
    retired: bool = False

    @property
    def right(self) -> frozenset[int]:
        """The indexes of the correct options."""
        return frozenset(i for i, option in enumerate(self.options) if option.correct)

    @property
    def partners(self) -> tuple[str, ...]:
        """What the left sides of a matching question are matched with: each text once."""
        return tuple(dict.fromkeys([*(pair.right for pair in self.pairs), *self.decoys]))

    @property
    def worth(self) -> int:
        """The points in hundredths, as scores are counted."""
        return round(self.points * 100)


@dataclass(frozen=True, slots=True)
class Bank:
    """A named set of questions of one unit: those that are in use."""

    id: int
    unit: int
    name: str
    questions: tuple[Question, ...] = field(default=())


def arranged(question: Question, seed: str = "") -> tuple[int, ...]:
    """In which order the parts that are chosen from are shown: options as they stand, the items of
    an ordering and the partners of a matching mixed, never in the order that gives them away.

    The same question and seed give the same order.
    """
    if question.kind == "order":
        return mixed(len(question.items), f"{seed}|{question.prompt}")
    if question.kind == "match":
        return mixed(len(question.partners), f"{seed}|{question.prompt}")
    return tuple(range(len(question.options)))


def mixed(count: int, seed: str) -> tuple[int, ...]:
    """The numbers below `count` in an order that depends on the seed alone, and is not ascending
    where there are several."""
    numbers = shuffled(count, seed)
    return (*numbers[1:], numbers[0]) if count > 1 and numbers == tuple(range(count)) else numbers


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """The numbers below `count` in any order, each as likely as the others; it depends on the seed
    alone."""

    def lot(number: int) -> bytes:
        return hashlib.sha256(f"{seed}|{number}".encode()).digest()

    return tuple(sorted(range(count), key=lot))
