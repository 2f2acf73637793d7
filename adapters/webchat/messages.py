"""The messages in the rooms. The content of private rooms is sealed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from adapters.webchat.database import Database
from adapters.webchat.outbound import Content
from adapters.webchat.prepared import Prepared, inserting
from adapters.webchat.tables import files, messages, room_members
from service.core.message import File
from service.ports import WRITTEN, Sealer

Held = dict[str, Any]
"""A file as it is stored, without its id and message."""
Why = Literal["withdrawn", "sealed", "removed"]
"""Why a message is gone: its author took it back; OrgLife keeps its words elsewhere, sealed; or
OrgLife took it out of the chat."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored message: its id, and the ids of its files. `changed`: the number of this change; 0:
    it was there before."""

    id: int
    files: tuple[str, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts needed before a message is edited or answered."""

    id: int
    room: str
    sender: str | None
    buttons: str
    deleted: bool


_by_key = Prepared(select(messages.c.id).where(messages.c.key == bindparam("key")))
_of_room = Prepared(
    select(messages).where(
        messages.c.id == bindparam("number"), messages.c.room == bindparam("room")
    )
)
_words = ("title", "body", "buttons", "marks", "sealed")
_insert = Prepared(
    inserting(
        messages, *_words, "room", "sender", "reply_to", "key", "created_at", "changed"
    ).returning(messages.c.id)
)
_mine = messages.c.id == bindparam("b_id")
_edit = Prepared(
    update(messages)
    .where(_mine)
    .values({name: bindparam(name) for name in (*_words, "edited_at", "changed")})
)
_touched = update(messages).where(_mine)


class Messages:
    """What takes a connection is part of a transaction, and runs in the database's thread."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._last: int | None = None  # change; not known before the first one

    def keep(
        self,
        connection: Connection,
        *,
        key: str,
        room: str,
        private: bool,
        sender: str | None,
        content: Content,
        reply_to: int | None,
        now: int,
        held: Sequence[Held] | None = None,
    ) -> Kept:
        """Store a message, or find the one stored under this key. `held`: its files, if they are
        sealed already."""
        known = _by_key.run(connection, {"key": key}).scalar_one_or_none()
        if known is not None:
            found = select(files.c.id).where(files.c.message == known).order_by(files.c.id)
            return Kept(known, tuple(connection.execute(found).scalars()))
        row = self._columns(content, private) | {
            "room": room,
            "sender": sender,
            "reply_to": self._answered(connection, room, reply_to),
            "key": key,
            "created_at": now,
            "changed": self._next_change(connection),
        }
        number: int = _insert.run(connection, row).scalar_one()
        if held is None:
            held = self.hold(content.files, private)
        rows = [
            each | {"id": f"f{number}-{place}-{secrets.token_urlsafe(9)}", "message": number}
            for place, each in enumerate(held)
        ]
        if rows:
            connection.execute(insert(files), rows)
        return Kept(number, tuple(each["id"] for each in rows), row["changed"])

    def change(
        self, connection: Connection, number: int, content: Content, private: bool, now: int
    ) -> int:
        """Edit the text and buttons of a message; its files stay. Returns the change's number."""
        change = self._next_change(connection)
        values = {"edited_at": now, "changed": change, "b_id": number}
        _edit.run(connection, self._columns(content, private) | values)
        return change

    def erase(
        self, connection: Connection, number: int, why: Why, now: int, kept: Collection[str] = ()
    ) -> int:
        """Take a message out: nothing of its content is kept but these files. Returns the change's
        number."""
        of_it = delete(files).where(files.c.message == number)
        connection.execute(of_it.where(files.c.id.not_in(kept)) if kept else of_it)
        empty = {"title": "", "body": "", "buttons": "", "marks": "", "sealed": False}
        return self._touch(connection, number, {**empty, "deleted_at": now, "deleted_why": why})

    async def files_of(self, room: str) -> Sequence[str]:
        """The ids of the files in the room."""
        there = select(files.c.id).join(messages, messages.c.id == files.c.message)
        async with self._database.read() as connection:
            return (await connection.execute(there.where(messages.c.room == room))).scalars().all()

    async def empty(self, room: str, before: int, now: int, kept: Collection[str] = ()) -> int:
        """Take every message of the room out that was written before then (ms), but for these
        files. Returns how many."""
        there = select(messages.c.id).where(
            messages.c.room == room,
            messages.c.created_at < before,
            messages.c.deleted_at.is_(None),
        )

        def emptied(connection: Connection) -> int:
            numbers = connection.execute(there).scalars().all()
            for number in numbers:
                self.erase(connection, number, "removed", now, kept)
            return len(numbers)

        async with self._database.write() as connection:
            return await connection.run_sync(emptied)

    def mark(self, connection: Connection, number: int) -> int:
        return self._touch(connection, number, {"marked": True})

    def standing(self, connection: Connection, room: str, number: int | None) -> Standing | None:
        """The message with this id, if it is in this room."""
        if number is None:
            return None
        row = _of_room.run(connection, {"number": number, "room": room}).one_or_none()
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
                .where(room_members.c.user == reader, messages.c.deleted_at.is_(None))
            )

        def opened(connection: Connection) -> File | None:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            if not row.sealed:
                return File(row.name, row.mime, row.content)
            content = base64.b64decode(self._sealer.open(row.content.decode("ascii")))
            return File(self._sealer.open(row.name), row.mime, content)

        return await self._database.look(opened)  # in its thread: to open 10 MB takes a second

    async def reseal(self) -> int:
        """Seal all sealed content again with the newest key. Returns the number of messages."""
        async with self._database.write() as connection:
            found = await connection.execute(select(messages).where(messages.c.sealed))
            rows = found.all()
            for row in rows:
                content = self.open(Content(row.body, row.title, row.buttons, marks=row.marks))
                await connection.execute(
                    update(messages)
                    .where(messages.c.id == row.id)
                    .values(self._columns(content, private=True))
                )
            held = select(files.c.id).where(files.c.sealed)
            for file in (await connection.execute(held)).scalars().all():
                one = select(files.c.name, files.c.content).where(files.c.id == file)
                kept = (await connection.execute(one)).one()
                name, sealed = kept.name, kept.content
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
            marks=self._open(content.marks),
        )

    def open_name(self, name: str) -> str:
        """The name of a sealed file."""
        return self._sealer.open(name)

    def _open(self, token: str) -> str:
        return self._sealer.open(token) if token else ""

    def _seal(self, text: str, least: int = 256) -> str:
        return self._sealer.seal(text, least) if text else ""

    def _again(self, token: str) -> str:
        return self._sealer.seal(self._sealer.open(token))

    def _columns(self, content: Content, private: bool) -> dict[str, Any]:
        words = {name: getattr(content, name) for name in ("title", "body", "buttons", "marks")}
        if private:
            words = {
                "title": self._seal(content.title),
                "body": self._seal(content.body, 1024 if content.buttons else WRITTEN),
                "buttons": self._seal(content.buttons),
                "marks": self._seal(content.marks),
            }
        return {**words, "sealed": private}

    def hold(self, given: Sequence[File], private: bool) -> list[Held]:
        """The files as they are stored. To seal 10 MB takes a second: not for the event loop."""
        return [self._held(each, private) for each in given]

    def _held(self, file: File, private: bool) -> Held:
        name, content = file.name, file.content
        if private:
            name = self._sealer.seal(name)
            content = self._sealer.seal(base64.b64encode(content).decode("ascii")).encode("ascii")
        return {
            "name": name,
            "mime": file.mime,
            "size": len(file.content),
            "content": content,
            "sealed": private,
        }

    def _answered(self, connection: Connection, room: str, reply_to: int | None) -> int | None:
        """The message that is answered, if it is in the same room."""
        if reply_to is None:
            return None
        row = _of_room.run(connection, {"number": reply_to, "room": room}).one_or_none()
        return row.id if row else None

    def _next_change(self, connection: Connection) -> int:
        """One number more than any before, of what was undone too."""
        if self._last is None:
            latest = select(func.max(messages.c.changed))
            self._last = int(connection.execute(latest).scalar_one() or 0)
        self._last += 1
        return self._last

    def _touch(self, connection: Connection, number: int, values: dict[str, Any]) -> int:
        change = self._next_change(connection)
        connection.execute(_touched, {**values, "changed": change, "b_id": number})
        return change
