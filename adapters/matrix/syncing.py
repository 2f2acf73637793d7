"""Polls the event stream and passes what people say to the inbox.

The position advances only when everything before it is in the inbox, or waits on disk for its key.
After a crash the homeserver repeats what came since, and the inbox drops what it knows. To-device
messages count as read with the next request; the keys they deliver are stored before it is made.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from nio import Event, ForwardedRoomKeyEvent, MegolmEvent, RoomKeyEvent, SyncResponse
from nio.exceptions import EncryptionError

from adapters.matrix import inbound
from adapters.matrix.chats import Chats
from adapters.matrix.client import Client
from adapters.matrix.errors import (
    FAILURES,
    LIMIT_SECONDS,
    Failed,
    describe,
    is_limit,
    is_token,
)
from adapters.matrix.recent import Recent
from adapters.matrix.reception import is_closed, is_said, until_we_came
from adapters.matrix.rooms import RoomProvisioner
from adapters.matrix.session import Folder, Invitation, State, Waiting
from adapters.matrix.settings import Settings
from adapters.matrix.signing_in import WrongUser, sign_in
from adapters.matrix.trust import Trust
from adapters.matrix.typing_notice import TypingNotice
from service.ports import Inbox, Update

POLL_MILLISECONDS = 30_000  # how long the homeserver may hold back an empty response
FIRST_PAUSE = 0.5  # seconds; doubled with each failure …
LONGEST_PAUSE = 60.0  # … up to this
KEY_DAYS = 30  # how long an event waits for its key
WAITING = 1000  # the most events that wait for keys

_LOGGER = logging.getLogger(__name__)
Done = TypeVar("Done")


class Backoff:
    """How long to wait after a failure."""

    def __init__(self) -> None:
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    def seconds(self, error: BaseException) -> float:
        if isinstance(error, Failed) and is_limit(error) and error.retry_after:
            return error.retry_after
        pause: float = min(FIRST_PAUSE * 2 ** min(self._failures, 20), LONGEST_PAUSE)
        self._failures += 1
        return pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing


class Syncing:
    """`trouble`: the error that keeps events from arriving, if any. `ready`: signed in with known
    rooms, so that sending is possible."""

    def __init__(
        self,
        settings: Settings,
        client: Client,
        folder: Folder,
        *,
        rooms: RoomProvisioner,
        recent: Recent,
        trust: Trust,
    ) -> None:
        self._settings = settings
        self._client = client
        self._folder = folder
        self._rooms = rooms
        self._recent = recent
        self._trust = trust
        self._chats = Chats(client, rooms)
        self._typing = TypingNotice(client, settings.account)
        self._spoken_to: set[str] = set()  # private rooms in which somebody has just acted
        self._state = State()
        self._full = True  # the next response must cover every room
        self._signed_in = False
        self._connecting = asyncio.Lock()
        self._follow_at = 0.0  # on the clock of `time.monotonic`
        self._backoff = Backoff()
        self.trouble: BaseException | None = None
        self.ready = asyncio.Event()

    @property
    def waiting(self) -> int:
        """The number of events waiting for their key."""
        return len(self._state.waiting)

    async def connect(self) -> None:
        """Sign in, unless already done. Raises one of `FAILURES`, and `WrongUser`."""
        async with self._connecting:
            if self._signed_in:
                return
            await sign_in(self._settings, self._client, self._folder)
            await self._rooms.learn()
            await self._client.keep_house()
            self._signed_in = True

    async def run(self, inbox: Inbox) -> None:
        """Pass events to the inbox until cancelled."""
        self._state, self._full = self._folder.state(), True
        try:
            while True:
                response = await self._patiently(self._read)
                await self._take(inbox, response)
                await self._once(self._follow)
                await self._once(self._client.keep_house)
                await self._once(self._trust.confirm)
        finally:
            self.ready.clear()
            await self._typing.close()

    # -- one turn

    async def _read(self) -> SyncResponse:
        """What is new since the position."""
        await self.connect()
        try:
            return await self._client.read(
                self._state.position, full=self._full, milliseconds=self._patience()
            )
        except Failed as error:
            if is_token(error):
                self._signed_in = False
            raise

    def _patience(self) -> int:
        """How many milliseconds the homeserver may wait for news."""
        if self._full or self.trouble is not None:  # to notice a recovery soon
            return 0
        if self._state.invited:
            seconds = self._follow_at - time.monotonic()
            return max(100, min(int(seconds * 1000), POLL_MILLISECONDS))
        return POLL_MILLISECONDS

    async def _take(self, inbox: Inbox, response: SyncResponse) -> None:
        """Store the content of the response, and only then advance the position."""
        self._rooms.left(response.rooms.leave)
        self.ready.set()
        if self._trust.strict:
            await self._patiently(lambda: self._judge(response))
        self._spoken_to = set()
        state, updates = await self._patiently(lambda: self._gather(response))
        if updates:
            await self._patiently(lambda: inbox.receive(self._settings.account, updates))
            self._typing.show(self._spoken_to)
        if state != self._state:
            await self._patiently(lambda: self._folder.keep(state))
            self._state = state
        self._full = False

    async def _judge(self, response: SyncResponse) -> None:
        """Update the verification of sessions that have sent something in encrypted rooms."""
        said = {
            str(event.source.get("sender"))
            for chat, joined in response.rooms.join.items()
            if chat in self._client.rooms and self._client.rooms[chat].encrypted
            for event in joined.timeline.events
        } - {self._client.user_id}
        if said:
            await self._client.learn_devices(said)
            await self._trust.judge(said)

    async def _gather(self, response: SyncResponse) -> tuple[State, list[Update]]:
        """What people have said, room by room, oldest first, and the position after it."""
        opened, closed = set(self._state.opened), list(self._state.waiting)
        updates: list[Update] = []
        if any(_brings_key(each) for each in response.to_device_events) or self._full:
            closed = self._unlock(closed, opened, updates)
        # What was said before OrgLife joined is ignored.
        rooms = response.rooms.join if self._state.position else {}
        for chat, joined in rooms.items():
            page = until_we_came(reversed(joined.timeline.events), self._client.user_id)
            events = list(page.events)
            if joined.timeline.limited and not page.complete:
                events += await self._gap(chat, str(joined.timeline.prev_batch or ""))
            for event in reversed(events):
                updates += await self._chats.told(chat, event)
                if not is_said(event, self._client.user_id):
                    continue
                if is_closed(event):
                    closed.append(self._miss(chat, event))
                else:
                    self._add(chat, event, opened, updates)
        for chat, left in response.rooms.leave.items() if self._state.position else ():
            updates += self._chats.left(chat, left.timeline.events)
        state = State(
            position=response.next_batch,
            waiting=tuple(closed[-WAITING:]),
            opened=tuple(sorted(opened)),
            invited=self._invited(response),
        )
        return state, updates

    def _invited(self, response: SyncResponse) -> tuple[Invitation, ...]:
        """The invitations not yet accepted."""
        new = self._chats.replacements() | {
            chat: self._rooms.invitation(chat, told.invite_state)
            for chat, told in response.rooms.invite.items()
        }
        old = {each.room: each for each in self._state.invited}
        over = {*response.rooms.join, *response.rooms.leave}
        return tuple(each for chat, each in (old | new).items() if chat not in over)

    async def _gap(self, chat: str, start: str) -> list[Any]:
        """The events between the position and those in the response, newest first."""
        found: list[Any] = []
        while start:
            response = await self._client.page(chat, start, self._state.position)
            page = until_we_came(response.chunk, self._client.user_id)
            found += page.events
            if page.complete or not response.chunk or response.end in (None, start):
                break
            start = str(response.end)
        extra = {"account": self._settings.account, "room": chat, "count": len(found)}
        _LOGGER.info("matrix.gap_filled", extra=extra)
        return found

    def _add(self, chat: str, event: Any, opened: set[str], updates: list[Update]) -> None:
        room, source = self._client.rooms.get(chat), event.source
        if not self._trust.hears(event, encrypted=room is not None and room.encrypted):
            return
        private = room is not None and self._rooms.is_private(room)
        if private:
            self._spoken_to.add(chat)
        first = chat in opened and source.get("type") == "m.room.message"
        if first:
            opened.discard(chat)
        user = room.users.get(str(source.get("sender"))) if room is not None else None
        self._recent.heard(source)
        try:
            updates.append(
                inbound.update(
                    chat,
                    source,
                    private=private,
                    opened=first,
                    name=user.name if user is not None else "",
                    undone=self._recent.undone(source),
                )
            )
        except ValueError:
            _LOGGER.error("matrix.no_event", extra={"account": self._settings.account})

    # -- events without a key

    def _miss(self, chat: str, event: MegolmEvent) -> Waiting:
        """Store what can't be read, and request the key from its sender."""
        extra = {"account": self._settings.account, "room": chat, "event_id": event.event_id}
        _LOGGER.warning("matrix.key_missing", extra=extra)
        self._client.ask_for_key(event)
        return Waiting(chat, {**event.source, "room_id": chat}, time.time())

    def _unlock(
        self, closed: Sequence[Waiting], opened: set[str], updates: list[Update]
    ) -> list[Waiting]:
        """Read what can be read now. Returns what still waits, except what is too old."""
        left = []
        oldest = time.time() - KEY_DAYS * 86_400
        for each in closed:
            extra = {
                "account": self._settings.account,
                "room": each.room,
                "event": each.event.get("event_id"),
            }
            event = Event.parse_event(dict(each.event))
            try:
                read = self._client.decrypt_event(event)
            except (EncryptionError, ValueError):
                if each.since < oldest:
                    _LOGGER.error("matrix.key_never_came", extra=extra)
                else:
                    left.append(each)
                continue
            _LOGGER.info("matrix.key_came", extra=extra)
            self._add(each.room, read, opened, updates)
        return left

    # -- besides

    async def _follow(self) -> None:
        """Accept invitations from people who may invite OrgLife."""
        if time.monotonic() < self._follow_at:
            return
        for each in self._state.invited:
            direct = False
            try:
                direct = await self._rooms.follow(each)
            except Failed as error:
                if is_limit(error) or error.status >= 500:
                    self._follow_at = time.monotonic() + (error.retry_after or LIMIT_SECONDS)
                    raise
                extra = {"account": self._settings.account, "reason": describe(error)}
                _LOGGER.warning("matrix.room_not_joined", extra=extra)
            left = tuple(other for other in self._state.invited if other != each)
            opened = {*self._state.opened, each.room} if direct else self._state.opened
            state = replace(self._state, invited=left, opened=tuple(sorted(opened)))
            await self._folder.keep(state)
            self._state = state

    async def _once(self, act: Callable[[], Awaitable[None]]) -> None:
        """Try once; a failure is logged and retried after the next response."""
        try:
            await act()
        except FAILURES as error:
            extra = {"account": self._settings.account, "reason": describe(error)}
            _LOGGER.warning("matrix.not_done_yet", extra=extra)

    async def _patiently(self, act: Callable[[], Awaitable[Done]]) -> Done:
        """Retry until it succeeds; the problem is logged once, not at every attempt."""
        while True:
            try:
                done = await act()
            except (*FAILURES, WrongUser) as error:
                self._failed(error)
                await asyncio.sleep(self._backoff.seconds(error))
            except Exception as error:  # the inbox is unavailable
                _LOGGER.exception("matrix.keep_failed", extra={"account": self._settings.account})
                await asyncio.sleep(self._backoff.seconds(error))
            else:
                self._backoff.reset()
                self.trouble = None
                return done

    def _failed(self, error: BaseException) -> None:
        if type(error) is not type(self.trouble):
            extra = {"account": self._settings.account, "reason": describe(error)}
            _LOGGER.error("matrix.no_events", extra=extra)
        self.trouble = error


def _brings_key(event: Any) -> bool:
    return isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent)
