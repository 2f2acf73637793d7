"""Ends the servers of a run that is gone, however it went.

`python -m tests.matrix_server.watchdog RUN`: whoever has the folder RUN holds a lock on RUN/alive
for as long as it lives. When the kernel gives the lock away, the servers in the folders of RUN are
stopped and RUN is removed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from io import FileIO
from pathlib import Path

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
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _main(run: Path) -> None:
    from tests.matrix_server.server import Server

    with FileIO(run / _ALIVE) as waiting:  # opened before we say that we watch
        if os.fork():
            return
        fcntl.flock(waiting, fcntl.LOCK_EX)
        for pid in run.glob("*/pid"):
            Server(pid.parent).stop()
        shutil.rmtree(run, ignore_errors=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
