"""An open vote in the room: a native poll where there is one, buttons and words everywhere else."""

from __future__ import annotations

from service.core.events import Voted
from service.core.message import Chat, Poll, Ref
from service.core.rulebook.recount import recount
from service.core.workflow import Decision, Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from tests.workflows.vote.halls import (
    HE,
    MA,
    NOVICE,
    SUN,
    VOTERS,
    closes,
    for_good,
    hall,
    held,
    outcome,
)
from tests.workflows.vote.test_secret_tap import file_of


def asked(life: Harness) -> Poll:
    poll = next(each for each in reversed(life.messages()) if each.poll is not None).poll
    assert poll is not None
    return poll


def polled(life: Harness, person: int, *options: int) -> Decision | Rejected:
    """A vote in the native poll, or that it was taken back."""
    ref, poll = Ref(Chat("memory", "room"), "m1"), asked(life)
    outcome = life.do(Voted(ref, str(person), "p1", options, choice=poll.id), person)
    assert isinstance(outcome, Decision | Rejected)
    return outcome


def test_it_is_a_poll_with_the_choices_and_nobody_is_asked_in_private() -> None:
    life = held(room=True)
    poll = asked(life)
    assert [life.service.say(each, "zh-CN") for each in poll.options] == ["赞成", "反对", "弃权"]
    assert poll.question == "年度计划"
    assert not poll.right, "so it can be changed"
    assert life.labels() == ["赞成", "反对", "弃权"], "where the platform has no polls"
    assert not life.messages(LI)


def test_votes_in_the_poll_are_votes_by_name() -> None:
    life = held(room=True)
    for person, option in ((SECRETARY, 0), (LI, 1), (ZHANG, 0), (HE, 0), (SUN, 2)):
        assert isinstance(polled(life, person, option), Decision)
    assert not life.messages(LI), "the poll shows each their own vote"
    polled(life, LI, 0)
    assert isinstance(polled(life, LI, 0), Rejected)
    polled(life, SUN)
    assert not life.parts[SUN].choice
    life.press("progress")
    assert "已投 4 票" in life.heard(SECRETARY)
    closes(life)
    assert asked(life).closed
    assert outcome(life) == "passed"
    assert "赞成 4 · 反对 0 · 弃权 0" in life.heard()
    assert "赞成：王书记 · 李华 · 张三 · 何嘉宁" in life.heard()
    file = file_of(life)
    assert [each["choice"] for each in file["ballots"]] == ["yes"] * 4
    assert recount(file) == file["expected"] == "passed"


def test_by_poll_by_button_or_in_private_it_is_one_vote_and_the_last_counts() -> None:
    life = held(room=True)
    polled(life, LI, 1)
    life.press("cast", 2, actor=LI)
    assert "您投的是：弃权" in life.heard(LI)
    life.press("ballot", actor=LI)
    life.taps("赞成", LI)
    assert life.parts[LI].choice == "yes"
    assert len(life.parts) == 1


def test_who_has_no_vote_is_told_so_although_the_poll_takes_it() -> None:
    life = held(room=True)
    assert isinstance(polled(life, NOVICE, 0), Rejected)
    assert "您在这次表决里没有票" in life.refusal()
    assert isinstance(polled(life, MA, 0), Rejected)
    assert "请先在会议里签到" in life.refusal()
    for wrong in ((7,), (0, 1)):
        assert isinstance(polled(life, LI, *wrong), Rejected)
    assert not life.parts


def test_calling_it_off_closes_the_poll() -> None:
    life = held(room=True)
    polled(life, LI, 0)
    life.press("cancel!")
    assert asked(life).closed
    assert isinstance(polled(life, LI, 1), Rejected)


def test_where_a_vote_is_for_good_there_is_no_poll() -> None:
    """In a native one anybody can change theirs."""
    life = held(room=True)
    for_good(life)
    before = len(life.messages())
    life.press("cast", 0, actor=LI)
    assert isinstance(life.press("cast", 1, actor=LI), Rejected)
    closes(life)
    assert not [each for each in life.messages()[before:] if each.poll is not None]


def test_it_is_chosen_in_the_draft_of_an_open_vote_alone() -> None:
    life = hall()
    life.begin()
    life.types("买投影仪", SECRETARY)
    life.taps("一般决议", SECRETARY)
    life.taps("30 分钟", SECRETARY)
    life.taps("改为在群里表决", SECRETARY)
    assert "改为私聊表决" in life.labels(SECRETARY)
    life.taps("开始表决", SECRETARY)
    assert "请在这里投票" in life.words(life.messages()[-2])
    polled(life, LI, 0)
    life.advance(minutes=31)
    assert life.state.phase == "closed"
    secret = held("admission", present=list(VOTERS), tap=True, room=True)
    assert not [each for each in secret.messages() if each.poll is not None]
    assert secret.messages(LI)
