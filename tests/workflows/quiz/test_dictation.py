"""Questions that a secretary writes on the phone, as it is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from service.core.people import Person, RosterRow
from service.questions.grammar.dictated import dictate
from service.questions.grammar.draft import Draft, finished
from service.questions.grammar.writing import SECTIONS, below
from service.questions.model import KINDS, Question
from tests.files.bank_strategies import questions, texts
from tests.photos import photo
from tests.workflows.discussion.stories import upload
from tests.workflows.quiz import bench
from tests.workflows.quiz.bench import Quizzing, with_people
from tests.world import BRANCH, PEOPLE, World, world

TEAM = (*PEOPLE, RosterRow("Ana", f"校/{BRANCH}", role="secretary", language="en"))
ANA = Person(9, "Ana", bench.BRANCH, role="secretary", language="en")


async def write(w: World, name: str, *messages: str) -> str:
    """What is shown after these messages, one after the other."""
    for each in messages:
        await w.say(name, each)
    return w.last(name)


def writing(*messages: str, banks: Sequence[Question] = ()) -> Quizzing:
    """The secretary has begun to write a quiz, in these messages."""
    q = Quizzing(banks)
    q.begin()
    q.say("王敏", *messages)
    return q


def test_without_a_bank_a_quiz_is_written_line_by_line_and_scheduled_in_two_taps() -> None:
    q = writing()
    assert "一行一行发" in q.last("王敏")
    q.say("王敏", "党的一大在哪里召开？", "A. 上海", "B. 北京")
    assert "还差答案" in q.last("王敏")
    q.say("王敏", "答案：A")
    assert "正确答案：A. 上海" in q.last("王敏")
    assert q.buttons("王敏")[:3] == ["✓ A. 上海", "B. 北京", "✔ 保存并写下一题"]
    q.tap("王敏", "写完了")
    assert "写好 1 题，共 1 分" in q.last("王敏")
    q.say("王敏", "党史小测")
    q.tap("王敏", "存为题库并安排测验")
    q.tap("王敏", "现在")
    q.tap("王敏", "30 分钟")
    q.tap("王敏", "确认发布")
    assert "测验开始" in q.last("李华")
    assert not any("正确答案" in each for each in q.said())
    q.tap("李华", "开始答题")
    q.tap("李华", "A. 上海")
    q.tap("李华", "交卷")
    assert "已交卷，共答 1 题" in q.last("李华")


@pytest.mark.parametrize(
    "spoken",
    ["答案是A和C", "A C", "ＡＣ", "正确答案：AC", "答案 A、C"],
)
def test_what_is_spoken_into_a_phone_is_understood(spoken: str) -> None:
    q = writing("主题党日可以做什么？", "选项A 集中学习", "b、商业推广", "C 志愿服务", spoken)
    assert "正确答案：A. 集中学习 · C. 志愿服务" in q.last("王敏")


def test_what_is_right_is_tapped_and_a_line_that_comes_again_replaces_the_earlier_one() -> None:
    q = writing("一加一？\nA. 1\nB. 3")
    q.tap("王敏", "B. 3")
    q.say("王敏", "B. 2", "解析：数一数。", "3分")
    assert "正确答案：B. 2" in q.last("王敏")
    assert "3 分" in q.last("王敏")
    assert "解析：数一数。" in q.last("王敏")


def test_several_questions_come_in_one_message_and_only_the_wrong_one_waits() -> None:
    paste = """1. 一加一？
        A. 1
        B. 2
        答案：B

        2. 二加二？
        A. 3
        B. 4
        答案：D

        3. 地球是圆的。
        答案：对"""
    q = writing(paste)
    assert "已保存 2 题" in q.last("王敏")
    assert "二加二？" in q.last("王敏")
    q.say("王敏", "答案：B")
    q.tap("王敏", "保存并写下一题")
    q.tap("王敏", "查看、修改题目")
    assert ["一加一" in q.last("王敏"), "共 3 题" in q.last("王敏")] == [True, True]


def test_a_line_without_a_place_is_told_and_nothing_that_was_typed_is_lost() -> None:
    q = writing("答案：A")
    assert "请先发题目" in q.last("王敏")
    q.say("王敏", "一加一？", "A. 1")
    if "写完了" in q.buttons("王敏"):
        q.tap("王敏", "写完了")
    assert "A. 1" in q.last("王敏")


def test_questions_are_looked_through_changed_moved_and_removed() -> None:
    q = writing("甲？\n答案：对\n\n乙？\n答案：错")
    for label in ("保存并写下一题", "查看、修改题目", "第 1 题", "下移", "返回列表"):
        q.tap("王敏", label)
    assert "1. 乙？" in q.last("王敏")
    q.tap("王敏", "第 2 题")
    q.tap("王敏", "修改")
    q.say("王敏", "题目：丙？")
    q.tap("王敏", "保存修改")
    assert "2. 丙？" in q.last("王敏")
    q.tap("王敏", "第 1 题")
    q.tap("王敏", "删去")
    assert "共 1 题" in q.last("王敏")
    q.tap("王敏", "恢复刚删去的题")
    assert "1. 乙？" in q.last("王敏")


async def test_only_who_writes_sees_it_and_it_is_there_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/orglife.sqlite3"
    async with world(TEAM, url=url) as w:
        await write(w, "王敏", "测验", "一加一？", "A. 1", "B. 2")
        chats = w.chats
        assert not any("一加一" in each for each in (*w.heard("Ana"), *w.heard("李华")))
        assert not any("一加一" in each for each in w.heard("", BRANCH))
    async with world((), url=url, chats=chats) as w:
        assert "正确答案：B. 2" in await write(w, "王敏", "答案：B")


async def test_what_is_right_in_a_file_stays_and_the_rest_is_written_in_the_chat() -> None:
    """The second question of the file has no answer."""
    file = "一加一？ {=2 ~3}\n\n二加二？ {~4 ~5}\n".encode()
    async with world() as w:
        await upload(w, "王敏", "算术.gift", file, mime="text/plain", caption="")
        assert "第 3 行" in w.last("王敏")
        await w.press("王敏", "补上有错的题")
        await write(w, "王敏", "二加二？\nA. 4\nB. 5\n答案：A")
        await w.press("王敏", "写完了")
        assert "写好 2 题" in w.last("王敏")


async def test_a_photo_becomes_the_picture_of_the_question() -> None:
    async with world() as w:
        await write(w, "王敏", "测验", "这是哪里？", "A. 上海", "B. 北京", "答案：A")
        await upload(w, "王敏", "楼.jpg", photo(320, 240), mime="image/jpeg", caption="")
        assert w.latest(w.chat("王敏")).post.files, "the picture stands with the question"


def test_the_same_in_english() -> None:
    q = Quizzing((), roster=with_people(ANA))
    q.begin(by=ANA.id)
    q.say("Ana", "What is one and one?", "A. 1", "option B 2", "answer: B")
    assert "B. 2" in q.last("Ana")
    assert "✓ B. 2" in q.buttons("Ana")
    q.tap("Ana", "Done writing")
    q.tap("Ana", "Save and schedule a quiz")
    q.tap("Ana", "20:00, 30 minutes")
    q.tap("Ana", "Confirm")
    assert "Scheduled" in q.last("Ana")


async def test_beside_a_bank_questions_may_be_written_for_this_quiz_alone() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "逐行出题")
        await write(w, "王敏", "一加一？\nA. 1\nB. 2\n答案：B")
        await w.press("王敏", "写完了")
        await w.press("王敏", "只用于这次测验")
        await w.press("王敏", "1 小时后")
        await w.press("王敏", "30 分钟")
        assert "共 1 题" in w.last("王敏")
        assert [each.name for each in await w.sql("SELECT name FROM banks")] == ["题库"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions(texts(), *KINDS))
def test_a_question_is_the_same_whether_it_is_pasted_or_typed_line_by_line(
    question: Question,
) -> None:
    written = [f"题目：{question.prompt}", f"题型：{SECTIONS[question.kind]}"]
    written += below(question, "zh-CN")
    pasted = dictate("\n".join(written))
    assert pasted.stray == ()
    assert [finished(each)[0] for each in pasted.drafts] == [question]
    draft: Draft | None = None
    for line in written:
        (draft,) = dictate(line, draft).drafts
    assert draft is not None
    assert finished(draft)[0] == question


@pytest.mark.parametrize("word", ["完成", "好了", "Done", "写完了。"])
async def test_a_word_ends_the_dictation_once_the_question_is_whole(word: str) -> None:
    async with world() as w:
        await write(w, "王敏", "测验", "图书角在哪里", "A 一楼", "B 二楼", "答案B", word)
        assert "写好 1 题" in w.last("王敏")


async def test_what_a_file_leaves_out_is_told_beside_its_questions() -> None:
    file = "谈谈体会 {}\n\n角免费。{T}\n".encode()
    async with world() as w:
        await upload(w, "王敏", "角.gift", file, mime="text/plain", caption="")
        assert "已读入 1 题" in w.last("王敏")
        assert "第 1 行：不支持论述题" in w.last("王敏")
