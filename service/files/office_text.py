"""A paper as Chinese offices write it becomes questions.

    一、单选题（每题 2 分）
    1. 党的一大在哪里召开？（  ）
    A. 上海　　B. 北京　　C. 广州
    答案：A
    解析：一大会址在上海。

What the lines are, and what a question makes of them, is told in `service.questions.grammar`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from service.files.bank_files import BankFile, picture_name, whole_bank
from service.files.docx_text import Paragraph
from service.files.errors import RowError
from service.files.messages import Code
from service.questions.grammar.draft import Draft, finished
from service.questions.grammar.lines import Begins, Field, OptionLine, Section, lines
from service.questions.grammar.words import LETTERS
from service.questions.model import Question


def read_office(paragraphs: Iterable[Paragraph], name: str) -> BankFile:
    """The bank. Raises `Unreadable` with every error, by paragraph."""
    reading = _Reading()
    for paragraph in paragraphs:
        reading.take(paragraph)
    reading.end()
    return whole_bank(name, reading.questions, reading.errors, reading.pictures)


@dataclass(slots=True)
class _Reading:
    """A bank while it is read."""

    questions: list[Question] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    _section: Section = field(default_factory=lambda: Section(None, None))
    _draft: Draft | None = None
    _start: int = 0  # the paragraph in which the question at hand begins
    _errors_before: int = 0  # how many there were then

    def take(self, paragraph: Paragraph) -> None:
        for line in lines(paragraph.text, paragraph.label):
            match line:
                case Section():
                    self.end()
                    self._section = line
                case Begins(text):
                    self.end()
                    kind, points = self._section.kind, self._section.points
                    self._draft = Draft((text,), kind=kind, points=points)
                    self._start, self._errors_before = paragraph.number, len(self.errors)
                case OptionLine(letter, text):
                    self._option(paragraph.number, letter, text)
                case Field(name, text):
                    self._field(paragraph.number, name, text)
                case _:
                    self._words(paragraph.number, line.text)
        for content in paragraph.pictures:
            self._picture(paragraph.number, content)

    def end(self) -> None:
        """The question at hand is over."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        question, found = finished(draft)
        self.errors.extend(RowError.on_line(self._start, each) for each in found)
        if question is not None and len(self.errors) == self._errors_before:
            self.questions.append(question)

    def _option(self, number: int, letter: str, text: str) -> None:
        draft = self._draft
        if draft is None:
            self._error(number, "no_question", text)
            return
        expected = LETTERS[min(len(draft.options), len(LETTERS) - 1)]
        if letter and letter != expected:
            self._error(number, "option_order", letter.upper(), expected.upper())
        if len(draft.options) == len(LETTERS):
            self._error(number, "many_options", hint=str(len(LETTERS)))
            return
        self._draft = draft.with_option(len(draft.options), text)

    def _field(self, number: int, name: str, text: str) -> None:
        draft = self._draft
        if draft is None:
            self._error(number, "no_question", text)
        elif name == "answer" and name in draft.fields and draft.fields[name] != text:
            self._error(number, "two_answers", draft.fields[name], text)
        else:
            self._draft = draft.with_field(name, text)

    def _words(self, number: int, text: str) -> None:
        """A paragraph without a mark: what stands before the first question is a heading."""
        draft = self._draft
        if draft is None or not text:
            return
        longer = draft.continued(text)
        if longer is None:
            self._error(number, "stray_text", text)
        else:
            self._draft = longer

    def _picture(self, number: int, content: bytes) -> None:
        draft, stored = self._draft, picture_name(content)
        if stored == "big_picture":
            self._error(number, "big_picture", hint="500")
        elif stored == "unknown_picture":
            self._error(number, "unknown_picture")
        elif draft is not None:
            if draft.picture not in ("", stored):
                self._error(number, "many_pictures")
            self._draft = replace(draft, picture=stored)
            self.pictures[stored] = content

    def _error(self, number: int, code: Code, detail: str = "", hint: str = "") -> None:
        self.errors.append(RowError(number, "", code, detail, hint))
