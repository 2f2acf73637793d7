"""The steps of docs/telegram.md, as they are typed, against the Bot API server."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from service.testkit.waiting import until
from tests.e2e.running import Process
from tests.telegram_server.account import Account, TelegramChat, User
from tests.telegram_server.polls import vote
from tests.telegram_server.server import TelegramServer

ROSTER = "姓名,支部,角色\n王敏,一支部,secretary\n李华,一支部,member\n"
QUESTIONS = "::问::一加一? {~1 =2 ~3}\n"


async def typed(folder: Path, *words: str) -> tuple[int, str]:
    """`orglife …` in the folder; its exit code and its words."""

    def run() -> tuple[int, str]:
        process = Process(folder, *words)
        try:
            return process.wait(), process.out + process.err
        finally:
            process.kill()

    return await asyncio.to_thread(run)


def said(account: Account, chat: TelegramChat) -> str:
    """What the bot has said in a chat."""
    return "\n".join(
        each.get("text", "")
        for _, each in sorted(chat.messages.items())
        if each.get("from", {}).get("id") == account.id
    )


def polls(group: TelegramChat) -> list[dict[str, Any]]:
    return [each for each in group.messages.values() if "poll" in each]


def offered(account: Account, user: User, label: str) -> tuple[int, str] | None:
    """The newest button whose label holds `label`: its message and its whole label."""
    chat = account.chats[user.id]
    for number, message in sorted(chat.messages.items(), reverse=True):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if label in button["text"]:
                    return number, button["text"]
    return None


async def press(account: Account, user: User, label: str) -> None:
    await until(lambda: offered(account, user, label), f"the button {label}")
    number, whole = offered(account, user, label) or (0, "")
    account.press(account.chats[user.id], user, number, whole)


async def test_a_secretary_comes_from_nothing_to_a_branch_that_works(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        account = server.account()
        token = tmp_path / "telegram.token"
        token.write_text(f"{account.token[:-3]}xyz\n")
        token.chmod(0o600)
        (tmp_path / "orglife.toml").write_text(
            f"data_dir = '{tmp_path / 'data'}'\n\n[web]\nport = 0\n\n"
            "[adapters.telegram]\nkind = 'telegram'\n"
            f"token_file = '{token}'\napi_url = '{server.url}'\n",
            "utf-8",
        )
        (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
        (tmp_path / "questions.gift").write_text(QUESTIONS, "utf-8")

        # 1, 2: the bot and the settings
        assert (await typed(tmp_path, "roster", "import", "roster.csv"))[0] == 0
        code, words = await typed(tmp_path, "doctor")
        assert code == 1
        assert "the token was rejected" in words
        assert "@BotFather" in words
        assert account.token.partition(":")[2][:-3] not in words
        token.write_text(f"{account.token}\n")
        code, words = await typed(tmp_path, "doctor")
        assert (code, f"@{account.username}" in words) == (0, True), words

        # 3: the people
        bank = ("quiz", "bank", "import", "questions.gift", "--branch", "一支部", "--name", "题库")
        code, words = await typed(tmp_path, *bank)
        assert code == 0, words
        service = Process(tmp_path / "running", "run", "--config", str(tmp_path / "orglife.toml"))
        try:
            await asyncio.to_thread(service.url)
            code, words = await typed(tmp_path, "roster", "invite")
            codes = dict(re.findall(rf"^(\S+)（.*\n\s+https://t\.me/{account.username}\?start=(\w+)",
                                    words, re.M))  # fmt: skip
            assert codes.keys() == {"王敏", "李华"}, words
            users = {}
            for name in ("王敏", "李华"):
                users[name] = account.person(name)
                chat = account.chats[users[name].id]
                account.say(chat, users[name], f"/start {codes[name]}")
                await until(lambda chat=chat: "您好" in said(account, chat), f"{name} is greeted")
            wang, hua = users["王敏"], users["李华"]
            await until(lambda: ("chat", wang.id, "") in account.commands, "the menu is there")

            # 4: the group
            group = account.group("一支部")
            group.standing = "left"
            account.stand(group, wang, "member")
            own = account.chats[wang.id]
            await until(lambda: "/bind" in said(account, own), "what comes next is told")
            account.say(group, wang, "/bind")
            await until(
                lambda: "已设为“一支部”的支部群" in said(account, own), "the group is bound"
            )

            # 7: the first quiz, in polls
            account.say(own, wang, "/quiz")
            for label, then in (
                ("现在", "什么时候截止"),
                ("一小时", "预览"),
                ("更多操作…", "还可以"),
                ("现场作答", "全部题目发到群里"),
                ("确认发布", "测验进行中"),
            ):
                await press(account, wang, label)
                await until(lambda then=then: then in said(account, own), then)
            await until(lambda: polls(group), "the question stands in the group")
            vote(account, group, hua, polls(group)[0]["message_id"], [1])
            await press(account, wang, "查看进度")
            await until(lambda: "已交卷" in said(account, own), "the progress is told")
        finally:
            await asyncio.to_thread(service.stop)
            service.kill()
