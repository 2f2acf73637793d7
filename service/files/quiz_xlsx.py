"""Reading a bank of questions from a table: one question a row, from xlsx or csv."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.files.bank_files import whole_bank
from service.files.errors import RowError
from service.files.quiz_columns import COLUMNS, REQUIRED
from service.files.records import Record, to_records
from service.files.sheets import read_sheet
from service.questions.grammar.cells import as_float, split_number, split_pair, split_variants
from service.questions.grammar.checks import (
    MAX_POINTS,
    Problem,
    problems,
    true_or_false,
)
from service.questions.grammar.words import (
    CREDIT_WORDS,
    CREDITS,
    KIND_HINT,
    KIND_WORDS,
    LETTERS,
    TRUTH_WORDS,
    normal,
)
from service.questions.model import Option, Pair, Question, QuestionKind

_POINTS = re.compile(r"(\d{1,6}(?:\.\d{1,2})?) ?(?:分|points?)?")
_BETWEEN_LETTERS = re.compile(r"[\s,，、;；和及&+/|.]+")
_BETWEEN_TAGS = re.compile(r"[,，、;；\n]+")


def read_table(data: bytes, name: str) -> tuple[Question, ...]:
    """The questions of a table. Raises `Unreadable` with every error, by row and column."""
    records = to_records(read_sheet(data, name), name, COLUMNS, REQUIRED)
    questions: list[Question] = []
    errors: list[RowError] = []
    bad = {each.row for each in records.errors}
    for record in records.rows:
        found = list(_unreadable(record))
        kind = KIND_WORDS.get(normal(record["kind"]))
        if kind is not None:
            question = _question(record, kind)
            # An answer that can't be understood makes no option right: that was said already.
            said = {each.column for each in found}
            found.extend(each for each in problems(question) if each.column not in said)
            if not found and record.row not in bad:
                questions.append(question)
        errors.extend(RowError.in_row(record.row, each) for each in found)
    return whole_bank(name, questions, records.with_errors(errors)).questions


def _question(record: Record, kind: QuestionKind) -> Question:
    """The question of a row, as far as its cells can be understood."""
    points = _POINTS.fullmatch(record["points"])
    texts = _option_texts(record)
    number, tolerance = _number(record) if kind == "number" else (None, 0)
    pairs = [split_pair(text) or ("", "") for text in texts] if kind == "match" else []
    return Question(
        kind,
        record["prompt"],
        options=_options(record, kind, texts),
        points=as_float(points[1]) or 0 if points else 1,
        explanation=record["explanation"],
        credit=CREDIT_WORDS.get(normal(record["credit"]), "all_or_nothing"),
        items=_items(record["answer"], texts) if kind == "order" else (),
        pairs=tuple(Pair(left, right) for left, right in pairs if left),
        decoys=tuple(right for left, right in pairs if not left),
        accepted=split_variants(record["answer"]) if kind == "short" else (),
        number=number,
        tolerance=tolerance or 0,
        tags=tuple(each.strip() for each in _BETWEEN_TAGS.split(record["tags"]) if each.strip()),
        difficulty=int(as_float(record["difficulty"]) or 0),
        id=record["id"],
    )


def _options(record: Record, kind: QuestionKind, texts: Sequence[str]) -> tuple[Option, ...]:
    if kind == "truefalse":
        true = TRUTH_WORDS.get(normal(record["answer"]), True)
        usual = true_or_false(record["prompt"], true=true)
        texts = texts or [option.text for option in usual]
        right = "a" if true else "b"
    elif kind in ("single", "several"):
        right = _letters(record["answer"])
    else:
        return ()
    return tuple(
        Option(text, letter in right, record[f"feedback_{letter}"])
        for letter, text in zip(LETTERS, texts, strict=False)
    )


def _option_texts(record: Record) -> list[str]:
    """The options up to the last that is filled in."""
    texts = [record[f"option_{letter}"] for letter in LETTERS]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _letters(answer: str) -> str:
    """`A, C` and `AC` as `ac`."""
    return _BETWEEN_LETTERS.sub("", answer).casefold()


def _items(answer: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The items in their right order: as the answer names them, or as they stand."""
    order = [LETTERS.index(each) for each in _letters(answer) if each in LETTERS[: len(texts)]]
    whole = sorted(order) == list(range(len(texts)))
    return tuple(texts[each] for each in order) if whole else tuple(texts)


def _number(record: Record) -> tuple[float | None, float | None]:
    number, within = split_number(record["answer"])
    return number, as_float(record["tolerance"]) if record["tolerance"] else within


def _unreadable(record: Record) -> Iterator[Problem]:
    """The cells that can't be understood at all."""
    kind = KIND_WORDS.get(normal(record["kind"]))
    if not record["kind"]:
        yield Problem("kind", "missing")
    elif kind is None:
        yield Problem("kind", "unknown_kind", record["kind"], KIND_HINT)
    if record["points"] and not _POINTS.fullmatch(record["points"]):
        yield Problem("points", "bad_points", record["points"], str(MAX_POINTS))
    if record["credit"] and normal(record["credit"]) not in CREDIT_WORDS:
        allowed = ", ".join((*CREDITS["zh-CN"].values(), *CREDITS["en"].values()))
        yield Problem("credit", "unknown_credit", record["credit"], allowed)
    if record["difficulty"] and record["difficulty"] not in ("1", "2", "3", "4", "5"):
        yield Problem("difficulty", "bad_difficulty", record["difficulty"])
    texts = _option_texts(record)
    for letter, text in zip(LETTERS, texts, strict=False):
        if not text:
            yield Problem(f"option_{letter}", "option_gap")
        elif kind == "match" and split_pair(text) is None:
            yield Problem(f"option_{letter}", "bad_pair", text)
    if kind == "truefalse" and _swapped(texts):
        yield Problem("options", "truefalse_order")
    yield from _answer_problem(record, kind, len(texts))


def _answer_problem(record: Record, kind: QuestionKind | None, options: int) -> Iterator[Problem]:
    answer, offered = record["answer"], LETTERS[:options]
    if kind == "match":
        return
    if kind == "order":
        if answer and sorted(_letters(answer)) != list(offered):
            yield Problem("answer", "bad_order", answer, "".join(offered).upper()[::-1])
        return
    if not answer:
        yield Problem("answer", "missing")
    elif kind == "truefalse":
        if normal(answer) not in TRUTH_WORDS:
            yield Problem("answer", "unknown_answer", answer, "对/错, true/false")
    elif kind == "number":
        yield from _number_problem(record)
    elif kind in ("single", "several") and options >= 2 and not _offered(answer, offered):
        yield Problem("answer", "unknown_answer", answer, "/".join(offered).upper())


def _offered(answer: str, offered: Sequence[str]) -> bool:
    """Whether the answer names options that are there, and nothing else."""
    letters = _letters(answer)
    return bool(letters) and set(letters) <= set(offered)


def _number_problem(record: Record) -> Iterator[Problem]:
    number, tolerance = _number(record)
    if number is None:
        yield Problem("answer", "bad_number", record["answer"])
    if tolerance is None:
        yield Problem("tolerance", "bad_tolerance", record["tolerance"])


def _swapped(texts: Sequence[str]) -> bool:
    """Whether the option "false" is named before "true"."""
    meanings = [TRUTH_WORDS.get(normal(text)) for text in texts[:2]]
    return meanings[:1] == [False] or meanings[1:] == [True]
