"""The suite's driver for the web chat: browsers at its pages, over bare ASGI."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from litestar import Litestar

from adapters.webchat import WebChat, build
from service.testkit.platform import Platform, Seen, TooLarge
from service.testkit.recorder import Recorder
from tests.adapters.webchat.conftest import BASE, OWN, Browser, Mirror, fields_of
from tests.adapters.webchat.door import TestDoor


class OnWebChat:
    lacks: ClassVar[dict[str, str]] = {
        "strangers": "nobody comes into the web chat without a valid code",
        "forward": "nothing is forwarded in the web chat",
        "replace_file": "an edit in the web chat changes words only",
        "leave": "nobody leaves the web chat for good",
        "remove": "OrgLife makes the rooms itself and is in all of them",
        "moderate": "nobody removes what others say in the web chat",
        "admit": "OrgLife makes the rooms itself and is in all of them",
        "mute": "OrgLife makes the rooms itself and may write in all of them",
        "migrate": "a room of the web chat keeps its id",
        "limit": "the web chat is OrgLife's own and sets it no limit",
        "cut": "OrgLife keeps no connection: browsers come to it",
        "drop": "OrgLife writes into the web chat's own file: no answer can get lost",
        "topic": "rooms of the web chat have no topics",
        "say_in_thread": "the web chat has replies, and no threads",
        "react": "people put no marks on messages in the web chat",
        "largest_out": "what OrgLife sends into its own web chat has no limit",
    }
    titles = True
    strong = True
    lists = True
    largest_in = 1024 * 1024

    def __init__(self, inbox: Recorder, folder: Path) -> None:
        self.inbox = inbox
        self._path = folder / "webchat.sqlite3"
        self._door = TestDoor()  # until a service opens its own
        self._browsers: dict[str, Browser] = {}
        self._readers: dict[str, str] = {}  # who looks at a room
        self._files: dict[str, bytes] = {}  # what was downloaded
        self._last: tuple[Browser, dict[str, Any]] | None = None
        self._late: list[tuple[Browser, dict[str, Any]]] = []
        self._acts = 0
        self._rooms = 0

    async def start(self) -> None:
        settings = {"path": str(self._path), "base_url": BASE, "max_upload_mb": 1}
        self.adapter: WebChat = build(settings, account="webchat", sealer=Mirror())
        await self.adapter.open()
        self.adapter.open_to(self._door)
        self._app = Litestar(
            [*self.adapter.routes(self.inbox)], logging_config=None, openapi_config=None
        )
        self._running = asyncio.create_task(self.adapter.run(self.inbox))
        for user, browser in self._browsers.items():
            self._browsers[user] = Browser(self._app, user)
            self._browsers[user].http.cookies = browser.http.cookies
        late, self._late = self._late, []
        for browser, given in late:
            await self._post(self._browsers[browser.user], given)

    async def stop(self) -> None:
        """The pages can't be reached; a browser sends what it could not again."""
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        for browser in self._browsers.values():
            await browser.http.aclose()
        await self.adapter.close()

    async def person(self, name: str) -> str:
        user = await self.adapter.ensure_user(name, "zh-CN", f"u-{len(self._browsers) + 1}")
        browser = Browser(self._app, user)
        await browser.come_in(self.adapter, self._door.invite(name, user))
        self._browsers[user] = browser
        return user

    async def private(self, user: str) -> str:
        return await self.adapter.private_room(user)

    async def room(self, title: str, users: Sequence[str]) -> str:
        self._rooms += 1
        return await self.adapter.ensure_room(title, users, f"unit-{self._rooms}")

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        return await self._act(user, "say", room=chat, text=text, reply_to=reply_to)

    async def press(self, user: str, chat: str, message: str, label: str) -> None:
        shown = await self._browsers[user].message(chat, message)
        choice = next(
            button["id"] for row in shown["buttons"] for button in row if button["label"] == label
        )
        await self._act(user, "press", room=chat, message=message, choice=choice)

    async def edit(self, user: str, chat: str, message: str, text: str) -> None:
        await self._act(user, "change", room=chat, message=message, text=text)

    async def delete(self, user: str, chat: str, message: str) -> None:
        await self._act(user, "withdraw", room=chat, message=message)

    async def like(self, user: str, chat: str, message: str, *, taken_back: bool = False) -> None:
        raise NotImplementedError("there are no reactions in the web chat")

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
        answer = await self._browsers[user].upload(
            chat, name, content, text=caption, reply_to=reply_to or ""
        )
        if answer.status_code == 413:
            raise TooLarge(name)
        assert answer.status_code == 200, answer.text
        message: str = answer.json()["message"]
        return message

    async def upload_together(
        self,
        user: str,
        chat: str,
        files: Sequence[tuple[str, bytes]],
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> Sequence[str]:
        """As the page sends them: one after the other, the first with the words and the answer."""
        browser, how = self._browsers[user], {"text": caption, "reply_to": reply_to or ""}
        self._acts += 1
        sent = []
        for name, content in files:
            album = f"album-{self._acts:05}"
            answer = await browser.upload(chat, name, content, album=album, **how)
            assert answer.status_code == 200, answer.text
            sent.append(str(answer.json()["message"]))
            how = {}
        return sent

    async def join(self, name: str, code: str) -> str:
        browser = Browser(self._app, "")
        page = await browser.http.get(self.adapter.invite_link(code))
        answer = await browser.http.post(
            "/chat/join", data=fields_of(page), headers={"Origin": BASE}
        )
        if answer.status_code != 303:
            await browser.http.aclose()
            return f"not-in-{name}"
        browser.home = answer.headers["location"].rstrip("/")
        browser.user = browser.home.rpartition("/")[2]
        self._browsers[browser.user] = browser
        return browser.user

    async def repeat(self) -> None:
        assert self._last is not None
        await self._post(*self._last)

    async def seen(self, chat: str) -> Sequence[Seen]:
        known = self._readers.get(chat)
        for browser in sorted(self._browsers.values(), key=lambda each: each.user != known):
            messages = await self._messages(browser, chat)
            if messages is not None:
                self._readers[chat] = browser.user
                return [await self._view(browser, each) for each in messages if not each["deleted"]]
        raise AssertionError(f"nobody is in {chat}")

    @staticmethod
    async def _messages(browser: Browser, chat: str) -> list[dict[str, Any]] | None:
        """All there are, a page at a time, the oldest first; None where this one is not in."""
        found: list[dict[str, Any]] = []
        more = True
        while more:
            before = {"before": found[0]["id"]} if found else {}
            answer = await browser.http.get(f"{browser.home}/rooms/{chat}", params=before)
            if answer.status_code != 200:
                return None
            page = answer.json()
            found, more = [*page["messages"], *found], page["more"]
        return found

    async def _view(self, browser: Browser, shown: dict[str, Any]) -> Seen:
        files = []
        for file in shown["files"]:
            if file["id"] not in self._files:
                got = await browser.http.get(f"{browser.home}/files/{file['id']}")
                self._files[file["id"]] = got.content
            files.append((file["name"], self._files[file["id"]]))
        return Seen(
            shown["id"],
            shown["body"],
            shown["sender"] is None,
            shown["title"],
            tuple(tuple(button["label"] for button in row) for row in shown["buttons"]),
            tuple(files),
            shown["reply"] and shown["reply"]["id"],
            shown["marked"],
            tuple(run for each in shown["blocks"] for run, strong in each["runs"] if strong),
            tuple(
                "".join(run for run, _ in each["runs"])
                for each in shown["blocks"]
                if each["number"] is not None
            ),
        )

    async def _act(self, user: str, kind: str, **values: Any) -> str:
        self._acts += 1
        given = {"kind": kind, "id": f"act-{self._acts:05}", **values}
        self._last = (self._browsers[user], given)
        return await self._post(*self._last)

    async def _post(self, browser: Browser, given: dict[str, Any]) -> str:
        """Send an act, as the page's script does; what the server can't keep it sends again."""
        if self._running.done():
            self._late.append((browser, given))
            return ""
        answer = await browser.http.post(f"{browser.home}/acts", json=given, headers=OWN)
        if answer.status_code >= 500 and (self.inbox.failing or self.inbox.interrupted):
            return ""  # kept with its message, and carried later
        assert answer.status_code == 200, answer.text
        message: str = answer.json()["message"]
        return message


@asynccontextmanager
async def open_webchat(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    with patch("adapters.webchat.adapter.CARRY_SECONDS", 0.05):
        platform = OnWebChat(inbox, folder)
        await platform.start()
        yield platform
        await platform.stop()
