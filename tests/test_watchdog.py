"""A run that is killed leaves no server behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from service.testkit.waiting import wait_until
from tests.postgres.shared import GIVEN


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"


def test_the_servers_of_a_killed_run_end_whichever_worker_had_started_them(
    tmp_path: Path,
) -> None:
    alone = {name: value for name, value in os.environ.items() if name != GIVEN}
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider",
         "tests/endless_run.py"],
        cwd=Path(__file__).parents[1],
        env={**alone, "ORGLIFE_TEST_TELL": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(lambda: len(list(tmp_path.glob("*.told"))) == 2, "both workers at the servers")
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    (told,) = {each.read_text() for each in tmp_path.glob("*.told")}
    for folder, pid in map(str.split, told.splitlines()):
        wait_until(lambda pid=pid: not is_there(int(pid)), "the server to end")
        wait_until(lambda folder=folder: not Path(folder).parent.exists(), "its folder to go")
