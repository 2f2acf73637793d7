"""Cards: one thing to do first, the common next, the rest behind a page, what is dangerous last."""

from __future__ import annotations

import pytest

from service.core.choices import HOME, ChoiceId
from service.core.message import Choice
from service.core.texts import Text
from service.core.workflow import Activity
from service.sdk.cards import Card
from service.sdk.state import State


def activity(phase: str) -> Activity[State[None, None]]:
    return Activity(7, "quiz", 1, State(phase, None, None, None))


def labels(rows: tuple[tuple[Choice, ...], ...]) -> list[list[str]]:
    return [
        [each.label.key if isinstance(each.label, Text) else "" for each in row] for row in rows
    ]


def test_the_primary_stands_alone_at_the_top_and_what_is_dangerous_alone_at_the_end() -> None:
    common = (("sdk-button-edit", "sdk-button-progress"), "sdk-button-nudge")
    card = Card(
        activity("open"), "sdk-button-publish", common, ("sdk-button-close",), "sdk-button-drop"
    )
    rows = card.rows()
    assert labels(rows) == [
        ["sdk-button-publish"],
        ["sdk-button-edit", "sdk-button-progress"],
        ["sdk-button-nudge"],
        ["sdk-button-more"],
        ["sdk-button-drop"],
    ]
    assert [row[0].style for row in rows] == ["primary", "", "", "", "danger"]
    assert ChoiceId.decode(rows[3][0].id) == ChoiceId(7, "rest")


def test_without_a_page_of_its_own_the_way_leads_home() -> None:
    (row,) = Card(activity("open"), more=("", ())).rows()
    assert row[0].id == "0::more:7"


@pytest.mark.parametrize(("phase", "rehearsed"), [("draft", True), ("open", False)])
def test_the_page_holds_the_rest_with_templates_and_dry_runs(phase: str, rehearsed: bool) -> None:
    page = Card(activity(phase), "sdk-button-publish", more=("sdk-button-close",)).page("title")
    rehearse = [["sdk-button-home-rehearse"]] if rehearsed else []
    assert labels(page.choices) == [
        ["sdk-button-close"],
        *rehearse,
        ["sdk-button-home-keep"],
        ["sdk-button-keep"],
    ]
    home = [ChoiceId.decode(row[0].id) for row in page.choices[1:-1]]
    assert all(each is not None and (each.activity, each.args) == (HOME, ("7",)) for each in home)
    assert page.choices[-1][0].id == "7::show:"
