"""Receives updates from Telegram. It repeats what was not answered with 200, so the response is
sent after the updates are stored."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from typing import Any

from aiogram.methods import SetWebhook
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler

from adapters.telegram.capabilities import UPDATES
from adapters.telegram.client import Client
from adapters.telegram.errors import FAILURES, describe
from adapters.telegram.polling import Backoff
from adapters.telegram.reception import Reception
from adapters.telegram.settings import Settings
from service.ports import Inbox

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1024 * 1024  # bytes

_LOGGER = logging.getLogger(__name__)


class Webhook:
    """`trouble`: the error that keeps the webhook from being set, if any."""

    def __init__(self, settings: Settings, client: Client, reception: Reception) -> None:
        self._settings = settings
        self._client = client
        self._reception = reception
        self.trouble: BaseException | None = None

    async def run(self, inbox: Inbox) -> None:
        """Set the webhook; then there is nothing to do until cancelled."""
        backoff = Backoff()
        while True:
            try:
                await self._client.call(
                    SetWebhook(
                        url=self._settings.webhook_url,
                        secret_token=self._settings.webhook_secret,
                        allowed_updates=UPDATES,
                    )
                )
                break
            except FAILURES as error:
                self.trouble = error
                extra = {"account": self._settings.account, "reason": describe(error)}
                _LOGGER.error("telegram.webhook_not_set", extra=extra)
                await asyncio.sleep(backoff.seconds(error))
        self.trouble = None
        await asyncio.Event().wait()

    def route(self, inbox: Inbox) -> HTTPRouteHandler:
        """`POST /telegram/<account>`, for Telegram only."""
        secret = self._settings.webhook_secret.encode()

        @post(
            self._settings.webhook_path,
            name=f"telegram.{self._settings.account}",
            request_max_body_size=LARGEST_UPDATE,
        )
        async def receive(request: Request[Any, Any, Any]) -> Response[None]:
            """Updates, from Telegram alone: 403 without its secret, 503 if they can't be kept."""
            shown = request.headers.get(SECRET_HEADER, "")
            if not hmac.compare_digest(shown.encode(), secret):
                return Response(None, status_code=403)
            try:
                raw = json.loads(await request.body())
            except ValueError:
                return Response(None, status_code=400)
            try:
                await self._reception.take(inbox, [raw])
            except Exception:
                extra = {"account": self._settings.account}
                _LOGGER.exception("telegram.keep_failed", extra=extra)
                return Response(None, status_code=503)
            return Response(None, status_code=200)

        return receive
