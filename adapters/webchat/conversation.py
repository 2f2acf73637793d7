"""What a person can do in a room. Every act is stored with its effect, then delivered to the inbox.

Each method takes `act`, the client's id of the act: a repetition has the same id, so it happens
once. When a method returns, the inbox has the act. Raises `Refusal`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.webchat.capabilities import LARGEST_TEXT
from adapters.webchat.errors import Refusal
from adapters.webchat.feed import Feed
from adapters.webchat.inbound import (
    Changed,
    Deed,
    Pressed,
    Spoke,
    SwitchedLanguage,
    TookBack,
    Uploaded,
    clean_text,
    update,
)
from adapters.webchat.messages import Kept, Standing
from adapters.webchat.outbound import Content, message_number, rows_of_buttons
from adapters.webchat.people import Room, private_room_id
from adapters.webchat.store import Store, now_ms
from service.core.message import File
from service.ports import Inbox

Effect = Callable[[AsyncConnection], Awaitable[Deed]]


@dataclass(frozen=True, slots=True)
class Conversation:
    account: str
    store: Store
    feed: Feed
    inbox: Inbox

    async def say(
        self, user: str, act: str, room_id: str, text: str, reply_to: str | None = None
    ) -> str:
        """Send a text. Returns the id of the message."""
        room = await self.room(user, room_id)
        content = Content(_words(text, needed=True))
        answered = await self._answered(room, reply_to)
        common = _common(user, act, room)

        async def effect(connection: AsyncConnection) -> Deed:
            kept = await self._keep(connection, common, content, answered)
            return Spoke(**common, message=str(kept.id), text=content.body, reply_to=answered)

        return await self._once(common["key"], room.id, effect)

    async def upload(
        self,
        user: str,
        act: str,
        room_id: str,
        file: File,
        *,
        text: str = "",
        reply_to: str | None = None,
        album: str = "",
    ) -> str:
        """Send a file. `album`: the client's id of several that are sent at once. Returns the id
        of the message."""
        room = await self.room(user, room_id)
        content = Content(_words(text), files=(file,))
        answered = await self._answered(room, reply_to)
        common = _common(user, act, room)

        async def effect(connection: AsyncConnection) -> Deed:
            kept = await self._keep(connection, common, content, answered)
            return Uploaded(
                **common,
                message=str(kept.id),
                file=kept.files[0],
                name=file.name,
                mime=file.mime,
                size=len(file.content),
                text=content.body,
                reply_to=answered,
                album=album,
            )

        return await self._once(common["key"], room.id, effect)

    async def press(self, user: str, act: str, room_id: str, message: str, choice: str) -> str:
        """Take one of the choices a message offers."""
        room = await self.room(user, room_id)
        common = _common(user, act, room)

        async def effect(_: AsyncConnection) -> Deed:
            return Pressed(**common, message=message, choice=choice)

        if not await self._known(common["key"]):
            standing = await self._standing(room, message)
            offered = rows_of_buttons(standing.buttons)
            if not any(button.id == choice for row in offered for button in row):
                raise Refusal(409, "choice_gone")
        return await self._once(common["key"], room.id, effect)

    async def change(self, user: str, act: str, room_id: str, message: str, text: str) -> str:
        """Edit the person's own message."""
        room = await self.room(user, room_id)
        words = _words(text, needed=True)
        common = _common(user, act, room)

        async def effect(connection: AsyncConnection) -> Deed:
            await self.store.messages.change(
                connection, int(message), Content(words), room.private, now_ms()
            )
            return Changed(**common, message=message, text=words)

        if not await self._known(common["key"]):
            await self._own(room, user, message)
        return await self._once(common["key"], room.id, effect)

    async def withdraw(self, user: str, act: str, room_id: str, message: str) -> str:
        """Withdraw the person's own message."""
        room = await self.room(user, room_id)
        common = _common(user, act, room)

        async def effect(connection: AsyncConnection) -> Deed:
            await self.store.messages.erase(connection, int(message), "withdrawn", now_ms())
            return TookBack(**common, message=message)

        if not await self._known(common["key"]):
            await self._own(room, user, message)
        return await self._once(common["key"], room.id, effect)

    async def speak(self, user: str, act: str, language: str) -> None:
        """Choose a language, for the pages and for OrgLife's messages."""
        room = Room(private_room_id(user), "", private=True)
        common = _common(user, act, room)

        async def effect(connection: AsyncConnection) -> Deed:
            if await self.store.people.set_language(connection, user, language):
                self.feed.speaks(user, language)
            return SwitchedLanguage(**common, message=common["key"], language=language)

        await self._once(common["key"], room.id, effect)

    async def room(self, user: str, room: str) -> Room:
        """The room, for one of its members; nobody else learns whether it exists."""
        found = await self.store.people.room_of(user, room)
        if found is None:
            raise Refusal(404, "room_unknown")
        return found

    async def carry_waiting(self, limit: int = 100) -> int:
        """Deliver what an earlier failure left behind. Returns how many acts."""
        waiting = await self.store.acts.waiting(limit)
        if waiting:
            await self.inbox.receive(self.account, waiting)
            await self.store.acts.carried([each.id for each in waiting])
        return len(waiting)

    async def _once(self, key: str, room: str, effect: Effect) -> str:
        """Apply the effect and store the act in one transaction, unless it is known; then deliver
        it. Returns the message it made or is about."""
        message = await self.store.acts.message(key)
        if message is None:
            async with self.store.database.write() as connection:
                deed = await effect(connection)
                await self.store.acts.keep(connection, update(deed), deed.message, now_ms())
            message = deed.message
            self.feed.room_changed(room)
        given = await self.store.acts.waiting_one(key)
        if given is not None:
            await self.inbox.receive(self.account, [given])
            await self.store.acts.carried([key])
        return message

    async def _known(self, key: str) -> bool:
        return await self.store.acts.message(key) is not None

    async def _keep(
        self,
        connection: AsyncConnection,
        common: dict[str, Any],
        content: Content,
        reply_to: str | None,
    ) -> Kept:
        return await self.store.messages.keep(
            connection,
            key=common["key"],
            room=common["room"],
            private=common["private"],
            sender=common["user"],
            content=content,
            reply_to=message_number(reply_to),
            now=now_ms(),
        )

    async def _answered(self, room: Room, message: str | None) -> str | None:
        """The message that is answered, if it is in this room."""
        standing = await self.store.messages.standing(room.id, message_number(message))
        return str(standing.id) if standing else None

    async def _standing(self, room: Room, message: str) -> Standing:
        standing = await self.store.messages.standing(room.id, message_number(message))
        if standing is None or standing.deleted:
            raise Refusal(404, "message_gone")
        return standing

    async def _own(self, room: Room, user: str, message: str) -> None:
        standing = await self._standing(room, message)
        if standing.sender != user:
            raise Refusal(403, "message_of_another")


def _common(user: str, act: str, room: Room) -> dict[str, Any]:
    """The fields that every act has. The key contains the person, so nobody can use another's."""
    return {"key": f"{user}:{act}", "room": room.id, "private": room.private, "user": user}


def _words(text: str, *, needed: bool = False) -> str:
    """The text as it is stored. Raises `Refusal` if it is too long, or missing."""
    if len(text.encode()) > LARGEST_TEXT:
        raise Refusal(413, "text_too_long", limit=LARGEST_TEXT // 1024)
    words = clean_text(text)
    if needed and not words.strip():
        raise Refusal(400, "text_missing")
    return words
