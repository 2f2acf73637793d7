"""The example adapter as a third party would have it: built, installed, proved, and in use."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from service.testkit.waiting import until
from tests.e2e.commands import SAMPLE
from tests.e2e.running import Process, free_port
from tests.example_packages import Package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return Package("example_adapter", tmp_path_factory.mktemp("example"))


def test_its_test_file_needs_four_lines(package: Package) -> None:
    lines = (package.folder / "tests" / "test_line.py").read_text("utf-8").splitlines()
    assert len([each for each in lines if each and not each.startswith(('"', "#"))]) == 4


def test_it_passes_the_whole_suite_and_the_run_says_what_does_not_apply(package: Package) -> None:
    report = package.folder / "report.xml"
    printed = package.run("-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}")
    cases = list(ET.parse(report).getroot().iter("testcase"))  # noqa: S314 - pytest wrote it
    left_out = {case.get("name") for case in cases if case.find("skipped") is not None}
    done = {case.get("name") for case in cases} - left_out
    assert len(done) >= 90
    assert "test_without_buttons_the_choices_stand_as_a_numbered_list[line]" in done
    assert "test_a_quiz_runs_from_its_opening_to_the_result_in_the_room[line]" in done
    assert "test_buttons_stand_in_their_rows_under_their_labels[line]" in left_out
    assert "the adapter does not declare buttons" in printed
    assert "no migrate: a room keeps its name" in printed


# -- in use


@pytest.fixture
def line_server(package: Package, monkeypatch: pytest.MonkeyPatch) -> Iterator[type]:
    """The class of its loopback server."""
    monkeypatch.syspath_prepend(str(package.installed))
    monkeypatch.syspath_prepend(str(package.folder / "tests"))
    import line_server

    yield line_server.LineServer
    for name in ("line_server", "orglife_line", "orglife_line.wire", "orglife_line.adapter"):
        sys.modules.pop(name, None)


def settings(folder: Path, port: int, known_by: str = "w0rd") -> Path:
    file = folder / "orglife.toml"
    file.write_text(
        f"""data_dir = "{folder / "data"}"

[web]
port = {free_port()}

[adapters.lines]
kind = "line"
port = {port}
token = "{known_by}"
""",
        "utf-8",
    )
    return file


async def orglife(package: Package, folder: Path, *words: str) -> tuple[int, str]:
    """Type a command; its code and its words."""
    process = Process(folder, *words, PYTHONPATH=package.environment["PYTHONPATH"])
    try:
        code = await asyncio.to_thread(process.wait)
    finally:
        process.kill()
    return code, process.out + process.err


async def test_the_doctor_finds_it_and_knows_what_is_wrong(
    package: Package, line_server: type, tmp_path: Path
) -> None:
    async with line_server() as server:
        config = str(settings(tmp_path, server.port))
        await members(package, tmp_path, config)
        _, words = await orglife(package, tmp_path / "right", "doctor", "-c", config)
        assert "the server lets us in" in words
        config = str(settings(tmp_path, server.port, known_by="wr0ng"))
        code, words = await orglife(package, tmp_path / "wrong", "doctor", "-c", config)
        assert code == 1
        assert "adapters.lines.token" in words
        assert "wr0ng" not in words


async def test_a_service_with_it_lets_people_in_and_answers_them(
    package: Package, line_server: type, tmp_path: Path
) -> None:
    async with line_server() as server:
        config = str(settings(tmp_path, server.port))
        await members(package, tmp_path, config)
        _, words = await orglife(package, tmp_path / "2", "roster", "invite", "李华",
                                    "-c", config)  # fmt: skip
        found = re.search(r"李华（.*）  (\S+)", words)
        assert found, words
        service = Process(tmp_path / "3", "run", "-c", config,
                          PYTHONPATH=package.environment["PYTHONPATH"])  # fmt: skip
        try:
            await asyncio.to_thread(service.url)
            user = server.person("小李")
            server.say(user, f"@{user}", f"/start {found[1]}")
            await said(server, f"@{user}", "李华", service)
            server.say(user, f"@{user}", "菜单")
            await said(server, f"@{user}", "1. ", service)
            assert (await asyncio.to_thread(service.stop))[0] == 0
        finally:
            service.kill()


async def members(package: Package, folder: Path, config: str) -> None:
    """Import the sample roster, which makes the database."""
    words = ("roster", "import", str(SAMPLE / "roster.csv"), "-c", config)
    code, told = await orglife(package, folder / "members", *words)
    assert code == 0, told


async def said(server: object, place: str, words: str, service: Process) -> None:
    """Wait until OrgLife has said something with these words there."""
    chat = server.chats[place]  # type: ignore[attr-defined]
    try:
        await until(lambda: any(ours and words in each for _, each, ours in chat.lines))
    except AssertionError:
        raise AssertionError(f"{words!r} is not in {chat.lines}\n{service.err}") from None
