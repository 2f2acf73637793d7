"""Menus of commands: what each may do, in their language, as Telegram shows it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from service.core.people import RosterRow
from service.runtime.accounts.menus import MenuKeeper
from service.testkit.organization import BRANCH, PEOPLE
from service.testkit.service import Service
from service.testkit.waiting import until
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.server import Fault, too_many

GRANTED = {"quiz", "discussion", "talk"}


class Branch:
    def __init__(self, service: Service) -> None:
        assert isinstance(service.platform, OnTelegram)
        self.service = service
        self.on: OnTelegram = service.platform
        self.keeper = MenuKeeper([self.on.adapter], service.engine.registry)

    def private(self, name: str, code: str) -> list[str]:
        """The commands that Telegram shows to the person, whose app speaks `code`."""
        return [command for command, _ in self.shown(int(self.service.users[name]), code)]

    def shown(self, user: int, code: str) -> list[tuple[str, str]]:
        commands = self.on.account.commands
        scopes = [("chat", user), ("all_private_chats", 0), ("default", 0)]
        return next(
            commands[scope, chat, language]
            for scope, chat in scopes
            for language in (code, "")
            if (scope, chat, language) in commands
        )

    async def keep(self) -> float:
        return await self.keeper.keep(self.service.engine.directory)

    def calls(self) -> int:
        server = self.on.server
        return len(server.called("setMyCommands") + server.called("deleteMyCommands"))


@pytest.fixture
async def branch(service: Service) -> Branch:
    return Branch(service)


async def test_a_member_and_a_secretary_see_what_they_may_do(branch: Branch) -> None:
    assert await branch.keep() == 0
    member, secretary = branch.private("李华", "zh"), branch.private("王敏", "zh")
    assert {"menu", "lang", "help"} <= set(member)
    assert not GRANTED & set(member)
    assert {"start", "bind"}.isdisjoint(secretary)
    assert secretary[-len(member) :] == member, "what takes a permission comes first"
    assert set(secretary[: -len(member)]) >= GRANTED
    every = branch.on.account.commands
    assert [name for name, _ in every["all_group_chats", 0, "zh"]] == ["help"]
    assert [name for name, _ in every["all_chat_administrators", 0, "zh"]] == ["bind", "help"]


async def test_menus_speak_the_language_of_the_app_or_of_the_person(branch: Branch) -> None:
    await branch.keep()
    user = int(branch.service.users["李华"])
    assert ("help", "How OrgLife works") in branch.shown(user, "en")
    assert ("help", "怎么用") in branch.shown(user, "zh")
    assert ("help", "怎么用") in branch.shown(user, "de"), "the organization's own"
    secretary = int(branch.service.users["王敏"])
    assert ("quiz", "准备一次测验") in branch.shown(secretary, "en"), "as the person has chosen"


async def test_only_what_has_changed_is_set_again(branch: Branch) -> None:
    await branch.keep()
    before = branch.calls()
    await branch.keep()
    assert branch.calls() == before
    rows = (PEOPLE[0], replace(PEOPLE[1], role="organizer"))
    await branch.service.administration.import_roster(rows)
    await branch.service.engine.refresh()
    await branch.keep()
    assert branch.calls() == before + 1
    assert GRANTED & set(branch.private("李华", "zh")) == {"quiz", "discussion"}
    await branch.service.administration.import_roster((PEOPLE[0], PEOPLE[1]))
    await branch.service.engine.refresh()
    await branch.keep()
    assert branch.calls() == before + 2
    assert not GRANTED & set(branch.private("李华", "zh")), "who is a member again sees no more"


async def test_a_menu_that_could_not_be_set_is_tried_again_when_telegram_says(
    branch: Branch,
) -> None:
    faults = branch.on.server.faults["setMyCommands"]
    faults += [too_many(7)]
    assert await branch.keep() == 7
    faults += [Fault("page")]
    assert await branch.keep() == 60
    assert await branch.keep() == 0
    assert branch.private("李华", "zh")


async def test_a_chat_that_is_not_there_keeps_nobody_from_a_menu(branch: Branch) -> None:
    refused = Fault("error", 400, "Bad Request: chat not found")
    branch.on.server.faults["setMyCommands"].append(refused)
    assert await branch.keep() == 0
    assert set(branch.private("王敏", "zh")) >= GRANTED


async def test_menus_follow_the_roster_while_the_service_runs(branch: Branch) -> None:
    running = asyncio.create_task(branch.keeper.run(lambda: branch.service.engine.directory))
    await until(branch.calls)
    rows = (*PEOPLE, RosterRow("陈静", f"校/{BRANCH}", role="organizer"))
    await branch.service.administration.import_roster(rows)
    await branch.service.engine.refresh()
    (code,) = (
        await branch.service.administration.invite([branch.service.person("陈静").id])
    ).values()
    count = len(branch.on.inbox.updates)
    user = await branch.on.join("陈静", code)
    await branch.service.heard_since(count)
    branch.keeper.wake()
    await until(lambda: ("chat", int(user), "") in branch.on.account.commands)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_help_tells_what_the_person_may_do_and_a_room_in_a_word(branch: Branch) -> None:
    service = branch.service
    for name in ("王敏", "李华"):
        await service.say(name, "/help")
    secretary, member = (await service.heard("王敏"))[-1], (await service.heard("李华"))[-1]
    assert "点按钮" in secretary
    await service.press("王敏", "怎么发起活动…")
    kinds = (await service.heard("王敏"))[-1]
    assert "输入“测验”准备一次测验" in kinds
    assert "/bind" in kinds
    assert "/quiz" not in member
    assert "点按钮" in member
    await service.say("李华", "/help", service.room)
    shown = [each.words for each in await service.platform.seen(service.room) if each.ours]
    assert "请私聊我" in shown[-1]
    assert (await service.heard("李华"))[-1] == member
