"""Secret votes by tap on the pure machine: marks, the urn, codes, and what is never said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.matrix.numbers import changes_a_tap
from service.core.effects import YIELDS, Erase
from service.core.events import MemberLeft
from service.core.message import Data
from service.core.rulebook.recount import recount
from service.core.rulebook.verdict import CountError
from service.core.secret_ballots import Ballots, CastBallot, LockUrn, OpenUrn
from service.core.workflow import Decision, Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness, Told
from service.workflows.vote.model import VOTED
from tests.workflows.vote.halls import (
    HE,
    MA,
    MEETING,
    SUN,
    VOTERS,
    closes,
    hall,
    held,
    outcome,
    without,
)

YES, NO, ABSTAIN = 0, 1, 2


def secret(profile: str = "admission", **more: Any) -> Harness:
    """A secret vote by tap at a meeting at which all six are there."""
    return held(profile, **{"present": list(VOTERS), "tap": True, **more})


def ballot(life: Harness, person: int, *marks: int) -> None:
    """The person marks each matter so, names nobody else, and puts the ballot in."""
    fill(life, person, *marks)
    life.press("put", actor=person)


def fill(life: Harness, person: int, *marks: int, others: tuple[int, ...] = ()) -> None:
    """The person marks each matter so, and names these others where that is asked."""
    progress = life.state.progress
    now = len(progress.results)
    asked = 3 if progress.rule.write_in and not progress.runoff else 0
    asked = min(asked, progress.seats, len(progress.matters))
    for at, mark in enumerate((*marks, *others, *[0] * (asked - len(others)))):
        life.press("mark", at, mark, *([now] if now else []), actor=person)


def file_of(life: Harness) -> dict[str, Any]:
    """The recount file."""
    life.press("record")
    content = life.messages(SECRETARY)[-1].attachments[1].content
    assert isinstance(content, Data)
    found: dict[str, Any] = json.loads(content.json)
    return found


def test_a_ballot_is_marked_put_in_and_counted_by_a_code() -> None:
    life = secret()
    assert life.state.phase == "open"
    assert life.effects(LockUrn) == [LockUrn(0)]
    asked = life.heard(LI)
    assert "无记名点按投票" in asked
    assert "平台和它的管理员可能看到" in asked
    assert life.labels(LI) == ["赞成", "反对", "弃权"]
    life.press("mark", 0, NO, actor=LI)
    assert life.parts[LI].marks
    assert not life.parts[LI].choice
    assert "反对" not in life.heard(LI)
    life.taps("重新选", LI)
    assert not life.parts[LI].marks
    ballot(life, LI, YES)
    assert life.parts[LI].choice == VOTED
    assert not life.parts[LI].marks
    (cast,) = life.effects(CastBallot)
    assert f"查验码：{cast.code[:4]}-{cast.code[4:]}" in life.heard(LI)
    life.press("ballot", actor=LI)
    assert cast.code[:4] not in life.heard(LI), "it is shown once"
    for person, mark in ((SECRETARY, YES), (ZHANG, YES), (HE, YES), (SUN, NO)):
        ballot(life, person, mark)
    life.press("progress")
    assert "已投 5 票" in life.heard(SECRETARY)
    assert "赞成 4 ·" not in life.heard(SECRETARY)
    closes(life)
    assert outcome(life) == "passed"
    assert "赞成 4 · 反对 1 · 弃权 0" in life.heard()
    assert "收到 5 票，有效 5 票，无效 0 票" in life.heard()
    assert "李华" not in life.heard()
    life.press("codes", actor=LI)
    assert f"{cast.code[:4]}-{cast.code[4:]}" in life.heard(LI)
    file = file_of(life)
    assert sorted(file["slips"][0]) == ["no", "yes", "yes", "yes", "yes"]
    assert len(file["codes"]) == 5
    assert recount(file) == file["expected"] == "passed"
    with pytest.raises(ValueError, match="differ"):
        recount({**file, "slips": [file["slips"][0][1:]]})
    with pytest.raises(ValueError, match="codes"):
        recount({**file, "codes": file["codes"][1:]})


def test_whatever_is_chosen_what_is_said_is_the_same() -> None:
    def told(mark: int) -> list[str]:
        life = secret()
        ballot(life, LI, mark)
        life.press("progress")
        codes = life.urns[0].codes
        said = [life.words(each.message) for each in life.told]
        return [each.replace(code[4:], "").replace(code[:4], "") for each in said for code in codes]

    assert told(YES) == told(NO) == told(ABSTAIN)


def test_where_choices_are_numbered_no_message_stays_or_moves_by_the_mark() -> None:
    """On Matrix a message is changed in place unless a tapped number would mean another thing."""

    def stays(*marks: int) -> bool:
        life = secret("election_committee", **CANDIDATES)
        for at, mark in enumerate(marks[:-1]):
            life.press("mark", at, mark, actor=LI)
        before = last(life)
        life.press("mark", len(marks) - 1, marks[-1], actor=LI)
        after = last(life)
        same = before.send.key == after.send.key
        place = numbers(before).index(tapped_of(before, marks[-1])) + 1
        return same and not changes_a_tap(numbers(before), numbers(after), {place})

    for earlier in range(4):
        found = {stays(*[YES] * earlier, mark) for mark in (YES, NO, ABSTAIN)}
        assert len(found) == 1, f"matter {earlier + 1}"
    for named in range(3):
        found = {stays(*[YES] * 4, *[0] * named, who) for who in (0, SECRETARY, SUN, MA)}
        assert len(found) == 1, f"name {named + 1}"


def numbers(told: Told) -> list[str]:
    """What each number under the message stands for."""
    return [choice.id for row in told.message.choices for choice in row]


def tapped_of(told: Told, value: int) -> str:
    """The id of the choice that stands for this mark, or this person."""
    return next(each for each in numbers(told) if each.rpartition(".")[2] == str(value))


def last(life: Harness) -> Told:
    return [each for each in life.told if each.to == LI][-1]


def test_nothing_of_the_event_is_kept_in_the_journal() -> None:
    life = secret()
    marked = life.press("mark", 0, YES, actor=LI)
    assert isinstance(marked, Decision)
    assert marked.wordless
    restarted = life.press("restart", actor=LI)
    typed = life.answer("mark", "我赞成", LI)
    put = life.press("put", actor=LI)
    for each in (restarted, typed, put):
        assert isinstance(each, Decision)
        assert each.wordless
    assert isinstance(typed, Decision)
    assert [each for each in typed.effects if isinstance(each, Erase)], "typed words are taken out"
    unclear = life.answer("mark", "随便", ZHANG)
    assert isinstance(unclear, Rejected), "and a refusal has no line of the journal"
    assert "没看懂" in life.refusal()


def test_words_that_are_no_choice_are_neither_taken_nor_removed() -> None:
    """Such as what a recorder writes for the minutes while their own ballot is not cast."""
    life = secret()
    for said in ("没看懂您的选择，也没有记下", "您的票还没有投出，所以刚才打的字没有记下"):
        assert isinstance(life.answer("mark", "李华：建议再谈一谈", ZHANG), Rejected)
        assert said in life.refusal()
        life.press("mark", 0, YES, actor=ZHANG)
    shown = life.answer("mark", "同意", ZHANG)  # a choice, once all are made, is shown to nobody
    assert isinstance(shown, Decision)
    assert [each for each in shown.effects if isinstance(each, Erase)]
    assert len(life.parts[ZHANG].marks) == 1
    assert "前面的选择没有变" in life.heard(ZHANG)


def test_a_tap_that_changes_nothing_says_so() -> None:
    """Nobody who taps “no” on a question that they have answered may think that it counts."""
    life = secret()
    life.press("mark", 0, YES, actor=LI)
    assert "没有变" not in life.heard(LI)
    life.press("mark", 0, NO, actor=LI)
    assert "您前面的选择没有变。要改，请点“重新选”" in life.heard(LI)
    life.press("put", actor=LI)
    assert life.urns[0].whole == (("yes",),)


def test_who_has_marked_and_not_put_in_is_reminded_of_that() -> None:
    life = secret()
    life.press("mark", 0, YES, actor=LI)
    life.press("nudge!")
    assert "这次表决您还没有投票" in life.heard(LI)
    assert life.labels(LI) == ["✔ 投出", "重新选"]
    assert life.labels(ZHANG) == ["赞成", "反对", "弃权"]
    life.taps("投出", LI)
    assert life.urns[0].whole == (("yes",),)


def test_every_word_for_a_choice_belongs_to_its_button_until_all_are_made() -> None:
    """So no word for a choice reaches another vote in the same chat."""
    life = secret("election_committee", **CANDIDATES)
    told = last(life)
    assert told.send.prompt.endswith(YIELDS)
    words = {word for row in told.message.choices for each in row for word in each.also.split("|")}
    assert {"同意", "反对", "弃权", "yes", "no"} <= words
    for at in range(len(life.state.progress.matters)):
        life.press("mark", at, NO, actor=LI)
    for at in range(4, 7):
        assert "不另选" in life.labels(LI)[0]
        life.press("mark", at, 0, actor=LI)
    assert "投出" in life.labels(LI)[0]
    assert not last(life).send.prompt.endswith(YIELDS)


def test_a_ballot_is_cast_once_and_a_late_tap_changes_nothing() -> None:
    life = secret()
    life.press("mark", 0, YES, actor=LI)
    life.press("mark", 0, NO, actor=LI)  # on the question before
    assert len(life.parts[LI].marks) == 1
    life.press("put", actor=LI)
    for again in (("mark", 0, NO), ("put",), ("restart",)):
        assert isinstance(life.press(*again, actor=LI), Rejected)
        assert "已经投过票" in life.refusal()
    assert isinstance(life.press("withdraw", actor=LI), Rejected)
    assert isinstance(life.press("cast", 0, actor=ZHANG), Rejected), "an open vote's button"
    assert life.urns[0].whole == (("yes",),)


def test_fewer_than_five_ballots_are_not_opened() -> None:
    life = secret()
    for person in (SECRETARY, LI, ZHANG, HE):
        ballot(life, person, YES)
    life.press("progress")
    assert "不到 5 票不能开票" in life.heard(SECRETARY)
    closes(life)
    assert life.state.phase == "cancelled"
    assert "只收到 4 票" in life.heard()
    assert outcome(life) == "void"
    assert life.urns[0] == Ballots()


def test_fewer_than_five_who_may_vote_use_paper() -> None:
    life = held("admission", roll=list(VOTERS[:4]), present=list(VOTERS[:4]), tap=True)
    assert life.state.phase == "draft"
    life.press("begin")
    assert "请改用纸质票" in life.refusal()


def test_unanimity_is_pointed_out() -> None:
    life = secret()
    for person in VOTERS:
        ballot(life, person, YES)
    closes(life)
    assert "每个人投了什么，大家都知道了" in life.heard()


def test_a_written_opinion_stays_under_its_name_and_is_counted() -> None:
    life = secret(present=list(VOTERS[:5]))
    life.press("written")
    life.answer("written", "马跃 同意")
    for person in VOTERS[:5]:
        ballot(life, person, NO if person == LI else YES)
    closes(life)
    assert "赞成 5 · 反对 1" in life.heard()
    assert recount(file_of(life)) == "passed"
    assert isinstance(life.press("ballot", actor=MA), Rejected)


def test_a_key_that_is_gone_voids_the_vote() -> None:
    life = secret()
    ballot(life, LI, YES)
    life.urns[0] = None  # type: ignore[assignment]
    closes(life)
    assert "密钥不在了" in life.heard()
    assert life.state.phase == "cancelled"


def test_urn_and_register_must_agree() -> None:
    life = secret()
    for person in VOTERS:
        ballot(life, person, YES)
    whole = life.urns[0].whole
    life.urns[0] = Ballots((*whole, ("yes",)), (), life.urns[0].codes)
    with pytest.raises(CountError):
        closes(life)


def test_calling_it_off_empties_the_urn() -> None:
    life = secret()
    ballot(life, LI, YES)
    life.press("cancel!")
    assert life.effects(OpenUrn) == [OpenUrn(0)]
    assert life.urns[0] == Ballots()


def test_the_ballot_of_a_member_who_has_left_since_can_not_be_found() -> None:
    life = secret()
    ballot(life, LI, YES)
    for person in (LI, ZHANG):
        life.roster = without(life.roster, person)
        life.do(MemberLeft(person))
    assert "仍然计入" in life.words(life.messages(SECRETARY)[-2])
    entitled = life.state.progress.entitled()
    assert LI in entitled
    assert ZHANG not in entitled


CANDIDATES = {"candidates": [LI, HE, ZHANG, "赵一"], "seats": 3, "monitors": [MA]}


def test_an_election_by_tap_and_a_second_round() -> None:
    life = secret("election_committee", **CANDIDATES)
    assert "最多赞成 3 名" in life.heard(SUN)
    names = [each.name for each in life.state.progress.matters]
    assert f"第 1/7 项：{names[0]}" in life.heard(SUN)
    at = names.index
    rows = {  # who gets a yes, by voter; everybody else a no
        SECRETARY: ("李华", "何嘉宁", "张三"),
        LI: ("李华", "何嘉宁"),
        ZHANG: ("李华", "何嘉宁"),
        HE: ("李华", "何嘉宁"),
        SUN: ("李华", "赵一"),
        MA: ("李华", "何嘉宁", "张三", "赵一"),  # one too many
    }
    for person, chosen in rows.items():
        marks = [NO] * 4
        for name in chosen:
            marks[at(name)] = YES
        ballot(life, person, *marks)
    closes(life)
    assert "收到 6 票，有效 5 票，无效 1 票" in life.heard()
    assert life.state.phase == "round"
    assert "李华：赞成 5" in life.heard()
    file = file_of(life)
    assert len(file["slips"]) == 4
    assert recount(file) == "put_off"
    life.press("again!")
    assert life.state.phase == "open"
    assert life.effects(LockUrn) == [LockUrn(1)]
    assert life.labels(LI)[:3] == ["赞成", "反对", "弃权"], "who voted before votes again"
    life.press("mark", 0, YES, actor=LI)
    assert "刚才点的不是现在的问题" in life.heard(LI), "a button of the first round"
    assert not life.parts[LI].marks
    for person in VOTERS:
        ballot(life, person, *[YES if each.name == "张三" else NO
                               for each in life.state.progress.matters])  # fmt: skip
    closes(life)
    assert outcome(life) == "passed"
    assert "当选：李华 · 何嘉宁 · 张三" in life.heard() or "当选" in life.heard()
    assert recount(file_of(life)) == "passed"


def test_grades_by_tap_are_told_to_each_alone() -> None:
    life = secret("assessment_ballot", candidates=[LI, HE])
    assert life.labels(SUN) == ["优秀", "合格", "基本合格", "不合格"]
    for person in VOTERS:
        ballot(life, person, 0, 1)
    closes(life)
    grades = [each for each in life.told if each.send.key == "grade"]
    assert sorted(each.to for each in grades) == sorted([LI, HE])


def test_it_is_prepared_in_the_chat() -> None:
    life = hall()
    life.begin()
    life.types("接收白小雨为预备党员", SECRETARY)
    life.taps("接收预备党员", SECRETARY)
    assert "计票" in life.heard(SECRETARY)
    life.taps("改为点按表决", SECRETARY)
    life.taps("30 分钟", SECRETARY)
    assert "无记名点按投票" in life.heard(SECRETARY)
    assert "计票人" not in life.heard(SECRETARY)
    life.taps("开始表决", SECRETARY)
    assert life.state.phase == "open"
    for person in VOTERS:
        ballot(life, person, YES)
    life.advance(minutes=31)
    assert life.state.phase == "closed"
    assert "✅ 通过" in life.heard()


@pytest.mark.parametrize("tap", [True, False])
def test_who_comes_later_votes(tap: bool) -> None:
    begin = secret if tap else held
    life = begin(present=list(VOTERS[:5]))
    life.hears("meeting.present", {"present": [MA]}, sender=MEETING)
    assert life.state.progress.present == VOTERS
    assert "赞成" in life.labels(MA)
    assert isinstance(life.hears("meeting.present", {"present": [MA]}, sender=MEETING), Rejected)
    assert isinstance(life.hears("meeting.present", {"present": [LI]}, sender=99), Rejected)


def test_words_are_a_vote_in_an_open_one() -> None:
    """And whatever else is typed goes where it went before, such as into the minutes."""
    life = held()
    told = last(life)
    assert not told.send.prompt
    words = {word: choice.label for row in told.message.choices for choice in row
             for word in choice.also.split("|")}  # fmt: skip
    said = {word: life.service.say(label, "zh-CN") for word, label in words.items()}
    assert said["同意"] == said["我赞成"] == said["for"] == said["agree"] == "赞成"
    assert said["不同意"] == said["against"] == said["disagree"] == "反对"
