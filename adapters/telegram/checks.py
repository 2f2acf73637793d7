"""What `doctor` is told about an account, with a remedy for each failure."""

from __future__ import annotations

from aiogram.exceptions import TelegramConflictError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import User, WebhookInfo

from adapters.telegram.errors import describe
from adapters.telegram.settings import Settings
from service.ports import Check


def reached(me: User) -> Check:
    hears = (
        "hears everything in groups"
        if me.can_read_all_group_messages
        else "hears commands and replies in groups (privacy mode)"
    )
    return Check("Telegram bot", ok=True, detail=f"@{me.username}, {hears}")


def not_reached(error: BaseException, settings: Settings) -> Check:
    """The bot could not be asked for its name."""
    name = f"adapters.{settings.account}"
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound):
        remedy = f"get the token of the bot from @BotFather and set it as {name}.token"
        return Check("Telegram bot", ok=False, detail="the token is refused", remedy=remedy)
    remedy = f"see that this machine reaches {settings.api_url}, or set {name}.proxy"
    return Check("Telegram bot", ok=False, detail=describe(error), remedy=remedy)


def updates(trouble: BaseException | None, info: WebhookInfo, settings: Settings) -> Check:
    """How updates come, or why they don't."""
    name, waiting = "Telegram updates", info.pending_update_count
    if isinstance(trouble, TelegramConflictError):
        return Check(
            name,
            ok=False,
            detail="another program takes the updates of this bot",
            remedy="stop it, or give OrgLife a bot of its own (@BotFather, /newbot)",
        )
    if trouble is not None:
        remedy = "wait, and see the log if it stays so"
        return Check(name, ok=False, detail=describe(trouble), remedy=remedy)
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
