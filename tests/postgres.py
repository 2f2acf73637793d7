"""A PostgreSQL for the tests: the one that was given, or one started here for the run.

Every test works in a database of its own, named `orglife_test_<random>`, and nothing else is
touched. A server started here listens on no port, only on a socket in its own folder.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from filelock import FileLock
from psycopg import sql
from sqlalchemy import URL, create_engine, make_url

from service.store.migrate import upgrade

GIVEN = "ORGLIFE_TEST_DATABASE_URL"
HOW_TO_INSTALL = (
    "the tests need PostgreSQL, and its `initdb` is neither on PATH nor in "
    "/usr/lib/postgresql/*/bin: run `apt-get install postgresql`, or set "
    f"{GIVEN}=postgresql+psycopg://user:password@host/database to one that they may use"
)
_UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Unavailable(Exception):
    """There is no PostgreSQL to test with. The message tells how to get one."""


def binaries() -> Path:
    """The folder with `initdb`, `postgres` and `pg_ctl`; the newest version if there are several.
    Raises `Unavailable`."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(installed, key=lambda each: _number(each.parent.name), reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "postgres", "pg_ctl")):
            return folder
    raise Unavailable(HOW_TO_INSTALL)


def _number(version: str) -> float:
    try:
        return float(version)
    except ValueError:
        return 0.0


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL of the tests' own in `folder`, shared by all processes of one test run."""

    folder: Path

    @property
    def url(self) -> URL:
        return URL.create(
            "postgresql+psycopg",
            username="orglife",
            database="postgres",
            query={"host": str(self.folder)},
        )

    def start(self) -> None:
        """Start it, unless another process of the run has. Raises `Unavailable`."""
        with FileLock(self.folder.with_suffix(".lock")):
            if self._data.exists():
                return
            try:
                self._set_up(binaries())
            except Unavailable:
                shutil.rmtree(self._data, ignore_errors=True)  # the next to ask tries afresh
                raise

    def _set_up(self, programs: Path) -> None:
        # The server's own user must reach the folder, which holds nothing but the server.
        shutil.chown(self.folder, **_owner())
        self._run(
            programs / "initdb",
            *("-D", str(self._data), "-U", "orglife", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C"),
        )
        options = [f"-c {each}" for each in (*_UNSAFE_BUT_FAST, "max_connections=200")]
        self._run(
            programs / "pg_ctl",
            *("start", "-w", "-D", str(self._data), "-l", str(self.folder / "log")),
            *("-o", f"-k {self.folder} -c listen_addresses='' {' '.join(options)}"),
        )

    def stop(self) -> None:
        """Stop it if it was started, and remove all it has written."""
        if self._data.exists():
            self._run(binaries() / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._data))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: Path, *arguments: str) -> None:
        log = self.folder / "set-up.log"
        with log.open("ab") as output:
            # Output goes to a file: the server inherits it, and a pipe would never end.
            done = subprocess.run(  # noqa: S603 - our own arguments
                [program, *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                check=False,
                start_new_session=True,
                **_identity(),
            )
        if done.returncode:
            raise Unavailable(f"`{program}` failed:\n{log.read_text(errors='replace')}")


def _server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: the user it runs as then. None: as whoever we are."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _owner() -> Mapping[str, Any]:
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid} if user else {"user": os.geteuid()}


def _identity() -> Mapping[str, Any]:
    user = _server_user()
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def fresh_database(server: URL, template: URL | None = None) -> Iterator[URL]:
    """A database on the server, empty or a copy of another, dropped afterwards. The given user must
    be allowed to create databases. Raises `Unavailable` when it isn't, or when the server can't be
    reached."""
    name = f"orglife_test_{secrets.token_hex(8)}"
    identifier = sql.Identifier(name)
    original = sql.Identifier((template and template.database) or "template0")
    with _connected(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, original))
    try:
        yield server.set(database=name)
    finally:
        with _connected(server) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


def migrate(database: URL) -> None:
    """Make the tables of today in it."""
    engine = create_engine(database)
    try:
        with engine.begin() as connection:
            upgrade(connection)
    finally:
        engine.dispose()


@contextmanager
def _connected(server: URL) -> Iterator[psycopg.Connection[Any]]:
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    shown = server.render_as_string()
    try:
        connection = psycopg.connect(plain, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise Unavailable(f"can't connect to {shown}: check {GIVEN}") from error
    try:
        yield connection
    except psycopg.errors.InsufficientPrivilege as error:
        raise Unavailable(
            f"{shown} may not create databases: run `ALTER ROLE … CREATEDB` for it"
        ) from error
    finally:
        connection.close()


def given() -> URL | None:
    """The server named by the environment, or None."""
    url = os.environ.get(GIVEN)
    return make_url(url).set(drivername="postgresql+psycopg") if url else None
