"""Question files as people have them: each case stands for a kind, and is asked of every reader."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest

from service.files.bank_files import BankFile, UnfitError
from service.files.errors import MOST_SHOWN, Unreadable
from service.files.questions import read_bank
from service.questions.grammar.dictated import dictate
from service.questions.grammar.draft import finished
from service.questions.model import Question
from service.questions.scoring import score
from tests.files.books import book
from tests.files.papers import paper, saved

Reader = Callable[[str], tuple[Question, ...]]


def from_docx(text: str) -> tuple[Question, ...]:
    return read_bank(paper(*text.split("\n")), "题.docx").questions


def from_text(text: str) -> tuple[Question, ...]:
    return read_bank(text.encode(), "题.txt").questions


def from_chat(text: str) -> tuple[Question, ...]:
    dictated = dictate(text)
    assert dictated.stray == ()
    found = [finished(each) for each in dictated.drafts]
    assert all(question is not None for question, _ in found), found
    return tuple(question for question, _ in found if question is not None)


EVERYWHERE = pytest.mark.parametrize("read", [from_docx, from_text, from_chat])
ON_PAPER = pytest.mark.parametrize("read", [from_docx, from_text])


def key(question: Question) -> str:
    """The kind and what is right, in short."""
    match question.kind:
        case "short":
            return f"short {'|'.join(question.accepted)}"
        case "number":
            return f"number {question.number:g}"
        case _:
            right = "".join("ABCDEFGH"[each] for each in sorted(question.right))
            return f"{question.kind} {right} of {len(question.options)}"


# -- numbers of questions


@EVERYWHERE
@pytest.mark.parametrize("mark", [".", "．", "、", ") ", "）", "题 "])
def test_a_year_right_behind_a_number_begins_the_next_question(read: Reader, mark: str) -> None:
    if mark == "题 ":
        text = "第1题 角免费。（√）\n第2题 2010年搬来。（×）\n第3题 有报纸。（√）"
    else:
        text = f"1{mark}角免费。（√）\n2{mark}2010年搬来。（×）\n3{mark}有报纸。（√）"
    found = read(f"一、判断题\n{text}")
    assert [key(each) for each in found] == [
        "truefalse A of 2", "truefalse B of 2", "truefalse A of 2",
    ]  # fmt: skip
    assert found[1].prompt.startswith("2010年搬来")


@EVERYWHERE
def test_a_figure_in_a_question_is_no_number_of_the_next(read: Reader) -> None:
    (found,) = read("1. 圆周率约为\n3.14，对吗？\nA. 是的\nB. 不是\n答案：A")
    assert found.prompt == "圆周率约为\n3.14，对吗？"


@EVERYWHERE
@pytest.mark.parametrize("mark", ["\t", "  ", "，", "】", "："])
def test_other_marks_behind_a_number_are_understood(read: Reader, mark: str) -> None:
    text = "\n".join(
        f"{number}{mark}角在哪里（ ）。\nA、一楼\nB、二楼\n正确答案：B" for number in (1, 2)
    )
    assert [key(each) for each in read(text)] == ["single B of 2"] * 2


# -- options


@EVERYWHERE
@pytest.mark.parametrize(
    "written",
    ["A 一楼\nB 二楼", "Ａ．一楼\nＢ．二楼", "a. 一楼\nb. 二楼", "[A] 一楼\n[B] 二楼",
     "A一楼\nB二楼",
     "（A）一楼\n（B）二楼", "A、一楼 B、二楼", "A:一楼\nB:二楼", "A.\u200b一楼\nB.\u200b二楼",
     "- A. 一楼\n- B. 二楼", "A．一楼B．二楼"],
)  # fmt: skip
def test_letters_of_options_are_written_in_many_ways(read: Reader, written: str) -> None:
    (found,) = read(f"1. 图书角在哪里？\n{written}\n答案：B")
    assert key(found) == "single B of 2"
    assert [each.text for each in found.options] == ["一楼", "二楼"]


@EVERYWHERE
@pytest.mark.parametrize(
    "line",
    ["图书角在（ B ）。A. 一楼 B. 二楼 C. 三楼", "图书角在（B）。A.一楼B.二楼C.三楼",
     "图书角在____？（B） Ａ．一楼　Ｂ．二楼　Ｃ．三楼"],
)  # fmt: skip
def test_options_may_stand_on_the_line_of_the_question(read: Reader, line: str) -> None:
    (found,) = read(f"1. {line}")
    assert key(found) == "single B of 3"
    assert [each.text for each in found.options] == ["一楼", "二楼", "三楼"]


@EVERYWHERE
@pytest.mark.parametrize("gap", ["\t", "   ", "　　"])
def test_options_in_columns_may_be_read_down(read: Reader, gap: str) -> None:
    (found,) = read(f"1. 图书角在哪里？（B）\nA.一楼{gap}C.三楼\nB.二楼{gap}D.四楼")
    assert [each.text for each in found.options] == ["一楼", "二楼", "三楼", "四楼"]


# -- answers


@EVERYWHERE
@pytest.mark.parametrize("answer", ["1", "0", "A", "T", "F", "b"])
def test_a_letter_or_a_figure_is_no_truth_where_nothing_says_so(read: Reader, answer: str) -> None:
    (found,) = read(f"1. 一次可以借几本？\n答案：{answer}")
    assert key(found) == f"short {answer}"


@EVERYWHERE
@pytest.mark.parametrize(
    "bracket", ["（A、C）", "(A,C)", "（A C）", "（ＡＣ）", "（A，C）", "【AC】", "（ C、A ）"]
)
def test_several_letters_in_brackets_may_have_marks_between_them(
    read: Reader, bracket: str
) -> None:
    (found,) = read(f"一、多选题\n1. 图书角有{bracket}。\nA. 书\nB. 酒\nC. 报")
    assert key(found) == "several AC of 3"


@EVERYWHERE
@pytest.mark.parametrize(
    ("mark", "right"),
    [("X", "B"), ("x", "B"), ("×", "B"), ("✘", "B"), ("✗", "B"), ("❌", "B"), ("错", "B"),
     ("F", "B"), ("√", "A"), ("✔", "A"), ("✔\ufe0f", "A"), ("V", "A"), ("对", "A"), ("T", "A")],
)  # fmt: skip
def test_marks_of_right_and_wrong(read: Reader, mark: str, right: str) -> None:
    for section in ("一、判断题\n", ""):
        (found,) = read(f"{section}1. 图书角收费。（{mark}）")
        assert key(found) == f"truefalse {right} of 2"


@EVERYWHERE
@pytest.mark.parametrize(
    "answer", ["B", "Ｂ", "b", "B.", "B. 二楼", "B、二楼", "二楼", "选B", "（B）", "应选 B。"]
)
def test_an_answer_names_its_option_in_many_ways(read: Reader, answer: str) -> None:
    if answer == "（B）":
        (found,) = read("1. 图书角在哪里？（B）\nA. 一楼\nB. 二楼")
    else:
        (found,) = read(f"1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：{answer}")
    assert key(found) == "single B of 2"


def test_an_answer_whose_letter_and_words_differ_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        from_docx("1. 在哪里？\nA. 一楼\nB. 二楼\n答案：A. 二楼")
    assert [(each.row, each.code) for each in refused.value.errors] == [(1, "unknown_answer")]


# -- sections


@EVERYWHERE
@pytest.mark.parametrize(
    "heading",
    ["多选题", "【多选题】", "（多选题）", "多项选择题：", "多选题（每题1分，共1分）", "# 多选题",
     "**多选题**", "二、多选题", "--- 多选题 ---", "第二部分 多选题", "II. 多选题"],
)  # fmt: skip
def test_a_heading_between_questions_ends_the_one_before(read: Reader, heading: str) -> None:
    found = read(
        f"单选题\n1. 在哪里？\nA. 一楼\nB. 二楼\n答案：B\n解析：见公告。\n{heading}\n"
        "2. 有什么？\nA. 书\nB. 报\nC. 酒\n答案：A"
    )
    assert [key(each) for each in found] == ["single B of 2", "several A of 3"]
    assert found[0].explanation == "见公告。"


@EVERYWHERE
@pytest.mark.parametrize("heading", ["第二章 借阅", "第二部分规定", "Part 2", "--- 借阅 ---"])
def test_a_chapter_says_nothing_of_the_kind(read: Reader, heading: str) -> None:
    found = read(f"一、判断题（每题2分）\n1. 角免费。（√）\n{heading}\n2. 角收费。（×）")
    assert [(key(each), each.points) for each in found] == [
        ("truefalse A of 2", 2), ("truefalse B of 2", 2),
    ]  # fmt: skip


# -- whole papers


@ON_PAPER
def test_a_paper_has_points_explanations_and_a_heading(read: Reader) -> None:
    found = read(
        "图书角测验\n一、单选题（每题2分）\n1. 在哪里？\nA. 一楼\nB. 二楼\n答案：B\n"
        "解析：见公告。\n2. 几点开放？\nA. 8点\nB. 9点\n答案：A"
    )
    assert [(each.prompt, each.points, each.explanation) for each in found] == [
        ("在哪里？", 2, "见公告。"), ("几点开放？", 2, ""),
    ]  # fmt: skip


@ON_PAPER
@pytest.mark.parametrize(
    "end",
    ["参考答案：1-2 BA", "参考答案\n1-2 BA", "答案：1.B 2.A", "参考答案\n1. B\n2. A",
     "答案：\n1、B；2、A",
     "【参考答案】\n1～2：BA", "参考答案：1-2: B A", "参考答案\n一、单选题\n1-2 BA",
     "answers\n1. B\n2. a"],
)  # fmt: skip
def test_answers_may_stand_at_the_end(read: Reader, end: str) -> None:
    found = read(f"一、单选题\n1. 在哪里？\nA. 一楼\nB. 二楼\n2. 几点？\nA. 8点\nB. 9点\n{end}")
    assert [key(each) for each in found] == ["single B of 2", "single A of 2"]


@ON_PAPER
def test_answers_at_the_end_go_by_section_where_numbers_begin_anew(read: Reader) -> None:
    found = read(
        "一、单选题\n1. 在哪里？\nA. 一楼\nB. 二楼\n二、判断题\n1. 角免费。\n2. 角收费。\n"
        "三、填空题\n1. 角在____楼。\n参考答案\n一、单选题\n1. B\n二、判断题\n1. √ 2. ×\n"
        "三、填空题\n1. 二"
    )
    assert [key(each) for each in found] == [
        "single B of 2", "truefalse A of 2", "truefalse B of 2", "short 二",
    ]  # fmt: skip


@ON_PAPER
def test_an_answer_at_the_end_that_fits_no_question_is_told(read: Reader) -> None:
    with pytest.raises(UnfitError) as refused:
        read("1. 在哪里？\nA. 一楼\nB. 二楼\n2. 几点？\nA. 8点\nB. 9点\n参考答案\n1-3 BAB")
    assert [each.code for each in refused.value.errors] == ["key_mismatch"]
    assert len(refused.value.good.questions) == 2


@ON_PAPER
def test_questions_may_have_no_numbers(read: Reader) -> None:
    found = read(
        "图书角测验\n在哪里？\nA. 一楼\nB. 二楼\n答案：B\n\n几点开放？\nA. 8点\nB. 9点\n答案：A\n"
        "解析：见公告。\n谁管？（  ）\nA. 甲\nB. 乙\n答案：A"
    )
    assert [each.prompt for each in found] == ["在哪里？", "几点开放？", "谁管？（  ）"]


@EVERYWHERE
def test_statements_may_have_no_numbers(read: Reader) -> None:
    found = read("一、判断题\n角免费。（√）\n角收费。（×）")
    assert [key(each) for each in found] == ["truefalse A of 2", "truefalse B of 2"]


@EVERYWHERE
def test_reasons_that_go_through_the_options_stay_reasons(read: Reader) -> None:
    (found,) = read(
        "1. 在哪里？\nA. 一楼\nB. 二楼\n答案：B\n解析：\nA项错误，一楼是食堂。\nB. 正确。"
    )
    assert [each.text for each in found.options] == ["一楼", "二楼"]
    assert found.explanation.strip() == "A项错误，一楼是食堂。\nB. 正确。"


def test_lines_within_a_paragraph_are_lines() -> None:
    from docx import Document

    document: Any = Document()
    for number, right in ((1, "B"), (2, "A")):
        document.add_paragraph(f"{number}. 在哪里？\nA. 一楼\nB. 二楼\n答案：{right}")
    found = read_bank(saved(document), "题.docx").questions
    assert [key(each) for each in found] == ["single B of 2", "single A of 2"]


def test_what_raised_and_ticked_characters_mean_is_kept_in_documents() -> None:
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = Document()
    first = document.add_paragraph("1. 日地距离约 1.5×10")
    raised = first.add_run("8")
    raised.font.superscript = True
    first.add_run(" 千米。（")
    tick = OxmlElement("w:sym")
    tick.set(qn("w:font"), "Wingdings")
    tick.set(qn("w:char"), "F0FC")
    first.add_run()._r.append(tick)
    first.add_run("）")
    blank = document.add_paragraph("2. 水是 H")
    lowered = blank.add_run("2")
    lowered.font.subscript = True
    blank.add_run("O，角在")
    gap = blank.add_run("　　")
    gap.font.underline = True
    blank.add_run("楼。")
    document.add_paragraph("答案：二")
    found = read_bank(saved(document), "题.docx").questions
    assert found[0].prompt == "日地距离约 1.5×10⁸ 千米。（　）"
    assert key(found[0]) == "truefalse A of 2"
    assert found[1].prompt == "水是 H₂O，角在____楼。"


def test_an_essay_is_left_out_and_told() -> None:
    bank = read_bank(
        paper("一、简答题", "1. 谈谈体会", "二、判断题", "2. 角免费。（√）"), "题.docx"
    )
    assert [(each.row, each.code) for each in bank.notes] == [(2, "essay")]
    assert "论述题" in bank.told("zh-CN")[0]


def test_many_errors_are_cut_and_counted() -> None:
    text = "\n".join(f"{number}. 在哪里？\nA. 一楼\nB. 二楼" for number in range(1, 101))
    with pytest.raises(Unreadable) as refused:
        from_text(text)
    told = refused.value.describe("zh-CN")
    assert len(told) == MOST_SHOWN + 2
    assert told[-1] == f"另有 {100 - MOST_SHOWN} 处。"


def test_a_text_without_questions_says_how_they_are_written() -> None:
    with pytest.raises(Unreadable) as refused:
        from_text("图书角公告\n每天开放")
    assert [each.code for each in refused.value.errors] == ["no_questions"]


# -- signs


@pytest.mark.parametrize(
    ("accepted", "right", "wrong"),
    [
        ("C#", ["C#", "c＃", " C # "], ["C"]),
        ("C++", ["c++", "C＋＋"], ["C", "C+"]),
        (".NET", [".net"], ["NET"]),
        ("25%", ["25％", "25 %"], ["25"]),
        ("-5", ["－5", "−5", "–5"], ["5"]),
        ("5!", ["5！"], ["5"]),
        ("武昌", ["武昌\u200b", "武昌。", "“武昌”", "武昌！", "\ufeff武昌", "（武昌）"], ["武汉"]),
        ("10⁸", ["10^8", "10⁸"], ["108"]),
        ("it's", ["it’s", "It′s"], ["its"]),
        ("甲、乙", ["甲，乙", "甲,乙", "甲、乙。"], ["甲乙"]),
        ("$5", ["＄5"], ["5"]),
    ],
)
def test_signs_that_matter_count_and_others_do_not(
    accepted: str, right: list[str], wrong: list[str]
) -> None:
    question = Question("short", "?", accepted=(accepted,))
    assert [score(question, each) for each in right] == [100] * len(right)
    assert [score(question, each) for each in wrong] == [0] * len(wrong)


# -- encodings


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：B\n解析：图书角设在二楼东侧。"),
        ("big5", "1. 圖書角在哪裡？\nA. 一樓\nB. 二樓\n答案：B\n解析：圖書角設在二樓東側。"),
        ("utf-8-sig", "1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：B"),
        ("utf-16", "1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：B"),
        ("utf-16-le", "1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：B\n解析：见公告。"),
        ("utf-16-be", "1. 图书角在哪里？\nA. 一楼\nB. 二楼\n答案：B\n解析：见公告。"),
    ],
)
def test_text_is_read_in_the_encodings_that_people_save_it_in(encoding: str, text: str) -> None:
    (found,) = read_bank(text.encode(encoding), "题.txt").questions
    assert found.prompt == text.split("\n", maxsplit=1)[0].removeprefix("1. ")
    assert key(found) == "single B of 2"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("题.wps", b"", "old_document"),
        ("题.doc", b"", "old_document"),
        ("题.docx", "WordDocument".encode("utf-16-le"), "old_document"),
        ("题.et", b"", "old_excel"),
        ("题.xls", b"", "old_excel"),
    ],
)
def test_older_formats_are_called_what_they_are(name: str, data: bytes, code: str) -> None:
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + data
    with pytest.raises(Unreadable) as refused:
        read_bank(content, name)
    assert [each.code for each in refused.value.errors] == [code]


# -- tables


def table(*rows: list[Any], name: str = "题.xlsx") -> BankFile:
    if name.endswith("csv"):
        lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
        return read_bank("\n".join(lines).encode(), name)
    return read_bank(book(*rows), name)


TABLES = pytest.mark.parametrize("name", ["题.xlsx", "题.csv"])
HEADER = ["题型", "题目", "选项A", "选项B", "选项C", "答案"]


@TABLES
def test_columns_that_mean_nothing_are_left_out_and_told(name: str) -> None:
    bank = table(
        ["章节", *HEADER, "页码", "难度系数"],
        ["总则", "单选", "在哪里？", "一楼", "二楼", None, "B", "3", "0.8"],
        name=name,
    )
    assert [key(each) for each in bank.questions] == ["single B of 2"]
    assert [(each.code, each.detail) for each in bank.notes] == [
        ("left_column", "章节"), ("left_column", "页码"), ("bad_difficulty", "0.8"),
    ]  # fmt: skip


@TABLES
def test_a_title_may_stand_above_the_headers(name: str) -> None:
    bank = table(["图书角题库"], HEADER, ["单选", "在哪里？", "一楼", "二楼", None, "B"], name=name)
    assert [key(each) for each in bank.questions] == ["single B of 2"]


@TABLES
@pytest.mark.parametrize(
    ("said", "expected"),
    [("选择题", "single B of 3"), ("choice", "single B of 3"), ("单选题", "single B of 3"),
     ("不定项选择题", "several B of 3"), ("多项", "several B of 3"), ("", "single B of 3")],
)  # fmt: skip
def test_the_kind_is_named_in_many_ways_or_follows_from_the_answer(
    name: str, said: str, expected: str
) -> None:
    bank = table(HEADER, [said, "在哪里？", "一楼", "二楼", "三楼", "B"], name=name)
    assert [key(each) for each in bank.questions] == [expected]


@TABLES
def test_a_table_may_have_no_column_for_the_kind(name: str) -> None:
    bank = table(
        ["题目", "选项A", "选项B", "选项C", "正确答案"],
        ["在哪里？", "一楼", "二楼", "三楼", "B"],
        ["有什么？", "书", "报", "酒", "AB"],
        ["角免费。", None, None, None, "正确"],
        ["可借几本？", None, None, None, "1"],
        name=name,
    )
    assert [key(each) for each in bank.questions] == [
        "single B of 3", "several AB of 3", "truefalse A of 2", "short 1",
    ]  # fmt: skip


@TABLES
@pytest.mark.parametrize(
    ("answer", "expected"),
    [("ＡＣ", "AC"), ("A,C" , "AC"), ("A、C", "AC"), ("C; A", "AC"), ("A. 书 C. 报", "AC"),
     ("A和C", "AC")],
)  # fmt: skip
def test_an_answer_in_a_cell_is_read_as_on_paper(name: str, answer: str, expected: str) -> None:
    if name.endswith("csv") and "," in answer:
        answer = f'"{answer}"'
    bank = table(HEADER, ["多选", "有什么？", "书", "酒", "报", answer], name=name)
    assert [key(each) for each in bank.questions] == [f"several {expected} of 3"]


@TABLES
@pytest.mark.parametrize("cell", ["A.一楼 B.二楼 C.三楼", "一楼；二楼；三楼", "一楼|二楼|三楼"])
def test_the_options_may_stand_in_one_cell(name: str, cell: str) -> None:
    bank = table(["题目", "选项", "答案"], ["在哪里？", cell, "B"], name=name)
    assert [each.text for each in bank.questions[0].options] == ["一楼", "二楼", "三楼"]


@TABLES
def test_letters_and_numbers_within_cells_are_taken_out(name: str) -> None:
    bank = table(
        HEADER,
        ["单选", "1.在哪里？", "A.一楼", "B.二楼", "C.三楼", "B"],
        ["单选", "2.几点？", "A、8点", "B、9点", "", "A"],
        name=name,
    )
    assert [each.prompt for each in bank.questions] == ["在哪里？", "几点？"]
    assert [each.text for each in bank.questions[0].options] == ["一楼", "二楼", "三楼"]
    assert [each.text for each in bank.questions[1].options] == ["8点", "9点"]


@TABLES
def test_letters_of_other_places_are_told(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        table(HEADER, ["单选", "在哪里？", "B.一楼", "A.二楼", None, "B"], name=name)
    assert [each.code for each in refused.value.errors] == ["other_letters"]


@TABLES
@pytest.mark.parametrize(
    ("said", "level"), [("易", 1), ("中", 3), ("难", 5), ("easy", 1), ("★★", 2), ("4", 4)]
)
def test_difficulty_in_words(name: str, said: str, level: int) -> None:
    bank = table(
        [*HEADER, "难度"], ["单选", "在哪里？", "一楼", "二楼", None, "B", said], name=name
    )
    assert bank.questions[0].difficulty == level


def test_each_sheet_is_read_and_one_without_questions_is_told() -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.title = "单选"
    made.active.append(HEADER)
    made.active.append(["单选", "在哪里？", "一楼", "二楼", None, "B"])
    second = made.create_sheet("多选")
    second.append(HEADER)
    second.append(["多选", "有什么？", "书", "报", "酒", "AB"])
    made.create_sheet("名单").append(["姓名", "电话"])
    made.create_sheet("空")
    content = io.BytesIO()
    made.save(content)
    bank = read_bank(content.getvalue(), "题.xlsx")
    assert [key(each) for each in bank.questions] == ["single B of 2", "several AB of 3"]
    assert [(each.sheet, each.code) for each in bank.notes] == [("名单", "left_sheet")]
    second["F2"] = "Z"
    content = io.BytesIO()
    made.save(content)
    with pytest.raises(UnfitError) as refused:
        read_bank(content.getvalue(), "题.xlsx")
    assert refused.value.describe("zh-CN")[1].startswith("工作表「多选」第 2 行「答案」列")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [(0.25, "0%", "25%"), (0.125, "0.0%", "12.5%"), (12, "0000", "0012"), (1200, "#,##0", "1,200"),
     (3.5, "0.00", "3.50"), (5, '0"分"', "5分"), (5, "General", "5"), (-3, "0;(0)", "(3)"),
     (8, "[$¥-804]#,##0.00", "¥8.00")],
)  # fmt: skip
def test_numbers_are_read_as_their_cells_show_them(value: float, form: str, shown: str) -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(HEADER)
    made.active.append(["单选", "占多少？", value, "别的", None, "A"])
    made.active["C2"].number_format = form
    content = io.BytesIO()
    made.save(content)
    assert read_bank(content.getvalue(), "题.xlsx").questions[0].options[0].text == shown


@pytest.mark.parametrize("form", ["# ?/?", "0.00E+00"])
def test_a_number_that_can_not_be_read_as_shown_is_refused(form: str) -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(HEADER)
    made.active.append(["单选", "占多少？", 0.5, "别的", None, "A"])
    made.active["C2"].number_format = form
    content = io.BytesIO()
    made.save(content)
    with pytest.raises(UnfitError) as refused:
        read_bank(content.getvalue(), "题.xlsx")
    assert [(each.column, each.code) for each in refused.value.errors] == [
        ("option_a", "number_format")
    ]


# -- GIFT and Moodle XML


def gift(text: str) -> BankFile:
    return read_bank(text.encode(), "题.gift")


def xml(text: str, body: str = "", kind: str = "truefalse") -> BankFile:
    answers = body or (
        '<answer fraction="100"><text>true</text></answer>'
        '<answer fraction="0"><text>false</text></answer>'
    )
    return read_bank(
        f'<quiz><question type="{kind}"><questiontext format="html"><text><![CDATA[{text}]]></text>'
        f"</questiontext>{answers}</question></quiz>".encode(),
        "题.xml",
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1.5×10<sup>8</sup> 千米", "1.5×10⁸ 千米"),
        ("10<sup><b>-3</b></sup>", "10⁻³"),
        ("2<sup>a+b</sup>", "2^(a+b)"),
        ("H<sub>2</sub>O", "H₂O"),
        (
            "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
            "甲 | 乙\n丙 | 丁",
        ),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("角在<u>&nbsp;&nbsp;</u>楼", "角在____楼"),
        ("<s>旧</s>新", "~~旧~~新"),
        ("<b>哪里</b>&nbsp;？", "哪里 ？"),
        ("若 a &lt; b 且 c &gt; d", "若 a < b 且 c > d"),
        ("若 a<b 且 c>d", "若 a<b 且 c>d"),
    ],
)
def test_markup_becomes_text_that_means_the_same(written: str, shown: str) -> None:
    assert xml(written).questions[0].prompt == shown
    assert gift(f"{written.replace('=', '')} {{T}}").questions[0].prompt == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("角在几楼？ {二}", "short 二"),
        ("语言？ {=C#}", "short C#"),
        ("语言？ {=C\\# #好}", "short C#"),
        ("几本？ {#\n=%100%5:0\n=%0%6:0#再数数\n}", "number 5"),
        ("几本？ {#=5:0#对 ~#再数数}", "number 5"),
        ("在哪里？ {~A. 一楼 =B. 二楼}", "single B of 2"),
    ],
)
def test_gift_is_read_as_moodle_reads_it(text: str, expected: str) -> None:
    assert [key(each) for each in gift(text).questions] == [expected]


def test_two_gift_questions_without_a_blank_line_are_told_so() -> None:
    with pytest.raises(Unreadable) as refused:
        gift("::甲::在哪里？ {=二楼 ~一楼}\n::乙::几点？ {=八点 ~九点}")
    assert [each.code for each in refused.value.errors] == ["no_blank_line"]
    with pytest.raises(Unreadable) as refused:
        gift("角在{=二 ~一}楼的{=东 ~西}侧")
    assert [each.code for each in refused.value.errors] == ["cloze"]


def test_essays_and_descriptions_of_moodle_are_left_out_and_told() -> None:
    bank = gift("谈谈体会 {}\n\n::说明::以下各题关于图书角。\n\n角免费。{T}")
    assert [(each.row, each.code) for each in bank.notes] == [(1, "essay"), (3, "description")]
    both = read_bank(
        b'<quiz><question type="description"><questiontext><text>Read</text></questiontext>'
        b'</question><question type="essay"/><question type="truefalse"><questiontext>'
        b'<text>Q</text></questiontext><answer fraction="100"><text>true</text></answer>'
        b'<answer fraction="0"><text>false</text></answer></question></quiz>',
        "m.xml",
    )
    assert [each.code for each in both.notes] == ["description", "essay"]
    assert len(both.questions) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("题.gift", "角免费。{T}\n\n角收费。{F}\n\n角免费。 {T}".encode()),
        ("题.txt", "一、判断题\n1. 角免费。（√）\n2. 角收费。（×）\n3. 角免费。（√）".encode()),
        ("题.csv", "题目,答案\n角免费。,对\n角收费。,错\n角免费。,对".encode()),
        ("题.docx", base64.b64decode("")),
    ],
)
def test_a_question_that_stands_there_twice_is_told(name: str, data: bytes) -> None:
    if name.endswith("docx"):
        data = paper("判断题", "1. 角免费。（√）", "2. 角收费。（×）", "3. 角免费。（√）")
    bank = read_bank(data, name)
    assert len(bank.questions) == 3
    assert [each.code for each in bank.notes] == ["duplicate_question"]
