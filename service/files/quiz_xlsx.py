"""A bank of questions as a table: one question a row, from xlsx or csv, and back to xlsx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.core.people import Language
from service.core.questions import Option, Question, QuestionKind
from service.files.errors import RowError
from service.files.question_checks import (
    MAX_POINTS,
    Problem,
    problems,
    true_or_false,
    whole_bank,
)
from service.files.quiz_examples import EXAMPLES, NOTES
from service.files.quiz_words import (
    COLUMNS,
    KIND_WORDS,
    KINDS,
    LETTERS,
    REQUIRED,
    TRUTH_WORDS,
    TRUTHS,
)
from service.files.records import Record, normal, to_records
from service.files.sheets import read_sheet
from service.files.writing import Layout, write_workbook

_POINTS = re.compile(r"(\d{1,6}) ?(?:分|points?)?")
_BETWEEN_LETTERS = re.compile(r"[\s,，、;；和及&+/|.]+")
_TEMPLATE_OPTIONS = 6
_WIDTHS = {"kind": 12, "prompt": 48, "answer": 10, "points": 8, "explanation": 48}
_OPTION_WIDTH = 20


# -- reading


def read_table(data: bytes, name: str) -> tuple[Question, ...]:
    """The questions of a table. Raises `Unreadable` with every error, by row and column."""
    records = to_records(read_sheet(data, name), name, COLUMNS, REQUIRED)
    questions: list[Question] = []
    errors: list[RowError] = []
    for record in records.rows:
        found = list(_unreadable(record))
        kind = KIND_WORDS.get(normal(record["kind"]))
        if kind is not None:
            question = _question(record, kind)
            # An answer that can't be understood makes no option right: that was said already.
            said = {each.column for each in found}
            found.extend(each for each in problems(question) if each.column not in said)
            questions.append(question)
        errors.extend(each.at(record.row) for each in found)
    return whole_bank(name, questions, records.with_errors(errors))


def _question(record: Record, kind: QuestionKind) -> Question:
    """The question of a row, as far as its cells can be understood."""
    texts = _option_texts(record)
    if kind == "truefalse":
        true = TRUTH_WORDS.get(normal(record["answer"]), True)
        usual = true_or_false(record["prompt"], true=true)
        texts = texts or [option.text for option in usual]
        right = "a" if true else "b"
    else:
        right = _letters(record["answer"])
    points = _POINTS.fullmatch(record["points"])
    return Question(
        kind,
        record["prompt"],
        tuple(Option(text, letter in right) for letter, text in zip(LETTERS, texts, strict=False)),
        int(points[1]) if points else 1,
        record["explanation"],
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


def _unreadable(record: Record) -> Iterator[Problem]:
    """The cells that can't be understood at all."""
    kind = KIND_WORDS.get(normal(record["kind"]))
    if not record["kind"]:
        yield Problem("kind", "missing")
    elif kind is None:
        yield Problem("kind", "unknown_kind", record["kind"], _kinds())
    if record["points"] and not _POINTS.fullmatch(record["points"]):
        yield Problem("points", "bad_points", record["points"], str(MAX_POINTS))
    texts = _option_texts(record)
    for letter, text in zip(LETTERS, texts, strict=False):
        if not text:
            yield Problem(f"option_{letter}", "option_gap")
    if kind == "truefalse" and _swapped(texts):
        yield Problem("options", "truefalse_order")
    if not record["answer"]:
        yield Problem("answer", "missing")
    elif kind is not None:
        yield from _answer_problem(record["answer"], kind, len(texts))


def _answer_problem(answer: str, kind: QuestionKind, options: int) -> Iterator[Problem]:
    if kind == "truefalse":
        if normal(answer) not in TRUTH_WORDS:
            yield Problem("answer", "unknown_answer", answer, "对/错, true/false")
    elif options >= 2:
        offered = LETTERS[:options]
        if not _letters(answer) or set(_letters(answer)) - set(offered):
            yield Problem("answer", "unknown_answer", answer, "/".join(offered).upper())


def _swapped(texts: Sequence[str]) -> bool:
    """Whether the option "false" is named before "true"."""
    meanings = [TRUTH_WORDS.get(normal(text)) for text in texts[:2]]
    return meanings[:1] == [False] or meanings[1:] == [True]


def _kinds() -> str:
    return ", ".join(f"{KINDS['zh-CN'][kind]}/{KINDS['en'][kind]}" for kind in KINDS["en"])


# -- writing


def write_questions(
    path: Path, questions: Sequence[Question], language: Language = "zh-CN"
) -> None:
    """Write the questions to an xlsx file that `read_table` reads back as they are."""
    widest = max((len(question.options) for question in questions), default=0)
    write_workbook(path, _layout(questions, language, max(widest, _TEMPLATE_OPTIONS)))


def write_template(path: Path, language: Language = "zh-CN") -> None:
    """Write an xlsx file to fill in, with one example of each kind and a sheet that explains."""
    layout = _layout(EXAMPLES[language], language, _TEMPLATE_OPTIONS)
    write_workbook(path, layout, notes=NOTES[language])


def _layout(questions: Sequence[Question], language: Language, options: int) -> Layout:
    keys = ["kind", "prompt", *(f"option_{each}" for each in LETTERS[:options])]
    keys += ["answer", "points", "explanation"]
    return Layout(
        title={"zh-CN": "题库", "en": "Questions"}[language],
        header=[COLUMNS[key][0 if language == "zh-CN" else 1] for key in keys],
        rows=[_row(question, language, options) for question in questions],
        widths=[_WIDTHS.get(key, _OPTION_WIDTH) for key in keys],
        choices={0: tuple(KINDS[language].values())},
    )


def _plain_points(points: float) -> int | float:
    return int(points) if points == int(points) else points


def _row(question: Question, language: Language, options: int) -> list[str | float]:
    texts = [option.text for option in question.options]
    if question.options == true_or_false(question.prompt, true=question.options[0].correct):
        texts = []  # the usual words go without saying
    answer = "".join(LETTERS[index].upper() for index in sorted(question.right))
    if question.kind == "truefalse":
        answer = TRUTHS[language][0 if question.options[0].correct else 1]
    padded = texts + [""] * (options - len(texts))
    return [
        KINDS[language][question.kind],
        question.prompt,
        *padded,
        answer,
        _plain_points(question.points),
        question.explanation,
    ]
