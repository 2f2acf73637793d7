"""The Aiken format: a question, its options `A. …`, and a line `ANSWER: B`.

https://docs.moodle.org/en/Aiken_format; every question is single choice and gives one point. The
marks of Chinese typing (`A、`, `答案：`) are understood as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.files.bank_files import whole_bank
from service.files.errors import RowError
from service.files.messages import Code
from service.files.workbooks import CONTROL
from service.questions.grammar.checks import MAX_OPTIONS, problems
from service.questions.model import Option, Question

ANSWER = re.compile(r"(?:ANSWER|答案)\s*[:：]\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"([A-Z])\s*[.)、．）]\s*(.*)")


def read_aiken(text: str, name: str) -> tuple[Question, ...]:
    """The questions of a bank. Raises `Unreadable` with every error, by line."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        reading.take(number, line.strip())
    reading.end()
    return whole_bank(name, reading.questions, reading.errors).questions


@dataclass(slots=True)
class _Reading:
    """A bank while it is read; `_prompt` and `_options` belong to the question at hand."""

    questions: list[Question] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    _start: int = 0  # the line on which the question at hand begins
    _prompt: list[str] = field(default_factory=list)
    _options: list[str] = field(default_factory=list)
    _after_blank: bool = False
    _errors_before: int = 0  # how many there were when the question before was over

    def take(self, number: int, line: str) -> None:
        if CONTROL.search(line):
            self._error(number, "control")
        if not line:
            self._after_blank = True
            return
        if answer := ANSWER.fullmatch(line):
            self._answer(number, answer[1].strip())
        elif (option := _OPTION.fullmatch(line)) and self._expects_options(option[1]):
            self._option(number, option[1], option[2])
        else:
            self._text(number, line)
        self._after_blank = False

    def end(self) -> None:
        """The question at hand should have been over."""
        if self._prompt or self._options:
            self._error(self._start, "no_answer_line")
            self._errors_before = len(self.errors)
        self._prompt, self._options = [], []

    def _expects_options(self, letter: str) -> bool:
        """Whether a line `U. S. history` is an option rather than the question itself."""
        return bool(self._options) or (letter == "A" and bool(self._prompt))

    def _option(self, number: int, letter: str, text: str) -> None:
        if len(self._options) == MAX_OPTIONS:
            self._error(number, "many_options", hint=str(MAX_OPTIONS))
            return
        expected = chr(ord("A") + len(self._options))
        if letter != expected:
            self._error(number, "option_order", letter, expected)
        self._options.append(text)

    def _text(self, number: int, line: str) -> None:
        if self._options and self._after_blank:
            self.end()
        elif self._options:
            self._error(number, "stray_text", line)
            return
        if not self._prompt:
            self._start = number
        self._prompt.append(line)

    def _answer(self, number: int, written: str) -> None:
        letters = [chr(ord("A") + index) for index in range(len(self._options))]
        letter = written.upper().rstrip(".。")
        if self._options and letter not in letters:
            self._error(number, "unknown_answer", written, "/".join(letters))
        options = (Option(text, letter == each) for each, text in zip(letters, self._options,
                                                                      strict=True))  # fmt: skip
        question = Question("single", "\n".join(self._prompt), tuple(options))
        for problem in problems(question):
            if problem.code != "no_right":  # said above, with the letters there are
                self.errors.append(RowError.on_line(self._start or number, problem))
        if len(self.errors) == self._errors_before:
            self.questions.append(question)
        self._errors_before = len(self.errors)
        self._start, self._prompt, self._options = 0, [], []

    def _error(self, number: int, code: Code, detail: str = "", hint: str = "") -> None:
        self.errors.append(RowError(number, "", code, detail, hint))
