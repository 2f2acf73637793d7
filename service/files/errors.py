"""Why a file is rejected: every error at once, each with its row and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.core.people import Language
from service.files.messages import COLUMNS, HEADING, MESSAGES, MORE, Code
from service.questions.grammar.checks import Problem

LONGEST_SHOWN = 60  # characters of a value quoted in an error
MOST_SHOWN = 15  # errors of a file; whoever has corrected them imports it again


@dataclass(frozen=True, slots=True)
class RowError:
    """One error in a file.

    `row`: from 1, as spreadsheets and editors count; 0: the file as a whole. `column`: a key of
    `COLUMNS`, or the letter of the column, or "" where there are none. `detail`: the wrong value.
    `hint`: what it conflicts with, or what is allowed. `sheet`: of a workbook with several.
    """

    row: int
    column: str
    code: Code
    detail: str = ""
    hint: str = ""
    sheet: str = ""

    @staticmethod
    def in_row(row: int, problem: Problem) -> RowError:
        """In a row of a table."""
        return RowError(row, problem.column, problem.code, problem.detail, problem.hint)

    @staticmethod
    def on_line(line: int, problem: Problem) -> RowError:
        """In a text, which has no columns."""
        return RowError(line, "", problem.code, problem.detail, problem.hint)

    def describe(self, language: Language) -> str:
        """One readable line: where, what, and what to do."""
        words = MESSAGES[self.code][language]
        return self._where(language) + words.format(detail=shown(self.detail), hint=self.hint)

    def _where(self, language: Language) -> str:
        column = COLUMNS.get(self.column, {}).get(language, self.column)
        if language == "zh-CN":
            row = f"第 {self.row} 行" if self.row else ""
            row = f"工作表「{shown(self.sheet)}」{row}" if self.sheet else row
            place = f"{row}「{column}」列" if column else row
            return f"{place}：" if place else ""
        # A file without columns is a text: an editor shows its lines.
        row = f"{'row' if column else 'line'} {self.row}" if self.row else ""
        sheet = f"sheet “{shown(self.sheet)}”" if self.sheet else ""
        found = (sheet, row, f"column {column}" if column else "")
        place = ", ".join(part for part in found if part)
        return f"{place}: " if place else ""


class Unreadable(Exception):
    """A file is rejected as a whole.

    `name`: the file's; `errors`: in the order of its rows. The exception's own text contains
    nothing of the file, so it may be logged; `describe` does.
    """

    def __init__(self, name: str, errors: Iterable[RowError]) -> None:
        self.name = name
        self.errors = tuple(sorted(errors, key=lambda each: (each.sheet, each.row)))
        places = ", ".join(f"{each.code} in row {each.row}" for each in self.errors[:3])
        more = ", …" if len(self.errors) > 3 else ""
        super().__init__(f"{shown(name)}: {len(self.errors)} error(s): {places}{more}")

    def describe(self, language: Language) -> tuple[str, ...]:
        """A heading that names the file, then one line for each error, as far as they are read."""
        heading = HEADING[language].format(name=shown(self.name), count=len(self.errors))
        return heading, *listed(self.errors, language)


def listed(errors: Sequence[RowError], language: Language) -> tuple[str, ...]:
    """A line for each error; of many the first, and how many more there are."""
    most = MOST_SHOWN if len(errors) > MOST_SHOWN + 1 else len(errors)
    more = [MORE[language].format(count=len(errors) - most)] if len(errors) > most else []
    return (*(each.describe(language) for each in errors[:most]), *more)


def refusal(name: str, code: Code, detail: str = "", hint: str = "") -> Unreadable:
    """A file rejected for a single reason that concerns all of it."""
    return Unreadable(name, [RowError(0, "", code, detail, hint)])


def shown(value: str) -> str:
    """A value as it is quoted in an error: short, on one line, without invisible characters."""
    short = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    return "".join(each if each.isprintable() else "�" for each in short)
