"""Conversations about the terms of a quiz: attempts, time, marks, papers, and what it came to."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from service.core.message import File
from service.files.attachments import make_file
from service.questions.model import Question
from service.workflows.quiz.paper import sheet
from tests.workflows.quiz.bench import TEN, Quizzing
from tests.world import World, minutes, world


async def answer(w: World, name: str, *typed: str) -> None:
    for words in typed:
        await w.say(name, words)


# -- the member's way


def test_ten_questions_take_twelve_taps() -> None:
    q = Quizzing(TEN)
    q.prepare()
    q.tap("王敏", "确认发布")
    taps = ["开始答题", *["A. 对的"] * 10, "✔ 交卷"]
    for label in taps:
        q.tap("李华", label)
    assert len(taps) == 12
    told = q.last("李华")
    assert "已交卷，共答 10 题。成绩和解析在 3月6日 周五 18:30 截止后公布" in told
    assert "正确" not in told, "the others still answer"
    q.wait(minutes=31)
    assert "成绩和解析已公布" in q.last("李华")
    q.tap("李华", "我的成绩")
    assert "您的成绩：10/10 分" in q.last("李华")


def test_the_whole_paper_is_answered_in_one_message() -> None:
    questions = (*TEN[:2], Question("short", "口号", accepted=("为人民服务",), points=2))
    q = Quizzing(questions)
    q.quiz(whole=True)
    q.tap("李华", "开始答题")
    sheet_ = q.last("李华")
    assert "请直接回复答案" in sheet_
    assert "第 3/3 题 · 填空" in sheet_
    assert "A. 对的" in sheet_
    q.say("李华", "1A 2b\n3 为人民服务")
    assert "全部题目已作答" in q.last("李华")
    q.tap("李华", "交卷")
    assert "您已交卷：3/4 分" in q.last("李华")


def test_what_is_missing_or_not_understood_on_a_paper_is_asked_for_again() -> None:
    q = Quizzing(TEN[:3])
    q.quiz(whole=True)
    q.tap("李华", "开始答题")
    q.say("李华", "1A 2Z")
    assert q.last("李华").endswith("已记下。还缺第 2、3 题。\n第 2 题的答案没看懂，请再写一次。")
    q.say("李华", "随便")
    assert "请这样回复" in q.last("李华")
    q.say("李华", "2A 3A")
    assert "全部题目已作答" in q.last("李华")


# -- attempts


@pytest.mark.parametrize(("counts", "score"), [("best", "2/3"), ("last", "1/3"), ("mean", "1.5/3")])
def test_of_several_attempts_counts_what_the_secretary_chose(counts: str, score: str) -> None:
    q = Quizzing(TEN[:3])
    q.quiz(attempts=2, counts=counts, feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "A", "A", "B")
    q.tap("李华", "交卷")
    q.tap("李华", "再答一次")
    q.say("李华", "A", "B", "B")
    q.tap("李华", "交卷")
    with pytest.raises(AssertionError):
        q.tap("李华", "再答第三次")
    q.tap("李华", "再答一次")
    assert f"您已经交卷，得分 {score}" in q.last("李华")
    q.wait(minutes=60)
    ranking = q.shown("成绩公布")
    assert f"李华（一支部）{score.partition('/')[0]} 分" in ranking


def test_whoever_stays_below_the_pass_mark_may_try_once_more() -> None:
    q = Quizzing(TEN[:3])
    q.quiz(pass_mark=60, feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "A", "B", "B")
    q.tap("李华", "交卷")
    assert "未达到 60% 的合格线" in q.last("李华")
    q.tap("李华", "再答一次")
    q.say("李华", "A", "B", "B")
    q.tap("李华", "交卷")
    assert q.buttons("李华") == [], "once, not for ever"
    q.tap("Zhang", "Start")
    q.say("Zhang", "A", "A", "B")
    q.tap("Zhang", "Hand in")
    assert q.buttons("Zhang") == []


# -- time


def test_when_the_time_for_an_attempt_is_up_what_is_answered_is_handed_in() -> None:
    q = Quizzing(TEN[:3])
    q.quiz(minutes_each=5, feedback="end")
    q.wait(minutes=10)
    q.tap("李华", "开始答题")
    q.say("李华", "A")
    q.wait(minutes=5)
    assert "本次答题时间到" in "".join(q.said("李华")[-2:])
    assert "您已交卷：1/3 分" in q.last("李华")
    q.tap("李华", "开始答题")
    assert "您已经交卷，得分 1/3" in q.last("李华")


def test_one_person_gets_more_time_and_the_ranking_waits_for_them() -> None:
    q = Quizzing(TEN[:2])
    q.prepare()
    q.tap("王敏", "确认发布")
    q.tap("李华", "开始答题")
    q.tap("Zhang", "Start")
    q.tap("王敏", "给个别同志延长")
    q.tap("王敏", "李华")
    assert "已为 李华 延长到 3月6日 周五 18:45" in q.last("王敏")
    assert "为您延长到 3月6日 周五 18:45" in q.last("李华")
    q.wait(minutes=31)
    q.say("Zhang", "A")
    assert "closed" in q.last("Zhang")
    q.say("李华", "A", "A")
    q.tap("李华", "交卷")
    assert "成绩和解析在 3月6日 周五 18:45 截止后公布" in q.last("李华")
    assert "成绩公布" not in q.last()
    q.wait(minutes=15)
    assert "🥇 李华（一支部）2 分" in q.last()


def test_who_is_given_longer_has_it_for_the_attempt_under_way_too() -> None:
    q = Quizzing(TEN[:2])
    q.quiz(minutes=30, minutes_each=5, feedback="end")
    q.wait(minutes=28)
    q.tap("李华", "开始答题")
    q.tap("Zhang", "Start")
    q.tap("王敏", "给个别同志延长")
    q.tap("王敏", "李华")
    assert "为您延长到 3月6日 周五 18:45" in q.last("李华")
    q.wait(minutes=16)
    assert any("Time is up" in each for each in q.said("Zhang"))
    q.say("李华", "A", "A")
    q.tap("李华", "交卷")
    assert "您已交卷：2/2 分" in q.last("李华")


# -- preparing


def test_the_secretary_goes_through_the_settings_by_taps() -> None:
    q = Quizzing(TEN)
    q.prepare()
    q.tap("王敏", "更多设置")
    for tapped, then in (
        ("可答次数：1", "可答次数：2"),
        ("可答次数：2", "可答次数：3"),
        ("可答次数：3", "可答次数：1"),
        ("题目和选项：按题库次序", "题目和选项：每人次序不同"),
        ("单次限时：不限", "单次限时：5 分钟"),
        ("合格线：不设", "合格线：60%"),
        ("群内排名：显示姓名", "群内排名：不显示姓名"),
        ("解析：公布成绩时看", "解析：交卷后看"),
        ("解析：交卷后看", "解析：每题答完即看"),
        ("解析：每题答完即看", "解析：公布成绩时看"),
    ):
        q.tap("王敏", tapped)
        labels = q.buttons("王敏")
        assert any(label.startswith(then) for label in labels), labels
    q.tap("王敏", "返回")
    assert "解析：公布成绩时显示" in q.last("王敏")


def test_questions_are_chosen_by_number_or_drawn_and_drawn_anew() -> None:
    q = Quizzing(TEN)
    q.prepare()
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "选题、抽题")
    assert "题库的标签：防疫" in q.last("王敏")
    q.say("王敏", "1-2 10")
    assert "共 3 题" in q.last("王敏")
    assert "第10题" in q.last("王敏")
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "选题、抽题")
    q.tap("王敏", "随机抽 5 题")
    first = q.last("王敏")
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "选题、抽题")
    q.say("王敏", "防疫×5")
    assert "共 5 题" in q.last("王敏")
    assert q.last("王敏") != first
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "选题、抽题")
    q.say("王敏", "党史×5")
    assert "题库里标签为“党史”的题只有 0 道，不够 5 道" in q.last("王敏")


def test_several_papers_and_orders_go_round_and_everybody_keeps_theirs() -> None:
    q = Quizzing(TEN)
    q.quiz(questions="防疫×4 3份", mixed=True, feedback="end")
    quiz = q.state
    assert len(quiz.definition.terms.papers) == 3
    for name in ("李华", "Zhang"):
        q.tap(name, "Start" if name == "Zhang" else "开始答题")
        mine = sheet(quiz, q.person_of(name), 1).definition
        assert mine.questions[0].prompt in q.last(name)
        assert len(mine.questions) == 4
        for asked in mine.questions:
            q.say(name, "AB"[asked.options[0].text == "错的"])
        q.tap(name, "Hand in" if name == "Zhang" else "交卷")
        assert "4/4" in q.last(name)


def test_a_plan_that_draws_more_than_there_is_says_so() -> None:
    q = Quizzing(TEN)
    q.quiz(questions="防疫×11")
    assert "题库里标签为“防疫”的题只有 10 道，不够 11 道" in q.last("王敏")


# -- what it came to


def test_results_and_explanations_come_when_they_are_published_and_not_before() -> None:
    q = Quizzing(TEN[:2])
    q.quiz(feedback="close", review=True)
    q.tap("李华", "开始答题")
    q.say("李华", "A", "B")
    q.tap("李华", "交卷")
    said = "".join(q.said("李华"))
    assert "成绩和解析在" in said
    assert "正确答案" not in said
    assert "分，答对" not in said
    q.wait(minutes=61)
    assert "我的成绩" not in str(q.buttons("李华"))
    q.tap("王敏", "公布成绩")
    q.tap("王敏", "是的，现在公布")
    q.wait(minutes=61)
    assert "成绩和解析已公布" in q.last("李华")
    q.tap("李华", "我的成绩")
    assert "您的成绩：1/2 分" in q.last("李华")
    assert "正确答案：A. 对的" in q.last("李华")
    assert "已公布" not in "".join(q.said("Zhang")), "who took no part is left alone"


def test_a_ranking_without_names_names_nobody() -> None:
    q = Quizzing(TEN[:1])
    q.quiz(nameless=True, feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "A")
    q.tap("李华", "交卷")
    q.wait(minutes=61)
    ranking = q.shown("成绩公布")
    assert "🥇 一支部 1 分" in ranking
    assert "李华" not in ranking


async def test_the_secretary_sees_the_analysis_with_a_picture_and_exports_a_workbook() -> None:
    made: list[File] = []

    def keep(enclosure: Any) -> File:
        made.append(make_file(enclosure))
        return made[-1]

    async with world(make_file=keep) as w:
        await w.bank(questions=TEN[:2])
        await w.quiz_of(feedback="end")
        for name, typed in (("李华", ("A", "A")), ("Zhang", ("A", "B"))):
            await w.press(name, "Start" if name == "Zhang" else "开始答题")
            await answer(w, name, *typed)
            await w.press(name, "Hand in" if name == "Zhang" else "交卷")
        await w.advance(minutes(61))
        await w.press("王敏", "试题分析")
        assert "1. 第1题：得分率 100%，区分度 —" in w.last("王敏")
        assert "2. 第2题：得分率 50%" in w.last("王敏")
        await w.press("王敏", "导出成绩")
        png, xlsx = made
        assert png.content.startswith(b"\x89PNG")
        assert png.name == "2026-03-06 题库 试题分析.png"
        assert xlsx.name == "2026-03-06 题库 成绩.xlsx"
        book = load_workbook(io.BytesIO(xlsx.content))
        assert book.sheetnames == ["成绩", "答卷", "试题分析"]
        people = list(book["成绩"].iter_rows(values_only=True))
        assert [each[0] for each in people[:6]] == [
            "题库 成绩",
            "单位：校 一支部",
            "时间：2026年3月6日 周五 18:00 至 19:00",
            "组织者：王敏",
            "参加人数：2 人（应到 3 人）",
            "名次",
        ]
        assert people[6][:7] == (1, "李华", "一支部", None, "已交卷", 2, 2)
        assert people[7][:7] == (2, "Zhang", "一支部", None, "已交卷", 1, 2)
        assert people[8][1:5] == ("王敏", "一支部", None, "未参加")
        at = people[6][7]
        assert at.isoformat() == "2026-03-06T18:00:00", "a date, on the clocks of the branch"
        answers = list(book["答卷"].iter_rows(values_only=True))
        assert answers[1:] == [("李华", "A", 1, "A", 1), ("Zhang", "A", 1, "B", 0)]


def test_a_member_gets_no_analysis_by_a_forged_button() -> None:
    q = Quizzing(TEN[:1])
    q.quiz()
    q.wait(minutes=61)
    for verb in ("analysis", "export"):
        q.forge("李华", f"{verb}:")
        assert "您没有这个权限" in q.last("李华")
