"""The content of a sent file, as plain text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from service.core.message import File
from service.files.docx_text import read_docx


def read(file: File) -> str:
    """The text of a document, the cells of a workbook (a line per row, with tabs), any other text
    unchanged; "" if there is none."""
    if file.name.endswith(".docx"):
        return "\n".join(each.text for each in read_docx(file.content, file.name))
    if file.name.endswith(".xlsx"):
        return _workbook(file.content)
    if file.name.endswith(".ics"):
        return _decoded(file.content).replace("\r\n ", "")  # long lines are folded
    return _decoded(file.content)


def _workbook(content: bytes) -> str:
    from openpyxl import load_workbook

    rows = (row for sheet in load_workbook(BytesIO(content)) for row in sheet.values)
    return "\n".join("\t".join(map(_cell, row)) for row in rows)


def _cell(value: object) -> str:
    """A cell as it is shown: a date as `2026-11-30`, with its time if it has one."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return "" if value is None else str(value)


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""
