"""The service on Matrix, killed with SIGKILL twenty times while people write in plain and in
encrypted chats."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.matrix_killing import PEOPLE, TEXTS, kill_service
from tests.matrix_server import shared


async def test_twenty_kills_lose_and_repeat_nothing_on_matrix(tmp_path: Path) -> None:
    report = await kill_service(tmp_path, shared.server())
    print(report)  # noqa: T201 - the figures, shown by `pytest -rP`
    assert report.inbound == PEOPLE * TEXTS
    assert (report.lost, report.twice) == (0, 0)
    # What was being sent at a kill is sent again under its key: to the homeserver it is the same.
    assert (report.outbound_lost, report.outbound_twice) == (0, 0)
