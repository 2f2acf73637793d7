"""What a person can do in a room. Every act is stored with its effect, then delivered to the inbox.

Each method takes `act`, the client's id of the act: a repetition has the same id, so it happens
once. When a method returns, the inbox has the act. Raises `Refusal`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from adapters.webchat.acts import Kept
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
from adapters.webchat.messages import Held, Standing
from adapters.webchat.messages import Kept as KeptMessage
from adapters.webchat.outbound import Content, message_number, rows_of_buttons
from adapters.webchat.people import Room, private_room_id
from adapters.webchat.store import Store, now_ms
from service.core.message import File
from service.ports import Inbox

IN_A_THREAD = 64 * 1024  # bytes of a file from which on it is sealed there
Effect = Callable[[Connection], tuple[Deed, int]]
"""What an act does to the room, in the transaction that stores it: the deed, and the number of the
change of a message; 0 for none. Raises `Refusal`."""


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
        common = _common(user, act, room)

        def effect(connection: Connection) -> tuple[Deed, int]:
            answered = self._answered(connection, room, reply_to)
            kept = self._keep(connection, common, content, answered)
            said = Spoke(**common, message=str(kept.id), text=content.body, reply_to=answered)
            return said, kept.changed

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
        common = _common(user, act, room)
        if len(file.content) < IN_A_THREAD:
            held = self.store.messages.hold([file], room.private)
        else:
            held = await asyncio.to_thread(self.store.messages.hold, [file], room.private)

        def effect(connection: Connection) -> tuple[Deed, int]:
            answered = self._answered(connection, room, reply_to)
            kept = self._keep(connection, common, content, answered, held)
            uploaded = Uploaded(
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
            return uploaded, kept.changed

        return await self._once(common["key"], room.id, effect)

    async def press(self, user: str, act: str, room_id: str, message: str, choice: str) -> str:
        """Take one of the choices a message offers."""
        room = await self.room(user, room_id)
        common = _common(user, act, room)

        def effect(connection: Connection) -> tuple[Deed, int]:
            offered = rows_of_buttons(self._standing(connection, room, message).buttons)
            if not any(button.id == choice for row in offered for button in row):
                raise Refusal(409, "choice_gone")
            return Pressed(**common, message=message, choice=choice), 0

        return await self._once(common["key"], room.id, effect)

    async def change(self, user: str, act: str, room_id: str, message: str, text: str) -> str:
        """Edit the person's own message."""
        room = await self.room(user, room_id)
        words = _words(text, needed=True)
        common = _common(user, act, room)

        def effect(connection: Connection) -> tuple[Deed, int]:
            number = self._own(connection, room, user, message)
            changed = self.store.messages.change(
                connection, number, Content(words), room.private, now_ms()
            )
            return Changed(**common, message=message, text=words), changed

        return await self._once(common["key"], room.id, effect)

    async def withdraw(self, user: str, act: str, room_id: str, message: str) -> str:
        """Withdraw the person's own message."""
        room = await self.room(user, room_id)
        common = _common(user, act, room)

        def effect(connection: Connection) -> tuple[Deed, int]:
            number = self._own(connection, room, user, message)
            changed = self.store.messages.erase(connection, number, "withdrawn", now_ms())
            return TookBack(**common, message=message), changed

        return await self._once(common["key"], room.id, effect)

    async def speak(self, user: str, act: str, language: str) -> None:
        """Choose a language, for the pages and for OrgLife's messages."""
        room = Room(private_room_id(user), "", private=True)
        common = _common(user, act, room)
        before = await self.store.people.user(user)

        def effect(connection: Connection) -> tuple[Deed, int]:
            self.store.people.set_language(connection, user, language)
            return SwitchedLanguage(**common, message=common["key"], language=language), 0

        await self._once(common["key"], room.id, effect)
        if before is None or before.language != language:
            self.store.people.speaks_now()
            self.feed.speaks(user, language)

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
        acts = self.store.acts

        def work(connection: Connection) -> tuple[Kept, int]:
            known = acts.known(connection, key)
            if known is not None:
                return known, 0
            deed, changed = effect(connection)
            return acts.keep(connection, update(deed), deed.message, now_ms()), changed

        def committed(done: tuple[Kept, int]) -> None:
            kept, changed = done
            if kept.given is not None:
                acts.under_way(key)
            if changed:
                self.feed.message_changed(room, changed)

        kept, _ = await self.store.database.together(work, committed)
        if kept.given is not None:
            try:
                await self.inbox.receive(self.account, [kept.given])
            except BaseException:
                acts.not_arrived(key)
                raise
            acts.arrived(key)
        return kept.message

    def _keep(
        self,
        connection: Connection,
        common: dict[str, Any],
        content: Content,
        reply_to: str | None,
        held: Sequence[Held] | None = None,
    ) -> KeptMessage:
        return self.store.messages.keep(
            connection,
            key=common["key"],
            room=common["room"],
            private=common["private"],
            sender=common["user"],
            content=content,
            reply_to=message_number(reply_to),
            now=now_ms(),
            held=held,
        )

    def _answered(self, connection: Connection, room: Room, message: str | None) -> str | None:
        """The message that is answered, if it is in this room."""
        standing = self.store.messages.standing(connection, room.id, message_number(message))
        return str(standing.id) if standing else None

    def _standing(self, connection: Connection, room: Room, message: str) -> Standing:
        standing = self.store.messages.standing(connection, room.id, message_number(message))
        if standing is None or standing.deleted:
            raise Refusal(404, "message_gone")
        return standing

    def _own(self, connection: Connection, room: Room, user: str, message: str) -> int:
        """The number of a message of the person's own."""
        standing = self._standing(connection, room, message)
        if standing.sender != user:
            raise Refusal(403, "message_of_another")
        return standing.id


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
