"""Word documents as offices write them, for tests."""

from __future__ import annotations

import io
from typing import Any


def paper(*paragraphs: str | tuple[str, str]) -> bytes:
    """A document of these paragraphs; a pair is a style and its text."""
    from docx import Document

    document: Any = Document()
    for each in paragraphs:
        if isinstance(each, tuple):
            document.add_paragraph(each[1], style=each[0])
        else:
            document.add_paragraph(each)
    return saved(document)


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def numbered(*lists: tuple[str, list[str]]) -> bytes:
    """A document in which Word makes the numbers: ("decimal" | "upperLetter" | …, paragraphs);
    "" for paragraphs without any."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = Document()
    part = document.part.numbering_part.element
    for position, (form, paragraphs) in enumerate(lists):
        number = str(900 + position)
        if form:
            abstract = OxmlElement("w:abstractNum")
            abstract.set(qn("w:abstractNumId"), number)
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), "0")
            shown = OxmlElement("w:numFmt")
            shown.set(qn("w:val"), form)
            level.append(shown)
            abstract.append(level)
            part.insert(0, abstract)
            used = OxmlElement("w:num")
            used.set(qn("w:numId"), number)
            points_to = OxmlElement("w:abstractNumId")
            points_to.set(qn("w:val"), number)
            used.append(points_to)
            part.append(used)
        for text in paragraphs:
            paragraph = document.add_paragraph(text)
            if form:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = int(number)
    return saved(document)
