"""The messages as a person sees them: what the pages show and the event stream carries."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select

from adapters.webchat.database import Database
from adapters.webchat.messages import Messages
from adapters.webchat.outbound import Content, laid_out, rows_of_buttons
from adapters.webchat.pictures import is_picture
from adapters.webchat.tables import files, messages, room_members, rooms, users
from service.core.marks import Block
from service.core.message import Button

QUOTE = 160  # characters of a quoted message


class FileView(msgspec.Struct, frozen=True):
    id: str
    name: str
    mime: str
    size: int  # bytes
    picture: bool = False  # it can be shown where it stands


class Quote(msgspec.Struct, frozen=True):
    id: str
    name: str | None  # null: OrgLife
    text: str
    deleted: bool


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A message for one reader. Times are milliseconds since 1970; `changed` orders changes."""

    id: str
    changed: int
    room: str
    sender: str | None  # null: OrgLife
    name: str | None
    title: str
    body: str
    blocks: Sequence[Block]  # the body as it is laid out; none: as it is
    buttons: Sequence[Sequence[Button]]
    reply: Quote | None
    files: Sequence[FileView]
    act: str | None  # the client's id of it, for its author
    at: int
    edited: bool
    deleted: bool
    gone: str | None  # why it was deleted, if that is known: withdrawn | sealed | removed
    marked: bool
    unreadable: bool  # its key is missing


class History:
    def __init__(self, database: Database, kept: Messages) -> None:
        self._database = database
        self._kept = kept

    async def latest_change(self) -> int:
        latest = select(func.max(messages.c.changed))
        return int(await self._database.look(lambda there: there.scalar(latest)) or 0)

    async def page(
        self, reader: str, room: str, before: int | None, limit: int
    ) -> list[MessageView]:
        """The last messages of a room, or the last ones before a given message; oldest first."""
        query = _query().where(messages.c.room == room)
        if before is not None:
            query = query.where(messages.c.id < before)
        return (await self._views(query.order_by(messages.c.id.desc()).limit(limit), reader))[::-1]

    async def since(self, reader: str, change: int, limit: int) -> list[MessageView]:
        """The messages in the reader's rooms that changed after `change`, in their current state,
        in the order of the changes."""
        own = select(room_members.c.room).where(room_members.c.user == reader)
        query = _query().where(messages.c.changed > change, messages.c.room.in_(own))
        return await self._views(query.order_by(messages.c.changed).limit(limit), reader)

    async def news(
        self, change: int, rooms: Container[str], limit: int
    ) -> tuple[int, list[tuple[MessageView, str]]]:
        """What changed after `change` in these rooms, in the order of the changes, for everybody
        but its author; with the author's own id of the act that made it, if there is one. And the
        number of the last change that was looked at; fewer than `limit` were, if it is the last."""

        def there(connection: Connection) -> tuple[int, list[tuple[MessageView, str]]]:
            changed = connection.execute(_changed, {"change": change, "limit": limit}).all()
            own = [row.id for row in changed if row.room in rooms]
            last = changed[-1].changed if changed else change
            if not own:
                return last, []
            rows = connection.execute(_these, {"numbers": own}).all()
            attached = self._attached(connection, own)
            return last, [
                (self._view(row, attached.get(row.id, ()), None), _act(row.key)) for row in rows
            ]

        return await self._database.look(there)

    async def _views(self, query: Select[Any], reader: str) -> list[MessageView]:
        def there(connection: Connection) -> list[MessageView]:
            rows = connection.execute(query).all()
            attached = self._attached(connection, [row.id for row in rows]) if rows else {}
            return [self._view(row, attached.get(row.id, ()), reader) for row in rows]

        return await self._database.look(there)

    def _attached(
        self, connection: Connection, numbers: Sequence[int]
    ) -> dict[int, list[FileView]]:
        attached: dict[int, list[FileView]] = {}
        for row in connection.execute(_files, {"numbers": numbers}):
            name = self._name(row.name) if row.sealed else row.name
            shown = FileView(row.id, name, row.mime, row.size, picture=is_picture(name, row.mime))
            attached.setdefault(row.message, []).append(shown)
        return attached

    def _view(self, row: Any, attached: Sequence[FileView], reader: str | None) -> MessageView:
        shown = self._words(row.title, row.body, row.buttons, row.sealed, row.marks)
        words = shown or Content("")
        return MessageView(
            id=str(row.id),
            changed=row.changed,
            room=row.room,
            sender=row.sender,
            name=row.name,
            title=words.title,
            body=words.body,
            blocks=laid_out(words.body, words.marks),
            buttons=rows_of_buttons(words.buttons),
            reply=self._quote(row),
            files=attached,
            act=_act(row.key) if row.sender is not None and row.sender == reader else None,
            at=row.created_at,
            edited=row.edited_at is not None,
            deleted=row.deleted_at is not None,
            gone=row.deleted_why,
            marked=row.marked,
            unreadable=shown is None,
        )

    def _name(self, sealed: str) -> str:
        try:
            return self._kept.open_name(sealed)
        except Exception:  # a sealer names its own errors
            return "?"

    def _quote(self, row: Any) -> Quote | None:
        if row.reply_to is None:
            return None
        words = self._words(row.quoted_title, row.quoted_body, "", row.quoted_sealed)
        text = (words.title or words.body)[:QUOTE] if words else ""
        return Quote(str(row.reply_to), row.quoted_name, text, row.quoted_deleted is not None)

    def _words(
        self, title: str, body: str, buttons: str, sealed: bool, marks: str = ""
    ) -> Content | None:
        """The text of a message; nothing if it is sealed with an unknown key."""
        content = Content(body, title, buttons, marks=marks)
        if not sealed:
            return content
        try:
            return self._kept.open(content)
        except Exception:  # a sealer names its own errors
            return None


def _act(key: str) -> str:
    """The client's id of the act that made a message."""
    return key.rpartition(":")[2]


_quoted = messages.alias("quoted")
_quoted_sender = users.alias("quoted_sender")


def _query() -> Select[Any]:
    return (
        select(messages, users.c.name)
        .add_columns(
            _quoted.c.title.label("quoted_title"),
            _quoted.c.body.label("quoted_body"),
            _quoted.c.sealed.label("quoted_sealed"),
            _quoted.c.deleted_at.label("quoted_deleted"),
            _quoted_sender.c.name.label("quoted_name"),
        )
        .join(rooms, rooms.c.id == messages.c.room)
        .outerjoin(users, users.c.id == messages.c.sender)
        .outerjoin(_quoted, _quoted.c.id == messages.c.reply_to)
        .outerjoin(_quoted_sender, _quoted_sender.c.id == _quoted.c.sender)
    )


_changed = (
    select(messages.c.id, messages.c.room, messages.c.changed)
    .where(messages.c.changed > bindparam("change"))
    .order_by(messages.c.changed)
    .limit(bindparam("limit"))
)
_these = (
    _query()
    .where(messages.c.id.in_(bindparam("numbers", expanding=True)))
    .order_by(messages.c.changed)
)
_files = (
    select(files.c.id, files.c.message, files.c.name, files.c.mime, files.c.size, files.c.sealed)
    .join(messages, messages.c.id == files.c.message)
    .where(files.c.message.in_(bindparam("numbers", expanding=True)))
    .where(messages.c.deleted_at.is_(None))
    .order_by(files.c.id)
)
