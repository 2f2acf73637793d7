"""Writing a bank as a Word document, in the way that `office_text` reads."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.core.people import Language
from service.core.questions import CREDIT_KINDS, Question, QuestionKind
from service.files.cells import join_pair, join_variants
from service.files.question_checks import true_or_false
from service.files.quiz_words import CREDITS, LETTERS, TRUTHS

_DIGITS = "零一二三四五六七八九"
_SECTIONS: Mapping[QuestionKind, str] = {
    "single": "单选题", "several": "多选题", "truefalse": "判断题", "short": "填空题",
    "number": "数值题", "order": "排序题", "match": "连线题",
}  # fmt: skip
_PICTURE_WIDTH = 80  # mm


def to_docx_bank(
    questions: Sequence[Question], pictures: Mapping[str, bytes], language: Language
) -> bytes:
    """The questions in their order, with a section wherever the kind changes."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    document.core_properties.author = "OrgLife"
    document.core_properties.comments = ""
    kind, sections = None, 0
    for number, question in enumerate(questions, 1):
        if question.kind != kind:
            kind, sections = question.kind, sections + 1
            document.add_paragraph(f"{_section(sections)}{_SECTIONS[kind]}")
        _add(document, f"{number}. {question.prompt}")
        if question.picture in pictures:
            document.add_picture(io.BytesIO(pictures[question.picture]), width=Mm(_PICTURE_WIDTH))
        for line in _below(question, language):
            _add(document, line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add(document: Any, text: str) -> None:
    """One paragraph; line ends become breaks within it."""
    document.add_paragraph(text)


def _below(question: Question, language: Language) -> Iterator[str]:
    for letter, part in zip(LETTERS, _parts(question), strict=False):
        yield f"{letter.upper()}. {part}"
    answer = _answer(question, language)
    if answer:
        yield f"答案：{answer}"
    if question.tolerance:
        yield f"误差：{question.tolerance!r}"
    if question.points != 1:
        yield f"分值：{question.points:g}"
    if question.kind in CREDIT_KINDS and question.credit != "all_or_nothing":
        yield f"计分方式：{CREDITS['zh-CN'][question.credit]}"
    for letter, option in zip(LETTERS, question.options, strict=False):
        if option.feedback:
            yield f"反馈{letter.upper()}：{option.feedback}"
    if question.tags:
        yield f"标签：{'，'.join(question.tags)}"
    if question.difficulty:
        yield f"难度：{question.difficulty}"
    if question.id:
        yield f"标识：{question.id}"
    if question.explanation:
        yield f"解析：{question.explanation}"


def _parts(question: Question) -> list[str]:
    if question.kind == "order":
        return list(question.items)
    if question.kind == "match":
        pairs = [join_pair(pair.left, pair.right) for pair in question.pairs]
        return pairs + [join_pair("", decoy) for decoy in question.decoys]
    texts = [option.text for option in question.options]
    usual = [option.text for option in true_or_false(question.prompt, true=True)]
    return [] if question.kind == "truefalse" and texts == usual else texts


def _answer(question: Question, language: Language) -> str:
    match question.kind:
        case "truefalse":
            return TRUTHS[language][0 if question.options[0].correct else 1]
        case "short":
            return join_variants(question.accepted)
        case "number":
            return repr(question.number)
        case "order":
            return "".join(LETTERS[: len(question.items)]).upper()
        case "match":
            return ""
        case _:
            return "".join(LETTERS[index].upper() for index in sorted(question.right))


def _section(number: int) -> str:
    """`三、`; from a hundred on `第100部分：`."""
    if number >= 100:
        return f"第{number}部分："
    tens, ones = divmod(number, 10)
    ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return f"{ten}{_DIGITS[ones] if ones else ''}、"
