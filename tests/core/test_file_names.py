"""What files are called that go into an archive."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from service.core.file_names import LONGEST, file_name

DAY = date(2026, 11, 30)


def test_a_file_is_called_by_its_day_its_title_and_what_it_is() -> None:
    assert file_name(DAY, "主题党日测验", "成绩", ".xlsx") == "2026-11-30 主题党日测验 成绩.xlsx"
    assert file_name(DAY, "", "成绩", ".xlsx") == "2026-11-30 成绩.xlsx"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ('学习/讨论\\: "为什么*?" <一|二>', "学习 讨论 为什么 一 二"),
        ("两\n行\t和\x00控制\x7f符", "两 行 和 控制 符"),
        ("  三会一课 . ", "三会一课"),
        ("...", ""),
        ("\u202excod.exe", "xcod.exe"),
        ("e\u0301te\u0301", "été"),
        ("第1.5版", "第1.5版"),
        ("👨‍👩‍👧 家风", "👨‍👩‍👧 家风"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_what_file_systems_refuse_is_left_out(title: str, kept: str) -> None:
    assert file_name(DAY, title, "记录", ".docx") == " ".join(
        f"2026-11-30 {kept} 记录.docx".split()
    )


@pytest.mark.parametrize(
    "title", ["测" * 300, "a" * 300, "👨‍👩‍👧" * 60, "é" * 200, "e\u0323\u0302" * 99]
)
def test_a_long_title_is_cut_and_day_kind_and_ending_stay(title: str) -> None:
    name = file_name(DAY, title, "讨论记录", ".docx")
    assert len(name.encode()) <= LONGEST
    assert len(name.encode()) > LONGEST - 30, "no shorter than it must be"
    assert name.startswith("2026-11-30 ")
    assert name.endswith("… 讨论记录.docx")
    assert unicodedata.is_normalized("NFC", name)
    assert "\u200d…" not in name
