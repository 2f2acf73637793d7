"""What an earlier release has written is still read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.sdk.state import State
from service.sdk.testing import LI
from service.workflows.discussion.model import Candidate, Contribution, DiscussionState, Part
from tests.workflows.discussion.life import CODEC, shanghai

OLD = {
    "phase": "open",
    "title": "读书体会",
    "prompt": "谈谈体会",
    "owner": 1,
    "opens_at": "2026-03-06T02:00:00Z",
    "closes_at": "2026-03-06T12:00:00Z",
    "min_length": 20,
    "remind_before": 1800,
    "step": 1,
}
OLD_PART = {
    "contributions": [
        {
            "number": 2,
            "account": "webchat",
            "place": "room",
            "message": "m1",
            "text": "第一条",
            "at": "2026-03-06T03:00:00Z",
            "file": "笔记.docx",
            "edited_at": None,
        }
    ],
    "given": 2,
}


OLD_2 = {
    **{name: value for name, value in OLD.items() if name != "remind_before"},
    "phase": "voting",
    "reminders": [7200, 600],
    "step": 4,
    "genre": "works",
    "materials": [{"words": "https://example.org", "file": None}],
    "comments_at": "2026-03-06T07:00:00Z",
    "votes": 0,
    "jury": [3, 4],
    "votes_until": "2026-03-08T12:00:00Z",
    "ballot": [{"known_by": "2-1", "person": 2, "name": "李华", "headline": "雨后的操场"}],
    "picked": ["2-1"],
    "undo": None,
}


def read(schema: int, row: dict[str, Any]) -> DiscussionState:
    found: DiscussionState = CODEC.activity("discussion", schema, json.dumps(row))
    assert isinstance(found, State)
    return found


@pytest.mark.parametrize(("before", "after"), [(1800, (1800,)), (0, ()), (None, (3600,))])
def test_a_discussion_of_schema_1_goes_on_with_its_one_reminder(
    before: int | None, after: tuple[int, ...]
) -> None:
    row = {**OLD, "remind_before": before} if before is not None else dict(OLD)
    if before is None:
        del row["remind_before"]
    found = read(1, row)
    assert found.schedule.reminders == after
    assert (found.definition.title, found.definition.min_length) == ("读书体会", 20)
    assert found.progress.round == 1
    assert not found.definition.anonymous
    assert found.schedule.closes_at == shanghai("2026-03-06 20:00")
    assert (found.organizer, found.schedule.revision) == (1, 1)


def test_a_part_of_schema_1_keeps_what_was_said() -> None:
    part = CODEC.entry("discussion", 1, json.dumps(OLD_PART))
    assert isinstance(part, Part)
    (said,) = part.contributions
    assert isinstance(said, Contribution)
    assert (said.text, said.file, said.known_by(LI)) == ("第一条", "笔记.docx", f"{LI}-2")


def test_a_flat_discussion_of_schema_2_is_told_apart() -> None:
    found = read(2, OLD_2)
    assert (found.phase, found.organizer, found.undo) == ("voting", 1, None)
    assert (found.definition.genre, found.definition.votes) == ("works", 0)
    assert [each.words for each in found.definition.materials] == ["https://example.org"]
    assert found.definition.comments_at == shanghai("2026-03-06 15:00")
    assert found.progress.jury == (3, 4)
    assert found.progress.votes_until == shanghai("2026-03-08 20:00")
    assert found.progress.ballot == (Candidate("2-1", 2, "李华", "雨后的操场"),)
    assert found.progress.picked == ("2-1",)
    assert found.schedule.reminders == (7200, 600)
    assert found.schedule.revision == 4, "the timers that are set go on"


def test_a_step_of_schema_2_can_still_be_undone() -> None:
    undo = {"number": 3, "before": {**OLD_2, "phase": "scheduled"}, "by": 1, "until": None}
    found = read(2, {**OLD_2, "phase": "cancelled", "undo": undo})
    assert found.undo is not None
    assert (found.undo.number, found.undo.by) == (3, 1)
    before = found.undo.before
    assert before is not None
    assert (before.phase, before.definition.title) == ("scheduled", "读书体会")
