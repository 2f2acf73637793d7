"""A bank as it is read from a file, and what a file can't carry."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from service.files.errors import RowError, Unreadable, refusal
from service.questions.model import Question

MAX_PICTURE = 500_000  # bytes
MAX_QUESTIONS = 1_000

PictureProblem = Literal["big_picture", "unknown_picture"]


@dataclass(frozen=True, slots=True)
class BankFile:
    """Questions, and the content of their pictures by name."""

    questions: tuple[Question, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


class UnfitError(Unreadable):
    """A file is refused for some of its questions; `good` holds the others."""

    def __init__(self, name: str, errors: Sequence[RowError], good: BankFile) -> None:
        super().__init__(name, errors)
        self.good = good


@dataclass(frozen=True, slots=True)
class Written:
    """A bank as a file. `lost`: for each question (from 1) the parts the format can't carry."""

    content: bytes
    lost: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def picture_name(content: bytes) -> str | PictureProblem:
    """The name under which a picture is stored, or why it can't be."""
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
    """The parts of a question that came back otherwise: what a format has lost."""
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
    """For each question (from 1) what came back otherwise."""
    found = {
        number: differences(mine, theirs)
        for number, (mine, theirs) in enumerate(zip(written, read, strict=True), 1)
    }
    return {number: parts for number, parts in found.items() if parts}


def whole_bank(
    name: str,
    questions: Sequence[Question],
    errors: Sequence[RowError],
    pictures: Mapping[str, bytes] | None = None,
) -> BankFile:
    """The questions of a file, if there is no error in it. `questions`: those that nothing is
    wrong with. Raises `UnfitError`, which holds them."""
    counted = Counter(each.id for each in questions if each.id)
    twice = {key for key, count in counted.items() if count > 1}
    # Which rows they stand in is not known here any more.
    errors = [*errors, *(RowError(0, "", "duplicate_id", key) for key in sorted(twice))]
    good = BankFile(tuple(each for each in questions if each.id not in twice), pictures or {})
    if errors:
        raise UnfitError(name, errors, good)
    if not questions:
        raise refusal(name, "empty")
    if len(questions) > MAX_QUESTIONS:
        raise refusal(name, "too_many_questions", hint=str(MAX_QUESTIONS))
    return good
