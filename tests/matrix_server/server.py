"""A Synapse on loopback, with SQLite, for as long as the tests run."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from service.testkit.waiting import PATIENCE_SECONDS
from tests import watchdog
from tests.environments import Unavailable
from tests.matrix_server.installation import SYNAPSE

SERVER_NAME = "orglife.test"
SHARED_SECRET = "only for tests"
LARGEST_FILE = 2 * 1024 * 1024  # bytes that the server takes

_NEVER = {"per_second": 100_000, "burst_count": 100_000}
_NO_LIMITS = {
    **{f"rc_{name}": _NEVER for name in ("message", "registration", "admin_redaction")},
    "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), _NEVER),
    "rc_joins": dict.fromkeys(("local", "remote"), _NEVER),
    "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), _NEVER),
    "rc_joins_per_room": _NEVER,
    "rc_room_creation": _NEVER,
    "rc_media_create": _NEVER,
    "rc_reports": _NEVER,
    "rc_key_requests": _NEVER,
    "rc_presence": {"per_user": _NEVER},
    "rc_delayed_event_mgmt": _NEVER,
}


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the server, signed in on one device."""

    url: str
    user_id: str
    password: str
    access_token: str
    device_id: str


@dataclass(frozen=True, slots=True)
class Server:
    """A Synapse in `folder`, shared by all processes of one test run. It ends with whoever has the
    folder above (see `watchdog`). `limited`: with the limits that Synapse has by default; else with
    none."""

    folder: Path
    limited: bool = False

    @property
    def url(self) -> str:
        return (self.folder / "url").read_text()

    def start(self) -> None:
        """Start it, unless another process of the run has. Raises `Unavailable`."""
        with FileLock(self.folder.with_suffix(".lock")):
            if (self.folder / "url").exists():
                return
            python = SYNAPSE.python()
            self.folder.mkdir(parents=True, exist_ok=True)
            port = _free_port()
            config = self._configure(python, port)
            watchdog.watch(self.folder.parent)
            done = self._run(python, "-c", str(config))  # it goes on by itself
            if done.returncode:
                raise Unavailable(f"Synapse does not start:\n{done.stderr[-2000:]}")
            url = f"http://127.0.0.1:{port}"
            self._await(url)
            (self.folder / "url").write_text(url)

    def _run(self, python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own arguments
            [python, "-m", "synapse.app.homeserver", *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )

    def stop(self) -> None:
        """Stop it if it was started, and remove all it has written."""
        watchdog.end(self.folder / "pid")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)

    def register(self, name: str, *, shown: str = "", admin: bool = False) -> Account:
        """A user with a password of their own, signed in. `shown`: what they are called."""
        path = "/_synapse/admin/v1/register"
        nonce = ask(self.url + path)["nonce"]
        password = secrets.token_hex(8)
        kind = "admin" if admin else "notadmin"
        said = "\0".join((nonce, name, password, kind)).encode()
        answer = ask(
            self.url + path,
            {
                "nonce": nonce,
                "username": name,
                "displayname": shown or name,
                "password": password,
                "admin": admin,
                "mac": hmac.new(SHARED_SECRET.encode(), said, hashlib.sha1).hexdigest(),
            },
        )
        return Account(
            self.url, answer["user_id"], password, answer["access_token"], answer["device_id"]
        )

    def _configure(self, python: Path, port: int) -> Path:
        """Write the configuration (JSON is YAML) and the signing key; the configuration's path."""
        config = self.folder / "homeserver.yaml"
        config.write_text(json.dumps(self._settings(port)))
        made = self._run(python, "-c", str(config), "--generate-keys")
        if made.returncode:
            raise Unavailable(f"Synapse makes no key:\n{made.stderr[-2000:]}")
        return config

    def _settings(self, port: int) -> dict[str, Any]:
        log = {
            "version": 1,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {
                "file": {
                    "class": "logging.FileHandler",
                    "filename": str(self.folder / "synapse.log"),
                    "formatter": "line",
                }
            },
            "root": {"level": "WARNING", "handlers": ["file"]},
        }
        (self.folder / "log.yaml").write_text(json.dumps(log))
        return {
            "server_name": SERVER_NAME,
            "public_baseurl": f"http://127.0.0.1:{port}/",
            "listeners": [
                {
                    "port": port,
                    "type": "http",
                    "bind_addresses": ["127.0.0.1"],
                    "resources": [{"names": ["client"], "compress": False}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "db.sqlite3")}},
            "daemonize": True,
            "pid_file": str(self.folder / "pid"),
            "log_config": str(self.folder / "log.yaml"),
            "media_store_path": str(self.folder / "media"),
            "signing_key_path": str(self.folder / "signing.key"),
            "registration_shared_secret": SHARED_SECRET,
            "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16),
            "report_stats": False,
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "presence": {"enabled": False},
            "user_directory": {"enabled": False},
            "max_upload_size": LARGEST_FILE,
            "bcrypt_rounds": 4,
            # Someone who is signed in gets a token to sign in with, as a single sign-on gives one.
            "login_via_existing_session": {"enabled": True, "require_ui_auth": False},
            **({} if self.limited else _NO_LIMITS),
        }

    def _await(self, url: str) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                ask(f"{url}/_matrix/client/versions")
            except OSError:
                time.sleep(0.1)
            else:
                return
        log = self.folder / "synapse.log"
        said = log.read_text(errors="replace")[-2000:] if log.exists() else "it says nothing"
        raise Unavailable(f"Synapse does not answer:\n{said}")


def ask(
    url: str, given: Mapping[str, Any] | None = None, token: str = "", method: str | None = None
) -> Any:
    """What the server answers to a request, as JSON. Raises `OSError`."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        url,
        None if given is None else json.dumps(given).encode(),
        {"Authorization": f"Bearer {token}"} if token else {},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
        return json.load(answer)


@asynccontextmanager
async def synapse(*, limited: bool = False) -> AsyncIterator[Server]:
    """A Synapse of one's own, for a figure or an experiment. Raises `Unavailable`."""
    run = Path(tempfile.mkdtemp(prefix="orglife-synapse-"))
    server, held = Server(run / "server", limited), watchdog.own(run)
    try:
        await asyncio.to_thread(server.start)
        yield server
    finally:
        await asyncio.to_thread(server.stop)
        watchdog.disown(run, held)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
