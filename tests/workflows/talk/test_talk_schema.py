"""What an earlier release has written is still read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from service.core.workflow import Decision
from service.runtime.codec import Codec
from service.sdk.state import State
from service.testkit.harness import CIPHER
from service.workflows.talk import WORKFLOW
from service.workflows.talk.model import Arrangement, Talk, Talker, Terms
from tests.workflows.talk.bench import LI, SECRETARY, Bench

CODEC = Codec([WORKFLOW], CIPHER)
AT = datetime(2026, 3, 7, 11, 30, tzinfo=UTC)
OLD = {
    "phase": "cancelled",
    "owner": SECRETARY,
    "members": [LI],
    "talkers": [{"person": SECRETARY, "slots": ["2026-03-07T11:30:00Z"]}],
    "minutes": 45,
    "form": "phone",
    "undo": {
        "number": 2,
        "before": {"phase": "draft", "owner": SECRETARY, "members": [LI], "buffer": 5},
        "by": SECRETARY,
        "until": "2026-03-06T02:10:00Z",
    },
}
OLD_TALK = {
    "phase": "cancelled",
    "talker": SECRETARY,
    "at": "2026-03-07T11:30:00Z",
    "step": 2,
    "before": {"phase": "booked", "talker": SECRETARY, "at": "2026-03-07T11:30:00Z", "step": 1},
    "undone_by": LI,
    "undo_until": "2026-03-06T02:10:00Z",
}


def test_an_offer_of_schema_2_keeps_its_terms_its_people_and_its_step() -> None:
    found = CODEC.activity("talk", 2, json.dumps(OLD))
    assert isinstance(found, State)
    assert (found.phase, found.organizer) == ("cancelled", SECRETARY)
    assert found.definition == Terms(minutes=45, form="phone")
    assert found.progress == Arrangement((LI,), (Talker(SECRETARY, (AT,)),))
    assert found.undo is not None
    assert found.undo.number == 2
    assert found.undo.before == State("draft", Terms(buffer=5), Arrangement((LI,)), SECRETARY)


def test_an_offer_of_schema_1_had_one_talker() -> None:
    old = {"phase": "offered", "owner": SECRETARY, "members": [LI], "slots": [AT.isoformat()]}
    found = CODEC.activity("talk", 1, json.dumps(old))
    assert found.progress.talkers == (Talker(SECRETARY, (AT,)),)


def test_a_talk_of_schema_2_can_still_be_undone_by_its_old_button() -> None:
    life = Bench({"members": [LI], "slots": [AT.isoformat()]})
    talk = CODEC.entry("talk", 2, json.dumps(OLD_TALK))
    assert isinstance(talk, Talk)
    assert talk.undone_by == LI
    life.parts[LI] = talk
    life.now += timedelta(minutes=9)
    assert isinstance(life.press("undo", actor=LI), Decision)
    assert (life.talks[LI].phase, life.talks[LI].at) == ("booked", AT)
    assert life.talks[LI].undone_by == 0
