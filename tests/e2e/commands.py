"""Commands typed in this process: `orglife(...)` returns what they printed and how they ended."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli import main

SAMPLE = Path(__file__).parents[2] / "config" / "sample"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and its words."""

    code: int
    out: str
    err: str


class Terminal:
    """A terminal in a folder of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        for name in ("ORGLIFE_CONFIG", "ORGLIFE_DATA_DIR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)

    def __call__(self, *words: object, typed: str = "") -> Ended:
        """Type `orglife` and these words; `typed` answers its questions. An exception that
        would end in a traceback comes through."""
        out, err = io.StringIO(), io.StringIO()
        self._monkeypatch.setattr(sys, "argv", ["orglife", *map(str, words)])
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as leaving:
            main()
        code = leaving.value.code
        return Ended(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())
