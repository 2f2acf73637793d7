"""What members report from time to time: a form of questions, each with the kind of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Answer = Literal["choice", "yes_no", "number", "text", "date"]
Every = Literal["day", "week", "month", "quarter"]
CONTACT = "contact"
"""Who is named as the one to turn to, among the readers of a report."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    id: str
    name: Named


@dataclass(frozen=True, slots=True)
class OnlyIf:
    """The earlier question whose answer is one of these: the id of an option, "yes" or "no"."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`name`: the head of its column. `ask`: the question itself. `kind`: what answers it.
    `options`: of a choice. `least`, `most`: the range of a number. `longest`: characters of a text.
    `only_if`: it is asked only after such an answer. `sensitive`: the answer is kept sealed, and
    asked for with a consent of its own."""

    id: str
    name: Named
    ask: Named
    kind: Answer
    options: tuple[Option, ...] = ()
    least: float | None = None
    most: float | None = None
    longest: int = 500
    only_if: OnlyIf | None = None
    sensitive: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be tapped as its answer; () where it is typed."""
        return YES_NO if self.kind == "yes_no" else tuple(each.id for each in self.options)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`every`: how often it is usually asked for. `who`: groups or standings that report; none:
    everybody. `readers`: roles, standings, posts or groups in the unit itself that read what was
    answered; "contact": the person who is named as contact. `answered`: the contact answers each
    report."""

    id: str
    name: Named
    questions: tuple[Question, ...]
    every: Every = "week"
    who: tuple[str, ...] = ()
    readers: tuple[str, ...] = ("secretary", CONTACT)
    answered: bool = False
    origin: Origin = field(default_factory=Origin)

    @property
    def sensitive(self) -> bool:
        """Whether an answer of it has to be sealed; then all of them are."""
        return any(each.sensitive for each in self.questions)

    def asked(self, answers: Mapping[str, str]) -> Iterator[Question]:
        """The questions that these answers leave to be asked, those answered included, in order."""
        open_: set[str] = set()
        for each in self.questions:
            wanted = each.only_if
            if wanted is not None and wanted.question not in open_:
                continue
            if wanted is None or answers.get(wanted.question) in wanted.answers:
                open_.add(each.id)
                yield each


YES_NO = ("yes", "no")
