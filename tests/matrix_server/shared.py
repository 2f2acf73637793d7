"""One homeserver for the whole run: the first test that needs it starts it, whichever worker."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.environments import Unavailable
from tests.matrix_server.server import Server

_FOLDER = "ORGLIFE_TEST_SYNAPSE"
_MEMORY = Path("/dev/shm")


def begin(config: pytest.Config) -> None:
    """Settle where the servers of the run are; a worker of pytest-xdist is told."""
    folder = getattr(config, "workerinput", {}).get("synapse")
    os.environ[_FOLDER] = folder or tempfile.mkdtemp(
        prefix="orglife-synapse-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None
    )


def tell(node: Any) -> None:
    node.workerinput["synapse"] = os.environ[_FOLDER]


def end(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        for limited in (False, True):
            _server(limited).stop()
        Path(os.environ[_FOLDER]).rmdir()


def server(*, limited: bool = False) -> Server:
    """The server of this run. The test fails, with the remedy, if there can be none."""
    found = _server(limited)
    try:
        found.start()
    except Unavailable as error:
        pytest.fail(str(error), pytrace=False)
    return found


def _server(limited: bool) -> Server:
    return Server(Path(os.environ[_FOLDER]) / ("limited" if limited else "free"), limited)


def name(start: str) -> str:
    """A user's name that nobody else has."""
    return f"{start}-{secrets.token_hex(5)}"
