"""The example workflow as a third party would have it: built, installed, proved, and in use."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from service.core.access import Permission
from service.core.workflow import Command, Menu, Workflow
from service.runtime.registry import WorkflowError, build_registry, installed_workflows
from service.settings.errors import SettingsError
from service.settings.loading import load
from service.store.cipher import FernetSealer
from service.workflows import WORKFLOWS, signup
from tests.example_packages import Package
from tests.world import minutes, world

SIGN_UP = signup.WORKFLOW


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return Package("example_workflow", tmp_path_factory.mktemp("example"))


@pytest.fixture
def installed(package: Package, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Installed where this process finds it."""
    monkeypatch.syspath_prepend(str(package.installed))
    installed_workflows.cache_clear()
    yield package
    installed_workflows.cache_clear()
    sys.modules.pop("orglife_lunch", None)


def test_its_own_test_plays_it_on_the_harness(package: Package) -> None:
    assert "2 passed" in package.run("-m", "pytest", "-q", "-p", "no:cacheprovider")


@pytest.mark.usefixtures("installed")
async def test_it_is_begun_from_the_menu_taken_part_in_and_counted() -> None:
    async with world(workflows=installed_workflows()) as w:
        await w.say("王敏", "帮助")
        await w.press("王敏", "怎么发起活动")
        assert "问一问谁来吃饭" in w.last("王敏")
        await w.say("王敏", "菜单")
        await w.press("王敏", "发起活动")
        await w.press("王敏", "＋ 订餐")
        await w.say("王敏", "红烧肉")
        await w.press("王敏", "1 小时")
        await w.press("王敏", "发布")
        await w.say("李华", "菜单")
        assert "🍚 红烧肉" in [each.label for each in w.latest(w.chat("李华")).post.flat_buttons]
        await w.press("李华", "我来")
        assert "给您留一份" in w.last("李华")
        await w.press("王敏", "名单")
        assert "来（1）：李华" in w.last("王敏")
        await w.advance(minutes(61))
        await w.say("李华", "菜单")
        assert "现在没有进行中的活动" in w.last("李华")


@pytest.mark.usefixtures("installed")
def test_its_permission_is_one_that_the_settings_can_give(tmp_path: Path) -> None:
    assert "lunch.manage" in load().rules().granted["organizer"]
    file = tmp_path / "orglife.toml"
    file.write_text('[organization.roles]\ncook = ["lunch.manage"]\n', "utf-8")
    assert load(file).rules().granted == {"cook": frozenset({"lunch.manage"})}


@pytest.mark.usefixtures("installed")
async def test_its_table_in_the_settings_is_read_and_reaches_it(tmp_path: Path) -> None:
    file = tmp_path / "orglife.toml"
    file.write_text("[lunch]\nportions = 1\n", "utf-8")
    settings = load(file).of_workflows()
    async with world(workflows=installed_workflows(), settings=settings) as w:
        await w.say("王敏", "订餐")
        await w.say("王敏", "红烧肉")
        await w.press("王敏", "1 小时")
        await w.press("王敏", "发布")
        await w.press("李华", "我来")
        await w.press("王敏", "我来")
        assert "只有 1 份" in w.last("王敏")
    assert load(env={"ORGLIFE_LUNCH__PORTIONS": "2"}).of_workflows()["lunch"].portions == 2


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "portions = 'many'",
            "lunch.portions: 'many' can't be used; allowed: a whole number, or 0",
        ),
        ("portions = -1", "lunch: portions: -1 is not allowed"),
        ("portion = 1", 'lunch.portion: there is no such setting; did you mean "portions"?'),
    ],
)
def test_what_is_wrong_in_its_table_is_told(written: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "orglife.toml"
    file.write_text(f"[lunch]\n{written}\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert said in str(caught.value)


# -- one that would not work


def test_another_kinds_words_are_not_taken_for_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "orglife_copy"
    shutil.copytree(Path(signup.__file__).parent / "texts", folder / "texts")
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    copy = replace(SIGN_UP, kind="lunch", commands=(), permissions=(), texts="orglife_copy")
    said = refused(*WORKFLOWS, copy)
    assert (
        "the text signup-title stands in service.workflows.signup and in orglife_copy: rename one"
        in said
    )


def refused(*workflows: Workflow) -> str:
    with pytest.raises(WorkflowError) as caught:
        build_registry(FernetSealer([Fernet.generate_key().decode()]), workflows=workflows)
    return str(caught.value)


@pytest.mark.parametrize(
    ("workflow", "said"),
    [
        (SIGN_UP, "2 workflows with the kind 'signup': rename it in all but one"),
        (replace(SIGN_UP, kind="lunch"), "2 workflows with the command 'signup': rename it"),
        (
            replace(SIGN_UP, kind="lunch", texts="service.workflows.signup"),
            "texts/zh-CN.ftl of service.workflows.signup lacks lunch-menu, lunch-running, "
            "lunch-untitled, lunch-help, lunch-status: add them",
        ),
        (
            replace(SIGN_UP, kind="lunch", commands=(Command("lunch"),)),
            "workflow lunch: there are no words in service.workflows.lunch",
        ),
        (
            replace(SIGN_UP, kind="lunch", menu=Menu(1, "lunch.manage")),
            "asks for the permission 'lunch.manage', which nobody declares: add it to its "
            "permissions",
        ),
        (
            replace(
                SIGN_UP, kind="lunch", permissions=(Permission("lunch.eat", "eat", ("cook",)),)
            ),
            "gives lunch.eat to the role 'cook', which doesn't exist: use secretary, ",
        ),
    ],
)
def test_a_broken_one_is_refused_with_what_to_do(workflow: Workflow, said: str) -> None:
    assert said in refused(*WORKFLOWS, workflow)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("orglife_none:WORKFLOW", "can't be loaded (No module named 'orglife_none')"),
        ("service.workflows.signup:MACHINE", "is not a Workflow: name one"),
    ],
)
def test_an_entry_point_that_leads_nowhere_is_told_with_the_settings(
    names: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: broken\nVersion: 1.0\n", "utf-8")
    (folder / "entry_points.txt").write_text(f"[orglife.workflows]\nbroken = {names}\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    installed_workflows.cache_clear()
    with pytest.raises(SettingsError) as caught:
        load()
    installed_workflows.cache_clear()
    assert f"orglife.workflows.broken = {names}: {said}" in str(caught.value)
