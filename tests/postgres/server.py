"""A PostgreSQL that listens on no port, only on a socket in its own folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import URL

from tests import watchdog
from tests.environments import Unavailable
from tests.postgres.installation import POSTGRES_18, programs

_SETTINGS = (
    # Fast instead of safe: nothing outlives the run.
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal"),
    *("max_wal_senders=0", "autovacuum=off", "jit=off"),
    *("listen_addresses=''", "max_connections=200"),
)

DURABLE = tuple(each for each in _SETTINGS if "=off" not in each or each.startswith("jit"))
"""As an installation has it: nothing committed is lost."""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL in `folder`, shared by all processes of one test run. It ends with whoever has
    the folder above (see `watchdog`)."""

    folder: Path
    settings: tuple[str, ...] = _SETTINGS

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
            if self.folder.exists():
                return
            try:
                self._set_up()
            except Unavailable:
                shutil.rmtree(self.folder, ignore_errors=True)  # the next to ask tries afresh
                raise

    def restart(self) -> None:
        """Throw everybody out and start anew, as an update of the server does."""
        self._start(_server_user(), "restart")

    def _set_up(self) -> None:
        user = _server_user()
        self.folder.mkdir()
        binaries = programs(self.folder / "programs" if user else None)
        if user is not None:
            self.folder.parent.chmod(0o711)  # the user must reach what is theirs
            for each in (self.folder, *self.folder.rglob("*")):
                os.chown(each, user.pw_uid, user.pw_gid, follow_symlinks=False)
        self._run(
            binaries / "initdb",
            *("-D", str(self.folder / "data"), "-U", "orglife", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C"),
            user=user,
        )
        watchdog.watch(self.folder.parent)
        self._start(user, "start")

    def _start(self, user: pwd.struct_passwd | None, what: str) -> None:
        copied = self.folder / "programs"
        binaries = copied / POSTGRES_18 / "bin" if copied.exists() else programs()
        settings = (*self.settings, f"external_pid_file={self.folder / 'pid'}")
        options = " ".join(f"-c {each}" for each in settings)
        self._run(
            binaries / "pg_ctl",
            *(what, "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log")),
            *("-o", f"-k {self.folder} {options}"),
            user=user,
        )

    def stop(self) -> None:
        """Stop it if it was started, and remove all it has written."""
        watchdog.end(self.folder / "pid", signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)

    def _run(self, program: Path, *arguments: str, user: pwd.struct_passwd | None) -> None:
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
                **_identity(user),
            )
        if done.returncode:
            raise Unavailable(f"`{program}` failed:\n{log.read_text(errors='replace')}")


def _server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: the user it runs as then. None: as whoever we are."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _identity(user: pwd.struct_passwd | None) -> Mapping[str, Any]:
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
