"""The checks of an account for `orglife doctor`, with a remedy for each failure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import User, WebhookInfo

from adapters.telegram.errors import describe, is_proxy
from adapters.telegram.settings import Settings
from service.ports import Check


def reached(me: User) -> Check:
    hears = (
        "receives everything in groups"
        if me.can_read_all_group_messages
        else "receives commands and replies in groups (privacy mode)"
    )
    return Check("Telegram bot", ok=True, detail=f"@{me.username}, {hears}")


def failing(error: BaseException, settings: Settings) -> Check:
    """The error that keeps updates from arriving, or the bot's name from being read, with what to
    do about it."""
    name = f"adapters.{settings.account}"
    match error:
        case TelegramUnauthorizedError() | TelegramNotFound():
            remedy = f"get the token of the bot from @BotFather and set it as {name}.token"
            return Check("Telegram bot", ok=False, detail="the token was rejected", remedy=remedy)
        case TelegramConflictError() if "webhook is active" not in error.message:
            return Check(
                "Telegram updates",
                ok=False,
                detail="another program receives the updates of this bot",
                remedy="stop it, or give OrgLife a bot of its own (@BotFather, /newbot)",
            )
        case TelegramRetryAfter(retry_after=seconds):
            detail = f"Telegram asks to wait {seconds} s: too many requests"
            remedy = "wait: it resumes by itself; if this happens often, lower delivery.rates"
        case TelegramServerError():
            detail = f"Telegram's server failed: {describe(error)}"
            remedy = "wait: OrgLife retries by itself"
        case ClientDecodeError():
            detail = describe(error)
            remedy = f"wait, and check what answers instead of {settings.api_url}"
        case _ if is_proxy(error):
            detail = describe(error)
            remedy = f"check that {name}.proxy is correct and lets this machine through"
        case _:
            detail = describe(error)
            remedy = f"check that this machine can reach {settings.api_url}, or set {name}.proxy"
    return Check("Telegram bot", ok=False, detail=detail, remedy=remedy)


def updates(info: WebhookInfo, settings: Settings) -> Check:
    """How updates arrive, or why they don't."""
    name, waiting = "Telegram updates", info.pending_update_count
    if settings.mode == "webhook":
        return _webhook(info, settings)
    if info.url:
        return Check(
            name,
            ok=False,
            detail="a webhook is set, so polling receives nothing",
            remedy="it is removed when the service starts; if another program needs it, give "
            "OrgLife a bot of its own",
        )
    return Check(name, ok=True, detail=f"polling; {waiting} waiting")


def _webhook(info: WebhookInfo, settings: Settings) -> Check:
    name = "Telegram updates"
    if info.url != settings.webhook_url:
        detail = "the webhook is not set" if not info.url else "the webhook points elsewhere"
        remedy = "it is set when the service starts; check web.base_url"
        return Check(name, ok=False, detail=detail, remedy=remedy)
    if info.last_error_message and info.pending_update_count:
        remedy = f"check that Telegram can reach {settings.webhook_url} with a valid certificate"
        detail = f"{info.pending_update_count} waiting: {info.last_error_message}"
        return Check(name, ok=False, detail=detail, remedy=remedy)
    return Check(name, ok=True, detail=f"webhook; {info.pending_update_count} waiting")


def room(id_: str, member: Mapping[str, Any], chat: Mapping[str, Any], me: User) -> Check:
    """What the bot may do and can see in a group; fields are those of `getChatMember`,
    `getChat`."""
    name, status = f"Telegram group {id_}", member.get("status", "")
    administrator = status in ("administrator", "creator")
    if status in ("left", "kicked") or member.get("is_member") is False:
        return absent(id_, "the bot is not in it")
    allowed = {**chat.get("permissions", {}), **(member if status == "restricted" else {})}

    def may(right: str) -> bool:
        return administrator or bool(allowed.get(right, True))

    if not may("can_send_messages"):
        return Check(
            name,
            ok=False,
            detail="the bot can't write there",
            remedy="allow sending messages in the group's permissions, or make the bot an "
            "administrator",
        )
    lacking = [
        what
        for right, what in (("can_send_documents", "files"), ("can_send_polls", "polls"))
        if not may(right)
    ]
    if lacking:
        return Check(
            name,
            ok=False,
            detail=f"the bot can't send {' and '.join(lacking)} there",
            remedy="allow it in the group's permissions, or make the bot an administrator",
        )
    if administrator or me.can_read_all_group_messages:
        return Check(name, ok=True, detail="can write; receives everything")
    return Check(
        name,
        ok=True,
        detail="can write; privacy mode: receives commands and replies to the bot, not replies to "
        "others. To receive those too, make it an administrator, or send /setprivacy to "
        "@BotFather, choose Disable, and add the bot to the group again",
    )


def absent(chat: str, detail: str) -> Check:
    remedy = "add the bot to the group again; it then resumes by itself"
    return Check(f"Telegram group {chat}", ok=False, detail=detail, remedy=remedy)
