"""The suite's driver for Telegram: people's clients at a Bot API server on loopback."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from adapters.telegram import Telegram, build
from service.testkit.platform import Platform, Seen
from service.testkit.recorder import Recorder
from tests.adapters.webchat.conftest import Mirror
from tests.telegram_server.account import Account, TelegramChat, User
from tests.telegram_server.methods import LARGEST_DOWNLOAD, LARGEST_UPLOAD
from tests.telegram_server.polls import vote
from tests.telegram_server.server import Fault, TelegramServer, too_many


class OnTelegram:
    lacks: ClassVar[dict[str, str]] = {
        "moderate": "Telegram tells no bot that a message is deleted",
        "lists": "a bot's text has no lists",
    }
    titles = True
    strong = True
    strangers = True
    largest_in = LARGEST_DOWNLOAD
    largest_out = LARGEST_UPLOAD

    def __init__(self, server: TelegramServer, inbox: Recorder) -> None:
        self.server = server
        self.inbox = inbox
        self.account: Account = server.account()
        self._albums = itertools.count(13_850_000_000_000_000)

    async def start(self) -> None:
        settings = {"token": self.account.token, "api_url": self.server.url}
        self.adapter: Telegram = build(settings, account="telegram", sealer=Mirror())
        await self.adapter.open()
        self._running = asyncio.create_task(self.adapter.run(self.inbox))

    async def stop(self) -> None:
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        await self.adapter.close()

    async def person(self, name: str) -> str:
        return str(self.account.person(name).id)

    async def private(self, user: str) -> str:
        return user

    async def room(self, title: str, users: Sequence[str]) -> str:
        return str(self.account.group(title).id)

    async def say(self, user: str, place: str, text: str, reply_to: str | None = None) -> str:
        answered = int(reply_to) if reply_to else None
        chat, thread = self._chat(place), self._thread(place)
        return str(self.account.say(chat, self._user(user), text, reply_to=answered, thread=thread))

    async def press(self, user: str, place: str, message: str, label: str) -> None:
        """Tap a button, or vote for an option of a poll."""
        chat, number = self._chat(place), int(message)
        poll = chat.messages[number].get("poll")
        if poll is None:
            self.account.press(chat, self._user(user), number, label)
            return
        options = [each["text"] for each in poll["options"]]
        vote(self.account, chat, self._user(user), number, [options.index(label)])

    async def edit(self, user: str, chat: str, message: str, text: str) -> None:
        self.account.edit(self._chat(chat), int(message), text)

    async def forward(self, user: str, place: str, text: str, author: str) -> str:
        chat, by = self._chat(place), self._user(user)
        return str(self.account.forward(chat, by, text, self._user(author)))

    async def replace_file(
        self, user: str, chat: str, message: str, name: str, content: bytes
    ) -> None:
        self.account.replace_file(self._chat(chat), int(message), name, content)

    async def delete(self, user: str, chat: str, message: str) -> None:
        self.account.delete(self._chat(chat), int(message))

    async def react(self, user: str, chat: str, message: str, mark: str) -> None:
        self.account.react(self._chat(chat), self._user(user), int(message), mark)

    async def say_in_thread(self, user: str, place: str, root: str, text: str) -> str:
        chat, by = self._chat(place), self._user(user)
        return str(self.account.say_in_thread(chat, by, int(root), text))

    async def like(self, user: str, chat: str, message: str, *, taken_back: bool = False) -> None:
        await self.react(user, chat, message, "" if taken_back else "👍")

    async def upload(
        self,
        user: str,
        chat: str,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> str:
        answered = int(reply_to) if reply_to else None
        return str(
            self.account.upload(
                self._chat(chat),
                self._user(user),
                name,
                content,
                caption=caption,
                reply_to=answered,
            )
        )

    async def upload_together(
        self,
        user: str,
        place: str,
        files: Sequence[tuple[str, bytes]],
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> Sequence[str]:
        chat, by = self._chat(place), self._user(user)
        how: dict[str, Any] = {
            "reply_to": int(reply_to) if reply_to else None,
            "album": str(next(self._albums)),
        }
        (name, content), *rest = files
        sent = [self.account.upload(chat, by, name, content, caption=caption, **how)]
        sent += [self.account.upload(chat, by, *each, **how) for each in rest]
        return [str(each) for each in sent]

    async def join(self, name: str, code: str) -> str:
        """Telegram shows the bot with a button that says `/start CODE`."""
        link = urlsplit(self.adapter.invite_link(code) or "")
        assert link.path == f"/{self.account.username}"
        (given,) = parse_qs(link.query)["start"]
        user = self.account.person(name)
        self.account.say(self.account.chats[user.id], user, f"/start {given}")
        return str(user.id)

    async def leave(self, user: str) -> None:
        self.account.stand(self._chat(user), self._user(user), "blocked")

    async def remove(self, chat: str) -> None:
        group = self._chat(chat)
        self.account.stand(group, self.account.person("管理员"), "kicked")

    async def admit(self, chat: str) -> None:
        self.account.stand(self._chat(chat), self.account.person("管理员"), "member")

    async def mute(self, chat: str, *, muted: bool = True) -> None:
        standing = "muted" if muted else "member"
        self.account.stand(self._chat(chat), self.account.person("管理员"), standing)

    async def migrate(self, chat: str) -> str:
        return str(self.account.migrate(self._chat(chat)).id)

    async def limit(self, seconds: int) -> None:
        self.server.faults["sendMessage"].append(too_many(seconds))

    async def cut(self) -> None:
        for method in ("getUpdates", "sendMessage"):
            self.server.faults[method].append(Fault("cut"))

    async def drop(self) -> None:
        self.server.faults["sendMessage"].append(Fault("drop"))

    async def topic(self, chat: str) -> str:
        forum = self._chat(chat)
        forum.forum = True
        return f"{forum.id}/{self.account.topic(forum)}"

    async def repeat(self) -> None:
        """As after a confirmation that was lost."""
        last = (self.account.waiting + self.account.confirmed)[-1]
        if last not in self.account.waiting:
            self.account.waiting.append(last)
            self.account.grown.set()

    async def seen(self, place: str) -> Sequence[Seen]:
        chat = self._chat(place)
        thread = self._thread(place)
        return [
            self._view(chat, each)
            for number, each in sorted(chat.messages.items())
            if _topic(each) == thread and number != thread
        ]

    def _view(self, chat: TelegramChat, message: dict[str, Any]) -> Seen:
        poll = message.get("poll", {})
        whole = message.get("text") or message.get("caption") or poll.get("question") or ""
        marked = message.get("entities") or message.get("caption_entities") or []
        units = whole.encode("utf-16-le")
        bold = [
            units[2 * each["offset"] :][: 2 * each["length"]].decode("utf-16-le")
            for each in marked
            if each["type"] == "bold"
        ]
        titled = bool(bold) and whole.startswith(bold[0]) and whole[len(bold[0]) :][:1] in "\n"
        title = bold.pop(0) if titled else ""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if poll and not poll["is_closed"]:
            rows = [[each] for each in poll["options"]]
        file = message.get("document")
        answered = message.get("reply_to_message")
        return Seen(
            str(message["message_id"]),
            whole.removeprefix(title).removeprefix("\n" if titled else ""),
            message["from"]["id"] == self.account.id,
            title,
            tuple(tuple(each["text"] for each in row) for row in rows),
            ((file["file_name"], self.account.files[file["file_id"]]),) if file else (),
            str(answered["message_id"]) if answered else None,
            bool(chat.reactions.get(message["message_id"])),
            tuple(bold),
        )

    def _chat(self, chat: str) -> TelegramChat:
        return self.account.chats[int(chat.partition("/")[0])]

    @staticmethod
    def _thread(chat: str) -> int | None:
        thread = chat.partition("/")[2]
        return int(thread) if thread else None

    def _user(self, user: str) -> User:
        return self.account.users[int(user)]


def _topic(message: dict[str, Any]) -> int | None:
    return message["message_thread_id"] if message.get("is_topic_message") else None


@asynccontextmanager
async def open_telegram(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    async with TelegramServer() as server:
        platform = OnTelegram(server, inbox)
        await platform.start()
        yield platform
        await platform.stop()
