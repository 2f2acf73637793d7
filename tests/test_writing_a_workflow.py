"""The package that docs/writing-a-workflow.md builds: written, tested, taken in by the service."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from service.core.workflow import Workflow
from service.workflows import WORKFLOWS
from tests.world import world

PAGE = Path(__file__).parents[1] / "docs" / "writing-a-workflow.md"
_FILE = re.compile(r"^`([\w./-]+)`")  # begins the line above the block that the file holds
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks() -> Iterator[tuple[str, str]]:
    """The code of the page, each block with the name of its file."""
    page = PAGE.read_text("utf-8")
    for found in _BLOCK.finditer(page):
        named = [_FILE.match(line) for line in page[: found.start()].rstrip().splitlines()]
        names = [each[1] for each in named if each]
        yield names[-1], found[2]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package as a newcomer writes it, where Python finds it."""
    folder = tmp_path_factory.mktemp("notice")
    for name, code in blocks():
        file = folder / name
        assert not file.exists(), f"{name} stands there twice"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, "utf-8")
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield folder
    sys.path.remove(str(folder))
    for name in [each for each in sys.modules if each.partition(".")[0] == "orglife_notice"]:
        del sys.modules[name]


@pytest.fixture
def workflow(package: Path) -> Workflow:
    """What the entry point of the package leads to."""
    project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    (entry,) = project["entry-points"]["orglife.workflows"].items()
    found = EntryPoint(entry[0], entry[1], "orglife.workflows").load()
    assert isinstance(found, Workflow)
    return found


def written_tests(package: Path) -> list[Callable[[], None]]:
    """The tests of the page itself."""
    module = ModuleType("test_notice")
    exec((package / "tests" / "test_notice.py").read_text("utf-8"), module.__dict__)  # noqa: S102
    return [each for name, each in vars(module).items() if name.startswith("test_")]


def test_the_tests_of_the_page_pass(package: Path) -> None:
    found = written_tests(package)
    assert len(found) == 2
    for each in found:
        each()


async def test_the_service_takes_the_kind_in(workflow: Workflow) -> None:
    async with world(workflows=(*WORKFLOWS, workflow)) as w:
        await w.say("王敏", "通知")
        await w.say("王敏", "实验室安全")
        await w.say("王敏", "出门前请关好水电。")
        await w.say("王敏", "明晚8点")
        await w.press("王敏", "发布")
        await w.press("李华", "我看过了")
        assert "已记下您看过了" in w.last("李华")
        await w.press("王敏", "名单")
        assert "已确认（1）：李华" in w.last("王敏")
        await w.press("王敏", "导出名单")
        assert "名单在附件里" in w.last("王敏")
