"""The service itself as a process: cold start, and memory at idle and after a burst.

The burst is 20,000 quiz answers of 2,000 people on the web chat, handled by the running engine and
delivered by the running delivery.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

STARTS = 3
IDLE_SECONDS = 3.0


def rss_mb(pid: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the process is gone")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: str, *command: str) -> tuple[subprocess.Popen[bytes], float]:
    """Start the service and wait until it is ready. The process, and how long that took."""
    port = _free_port()
    env = {**os.environ, "ORGLIFE_DATA_DIR": folder, "ORGLIFE_WEB__PORT": str(port),
           "ORGLIFE_LOG__LEVEL": "error"}  # fmt: skip
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], env=env, stdout=subprocess.DEVNULL)
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return process, time.perf_counter() - started
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                raise RuntimeError("the service did not start") from None
            time.sleep(0.01)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(10)


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for _ in range(STARTS):
            process, took = _start(folder, "-m", "service", "run")
            seconds.append(took)
            time.sleep(IDLE_SECONDS)
            figures["rss_idle_mb"] = rss_mb(process.pid)
            _stop(process)
        figures["cold_start_s"] = sorted(seconds)[STARTS // 2]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run(  # type: ignore[assignment]
            [sys.executable, "-m", "benchmarks.burst_service", folder],
            check=True,
            stdout=subprocess.PIPE,
        )
        figures["rss_burst_mb"] = json.loads(process.stdout)["rss_burst_mb"]  # type: ignore[arg-type]
    return figures
