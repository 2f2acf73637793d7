"""One homeserver for the whole run: the first test that needs it starts it, whichever worker. It
ends with the run, also with one that is killed."""

from __future__ import annotations

import os
import secrets
import tempfile
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from tests import watchdog
from tests.environments import Unavailable
from tests.matrix_server.server import Server

_FOLDER = "ORGLIFE_TEST_SYNAPSE"
_MEMORY = Path("/dev/shm")
_OWNED = pytest.StashKey[FileIO]()


def begin(config: pytest.Config) -> None:
    """Settle where the servers of the run are; a worker of pytest-xdist is told."""
    folder = getattr(config, "workerinput", {}).get("synapse")
    os.environ[_FOLDER] = folder or tempfile.mkdtemp(
        prefix="orglife-synapse-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None
    )
    if folder is None:
        config.stash[_OWNED] = watchdog.own(_run())


def tell(node: Any) -> None:
    node.workerinput["synapse"] = os.environ[_FOLDER]


def end(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        for limited in (False, True):
            _server(limited).stop()
        watchdog.disown(_run(), config.stash[_OWNED])


def server(*, limited: bool = False) -> Server:
    """The server of this run. The test fails, with the remedy, if there can be none."""
    found = _server(limited)
    try:
        found.start()
    except Unavailable as error:
        pytest.fail(str(error), pytrace=False)
    return found


def _server(limited: bool) -> Server:
    return Server(_run() / ("limited" if limited else "free"), limited)


def _run() -> Path:
    return Path(os.environ[_FOLDER])


def name(start: str) -> str:
    """A user's name that nobody else has."""
    return f"{start}-{secrets.token_hex(5)}"
