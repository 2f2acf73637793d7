"""Tests that never end, for `test_watchdog.py` to kill: each worker has the shared server."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.matrix_server import shared


@pytest.mark.parametrize("number", [1, 2])
def test_that_never_ends(number: int) -> None:
    server = shared.server()
    told = Path(os.environ["ORGLIFE_TEST_TELL"])
    (told / str(number)).write_text(f"{server.folder}\n{(server.folder / 'pid').read_text()}")
    threading.Event().wait()
