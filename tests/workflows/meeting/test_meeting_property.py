"""Random meetings: whatever happens in whichever order, none is closed with a gap.

A closed meeting is checked again from its record alone, by arithmetic that shares nothing with the
code that closed it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from service.core.access import Rules
from service.core.events import Informed
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import Texts
from service.workflows.meeting import WORKFLOW
from service.workflows.meeting.checks import gaps
from service.workflows.meeting.machine import MACHINE
from tests.workflows.meeting.at_meeting import CHEN, DETAILS, PEOPLE, QIAN, STARTS, SUN, Around

TEXTS = Texts(WORKFLOW)
BOOK = read_rule_book("party-branch")
MEMBERS = (LI, ZHANG, CHEN, QIAN, SUN)
Act = Callable[[Harness], Any]


def press(verb: str, *args: Any, actor: int = SECRETARY, about: int | None = None) -> Act:
    return lambda life: life.press(verb, *args, actor=actor, about=about)


def say(asked: str, words: str, actor: int = CHEN) -> Act:
    return lambda life: life.answer(asked, words, actor)


def told(outcome: str, yes: int) -> Act:
    figures = {"yes": yes, "present": 4, "voters": 5}
    details = {"vote": 90, "item": "1", "outcome": outcome, "figures": figures}
    return lambda life: life.do(Informed(90, "vote.closed" if outcome else "vote.opened", details))


def fill(life: Harness) -> None:
    """What a patient recorder does: the first thing that is missing."""
    found = gaps(life.state) if life.state.phase == "minutes" else []
    record = life.state.progress
    absent = [
        each for each in record.expected if not record.roll.get(each) or not record.roll[each].spans
    ]
    match found[0].lacks if found else "":
        case "leave":
            life.press(
                "why",
                "none",
                next(e for e in absent if not getattr(record.roll.get(e), "reason", "")),
            )
        case "speeches":
            life.press("at", 1)
            life.answer("said", "李华：同意", CHEN)
        case "votes" | "resolution" | "open_vote":
            life.press("at", 1)
            life.press("count", "all")
        case "asked":
            life.press("evidence", "upward", "no")
        case "signatures":
            life.press("sign")
            life.press("sign", actor=record.recorder)
        case "roll" | "quorum":
            life.press("in", "all")
        case _:
            life.press("close!")


people = st.sampled_from(MEMBERS)
acts: st.SearchStrategy[Act] = st.one_of(
    people.map(lambda who: press("here", actor=who)),
    people.map(lambda who: press("go", actor=who)),
    people.map(lambda who: press("in", who, actor=CHEN)),
    people.map(lambda who: press("out", actor=CHEN, about=who)),
    people.map(lambda who: press("never", who)),
    people.map(lambda who: press("exclude", who)),
    people.map(lambda who: press("staff", "recorder", who)),
    st.sampled_from(
        [
            press("in", "all"), press("next"), press("at", 0), press("at", 1),
            press("count", "all"), say("said", "李华：同意"), say("said", "预算要公开"),
            press("who", LI), press("unsay"),
            say("count", "3 1 0"), say("count", "2"), say("decide", "照办"), press("owner", 0, LI),
            press("due", 0, 7), press("end"), press("why", "personal", QIAN),
            press("why", "away", ZHANG),
            press("evidence", "upward", "no"), say("evidence.upward", "已报上级"), press("sign"),
            press("sign", actor=CHEN), press("close!"), say("except.k01", "联系不上", SECRETARY),
            say("except.quorum", "上级同意", SECRETARY),
            say("except.minutes", "人在外地", SECRETARY),
            told("", 0), told("passed", 3), told("failed", 1), say("topic", "审议加开议题"),
            say("ended", "19:30"), lambda life: life.advance(minutes=7),
        ]
    ),
)  # fmt: skip


def recheck(life: Harness) -> None:
    """A closed meeting, by its record alone."""
    record, items = life.state.progress, life.state.definition.items
    excused = {each.gap for each in record.excused}
    assert all(each.reason and each.by in PEOPLE.people for each in record.excused)
    there = {each for each, line in record.roll.items() if line.spans} & {*record.expected}
    missed = {*record.expected} - there
    assert len(there) + len(missed) == len(record.expected)
    assert there, "somebody was there"
    if not {"k01", "roll"} & excused:
        assert all(record.roll[each].reason for each in missed), "each absence has a reason"
    for line in record.roll.values():
        for span in line.spans:
            assert span.left is None or span.came <= span.left
    assert record.opened_at < record.ended_at
    assert record.called_at is not None
    assert record.chair != record.recorder
    if "minutes" not in excused:
        signed = {each.by: each for each in record.signatures}
        assert {record.chair, record.recorder} <= signed.keys()
        digests = {signed[each].digest for each in (record.chair, record.recorder)}
        assert len(digests) == 1, "both have signed the same"
        assert all(each.at >= record.ended_at for each in signed.values())
    voters = {each for each in record.expected if PEOPLE.people[each].standing == "full"}
    assert {*record.voters} == voters
    decides = [at for at, each in enumerate(items) if each.aim == "decision"]
    if "quorum" not in excused:
        assert 2 * len(there & voters) >= len(voters), "it was valid"
    for at in decides:
        tallies = [each for each in record.tallies if each.item == at]
        assert tallies or "vote" in excused
        assert any(each.item == at for each in record.points) or "discussion" in excused
    for each in record.tallies:
        assert each.outcome
        if not each.vote:
            counted = each.figures
            assert counted["yes"] + counted["no"] + counted["abstain"] == counted["present"]
            valid = 2 * counted["present"] >= counted["voters"]
            passed = 2 * counted["yes"] > counted["voters"]
            assert each.outcome == ("passed" if passed else "failed") if valid else "no_quorum"
    assert any(each.step == "upward" for each in record.shown) or "upward" in excused


@settings(max_examples=20, deadline=None)
@given(st.lists(acts, max_size=25), st.lists(acts, max_size=3), st.integers(0, 12))
def test_no_closed_meeting_fails_a_check_of_its_record(
    story: list[Act], after: list[Act], patience: int
) -> None:
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, rules=Rules(book=BOOK), roster=PEOPLE)
    life.answers = Around()
    life.begin(DETAILS)
    life.advance(STARTS)
    life.press("begin", CHEN)
    for act in story:
        act(life)
    if patience:
        life.press("in", "all") if patience % 2 else None
        life.advance(minutes=20)
        life.press("end")
    for _ in range(patience):
        fill(life)
    closed = life.state.phase in ("done", "over")
    event("closed" if closed else life.state.phase)
    if closed:
        recheck(life)
        before = life.state
        for act in after:
            act(life)
        assert life.state == before, "its record stays as it is"
