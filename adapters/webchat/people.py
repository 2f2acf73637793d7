"""Who is in the web chat, and in which rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from adapters.webchat.database import Connection, Database
from adapters.webchat.prepared import Prepared
from adapters.webchat.remembered import Remembered
from adapters.webchat.tables import aliases, messages, room_members, rooms, sessions, users


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room as one of its members sees it."""

    id: str
    title: str
    private: bool  # the member's private chat with OrgLife
    unread: int = 0


def private_room_id(user: str) -> str:
    return f"p-{user}"


def owner_of(room: str) -> str:
    """Whose private room this is."""
    return room.removeprefix("p-")


_user = Prepared(
    select(users.c.id, users.c.name, users.c.language).where(users.c.id == bindparam("user"))
)
_room = Prepared(
    select(rooms.c.id, rooms.c.title, rooms.c.kind)
    .join(room_members, room_members.c.room == rooms.c.id)
    .where(room_members.c.user == bindparam("user"), room_members.c.room == bindparam("room"))
)
_kind = Prepared(select(rooms.c.kind).where(rooms.c.id == bindparam("room")))
_seen = Prepared(
    update(room_members)
    .where(
        room_members.c.user == bindparam("b_user"),
        room_members.c.room == bindparam("b_room"),
        room_members.c.read_up_to < bindparam("up_to"),
    )
    .values(read_up_to=bindparam("up_to"))
)


class People:
    """`changed` are called when names, languages or who belongs where may have changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._users: Remembered[str, User] = Remembered()
        self._rooms: Remembered[tuple[str, str], Room] = Remembered()
        self._kinds: Remembered[str, str] = Remembered()
        self.changed: list[Callable[[], None]] = [
            self._users.forget,
            self._rooms.forget,
            self._kinds.forget,
        ]

    def _changed(self) -> None:
        for each in self.changed:
            each()

    async def put_user(self, user: str, name: str, language: str, now: int) -> None:
        """Create the person with their private room, or rename the existing one."""
        async with self._database.write() as connection:
            row = {"id": user, "name": name, "language": language, "created_at": now}
            await connection.execute(
                insert(users)
                .values(row)
                .on_conflict_do_update(index_elements=["id"], set_={"name": name})
            )
            room = private_room_id(user)
            await connection.execute(
                insert(rooms).values(id=room, title="", kind="private").on_conflict_do_nothing()
            )
            await _let_in(connection, room, [user])
        self._changed()

    async def user(self, user: str) -> User | None:
        async def read() -> User | None:
            row = await self._database.look(
                lambda there: _user.run(there, {"user": user}).one_or_none()
            )
            return User(row.id, row.name, row.language) if row else None

        return await self._users.get(user, read)

    async def rename(self, names: Mapping[str, str]) -> None:
        """Give these people these names."""
        rows = [{"b_user": user, "b_name": name} for user, name in names.items()]
        if rows:
            async with self._database.write() as connection:
                await connection.execute(
                    update(users)
                    .where(users.c.id == bindparam("b_user"), users.c.name != bindparam("b_name"))
                    .values(name=bindparam("b_name")),
                    rows,
                )
            self._changed()

    async def merge(self, keep: str, others: Sequence[str]) -> None:
        """Make of several people the one that is kept: everything that was said in the private
        rooms stands in theirs, in the order in which it was said. Others that were merged before
        are skipped."""
        async with self._database.write() as connection:
            known = select(users.c.id).where(users.c.id.in_(others))
            for other in (await connection.execute(known)).scalars().all():
                await _merge(connection, keep, other)
        self._changed()

    async def aliases(self) -> dict[str, str]:
        """Whom the ids of people who had several stand for now."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(aliases.c.former, aliases.c.user))).all()
        return {row.former: row.user for row in rows}

    @staticmethod
    def set_language(connection: SyncConnection, user: str, language: str) -> bool:
        """Returns whether they spoke another one before; then `speaks_now` follows the commit."""
        known = update(users).where(users.c.id == user, users.c.language != language)
        return bool(connection.execute(known.values(language=language)).rowcount)

    def speaks_now(self) -> None:
        """Somebody's language has changed."""
        self._changed()

    async def put_room(self, room: str, title: str, members: Sequence[str]) -> None:
        """Create the room or give it this title, with exactly these people in it; unknown ones are
        skipped."""
        async with self._database.write() as connection:
            await connection.execute(
                insert(rooms)
                .values(id=room, title=title, kind="room")
                .on_conflict_do_update(index_elements=["id"], set_={"title": title})
            )
            await connection.execute(
                delete(room_members).where(
                    room_members.c.room == room, room_members.c.user.not_in(members)
                )
            )
            await _let_in(connection, room, members)
        self._changed()

    async def add_member(self, room: str, user: str) -> bool:
        """Add this person to the room. Returns whether both exist."""
        async with self._database.write() as connection:
            found = await connection.execute(
                select(rooms.c.id, users.c.id)
                .join(users, users.c.id == user)
                .where(rooms.c.id == room)
            )
            if found.one_or_none() is None:
                return False
            await _let_in(connection, room, [user])
        self._changed()
        return True

    async def rooms(self, user: str) -> tuple[Room, ...]:
        """The rooms of this person, the private one first, with the number of unread messages."""
        unread = (
            select(func.count())
            .select_from(messages)
            .where(
                messages.c.room == room_members.c.room,
                messages.c.id > room_members.c.read_up_to,
                messages.c.deleted_at.is_(None),
                messages.c.sender.is_distinct_from(user),
            )
            .scalar_subquery()
        )
        query = (
            select(rooms.c.id, rooms.c.title, rooms.c.kind, unread.label("unread"))
            .join(room_members, room_members.c.room == rooms.c.id)
            .where(room_members.c.user == user)
            .order_by(rooms.c.kind, rooms.c.title, rooms.c.id)  # "private" comes before "room"
        )
        rows = await self._database.look(lambda there: there.execute(query).all())
        return tuple(Room(row.id, row.title, row.kind == "private", row.unread) for row in rows)

    async def room_of(self, user: str, room: str) -> Room | None:
        """The room, if this person is in it."""
        given = {"user": user, "room": room}

        async def read() -> Room | None:
            row = await self._database.look(lambda there: _room.run(there, given).one_or_none())
            return Room(row.id, row.title, row.kind == "private") if row else None

        return await self._rooms.get((user, room), read)

    async def room_kind(self, room: str) -> str | None:
        """`private`, or `room`; nothing if there is none."""

        async def read() -> str | None:
            kind: str | None = await self._database.look(
                lambda there: _kind.run(there, {"room": room}).scalar_one_or_none()
            )
            return kind

        return await self._kinds.get(room, read)

    async def read(self, user: str, room: str, up_to: int) -> None:
        """This person has seen the messages of the room up to this one."""
        given = {"b_user": user, "b_room": room, "up_to": up_to}
        await self._database.together(lambda there: _seen.run(there, given))


async def _merge(connection: Connection, keep: str, other: str) -> None:
    private, former = private_room_id(keep), private_room_id(other)
    m, r = messages.c, room_members.c
    await connection.execute(update(messages).where(m.room == former).values(room=private))
    await connection.execute(update(messages).where(m.sender == other).values(sender=keep))
    seen = {row.room: row.read_up_to for row in await connection.execute(
        select(room_members).where(r.user == other))}  # fmt: skip
    await connection.execute(delete(room_members).where(r.user == other))
    for room, read_up_to in seen.items():
        row = {"room": private if room == former else room, "user": keep, "read_up_to": read_up_to}
        put = insert(room_members).values(row)
        newer = func.max(r.read_up_to, put.excluded.read_up_to)
        await connection.execute(
            put.on_conflict_do_update(index_elements=["room", "user"], set_={"read_up_to": newer})
        )
    await connection.execute(update(sessions).where(sessions.c.user == other).values(user=keep))
    await connection.execute(update(aliases).where(aliases.c.user == other).values(user=keep))
    await connection.execute(insert(aliases).values(former=other, user=keep))
    await connection.execute(delete(rooms).where(rooms.c.id == former))
    await connection.execute(delete(users).where(users.c.id == other))


async def _let_in(connection: Connection, room: str, members: Sequence[str]) -> None:
    known = set(
        (await connection.execute(select(users.c.id).where(users.c.id.in_(members)))).scalars()
    )
    rows = [{"room": room, "user": user} for user in dict.fromkeys(members) if user in known]
    if rows:
        await connection.execute(insert(room_members).on_conflict_do_nothing(), rows)
