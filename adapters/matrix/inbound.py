"""Pure: an event of a room → a row for the inbox → events.

Events are read leniently, only the fields that are needed, so that later additions do no harm.
Fields: https://spec.matrix.org/latest/client-server-api/#events.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from adapters.matrix.capabilities import DISAPPROVING, NUMBER_OF
from service.core.events import (
    Attached,
    ChatMoved,
    ChatStatusChanged,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    PlatformEvent,
    Said,
    Tapped,
    Unreadable,
    Withdrawn,
)
from service.core.message import Chat, Ref
from service.ports import Update

_COMMAND = re.compile(r"(?:/|[!！](?=[A-Za-z]))(\w{1,32})(?:\s+(.*))?\s*", re.DOTALL)
_CODE = re.compile(r"\s*([2-9A-HJ-NP-Z][-\s]?){10}\s*", re.IGNORECASE)
_QUOTE = re.compile(r"> <@[^>\n]+>")
_FILES = {
    "m.file": ("file", "application/octet-stream"),
    "m.image": ("picture", "image/jpeg"),
    "m.audio": ("audio", "audio/ogg"),
    "m.video": ("video", "video/mp4"),
}
_TEXTS = ("m.text", "m.emote")  # programs send m.notice
_UNREADABLE = ("m.sticker", "m.poll.start", "org.matrix.msc3381.poll.start")
_PILL = re.compile(r'<a href="https://matrix\.to/#/@[^"]+">([^<]+)</a>')

HEARD = frozenset(
    {"m.room.message", "m.reaction", "m.room.redaction", "m.room.encrypted", *_UNREADABLE}
)
"""The types of events with which a person can say something."""


class Envelope(msgspec.Struct, frozen=True):
    """An event as stored in the inbox. `private`: it is from the person's direct chat with OrgLife;
    `opened`: it is the first one there; `name`: the person's display name; `undone`: the content of
    the person's own reaction that they redacted, if known; `standing`: what OrgLife may do in the
    room from now on ("in", or the right it lacks)."""

    room: str
    event: dict[str, Any]
    private: bool = False
    opened: bool = False
    name: str = ""
    undone: dict[str, Any] | None = None
    standing: str = ""


_decoder = msgspec.json.Decoder(Envelope)


def update(
    room: str,
    event: Mapping[str, Any],
    *,
    private: bool,
    opened: bool = False,
    name: str = "",
    undone: Mapping[str, Any] | None = None,
    standing: str = "",
) -> Update:
    """The row for the inbox. Raises ValueError if the event has no id."""
    number = event.get("event_id")
    if not isinstance(number, str) or not number:
        raise ValueError("an event without an id")
    kept = {each: event[each] for each in _KEPT if each in event}
    raw = {"room": room, "private": private, "opened": opened, "name": name, "event": kept}
    if undone is not None:
        raw["undone"] = undone
    if standing:
        raw["standing"] = standing
    written = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    return Update(number, written.encode("utf-8", "replace").decode(), sensitive=private)


_KEPT = ("type", "event_id", "sender", "content", "redacts")


def parse(raw: str, account: str) -> tuple[PlatformEvent, ...]:
    """The events of an update; none for one that does not concern OrgLife. Raises ValueError if it
    can't be read."""
    try:
        read = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ValueError("not an event of a room") from error
    kind, sender = read.event.get("type"), read.event.get("sender")
    content, number = read.event.get("content"), read.event.get("event_id")
    if not (isinstance(sender, str) and isinstance(content, dict) and isinstance(number, str)):
        raise ValueError("an event without sender, content or id")
    ref = Ref(Chat(account, read.room), number, read.private)
    event: PlatformEvent | None = None
    if kind == "m.room.message":
        event = _message(read, ref, sender, content)
    elif kind == "m.reaction":
        event = _tapped(ref, sender, content)
    elif kind == "m.room.redaction":
        event = _withdrawn(read, ref, sender)
    elif kind in _UNREADABLE:
        event = Unreadable(ref, sender)
    elif kind == "m.room.tombstone":
        event = ChatMoved(ref, sender, str(content.get("replacement_room")))
    elif read.standing == "in":
        event = ChatStatusChanged(ref, sender, "in")
    elif read.standing == "text":
        event = ChatStatusChanged(ref, sender, "muted", "text")
    elif kind == "m.room.member":
        event = ChatStatusChanged(ref, sender, "blocked" if read.private else "out")
    return (event,) if event is not None else ()


def answered(content: Mapping[str, Any]) -> str | None:
    """The message that this one answers, or whose thread it is in."""
    relation = _table(content.get("m.relates_to"))
    reply = _table(relation.get("m.in_reply_to")).get("event_id")
    root = thread(content)
    if root is not None and (reply is None or relation.get("is_falling_back")):
        return root
    return reply if isinstance(reply, str) else None


def thread(content: Mapping[str, Any]) -> str | None:
    """The message whose thread this one is in."""
    relation = _table(content.get("m.relates_to"))
    root = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
    return root if isinstance(root, str) else None


def file_url(file_id: str) -> tuple[str, dict[str, Any] | None]:
    """The address of a file, and its key if it is encrypted. Raises ValueError."""
    url, _, packed = file_id.partition("#")
    if not re.fullmatch(r"mxc://[^/\s]+/[^/\s]+", url):
        raise ValueError("not the id of a file")
    if not packed:
        return url, None
    opens = json.loads(base64.urlsafe_b64decode(packed))
    if not isinstance(opens, dict):
        raise ValueError("not the id of a file")
    return url, opens


def _message(
    read: Envelope, ref: Ref, sender: str, content: dict[str, Any]
) -> PlatformEvent | None:
    relation = _table(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        target, new = relation.get("event_id"), _table(content.get("m.new_content"))
        if not isinstance(target, str) or not _has_words(new):
            return None
        return Edited(Ref(ref.chat, target, ref.private), sender, _words(new))
    kind = str(content.get("msgtype"))
    if kind in _FILES:
        return _attached(ref, sender, content)
    if kind == "m.location":
        return Unreadable(ref, sender)
    if not _has_words(content) or kind not in _TEXTS:
        return None
    text = _words(content)
    if ref.private:
        text = _unaddressed(text, content)
    command = _COMMAND.fullmatch(text)
    if command:
        name, args = command.groups(default="")
        if name.lower() == "start":
            return Joined(ref, sender, read.name, args.strip())
        return CommandGiven(ref, sender, name.lower(), args.strip())
    if read.opened and _CODE.fullmatch(text):
        return Joined(ref, sender, read.name, text.strip())
    return Said(ref, sender, text, answered(content))


def _attached(ref: Ref, sender: str, content: dict[str, Any]) -> PlatformEvent | None:
    name, mime = _FILES[content["msgtype"]]
    info, locked = _table(content.get("info")), _table(content.get("file"))
    url = locked.get("url") or content.get("url")
    if not isinstance(url, str):
        return None
    body = content.get("body")
    given = content.get("filename") or body
    captioned = "filename" in content and body != content["filename"]
    size = info.get("size")
    return Attached(
        ref,
        sender,
        _clean(given) or name,
        info["mimetype"] if isinstance(info.get("mimetype"), str) else mime,
        size if isinstance(size, int) and size >= 0 else 0,
        url + (f"#{_pack(locked)}" if locked else ""),
        _clean(body) if captioned else "",
        answered(content),
    )


def _tapped(ref: Ref, sender: str, content: dict[str, Any]) -> PlatformEvent | None:
    relation = _table(content.get("m.relates_to"))
    on, key = relation.get("event_id"), relation.get("key")
    if not isinstance(on, str) or not isinstance(key, str):
        return None
    if key in NUMBER_OF:
        return Tapped(ref, sender, on, NUMBER_OF[key])
    liked = Ref(ref.chat, on, ref.private)
    return None if DISAPPROVING.intersection(key) else Liked(liked, sender)


def _withdrawn(read: Envelope, ref: Ref, sender: str) -> PlatformEvent | None:
    """A message, a tap or a like was redacted."""
    undone = _tapped(ref, sender, read.undone) if read.undone else None
    if isinstance(undone, Liked):
        return Liked(undone.ref, sender, taken_back=True)
    gone = read.event.get("redacts") or read.event["content"].get("redacts")
    if not isinstance(gone, str):
        return None
    tap = replace(undone, ref=replace(ref, id=gone)) if isinstance(undone, Tapped) else None
    return Withdrawn(replace(ref, id=gone), sender, tap)


def _words(content: Mapping[str, Any]) -> str:
    """The text, without the quotation that older clients put before a reply."""
    body = _clean(content.get("body"))
    if "m.in_reply_to" in _table(content.get("m.relates_to")) and _QUOTE.match(body):
        lines = body.split("\n")
        while lines and lines[0].startswith(">"):
            del lines[0]
        body = "\n".join(lines[1:] if lines and not lines[0] else lines)
    return body


def _unaddressed(text: str, content: Mapping[str, Any]) -> str:
    """In private, the text without the name in front of it that a client puts there for whoever
    taps OrgLife's name: `OrgLife: B`."""
    pill = _PILL.match(str(content.get("formatted_body")))
    name = html.unescape(pill[1]) if pill else ""
    if not name or not text.startswith(name):
        return text
    return text.removeprefix(name).lstrip(":：, ") or text


def _has_words(content: Mapping[str, Any]) -> bool:
    return isinstance(content.get("body"), str)


def _clean(text: Any) -> str:
    """The text without NUL, which not every database can store."""
    return text.replace("\0", "") if isinstance(text, str) else ""


def _pack(locked: Mapping[str, Any]) -> str:
    kept = {each: locked.get(each) for each in ("key", "iv", "hashes")}
    return base64.urlsafe_b64encode(json.dumps(kept).encode()).decode()


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
