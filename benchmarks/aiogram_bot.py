"""A bot on aiogram's own polling, as its documentation writes one; what it has handled is durable.

Each handler keeps the update in SQLite (WAL, `synchronous=FULL`) before it does anything else.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from multiprocessing.connection import Connection

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message, Update

ANSWER = "the answer to update "
TABLE = "CREATE TABLE IF NOT EXISTS handled (id INTEGER PRIMARY KEY)"


def serve(told: Connection, token: str, api_url: str, database: str) -> None:
    """Serve until killed; tells when it begins to."""
    logging.disable()  # whom it can't answer any more is told nothing
    asyncio.run(_serve(told, token, api_url, database))


async def _serve(told: Connection, token: str, api_url: str, database: str) -> None:
    kept = await aiosqlite.connect(database)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", TABLE):
        await kept.execute(statement)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_url)))
    dispatcher = Dispatcher()

    async def keep(update: Update) -> None:
        await kept.execute("INSERT OR IGNORE INTO handled VALUES (?)", (update.update_id,))
        await kept.commit()

    @dispatcher.message()
    async def said(message: Message, event_update: Update) -> None:
        await keep(event_update)
        await message.answer(f"{ANSWER}{event_update.update_id}")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery, event_update: Update) -> None:
        await keep(event_update)
        await bot.send_message(query.from_user.id, f"{ANSWER}{event_update.update_id}")
        with suppress(TelegramBadRequest):  # too late for the button, not for the answer
            await query.answer()

    told.send("ready")
    await dispatcher.start_polling(bot, handle_signals=False)
