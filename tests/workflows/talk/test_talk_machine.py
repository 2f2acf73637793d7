"""The rows of the machine: what can't be undone says whom it reaches."""

from __future__ import annotations

import pytest

from service.core.people import LANGUAGES
from service.core.texts import text
from service.workflows.talk import MACHINE
from tests.workflows.talk.bench import TEXTS

CONFIRMED = {
    "send": "talk-reach",
    "ask": "talk-wish-word",
    "?word": "talk-wish-word",
    "cancel!": "talk-confirm-cancel",
    "nudge!": "sdk-nudge",
    "anew": "talk-missed",
}
"""The words under which stands the button of what can't be undone."""


def test_what_cannot_be_undone_is_confirmed() -> None:
    irreversible = {row.event for row in MACHINE.rows if row.undo == "irreversible"}
    assert irreversible == CONFIRMED.keys()


@pytest.mark.parametrize("key", sorted(set(CONFIRMED.values())))
def test_a_confirmation_says_whom_the_act_reaches(key: str) -> None:
    for language in LANGUAGES:
        said = TEXTS.say(text(key, n=17, name="李华"), language)
        assert "17" in said or "李华" in said


def test_the_table_shows_every_event() -> None:
    table = MACHINE.table()
    for event in ("take", "?propose", "@r#", "undo", "@settle"):
        assert f" {event} " in table
