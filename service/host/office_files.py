"""Tables of the pages for offices as files, through what writes all tables."""

from __future__ import annotations

import re

from service.core.office import Sheet
from service.files.workbooks import CONTROL
from service.files.writing import Layout, table_to_csv, to_workbook

_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_WIDE = 24  # characters of a column
_LONGEST = 31  # characters of a sheet's name


def to_file(sheet: Sheet, ending: str) -> bytes:
    """The table as `xlsx` or `csv`. Every text is text in a spreadsheet, never a formula."""
    if ending == "csv":
        return table_to_csv(sheet.header, sheet.rows)
    name = _FORBIDDEN.sub(" ", CONTROL.sub("", sheet.criteria)).strip(" '")[:_LONGEST]
    widths = [_WIDE] * len(sheet.header)
    return to_workbook(Layout(name, sheet.header, sheet.rows, widths), [sheet.criteria])
