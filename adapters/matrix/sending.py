"""Carries out orders: one attempt each, with an exact result.

Every event has a transaction id derived from the order's key, so carrying out an order again
repeats nothing that was done before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from nio import Event, MatrixRoom, MegolmEvent
from nio.exceptions import EncryptionError

from adapters.matrix import files, outbound
from adapters.matrix.capabilities import NUMBERS
from adapters.matrix.client import V3, Client
from adapters.matrix.errors import Failed, is_limit, is_token
from adapters.matrix.numbers import Numbers, Standing, changes_a_tap, choices
from adapters.matrix.outbound import MESSAGE, REACTION, Content, Part
from adapters.matrix.recent import Recent
from adapters.matrix.rooms import RoomProvisioner
from service.ports import (
    Gone,
    Moved,
    Order,
    PermanentFailure,
    PermissionDenied,
    SendResult,
    Sent,
)


class Sending:
    """Raises one of `errors.FAILURES`, and `NoSuchChat`."""

    def __init__(
        self, client: Client, rooms: RoomProvisioner, recent: Recent, *, reactions: bool
    ) -> None:
        self._client = client
        self._rooms = rooms
        self._recent = recent
        self._numbers = Numbers(client)
        self._reactions = reactions

    async def carry_out(self, order: Order) -> SendResult:
        if order.chat.startswith("@"):
            return await self._find_chat(order.chat)
        room = await self._rooms.find(order.chat)
        other = self._rooms.widened(room)
        if other is not None:  # private content goes to a new chat
            return await self._find_chat(other)
        try:
            match order.kind:
                case "send":
                    return Sent(await self._say(room, order))
                case "edit":
                    return Sent(await self._edit(room, order))
                case "number":
                    return await self._number(room, order)
                case "erase":
                    return await self._erase(room, order)
                case "mark":
                    return await self._mark(room, order)
        except ValueError as error:
            return PermanentFailure(str(error))
        except Failed as error:
            if error.code != "M_FORBIDDEN":
                raise
            return await self._forbidden(room, error)

    async def _forbidden(self, room: MatrixRoom, error: Failed) -> SendResult:
        """Why the homeserver let nothing be written there."""
        chat = room.room_id
        if not await self._rooms.still_in(chat):
            return Gone("not in the room any more")
        if await self._rooms.state(chat, "m.room.tombstone"):
            new = await self._rooms.successor(chat)
            return Moved(new) if new is not None else Gone("another room has replaced it")
        if self._rooms.is_private(room) or await self._rooms.may_write(chat):
            return PermanentFailure(str(error))
        return PermissionDenied("text", str(error))

    async def _find_chat(self, user: str) -> SendResult:
        try:
            return Moved(await self._rooms.own_chat(user))
        except Failed as error:
            if error.code in ("M_NOT_FOUND", "M_INVALID_PARAM", "M_FORBIDDEN", "M_UNKNOWN"):
                return Gone(str(error))
            raise

    # -- saying

    async def _say(self, room: MatrixRoom, order: Order) -> str:
        post = order.post
        answered = self._recent.answered(post.reply_to if post is not None else None)
        first = ""
        for number, part in enumerate(outbound.parts(post, answered)):
            key = order.key if not number else f"{order.key}.f{number}"
            sent = await self._put(room, part, key)
            first = first or sent
        if post is not None:
            self._recent.choices[first] = choices(post)
        self._recent.numbers[first] = 0
        return first

    async def _put(self, room: MatrixRoom, part: Part, key: str) -> str:
        content = part.content
        if part.file is not None:
            found = await files.upload(self._client, part.file, encrypted=room.encrypted)
            content = content | found
        content = outbound.fitting(content, encrypted=room.encrypted)
        event = await self._client.put_event(room, MESSAGE, content, key)
        self._recent.said[event] = content
        return event

    async def _number(self, room: MatrixRoom, order: Order) -> SendResult:
        """Make exactly the numbers of the choices stand below the message. If that is not allowed,
        choices are typed."""
        target = outbound.message_id(order.target)
        offered = choices(order.post) if order.post is not None else ()
        wanted = min(len(offered), len(NUMBERS))
        before = self._recent.numbers.get(target)
        if before != wanted:
            try:
                now = await self._numbers.standing(room.room_id, target) if before != 0 else None
                await self._numbers.adjust(room, target, now or Standing(), wanted, order.key)
            except Failed as error:
                if is_limit(error) or is_token(error) or not 400 <= error.status < 500:
                    raise
            self._recent.numbers[target] = wanted
        return Sent(target)

    # -- changing

    async def _edit(self, room: MatrixRoom, order: Order) -> str:
        """Edit the text of a message. Returns the id of the message that has it now."""
        target = outbound.message_id(order.target)
        original = await self._said(room.room_id, target)
        content = outbound.edit(order.post, target, original)
        offered = choices(order.post) if order.post is not None else ()
        before = self._recent.choices.get(target)
        if self._reactions and offered and before != offered:
            standing = await self._numbers.standing(room.room_id, target)
            self._recent.numbers[target] = len(standing.ours)
            if changes_a_tap(before, offered, standing.taken):
                return await self._say(room, replace(order, key=f"{order.key}.anew"))
        content = outbound.fitting(content, encrypted=room.encrypted)
        await self._client.put_event(room, MESSAGE, content, order.key)
        self._recent.choices[target] = offered
        return target

    async def _said(self, room: str, message: str) -> Content:
        """The content of a message. Raises ValueError if there is none."""
        known = self._recent.said.get(message)
        if known is not None:
            return known
        source = await self._event(room, message)
        if source.get("type") == "m.room.encrypted":
            source = self._opened(source, room)
        content = source.get("content")
        if not isinstance(content, dict) or not content:
            raise ValueError("there is no such message")
        self._recent.said[message] = content
        return content

    async def _event(self, room: str, message: str) -> Mapping[str, Any]:
        path = f"{V3}/rooms/{quote(room)}/event/{quote(message, safe='')}"
        try:
            return await self._client.call("GET", path)
        except Failed as error:
            if error.status in (400, 404):
                raise ValueError("there is no such message") from None
            raise

    def _opened(self, source: Mapping[str, Any], room: str) -> Mapping[str, Any]:
        event = Event.parse_event({**source, "room_id": room})
        try:
            opened = self._client.decrypt_event(event) if isinstance(event, MegolmEvent) else event
        except EncryptionError:
            return {"content": {"msgtype": "m.text"}}  # our own, from another device
        found: Mapping[str, Any] = opened.source
        return found

    async def _erase(self, room: MatrixRoom, order: Order) -> SendResult:
        """Remove a person's message from the chat. Idempotent."""
        target = outbound.message_id(order.target)
        try:
            await self._client.put_redaction(room.room_id, target, order.key)
        except Failed as error:
            if error.status != 404:
                raise
        return Sent(target)

    async def _mark(self, room: MatrixRoom, order: Order) -> SendResult:
        target = outbound.message_id(order.target)
        content = outbound.reaction(target)
        try:
            await self._client.put_event(room, REACTION, content, order.key)
        except Failed as error:
            if error.code != "M_DUPLICATE_ANNOTATION":
                raise
        return Sent(target)
