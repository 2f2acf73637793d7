"""What one paragraph of a paper is, as Chinese offices write papers: the beginning of a section or
of a question, options, an answer, an explanation, or one of the other fields of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from service.questions.grammar.words import LETTERS
from service.questions.model import QuestionKind

SectionKind = QuestionKind | Literal["choice", "essay"] | None

_NUMERALS = "〇零一二三四五六七八九十百"
_SECTION = re.compile(
    rf"(?:第\s*[{_NUMERALS}\d]+\s*部分[:：]?|[(（][{_NUMERALS}]+[)）]\s*[、．.]?"
    rf"|[{_NUMERALS}]+\s*[、．.:：])\s*(.*)",
    re.DOTALL,
)
_QUESTION = re.compile(
    r"(?:第\s*\d{1,4}\s*题\s*[.．、:：]?|[(（]\s*\d{1,4}\s*[)）]|\d{1,4}\s*[.．、)）](?!\d))\s*(.*)",
    re.DOTALL,
)
_OPTION = re.compile(r"[(（]?([A-Z])\s*[)）.．、:：]\s*(.*)", re.DOTALL)
_FIELD = re.compile(
    r"[【\[]?\s*(参考答案|正确答案|标准答案|答案解析|答案|解析|解释|说明|题型|分值|难度|标签|知识点|标识|"
    r"计分方式|误差|反馈[A-Z]|answer|explanation|kind|points|difficulty|tags|id|credit|tolerance|"
    r"feedback [A-Z])\s*(?:[】\]]\s*[:：]?|[:：])\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_SECOND_FIELD = re.compile(r"\s*(?:【解析】|\[解析\]|(?<=[\s。；;])(?:答案)?解析[:：])")
_FIELDS: Mapping[str, str] = {
    "参考答案": "answer", "正确答案": "answer", "标准答案": "answer", "答案": "answer",
    "答案解析": "explanation", "解析": "explanation", "解释": "explanation", "说明": "explanation",
    "题型": "kind", "分值": "points", "难度": "difficulty", "标签": "tags", "知识点": "tags",
    "标识": "id", "计分方式": "credit", "误差": "tolerance",
}  # fmt: skip
_KIND_WORDS: tuple[tuple[str, SectionKind], ...] = (
    ("不定项", "several"), ("多项选择", "several"), ("多选", "several"), ("单项选择", "single"),
    ("单选", "single"), ("选择", "choice"), ("判断", "truefalse"), ("是非", "truefalse"),
    ("填空", "short"), ("数值", "number"), ("排序", "order"), ("连线", "match"), ("匹配", "match"),
    ("配对", "match"), ("简答", "essay"), ("论述", "essay"), ("名词解释", "essay"),
    ("问答", "essay"), ("案例", "essay"), ("材料", "essay"), ("作文", "essay"),
    ("several", "several"), ("multiple answers", "several"), ("true", "truefalse"),
    ("single", "single"), ("multiple choice", "choice"), ("short", "short"), ("number", "number"),
    ("order", "order"), ("match", "match"), ("essay", "essay"),
)  # fmt: skip
_EACH = re.compile(
    r"每\s*小?\s*[题空]\s*(\d{1,4}(?:\.\d{1,2})?)\s*分|(\d{1,4}(?:\.\d{1,2})?) points? each"
)


@dataclass(frozen=True, slots=True)
class Section:
    """Where questions of one kind begin. `points`: of each; None where that is not said."""

    kind: SectionKind
    points: str | None


@dataclass(frozen=True, slots=True)
class Begins:
    """A question begins."""

    text: str


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option; `letter` is in lower case, "" when Word made it."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Another part of the question; `name` is a key of the table of questions."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph that is none of these: it goes on with what was before."""

    text: str


Line = Section | Begins | OptionLine | Field | Words


def lines(text: str, label: str = "") -> Iterator[Line]:
    """What the paragraph says, in order; several options may stand on one line."""
    if label[:1].isascii() and label[:1].isdigit():
        yield Begins(text)
        return
    if label[:1].isascii() and label[:1].isalpha():
        yield from _options("", text)
        return
    if (section := _section(f"{label}{text}")) is not None:
        yield section
    elif field := _FIELD.fullmatch(text):
        yield from _fields(field[1], field[2])
    elif option := _OPTION.fullmatch(text):
        yield from _options(option[1].lower(), option[2])
    elif question := _QUESTION.fullmatch(text):
        yield Begins(question[1])
    else:
        yield Words(text)


def _section(text: str) -> Section | None:
    found = _SECTION.fullmatch(text)
    if found is None or "\n" in text or len(text) > 120:
        return None
    said = found[1].casefold()
    kind = next((kind for word, kind in _KIND_WORDS if word in said[:16]), None)
    points = _EACH.search(said)
    if kind is None and points is None:
        return None
    return Section(kind, (points[1] or points[2]) if points else None)


def _fields(name: str, text: str) -> Iterator[Field]:
    """A field; after an answer its explanation may stand on the same line."""
    key = _FIELDS.get(name, name.casefold().replace(" ", "_"))
    if name.startswith("反馈"):
        key = f"feedback_{name[-1].lower()}"
    if key == "answer" and (second := _SECOND_FIELD.search(text)):
        yield Field(key, text[: second.start()].strip())
        yield Field("explanation", text[second.end() :].strip())
    else:
        yield Field(key, text)


def _options(letter: str, text: str) -> Iterator[OptionLine]:
    """One option, or several on one line: `A. one  B. two  C. three`."""
    while letter and letter != LETTERS[-1]:
        following = LETTERS[LETTERS.index(letter) + 1]
        mark = rf"(?:(?<=\s)|(?<=[;；]))[(（]?{following.upper()}\s*[)）.．、:：]\s*"
        match = re.search(mark, text)
        if match is None:
            break
        yield OptionLine(letter, text[: match.start()].strip().rstrip(";；").strip())
        letter, text = following, text[match.end() :]
    yield OptionLine(letter, text.strip())
