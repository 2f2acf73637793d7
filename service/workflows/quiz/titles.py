"""The title that a quiz is offered: from the name of its bank or file, without what only tells one
file from another."""

from __future__ import annotations

import re

_ENDING = re.compile(r"\.(?:xlsx?|xlsm|et|csv|docx?|wps|gift|aiken|txt|xml)$", re.IGNORECASE)
_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_MARK = (
    r"(?:最终|终|最新|修订|修改|正式|更新|打印|送审|第?" + _NUMBER + r")"
    r"(?:版本|版|稿)|定稿|终稿|初稿|草稿|副本|备份|最终|最新"
    r"|(?:\b|(?<=[^a-z]))(?:v(?:er(?:sion)?)?\.? ?\d+(?:\.\d+)*"
    r"|final(?: version)?|draft|copy|revised)\b"
)
_BANK = r"(?:试?题库|\b(?:question|quiz) bank\b)"
_DATE = r"(?:20\d\d ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2}日?|20\d{6}(?!\d))(?: ?\(\d+\))?"
_ANY = f"(?:{_MARK}|{_BANK}|{_DATE})"
_BETWEEN = r"[\s\-_—·.,，、:：+]*"
_OUTSIDE = " \t-_—·.,，、:：+"

_IN_BRACKETS = re.compile(
    rf"[（(【\[{{]{_BETWEEN}(?:(?:{_ANY}|\d{{1,2}}){_BETWEEN})+[）)】\]}}]", re.IGNORECASE
)
_AT_THE_END = re.compile(rf"{_BETWEEN}{_ANY}$", re.IGNORECASE)
_AT_THE_START = re.compile(rf"^(?:{_DATE}|{_BANK}|copy of\b){_BETWEEN}", re.IGNORECASE)


def offered(name: str) -> str:
    """The name without its ending, “question bank”, marks of versions and dates; "" where nothing
    else is in it: `2026-11-30 12月主题党日测验题库（最终版）.xlsx` is 12月主题党日测验."""
    title = " ".join(_ENDING.sub("", name.strip()).replace("_", " ").split())
    while True:
        left = _IN_BRACKETS.sub(" ", title)
        left = _AT_THE_START.sub("", _AT_THE_END.sub("", left))
        left = " ".join(left.split()).strip(_OUTSIDE)
        if left == title:
            return title
        title = left
