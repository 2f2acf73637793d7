"""What the methods of the Bot API do to an account, and the errors they answer with."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from tests.telegram_server.account import (
    CALLBACK_SECONDS,
    RESTRICTABLE,
    Account,
    TelegramChat,
    clean,
)
from tests.telegram_server.schema import File, utf16

MOST_COMMANDS = 100
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
SCOPES += ("chat", "chat_administrators", "chat_member")
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡"
)


class ApiError(Exception):
    """An answer that is not ok. `parameters`: retry_after or migrate_to_chat_id."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str, **parameters: int) -> ApiError:
    return ApiError(400, f"Bad Request: {description}", **parameters)


Given = dict[str, Any]


def call(account: Account, method: str, given: Given) -> Any:
    """Carry out a method. Raises `ApiError`."""
    from tests.telegram_server import polls  # which stands on this module

    return (METHODS | polls.METHODS)[method](account, given)


def get_me(account: Account, given: Given) -> Any:
    return account.me()


def send_message(account: Account, given: Given) -> Any:
    chat = writable(account, given, "text")
    text, entities = _trimmed(given["text"], given.get("entities", []))
    if not text:
        raise bad("message text is empty")
    reply = _reply(chat, given)
    message = account.own_message(chat, given.get("message_thread_id"))
    message |= {"text": text} | ({"entities": entities} if entities else {}) | reply
    return _dress(message, given)


def send_document(account: Account, given: Given) -> Any:
    chat = writable(account, given, "documents")
    file: File = given["document"]
    if not file.content:
        raise bad("file must be non-empty")
    if len(file.content) > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    reply = _reply(chat, given)
    message = account.own_message(chat, given.get("message_thread_id"))
    message |= {"document": account.keep(file.name, file.mime, file.content)} | reply
    caption, entities = _trimmed(given.get("caption", ""), given.get("caption_entities", []))
    if caption:
        message |= {"caption": caption} | ({"caption_entities": entities} if entities else {})
    return _dress(message, given)


def edit_message_text(account: Account, given: Given) -> Any:
    message = _own(account, given)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edit(message, given, "text", "entities")


def edit_message_caption(account: Account, given: Given) -> Any:
    message = _own(account, given)
    if "document" not in message:
        raise bad("there is no caption in the message to edit")
    return _edit(message, given, "caption", "caption_entities")


def delete_message(account: Account, given: Given) -> Any:
    chat = _chat(account, given)
    message = chat.messages.get(given["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if message.get("from", {}).get("id") != account.id and chat.type != "private":
        raise bad("message can't be deleted")
    del chat.messages[given["message_id"]]
    return True


def set_message_reaction(account: Account, given: Given) -> Any:
    chat = _chat(account, given)
    if given["message_id"] not in chat.messages:
        raise bad("message to react not found")
    emoji = [each["emoji"] for each in given.get("reaction", [])]
    if len(emoji) > 1 or not set(emoji) <= REACTIONS:
        raise bad("REACTION_INVALID")
    chat.reactions[given["message_id"]] = emoji
    return True


def answer_callback_query(account: Account, given: Given) -> Any:
    press = account.presses.get(given["callback_query_id"])
    if press is None or time.monotonic() - press.since > CALLBACK_SECONDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    own = rf"https://t\.me/{account.username}\?start=[\w-]{{1,64}}"
    url = given.get("url")
    if url and not re.fullmatch(own, url, re.ASCII):
        raise bad("URL_INVALID")
    if press.answered is None:
        press.answered, press.opens = time.monotonic(), url
    return True


def get_file(account: Account, given: Given) -> Any:
    content = account.files.get(given["file_id"])
    if content is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    found = {"file_id": given["file_id"], "file_unique_id": given["file_id"][-10:]}
    return found | {"file_size": len(content), "file_path": f"documents/{given['file_id']}"}


def set_webhook(account: Account, given: Given) -> Any:
    if not re.fullmatch(r"https?://\S+", given["url"]):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    account.webhook = {"url": given["url"], "secret": given.get("secret_token", "")}
    _allow(account, given)
    account.grown.set()
    return True


def delete_webhook(account: Account, given: Given) -> Any:
    account.webhook = {"url": ""}
    if given.get("drop_pending_updates"):
        account.waiting.clear()
    return True


def get_webhook_info(account: Account, given: Given) -> Any:
    info = {
        "url": account.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(account.waiting),
    }
    error = account.webhook.get("error")
    return info | (
        {"last_error_message": error, "last_error_date": int(time.time())} if error else {}
    )


def get_updates(account: Account, given: Given) -> list[Given]:
    """What is there now; an offset confirms what came before it."""
    _allow(account, given)
    offset = given.get("offset", 0)
    if offset > account.last_id + 1:  # of an earlier count: everything is new
        offset = 0
    while account.waiting and account.waiting[0]["update_id"] < offset:
        account.confirmed.append(account.waiting.pop(0))
    return account.waiting[: given.get("limit", 100)]


def _allow(account: Account, given: Given) -> None:
    if given.get("allowed_updates"):
        account.allowed = frozenset(given["allowed_updates"])


def writable(account: Account, given: Given, what: str) -> TelegramChat:
    """The chat of a request, if the bot may send such there: "text", "documents" or "polls"."""
    chat = _chat(account, given)
    administrator = chat.standing == "administrator"
    limited = chat.standing == "limited" and what != "text"
    if chat.standing == "muted" or limited or (what in chat.forbids and not administrator):
        named = "text messages" if what == "text" else what
        raise bad(f"not enough rights to send {named} to the chat")
    if given.get("message_thread_id") in chat.closed and not administrator:
        raise bad("TOPIC_CLOSED")
    return chat


def _chat(account: Account, given: Given) -> TelegramChat:
    """The chat of a request, if the bot may act there."""
    chat = account.chats.get(given["chat_id"]) if isinstance(given["chat_id"], int) else None
    if chat is None:
        raise bad("chat not found")
    if chat.moved_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
    refusal = {
        "never": "bot can't initiate conversation with a user",
        "blocked": "bot was blocked by the user",
        "deactivated": "user is deactivated",
        "kicked": f"bot was kicked from the {chat.type} chat",
        "left": f"bot is not a member of the {chat.type} chat",
    }.get(chat.standing)
    if refusal:
        raise ApiError(403, f"Forbidden: {refusal}")
    thread = given.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return chat


def _own(account: Account, given: Given) -> Given:
    message = _chat(account, given).messages.get(given.get("message_id", 0))
    if message is None:
        raise bad("message to edit not found")
    if message.get("from", {}).get("id") != account.id:
        raise bad("message can't be edited")
    return message


def _edit(message: Given, given: Given, words: str, marks: str) -> Given:
    text, entities = _trimmed(given.get(words, ""), given.get(marks, []))
    if words == "text" and not text:
        raise bad("message text is empty")
    before = {name: message.get(name) for name in (words, marks, "reply_markup")}
    after = {words: text, marks: entities or None, "reply_markup": given.get("reply_markup")}
    if {k: v for k, v in before.items() if v} == {k: v for k, v in after.items() if v}:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for name in before:
        message.pop(name, None)
    message |= {name: each for name, each in after.items() if each}
    message["edit_date"] = int(time.time())
    return message


def _reply(chat: TelegramChat, given: Given) -> Given:
    wanted = given.get("reply_parameters")
    if wanted is None:
        return {}
    answered = chat.messages.get(wanted.get("message_id"))
    if answered is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in answered.items() if k != "reply_to_message"}}


def _dress(message: Given, given: Given) -> Given:
    if given.get("reply_markup"):
        message["reply_markup"] = given["reply_markup"]
    return message


def _trimmed(text: str, entities: list[Given]) -> tuple[str, list[Given]]:
    """The text as it is kept; what was marked in it moves along."""
    shift = utf16(text) - utf16(text.lstrip())
    kept = clean(text)
    moved = []
    for each in entities:
        start, end = each["offset"] - shift, each["offset"] + each["length"] - shift
        start, end = max(start, 0), min(end, utf16(kept))
        if end > start:
            moved.append({**each, "offset": start, "length": end - start})
    return kept, moved


def get_chat(account: Account, given: Given) -> Any:
    chat = _chat(account, given)
    if chat.type == "private":
        return chat.view()
    names = {"can_send_messages": "text", "can_send_documents": "documents"}
    names |= {"can_send_polls": "polls"}
    sending = [each for each in RESTRICTABLE if each.startswith("can_send")]
    return chat.view() | {
        "permissions": {each: names.get(each) not in chat.forbids for each in sending}
    }


def get_chat_member(account: Account, given: Given) -> Any:
    chat = account.chats.get(given["chat_id"])
    if chat is None:
        raise bad("chat not found")
    if given["user_id"] != account.id:
        raise bad("member not found")
    if chat.standing in ("kicked", "left"):
        raise ApiError(403, f"Forbidden: bot was kicked from the {chat.type} chat")
    return account.member(chat.standing)


def set_my_commands(account: Account, given: Given) -> Any:
    commands = [(each["command"], each["description"]) for each in given["commands"]]
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    if not all(re.fullmatch("[a-z0-9_]{1,32}", name) for name, _ in commands):
        raise bad("BOT_COMMAND_INVALID")
    account.commands[_scope(account, given)] = commands
    return True


def delete_my_commands(account: Account, given: Given) -> Any:
    account.commands.pop(_scope(account, given), None)
    return True


def _scope(account: Account, given: Given) -> tuple[str, int, str]:
    scope = given.get("scope", {"type": "default"})
    if scope["type"] not in SCOPES:
        raise bad("unsupported bot command scope")
    if scope["type"].startswith("chat"):
        _chat(account, scope)
    if not re.fullmatch("[a-z]{2}|", given.get("language_code", "")):
        raise bad("invalid language code specified")
    return scope["type"], scope.get("chat_id", 0), given.get("language_code", "")


METHODS: dict[str, Callable[[Account, Given], Any]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "deleteMessage": delete_message,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
}
