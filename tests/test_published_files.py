"""The files for an administrator and for a public host name what is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import click
import pytest
import yaml  # type: ignore[import-untyped]
from typer.main import get_command

from service.cli.main import COMMANDS, app, load
from tests.supply_chain import sbom

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "config" / "systemd").iterdir())
YAML = sorted(
    [
        *ROOT.glob("*.yaml"),
        *ROOT.glob(".*.yaml"),
        *ROOT.glob(".github/**/*.yml"),
    ]
)
_MAKE = re.compile(r"^\s*(?:- run: |entry: |exec )?make ((?:[a-z]+ ?)+)", re.M)
_CALLED = re.compile(r"(?:/opt/orglife/\.venv/bin/|orglife )orglife ([a-z][^\"'\n]*)")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def unit(name: str) -> RawConfigParser:
    """A unit file; a key that stands there twice is a mistake."""
    parser = RawConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((ROOT / "config" / "systemd" / name).read_text("utf-8"))
    return parser


def make_words() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def is_a_command(words: list[str]) -> bool:
    """Whether `orglife` followed by these words is a command; options and files may follow."""
    if words[0] not in COMMANDS:
        return False
    command = load(words[0])
    if not isinstance(command, click.Group) and not hasattr(command, "commands"):
        return True
    return len(words) > 1 and words[1] in command.commands


def called(path: Path) -> Iterator[list[str]]:
    """The commands of `orglife` that a file calls or shows."""
    for line in _CALLED.findall(path.read_text("utf-8")):
        yield shlex.split(line)


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_yaml_file_can_be_read(path: Path) -> None:
    assert isinstance(read(path), dict)


def test_whoever_checks_calls_words_of_the_makefile() -> None:
    files = [*YAML, ROOT / ".ci" / "run", ROOT / "CONTRIBUTING.md", ROOT / "AGENTS.md"]
    found = {
        path.name: {
            word for words in _MAKE.findall(path.read_text("utf-8")) for word in words.split()
        }
        for path in files
    }
    for name in ("check.yml", ".pre-commit-config.yaml", "run", "CONTRIBUTING.md", "AGENTS.md"):
        assert found[name], f"{name} calls none"
    assert set().union(*found.values()) - make_words() == set()


def test_every_word_of_the_makefile_is_explained_and_real() -> None:
    head = (ROOT / "Makefile").read_text("utf-8").partition("\n\n")[0]
    explained = set(re.findall(r"^# make ([a-z]+) ", head, re.M))
    assert explained == make_words()


def test_hooks_need_no_network() -> None:
    assert {each["repo"] for each in read(ROOT / ".pre-commit-config.yaml")["repos"]} == {"local"}


def test_the_checks_of_a_public_host_use_the_oldest_python_that_is_promised() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert oldest == min(jobs["check"]["strategy"]["matrix"]["python"])


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_calls_commands_that_are_there(path: Path) -> None:
    assert unit(path.name)["Unit"]["Description"]
    commands = list(called(path))
    assert [words for words in commands if not is_a_command(words)] == []
    assert len(commands) == (path.suffix == ".service")


def test_the_service_and_its_backup_run_as_one_user_in_one_folder() -> None:
    service, backup = unit("orglife.service"), unit("orglife-backup.service")
    for key in ("User", "WorkingDirectory", "UMask", "ReadWritePaths"):
        assert service["Service"][key] == backup["Service"][key]
    started = (ROOT / "config" / "systemd" / "orglife-backup.timer").with_suffix(".service")
    assert started in UNITS, "a timer starts the service of its name"


def test_the_composition_runs_one_process_on_what_the_image_offers() -> None:
    services = read(ROOT / "compose.yaml")["services"]
    ours = services["orglife"]
    image = (ROOT / "Dockerfile").read_text("utf-8")
    ports = [each.rpartition(":")[2] for each in ours["ports"]]
    assert ports == re.findall(r"^EXPOSE (\d+)$", image, re.M)
    assert [each.partition(":")[2] for each in ours["volumes"]] == re.findall(
        r"^VOLUME (\S+)$", image, re.M
    )
    assert "deploy" not in ours, "one process for each database"
    assert "profiles" not in ours
    assert services["postgres"]["profiles"] == ["postgres"]
    assert ours["depends_on"]["postgres"]["required"] is False


def test_the_composition_passes_settings_on_that_exist() -> None:
    from service.settings.loading import settings_type

    for name in read(ROOT / "compose.yaml")["services"]["orglife"]["environment"]:
        table, key = name.removeprefix("ORGLIFE_").lower().split("__")
        model: Any = settings_type().model_fields[table].annotation
        assert key in model.model_fields


def test_the_image_holds_every_folder_of_the_packages() -> None:
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M))
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    packages = {each.rstrip("*") for each in build["packages"]["find"]["include"]}
    data = {each.partition("/")[0] for files in build["data-files"].values() for each in files}
    assert (packages | data) - let_in == set()


def test_the_image_holds_the_bill_of_materials_that_make_sbom_writes() -> None:
    image = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    let_in = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    lock = "tests/supply_chain/requirements.lock"
    assert f"-r {lock}" in image
    assert lock in let_in
    assert (ROOT / lock).is_file()
    (line,) = re.findall(r"-m cyclonedx_py (.*)", image)
    ours = re.findall(r'"(--?[\w-]+)"', Path(sbom.__file__).read_text("utf-8"))
    assert [each for each in shlex.split(line) if each.startswith("-")] == [
        each for each in ours if each not in ("-W", "-m")
    ]
    (written,) = re.findall(r"-o (\S+) requirements\.lock", line)
    assert written.startswith("/venv/"), "only that folder is copied into the image"
    for page in ("installation.md", "installation.zh-CN.md"):
        assert written in (ROOT / "docs" / page).read_text("utf-8")


COMPOSE_KEYS = {
    *(
        "build",
        "cap_drop",
        "depends_on",
        "environment",
        "healthcheck",
        "image",
        "ports",
        "profiles",
    ),
    *("read_only", "restart", "security_opt", "stop_grace_period", "tmpfs", "volumes"),
}
"""Those of the Compose Specification that we use; a mistyped one would be refused by Docker."""


def test_the_composition_has_the_shape_of_the_specification() -> None:
    composition = read(ROOT / "compose.yaml")
    assert composition.keys() == {"name", "services", "volumes"}
    for name, service in composition["services"].items():
        assert service.keys() <= COMPOSE_KEYS, name
        assert "image" in service
        for each in service.get("depends_on", {}):
            assert each in composition["services"]
        for volume in service["volumes"]:
            assert volume.partition(":")[0] in composition["volumes"]
        for key in ("ports", "tmpfs", "cap_drop", "security_opt", "profiles"):
            assert all(isinstance(each, str) for each in service.get(key, []))
        assert re.fullmatch(r"\d+s", service.get("stop_grace_period", "1s"))
        check = service.get("healthcheck", {"test": ["CMD"], "retries": 1})
        assert check["test"][0] in ("CMD", "CMD-SHELL")
        assert isinstance(check["retries"], int)


def test_the_command_line_of_the_check_is_the_one_that_runs() -> None:
    root = get_command(app)
    assert set(COMMANDS) == set(root.commands)  # type: ignore[attr-defined]
    assert not is_a_command(["backup"])
    assert not is_a_command(["db", "back"])
    assert is_a_command(["db", "backup", "FILE"])
