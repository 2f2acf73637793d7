"""The connection to the Bot API."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod
from aiogram.types import Message
from aiohttp import ClientTimeout

from adapters.telegram.errors import Closed
from adapters.telegram.settings import Settings

CONNECT_SECONDS = 8.0
CALL_SECONDS = 25.0  # shorter than delivery waits, so that the result is known

Result = TypeVar("Result")


class GetRawUpdates(TelegramMethod[list[Any]]):
    """`getUpdates`, with raw updates: one that can't be read does not affect the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    limit: int | None = None
    allowed_updates: list[str] | None = None


class GetRawChat(TelegramMethod[dict[str, Any]]):
    """`getChat`, of which a few fields are read."""

    __returning__ = dict[str, Any]
    __api_method__ = "getChat"

    chat_id: int


class GetRawChatMember(TelegramMethod[dict[str, Any]]):
    """`getChatMember`, of which a few fields are read."""

    __returning__ = dict[str, Any]
    __api_method__ = "getChatMember"

    chat_id: int
    user_id: int


class Client:
    """Makes single calls; never retries. Raises one of `errors.FAILURES`."""

    def __init__(self, settings: Settings) -> None:
        session = AiohttpSession(
            proxy=settings.proxy or None, api=TelegramAPIServer.from_base(settings.api_url)
        )
        self._bot = Bot(settings.token, session=session)
        self._closed = False

    async def call(self, method: TelegramMethod[Result], seconds: float = CALL_SECONDS) -> Result:
        if self._closed:  # aiogram would reconnect
            raise Closed
        # aiogram hands the timeout on to aiohttp, which takes this one as well: connecting has a
        # time of its own, so that "never sent" can be told from "no answer".
        timeout = ClientTimeout(
            total=seconds, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS
        )
        return await self._bot(method, request_timeout=cast(int, timeout))

    async def call_for_message(self, method: TelegramMethod[Any]) -> tuple[str, str]:
        """Make a call whose result is a message. Returns its id and that of its poll, "" for what
        is not there. A result that can't be read was sent all the same, for `ok` says so."""
        try:
            message = await self.call(method)
        except ClientDecodeError as error:
            if not isinstance(error.data, dict) or error.data.get("ok") is not True:
                raise
            return _ids(error.data.get("result"))
        if not isinstance(message, Message):
            return "", ""
        return str(message.message_id), message.poll.id if message.poll is not None else ""

    async def download(self, path: str) -> bytes:
        """The content of a file returned by `getFile`."""
        stream = await self._bot.download_file(path, timeout=int(CALL_SECONDS))
        return stream.read() if stream is not None else b""

    async def close(self) -> None:
        self._closed = True
        await self._bot.session.close()


def _ids(message: Any) -> tuple[str, str]:
    """The ids of a message of which nothing else can be relied upon, and of its poll."""
    number, poll = _field(message, "message_id"), _field(_field(message, "poll"), "id")
    return str(number) if isinstance(number, int) else "", poll if isinstance(poll, str) else ""


def _field(of: Any, name: str) -> Any:
    return of.get(name) if isinstance(of, dict) else None
