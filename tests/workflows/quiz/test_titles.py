"""What a quiz is called: not like its file, and as its organizer likes."""

from __future__ import annotations

import pytest

from service.workflows.quiz.titles import offered
from tests.workflows.quiz.test_authoring import GIFT, banks, send
from tests.world import BRANCH, world


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("12月主题党日测验题库（最终版）.xlsx", "12月主题党日测验"),
        ("2026-11-30 主题党日测验.docx", "主题党日测验"),
        ("20261130主题党日测验-定稿", "主题党日测验"),
        ("党史知识题库V2.1（修订版）(3).xlsx", "党史知识"),
        ("党史学习教育第二版", "党史学习教育"),
        ("安全知识（2026最终版）", "安全知识"),
        ("Copy of Safety question bank v2.xlsx", "Safety"),
        ("Safety quiz final.csv", "Safety quiz"),
        ("2026-11-30", ""),
        ("2026-11-30 (2)", ""),
        ("题库.gift", ""),
    ],
)
def test_what_only_tells_files_apart_is_no_part_of_a_title(name: str, title: str) -> None:
    assert offered(name) == title
    assert offered(title) == title


@pytest.mark.parametrize(
    "name",
    [
        "防护与支部工作",
        "2026年12月主题党日测验",
        "全过程人民民主（一）",
        "中国共产党章程（2022年版）",
        "新版党章学习",
        "出版工作条例",
        "出版",
        "终身学习",
        "IPv6",
        "Version control basics",
    ],
)
def test_a_good_name_is_left_as_it_is(name: str) -> None:
    assert offered(name) == name


async def test_a_quiz_from_a_file_is_offered_a_clean_title_and_the_bank_keeps_its_name() -> None:
    async with world() as w:
        await send(w, "王敏", GIFT, "12月主题党日测验题库（最终版）.gift")
        await w.press("王敏", "存为题库并安排测验")
        assert await banks(w) == ["12月主题党日测验题库（最终版）"]
        await w.press("王敏", "现在")
        await w.press("王敏", "30 分钟")
        assert w.newest(w.chat("王敏")).post.title == "📝 12月主题党日测验"


async def test_the_title_is_changed_in_the_preview() -> None:
    async with world() as w:
        await send(w, "王敏", GIFT, "题库（最终版）.gift")
        await w.press("王敏", "存为题库并安排测验")
        await w.press("王敏", "现在")
        await w.press("王敏", "30 分钟")
        assert w.newest(w.chat("王敏")).post.title == "📝 测验"
        await w.say("王敏", "标题")
        assert "请发来新的标题" in w.last("王敏")
        await w.say("王敏", "测" * 101)
        assert "请写 1 到 100 个字" in w.last("王敏")
        await w.say("王敏", "十二月\n主题党日测验")
        assert w.newest(w.chat("王敏")).post.title == "📝 十二月 主题党日测验"
        await w.press("王敏", "确认发布")
        assert w.newest(w.chat("李华", BRANCH)).post.title == "📝 十二月 主题党日测验"
