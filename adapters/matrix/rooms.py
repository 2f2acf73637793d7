"""The account's rooms: which of them are direct chats, who is in them, whose invitations to accept.

A room is private if exactly one other person is in it (or invited) and it is a direct room
(`m.direct` in the account data) or has neither name nor address. Once a third person is there, it
is an ordinary room, and nothing private is sent there any more.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from nio import InviteMemberEvent, MatrixRoom

from adapters.matrix.client import V3, Client
from adapters.matrix.errors import Failed, NoSuchChat, NotConnected
from adapters.matrix.rights import may_write
from adapters.matrix.session import Invitation
from adapters.matrix.settings import Settings

_ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
ROOM_VERSION = "12"
_LOGGER = logging.getLogger(__name__)


class RoomProvisioner:
    """`direct`: for each person the rooms that were created as their direct chat."""

    def __init__(self, settings: Settings, client: Client) -> None:
        self._settings = settings
        self._client = client
        self.direct: dict[str, list[str]] = {}

    # -- looking

    def others(self, room: MatrixRoom) -> set[str]:
        """The other people in the room, or invited to it."""
        return {*room.users, *room.invited_users} - {self._client.user_id}

    def is_direct(self, room: str) -> bool:
        return any(room in each for each in self.direct.values())

    def is_private(self, room: MatrixRoom) -> bool:
        alone = len(self.others(room)) <= 1
        return alone and (self.is_direct(room.room_id) or not room.is_named)

    async def find(self, chat: str) -> MatrixRoom:
        """The room to write to. Raises `NoSuchChat`; `NotConnected` for a joined room that has not
        been synced yet."""
        room = self._client.rooms.get(chat)
        if room is None:
            if chat in (await self.joined()):
                raise NotConnected("the room has not been seen yet")
            raise NoSuchChat("not a room in which we are")
        if not self.others(room):
            raise NoSuchChat("nobody else is in the room")
        return room

    async def joined(self) -> list[str]:
        """The rooms that OrgLife is in."""
        answer = await self._client.call("GET", f"{V3}/joined_rooms")
        return list(answer.get("joined_rooms", ()))

    async def still_in(self, chat: str) -> bool:
        return chat in await self.joined()

    async def state(self, chat: str, kind: str) -> dict[str, Any]:
        """The content of the room's state of this type; {} if there is none, or it is not for
        OrgLife to see."""
        try:
            return await self._client.call("GET", f"{V3}/rooms/{quote(chat)}/state/{kind}")
        except Failed as error:
            if error.status not in (403, 404):
                raise
            return {}

    async def may_write(self, chat: str) -> bool:
        levels = await self.state(chat, "m.room.power_levels")
        return may_write(levels, self._client.user_id)

    async def successor(self, chat: str) -> str | None:
        """The room that has replaced this one, if OrgLife is in it and both rooms say so."""
        new = (await self.state(chat, "m.room.tombstone")).get("replacement_room")
        if not isinstance(new, str) or new not in self._client.rooms:
            return None
        return new if await self.predecessor(new) == chat else None

    async def predecessor(self, chat: str) -> str | None:
        """The room that this one says it replaces."""
        before = (await self.state(chat, "m.room.create")).get("predecessor")
        old = before.get("room_id") if isinstance(before, dict) else None
        return old if isinstance(old, str) else None

    def widened(self, room: MatrixRoom) -> str | None:
        """The person whose direct chat this was, if others have joined it since."""
        if len(self.others(room)) <= 1:
            return None
        return next((user for user, known in self.direct.items() if room.room_id in known), None)

    # -- direct rooms

    async def learn(self) -> None:
        """The direct rooms in the account data."""
        try:
            answer = await self._client.call("GET", self._account_data)
        except Failed as error:
            if error.status != 404:
                raise
            answer = {}
        self.direct = {
            user: [each for each in rooms if isinstance(each, str)]
            for user, rooms in answer.items()
            if isinstance(rooms, list)
        }

    async def own_chat(self, user: str) -> str:
        """The person's direct chat: the existing one, or a new one to which they are invited.
        Raises `Failed` if there is no such person."""
        for chat in reversed(self.direct.get(user, [])):
            room = self._client.rooms.get(chat)
            if room is not None and self.others(room) == {user}:
                return chat
        version = await self._safest_version()
        answer = await self._client.call(
            "POST",
            f"{V3}/createRoom",
            {
                **version,
                "preset": "trusted_private_chat",
                "is_direct": True,
                "invite": [user],
                "initial_state": [_ENCRYPTED],
            },
        )
        chat = str(answer["room_id"])
        await self._remember(user, chat)
        return chat

    async def _safest_version(self) -> dict[str, str]:
        """Version 12 of rooms, in which nobody can take a room from who made it, where the
        homeserver knows it; else its usual one."""
        try:
            answer = await self._client.call("GET", f"{V3}/capabilities")
        except Failed:
            return {}
        known = answer.get("capabilities", {}).get("m.room_versions", {}).get("available", {})
        return {"room_version": ROOM_VERSION} if ROOM_VERSION in known else {}

    async def _remember(self, user: str, chat: str) -> None:
        known = [each for each in self.direct.get(user, []) if each != chat]
        self.direct[user] = [*known, chat]
        await self._client.call("PUT", self._account_data, self.direct)

    @property
    def _account_data(self) -> str:
        return f"{V3}/user/{quote(self._client.user_id)}/account_data/m.direct"

    # -- coming and going

    def invitation(self, chat: str, told: list[Any]) -> Invitation:
        """The sender of an invitation, and what it is to."""
        mine = next((each for each in told if self._invites_us(each)), None)
        if mine is None:
            return Invitation(chat, "", direct=False)
        return Invitation(chat, mine.sender, direct=mine.content.get("is_direct") is True)

    async def follow(self, invitation: Invitation) -> bool:
        """Join the room if the person may invite OrgLife; decline otherwise. Returns whether it is
        now the person's direct chat."""
        chat, user = invitation.room, invitation.user
        extra = {"account": self._settings.account, "room": chat, "user": user}
        if not self._settings.may_invite(user, direct=invitation.direct):
            _LOGGER.warning("matrix.invitation_declined", extra=extra)
            await self._client.call("POST", f"{V3}/rooms/{quote(chat)}/leave", {})
            return False
        if invitation.direct:
            await self._remember(user, chat)
        await self._client.call("POST", f"{V3}/rooms/{quote(chat)}/join", {})
        _LOGGER.info("matrix.room_joined", extra=extra)
        return invitation.direct

    def _invites_us(self, event: Any) -> bool:
        return (
            isinstance(event, InviteMemberEvent)
            and event.membership == "invite"
            and event.state_key == self._client.user_id
        )

    def left(self, chats: Mapping[str, Any]) -> list[str]:
        """OrgLife is no longer in these rooms. Returns those it was in."""
        gone = [each for each in chats if self._client.rooms.pop(each, None) is not None]
        for chat in gone:
            extra = {"account": self._settings.account, "room": chat}
            _LOGGER.warning("matrix.room_left", extra=extra)
        return gone
