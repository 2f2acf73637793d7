"""Reports as files: Markdown, docx and JSON. All words come rendered, and none of
them is markup."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from typing import Any

from service.core.message import Cell, Dated, Document, Heading, Paragraph, Table
from service.core.texts import plain
from service.files.packages import settled
from service.files.workbooks import CONTROL

_FONTS = {
    "Normal": "宋体",
    "Title": "黑体",
    **{f"Heading {n}": "黑体" for n in (1, 2, 3)},
}  # fonts for ideographs
_MARKS = re.compile(r"[\\`*_\[\]<>&#~|$^@{}]")
_LINE_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)  # would become a link


# -- Markdown


def to_markdown(document: Document) -> str:
    """The report in CommonMark with GitHub's tables; it ends with a newline."""
    parts = [f"# {_one_line(plain(document.title))}"]
    for block in document.blocks:
        match block:
            case Heading(words, level):
                parts.append(f"#{'#' * level} {_one_line(plain(words))}")
            case Paragraph(words):
                parts.append(_paragraphs(plain(words)))
            case Table():
                parts.append(_table(_squared(block)))
    return "\n\n".join(part for part in parts if part) + "\n"


def escape_markdown(text: str) -> str:
    """One line of text so that it reads as it was written, wherever it stands."""
    text = _MARKS.sub(r"\\\g<0>", CONTROL.sub("", text))
    text = _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)
    return _ADDRESS.sub(r"\\\g<0>", text)


def _one_line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _paragraphs(text: str) -> str:
    """Line breaks are kept, as are the spaces that begin a line."""
    lines = []
    for line in CONTROL.sub("", text).strip().splitlines():
        words = line.strip()
        indent = len(line.rstrip()) - len(words)
        lines.append("\u00a0" * indent + escape_markdown(words))
    paragraphs = re.split(r"\n{2,}", "\n".join(lines))
    return "\n\n".join(each.replace("\n", "\\\n") for each in paragraphs)


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(rows[0])}")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return "<br>".join(escape_markdown(" ".join(line.split())) for line in text.splitlines())


def _squared(table: Table) -> list[list[str]]:
    """Header and rows, all as long as the longest."""
    rows = [[_as_words(cell) for cell in row] for row in (table.header, *table.rows)]
    width = max(1, *(len(row) for row in rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _as_words(cell: Cell) -> str:
    return plain(cell.words) if isinstance(cell, Dated) else str(cell)


# -- JSON


def to_json(document: Document) -> bytes:
    """The report for programs: under each heading what it says, each table as rows by their
    headings. Numbers stay numbers, and times are ISO 8601 on the clocks of whom they concern."""
    root: dict[str, Any] = {"title": plain(document.title), "content": []}
    open_: list[dict[str, Any]] = [root]
    for block in document.blocks:
        match block:
            case Heading(words, level):
                part = {"title": plain(words), "content": []}
                del open_[level:]
                open_[-1]["content"].append(part)
                open_.append(part)
            case Paragraph(words):
                open_[-1]["content"].append(plain(words))
            case Table():
                heads = [plain(each) for each in block.header]
                rows = [dict(zip(heads, map(_as_data, row), strict=False)) for row in block.rows]
                open_[-1]["content"].append(rows)
    return json.dumps(root, ensure_ascii=False, indent=1).encode()


def _as_data(cell: Cell) -> str | float:
    if isinstance(cell, Dated):
        return (cell.at.date() if cell.day else cell.at).isoformat()
    return cell if isinstance(cell, int | float) else plain(cell)


# -- docx


def to_docx(report: Document) -> bytes:
    """The report as a Word document, A4. Characters that XML can't hold are dropped."""
    import docx
    from docx.shared import Mm

    title = plain(report.title)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _set_fonts(document)
    _set_properties(document, title)
    document.add_heading(_clean(title), level=0)
    for block in report.blocks:
        match block:
            case Heading(words, level):
                document.add_heading(_clean(plain(words)), level=level)
            case Paragraph(words):
                document.add_paragraph(_clean(plain(words)))
            case Table():
                _add_table(document, _squared(block))
    content = io.BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _clean(text: str) -> str:
    return CONTROL.sub("", text)


def _set_fonts(document: Any) -> None:
    """Chinese fonts, as the template of python-docx brings Japanese ones."""
    from docx.oxml.ns import qn

    for style, font in _FONTS.items():
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(attribute), None)
        for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(attribute), "Calibri")
        fonts.set(qn("w:eastAsia"), font)


def _set_properties(document: Any, title: str) -> None:
    properties = document.core_properties
    properties.title = _clean(title)[:255]  # OPC allows no more
    properties.author = "OrgLife"
    properties.comments = ""


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for number, (filled, row) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(filled.cells, row, strict=True):
            run = cell.paragraphs[0].add_run(_clean(text))
            run.bold = number == 0 or None
