"""The service on Telegram, killed with SIGKILL twenty times while people tap and write."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.killing import TAPS
from tests.e2e.telegram_killing import HELPS, PEOPLE, kill_service


async def test_twenty_kills_lose_nothing_on_telegram(tmp_path: Path) -> None:
    report = await kill_service(tmp_path)
    print(report)  # noqa: T201 - the figures, shown by `pytest -rP`
    assert report.inbound == PEOPLE * (TAPS + HELPS)
    assert (report.lost, report.twice) == (0, 0)
    assert report.outbound_lost == 0
    # Telegram has no idempotency: what was being sent at a kill is sent again, once a kill and
    # chat, and nothing else is.
    assert report.unknown_in_a_lane <= 1
    assert report.repeated <= report.unknown
