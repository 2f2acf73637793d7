"""People at their clients: each a nio client of their own, which encrypts as common clients do."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote

from nio import (
    AsyncClient,
    AsyncClientConfig,
    ErrorResponse,
    Event,
    MegolmEvent,
    RoomMemberEvent,
    SyncResponse,
)
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.store import SqliteMemoryStore

from service.testkit.waiting import patience
from tests.matrix_server.server import Account

V3 = "/_matrix/client/v3"
ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
_FILTER = {"room": {"timeline": {"limit": 1000}}}


@dataclass(slots=True)
class Shown:
    """A message as it stands: its latest content, who said it, and the reactions under it."""

    id: str
    sender: str
    content: dict[str, Any]
    edits: int = 0
    reactions: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → sender, key

    @property
    def words(self) -> str:
        """The text without the title, as a client shows the HTML if there is any."""
        content = self.content
        if "formatted_body" in content:
            markup = content["formatted_body"]
            if "<li>" in markup:  # a client numbers the items by itself; who has none shows this
                return str(content["body"]).removeprefix(f"{self.title}\n")
            return _text(_TITLE.sub("", markup, count=1))
        if content.get("filename") == content.get("body"):
            return ""
        return str(content.get("body", ""))

    @property
    def title(self) -> str:
        found = _TITLE.match(self.content.get("formatted_body", ""))
        return _text(found[1]) if found else ""

    @property
    def strong(self) -> tuple[str, ...]:
        """What stands out, but for the title."""
        rest = _TITLE.sub("", self.content.get("formatted_body", ""), count=1)
        return tuple(_text(each) for each in re.findall(r"<strong>(.*?)</strong>", rest, re.S))

    @property
    def items(self) -> tuple[str, ...]:
        """The lines of its lists, as HTML numbers them."""
        markup = self.content.get("formatted_body", "")
        return tuple(_text(each) for each in re.findall(r"<li>(.*?)</li>", markup, re.S))

    @property
    def reply_to(self) -> str | None:
        relation = self.content.get("m.relates_to", {})
        answered: str | None = relation.get("m.in_reply_to", {}).get("event_id")
        return answered


_TITLE = re.compile(r"<strong>((?:(?!</strong>).)*)</strong>(?:<br>|$)", re.S)


def _text(markup: str) -> str:
    markup = re.sub("</?strong>", "", markup)
    assert not re.search(r"<(?!br>)", markup), f"markup in {markup!r}"
    return html.unescape(markup.replace("<br>", "\n")).replace("\u00a0", " ")


class User:
    """A person with a client. What they see is what their client could read.

    `encrypts`: whether the client knows encryption; one without makes and hands out no keys.
    """

    def __init__(self, account: Account, *, encrypts: bool = True) -> None:
        self.account = account
        self.id = account.user_id
        self.client = AsyncClient(
            account.url,
            account.user_id,
            store_path="",
            config=AsyncClientConfig(
                store=SqliteMemoryStore,
                encryption_enabled=encrypts,
                max_limit_exceeded=None,
            ),
        )
        self.client.restore_login(account.user_id, account.device_id, account.access_token)
        self._timelines: dict[str, list[Any]] = {}
        self._unread: dict[str, MegolmEvent] = {}
        self._acts = 0
        self._lock = asyncio.Lock()

    # -- the client

    async def sync(self, milliseconds: int = 0) -> None:
        """Read what is new; join where invited; see to the keys."""
        async with self._lock:
            if self.client.should_upload_keys:
                _good(await self.client.keys_upload())
            response = _good(
                await self.client.sync(milliseconds, _FILTER, full_state=not self._timelines)
            )
            self._note(response)
            if self.client.should_query_keys:
                _good(await self.client.keys_query())
            if self.client.should_claim_keys:
                _good(await self.client.keys_claim(self.client.get_users_for_key_claiming()))
            await self.client.send_to_device_messages()
        for chat in list(response.rooms.invite):
            _good(await self.client.join(chat))

    def _note(self, response: SyncResponse) -> None:
        for chat, joined in response.rooms.join.items():
            seen = self._timelines.setdefault(chat, [])
            seen += joined.timeline.events
        for chat, events in self._timelines.items():
            for number, event in enumerate(events):
                if isinstance(event, MegolmEvent):
                    event.room_id = chat
                    opened = self.client.olm._decrypt_megolm_no_error(event)  # type: ignore[union-attr]
                    events[number] = opened or event

    async def call(
        self, method: str, path: str, given: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """One plain request."""
        import json

        answer = await self.client.send(
            method,
            path,
            None if given is None else json.dumps(given),
            {"Authorization": f"Bearer {self.client.access_token}"},
        )
        read: dict[str, Any] = json.loads(await answer.read())
        assert answer.status < 400, f"{method} {path}: {read}"
        return read

    async def until(self, chat: str, member: str, *, there: bool = True) -> None:
        """Wait until this client sees somebody in the room, or gone from it."""
        async with patience():
            while True:
                room = self.client.rooms.get(chat)
                user = room.users.get(member) if room is not None else None
                if (user is not None and not user.invited) == there:
                    return
                await self.sync(2000)

    # -- rooms

    async def chat(self, other: str, *, encrypted: bool) -> str:
        """A direct room with them, made as common clients make one."""
        return await self._create(
            {"preset": "trusted_private_chat", "is_direct": True, "invite": [other]}, encrypted
        )

    async def room(self, title: str, others: Sequence[str], *, encrypted: bool) -> str:
        given = {"preset": "private_chat", "name": title, "invite": list(others)}
        return await self._create(given, encrypted)

    async def _create(self, given: dict[str, Any], encrypted: bool) -> str:
        given["initial_state"] = [ENCRYPTION] if encrypted else []
        chat = str((await self.call("POST", f"{V3}/createRoom", given))["room_id"])
        await self.sync()
        return chat

    async def power(self, chat: str, **levels: Any) -> None:
        """Change power levels of the room, such as `redact`."""
        path = f"{V3}/rooms/{quote(chat)}/state/m.room.power_levels"
        now = await self.call("GET", path)
        await self.call("PUT", path, {**now, **levels})

    # -- acts

    async def send(self, chat: str, kind: str, content: dict[str, Any]) -> str:
        answer = _good(
            await self.client.room_send(chat, kind, content, ignore_unverified_devices=True)
        )
        return str(answer.event_id)

    async def say(self, chat: str, text: str, reply_to: str | None = None) -> str:
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        if reply_to:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self.send(chat, "m.room.message", content)

    async def say_in_thread(self, chat: str, root: str, text: str) -> str:
        relation = {
            "rel_type": "m.thread",
            "event_id": root,
            "is_falling_back": True,
            "m.in_reply_to": {"event_id": root},
        }
        content = {"msgtype": "m.text", "body": text, "m.relates_to": relation}
        return await self.send(chat, "m.room.message", content)

    async def edit(self, chat: str, message: str, text: str) -> str:
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": message},
        }
        return await self.send(chat, "m.room.message", content)

    async def react(self, chat: str, message: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": message, "key": key}
        return await self.send(chat, "m.reaction", {"m.relates_to": relation})

    async def redact(self, chat: str, event: str) -> None:
        _good(await self.client.room_redact(chat, event))

    async def upload(
        self,
        chat: str,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> str:
        encrypted = self.client.rooms[chat].encrypted
        sent, opens = encrypt_attachment(content) if encrypted else (content, {})
        answer = await self.client.send(
            "POST",
            "/_matrix/media/v3/upload",
            BytesIO(sent),
            {
                "Authorization": f"Bearer {self.client.access_token}",
                "Content-Type": "application/octet-stream",
            },
        )
        url = (await answer.json())["content_uri"]
        said: dict[str, Any] = {
            "msgtype": "m.file",
            "body": caption or name,
            "filename": name,
            "info": {"size": len(content), "mimetype": "application/octet-stream"},
            **({"file": {**opens, "url": url}} if encrypted else {"url": url}),
        }
        if reply_to:
            said["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self.send(chat, "m.room.message", said)

    async def download(self, content: Mapping[str, Any]) -> bytes:
        """The file that a message's content names."""
        locked = content.get("file")
        url = (locked or content)["url"].removeprefix("mxc://")
        answer = await self.client.send(
            "GET",
            f"/_matrix/client/v1/media/download/{url}",
            None,
            {"Authorization": f"Bearer {self.client.access_token}"},
        )
        got = await answer.read()
        if locked is None:
            return got
        return decrypt_attachment(got, locked["key"]["k"], locked["hashes"]["sha256"], locked["iv"])

    # -- looking

    async def timeline(self, chat: str) -> list[Shown]:
        """What stands in the room, the oldest first."""
        await self.sync()
        return shown(self._timelines.get(chat, ()))

    async def close(self) -> None:
        await self.client.close()


def shown(events: Sequence[Event]) -> list[Shown]:
    """The messages that these events make."""
    messages: dict[str, Shown] = {}
    for event in events:
        source = event.source
        content, kind = source.get("content", {}), source.get("type")
        relation = content.get("m.relates_to", {})
        about = messages.get(relation.get("event_id", ""))
        if isinstance(event, MegolmEvent):
            messages[event.event_id] = Shown(event.event_id, event.sender, {"body": "(no key)"})
        elif isinstance(event, RoomMemberEvent):
            continue
        elif kind == "m.reaction" and about is not None:
            about.reactions[event.event_id] = (event.sender, relation["key"])
        elif kind == "m.room.redaction":
            gone = source.get("redacts") or content.get("redacts")
            messages.pop(str(gone), None)
            for each in messages.values():
                each.reactions.pop(str(gone), None)
        elif kind == "m.room.message" and relation.get("rel_type") == "m.replace":
            if about is not None and about.sender == event.sender:
                about.content = {**content["m.new_content"]}
                about.edits += 1
        elif kind == "m.room.message":
            messages[event.event_id] = Shown(event.event_id, event.sender, content)
    return list(messages.values())


def _good(response: Any) -> Any:
    assert not isinstance(response, ErrorResponse), response
    return response


@asynccontextmanager
async def people(*accounts: Account) -> AsyncIterator[list[User]]:
    """These accounts at their clients."""
    found = [User(each) for each in accounts]
    try:
        yield found
    finally:
        for each in found:
            await each.close()
