"""The packages: the same sources give the same bytes, and what is installed from them runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.environments import Unavailable
from tests.supply_chain.distribution import tracked, write_distributions

ROOT = Path(__file__).parents[1]
MOMENT = 1700000000  # the 14th of November 2023, as UTC has it
TEXTS = ".ftl", ".toml", ".ini", ".mako", ".html", ".css", ".js", ".png", ".svg", ".csv"
"""What is read at run time besides Python files; fonts and xlsx files are checked by their use."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist and the wheel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
        try:
            return write_distributions(tmp_path_factory.mktemp("dist"))
        except Unavailable as error:
            pytest.skip(str(error))


class Installation:
    """A virtual environment in which there is the wheel, beside what it depends on."""

    def __init__(self, home: Path, wheel: Path) -> None:
        self.home = home
        self.run(sys.executable, "-m", "venv", "--without-pip", str(home))
        self.python = home / "bin" / "python"
        self.run(sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet",
                 "--no-deps", "--no-index", "--no-compile", str(wheel))  # fmt: skip
        (site,) = home.glob("lib/python*/site-packages")
        (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def run(self, *words: str) -> str:
        """What a program prints that is called far from the sources."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ORGLIFE", "PYTHON"))
        }
        done = subprocess.run(  # noqa: S603 - our own words
            words,
            cwd=self.home.parent,
            env={**kept, "LC_ALL": "C.UTF-8", "LANG": "en"},
            capture_output=True,
            text=True,
            timeout=600,  # far beyond what it takes
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def orglife(self, *words: str) -> str:
        return self.run(str(self.home / "bin" / "orglife"), *words)


@pytest.fixture(scope="module")
def installation(
    built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    return Installation(tmp_path_factory.mktemp("installed") / "venv", built[1])


def test_the_same_sources_give_the_same_bytes_with_the_time_that_is_asked_for(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
        again = write_distributions(tmp_path)
    assert [each.name for each in again] == [each.name for each in built]
    assert [each.read_bytes() for each in again] == [each.read_bytes() for each in built]
    with tarfile.open(again[0]) as archive:
        members = archive.getmembers()
    assert {(each.mtime, each.uid, each.gid, each.uname) for each in members} == {
        (MOMENT, 0, 0, "")
    }
    with zipfile.ZipFile(again[1]) as files:
        assert {each.date_time[:3] for each in files.infolist()} == {(2023, 11, 14)}


def test_the_sdist_holds_what_the_repository_holds(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        held = {each.name.partition("/")[2] for each in archive.getmembers() if each.isfile()}
    assert {*tracked()} - held == set()
    made = {each for each in held - {*tracked()} if not each.startswith("orglife.egg-info/")}
    assert made == {"PKG-INFO", "setup.cfg"}


def test_the_wheel_holds_every_file_that_the_service_reads(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as files:
        held = {each.split(".data/data/share/orglife/")[-1] for each in files.namelist()}
    wanted = {
        each
        for each in tracked()
        if each.startswith(("service/", "adapters/", "config/"))
        and each.endswith((*TEXTS, ".py", ".service", ".timer"))
    }
    assert len(wanted) > 500
    assert wanted - held == set()
    assert {each.partition("/")[0] for each in held if "dist-info" not in each} == {
        "adapters",
        "config",
        "service",
    }


def test_what_is_installed_says_its_version_and_knows_its_commands(
    installation: Installation,
) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert installation.orglife("--version") == f"OrgLife {version}\n"
    assert "--language" in installation.orglife("demo", "--help")


def test_what_is_installed_plays_its_own_sample_by_its_own_rules(
    installation: Installation,
) -> None:
    where = "from service.settings.bundled_config import CONFIG; print(CONFIG)"
    config = Path(installation.run(str(installation.python), "-c", where).strip())
    assert config == installation.home / "share" / "orglife" / "config"
    assert "club" in installation.orglife("rules", "check", str(config / "rules" / "club.toml"))
    played = config / "sample" / "scenarios" / "in-memory" / "month.en.toml"
    assert installation.orglife("play", str(played))


def test_the_backup_unit_makes_a_backup_of_an_installation_and_drops_old_ones(
    installation: Installation, tmp_path: Path
) -> None:
    roster = installation.home / "share" / "orglife" / "config" / "sample" / "roster.csv"
    installation.orglife("roster", "import", str(roster), "--yes")
    unit = installation.home / "share" / "orglife" / "config" / "systemd" / "orglife-backup.service"
    here = {
        "/opt/orglife/.venv": str(installation.home),
        "/var/lib/orglife-backup": str(tmp_path),
        "/usr/bin/find": "find",
        "%%": "%",
    }
    commands = re.findall(r"^ExecStart(?:Post)?=(.+)$", unit.read_text("utf-8"), re.M)
    for there, ours in here.items():
        commands = [each.replace(there, ours) for each in commands]
    old, young = (tmp_path / f"orglife-{each}.sqlite3" for each in ("old", "young"))
    for each, days in ((old, 40), (young, 20)):
        each.touch()
        os.utime(each, (time.time() - days * 86400,) * 2)
    for command in commands:
        installation.run(*shlex.split(command))
    made = {each.name for each in tmp_path.iterdir()} - {young.name}
    (backup,) = made
    assert re.fullmatch(r"orglife-\d{4}-\d\d-\d\d-\d{6}\.sqlite3", backup)


@pytest.mark.parametrize("package", ["service", "adapters"])
def test_no_dependency_has_a_package_of_our_names(package: str) -> None:
    assert set(packages_distributions().get(package, ())) <= {"orglife"}
