"""From words to text: a message, and whatever is attached to it, as its reader reads it.

What is rendered has the same types as before, with a plain `str` wherever there were words.
Attachments stay data until they are sent; files are made of them off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from service.core.message import Attachment, Gallery, Message, Place, StoredFile
from service.core.texts import Lines, Moment, Named, Secret, Text, Words, lines, text
from service.runtime.localization.catalog import Catalog, Locale

T = TypeVar("T")

_WORDS = frozenset({Text, Lines, Moment, Named, Secret})


def render(message: Message, catalog: Catalog, locale: Locale) -> Message:
    """The message in the reader's language and time zone."""
    if message.attachments:
        files = tuple(_completed(each, locale) for each in message.attachments)
        message = replace(message, attachments=files)
    return said_in(message, catalog, locale)


def said_in(value: T, catalog: Catalog, locale: Locale) -> T:
    """The same value with all its words said: a dataclass of words and plain data, at any depth."""
    say: Callable[[Words], str] = lambda words: catalog.say(words, locale)  # noqa: E731
    rendered: T = _said(value, say)
    return rendered


def _said(value: Any, say: Callable[[Words], str]) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple([each if type(each) is str else _said(each, say) for each in value])
    if kind in _WORDS:
        return say(value)
    if not is_dataclass(kind):
        return value
    values = []
    for name, worded in _fields(kind):
        found = getattr(value, name)
        values.append(found if not worded or type(found) is str else _said(found, say))
    return kind(*values)


@cache
def _fields(kind: type) -> tuple[tuple[str, bool], ...]:
    """The fields of a dataclass in their order, each with whether words may stand in it."""
    hints = get_type_hints(kind)
    return tuple((each.name, _worded(hints[each.name])) for each in fields(kind))


def _worded(hint: Any) -> bool:
    if hint in _WORDS:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return any(worded for _, worded in _fields(hint))
    return any(_worded(each) for each in get_args(hint))


def _completed(attachment: Attachment, locale: Locale) -> Attachment:
    """With what is said in place of a file that can't be had, and the language of a page."""
    content = attachment.content
    if isinstance(content, StoredFile):
        return replace(attachment, missing=text("system-file-missing", name=attachment.name))
    if isinstance(content, Gallery):
        return replace(attachment, content=replace(content, language=locale.language))
    return attachment


def continued(message: Message, there: Place, catalog: Catalog, locale: Locale) -> Message:
    """The rendered message when its reader has gone on in another chat: without choices, saying
    so."""
    note = text("link-continued", platform=platform_name(there.account))
    moved = Message(lines(message.body, note, sep="\n\n"), message.title)
    return said_in(moved, catalog, locale)


def platform_name(account: str) -> Text:
    """The platform of the account as its people call it; else the account's own name."""
    return text("link-platform", account=account)
