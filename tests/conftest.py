"""What every test may ask for: a database of its own, of either kind, and a browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL

from service.testkit.waiting import PATIENCE_SECONDS
from service.web import health
from tests.browser.driver import REQUIRED, Browser, browser_at, open_browser
from tests.environments import Unavailable
from tests.matrix_server import shared as homeserver
from tests.postgres import shared as postgres
from tests.postgres.databases import fresh_database, migrate

# How long an example takes says how busy the machine is.
settings.register_profile("orglife", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("orglife")

collect_ignore = ["example_adapter", "example_workflow"]  # packages of their own


def _be_patient() -> None:
    """On a busy machine a test waits longer for an answer than anybody else would."""
    waits = vars(httpx._config)["DEFAULT_TIMEOUT_CONFIG"]
    waits.connect = waits.read = waits.write = waits.pool = PATIENCE_SECONDS
    health.LONGEST_PROBE = PATIENCE_SECONDS


def pytest_configure(config: pytest.Config) -> None:
    _be_patient()
    for name in ("LC_ALL", "LC_MESSAGES"):  # commands speak the terminal's language
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    postgres.begin(config)
    homeserver.begin(config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the servers are."""
    postgres.tell(node)
    homeserver.tell(node)


def pytest_unconfigure(config: pytest.Config) -> None:
    postgres.end(config)
    homeserver.end(config)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> URL:
    """The server on which databases may be created. Fails, with the remedy, if there is none."""
    return postgres.url(pytestconfig)


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: URL) -> Iterator[URL]:
    """A database with the tables of today, to copy."""
    with _given(fresh_database(postgres_server)) as url:
        migrate(url)
        yield url


@contextmanager
def _given(database: AbstractContextManager[URL]) -> Iterator[URL]:
    try:
        with database as url:
            yield url
    except Unavailable as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def postgres_url(postgres_server: URL, _postgres_template: URL) -> Iterator[str]:
    """A PostgreSQL database with the tables of today, as a URL for SQLAlchemy."""
    with _given(fresh_database(postgres_server, _postgres_template)) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def empty_postgres_url(postgres_server: URL) -> Iterator[str]:
    """A PostgreSQL database with nothing in it, as a URL for SQLAlchemy."""
    with _given(fresh_database(postgres_server)) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet, as a URL for SQLAlchemy."""
    return f"sqlite+aiosqlite:///{tmp_path / 'orglife.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind in turn, for `open_store`: it need not be migrated."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind in turn that was never migrated."""
    name = "sqlite_url" if request.param == "sqlite" else "empty_postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real browser. Without one the test is skipped and says so, or fails where it is needed."""
    required = os.environ.get(REQUIRED) == "required"
    try:
        program = browser_at(required)
    except LookupError as error:
        pytest.fail(str(error), pytrace=False) if required else pytest.skip(str(error))
    async with open_browser(program) as opened:
        yield opened
