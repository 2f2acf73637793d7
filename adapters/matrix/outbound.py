"""Pure: a post → the contents of its events, in order.

Text is sent plain, and with a title or marks also as fully escaped HTML, so nothing in it can
become markup.
`m.mentions` is always set, so nothing in it notifies anybody.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.matrix.capabilities import (
    ENVELOPE,
    LARGEST_CONTENT,
    LARGEST_EVENT,
    LARGEST_FILE,
    LONGEST_CAPTION,
    LONGEST_FALLBACK,
    LONGEST_TEXT,
    MARK,
)
from service.core.marks import blocks
from service.core.message import File, Post

Content = dict[str, Any]

MESSAGE, REACTION = "m.room.message", "m.reaction"
_EVENT = re.compile(r"\$\S+")


@dataclass(frozen=True, slots=True)
class Answered:
    """The known facts about a message being answered: its sender and its thread."""

    sender: str = ""
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One event to send. `file`: uploaded first; its address is added to the content."""

    content: Content
    file: File | None = None


def parts(post: Post | None, answered: Answered = Answered()) -> tuple[Part, ...]:
    """The events of the post; the first one is its message. Raises ValueError for what can't be
    sent."""
    if post is None:
        raise ValueError("there is nothing to say")
    for each in post.files:
        _check_file(each)
    text = _text(post)
    relation = _relation(post.reply_to, answered)
    files = list(post.files)
    found: list[Part] = []
    if len(files) == 1 and text and len(text) <= LONGEST_CAPTION:
        file = files.pop()
        found.append(Part(_file(file) | _formatted(post, text) | relation, file))
    elif text or not files:
        _check_text(text)
        found.append(Part({"msgtype": "m.text", **_formatted(post, text), **relation}))
    found += [
        Part(_file(each) | (relation if not found and not number else {}), each)
        for number, each in enumerate(files)
    ]
    return tuple(found)


def edit(post: Post | None, target: str, original: Mapping[str, Any]) -> Content:
    """The event that edits the text of a message; a file stays. Raises ValueError."""
    if post is None:
        raise ValueError("there is nothing to say")
    text = _text(post)
    _check_text(text)
    if "filename" in original:
        kept = {each: original[each] for each in _OF_FILE if each in original}
        new = {**kept, **_formatted(post, text)}
    else:
        new = {"msgtype": "m.text", **_formatted(post, text)}
    short = text if len(text) <= LONGEST_FALLBACK else f"{text[:LONGEST_FALLBACK]}…"
    return {
        **{name: value for name, value in new.items() if name not in (*_MARKUP, "m.mentions")},
        "body": f"* {short}",
        "m.mentions": {},
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": target},
    }


def fitting(content: Content, *, encrypted: bool) -> Content:
    """The content as it fits into an event: one that is too large goes without the markup, which
    says everything once more. Raises ValueError if it is too large all the same."""
    if _size(content, encrypted) <= LARGEST_EVENT:
        return content
    plain = {name: value for name, value in content.items() if name not in _MARKUP}
    if "m.new_content" in plain:
        new = plain["m.new_content"]
        plain["m.new_content"] = {name: new[name] for name in new if name not in _MARKUP}
    if _size(plain, encrypted) > LARGEST_EVENT:
        raise ValueError("the message is too large for an event")
    return plain


def _size(content: Content, encrypted: bool) -> int:
    """About how many bytes the event takes, with its envelope."""
    size = len(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    return ENVELOPE + (size * 4 // 3 if encrypted else size)


_MARKUP = ("format", "formatted_body")
_OF_FILE = ("msgtype", "filename", "url", "file", "info")


def reaction(target: str, key: str = MARK) -> Content:
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": key}}


def message_id(target: str | None) -> str:
    """Raises ValueError if it can't be the id of a message."""
    if target is None or not _EVENT.fullmatch(target):
        raise ValueError("there is no such message")
    return target


def _text(post: Post) -> str:
    return f"{post.title}\n{post.body}" if post.title and post.body else post.title or post.body


def _formatted(post: Post, text: str) -> Content:
    """Plain alone, where the text twice would be more than an event can hold."""
    content: Content = {"body": text, "m.mentions": {}}
    if post.title or post.marks:
        laid_out = content | _html(post)
        return laid_out if len(json.dumps(laid_out)) <= LARGEST_CONTENT else content
    return content


def _html(post: Post) -> Content:
    title = f"<strong>{_escaped(post.title)}</strong>" if post.title else ""
    between = "<br>" if post.title and post.body else ""
    return {
        "format": "org.matrix.custom.html",
        "formatted_body": f"{title}{between}{_laid_out(post)}",
    }


def _laid_out(post: Post) -> str:
    """The body with what stands out and its lists. A list is begun anew where it counts otherwise
    than by one, as an item can't have a number of its own."""
    shown, closing, expected = "", "", None
    for block in blocks(post.body, post.marks):
        words = "".join(
            f"<strong>{_escaped(run)}</strong>" if strong else _escaped(run)
            for run, strong in block.runs
        )
        if block.number is None:
            shown, closing, expected = f"{shown}{closing}{words}", "", None
            continue
        if block.number != expected:
            opening = f'<ol start="{block.number}">' if block.number else "<ul>"
            shown += closing + opening
            closing = "</ol>" if block.number else "</ul>"
        shown += f"<li>{words}</li>"
        expected = block.number + 1 if block.number else 0
    return shown + closing


def _escaped(text: str) -> str:
    """As HTML that preserves every space and line end."""
    return html.escape(text).replace("  ", " \u00a0").replace("\n", "<br>")


def _relation(reply_to: str | None, answered: Answered) -> Content:
    if reply_to is None or not _EVENT.fullmatch(reply_to):
        return {}
    relation: Content = {"m.in_reply_to": {"event_id": reply_to}}
    if answered.thread:
        relation |= {"rel_type": "m.thread", "event_id": answered.thread, "is_falling_back": False}
    mentions = {"user_ids": [answered.sender]} if answered.sender else {}
    return {"m.relates_to": relation, "m.mentions": mentions}


def _file(file: File) -> Content:
    mime = file.mime.partition(";")[0].strip()
    return {
        "msgtype": "m.image" if mime.startswith("image/") else "m.file",
        "body": file.name,
        "filename": file.name,
        "info": {"mimetype": file.mime, "size": len(file.content)},
        "m.mentions": {},
    }


def _check_text(text: str) -> None:
    if not text.strip():
        raise ValueError("there is nothing to say")
    if len(text) > 2 * LONGEST_TEXT:
        raise ValueError("the text is too long for an event")


def _check_file(file: File) -> None:
    if not file.content:
        raise ValueError("a file is empty")
    if len(file.content) > LARGEST_FILE:
        raise ValueError(f"a file is larger than {LARGEST_FILE} bytes")
