"""The bill of materials of a running service: CycloneDX, from the lock file, hashes included."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.supply_chain.tools import LOCKS, PROJECT, TOOLS

WHERE = PROJECT / "build" / "orglife.cdx.json"


def write_sbom() -> Path:
    """The same lock file gives the same bytes. Raises `Unavailable`."""
    WHERE.parent.mkdir(exist_ok=True)
    command = (
        *(str(TOOLS.python()), "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
        *("--pyproject", str(PROJECT / "pyproject.toml"), "--output-reproducible"),
        *("--short-PURLs", "--of", "JSON", "-o", str(WHERE), str(LOCKS[0])),
    )
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments
    return WHERE
