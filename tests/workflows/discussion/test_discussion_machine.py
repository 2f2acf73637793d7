"""A discussion collects what it should, refuses the rest with a clear word, and says who spoke."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from service.core.calendar import QuietHours
from service.core.effects import Acknowledge, Edit, Send, SetTimer, ToMembers, ToPerson, ToRoom
from service.core.events import Attached, DeliveryFailed, Edited, Said, TimerFired, Withdrawn
from service.core.message import Document, StoredFile, Table
from service.core.texts import plain
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, ROSTER, SECRETARY, ZHANG
from service.workflows.discussion import WORKFLOW
from tests.workflows.discussion.life import DETAILS, OTHER, Life, in_private, in_room, shanghai

# -- collecting


def test_replies_are_collected_with_a_mark_and_no_word_in_the_room() -> None:
    life = Life()
    life.reply(LI, "第一条", "m1")
    assert life.effects(Acknowledge) == [Acknowledge(in_room("m1"))]
    assert not life.effects(Send)
    life.reply(LI, "第二条", "m2")
    assert life.spoken(LI) == ["第一条", "第二条"]
    assert WORKFLOW.summary(life.parts[LI]).status == "spoke"
    assert WORKFLOW.summary(life.parts[LI]).score == 2


def test_an_edit_replaces_and_a_deletion_withdraws() -> None:
    life = Life()
    life.reply(LI, "第一条", "m1")
    life.reply(LI, "第二条", "m2")
    life.edit(LI, "改过了", "m1")
    assert life.spoken(LI) == ["改过了", "第二条"]
    life.delete(LI, "m1")
    assert life.spoken(LI) == ["第二条"]
    life.delete(LI, "m2")
    assert WORKFLOW.summary(life.parts[LI]).status == "silent"
    life.reply(LI, "再来", "m3")
    assert life.parts[LI].contributions[0].number == 3, "a number is never used again"


def test_an_edit_may_put_another_file_in_the_place_of_one() -> None:
    life = Life()
    life.attach(LI, "旧.docx", "心得", "m1")
    new = StoredFile("telegram", "another", "新.docx", "x/y", 5)
    life.do(Edited(in_room("m1"), str(LI), "心得", new), LI)
    (kept,) = life.parts[LI].contributions
    assert (kept.text, kept.file, kept.stored) == ("心得", "新.docx", new)
    life.edit(LI, "心得二", "m1")  # a platform that tells of the words only
    (kept,) = life.parts[LI].contributions
    assert (kept.text, kept.stored) == ("心得二", new)


def test_what_somebody_else_has_written_is_not_collected_as_ones_own() -> None:
    life = Life()
    life.press("speak", actor=ZHANG)
    ref = in_private(ZHANG, "m1")
    refused = life.do(Said(ref, str(ZHANG), "别人的话", asked="speak", forwarded=True), ZHANG)
    assert isinstance(refused, Rejected)
    assert refused.code == "discussion.forwarded"
    life.answer("speak", "自己的话", ZHANG)
    assert life.spoken(ZHANG) == ["自己的话"]


def test_speaking_in_private_is_asked_for_and_receipted() -> None:
    life = Life()
    life.press("speak", actor=ZHANG)
    (asked,) = life.effects(Send)
    assert (asked.to, asked.key, asked.prompt) == (ToPerson(ZHANG), "speak", "speak")
    life.answer("speak", "I learned", ZHANG)
    (receipt,) = life.effects(Send)
    assert (receipt.to, receipt.key, receipt.prompt) == (ToPerson(ZHANG), "speak", "")
    assert life.spoken(ZHANG) == ["I learned"]
    life.press("undo", 1, actor=ZHANG)
    assert life.spoken(ZHANG) == ["I learned"], "it is asked for once more"
    life.press("undo!", 1, actor=ZHANG)
    assert life.spoken(ZHANG) == []
    assert isinstance(life.press("undo", 1, actor=ZHANG), Rejected)
    assert isinstance(life.press("undo!", 1, actor=ZHANG), Rejected)
    life.press("speak", actor=ZHANG)
    life.press("leave", actor=ZHANG)
    assert life.effects(Send)[0].prompt == ""


def test_a_file_counts_with_its_name_and_needs_no_words() -> None:
    life = Life({**DETAILS, "min_length": 20})
    life.attach(LI, "笔记\n.docx", "见附件", "m1")
    life.attach(LI, "", "", "m2")
    assert [each.file for each in life.parts[LI].contributions] == ["笔记.docx", "?"]
    assert life.spoken(LI) == ["见附件", ""]
    event = Attached(in_private(ZHANG, "p1"), "3", "a.pdf", "x/y", 1, "f")
    life.do(event, ZHANG)
    assert life.effects(Send)[0].to == ToPerson(ZHANG), "in private the receipt is a word"


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("一二三四五六七八九十" * 2, True),
        ("一二三四五六七八九十" * 2 + "\u200b\n ", True),
        ("一二三四五六七八九 十" * 2, True),
        ("一二三四五六七八九 " * 2, False),
        ("\u200b" * 30, False),
        (" " * 30, False),
    ],
)
def test_the_minimum_length_counts_what_can_be_seen(words: str, counts: bool) -> None:
    life = Life({**DETAILS, "min_length": 20})
    life.reply(LI, words)
    assert bool(life.spoken(LI)) is counts


def test_a_contribution_that_is_too_short_is_told_how_much_it_needs() -> None:
    life = Life({**DETAILS, "min_length": 20})
    life.reply(LI, "同意 同意")
    assert "至少 20 个字，现在是 4 个字" in life.refusal()
    assert "at least 20 characters, and this has 4" in life.refusal("en")
    life.reply(LI, "字" * 20)
    life.edit(LI, "太短")
    assert "仍以原来的发言为准" in life.refusal()
    assert life.spoken(LI) == ["字" * 20]


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "empty"), ("\u200f \n", "empty"), ("字" * 5001, "too_long")],
)
def test_what_can_not_be_collected_is_refused(words: str, code: str) -> None:
    life = Life()
    life.reply(LI, words)
    assert isinstance(life.outcome, Rejected)
    assert life.outcome.code == f"discussion.{code}"
    assert life.parts == {}


def test_a_message_that_is_told_twice_counts_once() -> None:
    life = Life()
    life.reply(LI, "第一条", "m1")
    assert isinstance(life.reply(LI, "第一条", "m1"), Rejected)
    assert life.spoken(LI) == ["第一条"]


def test_the_same_message_id_in_another_chat_is_another_message() -> None:
    life = Life()
    life.reply(LI, "群里", "m1")
    life.do(Said(in_private(LI, "m1"), "2", "私聊", asked="speak"), LI)
    life.edit(LI, "群里改", "m1")
    assert life.spoken(LI) == ["群里改", "私聊"]


def test_who_does_not_belong_to_the_branch_is_not_collected_and_told() -> None:
    life = Life()
    life.reply(OTHER, "我也说")
    assert "不在您的支部范围内" in life.refusal()
    assert life.parts == {}


def test_a_person_acts_for_nobody_else() -> None:
    life = Life()
    life.reply(LI, "第一条")
    entry = life.parts[LI]
    life.edit(ZHANG, "改别人的")
    life.delete(ZHANG)
    assert life.parts == {LI: entry}


# -- time


def test_what_is_late_gets_a_clear_word_but_a_deletion_counts_until_the_digest() -> None:
    life = Life()
    life.reply(LI, "第一条", "m1")
    life.reply(LI, "第二条", "m2")
    life.now += timedelta(hours=2)
    life.reply(ZHANG, "太晚")
    assert "已于 3月6日 周五 12:00 截止，这一条没有收录" in life.refusal()
    life.press("speak", actor=ZHANG)
    assert "没有收录" in life.refusal()
    life.edit(LI, "改", "m1")
    assert "修改不再生效" in life.refusal()
    life.delete(LI, "m1")
    assert life.spoken(LI) == ["第二条"]
    life.fire("close")
    life.delete(LI, "m2")
    assert "摘要已经发出，无法再撤回" in life.refusal()
    life.press("undo", 2, actor=LI)
    assert "无法再撤回" in life.refusal()
    life.reply(ZHANG, "更晚")
    assert "没有收录" in life.refusal()


def test_the_silent_are_reminded_and_those_who_spoke_are_not() -> None:
    life = Life()
    life.fire("remind")
    (reminder,) = life.effects(Send)
    assert reminder.to == ToMembers(BRANCH, but_status=("spoke", "done"))
    assert "还没有参加" in life.sent("reminder").body
    closes_at = life.state.schedule.closes_at
    assert closes_at is not None
    life.now = closes_at
    late = TimerFired("remind", closes_at, life.state.schedule.revision)
    assert isinstance(life.do(late), Rejected), "not after the deadline"


@pytest.mark.parametrize(
    ("opens", "details", "remind_at"),
    [
        ("10:00", {"minutes": 600, "remind_before": 7200}, "2026-03-06 18:00"),
        ("10:00", {"minutes": 40}, "2026-03-06 10:20"),
        ("10:00", {"minutes": 60, "remind_before": 3600}, "2026-03-06 10:30"),
        ("10:00", {"minutes": 60, "remind_before": 0}, None),
        ("10:00", {"minutes": 1200}, "2026-03-06 21:59"),
        ("23:00", {"minutes": 120}, "2026-03-07 00:00"),
    ],
)
def test_the_reminder_comes_before_the_close_and_by_day_if_there_is_one(
    opens: str, details: dict[str, Any], remind_at: str | None
) -> None:
    opens_at = shanghai(f"2026-03-06 {opens}")
    life = Life({"title": "甲", "prompt": "乙", "opens_at": opens_at, **details})
    armed = [each.at for each in life.effects(SetTimer) if each.name == "remind"]
    assert armed == ([shanghai(remind_at)] if remind_at else [])


@pytest.mark.parametrize(("minutes", "waits"), [(60, False), (1440, True)])
def test_a_notice_waits_for_the_morning_only_if_that_is_in_time(minutes: int, waits: bool) -> None:
    night = QuietHours(time(9), time(12))
    life = Life({**DETAILS, "minutes": minutes}, quiet=night)
    (notice,) = [each for each in life.effects(Send) if each.key == "notice"]
    assert notice.deferrable
    assert notice.until is not None
    morning = night.next_allowed(life.now, "Asia/Shanghai")
    assert (morning <= notice.until) is waits


# -- leading


def test_the_progress_names_the_silent_to_who_leads_only() -> None:
    life = Life()
    life.reply(LI, "第一条", "m1")
    life.reply(LI, "第二条", "m2")
    life.reply(ZHANG, "撤了", "m3")
    life.delete(ZHANG, "m3")
    life.press("progress")
    body = life.sent("panel").body
    assert "已发言 1/3 人，共 2 条" in body
    assert "李华 ×2" in body
    assert "未发言：王书记 · 张三" in body
    assert [each.to for each in life.effects(Send)] == [ToPerson(SECRETARY)]


def test_to_close_early_or_to_cancel_is_confirmed_first() -> None:
    for verb, phase in (("close", "closed"), ("cancel", "cancelled")):
        life = Life()
        life.press(verb)
        assert life.state.phase == "open"
        life.press("keep")
        assert "进行中" in life.sent("panel").body
        life.press(f"{verb}!")
        assert life.state.phase == phase
        assert life.finished


def test_a_cancelled_discussion_says_so_in_the_room_and_to_who_replies() -> None:
    life = Life()
    life.reply(LI, "第一条")
    life.press("cancel!", actor=CHAIR)
    told = [each.to for each in life.effects(Send)]
    assert told == [ToRoom(BRANCH), ToPerson(CHAIR), ToPerson(SECRETARY)]
    assert [each.key for each in life.effects(Edit)] == ["topic"]
    life.reply(LI, "第二条", "m2")
    assert "已取消" in life.refusal()


def test_the_menu_shows_the_panel_to_who_leads_and_their_own_words_to_members() -> None:
    life = Life()
    life.press("show")
    assert "进行中" in life.sent("panel").body
    life.reply(LI, "第一条")
    life.press("show", actor=LI)
    card = life.sent("card")
    assert "第 1 条：第一条" in card.body
    assert [each.label for row in card.choices for each in row] == ["在这里发言", "撤回第 1 条"]


def test_a_topic_that_did_not_reach_the_room_is_told_to_who_leads() -> None:
    life = Life()
    life.do(DeliveryFailed("topic", "gone"))
    assert [each.to for each in life.effects(Send)] == [ToPerson(SECRETARY)]
    assert "没能发到支部群" in life.sent("room").body
    assert isinstance(life.do(DeliveryFailed("notice", "gone"), LI), Rejected)


# -- the digest


def test_the_digest_shows_everybody_in_the_order_of_their_first_word() -> None:
    life = Life()
    life.reply(ZHANG, "第一位\n换行", "m1")
    life.now += timedelta(minutes=1)
    life.reply(LI, "第二位", "m2")
    life.attach(LI, "笔记.docx", "附件", "m3")
    life.fire("close")
    digest = life.sent("digest")
    assert digest.body == (
        "2/3 人参加，共 3 条发言。\n\n张三：\n第一位 换行\n\n李华：\n· 第二位\n· 附件 📎 笔记.docx"
    )
    assert "王书记" not in digest.body, "nobody's silence is shown in the room"
    assert life.finished


def test_the_digest_in_the_room_is_short_and_that_of_who_leads_is_whole() -> None:
    people = dict(ROSTER.people)
    for number in range(100, 125):
        people[number] = replace(ROSTER.people[LI], id=number, name=f"成员{number}")
    life = Life(roster=replace(ROSTER, people=people))
    for number in range(100, 125):
        for time_ in range(5):
            life.reply(number, "很长" * 300 + f"尾{time_}", f"m{number}.{time_}")
    life.fire("close")
    room = life.sent("digest").body
    assert room.count("成员") == 20
    assert "还有 5 人发言，完整摘要在书记处" in room
    assert room.count("很长…") == 60, "three contributions each, cut to 200 characters"
    assert room.count("（还有 2 条）") == 20
    names = [life.service.say(each.name, "zh-CN") for each in life.sent("panel").attachments]
    assert names == ["2026-03-06 读书体会 讨论记录.md", "2026-03-06 读书体会 讨论记录.docx"]
    report = life.sent("panel").attachments[0].content
    assert isinstance(report, Document)
    said = [plain(each.words) for each in report.blocks if not isinstance(each, Table)]
    whole = [each for each in said if "很长" in each]
    assert len(whole) == 125
    assert all(each.endswith(tuple(f"尾{i}" for i in range(5))) for each in whole)
    (table,) = [each for each in report.blocks if isinstance(each, Table)]
    assert len(table.rows) == 28
    assert table.rows[-3:] == (
        ("王书记", "第一支部", "0", "—"),
        ("李华", "第一支部", "0", "—"),
        ("张三", "第一支部", "0", "—"),
    )


def test_a_digest_of_silence_says_so() -> None:
    life = Life()
    life.press("close!")
    assert "没有人发言（0/3）" in life.sent("digest").body
    assert "0/3 人参加" in life.sent("panel").body


def test_who_has_left_is_kept_in_the_digest_but_not_counted() -> None:
    life = Life()
    life.reply(LI, "第一条")
    people = {**ROSTER.people, LI: replace(ROSTER.people[LI], active=False)}
    life.roster = replace(ROSTER, people=people)
    life.fire("close")
    assert "0/2 人参加，共 1 条发言" in life.sent("digest").body
    assert "李华" in life.sent("digest").body


# -- several files at once


def photo(n: int, caption: str = "", album: str = "a1") -> Attached:
    """The photo with this number, of an album, sent in private."""
    name = f"{n}.jpg"
    return Attached(
        in_private(LI, f"m{n}"), str(LI), name, "image/jpeg", n, f"f{n}", caption, album=album
    )


def album(life: Life) -> None:
    """Three photos, the first with words."""
    for n, caption in ((1, "春游"), (2, ""), (3, "晚会")):
        life.do(photo(n, caption), LI)


def test_an_album_is_one_contribution_with_one_receipt() -> None:
    life = Life()
    life.do(photo(1, "春游"), LI)
    assert [each.key for each in life.effects(Send)] == ["speak"]
    for n in (2, 3):
        life.do(photo(n), LI)
        assert not life.effects(Send)
    assert isinstance(life.do(photo(3), LI), Rejected), "a platform may tell twice"
    (kept,) = life.parts[LI].contributions
    assert (kept.text, kept.file_names) == ("春游", "1.jpg, 2.jpg, 3.jpg")
    assert [each.file_id for each in kept.files] == ["f1", "f2", "f3"]
    assert WORKFLOW.summary(life.parts[LI]).score == 1
    life.do(photo(4, album="a2"), LI)
    life.do(photo(5, album=""), LI)
    life.do(photo(6, album=""), LI)
    assert len(life.parts[LI].contributions) == 4


def test_a_photo_of_an_album_is_edited_and_withdrawn_by_itself() -> None:
    life = Life()
    album(life)
    new = StoredFile("telegram", "another", "新.jpg", "image/jpeg", 5)
    life.do(Edited(in_private(LI, "m3"), str(LI), "晚会二", new), LI)
    (kept,) = life.parts[LI].contributions
    assert (kept.text, kept.file_names) == ("春游\n晚会二", "1.jpg, 2.jpg, 新.jpg")
    life.do(Edited(in_private(LI, "m1"), str(LI), "秋游"), LI)
    assert life.spoken(LI) == ["秋游\n晚会二"]
    life.do(Withdrawn(in_private(LI, "m1"), str(LI)), LI)
    (kept,) = life.parts[LI].contributions
    assert (kept.text, kept.file_names, kept.number) == ("晚会二", "2.jpg, 新.jpg", 1)
    life.do(Withdrawn(in_private(LI, "m3"), str(LI)), LI)
    assert life.parts[LI].contributions[0].file_names == "2.jpg"
    life.do(Withdrawn(in_private(LI, "m2"), str(LI)), LI)
    assert not life.parts[LI].contributions


def test_a_file_of_an_album_that_comes_after_approval_is_reviewed_again() -> None:
    life = Life({**DETAILS, "genre": "works"})
    life.do(photo(1), LI)
    life.press("approve", 1, actor=SECRETARY, about=LI)
    assert life.parts[LI].contributions[0].review == "approved"
    life.do(photo(2), LI)
    assert life.parts[LI].contributions[0].review == "waiting"


def test_a_comment_and_a_like_on_any_photo_of_an_album_are_on_all_of_it() -> None:
    life = Life({**DETAILS, "comments": "free"})
    for n in (1, 2):
        ref = in_room(f"m{n}")
        life.do(Attached(ref, str(LI), f"{n}.jpg", "x/y", 9, "f", "", "m0", album="a1"), LI)
    life.reply(ZHANG, "好照片", "m5", to=(LI, "m2"))
    life.like(ZHANG, "m2")
    life.like(ZHANG, "m1")
    life.press("close!", actor=SECRETARY)
    assert "📎 1.jpg, 2.jpg 👍 1" in plain(life.sent("digest").body)
