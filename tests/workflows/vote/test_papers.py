"""Ballot papers: what is printed, and what two tellers count."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.core.message import Data, Document, Table
from service.core.rulebook.recount import recount
from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG
from tests.workflows.vote.halls import HE, MA, NOVICE, SUN, VOTERS, counts, hall, on_paper, outcome

FOUR = [LI, ZHANG, HE, SECRETARY]


def election(**more: Any) -> Any:
    """Three seats and four candidates; 孙丽 and 马跃 count, 白小雨 watches."""
    return on_paper(
        "election_committee", **{"candidates": FOUR, "seats": 3, "monitors": [NOVICE], **more}
    )


def test_a_secret_vote_has_no_buttons_to_vote_with() -> None:
    life = on_paper("admission")
    assert life.state.phase == "open"
    assert not [each for person in VOTERS for each in life.labels(person) if "赞成" in each]
    assert isinstance(life.press("cast", 0, actor=LI), Rejected)
    assert "纸质票" in life.refusal()
    assert life.labels(SUN) == ["✏ 填写清点结果"]


def test_roll_papers_and_sheet_are_printed_with_names_by_strokes() -> None:
    life = election()
    files = [file for each in life.messages(SECRETARY) for file in each.attachments]
    roll, papers, sheet = (each.content for each in files)
    assert isinstance(papers, Document)
    (table,) = [each for each in papers.blocks[:3] if isinstance(each, Table)]
    assert [row[0] for row in table.rows][:4] == ["王书记", "李华", "何嘉宁", "张三"]
    assert isinstance(roll, Document)
    assert isinstance(sheet, Document)
    (listed,) = [each for each in roll.blocks if isinstance(each, Table)]
    assert len(listed.rows) == 7


def test_counts_that_agree_give_the_verdict() -> None:
    life = on_paper("admission")
    counts(life, "6 6 1 4 1 0")
    assert outcome(life) == "passed"
    assert "发出 6 张，收回 6 张，有效 5 张，无效 1 张" in life.heard()
    life.press("record")
    file = life.messages(SECRETARY)[-1].attachments[1].content
    assert isinstance(file, Data)
    data = json.loads(file.json)
    assert "ballots" not in data, "of papers there are totals alone"
    assert recount(data) == data["expected"]


def test_counts_that_differ_are_refused_and_typed_again() -> None:
    life = on_paper("admission")
    counts(life, "6 6 0 5 1 0", "6 6 0 4 2 0")
    assert "不一致" in life.heard(MA)
    assert "不一致" in life.heard(SUN)
    assert life.state.phase == "open"
    assert life.state.progress.count is None
    counts(life, "6 6 0 4 2 0")
    assert outcome(life) == "passed"


def test_one_teller_can_not_count_for_both() -> None:
    life = on_paper("admission")
    life.answer("count", "6 6 0 5 1 0", SUN)
    assert isinstance(life.press("count", actor=SUN), Rejected)
    life.answer("count", "6 6 0 4 2 0", SUN)  # mends what they typed
    assert life.state.phase == "open"
    assert isinstance(life.answer("count", "6 6 0 4 2 0", LI), Rejected)
    assert "两位计票人" in life.refusal()


def test_more_ballots_back_than_given_out_void_the_vote() -> None:
    life = on_paper("admission")
    counts(life, "5 6 0 6 0 0")
    assert outcome(life) == "void"
    assert "收回的票多于发出的票" in life.heard()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("6 6 0 5", "应该有 6 个数，您写了 4 个"),
        ("7 7 0 6 1 0", "能领票的只有 6 人"),
        ("6 6 0 4 1 0", "各项加起来是 5，有效票是 6"),
        ("6 5 6 0 0 0", "比收回的 5 张还多"),
        ("没有", "您写了 0 个"),
    ],
)
def test_a_count_that_can_not_be_is_refused_with_what_is_wrong(typed: str, why: str) -> None:
    life = on_paper("admission")
    assert isinstance(life.answer("count", typed, SUN), Rejected)
    assert why in life.refusal()


def test_exactly_half_puts_a_conversion_off() -> None:
    life = on_paper("conversion")
    counts(life, "6 6 0 3 3 0")
    assert outcome(life) == "put_off"
    assert "延长预备期" in life.heard()


# -- elections


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"candidates": FOUR[:3]}, "候选人至少要 4 名"),
        ({"monitors": [LI]}, "不能监票、计票：李华"),
        ({"tellers": [SUN, LI]}, "不能监票、计票：李华"),
        ({"tellers": [SUN, MA, HE], "candidates": [*FOUR[:2], SECRETARY, "外来人"]}, "正好两位"),
    ],
)
def test_an_election_that_may_not_be_does_not_begin(more: dict[str, Any], why: str) -> None:
    life = election(**more)
    assert life.state.phase == "draft"
    life.press("begin")
    assert why in life.refusal()


def test_an_election_with_a_tie_and_a_second_round() -> None:
    life = election()
    # 王书记, 李华, 何嘉宁, 张三
    counts(life, "6 6 0\n6 0 0\n5 1 0\n3 3 0\n3 3 0")
    assert life.state.phase == "round", "3 of 6 is not more than half"
    assert "还缺 1 名" in life.heard()
    life.press("again")
    assert "何嘉宁、张三" in life.heard(SECRETARY)
    life.press("again!")
    counts(life, "6 6 0\n4 2 0\n2 4 0")
    assert outcome(life) == "passed"
    assert life.informed[-1].details["elected"] == ["王书记", "李华", "何嘉宁"]


def test_those_who_are_tied_for_the_last_seat_are_voted_on_again() -> None:
    life = election(seats=1, candidates=[LI, ZHANG])
    counts(life, "6 6 0\n3 3 0\n3 3 0")
    assert life.state.phase == "round"
    assert "未当选" in life.heard()
    life = election(seats=1, candidates=[LI, ZHANG, HE], roll=[*VOTERS, NOVICE])
    life = election(seats=3)
    counts(life, "6 6 0\n6 0 0\n4 2 0\n4 2 0\n4 2 0")
    assert "票数相同" in life.heard()
    life.press("again!")
    assert life.state.progress.seats == 2
    assert life.state.progress.runoff
    counts(life, "6 6 0\n5 1 0\n4 2 0\n3 3 0")
    assert outcome(life) == "passed"
    assert life.informed[-1].details["elected"] == ["王书记", "李华", "何嘉宁"]


def test_fewer_seats_where_more_than_half_agree() -> None:
    life = election()
    counts(life, "6 6 0\n6 0 0\n5 1 0\n3 3 0\n3 3 0")
    life.press("reduce")
    assert "至少 4 人" in life.heard(SECRETARY)
    assert isinstance(life.answer("reduce", "3 人"), Rejected)
    life.answer("reduce", "5 人")
    assert outcome(life) == "passed"
    assert life.state.progress.reduced == 1


def test_an_election_can_end_with_seats_left_empty() -> None:
    life = election()
    counts(life, "6 6 0\n6 0 0\n5 1 0\n3 3 0\n3 3 0")
    life.press("finish")
    life.press("finish!")
    assert outcome(life) == "failed"


def test_too_few_are_there_to_elect() -> None:
    life = election(present=list(VOTERS[:4]))
    counts(life, "4 4 0\n4 0 0\n4 0 0\n4 0 0\n0 4 0")
    assert outcome(life) == "no_quorum"


def test_somebody_else_is_named_only_with_a_no() -> None:
    life = election()
    life.answer("count", "6 6 0\n6 0 0\n6 0 0\n1 1 4\n1 1 4\n另选 刘洋 3", SUN)
    assert "才能另选" in life.refusal()
    life.answer("count", "6 6 0\n6 0 0\n6 0 0\n6 0 0\n1 5 0\n另选 刘洋 3", SUN)
    assert "最多只能有 18" in life.refusal()
    counts(life, "6 6 0\n6 0 0\n5 1 0\n1 5 0\n1 5 0\n另选 刘洋 5")
    assert life.informed[-1].details["elected"] == ["王书记", "李华", "刘洋"]
    life = on_paper("delegate_election", candidates=FOUR, seats=3, monitors=[NOVICE])
    life.answer("count", "6 6 0\n6 0 0\n5 1 0\n1 5 0\n1 5 0\n另选 刘洋 5", SUN)
    assert "不能另选" in life.refusal()


# -- assessment


def test_grades_are_told_to_each_alone_and_too_many_excellent_is_said() -> None:
    life = on_paper("assessment_ballot", candidates=[SECRETARY, LI, ZHANG], monitors=[])
    counts(life, "6 6 0\n5 1 0 0\n4 2 0 0\n3 3 0 0")
    assert outcome(life) == "advisory"
    room = life.heard()
    assert "李华" not in room
    assert "单独告诉本人" in room
    said = [life.words(each) for each in life.messages(LI)]
    assert any("优秀 4 · 合格 2" in each and "张三" not in each for each in said)
    mine = [life.words(each, "en") for each in life.messages(ZHANG)]
    assert any("→ qualified" in each for each in mine), "the lower of two"
    assert "多 1 人" in life.heard(SECRETARY)


def test_a_paper_vote_is_prepared_in_the_chat() -> None:
    life = hall()
    life.begin(args="支部换届")
    life.taps("选举支部委员", SECRETARY)
    life.types("3", SECRETARY)
    life.types("李华、张三、何嘉宁、王书记", SECRETARY)
    life.types("孙丽 马跃", SECRETARY)
    life.types("白小雨", SECRETARY)
    assert "候选人：李华、张三、何嘉宁、王书记" in life.heard(SECRETARY)
    assert "监票人：白小雨" in life.heard(SECRETARY)
    life.taps("修改", SECRETARY)
    life.taps("改监票人", SECRETARY)
    life.types("李华", SECRETARY)
    life.taps("开始表决", SECRETARY)
    assert "不能监票、计票：李华" in life.refusal()
