"""The server's limits, which everything about sending is measured against."""

from __future__ import annotations

import pytest

from tests.telegram_server.flood import Flood
from tests.telegram_server.methods import ApiError


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def refused(flood: Flood, method: str, chat: int) -> int | None:
    """The `retry_after` of the answer; None when the call is taken."""
    try:
        flood.admit(method, {"chat_id": chat})
    except ApiError as error:
        assert error.code == 429
        return error.parameters["retry_after"]
    return None


@pytest.mark.parametrize("second", [1.0, 0.25])
def test_the_31st_message_within_a_second_is_refused(second: float) -> None:
    clock = Clock()
    flood = Flood(second, clock=clock)
    assert [refused(flood, "sendMessage", chat) for chat in range(1, 31)] == [None] * 30
    assert refused(flood, "sendMessage", 31) == 1
    clock.now += 0.99 * second
    assert refused(flood, "setMessageReaction", 31) == 1
    clock.now += 0.01 * second
    assert refused(flood, "sendMessage", 31) is None
    assert (len(flood.accepted), flood.refused) == (31, 2)


def test_a_person_gets_one_a_second_and_a_group_twenty_a_minute_edits_included() -> None:
    clock = Clock()
    flood = Flood(clock=clock)
    assert refused(flood, "sendMessage", 5) is None
    assert refused(flood, "editMessageText", 5) == 1
    assert refused(flood, "setMessageReaction", 5) is None
    assert refused(flood, "answerCallbackQuery", 5) is None
    assert [refused(flood, "editMessageText", -5) for _ in range(20)] == [None] * 20
    clock.now += 20
    assert refused(flood, "sendMessage", -5) == 40
