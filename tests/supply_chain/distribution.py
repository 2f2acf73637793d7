"""The sdist and the wheel of a release, from the files that git tracks: the same commit gives the
same bytes, so anybody can build them again and compare."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.environments import Unavailable
from tests.supply_chain.tools import PROJECT

WHERE = PROJECT / "dist"


def write_distributions(into: Path = WHERE) -> tuple[Path, Path]:
    """The sdist, and the wheel that is built from it alone. Their files have the time in
    SOURCE_DATE_EPOCH (seconds), else that of the last commit. Raises `Unavailable`."""
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        sources, unpacked = Path(folder, "sources"), Path(folder, "unpacked")
        _copy_tracked(sources)
        moment = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct").strip()
        sdist = _build("sdist", sources, into, moment)
        _normalize(sdist, int(moment))
        with tarfile.open(sdist) as archive:
            archive.extractall(unpacked, filter="data")
        (root,) = unpacked.iterdir()
        return sdist, _build("wheel", root, into, moment)


def tracked() -> list[str]:
    """The files that git tracks and that are there. Raises `Unavailable`."""
    names = filter(None, _git("ls-files", "-z").split("\0"))
    return [each for each in names if (PROJECT / each).is_file()]


def _copy_tracked(folder: Path) -> None:
    for name in tracked():
        source, target = PROJECT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o755 if os.access(source, os.X_OK) else 0o644)


def _git(*words: str) -> str:
    try:
        return subprocess.run(  # noqa: S603 - our own words
            ["git", "-C", str(PROJECT), *words],  # noqa: S607 - wherever git is
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise Unavailable("a release is built from a git checkout, with git installed") from None


def _build(what: str, sources: Path, into: Path, moment: str) -> Path:
    """What setuptools makes of the sources, without a network."""
    script = (
        "import os, sys; from setuptools import build_meta; os.umask(0o022); "
        f"sys.stderr.write('\\n' + build_meta.build_{what}(sys.argv[1]))"
    )
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-c", script, str(into)],
        cwd=sources,
        env={**os.environ, "SOURCE_DATE_EPOCH": moment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(f"setuptools could not build the {what}:\n{done.stderr}")
    return into / done.stderr.rsplit("\n", 1)[-1]


def _normalize(sdist: Path, moment: int) -> None:
    """Write the archive again with sorted members, one time and no owner: setuptools takes these
    from the machine."""
    again = sdist.with_suffix(".new")
    with (
        tarfile.open(sdist) as old,
        again.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda each: each.name):
            member.mtime, member.uid, member.gid = moment, 0, 0
            member.uname = member.gname = ""
            member.pax_headers = {}
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    again.replace(sdist)
