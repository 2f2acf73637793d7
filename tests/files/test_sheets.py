"""Tables from files that may be damaged or hostile."""

from __future__ import annotations

import datetime
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from service.files import packages, sheets
from service.files.errors import Unreadable
from service.files.sheets import decode, load, read_sheet
from service.files.workbooks import BAD, MAX_CELL, MAX_COLUMNS, MAX_ROWS, column_letter
from tests.files.books import MAIN, book, package, saved, zipped


def cells(data: bytes, name: str = "table.xlsx") -> list[tuple[str, ...]]:
    sheet = read_sheet(data, name)
    assert not sheet.errors
    return [row.cells for row in sheet.rows]


def refused(data: bytes, name: str = "table.xlsx") -> list[str]:
    """The codes for which a file is refused outright."""
    with pytest.raises(Unreadable) as refusal:
        read_sheet(data, name)
    return [each.code for each in refusal.value.errors]


def bad(data: bytes, name: str = "table.xlsx") -> list[tuple[int, str, str, str]]:
    return [
        (each.row, each.column, each.code, each.detail) for each in read_sheet(data, name).errors
    ]


# -- what is accepted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_the_encodings_and_with_the_delimiters_that_excel_writes(
    encoding: str, delimiter: str
) -> None:
    text = f"姓名{delimiter}支部\r\n王敏{delimiter}第一支部\r\n"
    assert cells(text.encode(encoding), "r.csv") == [("姓名", "支部"), ("王敏", "第一支部")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    csv = '名\n\n"两\n行"\n,\n末\n'.encode()
    assert [row.number for row in read_sheet(csv, "r.csv").rows] == [1, 3, 5]
    xlsx = book(["a"], [None], ["b"])
    assert [row.number for row in read_sheet(xlsx, "r.xlsx").rows] == [1, 3]


def test_cells_of_a_workbook_read_as_they_are_shown() -> None:
    data = book([13800138000, 1.5, True, False, " 王敏 ", 1e20, None, "a\r\nb"])
    assert cells(data) == [
        ("13800138000", "1.5", "TRUE", "FALSE", "王敏", "1e+20", "", "a\nb"),
    ]


def test_shared_strings_are_read_without_their_reading_aids() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>王敏</t><rPh sb="0" eb="1"><t>wang</t></rPh></si>'
        "<si><r><t>第一</t></r><r><rPr><b/></rPr><t>支部_x000D_</t></r></si></sst>"
    )
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row>'
        "</sheetData>"
    )
    assert cells(package(sheet, sharedStrings=strings)) == [("第一支部", "", "王敏")]


def test_the_first_sheet_that_is_visible_is_read() -> None:
    made = Workbook()
    made.active.append(["hidden"])
    made.active.sheet_state = "hidden"
    made.create_sheet("shown").append(["shown"])
    made.create_sheet("more").append(["more"])
    made.active = 1
    assert cells(saved(made)) == [("shown",)]


def test_a_workbook_is_known_by_its_content_whatever_its_name_is() -> None:
    assert cells(book(["a"]), "r.csv") == [("a",)]


def test_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    made = Workbook()
    made.active["A1"] = "=1+1"
    made.active["A1"].data_type = "s"
    assert cells(saved(made)) == [("=1+1",)]


# -- single cells that are not


def test_formulas_are_named_by_row_and_column() -> None:
    data = book(["a", "=1+1"], ["b", "c"], ["=HYPERLINK(A1)", "d"])
    assert bad(data) == [(1, "B", "formula", ""), (3, "A", "formula", "")]
    assert read_sheet(data, "r.xlsx").rows[0].cells == ("a", BAD)
    assert bad(b"a,=1+1\n=cmd|x,d\n", "r.csv") == [(1, "B", "formula", ""), (2, "A", "formula", "")]


def test_merged_cells_are_named_by_their_area() -> None:
    data = book(["a", "b"], ["c", "d"], ["e", None], merge="A2:A3")
    assert bad(data) == [(2, "A", "merged", "A2:A3")]


def test_dates_are_not_passed_off_as_numbers() -> None:
    made = Workbook()
    made.active.append(["a", datetime.date(2026, 3, 1), datetime.time(9), 5])
    made.active["D1"].number_format = '[$-804]yyyy"年"m"月"'
    made.active["E1"] = 5
    made.active["E1"].number_format = '0.0 "days";[Red]-0.0'
    assert bad(saved(made)) == [
        (1, "B", "date", ""),
        (1, "C", "date", ""),
        (1, "D", "date", ""),
    ]


def test_dates_written_out_are_refused_too() -> None:
    sheet = '<sheetData><row><c r="A1" t="d"><v>2026-03-01</v></c></row></sheetData>'
    assert bad(package(sheet)) == [(1, "A", "date", "")]


def test_error_values_are_refused() -> None:
    sheet = '<sheetData><row><c r="A1" t="e"><v>#REF!</v></c></row></sheetData>'
    assert bad(package(sheet)) == [(1, "A", "error_value", "#REF!")]


def test_control_characters_are_refused_with_their_row() -> None:
    assert bad(b"a,b\nc\x00,d\ne,\x1bf\n", "r.csv") == [
        (2, "A", "control", ""),
        (3, "B", "control", ""),
    ]
    for escaped in ("_x0000_", "_xD800_", "_xFFFF_"):
        sheet = (
            '<sheetData><row r="4"><c r="B4" t="inlineStr"><is>'
            f"<t>a{escaped}</t></is></c></row></sheetData>"
        )
        assert bad(package(sheet)) == [(4, "B", "control", "")]


def test_a_cell_that_is_too_long_is_refused() -> None:
    assert bad(b"a\n" + b"x" * (MAX_CELL + 1), "r.csv") == [(2, "A", "too_long", "")]


# -- files that are not


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "r.csv", "empty"),
        (b" \n\n", "r.csv", "empty"),
        (b",,\n", "r.csv", "empty"),
        (book(), "r.xlsx", "empty"),
        (b"name,branch\n", "r.xlsx", "not_xlsx"),
        (b"PK\x03\x04 and nothing else", "r.xlsx", "not_xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "r.xlsx", "old_excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "r.xls", "old_excel"),
        (zipped({"readme.txt": "hello"}), "r.xlsx", "damaged"),
        (b'name,"open\n', "r.csv", "quotes"),
        (b"\xff\xfe\x00", "r.csv", "encoding"),
        (b"name\n\xff\xff\xff", "r.csv", "encoding"),
        (b"x" * (sheets.MAX_BYTES + 1), "r.csv", "too_large"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_reason(
    data: bytes, name: str, code: str
) -> None:
    assert refused(data, name) == [code]


def test_a_wrong_encoding_is_located() -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(b"one\ntwo\n\xff\xff", "r.csv")
    assert [each.row for each in refusal.value.errors] == [3]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path, Path("nul\0")):
        with pytest.raises(Unreadable) as refusal:
            load(path, "r.csv")
        assert [each.code for each in refusal.value.errors] == ["unopened"]


def test_a_password_is_recognized() -> None:
    data = bytearray(book(["a"]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == ["encrypted"]


def test_a_damaged_part_is_recognized() -> None:
    data = bytearray(book(["a"] * 40))
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[at : at + 30] = bytes(30)
    assert refused(bytes(data)) == ["damaged"]


def test_too_many_rows_or_columns_are_refused_even_with_gaps_before_them() -> None:
    row = f'<row r="{MAX_ROWS + 1}"><c r="A{MAX_ROWS + 1}"><v>1</v></c></row>'
    assert refused(package(f"<sheetData>{row}</sheetData>")) == ["too_many_rows"]
    cell = f'<c r="{column_letter(MAX_COLUMNS + 1)}1"><v>1</v></c>'
    sheet = f'<sheetData><row r="1">{cell}</row></sheetData>'
    assert refused(package(sheet)) == ["too_many_columns"]
    assert refused(b"a\n" * (MAX_ROWS + 1), "r.csv") == ["too_many_rows"]
    assert refused(b"a," * MAX_COLUMNS + b"a", "r.csv") == ["too_many_columns"]


# -- hostile files


def test_a_zip_bomb_of_200_mb_is_refused_without_being_held() -> None:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b" " * 1_000_000)
    assert len(content.getvalue()) < 300_000
    tracemalloc.start()
    try:
        assert refused(content.getvalue()) == ["bomb"]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped({"xl/worksheets/sheet1.xml": b" " * 60_000_000}))
    size = (60_000_000).to_bytes(4, "little")
    assert data.count(size) == 2  # before the part and in the directory
    assert refused(bytes(data).replace(size, (1000).to_bytes(4, "little"))) == ["damaged"]


def test_what_unpacks_to_far_more_than_it_is_or_has_too_many_parts_is_refused() -> None:
    assert refused(zipped({"xl/media/image1.bin": bytes(2_000_000)})) == ["bomb"]
    many = {f"xl/{number}.xml": b"" for number in range(packages.MAX_PARTS + 1)}
    assert refused(zipped(many)) == ["bomb"]


def test_a_part_with_more_tags_than_a_table_needs_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packages, "MAX_TAGS", 5_000)
    assert refused(package("<a/>" * 5_000)) == ["bomb"]
    assert cells(book(["a"])) == [("a",)]


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_xml_with_a_document_type_is_refused(prolog: str) -> None:
    strings = f'{prolog}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
    assert refused(package("<sheetData/>", sharedStrings=strings)) == ["damaged"]


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row><c r="A1" t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c r="?"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c r="B1"><v>7</v></c><c r="A1"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c r="A1"><v>7</v></c><c r="B2"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c r="A1" s="x"><v>7</v></c></row></sheetData>',
        '<mergeCells><mergeCell ref=""/></mergeCells>',
        "<sheetData><row><c></row></sheetData>",
        "<sheetData><row>" + "<c/>" * 17_000 + "</row></sheetData>",
    ],
)
def test_a_sheet_that_breaks_the_rules_is_refused(sheet: str) -> None:
    assert refused(package(sheet)) == ["damaged"]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for name in ("r.csv", "r.xlsx"):
        try:
            sheet = read_sheet(data, name)
        except Unreadable as refusal:
            assert refusal.errors
        else:
            assert sheet.rows


_GOOD = book(["姓名", "支部"], ["王敏", "第一支部"], ["李华", 1.5])


@given(st.integers(0, len(_GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_some_bytes_changed_is_a_table_or_refused(at: int, new: bytes) -> None:
    data = _GOOD[:at] + new + _GOOD[at + len(new) :]
    try:
        assert read_sheet(data, "r.xlsx").rows
    except Unreadable as refusal:
        assert refusal.errors


_XML = st.lists(
    st.sampled_from(
        ["<row>", "</row>", '<c r="A1">', "<c>", '<c t="s">', '<c t="inlineStr">', "</c>", "<v>",
         "</v>", "<f/>", "<is>", "</is>", "<t>", "</t>", "1", "-1", "x", "_xD800_", "<mergeCell/>",
         "1e999", "nan", "<row r='9'>", "&amp;", "<sheetData>", "</sheetData>"]
    ),
    max_size=12,
)  # fmt: skip


@given(_XML)
def test_a_sheet_of_any_xml_is_a_table_or_refused(pieces: list[str]) -> None:
    try:
        assert read_sheet(package("".join(pieces)), "r.xlsx").rows
    except Unreadable as refusal:
        assert refusal.errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    sheet = read_sheet("姓名,支部\n王敏,一支部\n".encode(encoding), "r.csv")
    assert sheet.rows[1].cells == ("王敏", "一支部")
