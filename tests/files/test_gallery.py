"""A page of what was collected: whole in one file, and nothing in it is more than text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from service.core.message import Attachment, Exhibit, Gallery, Original, Page, Shown, StoredFile
from service.files.attachments import make_file
from service.files.gallery import to_page

PICTURE = StoredFile("memory", "f", "雨.png", "image/png", 3)
PAPER = StoredFile("memory", "g", "全文.docx", "application/msword", 3)
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>&amp;'


class Reading(HTMLParser):
    """The tags and addresses of a page, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.words += data


def page(*exhibits: Exhibit, title: str = "我身边的故事") -> str:
    """With every file that is called a PNG shown."""
    files = [file for each in exhibits for file in each.files]
    shown = {each: Shown(b"jpg") for each in files if each.mime == "image/png"}
    return to_page(Page(Gallery(title, "写一写身边的人。", exhibits, "zh-CN"), shown))


def test_a_page_shows_whose_it_is_the_words_the_pictures_and_the_names_of_files() -> None:
    exhibit = Exhibit("李华", "第 1 名 · 3 票", "雨后\n操场", (PICTURE, PAPER))
    read = Reading(page(exhibit))
    assert read.addresses == ["data:image/jpeg;base64,anBn"]
    for words in ("李华", "第 1 名 · 3 票", "雨后\n操场", "📎 全文.docx", "写一写身边的人。"):
        assert words in read.words


def test_what_people_write_never_becomes_markup() -> None:
    plain = Reading(page(Exhibit("x", "x", "x")))
    hostile = StoredFile("memory", "f", f'">{HOSTILE}', "image/png", 3)
    read = Reading(page(Exhibit(HOSTILE, HOSTILE, HOSTILE, (hostile,)), title=HOSTILE))
    assert sorted(set(read.tags) - {"img"}) == sorted(set(plain.tags))
    assert read.tags.count("img") == 1
    assert HOSTILE in read.words


def test_it_loads_nothing_from_anywhere_and_runs_nothing() -> None:
    whole = page(Exhibit("李华", "", "见 https://example.org/x.png", (PICTURE,)))
    assert "default-src 'none'" in whole
    assert not [each for each in Reading(whole).addresses if not each.startswith("data:image/")]
    assert "url(" not in whole
    assert "@import" not in whole


def test_a_picture_that_could_run_something_is_named_only() -> None:
    vector = StoredFile("memory", "f", "图.svg", "image/svg+xml", 3)
    with pytest.raises(ValueError, match="picture"):
        make_file(Attachment("picture.jpg", Original(b"<svg xmlns='http://www.w3.org/2000/svg'/>")))
    read = Reading(page(Exhibit("李华", "", "", (vector,))))
    assert "img" not in read.tags
    assert "📎 图.svg" in read.words


def test_it_becomes_a_file_in_the_readers_language() -> None:
    page = Page(Gallery("T", "", (Exhibit("Li", "", "words"),), "en"))
    file = make_file(Attachment("gallery.html", page))
    assert (file.name, file.mime) == ("gallery.html", "text/html; charset=utf-8")
    assert b'<html lang="en">' in file.content
