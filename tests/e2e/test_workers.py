"""`orglife run --workers 2` without PostgreSQL; with it, `make soak` has the processes."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.running import Process


def test_several_processes_need_postgresql(tmp_path: Path) -> None:
    for number, words in enumerate((("--workers", "2"), ())):
        shared = {} if words else {"ORGLIFE_DATABASE__SHARED": "true"}
        refused = Process(tmp_path / str(number), "run", *words, **shared)
        assert refused.wait() == 2, refused.out
        assert "several processes need PostgreSQL" in refused.err
