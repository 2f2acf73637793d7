"""Pure: what a person did in the web chat → a raw update → events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

import msgspec

from adapters.webchat.people import private_room_id
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    PlatformEvent,
    Said,
    Withdrawn,
)
from service.core.message import Chat, Ref
from service.ports import Update

_COMMAND = re.compile(r"/(\w{1,32})(?:\s+(.*))?\s*", re.DOTALL)
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # control characters but tab, line feed
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Deed(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
    """An act of a person. `key`: the same for a repetition; `message`: the id of the message it
    made or is about."""

    key: str
    room: str
    private: bool
    user: str
    message: str


class Spoke(Deed, frozen=True, tag="said"):
    text: str
    reply_to: str | None = None


class Pressed(Deed, frozen=True, tag="chose"):
    choice: str


class Uploaded(Deed, frozen=True, tag="attached"):
    file: str
    name: str
    mime: str
    size: Annotated[int, msgspec.Meta(ge=0)]
    text: str = ""
    reply_to: str | None = None
    album: str = ""


class Changed(Deed, frozen=True, tag="edited"):
    text: str


class TookBack(Deed, frozen=True, tag="withdrawn"):
    pass


class SwitchedLanguage(Deed, frozen=True, tag="language"):
    language: str


class Entered(Deed, frozen=True, tag="joined"):
    """Stands in old rows only: whoever comes in today has been let in before they can act."""

    name: str
    code: str


_Any = Spoke | Pressed | Uploaded | Changed | TookBack | SwitchedLanguage | Entered
_decoder: msgspec.json.Decoder[_Any] = msgspec.json.Decoder(_Any)


def update(deed: Deed) -> Update:
    """The update for the inbox. Private texts and files are sensitive, and so is what is chosen of
    what only its reader was offered."""
    confidential = isinstance(deed, Spoke | Uploaded | Changed | Pressed) and deed.private
    return Update(deed.key, msgspec.json.encode(deed).decode(), sensitive=confidential)


def parse(raw: str, account: str, aliases: Mapping[str, str]) -> tuple[PlatformEvent, ...]:
    """The events of a raw update. `aliases`: whom former ids of people stand for. Raises ValueError
    for what can't be read."""
    try:
        deed = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ValueError("not an update of the web chat") from error
    user = aliases.get(deed.user)
    if user is not None:
        room = private_room_id(user) if deed.private else deed.room
        deed = msgspec.structs.replace(deed, user=user, room=room)
    ref = Ref(Chat(account, deed.room), deed.message, deed.private)
    return (_event(deed, ref),)


def _event(deed: _Any, ref: Ref) -> PlatformEvent:
    match deed:
        case Spoke(text=text, reply_to=reply_to):
            command = _COMMAND.fullmatch(text)
            if command:
                name, args = command.groups(default="")
                return CommandGiven(ref, deed.user, name.lower(), args.strip())
            return Said(ref, deed.user, text, reply_to)
        case Pressed(choice=choice):
            return Chose(ref, deed.user, choice)
        case Uploaded():
            return Attached(
                ref,
                deed.user,
                deed.name,
                deed.mime,
                deed.size,
                deed.file,
                deed.text,
                deed.reply_to,
                album=deed.album,
            )
        case Changed(text=text):
            return Edited(ref, deed.user, text)
        case TookBack():
            return Withdrawn(ref, deed.user)
        case SwitchedLanguage(language=language):
            return CommandGiven(ref, deed.user, "lang", language)
        case Entered(name=name, code=code):
            return Joined(ref, deed.user, name, code)


def clean_text(text: str) -> str:
    """A text as it is stored: line feeds only, without control characters."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def clean_name(name: str) -> str:
    """A display name or file name on one line, without characters that change the text
    direction."""
    return " ".join(_BIDI.sub("", _INVISIBLE.sub("", name)).split())
