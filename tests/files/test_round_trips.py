"""What is written in a format is read again as it was, or it is said what was lost."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.files.bank_files import all_differences, picture_name
from service.files.bank_writing import FORMATS, NotCarried, write_bank
from service.files.questions import read_bank
from service.questions.grammar.checks import problems
from service.questions.model import Option, Question
from tests.files.bank_strategies import EVERY_KIND, PLAIN, WILD, banks, texts

CARRIED = {
    ".xlsx": EVERY_KIND,
    ".csv": EVERY_KIND,
    ".docx": EVERY_KIND,
    ".xml": EVERY_KIND,
    ".gift": ("single", "several", "truefalse", "short", "number", "match"),
    ".aiken": ("single",),
}
AIKEN_LOSES = {"points", "explanation", "tags", "difficulty", "options", "id"}
"""Points and all that follows; of the options the feedback."""

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)

slow = settings(max_examples=25)


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－1", "＠x"])
def test_no_cell_of_a_csv_file_is_computed_by_a_spreadsheet(begins: str) -> None:
    question = Question("single", f"{begins} 是什么？", (Option(begins, True), Option("b", False)))
    written = write_bank([question], ".csv", "zh-CN").content
    cells = [cell for row in csv.reader(io.StringIO(written.decode("utf-8-sig"))) for cell in row]
    assert [each for each in cells if each[:1] in tuple("=+-@\t\r\0＝＋－＠") and each] == []
    assert read_bank(written, "bank.csv").questions == (question,)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_kind_a_format_carries_comes_back_as_it_was(ending: str) -> None:
    @slow
    @given(banks(texts(PLAIN), *CARRIED[ending]), st.sampled_from(["zh-CN", "en"]))
    def holds(bank: tuple[Question, ...], language: str) -> None:
        assert [list(problems(each)) for each in bank] == [[] for _ in bank]
        written = write_bank(bank, ending, language)  # type: ignore[arg-type]
        read = read_bank(written.content, f"bank{ending}").questions
        lost = {part for parts in written.lost.values() for part in parts}
        assert lost <= (AIKEN_LOSES if ending == ".aiken" else set())
        if ending != ".aiken":
            assert read == bank
        assert [each.prompt for each in read] == [each.prompt for each in bank]

    holds()


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_is_lost_without_a_word_whatever_the_texts_hold(ending: str) -> None:
    @slow
    @given(banks(texts(WILD), *CARRIED[ending], largest=3))
    def holds(bank: tuple[Question, ...]) -> None:
        try:
            written = write_bank(bank, ending)
        except NotCarried as refused:
            assert refused.numbers
            return
        read = read_bank(written.content, f"bank{ending}").questions
        assert written.lost == all_differences(bank, read)
        for number, (before, after) in enumerate(zip(bank, read, strict=True), 1):
            if number not in written.lost:
                assert replace(after, version=1) == before

    holds()


@pytest.mark.parametrize(("ending", "refused"), [(".gift", (2,)), (".aiken", (1, 2))])
def test_a_kind_that_a_format_has_no_place_for_is_refused_by_number(
    ending: str, refused: tuple[int, ...]
) -> None:
    bank = (
        Question("short", "Q", accepted=("a",)),
        Question("order", "Q", items=("a", "b")),
        Question("single", "Q", (Option("a", True), Option("b", False))),
    )
    with pytest.raises(NotCarried) as found:
        write_bank(bank, ending)
    assert found.value.numbers == refused


def test_a_picture_goes_with_moodle_xml_and_is_said_to_be_lost_elsewhere() -> None:
    name = picture_name(PNG)
    question = Question("short", "看图\n写出 <名称>", accepted=("a",), picture=name)
    written = write_bank([question], ".xml", pictures={name: PNG})
    assert written.lost == {}
    read = read_bank(written.content, "b.xml")
    assert (read.questions, read.pictures) == ((question,), {name: PNG})
    assert write_bank([question], ".gift").lost == {1: ("picture",)}
