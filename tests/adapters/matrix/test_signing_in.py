"""Every way to sign in keeps the device, and what is wrong is told with its remedy."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.matrix.session import Folder
from service.ports import NotSent, RetryAfter
from service.testkit.waiting import patience
from tests.adapters.matrix.conftest import Bot
from tests.matrix_server.server import Server, ask
from tests.matrix_server.users import User


def session(bot: Bot) -> tuple[str, str]:
    kept = Folder(bot.folder / "matrix-matrix").session()
    assert kept is not None
    return kept.device_id, kept.access_token


async def test_a_restart_goes_on_with_the_session_of_the_password(bot: Bot) -> None:
    before = session(bot)
    await bot.stop()
    await bot.start()
    assert session(bot) == before


async def test_a_session_that_was_ended_is_made_anew_on_the_same_device(bot: Bot, li: User) -> None:
    device, token = session(bot)
    await asyncio.to_thread(ask, f"{bot.server.url}/_matrix/client/v3/logout", {}, token)
    await bot.stop()
    await bot.start()
    assert session(bot)[0] == device
    assert session(bot)[1] != token
    chat = await li.chat(bot.id, encrypted=True)
    await bot.meet(li, chat)
    await li.say(chat, "新的密钥也能读")
    assert len(await bot.heard(1)) == 1


async def test_the_token_of_a_single_sign_on_is_used_once(server: Server, tmp_path: Path) -> None:
    bot = Bot(server, tmp_path)
    path = f"{server.url}/_matrix/client/v1/login/get_token"
    answer = await asyncio.to_thread(ask, path, {}, bot.account.access_token)
    file = tmp_path / "login_token"
    file.write_text(answer["login_token"])
    file.chmod(0o600)
    bot.settings = {"login_token_file": str(file)}
    await bot.start()
    before = session(bot)
    await bot.stop()
    await bot.start()
    assert session(bot) == before
    await bot.stop()


async def test_a_wrong_password_is_told_and_nothing_is_lost_meanwhile(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.matrix.adapter.READY_SECONDS", 0.1)
    bot = Bot(server, tmp_path)
    bot.settings = {"password": "wrong"}
    await bot.begin()
    await bot.trouble()
    (check,) = await bot.adapter.check()
    assert not check.ok
    assert "adapters.matrix.password" in check.remedy
    assert "wrong" not in check.detail + check.remedy
    assert isinstance(await bot.say("!room:orglife.test", "?"), NotSent | RetryAfter)
    await bot.stop()


async def test_a_homeserver_that_is_not_there_is_told(tmp_path: Path, server: Server) -> None:
    bot = Bot(server, tmp_path)
    bot.settings["homeserver"] = "http://127.0.0.1:1"
    await bot.begin()
    await bot.trouble()
    (check,) = await bot.adapter.check()
    assert not check.ok
    assert "http://127.0.0.1:1" in check.remedy
    await bot.stop()


async def test_a_token_of_another_session_is_told(server: Server, tmp_path: Path) -> None:
    bot = Bot(server, tmp_path)
    bot.settings = {"access_token": bot.account.access_token, "device_id": "OTHER"}
    await bot.begin()
    await bot.trouble()
    (check,) = await bot.adapter.check()
    assert bot.account.device_id in check.detail
    assert "adapters.matrix.device_id" in check.remedy
    await bot.stop()


async def test_our_own_session_is_vouched_for(bot: Bot) -> None:
    async with patience():
        while not any(each.detail == "verified" for each in await bot.adapter.check()):
            await asyncio.sleep(0.1)


async def test_whoever_set_up_encryption_elsewhere_is_told_that_we_are_not_verified(
    bot: Bot, tmp_path: Path
) -> None:
    """As with an account that is used in another client as well."""
    async with patience():
        while not any(each.detail == "verified" for each in await bot.adapter.check()):
            await asyncio.sleep(0.1)
    other = Bot(bot.server, tmp_path / "other")
    other.account, other.id = bot.account, bot.id
    other.settings = dict(bot.settings)
    await other.start()
    async with patience():
        while not (failed := [each for each in await other.adapter.check() if not each.ok]):
            await asyncio.sleep(0.1)
    assert failed[0].name == "Matrix session"
    assert failed[0].remedy
    await other.stop()
