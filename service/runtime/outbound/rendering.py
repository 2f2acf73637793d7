"""From words to text: a message, and whatever is attached to it, as its reader reads it.

What is rendered has the same types as before, with a plain `str` wherever there were words.
Attachments stay data until they are sent; files are made of them off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_type_hints

from service.core.message import Attachment, Chat, Gallery, Message, StoredFile
from service.core.texts import (
    FileName,
    Lines,
    ListItem,
    Moment,
    Named,
    Secret,
    Strong,
    Text,
    lines,
    text,
)
from service.runtime.localization.catalog import Catalog, Locale

T = TypeVar("T")

_WORDS = frozenset({Text, Lines, Moment, Named, Secret, FileName, Strong, ListItem})


def render(message: Message, catalog: Catalog, locale: Locale) -> Message:
    """The message in the reader's language and time zone, with what is set off in its body."""
    if message.attachments:
        files = tuple(_completed(each, locale) for each in message.attachments)
        message = replace(message, attachments=files)
    if not isinstance(message.body, str):
        body, marks = catalog.say_marked(message.body, locale)
        message = replace(message, body=body, marks=marks)
    rendered: Message = _said(message, catalog, locale)
    return rendered


def said_in(value: T, catalog: Catalog, locale: Locale) -> T:
    """The same value with all its words said: a dataclass of words and plain data, at any depth."""
    rendered: T = _said(value, catalog, locale)
    return rendered


def _said(value: Any, catalog: Catalog, locale: Locale) -> Any:
    kind = type(value)
    worded: Iterable[bool]
    if kind is tuple:
        parts, worded = value, repeat(True)
    elif is_dataclass(kind):
        parts_of, worded = _fields(kind)
        parts = parts_of(value)
    else:
        return value
    said = []
    for part, may_be_words in zip(parts, worded):  # noqa: B905 - `repeat` has no end
        if may_be_words and type(part) is not str:
            if type(part) in _WORDS:
                part = catalog.say(part, locale)  # noqa: PLW2901
            elif part:
                part = _said(part, catalog, locale)  # noqa: PLW2901
        said.append(part)
    return tuple(said) if kind is tuple else kind(*said)


@cache
def _fields(kind: type) -> tuple[Callable[[Any], tuple[Any, ...]], Iterable[bool]]:
    """What gives the fields of a dataclass in their order; and whether words may stand in each."""
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    only = attrgetter(names[0])
    get = attrgetter(*names) if len(names) > 1 else lambda value: (only(value),)
    return get, tuple(_worded(hints[each]) for each in names)


def _worded(hint: Any) -> bool:
    if hint in _WORDS:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return any(_fields(hint)[1])
    return any(_worded(each) for each in get_args(hint))


def _completed(attachment: Attachment, locale: Locale) -> Attachment:
    """With what is said in place of a file that can't be had, and the language of a page."""
    content = attachment.content
    if isinstance(content, StoredFile):
        return replace(attachment, missing=text("system-file-missing", name=attachment.name))
    if isinstance(content, Gallery):
        return replace(attachment, content=replace(content, language=locale.language))
    return attachment


def continued(message: Message, there: Chat, catalog: Catalog, locale: Locale) -> Message:
    """The rendered message when its reader has gone on in another chat: without choices, saying
    so."""
    note = text("link-continued", platform=platform_name(there.account))
    moved = Message(lines(message.body, note, sep="\n\n"), message.title)
    return said_in(moved, catalog, locale)


def platform_name(account: str) -> Text:
    """The platform of the account as its people call it; else the account's own name."""
    return text("link-platform", account=account)
