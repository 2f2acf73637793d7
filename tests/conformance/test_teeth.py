"""The suite has teeth: it goes red on every adapter that breaks a promise, and on no sound one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.mutants import MUTANTS, SOUND, WANTED

ROOT = Path(__file__).parents[2]
SUITE = """
from service.testkit.behaviours import *
from service.testkit.fixtures import platforms
from tests.conformance.mutants import OPENERS

open_platform = platforms(**OPENERS)
"""
CHOICE = """
import json
from pathlib import Path

from tests.conformance.mutants import WANTED

outcomes = {}

def key(item):
    return item.originalname, item.callspec.params["open_platform"]

def pytest_collection_modifyitems(items):
    items[:] = [each for each in items if hasattr(each, "callspec") and key(each) in WANTED]

def pytest_runtest_makereport(item, call):
    if call.excinfo is not None:
        outcomes.setdefault(" | ".join(key(item)), []).append(call.excinfo.typename)
    else:
        outcomes.setdefault(" | ".join(key(item)), [])

def pytest_sessionfinish():
    Path("outcomes.json").write_text(json.dumps(outcomes), "utf-8")
"""
# A check said no: an assertion, `pytest.raises`, or `(shown,) = …` over another number of messages.
FOUND_OUT = {"AssertionError", "Failed", "ValueError"}
Outcomes = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What each behaviour raised over each adapter, in one run of the kit as others run it."""
    folder = tmp_path_factory.mktemp("teeth")
    (folder / "test_mutants.py").write_text(SUITE, "utf-8")
    (folder / "conftest.py").write_text(CHOICE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ORGLIFE_TEST_PATIENCE": "10"},
        capture_output=True,
        text=True,
        timeout=3600,  # far beyond what it takes
        check=False,
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    found = json.loads((folder / "outcomes.json").read_text("utf-8"))
    return {(each.split(" | ")[0], each.split(" | ")[1]): kinds for each, kinds in found.items()}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_what_breaks_a_promise_is_found_out(outcomes: Outcomes, mutant: str) -> None:
    for behaviour in MUTANTS[mutant].found_by:
        raised = outcomes[f"test_{behaviour}", mutant]
        assert raised, f"{behaviour} did not find it out"
        assert set(raised) <= FOUND_OUT, raised


def test_what_breaks_none_passes_all_of_it(outcomes: Outcomes) -> None:
    sound = {pair for pair in WANTED if pair[1] in SOUND}
    assert sound == {pair for pair in outcomes if pair[1] in SOUND}
    assert {kind for pair in sound for kind in outcomes[pair]} <= {"NotApplicable"}
    passed = {behaviour for behaviour, adapter in sound if not outcomes[behaviour, adapter]}
    assert passed == {behaviour for behaviour, _ in WANTED}
