"""What makes a question fit to be asked, whatever file it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core.questions import Option, Question
from service.files.errors import RowError, Unreadable, refusal
from service.files.messages import Code

MAX_QUESTIONS = 1_000
MAX_OPTIONS = 26  # they are named by the letters A to Z
MAX_POINTS = 1_000
MAX_PROMPT = 4_000  # characters, of an explanation too
MAX_OPTION = 500  # characters

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question; `column` is where a table would hold it."""

    column: str
    code: Code
    detail: str = ""
    hint: str = ""

    def at(self, row: int) -> RowError:
        """In a row of a table."""
        return RowError(row, self.column, self.code, self.detail, self.hint)

    def on_line(self, line: int) -> RowError:
        """In a text, which has no columns."""
        return RowError(line, "", self.code, self.detail, self.hint)


def problems(question: Question) -> Iterator[Problem]:
    """Everything that is wrong with the question."""
    yield from _text_problems(question)
    if not 1 <= question.points <= MAX_POINTS:
        yield Problem("points", "bad_points", str(question.points), str(MAX_POINTS))
    yield from _option_problems(question)
    if len(question.options) < 2:
        return  # what is right can't be told yet
    right = len(question.right)
    if right == 0:
        yield Problem("answer", "no_right")
    elif right > 1 and question.kind != "several":
        yield Problem("answer", "several_right", str(right))


def _text_problems(question: Question) -> Iterator[Problem]:
    if not question.prompt:
        yield Problem("prompt", "missing")
    for column, text in (("prompt", question.prompt), ("explanation", question.explanation)):
        if len(text) > MAX_PROMPT:
            yield Problem(column, "too_long", hint=str(MAX_PROMPT))


def _option_problems(question: Question) -> Iterator[Problem]:
    count = len(question.options)
    if count < 2:
        yield Problem("options", "few_options")
    if count > MAX_OPTIONS:
        yield Problem("options", "many_options", hint=str(MAX_OPTIONS))
    elif question.kind == "truefalse" and count > 2:
        yield Problem("options", "not_truefalse")
    seen: set[str] = set()
    for index, option in enumerate(question.options[:MAX_OPTIONS]):
        column = f"option_{chr(ord('a') + index)}"
        if not option.text:
            yield Problem(column, "missing")
        elif option.text in seen:
            yield Problem(column, "duplicate_option", option.text)
        if len(option.text) > MAX_OPTION:
            yield Problem(column, "too_long", hint=str(MAX_OPTION))
        seen.add(option.text)


def true_or_false(prompt: str, *, true: bool) -> tuple[Option, Option]:
    """The two options of a true/false question, in the language of its prompt."""
    labels = ("正确", "错误") if _IDEOGRAPH.search(prompt) else ("True", "False")
    return Option(labels[0], true), Option(labels[1], not true)


def whole_bank(
    name: str, questions: Sequence[Question], errors: Sequence[RowError]
) -> tuple[Question, ...]:
    """The questions of a file, if nothing is wrong with any. Raises `Unreadable`."""
    if errors:
        raise Unreadable(name, errors)
    if not questions:
        raise refusal(name, "empty")
    if len(questions) > MAX_QUESTIONS:
        raise refusal(name, "too_many_questions", hint=str(MAX_QUESTIONS))
    return tuple(questions)
