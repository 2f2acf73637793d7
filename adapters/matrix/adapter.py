"""An account on Matrix as an adapter: connects the parts and reports the result of each call."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.matrix import checks, files, inbound
from adapters.matrix.capabilities import capabilities
from adapters.matrix.client import Client
from adapters.matrix.errors import FAILURES, NoSuchChat, NotConnected, describe, result
from adapters.matrix.recent import Recent
from adapters.matrix.rooms import RoomProvisioner
from adapters.matrix.sending import Sending
from adapters.matrix.session import Folder
from adapters.matrix.settings import Settings, read
from adapters.matrix.signing_in import WrongUser
from adapters.matrix.syncing import Syncing
from adapters.matrix.trust import Trust
from service.core.events import PlatformEvent
from service.ports import Check, Inbox, Order, Sealer, SendResult

READY_SECONDS = 20.0  # how long sending waits for the first sync of the rooms
GREETING_SECONDS = 8.0  # for signing in; the service starts without it

_LOGGER = logging.getLogger(__name__)


def build(options: Mapping[str, Any], *, account: str, sealer: Sealer) -> Matrix:
    """An account; this package's docstring describes the settings. Raises ValueError, naming the
    setting and what is allowed."""
    return Matrix(read(options, account))


class Matrix:
    """Implements the port `Adapter`."""

    keeps_files = True

    def __init__(self, settings: Settings) -> None:
        self.account = settings.account
        self.capabilities = capabilities(reactions=settings.reactions)
        self._settings = settings
        self._folder = Folder(settings.store)
        self._client = Client(settings)
        recent = Recent()
        self._rooms = RoomProvisioner(settings, self._client)
        self._trust = Trust(settings, self._client, self._folder)
        if self._trust.strict:
            self._client.judge = self._trust.judge
        self._syncing = Syncing(
            settings,
            self._client,
            self._folder,
            rooms=self._rooms,
            recent=recent,
            trust=self._trust,
        )
        self._sending = Sending(self._client, self._rooms, recent, reactions=settings.reactions)

    async def open(self) -> None:
        """Sign in. A homeserver that is out of reach is reported, not raised."""
        await asyncio.to_thread(self._folder.make)
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                await self._syncing.connect()
        except (*FAILURES, WrongUser) as error:
            extra = {"account": self.account, "reason": describe(error)}
            _LOGGER.error("matrix.not_reached", extra=extra)

    async def run(self, inbox: Inbox) -> None:
        await self._syncing.run(inbox)

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        return inbound.parse(raw, self.account)

    async def send(self, order: Order) -> SendResult:
        try:
            await self._seen_rooms()
            return await self._sending.carry_out(order)
        except (*FAILURES, NoSuchChat) as error:
            return result(error)

    async def ready(self) -> None:
        """Wait until the account is signed in and its rooms are known."""
        await self._syncing.ready.wait()

    def knows(self, chat: str, user: str) -> bool:
        """Whether this person is visible in the room."""
        room = self._client.rooms.get(chat)
        member = room.users.get(user) if room is not None else None
        return member is not None and not member.invited

    async def _seen_rooms(self) -> None:
        """nio knows who reads in a room only when it has seen the room."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self.ready()
        except TimeoutError:
            raise NotConnected("not signed in yet") from None

    async def fetch(self, file_id: str) -> bytes:
        """See `files.fetch`."""
        return await files.fetch(self._client, file_id)

    def invite_link(self, code: str) -> str | None:
        """None: a Matrix link can open a chat but can't pass a code. The code is typed."""
        return None

    async def check(self) -> Sequence[Check]:
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                await self._syncing.connect()
                rooms = len(await self._rooms.joined())
        except (*FAILURES, WrongUser) as error:
            return (checks.not_signed_in(error, self._settings),)
        return (
            checks.signed_in(self._settings, str(self._client.device_id), rooms),
            checks.session(self._trust.confirmed),
            checks.events(self._syncing.trouble, self._syncing.waiting),
        )

    # -- the port Inspectable

    async def survey(self, rooms: Sequence[str]) -> Sequence[Check]:
        try:
            await self._syncing.connect()
        except (*FAILURES, WrongUser):
            return ()  # `check` reports it
        return [await self._look_at(chat) for chat in rooms]

    async def _look_at(self, chat: str) -> Check:
        try:
            if not await self._rooms.still_in(chat):
                return checks.absent(chat, "OrgLife is not in it")
            levels = await self._rooms.state(chat, "m.room.power_levels")
        except FAILURES as error:
            return checks.absent(chat, describe(error))
        return checks.room(chat, levels, self._client.user_id)

    async def close(self) -> None:
        await self._client.close()
