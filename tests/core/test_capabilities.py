"""A message is made poorer for a platform, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.capabilities import Capabilities, PollLimits, degrade, split_text
from service.core.message import Ballot, Button, File, Post


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
    assert poorer.body == "选\n\n📎 x.md\n\n1. 甲\n2. 乙", "what is answered stands last"
    assert not poorer.buttons
    assert not poorer.files


def test_a_file_that_the_words_name_already_is_not_named_twice() -> None:
    (poorer,) = degrade(Post("要点\n📎 x.md", files=(File("x.md", "", b""),)), Capabilities())
    assert poorer.body == "要点\n📎 x.md"


@pytest.mark.parametrize(
    ("ballot", "fits"),
    [
        (Ballot("1", "问" * 300, ("项" * 100,) * 12, explanation="因" * 200), True),
        (Ballot("1", "问" * 301, ("是", "否")), False),
        (Ballot("1", "𠮷" * 151, ("是", "否")), False),
        (Ballot("1", "?", ("项" * 101, "否")), False),
        (Ballot("1", "?", ("是", "否"), explanation="因" * 201), False),
        (Ballot("1", "?", ("是",) * 13), False),
        (Ballot("1", "?", ("是",)), False),
        (Ballot("1", "?", ("是", " ")), False),
    ],
)
def test_a_poll_is_kept_where_there_are_polls_and_it_fits(ballot: Ballot, fits: bool) -> None:
    post = Post("问题", buttons=((Button("1::vote:0.0", "是"),),), ballot=ballot)
    (kept,) = degrade(post, Capabilities(buttons=True, polls=PollLimits()))
    assert kept == (Post("", ballot=ballot) if fits else replace(post, ballot=None))
    assert degrade(post, Capabilities(buttons=True)) == (replace(post, ballot=None),)
