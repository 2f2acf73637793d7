"""Reports as Markdown and docx."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.core.message import Document, Heading, Paragraph, Table
from service.files.documents import escape_markdown, to_docx, to_markdown
from service.files.workbooks import CONTROL

Block = Heading | Paragraph | Table
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>", "&lt;b&gt; &#60;", "**bold** _it_ ~~x~~ `code`", "# heading",
    "- item", "+ item", "* item", "1. item", "2) item", "> quote", "---", "===", "```", "~~~",
    "[a](http://x.y)", "![a](b)", "[a]: http://x.y", "<http://x.y>", "a | b", "| - |", "\\", "\\*",
    "    code", "\tcode", "a  \nb", "a\\\nb", "&nbsp;", "$x$", "a\n===", "a\n---", "王敏：*好*",
]  # fmt: skip


def words(tokens: list[Token]) -> str:
    """What a reader sees; fails on anything but paragraphs of plain text."""
    seen = []
    for token in tokens:
        if token.type == "inline":
            kinds = {each.type for each in token.children or []}
            assert kinds <= {"text", "text_special", "softbreak", "hardbreak"}, kinds
            breaks = ("softbreak", "hardbreak")
            seen.append(
                "".join("\n" if c.type in breaks else c.content for c in token.children or [])
            )
        else:
            assert token.type in ("paragraph_open", "paragraph_close"), token.type
    return "\n\n".join(seen)


def squeezed(text: str) -> str:
    return "".join(text.split())


# -- Markdown


def test_a_report_reads_as_commonmark() -> None:
    blocks = (
        Heading("回复"),
        Paragraph("第一行\n第二行\n\n另一段"),
        Table(("姓名", "回复"), (("王敏", "a|b\nc"), ("李华",))),
    )
    assert to_markdown(Document("主题 1", blocks)) == (
        "# 主题 1\n\n## 回复\n\n第一行\\\n第二行\n\n另一段\n\n"
        "| 姓名 | 回复 |\n| --- | --- |\n| 王敏 | a\\|b<br>c |\n| 李华 |  |\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_users_text_is_shown_as_text(text: str) -> None:
    assert squeezed(words(paragraph(text))) == squeezed(text)


@given(st.text(st.sampled_from("ab1 \n\t#*_-+=.)>|<!&;[]()`~\\:/@x王"), max_size=20) | st.text())
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    assert squeezed(words(paragraph(text))) == squeezed(CONTROL.sub("", text))


def paragraph(text: str) -> list[Token]:
    """The tokens of a report that holds the text only, after its title."""
    return RENDERER.parse(to_markdown(Document("T", (Paragraph(text),))))[3:]


def test_a_heading_and_a_cell_stay_on_their_line() -> None:
    blocks = (Heading("a\n# b"), Table(("x\n\n| y",), (("`|`",),)))
    tokens = RENDERER.parse(to_markdown(Document("t\n> u", blocks)))
    assert [each.tag for each in tokens if each.type == "heading_open"] == ["h1", "h2"]
    assert len([each for each in tokens if each.type == "tr_open"]) == 2
    assert len([each for each in tokens if each.type in ("th_open", "td_open")]) == 2


@pytest.mark.parametrize("text", ["https://evil.example/x", "www.evil.example", "a@evil.example"])
def test_addresses_do_not_become_links(text: str) -> None:
    assert escape_markdown(text).replace("\\", "") == text
    assert text not in escape_markdown(text)


# -- docx


def opened(*blocks: Block, title: str = "主题") -> Any:
    return docx.Document(io.BytesIO(to_docx(Document(title, blocks))))


def test_a_report_becomes_a_word_document() -> None:
    document = opened(
        Heading("回复"),
        Paragraph("第一行\n第二行"),
        Table(("姓名", "回复"), (("王敏", "好"), ("李华",))),
    )
    assert [(each.style.name, each.text) for each in document.paragraphs] == [
        ("Title", "主题"),
        ("Heading 1", "回复"),
        ("Normal", "第一行\n第二行"),
    ]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["姓名", "回复"], ["王敏", "好"], ["李华", ""]]
    assert document.core_properties.title == "主题"


def test_characters_that_xml_can_not_hold_are_dropped() -> None:
    document = opened(
        Paragraph("a\x00b\x0bc\ud800d\uffff"),
        Table(("\x01x",), (("y\x1f",),)),
        title="\x02t",
    )
    assert [each.text for each in document.paragraphs] == ["t", "abcd"]
    assert [row.cells[0].text for row in document.tables[0].rows] == ["x", "y"]


def test_markup_in_a_word_document_is_text() -> None:
    assert opened(Paragraph("<w:p/>&amp;")).paragraphs[1].text == "<w:p/>&amp;"


def test_chinese_is_set_in_chinese_fonts() -> None:
    document = opened(Paragraph("好"))
    fonts = {
        style: document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in ("Normal", "Title", "Heading 1")
    }
    assert fonts == {"Normal": "宋体", "Title": "黑体", "Heading 1": "黑体"}


def test_a_table_without_columns_and_a_very_long_title_are_no_trouble() -> None:
    assert opened(Table((), ()), title="长" * 1000).tables
    assert to_markdown(Document("", (Table((), ()),))) == "# \n\n|  |\n| --- |\n"
