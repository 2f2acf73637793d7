"""What `doctor` is told about an account, with a remedy for each failure."""

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
        "hears everything in groups"
        if me.can_read_all_group_messages
        else "hears commands and replies in groups (privacy mode)"
    )
    return Check("Telegram bot", ok=True, detail=f"@{me.username}, {hears}")


def failing(error: BaseException, settings: Settings) -> Check:
    """What keeps updates from coming, or the bot from being asked for its name: named, with what
    to do about it."""
    name = f"adapters.{settings.account}"
    match error:
        case TelegramUnauthorizedError() | TelegramNotFound():
            remedy = f"get the token of the bot from @BotFather and set it as {name}.token"
            return Check("Telegram bot", ok=False, detail="the token is refused", remedy=remedy)
        case TelegramConflictError() if "webhook is active" not in error.message:
            return Check(
                "Telegram updates",
                ok=False,
                detail="another program takes the updates of this bot",
                remedy="stop it, or give OrgLife a bot of its own (@BotFather, /newbot)",
            )
        case TelegramRetryAfter(retry_after=seconds):
            detail = f"Telegram says to wait {seconds} s: too many requests"
            remedy = "wait: it goes on by itself; if it comes often, lower delivery.rates"
        case TelegramServerError():
            detail = f"Telegram's server fails: {describe(error)}"
            remedy = "wait: it is tried again by itself"
        case ClientDecodeError():
            detail = describe(error)
            remedy = f"wait, and see what answers in place of {settings.api_url}"
        case _ if is_proxy(error):
            detail = describe(error)
            remedy = f"see that {name}.proxy is right and lets this machine through"
        case _:
            detail = describe(error)
            remedy = f"see that this machine reaches {settings.api_url}, or set {name}.proxy"
    return Check("Telegram bot", ok=False, detail=detail, remedy=remedy)


def updates(info: WebhookInfo, settings: Settings) -> Check:
    """How updates come, or why they don't."""
    name, waiting = "Telegram updates", info.pending_update_count
    if settings.mode == "webhook":
        return _webhook(info, settings)
    if info.url:
        return Check(
            name,
            ok=False,
            detail="a webhook is set, so polling gets nothing",
            remedy="it is removed when the service runs; if another program needs it, give "
            "OrgLife a bot of its own",
        )
    return Check(name, ok=True, detail=f"polling; {waiting} waiting")


def _webhook(info: WebhookInfo, settings: Settings) -> Check:
    name = "Telegram updates"
    if info.url != settings.webhook_url:
        detail = "the webhook is not set" if not info.url else "the webhook leads elsewhere"
        remedy = "it is set when the service runs; see web.base_url"
        return Check(name, ok=False, detail=detail, remedy=remedy)
    if info.last_error_message and info.pending_update_count:
        remedy = f"see that Telegram reaches {settings.webhook_url} with a valid certificate"
        detail = f"{info.pending_update_count} waiting: {info.last_error_message}"
        return Check(name, ok=False, detail=detail, remedy=remedy)
    return Check(name, ok=True, detail=f"webhook; {info.pending_update_count} waiting")


def room(place: str, member: Mapping[str, Any], chat: Mapping[str, Any], me: User) -> Check:
    """What the bot may do and hears in a group; fields are those of `getChatMember`, `getChat`."""
    name, status = f"Telegram group {place}", member.get("status", "")
    administrator = status in ("administrator", "creator")
    if status in ("left", "kicked") or member.get("is_member") is False:
        return absent(place, "the bot is not in it")
    allowed = {**chat.get("permissions", {}), **(member if status == "restricted" else {})}

    def may(right: str) -> bool:
        return administrator or bool(allowed.get(right, True))

    if not may("can_send_messages"):
        return Check(
            name,
            ok=False,
            detail="the bot may not write there",
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
            detail=f"the bot may not send {' and '.join(lacking)} there",
            remedy="allow it in the group's permissions, or make the bot an administrator",
        )
    if administrator or me.can_read_all_group_messages:
        return Check(name, ok=True, detail="may write; hears everything")
    return Check(
        name,
        ok=True,
        detail="may write; privacy mode: hears commands and replies to the bot, not replies to "
        "others. To hear those too, make it an administrator, or send /setprivacy to @BotFather, "
        "choose Disable, and add the bot to the group again",
    )


def absent(place: str, detail: str) -> Check:
    remedy = "add the bot to the group again; it then works by itself"
    return Check(f"Telegram group {place}", ok=False, detail=detail, remedy=remedy)
