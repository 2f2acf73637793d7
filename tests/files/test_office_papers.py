"""Papers from Word, as Chinese offices write them."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pytest

from service.files.bank_files import UnfitError
from service.files.errors import Unreadable
from service.files.questions import read_bank, read_questions
from service.questions.model import Option, Pair, Question
from tests.files.papers import numbered, paper, saved

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def read(*paragraphs: str) -> tuple[Question, ...]:
    return read_questions(paper(*paragraphs), "题.docx")


def errors(*paragraphs: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as refusal:
        read(*paragraphs)
    return [(each.row, each.code) for each in refusal.value.errors]


def options(right: str, *texts: str) -> tuple[Option, ...]:
    return tuple(Option(text, "ABCDEF"[i] in right) for i, text in enumerate(texts))


def test_a_whole_paper_is_read_with_its_sections_answers_and_explanations() -> None:
    assert read(
        "2026年3月主题党日测验",
        "姓名：＿＿＿＿　支部：＿＿＿＿",
        "一、单选题（每题2分，共4分）",
        "1. 党的一大在哪里召开？（  ）",
        "A．上海",
        "B．北京",
        "答案：A",
        "解析：一大会址在上海。",
        "会议后来移到嘉兴南湖。",
        "2、支部委员会每届任期几年（B）？",
        "A、两年  B、三年至五年  C、五年",
        "二、多选题（每小题 3 分）",
        "3．“三会一课”中的“三会”包括：",
        "A. 支部党员大会\tB. 支委会\tC. 党小组会",
        "【答案】ABC",
        "【解析】一课指党课。",
        "三、判断题（每题1分）",
        "4. 预备党员有表决权。（×）",
        "（5）党章由全国代表大会修改。",
        "答案：√",
        "四、填空题（每空0.5分）",
        "6. 党的生日是＿＿＿＿。",
        "参考答案：7月1日|七一",
        "五、排序题",
        "7. 按时间排列：",
        "A. 党的七大 B. 遵义会议",
        "答案：BA",
        "六、连线题",
        "8. 连起来：",
        "A. 一大 -> 上海",
        "B. 七大 → 延安",
        "C. -> 遵义",
        "计分方式：部分得分",
        "标签：党史，会议",
        "难度：3",
    ) == (
        Question("single", "党的一大在哪里召开？（  ）", options("A", "上海", "北京"), 2,
                 "一大会址在上海。\n会议后来移到嘉兴南湖。"),
        Question("single", "支部委员会每届任期几年（　）？",
                 options("B", "两年", "三年至五年", "五年"), 2),
        Question("several", "“三会一课”中的“三会”包括：",
                 options("ABC", "支部党员大会", "支委会", "党小组会"), 3, "一课指党课。"),
        Question("truefalse", "预备党员有表决权。（　）", options("B", "正确", "错误"), 1),
        Question("truefalse", "党章由全国代表大会修改。", options("A", "正确", "错误"), 1),
        Question("short", "党的生日是＿＿＿＿。", points=0.5, accepted=("7月1日", "七一")),
        Question("order", "按时间排列：", items=("遵义会议", "党的七大")),
        Question("match", "连起来：", pairs=(Pair("一大", "上海"), Pair("七大", "延安")),
                 decoys=("遵义",), credit="proportional", tags=("党史", "会议"), difficulty=3),
    )  # fmt: skip


def test_without_sections_the_kind_follows_from_the_answer() -> None:
    found = read(
        "1. 单选？", "A. 甲", "B. 乙", "答案：B",
        "2. 多选？", "A. 甲", "B. 乙", "答案：A、B",
        "3. 判断。（对）",
        "4. 判断。", "A. 正确", "B. 错误", "答案：A",
        "5. 填空", "答案：三年",
        "6. （多选）只有一个对", "A. 甲", "B. 乙", "答案：A",
    )  # fmt: skip
    assert [each.kind for each in found] == [
        "single", "several", "truefalse", "truefalse", "short", "several"
    ]  # fmt: skip
    assert found[-1].prompt == "只有一个对"


def test_numbers_and_letters_that_word_makes_count_like_typed_ones() -> None:
    found = read_questions(
        numbered(
            ("chineseCounting", ["单选题（每题2分）"]),
            ("decimal", ["第一题"]),
            ("upperLetter", ["甲", "乙"]),
            ("", ["答案：B"]),
            ("decimal", ["第二题"]),
            ("upperLetter", ["丙", "丁"]),
            ("", ["答案：A"]),
        ),
        "题.docx",
    )
    assert found == (
        Question("single", "第一题", options("B", "甲", "乙"), 2),
        Question("single", "第二题", options("A", "丙", "丁"), 2),
    )


def test_cells_of_a_table_are_read_in_their_order() -> None:
    from docx import Document

    document: Any = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "1. 题"
    table.cell(0, 1).text = "A. 甲 B. 乙"
    document.add_paragraph("答案：A")
    assert len(read_questions(saved(document), "t.docx")) == 1


def test_the_picture_of_a_question_comes_with_it() -> None:
    from docx import Document

    document: Any = Document()
    document.add_paragraph("1. 这是什么？")
    document.add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("答案：一个点")
    bank = read_bank(saved(document), "t.docx")
    assert bank.pictures == {bank.questions[0].picture: PIXEL}
    assert bank.questions[0].picture.endswith(".png")


def test_every_error_is_listed_with_its_paragraph() -> None:
    assert errors(
        "A. 没有题目的选项",
        "1. 没有答案",
        "A. 甲",
        "B. 乙",
        "2. 答案不在选项里",
        "A. 甲",
        "C. 乙",
        "答案：D",
        "3. 答案写了两次",
        "A. 甲",
        "B. 乙",
        "答案：A",
        "答案：B",
        "不知道是什么",
        "二、简答题",
        "4. 谈谈体会",
        "三、填空题",
        "5. ___和___",
        "答案：甲；乙",
        "四、数值题",
        "6. 多少",
        "答案：许多",
        "分值：很高",
    ) == [
        (1, "no_question"),
        (2, "no_answer"),
        (5, "unknown_answer"),
        (7, "option_order"),
        (13, "two_answers"),
        (14, "stray_text"),
        (18, "cloze"),
        (21, "bad_points"),
        (21, "bad_number"),
    ]


def test_what_is_no_document_is_refused_with_what_to_do() -> None:
    for data in (b"not a zip", b"PK\x03\x04 damaged", bytes.fromhex("d0cf11e0a1b11ae1") + b"old"):
        with pytest.raises(Unreadable) as refusal:
            read_questions(data, "题.docx")
        assert [each.code for each in refusal.value.errors] == ["not_docx"]


def packed(document: str, **parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", document)
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="w">&a;</w:document>', "damaged"),
        ("<w:document", "damaged"),
        ("<d>" + "<p/>" * 3_000_000 + "</d>", "bomb"),
        ("<d>" + "x" * 60_000_000 + "</d>", "bomb"),
    ],
)
def test_a_hostile_document_is_refused(document: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_questions(packed(document), "题.docx")
    assert [each.code for each in refusal.value.errors] == [code]


def test_a_line_says_the_kind_and_a_tolerance_makes_a_number() -> None:
    order, number, asked = read(
        "1. 按时间先后排列：",
        "A. 遵义会议",
        "B. 党的一大",
        "答案：BA",
        "题型：排序",
        "2. 圆周率约为多少？",
        "答案：3.14±0.01",
        "3. 一年有几个季度？",
        "题型：数值",
        "答案：4",
    )
    assert order.items == ("党的一大", "遵义会议")
    assert (number.kind, number.number, number.tolerance) == ("number", 3.14, 0.01)
    assert (asked.kind, asked.number) == ("number", 4)
    assert errors("1. 问", "题型：画图", "答案：A") == [(1, "unknown_kind")]


def test_what_nothing_is_wrong_with_comes_along_with_the_errors() -> None:
    with pytest.raises(UnfitError) as refused:
        read(
            "1. 一",
            "答案：对",
            "2. 二",
            "A. 甲",
            "答案：A",
            "3. 三",
            "A. 甲",
            "C. 乙",
            "答案：A",
            "4. 四（对）",
        )
    assert [each.prompt for each in refused.value.good.questions] == ["一", "四（　）"]
