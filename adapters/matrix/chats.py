"""What becomes of rooms: OrgLife is let in or put out, may write or no longer, a person leaves
their direct chat, a room is replaced by another one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adapters.matrix import inbound
from adapters.matrix.client import Client
from adapters.matrix.reception import (
    changes_rights,
    inviter,
    leaves,
    lets_us_in,
    puts_us_out,
    replaced_by,
)
from adapters.matrix.rights import may_write
from adapters.matrix.rooms import RoomProvisioner
from adapters.matrix.session import Invitation
from service.ports import Update


class Chats:
    """Makes updates of such events. Raises one of `errors.FAILURES`."""

    def __init__(self, client: Client, rooms: RoomProvisioner) -> None:
        self._client = client
        self._rooms = rooms
        self._replacements: dict[str, Invitation] = {}  # rooms to join in place of others

    async def told(self, chat: str, event: Any) -> list[Update]:
        """What an event of a room tells of it."""
        own = self._client.user_id
        if self._rooms.is_direct(chat):
            gone = leaves(event, own)
            return [inbound.update(chat, event.source, private=True)] if gone else []
        if lets_us_in(event, own):
            old = await self._rooms.predecessor(chat)
            if old is not None and await self._rooms.successor(old) == chat:
                return [self._moved(old, chat)]
            room = self._client.rooms.get(chat)
            private = room is not None and self._rooms.is_private(room)
            source = {**event.source, "sender": inviter(event)}
            return [inbound.update(chat, source, private=private, standing="in")]
        new = replaced_by(event)
        if new is not None:
            if await self._rooms.successor(chat) == new:
                return [self._moved(chat, new)]
            self._replacements[new] = Invitation(new, str(event.source.get("sender")), direct=False)
        if changes_rights(event, own):
            return await self._rights(chat, event)
        return []

    def left(self, chat: str, events: Iterable[Any]) -> list[Update]:
        """The same of a room that OrgLife is no longer in."""
        own = self._client.user_id
        return [
            inbound.update(chat, each.source, private=False)
            for each in events
            if puts_us_out(each, own)
        ]

    def replacements(self) -> dict[str, Invitation]:
        """Rooms that have replaced others since this was asked last: they can be tried like
        invitations by whoever replaced them."""
        found, self._replacements = self._replacements, {}
        return {chat: each for chat, each in found.items() if chat not in self._client.rooms}

    async def _rights(self, chat: str, event: Any) -> list[Update]:
        """Nobody is told of the rights in a room that was replaced: there nobody may write. Who
        changed them has not let OrgLife in, and need not bind the room."""
        writes = may_write(event.source.get("content"), self._client.user_id)
        if not writes and await self._rooms.state(chat, "m.room.tombstone"):
            return []
        standing = "in" if writes else "text"
        source = {**event.source, "sender": ""}
        return [inbound.update(chat, source, private=False, standing=standing)]

    @staticmethod
    def _moved(old: str, new: str) -> Update:
        """One update, whichever of the two rooms told it first."""
        event = {
            "type": "m.room.tombstone",
            "event_id": f"replaced by {new}",
            "sender": "",
            "content": {"replacement_room": new},
        }
        return inbound.update(old, event, private=False)
