"""The web chat as an adapter: sends OrgLife's messages, hosts rooms and people, serves pages."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from adapters.webchat import inbound
from adapters.webchat.app_routes import app_routes
from adapters.webchat.capabilities import ACT_MEMORY_SECONDS, CAPABILITIES, STREAMS, STREAMS_IN_ALL
from adapters.webchat.conversation import Conversation
from adapters.webchat.errors import not_sent
from adapters.webchat.event_stream import read_news
from adapters.webchat.feed import Feed
from adapters.webchat.inbound import clean_name
from adapters.webchat.messages import Kept, Why
from adapters.webchat.outbound import content, message_number
from adapters.webchat.pages import build_routes
from adapters.webchat.people import owner_of, private_room_id
from adapters.webchat.picture_routes import picture_routes
from adapters.webchat.push.api import push_routes
from adapters.webchat.push.knock import SERVICES, Sender, contact
from adapters.webchat.push.knocker import Knocker
from adapters.webchat.push.subscriptions import Subscriptions
from adapters.webchat.secret import Secrets
from adapters.webchat.site import Site
from adapters.webchat.store import Store, now_ms
from service.core.events import PlatformEvent
from service.ports import (
    Asked,
    Check,
    Device,
    Door,
    Gone,
    Guest,
    Inbox,
    Missing,
    Order,
    PermanentFailure,
    Sealer,
    SendResult,
    Sent,
)

LANGUAGES = ("zh-CN", "en")
FORGET_SECONDS = 3600.0  # how often to drop acts that nobody will send again
CARRY_SECONDS = 2.0  # how often to look for undelivered acts

_SETTINGS = frozenset(
    {"path", "data_dir", "base_url", "organization", "secret", "max_upload_mb", "push_services"}
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_LOGGER = logging.getLogger(__name__)


def build(settings: Mapping[str, Any], *, account: str, sealer: Sealer) -> WebChat:
    """The web chat of an account. Settings:

    `path`: its SQLite file, or `:memory:`; without it, `<account>.sqlite3` in `data_dir`.
    `base_url`: the public address of the pages. `max_upload_mb`: the largest file, 10 by default.
    `secret`: the ids of people are derived from it; without it, one is stored in the file.
    `organization`: its name, on the home screen and in notifications. `push_services`: domains of
    the browsers' push services that may be used; an empty list turns pushes off.

    Raises ValueError, naming the setting and what is allowed.
    """

    def wrong(name: str, allowed: str) -> ValueError:
        return ValueError(f"adapters.{account}.{name}: {allowed}")

    unknown = sorted(settings.keys() - _SETTINGS)
    if unknown:
        raise wrong(unknown[0], f"there is no such setting; there are: {sorted(_SETTINGS)}")
    path = settings.get("path")
    if path is None:
        if "data_dir" not in settings:
            raise wrong("path", "must be the path of a file")
        path = Path(str(settings["data_dir"])) / f"{account}.sqlite3"
    base_url = str(settings.get("base_url", ""))
    if not re.fullmatch(r"https?://\S+", base_url):
        raise wrong("base_url", "must be a URL such as https://org.example")
    largest = settings.get("max_upload_mb", 10)
    if isinstance(largest, bool) or not isinstance(largest, int | float) or not 0 < largest <= 20:
        raise wrong("max_upload_mb", "must be a number above 0, 20 at most")
    secret = str(settings.get("secret", ""))
    if secret and len(secret) < 16:
        raise wrong("secret", "must have 16 characters or more")
    services = settings.get("push_services", SERVICES)
    if not isinstance(services, list | tuple) or not all(
        isinstance(each, str) for each in services
    ):
        raise wrong("push_services", "must be a list of domains such as push.services.mozilla.com")
    return WebChat(
        account,
        Store(str(path), sealer),
        base_url.rstrip("/"),
        int(largest * 1024 * 1024),
        secret,
        organization=str(settings.get("organization", "")),
        push_services=tuple(services),
    )


class _Closed:
    """The door before anybody has opened it."""

    def knows(self, user: str) -> bool:
        return False

    async def guest(self, code: str) -> Guest | None:
        return None

    async def admit(self, code: str, user: str, chat: str, device: str) -> bool:
        return False

    async def ask_again(self, code: str, *, devices: bool, secretary: bool) -> Asked:
        return "nobody"

    async def another_device(self, user: str) -> str:
        raise KeyError(user)


class WebChat:
    """Implements the ports `Adapter`, `HasRoutes`, `HostsPeople` and `RoomProvider`."""

    capabilities = CAPABILITIES
    keeps_files = True

    def __init__(
        self,
        account: str,
        store: Store,
        base_url: str,
        largest_upload: int,
        secret: str,
        *,
        organization: str = "",
        push_services: Sequence[str] = SERVICES,
    ) -> None:
        self.account = account
        self.store = store
        self._base_url = base_url
        self._largest_upload = largest_upload
        self._secret = secret
        self._door: Door = _Closed()
        self._aliases: dict[str, str] = {}
        self._feed = Feed(STREAMS, STREAMS_IN_ALL, partial(read_news, store.history))
        self._organization = organization
        self._push_services = push_services
        self._subscriptions = Subscriptions(store.database)
        self._knocker: Knocker | None = None
        self._forget_at = 0.0  # on the monotonic clock
        self._begun = False

    # -- the port Adapter

    async def open(self) -> None:
        """Create missing tables and keys."""
        await self.store.open()
        self._secret = self._secret or await self.store.secret()
        self._aliases.update(await self.store.people.aliases())
        self._feed.begin(await self.store.history.latest_change())
        sender = Sender(
            await self._subscriptions.key(), contact(self._base_url), self._organization
        )
        self._knocker = Knocker(self._subscriptions, self._feed, sender)

    async def still_sealed(self, keys: Collection[str]) -> set[str]:
        """Which of these keys acts need that the inbox does not have yet (`KeepsUpdates`)."""
        return await self.store.acts.still_sealed(keys)

    async def run(self, inbox: Inbox) -> None:
        """Deliver the acts that could not be delivered when they arrived. Acts from the pages are
        delivered at once."""
        conversation = self._conversation(inbox)
        knocking = asyncio.create_task(self._push.run())
        try:
            while True:
                carrying = asyncio.create_task(self._carry(conversation))
                try:
                    await asyncio.shield(carrying)
                except asyncio.CancelledError:
                    await carrying  # work under way ends before the file is closed
                    raise
                await asyncio.sleep(CARRY_SECONDS)
        finally:  # so that the web server need not cut off the event streams
            knocking.cancel()
            await asyncio.wait([knocking])
            await self._feed.close()

    async def _carry(self, conversation: Conversation) -> None:
        try:
            while await conversation.carry_waiting():
                pass
            if time.monotonic() >= self._forget_at:
                self._forget_at = time.monotonic() + FORGET_SECONDS
                await self.store.acts.forget(now_ms() - ACT_MEMORY_SECONDS * 1000)
                if self._begun:  # not before everybody who is linked has been read
                    await self._forget_sessions()
                self._begun = True
        except Exception:
            _LOGGER.exception("webchat.carry_failed", extra={"account": self.account})

    async def _forget_sessions(self) -> None:
        """End those of people who are no members any more, even if they never come back."""
        now, sessions = now_ms(), self.store.sessions
        gone = [each for each in await sessions.signed_in(now) if not self._door.knows(each)]
        await sessions.end_of(gone, now)
        await sessions.forget(now)

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        return inbound.parse(raw, self.account, self._aliases)

    async def send(self, order: Order) -> SendResult:
        try:
            return await self._send(order)
        except SQLAlchemyError as error:
            return not_sent(error)

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file. Raises FileNotFoundError if it was withdrawn."""
        file = await self.store.messages.file(file_id)
        if file is None:
            raise FileNotFoundError(file_id)
        return file.content

    def invite_link(self, code: str) -> str:
        """A page that greets the person by name and lets them in."""
        return f"{self._base_url}/chat/join?{urlencode({'code': code})}"

    async def check(self) -> Sequence[Check]:
        try:
            async with self.store.database.read() as connection:
                await connection.execute(text("SELECT count(*) FROM users"))
        except SQLAlchemyError as error:
            return (
                Check(
                    "web chat store",
                    ok=False,
                    detail=f"{self.store.database.path}: {type(error).__name__}",
                    remedy="see that the file is there, can be written and its disk has room",
                ),
            )
        return (Check("web chat store", ok=True, detail=self.store.database.path),)

    async def close(self) -> None:
        """End the open event streams and close the file."""
        await self._feed.close()
        await self.store.close()

    # -- the port HasRoutes

    def routes(self, inbox: Inbox) -> Sequence[Any]:
        """The pages, under `/chat`, and the way to them from `/`. Needs `open` first."""
        site = Site(
            base_url=self._base_url,
            organization=self._organization,
            largest_upload=self._largest_upload,
            store=self.store,
            feed=self._feed,
            secrets=Secrets(self._secret),
            conversation=self._conversation(inbox),
            find_door=lambda: self._door,
            aliases=self._aliases,
            invite_link=self.invite_link,
        )
        push = push_routes(
            site, self._subscriptions, self._push.sender.public_key, self._push_services
        )
        return build_routes(site, [*picture_routes(site), *push, *app_routes(site)])

    # -- people and rooms

    async def ensure_user(self, name: str, language: str, user_id: str | None = None) -> str:
        """Create a person with their private room; an existing person gets the name and keeps their
        chosen language. Returns their id. Raises ValueError for a bad id or language."""
        user = user_id or f"u-{secrets.token_hex(8)}"
        if not _ID.fullmatch(user):
            raise ValueError("user_id: must be 1 to 64 letters, digits, - or _")
        if language not in LANGUAGES:
            raise ValueError(f"language: must be one of {', '.join(LANGUAGES)}")
        await self.store.people.put_user(user, clean_name(name), language, now_ms())
        return user

    async def ensure_room(
        self, title: str, members: Sequence[str], room_id: str | None = None
    ) -> str:
        """The id of the room, which is created if missing, with exactly these users in it."""
        room = room_id or f"r-{secrets.token_hex(8)}"
        if not _ID.fullmatch(room) or room.startswith("p-"):
            raise ValueError("room_id: must be 1 to 64 letters, digits, - or _, and not begin p-")
        await self.store.people.put_room(room, clean_name(title), members)
        self._feed.rooms_changed(members)
        self._feed.room_changed(room)  # who has left it sees it no longer
        return room

    async def add_member(self, room: str, user: str) -> None:
        """Add a person to a room. Raises KeyError for an unknown room or person."""
        if not await self.store.people.add_member(room, user):
            raise KeyError(f"no room {room} or no user {user}")
        self._feed.rooms_changed([user])

    async def private_room(self, user_id: str) -> str:
        """The room of this person and OrgLife. Raises KeyError for an unknown person."""
        if await self.store.people.user(user_id) is None:
            raise KeyError(user_id)
        return private_room_id(user_id)

    def open_to(self, door: Door) -> None:
        """Let people in as the door says (the port `HostsPeople`)."""
        self._door = door

    async def merge(self, keep: str, others: Sequence[str]) -> None:
        """Make of several identities of one person the one to keep (the port `HostsPeople`)."""
        await self.store.people.merge(keep, others)
        self._aliases.update(await self.store.people.aliases())

    async def rename(self, names: Mapping[str, str]) -> None:
        """The names of these people (the port `HostsPeople`)."""
        await self.store.people.rename({user: clean_name(name) for user, name in names.items()})

    async def devices(self, user: str) -> Sequence[Device]:
        """Where this person is signed in (the port `SignsIn`)."""
        known = await self.store.sessions.of(self._aliases.get(user, user), now_ms())
        return [
            Device(each.id, each.device, _at(each.created_at), _at(each.used_at)) for each in known
        ]

    async def sign_out(self, user: str, device: int | None = None) -> None:
        """End one of this person's sessions, or all (the port `SignsIn`)."""
        user = self._aliases.get(user, user)
        await self.store.sessions.end(user, now_ms(), only=device)
        left = await self.store.sessions.of(user, now_ms())
        self._feed.sessions_ended(user, {each.id for each in left})

    async def private_files(self, user: str) -> Sequence[str]:
        """The files in the private room of this person (the port `HostsPeople`)."""
        return await self.store.messages.files_of(private_room_id(self._aliases.get(user, user)))

    async def forget(self, user: str, before: datetime, kept: Collection[str] = ()) -> None:
        """Empty the private room of this person (the port `HostsPeople`)."""
        room = private_room_id(self._aliases.get(user, user))
        until = round(before.timestamp() * 1000)
        if await self.store.messages.empty(room, until, now_ms(), kept):
            self._feed.room_changed(room)

    async def reseal(self) -> int:
        """Seal all sealed content again with the newest key. Returns the number of messages, and of
        acts that the inbox does not have yet."""
        return await self.store.messages.reseal() + await self.store.acts.reseal()

    # -- sending

    async def _send(self, order: Order) -> SendResult:
        kind = await self.store.people.room_kind(order.chat)
        if kind is None:
            return Gone("there is no such room")
        private = kind == "private"
        if order.kind == "send":
            result = await self._say(order, private)
        else:
            result = await self._alter(order, private)
        if private and order.post is not None and order.post.language in LANGUAGES:
            await self._speak(owner_of(order.chat), order.post.language)
        return result

    async def _speak(self, user: str, language: str) -> None:
        """The page follows what OrgLife speaks with the person."""
        people = self.store.people
        known = await people.user(user)
        if known is None or known.language == language:
            return
        await self.store.database.together(
            lambda connection: people.set_language(connection, user, language)
        )
        people.speaks_now()
        self._feed.speaks(user, language)

    async def _say(self, order: Order, private: bool) -> SendResult:
        post = order.post
        if post is None:
            return PermanentFailure("there is nothing to say")
        shown, messages = content(post), self.store.messages
        held = None
        if shown.files:
            held = await asyncio.to_thread(messages.hold, shown.files, private)

        def work(connection: Connection) -> Kept:
            return messages.keep(
                connection,
                key=f"/{order.key}",  # a person's key begins with their id, which has no slash
                room=order.chat,
                private=private,
                sender=None,
                content=shown,
                reply_to=message_number(post.reply_to),
                now=now_ms(),
                held=held,
            )

        kept = await self.store.database.together(
            work, lambda kept: self._feed.message_changed(order.chat, kept.changed)
        )
        self._push.wake()
        return Sent(str(kept.id))

    async def _alter(self, order: Order, private: bool) -> SendResult:
        """Edit, erase or mark a message. Idempotent."""
        result, _ = await self.store.database.together(
            lambda connection: self._altered(connection, order, private),
            lambda done: self._feed.message_changed(order.chat, done[1]),
        )
        return result

    def _altered(
        self, connection: Connection, order: Order, private: bool
    ) -> tuple[SendResult, int]:
        """What has become of it, and the number of the change; 0 for none."""
        store, changed = self.store.messages, 0
        standing = store.standing(connection, order.chat, message_number(order.target))
        if standing is None:
            return Missing("there is no such message"), 0
        if standing.deleted:  # withdrawn in the meantime: nothing is left to change
            return Sent(str(standing.id)), 0
        if order.kind == "edit" and order.post is not None:
            shown = content(order.post)
            changed = store.change(connection, standing.id, shown, private, now_ms())
        elif order.kind == "erase":
            # What a person wrote in private is taken out when its words are kept, sealed.
            sealed = private and standing.sender is not None
            why: Why = "sealed" if sealed else "removed"
            changed = store.erase(connection, standing.id, why, now_ms())
        elif order.kind == "mark":
            changed = store.mark(connection, standing.id)
        else:
            return PermanentFailure("there is nothing to change it to"), 0
        return Sent(str(standing.id)), changed

    @property
    def _push(self) -> Knocker:
        if self._knocker is None:
            raise RuntimeError("open() comes first")
        return self._knocker

    def _conversation(self, inbox: Inbox) -> Conversation:
        return Conversation(self.account, self.store, self._feed, inbox)


def _at(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
