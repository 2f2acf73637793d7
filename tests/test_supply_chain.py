"""What is installed is what the lock files name, and an audit says what it could not look up."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.supply_chain.audit import NOT_AUDITED, judged

ROOT = Path(__file__).parents[1]
LOCKS = sorted([*ROOT.glob("requirements*.lock"), *ROOT.glob("tests/*/requirements.lock")])
_PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ;\\]+( ; [^\\]+)?( \\)?")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_lock_file_names_versions_and_hashes_and_no_index(lock: Path) -> None:
    lines = lock.read_text("utf-8").splitlines()
    pins = [each for each in lines if each and not each.startswith(("#", " "))]
    assert pins
    assert [each for each in pins if not _PIN.fullmatch(each)] == []
    hashed = [
        number
        for number, each in enumerate(lines)
        if each in pins and not lines[number + 1].lstrip().startswith("--hash=sha256:")
    ]
    assert hashed == [], "each has a hash"
    assert "://" not in "".join(each for each in lines if not each.startswith("#"))


def test_every_dependency_that_is_declared_is_locked() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text("utf-8").lower().replace("_", "-")
    for each in declared["dependencies"]:
        name = re.split(r"[\[<>=]", each)[0].lower().replace(".", "-").replace("_", "-")
        assert re.search(rf"^{re.escape(name)}==", locked.replace(".runtime", "-runtime"), re.M), (
            each
        )


def package(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "version": "1.0", **more}


KNOWN = {"id": "GHSA-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}
CLEAN, FAULTY = package("good", vulns=[]), package("bad", vulns=[KNOWN])
UNKNOWN = package("odd", skip_reason="not found")


@pytest.mark.parametrize(
    ("packages", "code", "complete", "told"),
    [
        ([CLEAN], 0, True, "Audited 1 packages: no known"),
        ([CLEAN, FAULTY], 1, True, "bad 1.0: GHSA-1, mended in 1.1"),
        ([CLEAN, UNKNOWN], 0, False, "nothing is known of odd"),
        ([UNKNOWN, UNKNOWN], 0, False, NOT_AUDITED),
        ([FAULTY, UNKNOWN], 1, False, "GHSA-1"),
    ],
)
def test_an_audit_fails_for_what_is_known_and_says_what_is_not(
    packages: list[dict[str, Any]], code: int, complete: bool, told: str
) -> None:
    verdict = judged(json.dumps({"dependencies": packages}))
    assert (verdict.code, verdict.complete) == (code, complete)
    assert told in verdict.words
