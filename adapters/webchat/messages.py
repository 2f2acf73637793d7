"""The messages in the rooms. The content of private rooms is sealed."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.webchat.database import Database
from adapters.webchat.outbound import Content
from adapters.webchat.tables import files, messages, room_members, rooms
from service.core.message import File
from service.ports import Sealer

Why = Literal["withdrawn", "sealed", "removed"]
"""Why a message is gone: its author took it back; OrgLife keeps its words elsewhere, sealed; or
OrgLife took it out of the chat."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored message: its id, and the ids of its files."""

    id: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts needed before a message is edited or answered."""

    id: int
    room: str
    sender: str | None
    buttons: str
    deleted: bool


class Messages:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def room_kind(self, room: str) -> str | None:
        async with self._database.read() as connection:
            found = await connection.execute(select(rooms.c.kind).where(rooms.c.id == room))
            kind: str | None = found.scalar_one_or_none()
        return kind

    async def keep(
        self,
        connection: AsyncConnection,
        *,
        key: str,
        room: str,
        private: bool,
        sender: str | None,
        content: Content,
        reply_to: int | None,
        now: int,
    ) -> Kept:
        """Store a message, or find the one stored under this key."""
        known = (
            await connection.execute(select(messages.c.id).where(messages.c.key == key))
        ).scalar_one_or_none()
        if known is not None:
            found = await connection.execute(
                select(files.c.id).where(files.c.message == known).order_by(files.c.id)
            )
            return Kept(known, tuple(found.scalars()))
        row = self._columns(content, private) | {
            "room": room,
            "sender": sender,
            "reply_to": await self._answered(connection, room, reply_to),
            "key": key,
            "created_at": now,
            "changed": await _next_change(connection),
        }
        inserted = await connection.execute(insert(messages).values(row).returning(messages.c.id))
        number: int = inserted.scalar_one()
        rows = [
            self._file(file, number, private, place) for place, file in enumerate(content.files)
        ]
        if rows:
            await connection.execute(insert(files), rows)
        return Kept(number, tuple(each["id"] for each in rows))

    async def change(
        self, connection: AsyncConnection, number: int, content: Content, private: bool, now: int
    ) -> None:
        """Edit the text and buttons of a message; its files stay."""
        values = self._columns(content, private) | {"edited_at": now}
        await _touch(connection, number, values)

    async def erase(self, connection: AsyncConnection, number: int, why: Why, now: int) -> None:
        """Take a message out: nothing of its content is kept."""
        await connection.execute(delete(files).where(files.c.message == number))
        empty = {"title": "", "body": "", "buttons": "", "sealed": False}
        await _touch(connection, number, {**empty, "deleted_at": now, "deleted_why": why})

    async def mark(self, connection: AsyncConnection, number: int) -> None:
        await _touch(connection, number, {"marked": True})

    async def standing(self, room: str, number: int | None) -> Standing | None:
        """The message with this id, if it is in this room."""
        query = select(messages).where(messages.c.id == number, messages.c.room == room)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        buttons = self._sealer.open(row.buttons) if row.sealed and row.buttons else row.buttons
        return Standing(row.id, row.room, row.sender, buttons, row.deleted_at is not None)

    async def file(self, file: str, reader: str | None = None) -> File | None:
        """A file; with `reader`, only if that person is in its room."""
        query = select(files).where(files.c.id == file)
        if reader is not None:
            query = (
                query.join(messages, messages.c.id == files.c.message)
                .join(room_members, room_members.c.room == messages.c.room)
                .where(room_members.c.user == reader)
            )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        if not row.sealed:
            return File(row.name, row.mime, row.content)
        content = base64.b64decode(self._sealer.open(row.content.decode("ascii")))
        return File(self._sealer.open(row.name), row.mime, content)

    async def reseal(self) -> int:
        """Seal all sealed content again with the newest key. Returns the number of messages."""
        async with self._database.write() as connection:
            found = await connection.execute(select(messages).where(messages.c.sealed))
            rows = found.all()
            for row in rows:
                content = self.open(Content(row.body, row.title, row.buttons))
                await connection.execute(
                    update(messages)
                    .where(messages.c.id == row.id)
                    .values(self._columns(content, private=True))
                )
            held = select(files.c.id).where(files.c.sealed)
            for file in (await connection.execute(held)).scalars().all():
                one = select(files.c.name, files.c.content).where(files.c.id == file)
                name, sealed = (await connection.execute(one)).one()
                values = {
                    "name": self._again(name),
                    "content": self._again(sealed.decode("ascii")).encode("ascii"),
                }
                await connection.execute(update(files).where(files.c.id == file).values(values))
        return len(rows)

    def open(self, content: Content) -> Content:
        """The text of sealed content."""
        return replace(
            content,
            body=self._open(content.body),
            title=self._open(content.title),
            buttons=self._open(content.buttons),
        )

    def open_name(self, name: str) -> str:
        """The name of a sealed file."""
        return self._sealer.open(name)

    def _open(self, token: str) -> str:
        return self._sealer.open(token) if token else ""

    def _again(self, token: str) -> str:
        return self._sealer.seal(self._sealer.open(token))

    def _columns(self, content: Content, private: bool) -> dict[str, Any]:
        words = {"title": content.title, "body": content.body, "buttons": content.buttons}
        if private:
            words = {name: self._sealer.seal(each) if each else "" for name, each in words.items()}
        return {**words, "sealed": private}

    def _file(self, file: File, message: int, private: bool, place: int) -> dict[str, Any]:
        name, content = file.name, file.content
        if private:
            name = self._sealer.seal(name)
            content = self._sealer.seal(base64.b64encode(content).decode("ascii")).encode("ascii")
        return {
            "id": f"f{message}-{place}-{secrets.token_urlsafe(9)}",
            "message": message,
            "name": name,
            "mime": file.mime,
            "size": len(file.content),
            "content": content,
            "sealed": private,
        }

    @staticmethod
    async def _answered(connection: AsyncConnection, room: str, reply_to: int | None) -> int | None:
        """The message that is answered, if it is in the same room."""
        query = select(messages.c.id).where(messages.c.id == reply_to, messages.c.room == room)
        answered: int | None = (await connection.execute(query)).scalar_one_or_none()
        return answered


async def _next_change(connection: AsyncConnection) -> int:
    latest = (await connection.execute(select(func.max(messages.c.changed)))).scalar_one()
    return int(latest or 0) + 1


async def _touch(connection: AsyncConnection, number: int, values: dict[str, Any]) -> None:
    change = await _next_change(connection)
    await connection.execute(
        update(messages).where(messages.c.id == number).values(**values, changed=change)
    )
