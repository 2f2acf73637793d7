"""One server for the whole run: the first test that needs it starts it, whichever worker. It ends
with the run, also with one that is killed."""

from __future__ import annotations

import os
import tempfile
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from tests import watchdog
from tests.environments import Unavailable
from tests.postgres.server import Server

GIVEN = "ORGLIFE_TEST_DATABASE_URL"
"""The environment names a server here that is to be used instead."""

_SERVER = pytest.StashKey[Server]()
_OWNED = pytest.StashKey[FileIO]()


def begin(config: pytest.Config) -> None:
    """Settle where the server of the run is; a worker of pytest-xdist is told."""
    told = getattr(config, "workerinput", {}).get("postgres")
    # The system's own folder, as pytest's may not be entered by the user PostgreSQL runs as.
    run = Path(told or tempfile.mkdtemp(prefix="orglife-postgres-"))
    config.stash[_SERVER] = Server(run / "server")
    if told is None:
        config.stash[_OWNED] = watchdog.own(run)


def tell(node: Any) -> None:
    node.workerinput["postgres"] = str(node.config.stash[_SERVER].folder.parent)


def end(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        server = config.stash[_SERVER]
        server.stop()
        watchdog.disown(server.folder.parent, config.stash[_OWNED])


def url(config: pytest.Config) -> URL:
    """The server of this run. The test fails, with the remedy, if there can be none."""
    given = os.environ.get(GIVEN)
    if given:
        return make_url(given).set(drivername="postgresql+psycopg")
    server = config.stash[_SERVER]
    try:
        server.start()
    except Unavailable as error:
        pytest.fail(str(error), pytrace=False)
    return server.url
