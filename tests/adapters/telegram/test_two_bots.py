"""The whole service with two bots, one that polls and one with a webhook: each has its own people
and rooms, and what goes wrong with one is no matter to the other."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from service.app import App
from service.core.people import RosterRow
from service.settings.loading import Settings
from service.testkit.waiting import until
from tests.telegram_server.account import Account, TelegramChat, User
from tests.telegram_server.server import Fault, TelegramServer

ROWS = (
    RosterRow("王敏", "校/一支部", role="secretary"),
    RosterRow("李华", "校/一支部"),
    RosterRow("陈静", "校/二支部", role="secretary"),
)


def said(account: Account, chat: TelegramChat) -> list[str]:
    """What the bot has said in a chat."""
    return [
        each.get("text", "")
        for _, each in sorted(chat.messages.items())
        if each.get("from", {}).get("id") == account.id
    ]


@asynccontextmanager
async def running(folder: Path, server: TelegramServer, one: Account, two: Account) -> Any:
    settings = Settings(
        data_dir=folder,
        web={"port": 0},
        adapters={
            "one": {"kind": "telegram", "token": one.token, "api_url": server.url},
            "two": {
                "kind": "telegram",
                "token": two.token,
                "api_url": server.url,
                "mode": "webhook",
            },
        },
    )
    app = await App.build(settings)
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(app.run(stop, ready.set))
    await ready.wait()
    try:
        yield app
    finally:
        stop.set()
        await task


async def join(app: App, account: Account, name: str) -> User:
    """The person follows their link to this bot."""
    people = app.engine.directory.roster.people.values()
    person = next(each for each in people if each.name == name)
    codes = await app.administration.invite([person.id])
    user = account.person(name)
    chat = account.chats[user.id]
    account.say(chat, user, f"/start {codes[person.id]}")
    await until(lambda: any("您好" in each for each in said(account, chat)), f"{name} is greeted")
    return user


async def test_two_bots_serve_two_branches_side_by_side(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        one, two = server.account(), server.account()
        async with running(tmp_path / "data", server, one, two) as app:
            await app.administration.import_roster(ROWS)
            await app.engine.refresh()
            wang, hua = await join(app, one, "王敏"), await join(app, one, "李华")
            jing = await join(app, two, "陈静")
            first, second = one.group("一支部"), two.group("二支部")
            one.say(first, wang, "/bind")
            two.say(second, jing, "/bind")
            await until(lambda: len(app.engine.directory.rooms) == 2, "both rooms are bound")
            chats = {chat.account for chats in app.engine.directory.rooms.values()
                      for chat in chats}  # fmt: skip
            assert chats == {"one", "two"}
            # What goes wrong with the one does not touch the other, and is named.
            server.faults["getUpdates"] += [Fault("error", 401, "Unauthorized")] * 3
            hua_chat = one.chats[hua.id]
            one.say(hua_chat, hua, "帮助")
            two.say(two.chats[jing.id], jing, "帮助")
            await until(
                lambda: any("点按钮" in each for each in said(two, two.chats[jing.id])),
                "the second bot answers",
            )
            await until(lambda: len(said(one, hua_chat)) > 1, "the first bot answers again")
            async with httpx.AsyncClient(base_url=app.url, trust_env=False) as browser:
                parts = (await browser.get("/readyz")).json()["parts"]
                assert {"adapter one", "adapter two"} <= parts.keys()
            scopes = {scope for scope, _, _ in one.commands}
            assert {"default", "all_private_chats", "all_group_chats", "chat"} <= scopes
            assert ("chat", jing.id, "") in two.commands
            assert ("chat", jing.id, "") not in one.commands


async def test_readiness_names_the_bot_whose_token_is_refused(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        one, two = server.account(), server.account()
        del server.accounts[one.token]  # it was revoked
        async with running(tmp_path / "data", server, one, two) as app:
            await until(lambda: two.webhook["url"], "the webhook is set")
            async with httpx.AsyncClient(base_url=app.url, trust_env=False) as browser:
                answer = await browser.get("/readyz")
            parts = answer.json()["parts"]
            assert answer.status_code == 503
            assert parts["adapter one"] == "the token was rejected"
            assert parts["adapter two"] == "ready"
            assert one.token not in answer.text
