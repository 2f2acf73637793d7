"""A message is made poorer for a platform, and nothing of it is lost."""

from __future__ import annotations

import pytest

from service.core.capabilities import Capabilities, degrade, split_text
from service.core.message import Button, File, Post


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("limit", [2, 3, 10, 64])
@pytest.mark.parametrize("text", ["𠮷" * 99, "a𠮷b" * 40, "好" * 99, "字 \n\n😀。" * 30])
def test_a_text_counted_in_utf16_is_split_so_that_each_piece_fits(text: str, limit: int) -> None:
    pieces = split_text(text, limit, utf16=True)
    assert all(0 < units(each) <= limit for each in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_what_just_fits_in_utf16_is_not_split() -> None:
    capabilities = Capabilities(text_length=10, utf16=True)
    assert len(degrade(Post("𠮷" * 5), capabilities)) == 1
    assert len(degrade(Post("𠮷" * 5 + "a"), capabilities)) == 2
    assert len(degrade(Post("好" * 10), Capabilities(text_length=10))) == 1


def test_a_title_counts_with_its_line() -> None:
    capabilities = Capabilities(text_length=10, utf16=True)
    assert len(degrade(Post("12345678", title="1"), capabilities)) == 1
    assert len(degrade(Post("123456789", title="1"), capabilities)) == 2


def test_choices_become_a_numbered_list_and_files_their_names() -> None:
    post = Post(
        "选", buttons=((Button("a", "甲"),), (Button("b", "乙"),)), files=(File("x.md", "", b""),)
    )
    (poorer,) = degrade(post, Capabilities())
    assert poorer.body == "选\n\n1. 甲\n2. 乙\n\n📎 x.md"
    assert not poorer.buttons
    assert not poorer.files
