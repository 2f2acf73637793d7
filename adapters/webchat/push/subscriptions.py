"""Which devices of whom are knocked at, and up to which message they have been."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from py_vapid import Vapid02
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from adapters.webchat.database import Database
from adapters.webchat.push.tables import push_subscriptions as devices
from adapters.webchat.tables import facts, messages, room_members, users

MOST_DEVICES = 10  # of one person; the oldest make room

_KEY = "vapid"
_KNOCKED = "knocked_up_to"  # a message id


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that takes pushes. `p256dh`, `auth`: its keys, base64url."""

    endpoint: str
    p256dh: str
    auth: str
    user: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The newest message that a person with devices has not been told of, and has not read."""

    user: str
    message: int


class Subscriptions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def key(self) -> Vapid02:
        """The key that signs the pushes of this file, created on first use. Browsers remember its
        public part, so it stays."""
        fresh = Vapid02()
        fresh.generate_keys()
        private = fresh.private_key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode("ascii")
        async with self._database.write() as connection:
            row = {"name": _KEY, "value": private}
            await connection.execute(insert(facts).values(row).on_conflict_do_nothing())
            query = select(facts.c.value).where(facts.c.name == _KEY)
            kept = str((await connection.execute(query)).scalar_one())
        return Vapid02.from_pem(kept.encode("ascii"))

    async def keep(self, user: str, device: Device, now: int) -> None:
        """Knock at this device for this person, and for nobody else."""
        row = {
            "endpoint": device.endpoint,
            "user": user,
            "p256dh": device.p256dh,
            "auth": device.auth,
            "created_at": now,
        }
        put = insert(devices).values(row)
        newest = (
            select(devices.c.endpoint)
            .where(devices.c.user == user)
            .order_by(devices.c.created_at.desc(), devices.c.endpoint)
            .limit(MOST_DEVICES)
        )
        async with self._database.write() as connection:
            await connection.execute(
                put.on_conflict_do_update(index_elements=["endpoint"], set_=row)
            )
            await connection.execute(
                delete(devices).where(devices.c.user == user, devices.c.endpoint.not_in(newest))
            )

    async def drop(self, user: str, endpoint: str | None = None) -> None:
        """Leave this device of the person alone; without one, all of them."""
        query = delete(devices).where(devices.c.user == user)
        if endpoint is not None:
            query = query.where(devices.c.endpoint == endpoint)
        async with self._database.write() as connection:
            await connection.execute(query)

    async def forget(self, endpoints: Collection[str]) -> None:
        """These don't exist any more, as their push service says."""
        async with self._database.write() as connection:
            await connection.execute(delete(devices).where(devices.c.endpoint.in_(endpoints)))

    async def of(self, people: Collection[str]) -> list[Device]:
        """The devices of these people."""
        query = (
            select(devices, users.c.language)
            .join(users, users.c.id == devices.c.user)
            .where(devices.c.user.in_(people))
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Device(row.endpoint, row.p256dh, row.auth, row.user, row.language) for row in rows]

    async def arrivals(self) -> tuple[int, Sequence[Arrival]]:
        """What OrgLife has said since the last `told`, to people who have devices and have not
        read it; and the number of the last message, for `told`."""
        since = select(facts.c.value).where(facts.c.name == _KNOCKED)
        latest = select(func.max(messages.c.id))
        async with self._database.read() as connection:
            kept = (await connection.execute(since)).scalar_one_or_none()
            last = int((await connection.execute(latest)).scalar_one() or 0)
            if kept is None:  # nothing from before the first start knocks
                return last, ()
            if last <= int(kept):
                return last, ()
            query = (
                select(room_members.c.user, func.max(messages.c.id).label("newest"))
                .join(room_members, room_members.c.room == messages.c.room)
                .where(
                    messages.c.id > int(kept),
                    messages.c.id <= last,
                    messages.c.id > room_members.c.read_up_to,
                    messages.c.sender.is_(None),
                    messages.c.deleted_at.is_(None),
                    room_members.c.user.in_(select(devices.c.user)),
                )
                .group_by(room_members.c.user)
            )
            rows = (await connection.execute(query)).all()
        return last, [Arrival(row.user, int(row.newest)) for row in rows]

    async def told(self, up_to: int) -> None:
        """Everybody has been knocked for up to this message."""
        put = insert(facts).values(name=_KNOCKED, value=str(up_to))
        async with self._database.write() as connection:
            await connection.execute(
                put.on_conflict_do_update(
                    index_elements=["name"], set_={"value": put.excluded.value}
                )
            )

    async def unread(self, arrivals: Sequence[Arrival]) -> set[str]:
        """Who of these has still not read up to theirs."""
        query = (
            select(room_members.c.user, room_members.c.read_up_to, messages.c.id)
            .join(messages, messages.c.room == room_members.c.room)
            .where(
                messages.c.id.in_({each.message for each in arrivals}),
                messages.c.id > room_members.c.read_up_to,
            )
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        unread = {(row.user, row.id) for row in rows}
        return {each.user for each in arrivals if (each.user, each.message) in unread}
