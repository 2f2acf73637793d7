"""Ends the servers of a run that is gone, however it went.

`python -m tests.watchdog RUN`: whoever has the folder RUN holds a lock on RUN/alive
for as long as it lives. When the kernel gives the lock away, the servers in the folders of RUN are
stopped and RUN is removed. A server writes its process id into RUN/<its folder>/pid.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from io import FileIO
from pathlib import Path

STOP_SECONDS = 10.0

_ALIVE = "alive"


def own(run: Path) -> FileIO:
    """Have the folder, until what is returned is closed."""
    held = FileIO(run / _ALIVE, "w")
    fcntl.flock(held, fcntl.LOCK_EX)
    return held


def disown(run: Path, held: FileIO) -> None:
    """Have it no more: its servers are stopped, and it goes."""
    shutil.rmtree(run)
    held.close()


def watch(run: Path) -> None:
    """Begin to watch over whoever has the folder, in a process of its own."""
    subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", __name__, str(run)],
        check=True,
        cwd=Path(__file__).parents[1],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end(pid: Path, how: signal.Signals = signal.SIGTERM) -> None:
    """Stop the server whose process id the file names, if there is one; in the end by force."""
    if not pid.exists():
        return
    process = int(pid.read_text())
    try:
        os.kill(process, how)
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until:
            os.kill(process, 0)
            time.sleep(0.05)
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _main(run: Path) -> None:
    with FileIO(run / _ALIVE) as waiting:  # opened before we say that we watch
        if os.fork():
            return
        fcntl.flock(waiting, fcntl.LOCK_EX)
        for pid in run.glob("*/pid"):
            end(pid)
        shutil.rmtree(run, ignore_errors=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
