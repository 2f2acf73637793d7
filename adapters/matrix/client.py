"""The connection to the homeserver: nio for rooms and encryption, plain calls for the rest.

Each call is made once; only aiohttp repeats one whose connection broke before any response, which
is harmless because everything sent has a transaction id. nio would wait for limits and retry by
itself, lose keys that it could not hand over, and send one thing at a time; here it does not.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from aiohttp import ClientTimeout
from nio import (
    AsyncClient,
    AsyncClientConfig,
    EncryptionError,
    ErrorResponse,
    MatrixRoom,
    MegolmEvent,
    Response,
    RoomMessagesResponse,
    SyncResponse,
    UnknownBadEvent,
)

from adapters.matrix.errors import Failed, NotConnected
from adapters.matrix.keystore import KeyStore
from adapters.matrix.session import Session
from adapters.matrix.settings import Settings

CONNECT_SECONDS = 8.0
CALL_SECONDS = 25.0  # shorter than delivery waits, so that the result is known
FULL_SYNC_SECONDS = 180.0  # the first one after a start covers every room
PAGE = 100  # events requested at once when a gap is filled

V3 = "/_matrix/client/v3"

_LOGGER = logging.getLogger(__name__)

_FILTER = {
    "presence": {"types": []},
    "account_data": {"types": ["m.direct"]},
    "room": {
        "timeline": {"limit": 50},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
}


Judge = Callable[[Collection[str]], Awaitable[None]]


class Client(AsyncClient):  # type: ignore[misc] # nio tells no types
    """Raises one of `errors.FAILURES`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            settings.homeserver,
            settings.user,
            store_path=str(settings.store),
            config=AsyncClientConfig(
                store=KeyStore,
                store_sync_tokens=False,
                max_limit_exceeded=0,
                max_timeouts=0,
                request_timeout=CALL_SECONDS,
            ),
            proxy=settings.proxy or None,
        )
        self._encrypting: dict[str, asyncio.Lock] = {}
        self._closed = False
        self.judge: Judge | None = None  # decides who gets keys before they are shared

    def load_store(self) -> None:
        """What people's devices encrypt comes past the homeserver, in any shape whatever: what nio
        can't read is nothing, and must not keep all other events waiting for ever."""
        had = self.olm
        super().load_store()
        if self.olm is not None and self.olm is not had:
            self.olm.decrypt_megolm_event = _total(self.olm.decrypt_megolm_event)
            self.olm.handle_to_device_event = _total(self.olm.handle_to_device_event)

    # -- calls

    async def call(
        self,
        method: str,
        path: str,
        given: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        seconds: float = CALL_SECONDS,
    ) -> dict[str, Any]:
        """The response to one request of the client-server API."""
        asked = f"{path}?{urlencode(query)}" if query else path
        body = None if given is None else json.dumps(given, ensure_ascii=False).encode()
        answer = await self._request(method, asked, body, "application/json", seconds)
        return await _read(answer)

    async def post_bytes(self, path: str, content: bytes, mime: str) -> dict[str, Any]:
        return await _read(await self._request("POST", path, content, mime, CALL_SECONDS))

    async def get_bytes(self, path: str, limit: int) -> bytes:
        """The content at this address; at most `limit` + 1 bytes."""
        answer = await self._request("GET", path, None, "", CALL_SECONDS)
        if answer.status != 200:
            await _read(answer)
        content = bytearray()
        async for chunk in answer.content.iter_chunked(1 << 16):
            content += chunk
            if len(content) > limit:
                answer.close()
                break
        return bytes(content)

    async def _request(
        self, method: str, path: str, body: bytes | None, mime: str, seconds: float
    ) -> Any:
        if self._closed:  # nio would reconnect
            raise NotConnected("closed")
        headers = {"Content-Type": mime} if mime and body is not None else {}
        if self.access_token:
            headers["Authorization"] = f"Bearer {self.access_token}"
        # Connecting has a timeout of its own, to tell "never sent" from "no response".
        timeout: Any = ClientTimeout(
            total=seconds, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS
        )
        # As a stream: aiohttp sends it in pieces and lets other tasks run in between.
        sent = None if body is None else BytesIO(body)
        return await self.send(method, path, sent, headers, timeout=timeout)

    # -- signing in

    def take(self, session: Session) -> None:
        """Continue as this device."""
        self.restore_login(session.user_id, session.device_id, session.access_token)

    # -- reading

    async def read(self, position: str, *, full: bool, milliseconds: int) -> SyncResponse:
        """Everything since the position. `full`: every room with all its state."""
        if self._closed:
            raise NotConnected("closed")
        self.next_batch = ""  # nio drops a response that it believes it knows
        async with asyncio.timeout(FULL_SYNC_SECONDS if full else milliseconds / 1000 + 30):
            response = await self.sync(
                timeout=milliseconds,
                sync_filter=_FILTER,
                since=position or None,
                full_state=full or None,
            )
        if not isinstance(response, SyncResponse):
            raise _failed(response)
        return response

    async def receive_response(self, response: Response) -> None:
        """A sync response changes the key store in one transaction: a ratcheted session and the key
        it delivered are stored together or not at all."""
        if isinstance(response, SyncResponse) and self.store is not None:
            with self.store.database.atomic():
                await super().receive_response(response)
        else:
            await super().receive_response(response)

    async def page(self, room: str, start: str, end: str) -> RoomMessagesResponse:
        """Events of a room before `start`, newest first, back to `end` at most."""
        response = await self.room_messages(room, start, end or None, limit=PAGE)
        if not isinstance(response, RoomMessagesResponse):
            raise _failed(response)
        return response

    # -- writing

    async def put_event(self, room: MatrixRoom, kind: str, content: Any, key: str) -> str:
        """Send it to the room, encrypted if the room is. Returns the id of the event. Sends only
        once under the same key."""
        if room.encrypted and kind != "m.reaction":  # which no client encrypts
            async with self._encrypting.setdefault(room.room_id, asyncio.Lock()):
                await self._share_keys(room)
                kind, content = self.encrypt(room.room_id, kind, content)
        path = f"{V3}/rooms/{quote(room.room_id)}/send/{quote(kind)}/{quote(key, safe='')}"
        answer = await self.call("PUT", path, content)
        return str(answer["event_id"])

    async def put_redaction(self, room: str, event: str, key: str) -> None:
        path = f"{V3}/rooms/{quote(room)}/redact/{quote(event, safe='')}/{quote(key, safe='')}"
        await self.call("PUT", path, {})

    async def _share_keys(self, room: MatrixRoom) -> None:
        """Make sure that everybody in the room can read the next message."""
        if not room.members_synced:
            _check(await self.joined_members(room.room_id))
        if self.should_query_keys:
            _check(await self.keys_query())
        if self.judge is not None:
            await self.judge(room.users)
        olm = self.olm
        if olm is None or not olm.should_share_group_session(room.room_id):
            return
        missing = self.get_missing_sessions(room.room_id)
        if missing:
            _check(await self.keys_claim(missing))
        for devices, messages in olm.share_group_session_parallel(
            room.room_id, list(room.users), ignore_unverified_devices=True
        ):
            path = f"{V3}/sendToDevice/m.room.encrypted/{uuid4()}"
            await self.call("PUT", path, messages)
            olm.outbound_group_sessions[room.room_id].users_shared_with.update(devices)
        olm.outbound_group_sessions[room.room_id].shared = True

    # -- keys

    async def learn_devices(self, users: Collection[str]) -> None:
        """Refresh the sessions of these people."""
        if self.olm is not None:
            self.olm.add_changed_users(set(users))
            _check(await self.keys_query())

    async def keep_house(self) -> None:
        """Upload our keys, query those of others, send pending to-device messages."""
        if self.should_upload_keys and self.olm is not None:
            given = self.olm.share_keys()
            self.olm.save_account()  # before anybody can use the keys
            answer = await self.call("POST", f"{V3}/keys/upload", given)
            self.olm.account.shared = True
            self.olm.uploaded_key_count = answer["one_time_key_counts"].get("signed_curve25519", 0)
            self.olm.mark_keys_as_published()
            self.olm.save_account()
        if self.should_query_keys:
            _check(await self.keys_query())
        if self.should_claim_keys:
            _check(await self.keys_claim(self.get_users_for_key_claiming()))
        for answer in await self.send_to_device_messages():
            _check(answer)

    def ask_for_key(self, event: MegolmEvent) -> None:
        """Request the key of this event from the device that sent it, with the next
        `keep_house`."""
        if self.olm is None or event.session_id in self.olm.outgoing_key_requests:
            return
        request = event.as_key_request(
            event.sender, self.device_id, event.session_id, event.device_id
        )
        if request not in self.olm.outgoing_to_device_messages:
            self.olm.outgoing_to_device_messages.append(request)

    async def close(self) -> None:
        self._closed = True
        await super().close()
        if self.store is not None:
            self.store.database.close()


async def _read(answer: Any) -> dict[str, Any]:
    """The response as JSON. Raises `Failed`."""
    try:
        read = json.loads(await answer.read())
    except ValueError:
        read = {}
    if not isinstance(read, dict):
        read = {}
    if answer.status >= 400:
        raise Failed(
            str(read.get("errcode", "")),
            str(read.get("error", "")),
            answer.status,
            _seconds(read.get("retry_after_ms")),
            str(read.get("session", "")),
        )
    return read


def _check(response: Any) -> None:
    if isinstance(response, ErrorResponse):
        raise _failed(response)


def _failed(response: Any) -> Failed:
    status = getattr(response.transport_response, "status", 0)
    return Failed(
        str(response.status_code or ""),
        str(response.message or ""),
        status,
        _seconds(response.retry_after_ms),
    )


def _seconds(milliseconds: Any) -> float:
    return milliseconds / 1000 if isinstance(milliseconds, int | float) else 0.0


def _total(read: Callable[..., Any]) -> Callable[..., Any]:
    """The same for every event: one that can't be read is an unknown one."""

    def reading(event: Any, *more: Any) -> Any:
        try:
            return read(event, *more)
        except EncryptionError:
            raise  # its key may come
        except Exception as error:
            _LOGGER.warning("matrix.unreadable", extra={"kind": type(error).__name__})
            return UnknownBadEvent(event.source)

    return reading
