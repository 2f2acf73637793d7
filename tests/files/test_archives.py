"""Whether an archive of a year is still as it was made."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

import pytest

from service.core.message import Document, Heading, Paragraph, Table
from service.files.archives import SUMS, verified
from service.files.documents import to_docx, to_json
from service.files.errors import Unreadable
from service.files.report_books import to_xlsx

FILES = {"手册.docx": b"book", "01 名册.xlsx": b"roll", "archive.json": b"{}"}


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, each in files.items():
            made.writestr(name, each)
    return content.getvalue()


def archive(**changed: bytes) -> dict[str, bytes]:
    sums = "".join(f"{hashlib.sha256(x).hexdigest()}  {name}\n" for name, x in FILES.items())
    return {**FILES, SUMS: sums.encode(), **changed}


def test_one_that_nobody_touched_is_good() -> None:
    checked = verified(zipped(archive()), "a.zip")
    assert checked.is_good
    assert checked.same == tuple(FILES)


def test_each_file_that_is_not_as_it_was_is_named() -> None:
    files = archive()
    files["手册.docx"] = b"Book"
    del files["archive.json"]
    files["new.txt"] = b""
    checked = verified(zipped(files), "a.zip")
    assert not checked.is_good
    assert checked.differs == ("手册.docx",)
    assert checked.missing == ("archive.json",)
    assert checked.added == ("new.txt",)
    assert checked.same == ("01 名册.xlsx",)


def test_one_without_a_list_or_with_an_empty_one_is_never_good() -> None:
    assert not verified(zipped(FILES), "a.zip").is_good
    assert not verified(zipped({SUMS: b"?"}), "a.zip").is_good


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped(archive())[:-30]])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        verified(data, "a.zip")


def test_a_second_file_of_a_listed_name_counts_as_added() -> None:
    content = io.BytesIO(zipped(archive()))
    with zipfile.ZipFile(content, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("archive.json", b"{}")
    assert verified(content.getvalue(), "a.zip").added == ("archive.json",)


REPORT = Document(
    "年度",
    (
        Heading("一"),
        Paragraph("共"),
        Heading("细", 2),
        Table(("n", "名"), ((1, "甲"), (2.5, "乙"))),
    ),
)


def test_the_same_report_is_the_same_file_to_the_byte() -> None:
    assert to_docx(REPORT) == to_docx(REPORT)
    assert to_xlsx(REPORT) == to_xlsx(REPORT)
    with zipfile.ZipFile(io.BytesIO(to_xlsx(REPORT))) as made:
        assert {each.date_time[0] for each in made.infolist()} == {1980}
        assert b"2026" not in made.read("docProps/core.xml")


def test_a_report_for_programs_keeps_numbers_and_nests_by_heading() -> None:
    assert to_json(REPORT).decode() == (
        '{\n "title": "年度",\n "content": [\n  {\n   "title": "一",\n   "content": [\n    "共",\n'
        '    {\n     "title": "细",\n     "content": [\n      [\n       {\n        "n": 1,\n'
        '        "名": "甲"\n       },\n       {\n        "n": 2.5,\n        "名": "乙"\n       }\n'
        "      ]\n     ]\n    }\n   ]\n  }\n ]\n}"
    )
