"""A seminar: topics and papers of those who come, on the harness."""

from __future__ import annotations

from service.core.message import Bundle
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from tests.workflows.signup.test_signup import drafted


def seminar(*coming: int) -> Harness:
    life = drafted()
    life.taps("更多设置", SECRETARY)
    life.taps("研讨发言：不收", SECRETARY)
    life.taps("返回", SECRETARY)
    life.taps("发布", SECRETARY)
    for each in coming:
        life.press("join", actor=each)
    return life


def test_the_invitation_says_that_topics_are_collected() -> None:
    life = seminar()
    assert "报名后可以报发言题目、交论文" in life.heard(0)
    assert "报名后可以报发言题目" not in drafted().heard(SECRETARY)


def test_a_topic_is_typed_and_a_paper_sent_in_the_same_chat() -> None:
    life = seminar(LI, ZHANG)
    life.taps("发言题目", LI)
    life.types("战“疫”中的志愿服务", LI)
    assert "发言题目：战“疫”中的志愿服务（论文还没有交）" in life.heard(LI)
    life.sends("志愿服务.docx", LI)
    assert "（论文已交）" in life.heard(LI)
    life.taps("My talk", ZHANG, "en")
    life.sends("Reading at home.pdf", ZHANG)
    assert "Your talk: Reading at home (paper handed in)" in life.heard(ZHANG, "en")
    life.taps("名单", SECRETARY)
    heard = life.heard(SECRETARY)
    assert "发言（2 个题目，2 篇论文）" in heard
    assert "1. 李华：战“疫”中的志愿服务 📎" in heard


def test_the_papers_are_one_zip_in_the_order_of_the_talks() -> None:
    life = seminar(LI, ZHANG)
    life.press("papers", actor=SECRETARY)
    assert "还没有人交论文" in life.refusal()
    for each, name in ((ZHANG, "b.pdf"), (LI, "a.docx")):
        life.press("topic", actor=each)
        life.sends(name, each)
    life.press("papers", actor=SECRETARY)
    (file,) = life.messages(SECRETARY)[-1].attachments
    assert isinstance(file.content, Bundle)
    assert len(file.content.files) == 2


def test_nobody_without_a_place_hands_anything_in() -> None:
    life = seminar()
    life.press("topic", actor=LI)
    assert "您还没有报名" in life.heard(LI)
    life.sends("a.docx", LI)
    assert "先点“发言题目”" in life.refusal()


def test_a_file_of_a_wrong_kind_and_a_topic_that_is_too_long_are_refused() -> None:
    life = seminar(LI)
    life.press("topic", actor=LI)
    life.types("长" * 101, LI)
    assert "100" in life.refusal()
    life.sends("virus.exe", LI)
    assert "这种文件不收" in life.refusal()


def test_a_topic_stays_through_the_check_in_and_goes_with_the_place() -> None:
    life = seminar(LI)
    life.press("topic", actor=LI)
    life.types("讲一讲", LI)
    life.press("leave", actor=LI)
    life.press("join", actor=LI)
    assert life.parts[LI].topic == ""
