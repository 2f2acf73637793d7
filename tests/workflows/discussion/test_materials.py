"""A prompt with something to read along: links and files."""

from __future__ import annotations

from service.sdk.testing import SECRETARY
from service.workflows.discussion.drafting import MOST_MATERIALS
from tests.workflows.discussion.life import BY_HAND, Life, drafted, taps
from tests.workflows.discussion.stories import (
    at_school,
    choose,
    draft,
    files,
    topic,
    upload,
)


async def test_a_file_and_a_link_are_posted_with_the_prompt() -> None:
    async with at_school() as w:
        await draft(w)
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "学习材料")
        assert "请发送学习材料" in w.last("王敏")
        await w.say("王敏", "https://example.org/report")
        await upload(w, "王敏", "学习要点.pdf", b"%PDF", mime="application/pdf")
        assert "https://example.org/report\n📎 学习要点.pdf" in w.last("王敏")
        await w.press("王敏", "返回")
        assert "📎 学习要点.pdf" in w.last("王敏"), "the preview names it"
        assert "学习要点.pdf" not in files(w, "王敏"), "and does not send it back"
        await w.press("王敏", "发布")
        post = topic(w).post
        assert "https://example.org/report" in post.body
        assert [(each.name, each.content) for each in post.files] == [("学习要点.pdf", b"%PDF")]


def test_a_file_may_come_before_it_is_asked_for() -> None:
    life = Life(BY_HAND)
    life.send(SECRETARY, "a.pdf", mime="application/pdf")
    assert "讨论什么题目" in life.heard(SECRETARY), "the question stands"
    for words in ("读书体会", "结合实际谈谈体会。", "今晚8点"):
        life.types(words, SECRETARY)
    life.taps("发布", SECRETARY)
    assert [each.name for each in life.messages()[-1].attachments] == ["a.pdf"]


def test_materials_can_be_removed_again() -> None:
    life = drafted()
    life.taps("更多操作…", SECRETARY)
    life.taps("学习材料", SECRETARY)
    life.types("https://example.org/report", SECRETARY)
    taps(life, SECRETARY, "清空材料", "发布")
    assert "example.org" not in life.heard()


async def test_a_file_that_is_gone_by_then_is_told_and_the_topic_still_comes() -> None:
    async with at_school() as w:
        await draft(w)
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "学习材料")
        line = await upload(w, "王敏", "a.pdf", b"%PDF", mime="application/pdf")
        await w.delete(line)
        await choose(w, "王敏", "返回", "发布")
        post = topic(w).post
        assert "📎 a.pdf（文件没能取到，请向发送的人索取）" in post.body
        assert not post.files
        assert post.title == "💬 读书体会"


def test_there_is_an_end_to_materials() -> None:
    life = drafted()
    life.taps("更多操作…", SECRETARY)
    life.taps("学习材料", SECRETARY)
    for number in range(MOST_MATERIALS):
        life.types(f"第 {number} 份", SECRETARY)
    life.types("再来一份", SECRETARY)
    assert "最多 10 份材料" in life.refusal()
    taps(life, SECRETARY, "返回", "发布")
    assert "第 9 份" in life.heard()
    assert "再来一份" not in life.heard()
