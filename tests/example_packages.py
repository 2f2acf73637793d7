"""The example packages as a third party would have them: built and installed away from ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Package:
    """`folder`: a copy of its sources, away from ours. `installed`: where it is installed."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder / name
        self.installed = folder / "site"
        shutil.copytree(ROOT / "tests" / name, self.folder)
        self.run("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
                 "--no-index", "--target", str(self.installed), str(self.folder))  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """As on a machine where OrgLife and this package are installed."""
        kept = {name: value for name, value in os.environ.items() if "ORGLIFE" not in name}
        return {**kept, "PYTHONPATH": os.pathsep.join([str(self.installed), str(ROOT)])}

    def run(self, *words: str) -> str:
        """What Python prints that is called with these words in the package's folder."""
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, *words],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=3600,  # far beyond what it takes
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
