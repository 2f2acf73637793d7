"""Pure: an update of the Bot API → a row for the inbox → events.

Updates are read leniently, only the fields that are needed, so that later additions do no harm.
Fields are those of https://core.telegram.org/bots/api#update.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from adapters.telegram.capabilities import DISAPPROVING, HERE, LEADS
from service.core.events import (
    Attached,
    ChatMoved,
    ChatStatusChanged,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    Nameless,
    PlatformEvent,
    Right,
    Said,
    Unreadable,
    Voted,
)
from service.core.message import Chat, Ref, StoredFile
from service.ports import Update

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?\s*", re.DOTALL)
_UNNAMED = {
    "photo": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg"),
    "video_note": ("video.mp4", "video/mp4"),
}


class User(msgspec.Struct, frozen=True):
    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""


class TelegramChat(msgspec.Struct, frozen=True):
    id: int
    type: str


class Sent(msgspec.Struct, frozen=True):
    """A file within a message."""

    file_id: str
    file_size: int = 0
    file_name: str = ""
    mime_type: str = ""


class Answered(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """The message that another one answers."""

    message_id: int
    sender: User | None = None
    text: str = ""
    caption: str = ""


class Origin(msgspec.Struct, frozen=True):
    """Whence a message was forwarded; `sender_user` is missing for hidden people, and for chats."""

    sender_user: User | None = None


class Unread(msgspec.Struct, frozen=True):
    """What is sent instead of words and files, and is not read."""


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    message_id: int
    chat: TelegramChat
    sender: User | None = None
    sender_chat: TelegramChat | None = None  # in whose name it is, if not in the sender's own
    is_automatic_forward: bool = False
    text: str = ""
    caption: str = ""
    reply_to_message: Answered | None = None
    forward_origin: Origin | None = None
    media_group_id: str = ""
    message_thread_id: int | None = None
    is_topic_message: bool = False
    document: Sent | None = None
    video: Sent | None = None
    audio: Sent | None = None
    animation: Sent | None = None
    voice: Sent | None = None
    video_note: Sent | None = None
    photo: list[Sent] = []  # the same picture in several sizes, the largest last
    sticker: Unread | None = None
    location: Unread | None = None
    contact: Unread | None = None
    poll: Unread | None = None
    dice: Unread | None = None
    forum_topic_reopened: Unread | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None


class Callback(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    id: str
    sender: User
    message: Message | None = None
    data: str = ""


class Emoji(msgspec.Struct, frozen=True):
    type: str
    emoji: str = ""


class Reacted(msgspec.Struct, frozen=True):
    """A person's current reactions to a message; `user` is missing for anonymous ones."""

    chat: TelegramChat
    message_id: int
    user: User | None = None
    old_reaction: list[Emoji] = []
    new_reaction: list[Emoji] = []


class Member(msgspec.Struct, frozen=True):
    """The bot's status in a chat. A restricted bot may have left."""

    status: str
    is_member: bool = True
    can_send_messages: bool = True
    can_send_documents: bool = True
    can_send_polls: bool = True


class Membership(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    chat: TelegramChat
    sender: User
    new_chat_member: Member


class Ballot(msgspec.Struct, frozen=True, rename={"sender": "user"}):
    """A vote; without a user if somebody votes as a channel."""

    poll_id: str
    option_ids: list[int]
    sender: User | None = None


class Envelope(msgspec.Struct, frozen=True):
    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    message_reaction: Reacted | None = None
    callback_query: Callback | None = None
    my_chat_member: Membership | None = None
    poll_answer: Ballot | None = None


_decoder = msgspec.json.Decoder(Envelope)


def update(raw: Mapping[str, Any]) -> Update:
    """The row for the inbox. Its id also contains what distinguishes this event from others:
    Telegram restarts its numbering, at random, after a quiet week. Raises ValueError if it has no
    id."""
    number = raw.get("update_id")
    if not isinstance(number, int):
        raise ValueError("an update without an id")
    content = next((each for name, each in raw.items() if name != "update_id"), None)
    content = _table(content)
    chat = content.get("chat") or _table(content.get("message")).get("chat") or {}
    marks = (content.get(each) for each in ("edit_date", "date", "id", "poll_id"))
    mark = next(filter(None, marks), "")
    return Update(
        f"{number}.{mark}",
        _whole(json.dumps(raw, ensure_ascii=False, separators=(",", ":"))),
        sensitive=not isinstance(chat, dict) or chat.get("type") in (None, "private"),
    )


@dataclass(frozen=True, slots=True)
class Tap:
    """The id that answers a tap, and whether the tap leads from a group into the private chat."""

    id: str
    leads: bool


def tap(raw: Mapping[str, Any]) -> Tap | None:
    """The tap in the update, if it is one. Tolerates malformed updates."""
    query = raw.get("callback_query")
    if not isinstance(query, dict) or not isinstance(query.get("id"), str):
        return None
    message = query.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    private = not isinstance(chat, dict) or chat.get("type") == "private"
    return Tap(query["id"], not private and str(query.get("data", "")).startswith(LEADS))


def parse(raw: str, account: str, username: str = "") -> tuple[PlatformEvent, ...]:
    """The events of an update; none for one that does not concern OrgLife. `username`: the bot's,
    to tell its commands from those of other bots. Raises ValueError if it can't be read."""
    try:
        read = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ValueError("not an update of the Bot API") from error
    event: PlatformEvent | None = None
    if read.message is not None:
        event = _message(read.message, account, username)
    elif read.edited_message is not None:
        event = _edited(read.edited_message, account)
    elif read.message_reaction is not None:
        event = _liked(read.message_reaction, account)
    elif read.callback_query is not None:
        event = _chosen(read.callback_query, account)
    elif read.my_chat_member is not None:
        event = _stands(read.my_chat_member, account)
    elif read.poll_answer is not None:
        event = _voted(read.poll_answer, account)
    return (event,) if event is not None else ()


def _message(message: Message, account: str, username: str) -> PlatformEvent | None:
    if message.migrate_to_chat_id is not None or message.migrate_from_chat_id is not None:
        return _moved(message, account)
    if message.sender_chat is not None:
        return _nameless(message, account, username)
    sender = _person(message.sender)
    if sender is None:
        return None
    ref, user = _ref(message, account), str(sender.id)
    if message.forum_topic_reopened is not None:
        return ChatStatusChanged(ref, user, "in", "topic")
    command = _COMMAND.fullmatch(message.text)
    if command:
        name, addressee, args = command.groups(default="")
        if addressee and username and addressee.lower() != username.lower():
            return None
        if name.lower() == "start":
            code = args.strip()
            return Joined(ref, user, _name(sender), "" if code == HERE else code)
        return CommandGiven(ref, user, name.lower(), _words(args.strip()))
    if message.text:
        quotes = _quoted(message, username)
        forwarded = _is_forwarded(message, sender)
        said, answered = _words(message.text), _answered(message)
        return Said(ref, user, said, answered, quotes=quotes, forwarded=forwarded)
    found = _file(message)
    if found is None:
        unread = (message.sticker, message.location, message.contact, message.poll, message.dice)
        return Unreadable(ref, user) if any(each is not None for each in unread) else None
    file = _stored(*found, account)
    return Attached(
        ref,
        user,
        file.name,
        file.mime,
        file.size,
        file.file_id,
        _words(message.caption),
        _answered(message),
        quotes=_quoted(message, username),
        forwarded=_is_forwarded(message, sender),
        album=message.media_group_id,
    )


def _nameless(message: Message, account: str, username: str) -> PlatformEvent | None:
    """What an administrator who remains anonymous, or somebody as a channel, says to the bot. What
    the linked channel posts into its group is said to nobody."""
    if message.is_automatic_forward or message.chat.type not in ("group", "supergroup"):
        return None
    ref, command = _ref(message, account), _COMMAND.fullmatch(message.text)
    if command:
        name, addressee, _ = command.groups(default="")
        foreign = addressee and username and addressee.lower() != username.lower()
        return None if foreign else Nameless(ref, command=name.lower())
    answered = message.reply_to_message
    if answered is None or answered.sender is None or _answered(message) is None:
        return None
    ours = answered.sender.username.lower() == username.lower()
    return Nameless(ref) if ours and answered.sender.is_bot else None


def _edited(message: Message, account: str) -> PlatformEvent | None:
    sender = _person(message.sender)
    if sender is None:
        return None
    words, found = _words(message.text or message.caption), _file(message)
    file = _stored(*found, account) if found is not None else None
    return Edited(_ref(message, account), str(sender.id), words, file)


def _liked(reacted: Reacted, account: str) -> PlatformEvent | None:
    """A like more or less; replacing one emoji by another changes nothing."""
    sender = _person(reacted.user)
    before, now = (_approves(each) for each in (reacted.old_reaction, reacted.new_reaction))
    if sender is None or before == now:
        return None
    chat = Chat(account, str(reacted.chat.id))
    ref = Ref(chat, str(reacted.message_id), reacted.chat.type == "private")
    return Liked(ref, str(sender.id), taken_back=before)


def _approves(reactions: list[Emoji]) -> bool:
    return any(each.emoji not in DISAPPROVING for each in reactions)


def _chosen(query: Callback, account: str) -> PlatformEvent | None:
    if query.message is None or not query.data:  # of an inline message, or of a game
        return None
    choice = query.data.removeprefix(LEADS)
    return Chose(_ref(query.message, account), str(query.sender.id), choice)


def _voted(vote: Ballot, account: str) -> PlatformEvent | None:
    sender = _person(vote.sender)
    if sender is None:
        return None
    ref = Ref(Chat(account, ""), "")
    return Voted(ref, str(sender.id), vote.poll_id, tuple(vote.option_ids))


def _moved(message: Message, account: str) -> PlatformEvent:
    """A group became a supergroup: both chats report it."""
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    sender = str(message.sender.id) if message.sender is not None else ""
    return ChatMoved(Ref(Chat(account, str(old)), str(message.message_id)), sender, str(new))


def _stands(change: Membership, account: str) -> PlatformEvent | None:
    """The bot was added, removed, blocked or muted."""
    private = change.chat.type == "private"
    if not private and change.chat.type not in ("group", "supergroup"):
        return None
    ref = Ref(Chat(account, str(change.chat.id)), "", private)
    user, now = str(change.sender.id), change.new_chat_member
    if now.status in ("left", "kicked") or not now.is_member:
        return ChatStatusChanged(ref, user, "blocked" if private else "out")
    if now.status == "restricted" and not now.can_send_messages:
        return ChatStatusChanged(ref, user, "muted", "text")
    if now.status == "restricted":
        may: tuple[tuple[Right, bool], ...] = (
            ("files", now.can_send_documents),
            ("polls", now.can_send_polls),
        )
        without = tuple(right for right, allowed in may if not allowed)
        return ChatStatusChanged(ref, user, "in", without=without)
    return ChatStatusChanged(ref, user, "in")


def _person(user: User | None) -> User | None:
    return user if user is not None and not user.is_bot else None


def _name(user: User) -> str:
    return " ".join(_words(f"{user.first_name} {user.last_name}").split())


def _ref(message: Message, account: str) -> Ref:
    chat = message.chat
    private = chat.type == "private"  # whose topics are no chats: see `topics`
    topic = message.message_thread_id if message.is_topic_message and not private else None
    id_ = str(chat.id) if topic is None else f"{chat.id}/{topic}"
    return Ref(Chat(account, id_), str(message.message_id), private)


def _answered(message: Message) -> str | None:
    """The message it answers. In a topic every message refers to the first one, which is no
    answer."""
    if message.reply_to_message is None:
        return None
    answered = message.reply_to_message.message_id
    if message.is_topic_message and answered == message.message_thread_id:
        return None
    return str(answered)


def _quoted(message: Message, username: str) -> str:
    """The words of the message it answers, if that is ours."""
    answered = message.reply_to_message
    if answered is None or answered.sender is None or not answered.sender.is_bot:
        return ""
    ours = answered.sender.username.lower() == username.lower()
    return _words(answered.text or answered.caption) if ours else ""


def _file(message: Message) -> tuple[str, Sent] | None:
    for kind in ("document", "animation", "video", "audio", "voice", "video_note"):
        file = getattr(message, kind)
        if file is not None:  # a GIF comes both as a document and as an animation
            return kind, file
    return ("photo", message.photo[-1]) if message.photo else None


def _stored(kind: str, file: Sent, account: str) -> StoredFile:
    name, mime = _UNNAMED.get(kind, ("file", "application/octet-stream"))
    name, mime = _words(file.file_name) or name, file.mime_type or mime
    return StoredFile(account, file.file_id, name, mime, file.file_size)


def _is_forwarded(message: Message, sender: User) -> bool:
    """Whether somebody else has written it; one's own words, forwarded, stay one's own."""
    origin = message.forward_origin
    if origin is None:
        return False
    return origin.sender_user is None or origin.sender_user.id != sender.id


def _words(text: str) -> str:
    """The text without NUL, which not every database can store."""
    return text.replace("\0", "")


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _whole(text: str) -> str:
    """The text with a question mark for each lone surrogate."""
    return text.encode("utf-8", "replace").decode("utf-8")
