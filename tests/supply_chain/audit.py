"""Whether advisories name a package of the lock files.

What could not be asked is never passed off as found harmless: pip-audit itself calls a list free of
vulnerabilities of which it could look up nothing.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from tests.environments import Unavailable
from tests.supply_chain.tools import LOCKS, TOOLS

NOT_AUDITED = "THE DEPENDENCIES WERE NOT AUDITED"
LONGEST = 300  # seconds


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code`: of the process, 1 where something is vulnerable. `complete`: everything was asked."""

    code: int
    complete: bool
    words: str


def advisories() -> str:
    """pip-audit's report on the lock files. Raises `Unavailable` where nobody could be asked."""
    with TemporaryDirectory() as folder:
        report = f"{folder}/report.json"
        command = [str(TOOLS.python()), "-m", "pip_audit", "--disable-pip", "--require-hashes"]
        command += ["--progress-spinner", "off", "-f", "json", "-o", report]
        for lock in LOCKS:
            command += ["-r", str(lock)]
        try:
            subprocess.run(  # noqa: S603 - our own arguments
                command, check=False, timeout=LONGEST, capture_output=True
            )
            with open(report, encoding="utf-8") as file:  # noqa: PTH123 - of a folder as text
                return file.read()
        except (OSError, subprocess.TimeoutExpired):
            raise Unavailable("the advisories are out of reach") from None


def judged(report: str) -> Verdict:
    """What a report of pip-audit (JSON) says."""
    packages = json.loads(report)["dependencies"]
    skipped = sorted({each["name"] for each in packages if "skip_reason" in each})
    asked = len({each["name"] for each in packages}) - len(skipped)
    found = sorted(
        {
            f"{each['name']} {each['version']}: {known['id']}, mended in "
            f"{', '.join(known['fix_versions']) or 'no release yet'}"
            for each in packages
            for known in each.get("vulns", ())
        }
    )
    words = [f"Audited {asked} packages: {len(found) or 'no'} known vulnerabilities.", *found]
    if not asked:
        words = [f"\n{NOT_AUDITED}: the index in use knows no advisories.\n"]
    elif skipped:
        words.append(f"{NOT_AUDITED} IN FULL: nothing is known of {', '.join(skipped)}.")
    return Verdict(int(bool(found)), not skipped, "\n".join(words) + "\n")
