"""How much one person may ask for in an hour of what is dear (ASVS 5.0, 2.4.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.effects import Invite, Send, ToPerson
from service.core.message import Attachment, Data, Message, StoredFile
from service.runtime.caps import AN_HOUR, Caps
from tests.world import START, world

LI, ZHANG = 1, 2
MADE = Attachment("list.json", Data("{}"))
SENT = Attachment("photo.jpg", StoredFile("memory", "f1", "photo.jpg", "image/jpeg"))


def sends(*files: Attachment) -> Send:
    return Send(ToPerson(LI), "key", Message("words", attachments=files))


@pytest.mark.parametrize(
    ("what", "effect"), [("files", sends(MADE)), ("invitations", Invite(ZHANG))]
)
def test_so_many_at_once_and_the_rest_with_time(what: str, effect: Send | Invite) -> None:
    caps, now = Caps(), START
    for _ in range(AN_HOUR[what]):
        assert caps.of_decision(LI, [effect], now) is None
    refused = caps.of_decision(LI, [effect], now)
    assert refused is not None
    assert refused.code == "system.too_much"
    assert caps.of_decision(ZHANG, [effect], now) is None, "of others nothing is taken"
    later = now + timedelta(hours=1) / AN_HOUR[what]
    assert caps.of_decision(LI, [effect], later) is None


def test_what_somebody_sent_is_only_sent_on() -> None:
    caps = Caps()
    assert all(caps.of_decision(LI, [sends(SENT)], START) is None for _ in range(1000))


async def test_who_begins_too_much_is_told_to_wait_and_begins_nothing() -> None:
    async with world() as w:
        most = AN_HOUR["begun"]
        for _ in range(most + 1):
            await w.say("王敏", "/quiz")
        begun = await w.sql("SELECT count(*) AS n FROM activities WHERE kind = 'quiz'")
        assert begun[0].n <= most
        assert "这一小时发起的活动太多了" in w.last("王敏")
