"""Writing a bank as a Word document, in the way that `office_text` reads."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from service.core.people import Language
from service.questions.grammar.writing import SECTIONS, below
from service.questions.model import Question

_DIGITS = "零一二三四五六七八九"
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
            document.add_paragraph(f"{_section(sections)}{SECTIONS[kind]}")
        _add(document, f"{number}. {question.prompt}")
        if question.picture in pictures:
            document.add_picture(io.BytesIO(pictures[question.picture]), width=Mm(_PICTURE_WIDTH))
        for line in below(question, language):
            _add(document, line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add(document: Any, text: str) -> None:
    """One paragraph; line ends become breaks within it."""
    document.add_paragraph(text)


def _section(number: int) -> str:
    """`三、`; from a hundred on `第100部分：`."""
    if number >= 100:
        return f"第{number}部分："
    tens, ones = divmod(number, 10)
    ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return f"{ten}{_DIGITS[ones] if ones else ''}、"
