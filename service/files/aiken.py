"""The Aiken format: a question, its options `A. …`, and a line `ANSWER: B`.

https://docs.moodle.org/en/Aiken_format; every question is single choice and worth one point.
Chinese punctuation (`A、`, `答案：`) is accepted too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.files.bank_files import BankFile, Reading
from service.files.errors import RowError
from service.files.messages import Code
from service.files.workbooks import CONTROL
from service.questions.grammar.answers import letters_of
from service.questions.grammar.checks import MAX_OPTIONS, problems
from service.questions.model import Option, Question

ANSWER = re.compile(r"(?:ANSWER|答案)\s*[:：]\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"([A-Z])\s*[.)、．）]\s*(.*)")


def read_aiken(text: str, name: str) -> BankFile:
    """The questions of a bank. Raises `Unreadable` with every error, by line."""
    reading = _Aiken()
    for number, line in enumerate(text.split("\n"), 1):
        reading.take(number, line.strip())
    reading.end()
    return reading.bank.bank(name)


@dataclass(slots=True)
class _Aiken:
    """A bank being read; `_prompt` and `_options` belong to the current question."""

    bank: Reading = field(default_factory=Reading)
    _start: int = 0  # the line on which the current question begins
    _prompt: list[str] = field(default_factory=list)
    _options: list[str] = field(default_factory=list)
    _after_blank: bool = False
    _errors_before: int = 0  # number of errors at the end of the previous question

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
        """The current question should have ended."""
        if self._prompt or self._options:
            self._error(self._start, "no_answer_line")
            self._errors_before = len(self.bank.errors)
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
        letter = letters_of(written, self._options).upper()
        if self._options and letter not in letters:
            self._error(number, "unknown_answer", written, "/".join(letters))
        options = (Option(text, letter == each) for each, text in zip(letters, self._options,
                                                                      strict=True))  # fmt: skip
        question = Question("single", "\n".join(self._prompt), tuple(options))
        if len(self.bank.errors) == self._errors_before:
            self.bank.add(question, self._start or number)
        else:
            for problem in problems(question):
                if problem.code != "no_right":  # reported above, with the available letters
                    self.bank.errors.append(RowError.on_line(self._start or number, problem))
        self._errors_before = len(self.bank.errors)
        self._start, self._prompt, self._options = 0, [], []

    def _error(self, number: int, code: Code, detail: str = "", hint: str = "") -> None:
        self.bank.errors.append(RowError(number, "", code, detail, hint))
