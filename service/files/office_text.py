"""A paper as Chinese offices write it becomes questions.

    一、单选题（每题 2 分）
    1. 党的一大在哪里召开？（  ）
    A. 上海　　B. 北京　　C. 广州
    答案：A
    解析：一大会址在上海。

The answer may stand in a line of its own or in the brackets of the question （A）. A section says
the kind and the points; without one the kind follows from the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from service.core.questions import Option, Pair, Question, QuestionKind
from service.files.bank_files import BankFile, picture_name
from service.files.cells import as_float, split_number, split_pair, split_variants
from service.files.docx_text import Paragraph
from service.files.errors import RowError
from service.files.messages import Code
from service.files.office_lines import Begins, Field, OptionLine, Section, SectionKind, lines
from service.files.question_checks import MAX_POINTS, problems, true_or_false, whole_bank
from service.files.quiz_words import CREDIT_WORDS, CREDITS, LETTERS, TRUTH_WORDS
from service.files.records import normal

_BRACKET = re.compile(r"[(（]\s*([A-Za-z]{1,26}|√|×|✓|✗|对|错|正确|错误)\s*[)）]")
_BLANKS = re.compile(r"_{2,}|＿{2,}|[(（]\s*[)）]")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_TAGS = re.compile(r"[,，、;；\n]+")
_MARKED = re.compile(r"\s*[(（【\[](单选|多选|判断|填空|数值|排序|连线)题?[)）】\]]\s*")
_MARKS: dict[str, QuestionKind] = {
    "单选": "single", "多选": "several", "判断": "truefalse", "填空": "short", "数值": "number",
    "排序": "order", "连线": "match",
}  # fmt: skip


def read_office(paragraphs: Iterable[Paragraph], name: str) -> BankFile:
    """The bank. Raises `Unreadable` with every error, by paragraph."""
    reading = _Reading()
    for paragraph in paragraphs:
        reading.take(paragraph)
    reading.end()
    return BankFile(whole_bank(name, reading.questions, reading.errors), reading.pictures)


@dataclass(slots=True)
class _Draft:
    """A question while it is read."""

    start: int
    kind: SectionKind
    points: str | None
    prompt: list[str]
    options: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    last: str = "prompt"  # what a paragraph without a mark goes on with
    picture: str = ""


@dataclass(slots=True)
class _Reading:
    """A bank while it is read."""

    questions: list[Question] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    _section: Section = field(default_factory=lambda: Section(None, None))
    _draft: _Draft | None = None

    def take(self, paragraph: Paragraph) -> None:
        for line in lines(paragraph.text, paragraph.label):
            match line:
                case Section():
                    self.end()
                    self._section = line
                case Begins(text):
                    self.end()
                    kind, points = self._section.kind, self._section.points
                    self._draft = _Draft(paragraph.number, kind, points, [text])
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
        question, errors = finished(draft)
        self.errors.extend(errors)
        if question is not None:
            said = {each.code for each in errors}
            found = [each.on_line(draft.start) for each in problems(question)]
            self.errors.extend(each for each in found if each.code not in said and not errors)
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
        draft.options.append(text)
        draft.last = "option"

    def _field(self, number: int, name: str, text: str) -> None:
        draft = self._draft
        if draft is None:
            self._error(number, "no_question", text)
        elif name == "answer" and name in draft.fields and draft.fields[name] != text:
            self._error(number, "two_answers", draft.fields[name], text)
        else:
            draft.fields[name] = text
            draft.last = name

    def _words(self, number: int, text: str) -> None:
        """A paragraph without a mark: what stands before the first question is a heading."""
        draft = self._draft
        if draft is None or not text:
            return
        if draft.last == "prompt":
            draft.prompt.append(text)
        elif draft.last == "explanation":
            draft.fields["explanation"] += f"\n{text}"
        else:
            self._error(number, "stray_text", text)

    def _picture(self, number: int, content: bytes) -> None:
        draft, stored = self._draft, picture_name(content)
        if stored == "big_picture":
            self._error(number, "big_picture", hint="500")
        elif stored == "unknown_picture":
            self._error(number, "unknown_picture")
        elif draft is not None:
            if draft.picture not in ("", stored):
                self._error(number, "many_pictures")
            draft.picture = stored
            self.pictures[stored] = content

    def _error(self, number: int, code: Code, detail: str = "", hint: str = "") -> None:
        self.errors.append(RowError(number, "", code, detail, hint))


def finished(draft: _Draft) -> tuple[Question | None, list[RowError]]:
    """The question of a draft, and what can't be understood in it."""
    errors: list[RowError] = []

    def wrong(code: Code, detail: str = "", hint: str = "") -> None:
        errors.append(RowError(draft.start, "", code, detail, hint))

    prompt = "\n".join(draft.prompt)
    answer = draft.fields.get("answer", "")
    kind = draft.kind
    if kind is None and (marked := _MARKED.match(prompt)):
        kind, prompt = _MARKS[marked[1]], prompt[marked.end() :]
    if not answer and kind not in ("short", "match", "order", "number"):
        prompt, answer = _from_bracket(prompt)
    if kind == "essay":
        wrong("essay")
        return None, errors
    known = _kind(kind, draft.options, answer)
    if not answer and known not in ("order", "match"):
        wrong("no_answer")
        return None, errors
    for problem in _answer_problems(known, prompt, draft.options, answer):
        wrong(*problem)
    for problem in _field_problems(draft):
        wrong(*problem)
    return (None, errors) if errors else (_question(draft, known, prompt, answer), errors)


def _from_bracket(prompt: str) -> tuple[str, str]:
    """The prompt with empty brackets, and the answer that stood in them."""
    found = list(_BRACKET.finditer(prompt))
    if not found:
        return prompt, ""
    last = found[-1]
    return f"{prompt[: last.start()]}（　）{prompt[last.end() :]}", last[1]


def _kind(said: SectionKind, options: list[str], answer: str) -> QuestionKind:
    """The kind that the section names, or the one that options and answer look like."""
    if said not in (None, "choice", "essay"):
        return said  # type: ignore[return-value]  # mypy does not narrow by `in`
    if options:
        truths = [TRUTH_WORDS.get(normal(each)) for each in options]
        if truths == [True, False]:
            return "truefalse"
        return "several" if len(_letters(answer)) > 1 else "single"
    return "truefalse" if normal(answer) in TRUTH_WORDS else "short"


def _letters(answer: str) -> str:
    plain = unicodedata.normalize("NFKC", answer).rstrip(".。")
    return _BETWEEN.sub("", plain).casefold()


Wrong = tuple[Code, str, str]


def _answer_problems(
    kind: QuestionKind, prompt: str, options: list[str], answer: str
) -> Iterator[Wrong]:
    offered = "".join(LETTERS[: len(options)])
    match kind:
        case "single" | "several" if len(options) >= 2:
            if not 0 < len(set(_letters(answer)) & set(offered)) == len(set(_letters(answer))):
                yield "unknown_answer", answer, "/".join(offered).upper()
        case "truefalse":
            if normal(answer.rstrip("。.")) not in TRUTH_WORDS:
                yield "unknown_answer", answer, "对/错, true/false"
        case "order":
            if answer and sorted(_letters(answer)) != sorted(offered):
                yield "bad_order", answer, offered.upper()[::-1]
        case "number":
            if None in split_number(answer):
                yield "bad_number", answer, ""
        case "match":
            yield from (("bad_pair", each, "") for each in options if split_pair(each) is None)
        case "short":
            if len(_BLANKS.findall(prompt)) > 1:
                yield "cloze", "", ""


def _field_problems(draft: _Draft) -> Iterator[Wrong]:
    fields = draft.fields
    points = fields.get("points", "")
    if points and as_float(points.removesuffix("分").strip()) is None:
        yield "bad_points", points, str(MAX_POINTS)
    if fields.get("credit") and normal(fields["credit"]) not in CREDIT_WORDS:
        yield "unknown_credit", fields["credit"], ", ".join(CREDITS["zh-CN"].values())
    if fields.get("difficulty") and fields["difficulty"] not in ("1", "2", "3", "4", "5"):
        yield "bad_difficulty", fields["difficulty"], ""
    if fields.get("tolerance") and as_float(fields["tolerance"]) is None:
        yield "bad_tolerance", fields["tolerance"], ""


def _question(draft: _Draft, kind: QuestionKind, prompt: str, answer: str) -> Question:
    fields, texts = draft.fields, draft.options
    points = fields.get("points", "").removesuffix("分").strip() or draft.points or "1"
    number, within = split_number(answer) if kind == "number" else (None, 0)
    tolerance = as_float(fields["tolerance"]) if fields.get("tolerance") else within
    pairs = [split_pair(text) or ("", "") for text in texts] if kind == "match" else []
    return Question(
        kind,
        prompt.strip(),
        options=_options(fields, kind, prompt, texts, answer),
        points=as_float(points) or 0,
        explanation=fields.get("explanation", ""),
        credit=CREDIT_WORDS.get(normal(fields.get("credit", "")), "all_or_nothing"),
        items=_items(texts, answer) if kind == "order" else (),
        pairs=tuple(Pair(left, right) for left, right in pairs if left),
        decoys=tuple(right for left, right in pairs if not left),
        accepted=split_variants(answer) if kind == "short" else (),
        number=number,
        tolerance=tolerance or 0,
        picture=draft.picture,
        tags=tuple(each.strip() for each in _TAGS.split(fields.get("tags", "")) if each.strip()),
        difficulty=int(fields.get("difficulty", "") or 0),
        id=fields.get("id", ""),
    )


def _options(
    fields: dict[str, str], kind: QuestionKind, prompt: str, texts: list[str], answer: str
) -> tuple[Option, ...]:
    if kind == "truefalse":
        true = TRUTH_WORDS[normal(answer.rstrip("。."))]
        usual = true_or_false(prompt, true=true)
        texts = texts or [option.text for option in usual]
        right = "a" if true else "b"
    elif kind in ("single", "several"):
        right = _letters(answer)
    else:
        return ()
    return tuple(
        Option(text, letter in right, fields.get(f"feedback_{letter}", ""))
        for letter, text in zip(LETTERS, texts, strict=False)
    )


def _items(texts: list[str], answer: str) -> tuple[str, ...]:
    order = [LETTERS.index(each) for each in _letters(answer)]
    return tuple(texts[each] for each in order) if order else tuple(texts)
