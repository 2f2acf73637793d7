"""Writes a bank of questions as a table, xlsx or csv, and the template to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from service.core.people import Language
from service.files.quiz_columns import COLUMNS
from service.files.quiz_examples import EXAMPLES, NOTES
from service.files.writing import Layout, table_to_csv, to_workbook, write_workbook
from service.questions.grammar.cells import join_pair, join_variants
from service.questions.grammar.checks import true_or_false
from service.questions.grammar.words import CREDITS, KINDS, LETTERS, TRUTHS
from service.questions.model import CREDIT_KINDS, Question

Cell = str | int | float

_TEMPLATE_OPTIONS = 6
_WIDTHS = {"kind": 12, "prompt": 48, "answer": 10, "points": 8, "explanation": 48, "tolerance": 8,
           "credit": 12, "tags": 16, "difficulty": 8, "id": 14}  # fmt: skip
_OPTION_WIDTH = 20


def write_template(path: Path, language: Language = "zh-CN") -> None:
    """Write an xlsx file to fill in, with one example of each type and a sheet of instructions."""
    write_workbook(path, _layout(EXAMPLES[language], language), notes=NOTES[language])


def write_questions(
    path: Path, questions: Sequence[Question], language: Language = "zh-CN"
) -> None:
    """Write the questions to an xlsx file that `read_table` reads back unchanged."""
    write_workbook(path, _layout(questions, language))


def to_xlsx(questions: Sequence[Question], language: Language) -> bytes:
    return to_workbook(_layout(questions, language))


def to_csv(questions: Sequence[Question], language: Language) -> bytes:
    layout = _layout(questions, language)
    return table_to_csv(layout.header, layout.rows)


def _layout(questions: Sequence[Question], language: Language) -> Layout:
    keys = _keys(questions)
    return Layout(
        title={"zh-CN": "题库", "en": "Questions"}[language],
        header=[COLUMNS[key][0 if language == "zh-CN" else 1] for key in keys],
        rows=[_row(question, language, keys) for question in questions],
        widths=[_WIDTHS.get(key, _OPTION_WIDTH) for key in keys],
        choices={
            0: tuple(KINDS[language].values()),
            keys.index("credit"): tuple(CREDITS[language].values()),
        },
    )


def _keys(questions: Sequence[Question]) -> list[str]:
    """The columns; those for feedback and ids only if there are any."""
    widest = max((len(_parts(question)) for question in questions), default=0)
    said = [
        letter
        for index, letter in enumerate(LETTERS)
        if any(each.options[index : index + 1] and each.options[index].feedback
               for each in questions)
    ]  # fmt: skip
    keys = ["kind", "prompt"]
    keys += [f"option_{each}" for each in LETTERS[: max(widest, _TEMPLATE_OPTIONS)]]
    keys += ["answer", "tolerance", "points", "credit", "explanation", "tags", "difficulty"]
    keys += ["id"] if any(each.id for each in questions) else []
    return [*keys, *(f"feedback_{each}" for each in said)]


def _row(question: Question, language: Language, keys: Sequence[str]) -> list[Cell]:
    points = question.points
    cells: dict[str, Cell] = {
        "kind": KINDS[language][question.kind],
        "prompt": question.prompt,
        "answer": _answer(question, language),
        "tolerance": repr(question.tolerance) if question.tolerance else "",
        "points": int(points) if points == int(points) else points,
        "credit": CREDITS[language][question.credit] if question.kind in CREDIT_KINDS else "",
        "explanation": question.explanation,
        "tags": "，".join(question.tags),
        "difficulty": question.difficulty or "",
        "id": question.id,
    }
    for letter, part in zip(LETTERS, _parts(question), strict=False):
        cells[f"option_{letter}"] = part
    for letter, option in zip(LETTERS, question.options, strict=False):
        cells[f"feedback_{letter}"] = option.feedback
    return [cells.get(key, "") for key in keys]


def _parts(question: Question) -> list[str]:
    """The cells of the option columns."""
    if question.kind == "order":
        return list(question.items)
    if question.kind == "match":
        pairs = [join_pair(pair.left, pair.right) for pair in question.pairs]
        return pairs + [join_pair("", decoy) for decoy in question.decoys]
    usual = true_or_false(question.prompt, true=bool(question.right & {0}))
    texts = [option.text for option in question.options]
    # The usual words are left out.
    plain = question.kind == "truefalse" and texts == [option.text for option in usual]
    return [] if plain else texts


def _answer(question: Question, language: Language) -> str:
    match question.kind:
        case "truefalse":
            return TRUTHS[language][0 if question.options[0].correct else 1]
        case "short":
            return join_variants(question.accepted)
        case "number":
            return repr(question.number)
        case "order" | "match":
            return ""
        case _:
            return "".join(LETTERS[index].upper() for index in sorted(question.right))
