"""Virtual environments beside ours, for what tests and figures set up against OrgLife."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

_PROJECT = Path(__file__).parents[1]


class Unavailable(Exception):
    """What was asked for is not there and can't be had. The message tells how to get it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in `folder` of the project, with what `lock` names. It is made when
    it is first asked for; whoever asks meanwhile waits.

    `lacking`: what can't be done without it, to begin a sentence with.
    """

    folder: str
    lock: Path
    lacking: str

    def python(self) -> Path:
        """Its Python; installed now if it is not there yet. Raises `Unavailable`."""
        home = _PROJECT / self.folder
        wanted = hashlib.sha256(self.lock.read_bytes()).hexdigest()
        ready, venv = home / ".ready", home / "venv"
        home.mkdir(exist_ok=True)
        with FileLock(home / ".lock"):
            if not ready.exists() or ready.read_text() != wanted:
                ready.unlink(missing_ok=True)
                shutil.rmtree(venv, ignore_errors=True)
                self._run(sys.executable, "-m", "venv", str(venv))
                install = "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"
                self._run(str(venv / "bin" / "python"), *install, "-r", str(self.lock))
                ready.write_text(wanted)
        return venv / "bin" / "python"

    def _run(self, *command: str) -> None:
        log = _PROJECT / self.folder / "install.log"
        with log.open("ab") as output:
            done = subprocess.run(  # noqa: S603 - our own arguments
                command, stdout=output, stderr=subprocess.STDOUT, check=False
            )
        if done.returncode:
            raise Unavailable(
                f"{self.lacking}, which is installed from PyPI into {self.folder}/; this failed, "
                f"see {log}. Try again with a connection to PyPI and python3-venv installed"
            )
