"""Pure: a menu of commands → the calls that set it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from adapters.telegram.outbound import Call, chat_of
from service.core.people import Language
from service.ports import Menu

LONGEST_DESCRIPTION = 256
_CODES: Mapping[Language, str] = {"zh-CN": "zh", "en": "en"}


def menu_calls(menu: Menu) -> tuple[Call, ...]:
    """A menu may need several scopes. Raises ValueError for an invalid chat."""
    code = _CODES[menu.language] if menu.language is not None else None
    if not menu.commands:
        return tuple(DeleteMyCommands(scope=each, language_code=code) for each in _scopes(menu))
    commands = [
        BotCommand(command=name, description=about[:LONGEST_DESCRIPTION])
        for name, about in menu.commands
    ]
    return tuple(
        SetMyCommands(commands=commands, scope=each, language_code=code) for each in _scopes(menu)
    )


def _scopes(menu: Menu) -> tuple[Any, ...]:
    match menu.audience:
        case "people":
            return (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats())
        case "rooms":
            return (BotCommandScopeAllGroupChats(),)
        case "keepers":
            return (BotCommandScopeAllChatAdministrators(),)
        case "person":
            return (BotCommandScopeChat(chat_id=chat_of(menu.chat)[0]),)
