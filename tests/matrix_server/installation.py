"""Synapse in a virtual environment of its own: what it needs differs from what OrgLife needs.

It is made once, in `.synapse/` of the project, by `make test` or by the first test that asks;
whoever asks meanwhile waits. `python -m tests.matrix_server` makes it too.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

HOME = Path(__file__).parents[2] / ".synapse"
LOCK_FILE = Path(__file__).with_name("requirements.lock")
HOW_TO_INSTALL = (
    "the tests on Matrix need Synapse, which they install from PyPI into .synapse/; this failed, "
    "see {log}. With a connection to PyPI and python3-venv installed, `make .synapse/.ready` "
    "tries again"
)


class Unavailable(Exception):
    """There is no Synapse to test with. The message tells how to get one."""


def installed() -> Path:
    """The Python that has Synapse; installed now if it is not there yet. Raises `Unavailable`."""
    wanted = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    ready, venv = HOME / ".ready", HOME / "venv"
    HOME.mkdir(exist_ok=True)
    with FileLock(HOME / ".lock"):
        if not ready.exists() or ready.read_text() != wanted:
            ready.unlink(missing_ok=True)
            shutil.rmtree(venv, ignore_errors=True)
            _run(sys.executable, "-m", "venv", str(venv))
            install = "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"
            _run(str(venv / "bin" / "python"), *install, "-r", str(LOCK_FILE))
            ready.write_text(wanted)
    return venv / "bin" / "python"


def _run(*command: str) -> None:
    log = HOME / "install.log"
    with log.open("ab") as output:
        done = subprocess.run(  # noqa: S603 - our own arguments
            command, stdout=output, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode:
        raise Unavailable(HOW_TO_INSTALL.format(log=log))
