"""What an earlier release has written is still read."""

from __future__ import annotations

import json

import pytest

from service.workflows.discussion.model import Contribution, Discussion, Part
from tests.workflows.discussion.bench import CODEC, LI, shanghai

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


@pytest.mark.parametrize(("before", "after"), [(1800, (1800,)), (0, ()), (None, (3600,))])
def test_a_discussion_of_schema_1_goes_on_with_its_one_reminder(
    before: int | None, after: tuple[int, ...]
) -> None:
    row = {**OLD, "remind_before": before} if before is not None else dict(OLD)
    if before is None:
        del row["remind_before"]
    found = CODEC.activity("discussion", 1, json.dumps(row))
    assert isinstance(found, Discussion)
    assert found.reminders == after
    assert (found.title, found.min_length, found.round) == ("读书体会", 20, 1)
    assert not found.anonymous
    assert found.closes_at == shanghai("2026-03-06 20:00")


def test_a_part_of_schema_1_keeps_what_was_said() -> None:
    part = CODEC.entry("discussion", 1, json.dumps(OLD_PART))
    assert isinstance(part, Part)
    (said,) = part.contributions
    assert isinstance(said, Contribution)
    assert (said.text, said.file, said.known_by(LI)) == ("第一条", "笔记.docx", f"{LI}-2")
