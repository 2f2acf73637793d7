r"""Pure: the lines of the protocol and their meaning.

A line is UTF-8 and ends with a line feed; one space stands between two fields. In a field a space
is written `\s`, a line feed `\n`, a carriage return `\r`, a backslash `\\`, nothing at all `\e`.

    we say                        the server answers
    TALK token                    WELCOME, or FAILED token
    SAY place text                TAKEN message, or FAILED gone | empty | long | wait seconds
    LISTEN token                  WELCOME, or FAILED token; then, until the line breaks:
                                  EVENT number message place user name text
    SEEN number                   nothing; what came before is not told again

A place is `@user`, the person's private chat with OrgLife, or `#room`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.events import CommandGiven, Joined, PlatformEvent, Said
from service.core.message import Chat, Post, Ref
from service.ports import Gone, PermanentFailure, RetryAfter, SendResult, Sent, Unknown

LONGEST_TEXT = 400  # characters

_WRITTEN = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\r": "\\r"}
_READ = {"s": " ", "n": "\n", "r": "\r", "\\": "\\", "e": ""}
_CHAT = re.compile(r"[@#]\S+")


def write(*fields: str) -> bytes:
    """A line with these fields."""
    written = ("".join(_WRITTEN.get(each, each) for each in field) or "\\e" for field in fields)
    return f"{' '.join(written)}\n".encode()


def read(line: str) -> list[str]:
    """The fields of a line."""
    return [re.sub(r"\\(.)", lambda found: _READ.get(found[1], ""), each)
            for each in line.rstrip("\n").split(" ")]  # fmt: skip


def is_chat(chat: str) -> bool:
    return _CHAT.fullmatch(chat) is not None


def whole(post: Post) -> str:
    """The post as plain text: a title is its first line."""
    return f"{post.title}\n{post.body}" if post.title else post.body


def result(fields: Sequence[str]) -> SendResult:
    """The result that the server's answer to SAY means."""
    match fields:
        case ["TAKEN", message]:
            return Sent(message)
        case ["FAILED", "gone"]:
            return Gone("nobody is there")
        case ["FAILED", "wait", seconds]:
            return RetryAfter(float(seconds))
        case ["FAILED", ("empty" | "long") as reason]:
            return PermanentFailure(f"the text is {reason}")
        case _:
            return Unknown("an answer that is none of the protocol")


def number(line: str) -> str:
    """The number of an EVENT. Raises ValueError for any other line."""
    return _event(line)[0]


def is_private(line: str) -> bool:
    return _event(line)[2].startswith("@")


def parse(raw: str, account: str) -> tuple[PlatformEvent, ...]:
    """The content of the EVENT. Raises ValueError for any other line."""
    _, message, chat, user, name, text = _event(raw)
    ref = Ref(Chat(account, chat), message, private=chat.startswith("@"))
    if not text.startswith("/"):
        return (Said(ref, user, text),)
    command, _, args = text[1:].strip().partition(" ")
    if command == "start" and args and ref.private:
        return (Joined(ref, user, name, args.strip()),)
    return (CommandGiven(ref, user, command.lower(), args.strip()),)


def _event(line: str) -> list[str]:
    kind, *fields = read(line)
    if kind != "EVENT" or len(fields) != 6 or not is_chat(fields[2]):
        raise ValueError("not an event of this protocol")
    return fields
