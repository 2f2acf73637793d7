"""A bank read from a file, and what a format can't represent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from service.core.people import Language
from service.files.errors import RowError, Unreadable, listed, refusal
from service.files.messages import Code
from service.questions.grammar.checks import MAX_TAG, MAX_TAGS, Problem, problems
from service.questions.grammar.draft import Draft, finished
from service.questions.model import Question

MAX_PICTURE = 500_000  # bytes
MAX_QUESTIONS = 1_000

PictureProblem = Literal["big_picture", "unknown_picture"]


@dataclass(frozen=True, slots=True)
class BankFile:
    """Questions, and the content of their pictures by name. `notes`: what else is told about the
    file: parts that were left out, questions that stand in it twice."""

    questions: tuple[Question, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[RowError, ...] = ()

    def told(self, language: Language) -> tuple[str, ...]:
        """The notes, as far as they are short enough to be read."""
        return listed(self.notes, language)


class UnfitError(Unreadable):
    """A file is rejected because of some of its questions; `good` holds the others."""

    def __init__(self, name: str, errors: Sequence[RowError], good: BankFile) -> None:
        super().__init__(name, errors)
        self.good = good


@dataclass(frozen=True, slots=True)
class Written:
    """A bank as a file. `lost`: for each question (from 1) the parts the format can't represent."""

    content: bytes
    lost: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def picture_name(content: bytes) -> str | PictureProblem:
    """The name under which a picture is stored, or why it can't be stored."""
    if len(content) > MAX_PICTURE:
        return "big_picture"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        ending = "png"
    elif content.startswith(b"\xff\xd8\xff"):
        ending = "jpg"
    else:
        return "unknown_picture"
    return f"{hashlib.sha256(content).hexdigest()[:40]}.{ending}"


def differences(written: Question, read: Question) -> tuple[str, ...]:
    """The parts of a question that read back differently: what the format has lost."""
    plain = replace(written, version=read.version, retired=read.retired)
    if plain == read:
        return ()
    parts = ("kind", "prompt", "options", "points", "explanation", "credit", "items", "pairs",
             "decoys", "accepted", "number", "tolerance", "picture", "tags", "difficulty",
             "id")  # fmt: skip
    return tuple(part for part in parts if getattr(plain, part) != getattr(read, part))


def all_differences(
    written: Sequence[Question], read: Sequence[Question]
) -> dict[int, tuple[str, ...]]:
    """For each question (from 1) the parts that read back differently."""
    found = {
        number: differences(mine, theirs)
        for number, (mine, theirs) in enumerate(zip(written, read, strict=True), 1)
    }
    return {number: parts for number, parts in found.items() if parts}


@dataclass(slots=True)
class Reading:
    """A bank while it is read, from whatever format: what is right of it, and what is told.

    `notes`: what was left out without harm, such as an essay; `rows`: where each question stands,
    by name of the sheet and number. `locate` says where a problem is.
    """

    questions: list[Question] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    sheet: str = ""
    locate: Callable[[int, Problem], RowError] = RowError.on_line
    _seen: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)

    def take(
        self,
        draft: Draft,
        row: int,
        errors: Sequence[RowError] = (),
        told: Collection[str] = (),
        *,
        whole: bool = True,
    ) -> None:
        """The question of a draft. `errors`: those that are known already; `told`: the columns they
        speak of; `whole`: every part of it could be read."""
        question, found = finished(draft)
        spare = {each.column for each in found if each.code in _SPARE}
        if spare:
            kept = {name: value for name, value in draft.fields.items() if name not in spare}
            self._note(row, (each for each in found if each.code in _SPARE))
            question, found = finished(replace(draft, fields=kept))
        if any(each.code == "essay" for each in found) and not errors:
            self._note(row, found)
            return
        wrong = [*errors, *(self._at(row, each) for each in found if each.column not in told)]
        self.errors.extend(sorted(wrong, key=_place))
        if question is not None and whole and not errors:
            self._keep(question, row)

    def add(self, question: Question, row: int) -> None:
        """A question as it was read; what is wrong with it is told."""
        found = list(problems(question))
        spare = [each for each in found if each.code in _SPARE]
        if spare:
            self._note(row, spare)
            question = replace(question, tags=_fit(question.tags),
                               difficulty=question.difficulty if 0 <= question.difficulty <= 5
                               else 0)  # fmt: skip
            found = list(problems(question))
        self.errors.extend(self._at(row, each) for each in found)
        if not found:
            self._keep(question, row)

    def bank(self, name: str, nothing: Code = "empty") -> BankFile:
        """The questions of a file without errors. Raises `UnfitError`, which holds those that are
        right; `nothing`: the reason where there is no question at all."""
        counted = Counter(each.id for each in self.questions if each.id)
        twice = {key for key, count in counted.items() if count > 1}
        self.errors.extend(RowError(0, "", "duplicate_id", key) for key in sorted(twice))
        right = tuple(each for each in self.questions if each.id not in twice)
        notes = tuple(sorted(self.notes, key=lambda each: (each.sheet, each.row)))
        good = BankFile(right, self.pictures, notes)
        if self.errors:
            raise UnfitError(name, self.errors, good)
        if not right:
            raise Unreadable(name, notes) if notes else refusal(name, nothing)
        if len(right) > MAX_QUESTIONS:
            raise refusal(name, "too_many_questions", hint=str(MAX_QUESTIONS))
        return good

    def _keep(self, question: Question, row: int) -> None:
        asked = (question.kind, "".join(question.prompt.split()), question.picture,
                 *sorted(each.text for each in question.options))  # fmt: skip
        before = self._seen.setdefault(asked, (self.sheet, row))
        if before != (self.sheet, row) or (row == 0 and question in self.questions):
            where = f"{before[0]} {before[1]}".strip() if before[0] != self.sheet else before[1]
            said = Problem("", "duplicate_question", question.prompt, str(where))
            self._note(row, (said,))
        self.questions.append(question)

    def _note(self, row: int, found: Iterable[Problem]) -> None:
        self.notes.extend(self._at(row, each) for each in found)

    def _at(self, row: int, problem: Problem) -> RowError:
        return replace(self.locate(row, problem), sheet=self.sheet)


_ORDER = ("prompt", "points", "explanation")


def _place(error: RowError) -> tuple[int, int, str]:
    """In the order in which a row, or the lines of a question, are gone through."""
    last = error.column in ("answer", "tolerance")
    known = _ORDER.index(error.column) if error.column in _ORDER else len(_ORDER)
    return error.row, len(_ORDER) + 1 if last else known, error.column


_SPARE = frozenset({"bad_difficulty", "bad_tag"})
"""What no question needs."""


def _fit(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        each for each in tags if len(each) <= MAX_TAG and "," not in each and "，" not in each
    )[:MAX_TAGS]
