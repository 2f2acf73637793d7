"""Messages are rendered as they are, and lie in the outbox as they always have."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from service.core.message import (
    Attachment,
    Bars,
    Chart,
    Choice,
    Dated,
    Document,
    Exhibit,
    Gallery,
    Heading,
    Invitation,
    Message,
    Original,
    Paragraph,
    Picture,
    Poll,
    StoredFile,
    Table,
)
from service.core.texts import FileName, Lines, Moment, Named, Secret, lines
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound import payloads
from service.runtime.outbound.rendering import render

AT = datetime(2026, 3, 6, 10, tzinfo=UTC)
PAPER = StoredFile("a", "f", "f.pdf", "application/pdf", 9)
MISSING = "📎 f.pdf (this file couldn't be downloaded; ask the sender for it)"


def message(words: Any, missing: str = "", language: str = "") -> Message:
    """One with everything in it; `words` makes words of a string."""
    table = Table((words("a"),), ((words("x"), 1.5),))
    report = Document(words("T"), (Heading(words("h")), Paragraph(words("p")), table))
    invitation = Invitation(
        "u",
        AT,
        AT,
        words("s"),
        words("d"),
        sequence=2,
        cancelled=True,
        location=words("l"),
        parties=(("1", "王"),),
    )
    exhibit = Exhibit(words("by"), words("n"), words("w"), (PAPER,))
    chart = Chart(words("c"), (Bars(words("b"), ((words("x"), 1.0),), 100),))
    poll = Poll(
        "7::v:",
        words("q"),
        (words("a"), words("b")),
        several=True,
        right=(1,),
        explanation=words("e"),
        closed=True,
        seconds=20,
    )
    files = (
        Attachment("r.md", report),
        Attachment("t.ics", invitation),
        Attachment("g.html", Gallery(words("g"), words("i"), (exhibit,), language)),
        Attachment("p.png", Picture("abc.png")),
        Attachment("c.png", chart),
        Attachment("f.pdf", PAPER, missing),
    )
    choices = ((Choice("7::a:", words("A"), leads=True),),)
    return Message(words("b"), words("t"), choices, files, poll)


RENDERED = message(str, MISSING, "en")

OLD = """{"body":"b","title":"t","buttons":[[{"id":"7::a:","label":"A","leads":true}]],
"enclosures":[{"name":"r.md","report":{"title":"T","blocks":[{"kind":"heading","words":"h",
"header":[],"rows":[]},{"kind":"paragraph","words":"p","header":[],"rows":[]},{"kind":"table",
"words":"","header":["a"],"rows":[["x",1.5]]}]},"appointment":null,"page":null,"picture":"",
"drawing":null,"stored":null,"missing":"","original":""},{"name":"t.ics","report":null,
"appointment":{"uid":"u","starts_at":"2026-03-06T10:00:00Z","ends_at":"2026-03-06T10:00:00Z",
"summary":"s","description":"d","sequence":2,"cancelled":true,"location":"l",
"parties":[["1","王"]]},"page":null,"picture":"","drawing":null,"stored":null,"missing":"",
"original":""},{"name":"g.html","report":null,"appointment":null,"page":{"title":"g","intro":"i",
"language":"en","pieces":[{"by":"by","note":"n","words":"w","files":[{"stored":{"account":"a",
"file_id":"f","name":"f.pdf","mime":"application/pdf","size":9},"content":null,"source":"",
"target":"","width":0,"height":0}]}],"about":"","download":""},"picture":"","drawing":null,
"stored":null,"missing":"","original":""},{"name":"p.png","report":null,"appointment":null,
"page":null,"picture":"abc.png","drawing":null,"stored":null,"missing":"","original":""},
{"name":"c.png","report":null,"appointment":null,"page":null,"picture":"","drawing":{"title":"c",
"panels":[{"title":"b","bars":[["x",1.0]],"most":100}]},"stored":null,"missing":"","original":""},
{"name":"f.pdf","report":null,"appointment":null,"page":null,"picture":"","drawing":null,
"stored":{"account":"a","file_id":"f","name":"f.pdf","mime":"application/pdf","size":9},
"missing":"📎 f.pdf (this file couldn't be downloaded; ask the sender for it)","original":""}],
"ballot":{"id":"7::v:","question":"q","options":["a","b"],"several":true,"right":[1],
"explanation":"e","closed":true,"seconds":20}}"""
"""As the versions before wrote it."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.of(("service.runtime",))


def test_what_is_rendered_is_the_same_with_its_words_said(catalog: Catalog) -> None:
    english = Locale("en")
    assert render(message(lambda word: Named("字", word)), catalog, english) == RENDERED
    assert render(message(lines), catalog, english) == RENDERED
    assert render(RENDERED, catalog, english) == RENDERED


def test_words_in_words_are_said_for_their_reader(catalog: Catalog) -> None:
    said = Message(lines(Moment(AT, "time"), Lines((Named("甲", "A"), Secret(token="x")), sep=" ")))
    there = Locale("en", "Asia/Shanghai", opens=lambda token: f"<{token}>")
    assert render(said, catalog, there) == Message("18:00\nA <x>")
    assert render(said, catalog, Locale("zh-CN", "Asia/Shanghai")) == Message("18:00\n甲 ***")


def test_a_message_comes_back_from_the_outbox_as_it_was() -> None:
    assert payloads.read(payloads.write(RENDERED)) == RENDERED
    several = {"en": RENDERED, "zh": Message("好")}
    assert payloads.read_variants(payloads.write_variants(several)) == several
    assert payloads.read('{"body": "words"}') == Message("words")


def test_times_in_tables_and_names_of_files_come_back_as_their_reader_reads_them(
    catalog: Catalog,
) -> None:
    at = datetime.fromisoformat("2026-03-06T18:00")
    table = Table(("at",), ((Dated(Moment(AT, "record"), at),), (Dated("d", at, day=True),)))
    name = FileName(at.date(), Named("测验", "quiz"), Named("成绩", "results"), ".xlsx")
    file = Attachment(name, Document("T", (table,)))
    said = render(Message("", attachments=(file,)), catalog, Locale("en", "Asia/Shanghai"))
    (kept,) = payloads.read(payloads.write(said)).attachments
    assert kept.name == "2026-03-06 quiz results.xlsx"
    rows = (Dated("Fri, 6 Mar 2026, 18:00", at),), (Dated("d", at, day=True),)
    assert kept.content == Document("T", (Table(("at",), rows),))


def test_what_earlier_versions_have_written_is_read() -> None:
    assert payloads.read(OLD) == RENDERED


def test_it_is_written_under_the_names_of_earlier_versions() -> None:
    def told(value: Any) -> Any:
        """Without what is empty, which may be left out."""
        if isinstance(value, list):
            return [told(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {key: told(each) for key, each in value.items() if each not in ("", None, [], 0)}

    assert told(json.loads(payloads.write(RENDERED))) == told(json.loads(OLD))


def test_what_only_delivery_makes_does_not_lie_in_the_outbox() -> None:
    with pytest.raises(TypeError, match="Original"):
        payloads.write(Message("", attachments=(Attachment("a.jpg", Original(b"x")),)))
