"""The two connections: one for sending, with an answer to each message, one for receiving."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from orglife_line import wire
from service.core.capabilities import Capabilities
from service.core.events import PlatformEvent
from service.ports import (
    Check,
    Gone,
    Inbox,
    NotSent,
    Order,
    PermanentFailure,
    SendResult,
    Unknown,
    Update,
)

ANSWER_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 30.0  # seconds, between attempts to listen
LONGEST_LINE = 1024 * 1024  # bytes

_LOGGER = logging.getLogger(__name__)


class Connection:
    """One authenticated connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, host: str, port: int, *greeting: str) -> Connection:
        """Raises OSError if the server can't be reached or rejects the token."""
        async with asyncio.timeout(ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(host, port, limit=LONGEST_LINE)
            connection = cls(reader, writer)
            try:
                await connection.write(*greeting)
                if wire.read(await connection.line()) != ["WELCOME"]:
                    raise PermissionError("the server does not know the token")
            except BaseException:
                connection.close()
                raise
        return connection

    async def write(self, *fields: str) -> None:
        self._writer.write(wire.write(*fields))
        await self._writer.drain()

    async def line(self) -> str:
        """The next whole line. Raises ConnectionError when there is none any more."""
        line = (await self._reader.readline()).decode()
        if not line.endswith("\n"):
            raise ConnectionError("the line broke")
        return line

    def close(self) -> None:
        self._writer.close()


class Line:
    """Implements the port `Adapter`."""

    capabilities = Capabilities(text_length=wire.LONGEST_TEXT)

    def __init__(self, account: str, host: str, port: int, token: str) -> None:
        self.account = account
        self._server = host, port
        self._token = token
        self._talk: Connection | None = None
        self._one_at_a_time = asyncio.Lock()

    async def open(self) -> None:
        """Nothing: a server that is away for now must not keep the service from starting."""

    async def run(self, inbox: Inbox) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                connection = await Connection.open(*self._server, "LISTEN", self._token)
                try:
                    while True:
                        await self._take(connection, inbox)
                        pause = FIRST_PAUSE
                finally:
                    connection.close()
            except OSError as error:  # TimeoutError is one
                reason = type(error).__name__  # its words may hold more than a log should
                _LOGGER.warning("line.broken", extra={"account": self.account, "reason": reason})
            except Exception:
                _LOGGER.exception("line.keep_failed", extra={"account": self.account})
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _take(self, connection: Connection, inbox: Inbox) -> None:
        """Keep one event, and only then tell the server that we have it."""
        line = await connection.line()
        number = wire.number(line)
        update = Update(number, line, sensitive=wire.is_private(line))
        await inbox.receive(self.account, [update])
        await connection.write("SEEN", number)

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        return wire.parse(raw, self.account)

    async def send(self, order: Order) -> SendResult:
        if order.kind != "send" or order.post is None:
            return PermanentFailure("a plain line is said once and stays as it is")
        if not wire.is_chat(order.chat):
            return Gone("that is no place of this platform")
        async with self._one_at_a_time:
            try:
                self._talk = self._talk or await Connection.open(*self._server, "TALK", self._token)
            except OSError as error:
                return NotSent(type(error).__name__)
            return await self._ask(self._talk, order.chat, wire.whole(order.post))

    async def _ask(self, connection: Connection, chat: str, text: str) -> SendResult:
        answered = False
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await connection.write("SAY", chat, text)
                answer = wire.read(await connection.line())
            answered = True
            return wire.result(answer)
        except OSError as error:
            return Unknown(type(error).__name__)
        finally:
            if not answered:  # a late answer would be taken for the next one's
                connection.close()
                self._talk = None

    async def fetch(self, file_id: str) -> bytes:
        raise FileNotFoundError("there are no files on this platform")

    def invite_link(self, code: str) -> str | None:
        return None  # people type /start and their code

    async def check(self) -> Sequence[Check]:
        try:
            connection = await Connection.open(*self._server, "TALK", self._token)
        except PermissionError as error:
            remedy = f"set adapters.{self.account}.token to the word the server knows us by"
            return (Check("connection", False, str(error), remedy),)
        except OSError as error:
            remedy = f"is the server running? See adapters.{self.account}.host and .port"
            return (Check("connection", False, f"no connection: {type(error).__name__}", remedy),)
        connection.close()
        return (Check("connection", True, "the server lets us in"),)

    async def close(self) -> None:
        if self._talk is not None:
            self._talk.close()
            self._talk = None
