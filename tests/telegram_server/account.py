"""A bot as Telegram keeps it: its chats, the people in them, and the updates that wait for it."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import Update

DEFAULT_UPDATES = frozenset(
    {"message", "edited_message", "callback_query", "my_chat_member", "poll_answer"}
)
CALLBACK_SECONDS = 15.0
RESTRICTABLE = (
    *(f"can_send_{what}" for what in ("messages", "audios", "documents", "photos", "videos")),
    *(f"can_send_{what}" for what in ("video_notes", "voice_notes", "polls", "other_messages")),
    *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info"),
    *("can_invite_users", "can_pin_messages", "can_manage_topics"),
)
ADMINISTRATIVE = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"),
    *("can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info"),
    *("can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories"),
    "can_send_welcome_messages",
)
_BIDI = re.compile("[\u2028-\u202e]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


def clean(text: str) -> str:
    """A text as Telegram keeps it (`clean_input_string` of its library)."""
    return _CONTROL.sub(" ", _BIDI.sub("", text.replace("\r", ""))).strip()


@dataclass(slots=True)
class User:
    id: int
    name: str
    language: str = "zh-hans"

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(slots=True)
class TelegramChat:
    """`standing` of the bot in it: "member", "administrator", "kicked", "left", "blocked", "never"
    (started), "muted", "limited" (to words). `forbids`: what members may not send, of "text",
    "documents", "polls". `closed`: topics nobody may write in."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    standing: str = "member"
    moved_to: int | None = None
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    forbids: set[str] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    polls: dict[str, Any] = field(default_factory=dict)  # by their ids
    reactions: dict[int, list[str]] = field(default_factory=dict)  # the bot's
    liked: dict[tuple[int, int], str] = field(default_factory=dict)  # people's
    numbers: Any = field(default_factory=lambda: itertools.count(random.randint(1, 50)))

    def view(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "type": self.type}
        shown |= {"first_name": self.title} if self.type == "private" else {"title": self.title}
        return {**shown, "is_forum": True} if self.forum else shown


@dataclass(slots=True)
class Press:
    """A callback that waits for its answer, which may open a chat (`opens`: its link)."""

    since: float
    answered: float | None = None
    opens: str | None = None

    @property
    def seconds(self) -> float | None:
        return None if self.answered is None else self.answered - self.since


class Account:
    """`hears_everything`: privacy mode is off. People's acts return what they made."""

    def __init__(self, token: str, username: str, *, hears_everything: bool = False) -> None:
        self.token = token
        self.id = int(token.partition(":")[0])
        self.username = username
        self.hears_everything = hears_everything
        self.users: dict[int, User] = {}
        self.chats: dict[int, TelegramChat] = {}
        self.files: dict[str, bytes] = {}
        self.presses: dict[str, Press] = {}
        self.waiting: list[dict[str, Any]] = []  # updates that are not confirmed
        self.confirmed: list[dict[str, Any]] = []
        self.allowed: frozenset[str] = DEFAULT_UPDATES
        self.webhook: dict[str, Any] = {"url": ""}
        self.commands: dict[tuple[str, int, str], list[tuple[str, str]]] = {}
        self.last_id = 0
        self.grown = asyncio.Event()
        self.updates = itertools.count(random.randint(10_000, 1_000_000))  # their ids
        self._ids = itertools.count(random.randint(5_000_000_000, 6_000_000_000))

    def me(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": "OrgLife",
            "username": self.username,
            "can_join_groups": True,
            "can_read_all_group_messages": self.hears_everything,
            "supports_inline_queries": False,
        }

    # -- people and chats

    def person(self, name: str, *, started: bool = True) -> User:
        user = User(next(self._ids), name)
        self.users[user.id] = user
        standing = "member" if started else "never"
        self.chats[user.id] = TelegramChat(user.id, "private", name, standing=standing)
        return user

    def group(self, title: str, *, forum: bool = False, basic: bool = False) -> TelegramChat:
        number = next(self._ids)
        chat = TelegramChat(
            -number if basic else int(f"-100{number}"),
            "group" if basic else "supergroup",
            title,
            forum,
        )
        self.chats[chat.id] = chat
        return chat

    def topic(self, chat: TelegramChat) -> int:
        """A new topic of a forum: its thread id."""
        number: int = next(chat.numbers)
        chat.messages[number] = self._message(chat, number, None) | {
            "forum_topic_created": {"name": "topic", "icon_color": 7322096},
            "is_topic_message": True,
            "message_thread_id": number,
        }
        chat.topics.add(number)
        return number

    def reopen(self, chat: TelegramChat, topic: int, user: User) -> None:
        """A topic that was closed is open again."""
        chat.closed.discard(topic)
        message = self.message_of(chat, user, None, topic) | {"forum_topic_reopened": {}}
        self.put("message", message)

    def migrate(self, chat: TelegramChat) -> TelegramChat:
        """The group becomes a supergroup with another id."""
        new = self.group(chat.title)
        chat.moved_to = new.id
        moved = self._message(chat, next(chat.numbers), None) | {"migrate_to_chat_id": new.id}
        self.put("message", moved)
        came = self._message(new, next(new.numbers), None) | {"migrate_from_chat_id": chat.id}
        self.put("message", came)
        return new

    def stand(self, chat: TelegramChat, user: User, standing: str) -> None:
        """The bot's standing in a chat changes: it is let in, blocked or kicked."""
        before, chat.standing = chat.standing, standing

        changed = {
            "chat": chat.view(),
            "from": user.view(),
            "date": int(time.time()),
            "old_chat_member": self.member(before),
            "new_chat_member": self.member(standing),
        }
        self.put("my_chat_member", changed)

    def member(self, standing: str) -> dict[str, Any]:
        """The bot as a member of a chat, as `getChatMember` tells it."""
        status = {"blocked": "kicked", "never": "left"}
        status |= dict.fromkeys(("muted", "limited"), "restricted")
        view: dict[str, Any] = {"user": self.me(), "status": status.get(standing, standing)}
        if view["status"] == "kicked":
            view["until_date"] = 0
        elif view["status"] == "restricted":
            view |= dict.fromkeys(RESTRICTABLE, False) | {"is_member": True, "until_date": 0}
            view["can_send_messages"] = standing == "limited"
        elif view["status"] == "administrator":
            view |= dict.fromkeys(ADMINISTRATIVE, True)
        return view

    # -- what people do

    def say(
        self,
        chat: TelegramChat,
        user: User,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        message = self.message_of(chat, user, reply_to, thread)
        message |= self._worded("text", clean(text))
        return self._post(chat, message)

    def say_in_thread(self, chat: TelegramChat, user: User, root: int, text: str) -> int:
        """Say something among the replies to a message. Where a group has no topics, a thread is
        no place: Telegram names its root, and hangs on it what answers nothing else."""
        message = self.message_of(chat, user, root, None) | {"message_thread_id": root}
        return self._post(chat, message | self._worded("text", clean(text)))

    def upload(
        self,
        chat: TelegramChat,
        user: User,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: int | None = None,
        album: str = "",
    ) -> int:
        """Send a file, or one of an album, whose messages have its id in common."""
        message = self.message_of(chat, user, reply_to, None)
        if album:
            message["media_group_id"] = album
        message["document"] = self.keep(name, "application/octet-stream", content)
        if caption:
            message |= self._worded("caption", clean(caption))
        return self._post(chat, message)

    def edit(self, chat: TelegramChat, number: int, text: str) -> None:
        message = chat.messages[number]
        message |= {"text": clean(text), "edit_date": int(time.time())}
        if self.hears(chat, message):
            self.put("edited_message", message)

    def forward(self, chat: TelegramChat, user: User, text: str, author: User) -> int:
        """Forward what `author` has written somewhere else."""
        message = self.message_of(chat, user, None, None) | self._worded("text", text)
        date = int(time.time()) - 60
        origin = {"type": "user", "date": date, "sender_user": author.view()}
        return self._post(chat, message | {"forward_origin": origin})

    def replace_file(self, chat: TelegramChat, number: int, name: str, content: bytes) -> None:
        """Put another file in the place of the one, or of the text, that a message is."""
        message = chat.messages[number]
        message["edit_date"] = int(time.time())
        message["document"] = self.keep(name, "application/octet-stream", content)
        if "text" in message:
            message["caption"] = message.pop("text")
        if self.hears(chat, message):
            self.put("edited_message", message)

    def delete(self, chat: TelegramChat, number: int) -> None:
        """A person deletes a message: no bot is told."""
        del chat.messages[number]

    def react(self, chat: TelegramChat, user: User, number: int, emoji: str) -> None:
        """A person's only reaction to a message becomes this one; "": none any more."""

        def reactions(emoji: str) -> list[dict[str, Any]]:
            return [{"type": "emoji", "emoji": emoji}] if emoji else []

        before = chat.liked.get((user.id, number), "")
        chat.liked[user.id, number] = emoji
        changed = {
            "chat": chat.view(),
            "message_id": number,
            "user": user.view(),
            "date": int(time.time()),
            "old_reaction": reactions(before),
            "new_reaction": reactions(emoji),
        }
        self.put("message_reaction", changed)

    def press(self, chat: TelegramChat, user: User, number: int, label: str) -> str:
        """Tap a button; the id of the callback."""
        message = chat.messages[number]
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(each["callback_data"] for row in rows for each in row if each["text"] == label)
        query = str(next(self._ids))
        self.presses[query] = Press(time.monotonic())
        pressed = {
            "id": query,
            "from": user.view(),
            "message": message,
            "chat_instance": str(chat.id),
            "data": data,
        }
        self.put("callback_query", pressed)
        return query

    # -- updates

    def put(self, kind: str, content: dict[str, Any]) -> None:
        """An update for the bot, if it has asked for such."""
        if kind not in self.allowed:
            return
        self.last_id = next(self.updates)
        update = {"update_id": self.last_id, kind: json.loads(json.dumps(content))}
        Update.model_validate(update)  # ours must be as true to the API as theirs
        self.waiting.append(update)
        self.grown.set()

    def hears(self, chat: TelegramChat, message: dict[str, Any]) -> bool:
        """Whether privacy mode lets the bot have this message of a person."""
        if chat.standing in ("kicked", "blocked"):
            return False
        if chat.type == "private" or self.hears_everything or chat.standing == "administrator":
            return True
        command = re.match(r"/\w+(?:@(\w+))?(?:\s|$)", message.get("text", ""))
        if command:
            return command[1] is None or command[1].lower() == self.username.lower()
        answered = message.get("reply_to_message", {}).get("from", {})
        return bool(answered.get("id") == self.id)

    def keep(self, name: str, mime: str, content: bytes) -> dict[str, Any]:
        """Keep a file: its description as a document."""
        file_id = f"BQACAgUAAxkBAAI{next(self._ids)}"
        self.files[file_id] = content
        return {
            "file_id": file_id,
            "file_unique_id": file_id[-10:],
            "file_name": name,
            "mime_type": mime,
            "file_size": len(content),
        }

    def own_message(self, chat: TelegramChat, thread: int | None) -> dict[str, Any]:
        """A message of the bot, which stands in the chat."""
        message = self._message(chat, next(chat.numbers), None) | {"from": self.me()}
        message["from"] = {
            k: message["from"][k] for k in ("id", "is_bot", "first_name", "username")
        }
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.messages[message["message_id"]] = message
        return message

    def message_of(
        self, chat: TelegramChat, user: User | None, reply_to: int | None, thread: int | None
    ) -> dict[str, Any]:
        message = self._message(chat, next(chat.numbers), user)
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            reply_to = reply_to or thread  # in a topic every message hangs on its first one
        if reply_to is not None:
            message["reply_to_message"] = {
                name: each
                for name, each in chat.messages[reply_to].items()
                if name != "reply_to_message"
            }
        return message

    def _post(self, chat: TelegramChat, message: dict[str, Any]) -> int:
        number: int = message["message_id"]
        chat.messages[number] = message
        if self.hears(chat, message):
            self.put("message", message)
        return number

    @staticmethod
    def _message(chat: TelegramChat, number: int, user: User | None) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": number,
            "date": int(time.time()),
            "chat": chat.view(),
        }
        return message | ({"from": user.view()} if user else {})

    @staticmethod
    def _worded(name: str, text: str) -> dict[str, Any]:
        worded: dict[str, Any] = {name: text}
        command = re.match(r"/\w+(?:@\w+)?", text)
        if command:
            entity = {"type": "bot_command", "offset": 0, "length": command.end()}
            worded["entities" if name == "text" else "caption_entities"] = [entity]
        return worded
