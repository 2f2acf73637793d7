"""What others bring to a meeting's agenda, and what they hear of it."""

from __future__ import annotations

from typing import Any

from service.core.effects import Inform
from service.sdk.testing import SECRETARY, Harness
from service.workflows.meeting import WORKFLOW
from service.workflows.meeting.form import MOST_ITEMS
from service.workflows.meeting.proposed import decided
from tests.workflows.meeting.at_meeting import CHEN, called, meeting, opened

ITEM = {"title": "活动放在哪天", "about": "1. 多数赞成周末"}


def told(life: Harness) -> list[tuple[int, str]]:
    return [(each.activity, each.about) for each in life.effects(Inform)]


def brought() -> Harness:
    life = called()
    life.hears("agenda.proposed", ITEM, 55)
    return life


def test_an_item_is_brought_while_the_agenda_is_open() -> None:
    life = brought()
    item = life.state.definition.items[-1]
    assert (item.title, item.aim, item.origin) == ("活动放在哪天", "decision", 55)
    assert life.state.progress.materials == ("1. 多数赞成周末",)
    assert told(life) == [(55, "agenda.taken")]
    assert "列入了议程：\n活动放在哪天" in life.heard(SECRETARY)
    life.hears("agenda.proposed", ITEM, 55)
    assert told(life) == [(55, "agenda.taken")]
    assert sum(each.origin == 55 for each in life.state.definition.items) == 1


def test_during_the_meeting_too_and_not_after_it() -> None:
    life = opened()
    life.hears("agenda.proposed", ITEM, 55)
    assert told(life) == [(55, "agenda.taken")]
    life.press("end")
    life.hears("agenda.proposed", ITEM, 56)
    assert told(life) == [(56, "agenda.refused")]


def test_a_full_agenda_takes_no_more() -> None:
    life = called(items=[f"议题{each}" for each in range(MOST_ITEMS)])
    life.hears("agenda.proposed", ITEM, 55)
    assert told(life) == [(55, "agenda.refused")]


def test_a_meeting_begins_with_what_is_brought_and_keeps_it_beside_typed_topics() -> None:
    life = meeting()
    life.begin({"command": "meeting", "args": "", "agenda": [{**ITEM, "origin": 55}]})
    assert told(life) == [(55, "agenda.taken")]
    life.taps("支部党员大会", SECRETARY)
    life.press("items")
    life.answer("items", "通报上月工作")
    titles = [each.title for each in life.state.definition.items if not each.step]
    assert titles == ["活动放在哪天", "通报上月工作"]
    life.press("drop!")
    assert told(life) == [(55, "agenda.dropped")]


def test_who_brought_it_hears_that_the_meeting_is_called_off() -> None:
    life = brought()
    life.press("cancel!")
    assert told(life) == [(55, "agenda.dropped")]


def test_who_brought_it_hears_what_was_decided() -> None:
    life = opened()
    life.hears("agenda.proposed", ITEM, 55)
    life.press("here", actor=CHEN)
    life.press("at", 2)
    life.press("decide", actor=CHEN)
    life.types("放在周末", CHEN)
    life.press("end")
    (word,) = decided(life.state)
    details: Any = word.details  # type: ignore[attr-defined]
    assert details["resolved"] == ["放在周末"]
    assert details["zh"] == "支部党员大会"


def test_a_template_keeps_the_topic_and_not_who_brought_it() -> None:
    copy, life = WORKFLOW.copy_definition, brought()
    assert copy is not None
    fresh = copy(life.context(SECRETARY), life.unit, life.state, {})
    assert [each.origin for each in fresh.definition.items] == [0] * 3
