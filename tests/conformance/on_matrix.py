"""The suite's driver for Matrix: people's clients at a real homeserver on loopback."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import ClassVar

from adapters.matrix import Matrix, build
from adapters.matrix.capabilities import NUMBERS
from service.ports import Update
from service.testkit.platform import Open, Platform, Seen, TooLarge
from service.testkit.recorder import Recorder
from service.testkit.waiting import until
from tests.adapters.webchat.conftest import Mirror
from tests.matrix_server import shared
from tests.matrix_server.relay import Relay, relay
from tests.matrix_server.server import LARGEST_FILE, Account, Server
from tests.matrix_server.users import Shown, User

_LISTED = re.compile(r"(\d+)\. (.*)")


class OnMatrix:
    lacks: ClassVar[dict[str, str]] = {
        "forward": "a client sends what is forwarded as any other message",
        "replace_file": "an edit changes words only",
        "upload_together": "clients send each file by itself",
        "topic": "a room has threads and no topics",
    }
    titles = True
    strong = True
    lists = True
    strangers = True
    largest_in = largest_out = LARGEST_FILE

    def __init__(
        self, server: Server, door: Relay, inbox: Recorder, folder: Path, *, encrypted: bool
    ) -> None:
        self.server = server
        self._door = door  # between OrgLife and the homeserver
        self.inbox = inbox
        self.encrypted = encrypted
        self.account: Account = server.register(shared.name("orglife"))
        self._folder = folder
        self._users: dict[str, User] = {}
        self._private: dict[str, str] = {}
        self._places: dict[str, User] = {}  # whose client looks at a room
        self._before = b""  # the adapter's state before people last did something
        self._taps: dict[tuple[str, str, str], str] = {}
        self._files: dict[str, bytes] = {}  # what was downloaded, by its address

    # -- OrgLife

    async def start(self) -> None:
        settings = {
            "homeserver": self._door.url,
            "user": self.account.user_id,
            "access_token": self.account.access_token,
            "device_id": self.account.device_id,
            "data_dir": str(self._folder),
        }
        self.adapter: Matrix = build(settings, account="matrix", sealer=Mirror())
        await self.adapter.open()
        await self._run()

    async def _run(self) -> None:
        self._running = asyncio.create_task(self.adapter.run(self.inbox))
        await self.adapter.ready()

    async def _pause(self) -> None:
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running

    async def stop(self) -> None:
        await self._pause()
        await self.adapter.close()

    async def close(self) -> None:
        await self.stop()
        for user in self._users.values():
            await user.close()

    # -- people

    async def _user(self, name: str) -> User:
        # Whoever is registered is called by the name; the account's own is unlike any other.
        account = await asyncio.to_thread(self.server.register, shared.name("user"), shown=name)
        user = User(account, encrypts=self.encrypted)
        self._users[user.id] = user
        await user.sync()
        return user

    async def person(self, name: str) -> str:
        user = await self._user(name)
        await self._chat(user)
        return user.id

    async def _chat(self, user: User) -> str:
        chat = await user.chat(self.account.user_id, encrypted=self.encrypted)
        self._private[user.id] = chat
        await self._met(user, chat)
        return chat

    async def _met(self, user: User, chat: str) -> None:
        """Everybody sees everybody in the room."""
        self._places[chat] = user
        await user.until(chat, self.account.user_id)
        await until(lambda: self.adapter.knows(chat, user.id))

    async def private(self, user: str) -> str:
        return self._private[user]

    async def room(self, title: str, users: Sequence[str]) -> str:
        first, *others = [self._users[each] for each in users]
        invited = [self.account.user_id, *(each.id for each in others)]
        chat = await first.room(title, invited, encrypted=self.encrypted)
        for each in others:
            await each.sync()
            await each.until(chat, each.id)
        for each in (first, *others):
            await each.until(chat, self.account.user_id)
            await self._met(each, chat)
        self._places[chat] = first
        # That OrgLife was let in is news to it; what the behaviours count begins here.
        news = await until(lambda: [each for each in self.inbox.updates if _lets_in(each, chat)])
        self.inbox.updates.remove(news[0])
        return chat

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        return await self._act(user).say(chat, text, reply_to)

    async def press(self, user: str, chat: str, message: str, label: str) -> None:
        """Tap the number of the choice; tapped again, it is taken back; one without is typed."""
        labels = [each for row in (await self._look(chat, message)).labels for each in row]
        number = labels.index(label) + 1
        client = self._act(user)
        if number > len(NUMBERS):
            await client.say(chat, str(number))
            return
        tapped = self._taps.pop((user, message, label), None)
        if tapped is not None:
            await self._take_back(user, chat, tapped)
            return
        tap = await client.react(chat, message, NUMBERS[number - 1])
        self._taps[user, message, label] = tap

    async def edit(self, user: str, chat: str, message: str, text: str) -> None:
        await self._act(user).edit(chat, message, text)

    async def delete(self, user: str, chat: str, message: str) -> None:
        await self._take_back(user, chat, message)

    async def _take_back(self, user: str, chat: str, event: str) -> None:
        """After it was read: of what is gone before, nothing is left to read."""
        await until(lambda: event in {each.id for each in self.inbox.updates})
        await self._act(user).redact(chat, event)

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
        if len(content) > LARGEST_FILE:
            raise TooLarge
        client = self._act(user)
        return await client.upload(chat, name, content, caption=caption, reply_to=reply_to)

    async def join(self, name: str, code: str) -> str:
        """A stranger opens a chat with OrgLife and types the code."""
        user = await self._user(name)
        chat = await self._chat(user)
        await self._act(user.id).say(chat, code)
        return user.id

    async def leave(self, user: str) -> None:
        client, chat = self._users[user], self._private[user]
        await client.call("POST", f"/_matrix/client/v3/rooms/{chat}/leave", {})
        await until(lambda: not self.adapter.knows(chat, user))

    async def remove(self, chat: str) -> None:
        client = self._places[chat]
        given = {"user_id": self.account.user_id}
        await client.call("POST", f"/_matrix/client/v3/rooms/{chat}/kick", given)
        await until(lambda: not self.adapter.knows(chat, client.id))

    async def admit(self, chat: str) -> None:
        client = self._places[chat]
        given = {"user_id": self.account.user_id}
        await client.call("POST", f"/_matrix/client/v3/rooms/{chat}/invite", given)
        await client.until(chat, self.account.user_id)
        await until(lambda: self.adapter.knows(chat, client.id))

    async def mute(self, chat: str, *, muted: bool = True) -> None:
        await self._places[chat].power(chat, events_default=50 if muted else 0)

    async def migrate(self, chat: str) -> str:
        """The room is upgraded, and whoever did so invites everybody into the new one."""
        client = self._places[chat]
        path = f"/_matrix/client/v3/rooms/{chat}/upgrade"
        new = str((await client.call("POST", path, {"new_version": "12"}))["replacement_room"])
        await client.sync()
        for each in {self.account.user_id, *self._users} - {client.id}:
            given = {"user_id": each}
            await client.call("POST", f"/_matrix/client/v3/rooms/{new}/invite", given)
        for user in self._users.values():
            if user is not client:
                await user.sync()
            await user.until(new, user.id)
        await self._met(client, new)
        return new

    async def moderate(self, chat: str, message: str) -> None:
        """By an administrator of the room who is nobody to OrgLife."""
        await until(lambda: message in {each.id for each in self.inbox.updates})
        keeper, owner = await self._user("管理员"), self._places[chat]
        await owner.call("POST", f"/_matrix/client/v3/rooms/{chat}/invite", {"user_id": keeper.id})
        await keeper.call("POST", f"/_matrix/client/v3/rooms/{chat}/join", {})
        now = await owner.call("GET", f"/_matrix/client/v3/rooms/{chat}/state/m.room.power_levels")
        await owner.power(chat, users={**now["users"], keeper.id: 50})
        await keeper.redact(chat, message)

    async def limit(self, seconds: int) -> None:
        self._door.limit(seconds)

    async def cut(self) -> None:
        self._door.cut()

    async def drop(self) -> None:
        self._door.drop()

    async def react(self, user: str, chat: str, message: str, mark: str) -> None:
        await self._act(user).react(chat, message, mark)

    async def like(self, user: str, chat: str, message: str, *, taken_back: bool = False) -> None:
        if taken_back:
            await self._take_back(user, chat, self._taps.pop((user, message, "like")))
        else:
            self._taps[user, message, "like"] = await self._act(user).react(chat, message, "👍")

    async def say_in_thread(self, user: str, chat: str, root: str, text: str) -> str:
        return await self._act(user).say_in_thread(chat, root, text)

    async def repeat(self) -> None:
        """As if OrgLife had stopped before it had kept how far it had read."""
        await self._pause()
        self._state_file.write_bytes(self._before)
        await self._run()

    def _act(self, user: str) -> User:
        if self._state_file.exists():
            self._before = self._state_file.read_bytes()
        return self._users[user]

    @property
    def _state_file(self) -> Path:
        return self._folder / "matrix-matrix" / "state.json"

    # -- looking

    async def seen(self, chat: str) -> Sequence[Seen]:
        user = self._places[chat]
        return [await self._view(user, each) for each in await user.timeline(chat)]

    async def _look(self, chat: str, message: str) -> Seen:
        return next(each for each in await self.seen(chat) if each.id == message)

    async def _view(self, user: User, shown: Shown) -> Seen:
        own = self.account.user_id
        ours = [key for sender, key in shown.reactions.values() if sender == own]
        words, labels = shown.words, ()
        if any(key in NUMBERS for key in ours):
            words, labels = _listed(words)
            assert sum(key in NUMBERS for key in ours) == min(len(labels), len(NUMBERS))
        content = shown.content
        files = ()
        if "filename" in content:
            url = content.get("file", content)["url"]
            if url not in self._files:
                self._files[url] = await user.download(content)
            files = ((content["filename"], self._files[url]),)
        return Seen(
            shown.id,
            words,
            shown.sender == own,
            shown.title,
            labels,
            files,
            shown.reply_to,
            any(key not in NUMBERS for key in ours),
            shown.strong,
            shown.items,
        )


def _lets_in(update: Update, chat: str) -> bool:
    return '"standing":"in"' in update.raw and chat in update.raw


def _listed(words: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What is said, and the numbered choices at its end."""
    lines = words.split("\n")
    labels: list[str] = []
    while lines and (found := _LISTED.fullmatch(lines[-1])):
        labels.insert(0, found[2])
        lines.pop()
        if found[1] == "1":
            break
    return "\n".join(lines).rstrip("\n"), tuple((each,) for each in labels)


def open_matrix(*, encrypted: bool) -> Open:
    @asynccontextmanager
    async def opened(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
        server = await asyncio.to_thread(shared.server)
        async with relay(server.url) as door:
            platform = OnMatrix(server, door, inbox, folder, encrypted=encrypted)
            await platform.start()
            try:
                yield platform
            finally:
                await platform.close()

    return opened
