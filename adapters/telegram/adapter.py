"""A bot on Telegram as an adapter: one attempt per call, with an exact result."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText, GetFile, GetMe, GetWebhookInfo
from aiogram.types import User

from adapters.telegram import checks, inbound
from adapters.telegram.capabilities import CAPABILITIES, HERE
from adapters.telegram.client import Client, GetRawChat, GetRawChatMember
from adapters.telegram.errors import FAILURES, describe, is_said, result
from adapters.telegram.menus import menu_calls
from adapters.telegram.outbound import Call, NoSuchChat, calls, chat_of, recaption
from adapters.telegram.polling import Poller
from adapters.telegram.reception import Reception
from adapters.telegram.settings import Settings, read
from adapters.telegram.topics import Topics
from adapters.telegram.webhook import Webhook
from service.core.bounded import Bounded
from service.core.events import PlatformEvent
from service.ports import (
    Check,
    Gone,
    Inbox,
    Menu,
    Order,
    PermanentFailure,
    RetryAfter,
    Sealer,
    SendResult,
    Sent,
)

MENU_SECONDS = 60.0  # until a menu that could not be set is retried
GREETING_SECONDS = 5.0  # for learning the bot's name; the service starts without it
HALF_SENT = 1000  # the most partly sent posts that are remembered

_LOGGER = logging.getLogger(__name__)


def build(options: Mapping[str, Any], *, account: str, sealer: Sealer) -> Telegram:
    """A bot; this package's docstring describes the settings. Raises ValueError, naming the setting
    and what is allowed."""
    return Telegram(read(options, account))


@dataclass(slots=True)
class Progress:
    """The progress of an order of several calls, and the id of its first message."""

    sent: int = 0
    id: str = ""
    poll: str = ""


class Telegram:
    """Implements the ports `Adapter`, `Menus`, `HasRoutes` and `Inspectable`."""

    capabilities = CAPABILITIES

    def __init__(self, settings: Settings) -> None:
        self.account = settings.account
        self._settings = settings
        self._client = Client(settings)
        self._username = settings.username
        self._topics = Topics()
        self._reception = Reception(
            self.account, self._client, lambda: self.invite_link(HERE), self._topics
        )
        self._receiver: Poller | Webhook = (
            Poller(self.account, self._client, self._reception)
            if settings.mode == "polling"
            else Webhook(settings, self._client, self._reception)
        )
        self._half_sent: Bounded[str, Progress] = Bounded(HALF_SENT)

    # -- the port Adapter

    async def open(self) -> None:
        """Learn the bot's name. If Telegram is out of reach, that is reported, not raised."""
        try:
            me = await self._client.call(GetMe(), seconds=GREETING_SECONDS)
        except FAILURES as error:
            extra = {"account": self.account, "reason": describe(error)}
            _LOGGER.error("telegram.not_reached", extra=extra)
        else:
            self._username = me.username or ""

    @property
    def trouble(self) -> BaseException | None:
        """The error that keeps updates from arriving, if any."""
        return self._receiver.trouble

    async def run(self, inbox: Inbox) -> None:
        try:
            await self._receiver.run(inbox)
        finally:
            await self._reception.close()

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        return inbound.parse(raw, self.account, self._username)

    async def send(self, order: Order) -> SendResult:
        try:
            chat, _ = chat_of(order.chat)
            wanted = calls(order, self._topics.of(chat))
        except NoSuchChat as error:
            return Gone(str(error))
        except ValueError as error:
            return PermanentFailure(str(error))
        if order.kind == "send":
            return await self._say(order.key, wanted)
        return await self._alter(order, wanted[0])

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file. Raises FileNotFoundError if it is missing or too large for bots
        (20 MB), ConnectionError if Telegram can't be reached."""
        if not file_id:
            raise FileNotFoundError("no file")
        try:
            file = await self._client.call(GetFile(file_id=file_id))
            return await self._client.download(file.file_path or "")
        except TelegramBadRequest as error:
            raise FileNotFoundError(describe(error)) from None
        except FAILURES as error:
            # Its message contains the link, and the link contains the token.
            raise ConnectionError(describe(error)) from None

    def invite_link(self, code: str) -> str | None:
        """A link that opens a private chat with the bot; None while its name is unknown."""
        if not self._username:
            return None
        return f"https://t.me/{self._username}?start={quote(code, safe='')}"

    async def check(self) -> Sequence[Check]:
        """If updates are not arriving, the reason is known already; otherwise Telegram is asked."""
        trouble = self.trouble
        if trouble is not None:
            return (checks.failing(trouble, self._settings),)
        try:
            me = await self._client.call(GetMe(), seconds=GREETING_SECONDS)
            self._username = me.username or ""
            info = await self._client.call(GetWebhookInfo(), seconds=GREETING_SECONDS)
        except FAILURES as error:
            return (checks.failing(error, self._settings),)
        return (checks.reached(me), checks.updates(info, self._settings))

    async def close(self) -> None:
        await self._reception.close()
        await self._client.close()

    # -- the port Inspectable

    async def survey(self, rooms: Sequence[str]) -> Sequence[Check]:
        try:
            me = await self._client.call(GetMe(), seconds=GREETING_SECONDS)
        except FAILURES:
            return ()  # `check` reports it
        return [await self._look_at(chat, me) for chat in rooms]

    async def _look_at(self, id_: str, me: User) -> Check:
        try:
            chat = chat_of(id_)[0]
            member = await self._client.call(GetRawChatMember(chat_id=chat, user_id=me.id))
            found = await self._client.call(GetRawChat(chat_id=chat))
        except NoSuchChat as error:
            return checks.absent(id_, str(error))
        except FAILURES as error:
            return checks.absent(id_, describe(error))
        return checks.room(id_, member, found, me)

    # -- the port Menus

    async def set_menu(self, menu: Menu) -> float:
        try:
            for call in menu_calls(menu):
                await self._client.call(call)
        except FAILURES as error:
            if isinstance(error, TelegramBadRequest):  # no such chat or command
                extra = {"account": self.account, "reason": describe(error)}
                _LOGGER.warning("telegram.menu_refused", extra=extra)
                return 0.0
            became = result(error)
            return became.seconds if isinstance(became, RetryAfter) else MENU_SECONDS
        return 0.0

    # -- the port HasRoutes

    def routes(self, inbox: Inbox) -> Sequence[Any]:
        """The webhook's route, if updates arrive that way."""
        return (self._receiver.route(inbox),) if isinstance(self._receiver, Webhook) else ()

    # -- sending

    async def _say(self, key: str, wanted: Sequence[Call]) -> SendResult:
        """A post with several files takes several calls; the next attempt continues where this one
        ended."""
        progress = self._half_sent.pop(key, Progress())
        for call in wanted[progress.sent :]:
            try:
                ids = await self._in_topic(call)
            except FAILURES as error:
                self._remember(key, progress)
                return result(error)
            except BaseException:
                self._remember(key, progress)
                raise
            if progress.sent == 0:
                progress.id, progress.poll = ids
            progress.sent += 1
        return Sent(progress.id, progress.poll)

    async def _in_topic(self, call: Call) -> tuple[str, str]:
        """Send a message. In a private chat a topic that is gone is left out: the chat is open."""
        chat = getattr(call, "chat_id", 0)
        try:
            return await self._client.call_for_message(call)
        except FAILURES as error:
            if not is_said(error, "message thread not found") or not chat > 0:
                raise
        self._topics.forget(chat)
        without = call.model_copy(update={"message_thread_id": None})
        return await self._client.call_for_message(without)

    def _remember(self, key: str, progress: Progress) -> None:
        if progress.sent:
            self._half_sent[key] = progress

    async def _alter(self, order: Order, call: Call) -> SendResult:
        """Edit, erase or mark a message. Idempotent."""
        done = Sent(order.target or "")
        try:
            await self._client.call_for_message(call)
        except FAILURES as error:
            if is_said(error, "message is not modified", "poll has already been closed") or (
                order.kind == "erase" and is_said(error, "message to delete not found")
            ):
                return done
            if isinstance(call, EditMessageText) and is_said(error, "there is no text in"):
                return await self._recaption(order, call)
            return result(error)
        return done

    async def _recaption(self, order: Order, edit: EditMessageText) -> SendResult:
        """The message is a file: its text is the caption."""
        try:
            caption = recaption(edit)
        except ValueError as error:
            return PermanentFailure(str(error))
        return await self._alter(order, caption)
