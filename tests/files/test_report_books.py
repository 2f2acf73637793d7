"""A report as a workbook: a sheet for each table, and nothing in it is a formula."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from service.core.message import Dated, Document, Heading, Paragraph, Table
from service.files.report_books import to_xlsx


def book(*blocks: Heading | Paragraph | Table, title: str = "成绩") -> Any:
    return load_workbook(io.BytesIO(to_xlsx(Document(title, blocks))))


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


PEOPLE = Table(("姓名", "得分"), (("李华", 9.5), ("张伟", 7)))


def test_each_table_is_a_sheet_named_by_the_heading_above_it() -> None:
    made = book(Heading("个人"), PEOPLE, Heading("支部"), PEOPLE)
    assert made.sheetnames == ["个人", "支部"]
    assert rows(made["个人"]) == [["姓名", "得分"], ["李华", 9.5], ["张伟", 7]]


def test_numbers_stay_numbers_and_the_header_stays_in_view() -> None:
    sheet = book(PEOPLE).active
    assert [type(cell.value) for cell in sheet["B"]] == [str, float, int]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_paragraphs_stand_above_the_table_they_come_before() -> None:
    sheet = book(Heading("个人"), Paragraph("共 2 人\n满分 10"), PEOPLE).active
    assert [row[0] for row in rows(sheet)] == ["共 2 人", "满分 10", "姓名", "李华", "张伟"]
    assert sheet.freeze_panes == "A4"


def test_what_comes_before_any_heading_stands_below_the_title_above_the_first_table() -> None:
    about = Paragraph("支部：一支部")
    made = book(about, Heading("个人"), PEOPLE, Heading("支部"), PEOPLE, title="测验 成绩")
    assert made.sheetnames == ["个人", "支部"]
    first = made["个人"]
    assert [row[0] for row in rows(first)][:3] == ["测验 成绩", "支部：一支部", "姓名"]
    assert first["A1"].font.bold
    assert first.freeze_panes == "A4"
    assert rows(made["支部"])[0] == ["姓名", "得分"]


def test_a_time_is_a_date_and_no_text() -> None:
    at = datetime.fromisoformat("2026-11-30T15:08")
    table = Table(("时间", "日期"), ((Dated("3点", at), Dated("…", at, day=True)),))
    time, day = book(table).active[2]
    assert (time.value, time.is_date, time.number_format) == (at, True, "yyyy-mm-dd hh:mm")
    assert (day.is_date, day.number_format) == (True, "yyyy-mm-dd")


def test_paragraphs_without_a_table_have_a_sheet() -> None:
    made = book(Heading("说明"), Paragraph("没有人参加"))
    assert made.sheetnames == ["说明"]
    assert rows(made.active) == [["没有人参加"]]
    assert book(title="空").sheetnames == ["空"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum(a1)", "a\x00b", "\tx"])
def test_text_is_text_and_never_a_formula(words: str) -> None:
    sheet = book(Table((words,), ((words,),))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == words.replace("\x00", "")


def test_sheets_that_would_have_one_name_are_told_apart() -> None:
    long = "很长的名字" * 10
    pairs = (Heading(long), PEOPLE) * 3
    names = book(*pairs, Heading("a/b:c[1]?*"), PEOPLE).sheetnames
    assert len(set(names)) == 4
    assert max(map(len, names)) <= 31
    assert names[-1] == "a b c 1"
