"""Runs a command beside programs that take all processors, at which no test may fail.

`python -m tests.hog COMMAND…`: two of them a processor, so that the command gets a third of it.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

A_PROCESSOR = 2


def _take_all() -> None:
    while True:
        pass


def main(command: list[str]) -> int:
    """Run it. Returns its exit code."""
    hogs = [
        multiprocessing.Process(target=_take_all, daemon=True)
        for _ in range(A_PROCESSOR * (os.cpu_count() or 1))
    ]
    for each in hogs:
        each.start()
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - of whoever calls
    finally:
        for each in hogs:
            each.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
