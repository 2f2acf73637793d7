"""A secret ballot that is changed, and others who are named on it, on the pure machine."""

from __future__ import annotations

import re
from dataclasses import replace

from service.core.effects import Erase
from service.core.people import Person, Roster
from service.core.rulebook.recount import recount
from service.core.secret_ballots import CastBallot, ChangeBallot
from service.core.texts import text
from service.core.workflow import Decision, Rejected
from service.sdk.testing import BRANCH, LI, SECRETARY, ZHANG, Harness, Told
from service.workflows.vote.model import VOTED, Cast
from tests.workflows.vote.halls import HE, MA, PEOPLE, SUN, VOTERS, closes, for_good, hall
from tests.workflows.vote.test_secret_tap import (
    CANDIDATES,
    NO,
    YES,
    ballot,
    file_of,
    fill,
    last,
    secret,
)

SHOWN = re.compile(r"改票码：([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})")


def cast(life: Harness, person: int, *marks: int) -> str:
    """The person votes; the change code that they get."""
    ballot(life, person, *marks)
    (found,) = SHOWN.findall(life.heard(person))
    return str(found)


# -- changing


def test_a_ballot_is_changed_by_the_code_that_its_voter_has() -> None:
    life = secret()
    code = cast(life, LI, NO)
    for person in (SECRETARY, ZHANG, HE, SUN):
        ballot(life, person, YES)
    before = life.urns[0]
    life.press("ballot", actor=LI)
    assert "请把投票时收到的改票码发给我" in life.heard(LI)
    begun = life.types(code.lower().replace("-", " "), LI)
    assert isinstance(begun, Decision)
    assert begun.wordless
    assert [each for each in begun.effects if isinstance(each, Erase)], "the code leaves the chat"
    assert "没有再次投出以前，原来的票仍然有效" in life.heard(LI)
    assert life.parts[LI].choice == VOTED, "and whoever has voted still has"
    life.press("mark", 0, YES, actor=LI)
    assert life.urns[0] == before
    life.press("put", actor=LI)
    assert life.effects(ChangeBallot)
    assert not life.effects(CastBallot)
    assert "您的票已经改好" in life.heard(LI)
    assert code not in life.heard(LI)
    assert life.urns[0].whole[0] == ("yes",)
    assert life.urns[0].codes == before.codes, "its code is in the list as before"
    assert life.parts[LI] == replace(life.parts[LI], marks=(), change="")
    closes(life)
    assert "赞成 5 · 反对 0" in life.heard()
    assert recount(file_of(life)) == "passed"


def test_it_can_be_changed_as_often_as_they_like_or_left_as_it_is() -> None:
    life = secret()
    code = cast(life, LI, NO)
    for mark in (YES, NO, YES):
        life.answer("change", code, LI)
        life.press("mark", 0, mark, actor=LI)
        life.press("put", actor=LI)
    assert life.urns[0].whole == (("yes",),)
    life.answer("change", code, LI)
    life.press("mark", 0, NO, actor=LI)
    life.taps("不改了", LI)
    assert "您的票没有变" in life.heard(LI)
    assert isinstance(life.press("put", actor=LI), Rejected)
    life.press("unchanged", actor=LI)
    assert "您已经投过票了" in life.heard(LI)
    assert life.urns[0].whole == (("yes",),)


def test_nobody_elses_code_nor_the_one_of_the_list_changes_it() -> None:
    life = secret()
    code = cast(life, LI, NO)
    ballot(life, HE, NO)
    (listed, _) = life.urns[0].codes
    for who, typed in ((HE, code), (LI, listed), (LI, listed * 2), (LI, "改一下")):
        assert isinstance(life.answer("change", typed, who), Rejected)
        assert "不是您这张票的改票码" in life.refusal()
        assert not life.parts[who].change
    assert isinstance(life.press("mark", 0, YES, actor=HE), Rejected)


def test_where_the_rule_has_a_ballot_for_good_there_is_no_code_to_change_it() -> None:
    life = secret()
    for_good(life)
    fill(life, LI, NO)
    assert "不能改、不能撤回" in life.heard(LI)
    life.press("put", actor=LI)
    assert "改票码" not in life.heard(LI)
    (put,) = life.effects(CastBallot)
    assert not put.credential
    life.press("ballot", actor=LI)
    assert "投出以后不能改" in life.heard(LI)
    assert not last(life).send.prompt


def test_the_old_ballot_counts_where_the_close_comes_first() -> None:
    life = secret()
    code = cast(life, LI, NO)
    for person in (SECRETARY, ZHANG, HE, SUN):
        ballot(life, person, YES)
    life.answer("change", code, LI)
    life.press("mark", 0, YES, actor=LI)
    closes(life)
    assert "赞成 4 · 反对 1" in life.heard()
    assert isinstance(life.press("put", actor=LI), Rejected)


def test_the_message_with_the_codes_stays_while_a_ballot_is_changed() -> None:
    """What is asked meanwhile neither takes its place nor outdates it."""
    life = secret()
    code = cast(life, LI, NO)
    receipt = last(life)
    assert receipt.send.secret, "its row is emptied once it is sent"
    before = len(life.told)
    life.answer("change", code, LI)
    life.press("mark", 0, YES, actor=LI)
    life.press("restart", actor=LI)
    life.press("mark", 0, YES, actor=LI)
    life.press("put", actor=LI)
    later: list[Told] = [each for each in life.told[before:] if each.to == LI]
    assert len(later) == 5
    for each in later:
        assert receipt.send.key not in (each.send.key, *getattr(each.send, "closes", "").split())


def test_a_part_of_an_older_release_reads() -> None:
    assert Cast("voted", None, (), 0) == Cast("voted", round=0, change="")


def test_the_table_of_a_further_round_says_who_has_voted_in_it() -> None:
    life = secret("election_committee", **CANDIDATES)
    for person in VOTERS:
        ballot(life, person, YES, YES, NO, NO)
    closes(life)
    life.press("again!")
    stands = {each: life.workflow.summary(life.parts[each]).status for each in VOTERS}
    first = stands[LI]
    ballot(life, LI, *[YES] + [NO] * (len(life.state.progress.matters) - 1))
    now = life.workflow.summary(life.parts[LI]).status
    assert now != first
    said = {life.service.say(text("vote-status", status=each), "zh-CN") for each in (first, now)}
    assert said == {"已投票（第 1 轮）", "已投票（第 2 轮）"}


# -- others who are named


def names(life: Harness, person: int) -> list[str]:
    return life.labels(person)


def test_somebody_else_is_named_by_tap_or_by_typing() -> None:
    life = secret("election_committee", **CANDIDATES)
    for at in range(4):
        life.press("mark", at, NO, actor=SUN)
    assert "第 5/7 项：另选他人？" in life.heard(SUN)
    assert names(life, SUN) == ["不另选", "马跃", "王书记", "孙丽", "重新选"]
    life.taps("马跃", SUN)
    assert isinstance(life.types("吃了吗", SUN), Rejected)
    assert "没看懂您说的是谁" in life.refusal()
    for candidate in ("李华", "另选 赵一"):
        assert isinstance(life.types(candidate, SUN), Rejected)
    named = life.types("另选 吴刚", SUN)
    assert isinstance(named, Decision)
    assert [each for each in named.effects if isinstance(each, Erase)]
    assert "马跃" not in life.heard(SUN).partition("项")[2].partition("请点")[0]
    life.types("王书记", SUN)
    life.press("put", actor=SUN)
    for person in (SECRETARY, LI, ZHANG, HE):
        fill(life, person, YES, NO, NO, NO, others=(MA, MA))
        life.press("put", actor=person)
    fill(life, MA, YES, YES, YES, NO, others=(SUN,))  # four names for three seats
    life.press("put", actor=MA)
    closes(life)
    said = life.heard()
    assert "收到 6 票，有效 5 票，无效 1 票" in said
    assert "马跃：赞成 5 → 当选" in said
    assert "吴刚：赞成 1" in said
    assert "王书记：赞成 1" in said
    assert "孙丽" not in said
    file = file_of(life)
    assert sorted(file["others"]) == ["吴刚", "王书记", *["马跃"] * 5]
    assert recount(file) == file["expected"]
    life.press("again!")
    assert "王书记" in [each.name for each in life.state.progress.matters]
    for at in range(len(life.state.progress.matters)):
        life.press("mark", at, NO, 1, actor=SUN)
    assert "王书记" not in life.labels(SUN), "who was named is a candidate now"
    assert "孙丽" in life.labels(SUN)
    for wrong in (file["others"][1:], [*file["others"], "马跃"]):
        try:
            recount({**file, "others": wrong})
        except ValueError:
            continue
        raise AssertionError("others and totals differ")


def test_a_name_without_a_no_is_none() -> None:
    life = secret("election_committee", **CANDIDATES)
    abstain = 2
    fill(life, SUN, abstain, abstain, abstain, NO, others=(MA, SECRETARY))
    life.press("put", actor=SUN)
    for person in (SECRETARY, LI, ZHANG, HE):
        ballot(life, person, YES, YES, YES, NO)
    closes(life)
    assert "马跃：赞成 1" in life.heard()
    assert "王书记" not in life.heard()


def test_namesakes_are_told_apart_and_counted_apart() -> None:
    twins = Roster(
        PEOPLE.units,
        {
            **PEOPLE.people,
            51: Person(51, "李伟", BRANCH, group="一组"),
            52: Person(52, "李伟", BRANCH, group="二组"),
        },
    )
    voters = [*VOTERS, 51, 52]
    life = hall(roster=twins)
    life.begin(
        {"meeting": 40, "item": "i1", "title": "改选", "profile": "election_committee",
         "roll": voters, "present": voters, "tap": True, **CANDIDATES}
    )  # fmt: skip
    for at in range(4):
        life.press("mark", at, NO, actor=SUN)
    first, second = [each for each in life.labels(SUN) if each.startswith("李伟")]
    assert first != second
    assert isinstance(life.types("李伟", SUN), Rejected), "whom?"
    life.types(first, SUN)
    life.taps(second, SUN)
    life.press("mark", 6, 0, actor=SUN)
    life.press("put", actor=SUN)
    for person in (LI, ZHANG, HE, MA):
        fill(life, person, NO, NO, NO, NO, others=(51,))
        life.press("put", actor=person)
    closes(life)
    assert sorted(
        int(line.rpartition("赞成 ")[2].split()[0])
        for line in life.heard().splitlines()
        if line.startswith("李伟")
    ) == [1, 5]
    assert len(life.urns[0].slips) == 5, "those with others who were named are the last"
