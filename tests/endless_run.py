"""Tests that never end, for `test_watchdog.py` to kill: each worker has the shared servers."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.matrix_server import shared


@pytest.mark.parametrize("number", [1, 2])
def test_that_never_ends(number: int, postgres_server: URL) -> None:
    folders = (shared.server().folder, Path(str(postgres_server.query["host"])))
    told = [f"{folder} {(folder / 'pid').read_text().strip()}" for folder in folders]
    here = Path(os.environ["ORGLIFE_TEST_TELL"]) / f"{number}.part"
    here.write_text("\n".join(told))
    here.rename(here.with_suffix(".told"))
    threading.Event().wait()
