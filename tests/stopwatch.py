"""How long something takes, less the time for which the machine was busy with others."""

from __future__ import annotations

import os
import time
from pathlib import Path


class Stopwatch:
    """Runs from when it is made, for a process: this one, unless another is named."""

    def __init__(self, process: int | None = None) -> None:
        self._process = process or os.getpid()
        self._waited = self._for_a_processor()
        self._begun = time.monotonic()
        self._waiting = 0.0

    @property
    def seconds(self) -> float:
        """Once the process has ended, what it waited after the last look counts as well."""
        passed = time.monotonic() - self._begun
        self._waiting = max(self._waiting, self._for_a_processor() - self._waited)
        return passed - self._waiting

    def _for_a_processor(self) -> float:
        """How many seconds the process has stood in line, which Linux tells."""
        try:
            told = Path(f"/proc/{self._process}/schedstat").read_text("ascii")
        except OSError:
            return 0.0
        return int(told.split()[1]) / 1e9
