"""Pure: an order → the calls of the Bot API that carry it out, in order.

Text is sent with entities and never with a parse mode, so nothing in it can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPoll,
    SetMessageReaction,
    StopPoll,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    LinkPreviewOptions,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyParameters,
)

from adapters.telegram.capabilities import (
    BUTTONS_IN_A_ROW,
    LARGEST_FILE,
    LEADS,
    LONGEST_CALLBACK,
    LONGEST_CAPTION,
    LONGEST_TEXT,
    MARK,
    SHORTEST_POLL_SECONDS,
)
from service.core.marks import Mark, moved
from service.core.message import Ballot, Button, File, Post
from service.ports import Order

Call = TelegramMethod[Any]

_CHAT = re.compile(r"(-?\d{1,18})(?:/(\d{1,18}))?")
_NUMBER = re.compile(r"\d{1,18}")
_QUIET = LinkPreviewOptions(is_disabled=True)


class NoSuchChat(ValueError):
    """The chat is no chat on Telegram."""


def calls(order: Order, topic: int | None = None) -> tuple[Call, ...]:
    """The calls to make; the first one creates the message of the order. `topic`: of a private
    chat, in which it is said. Raises `NoSuchChat`, and ValueError for what Telegram would never
    accept."""
    chat, thread = chat_of(order.chat)
    if order.kind == "send":
        return tuple(_sending(order, chat, thread or topic))
    message = _message(order)
    if order.kind == "erase":
        return (DeleteMessage(chat_id=chat, message_id=message),)
    if order.kind == "mark":
        reaction: list[Any] = [ReactionTypeEmoji(emoji=MARK)]
        return (SetMessageReaction(chat_id=chat, message_id=message, reaction=reaction),)
    ballot = _post(order).ballot
    if ballot is not None:
        if not ballot.closed:
            raise ValueError("a poll can only be closed")
        return (StopPoll(chat_id=chat, message_id=message),)
    text, entities = words(_post(order))
    _check_length(text, LONGEST_TEXT)
    return (
        EditMessageText(
            chat_id=chat,
            message_id=message,
            text=text,
            entities=entities,
            reply_markup=keyboard(_post(order)),
            link_preview_options=_QUIET,
            parse_mode=None,
        ),
    )


def recaption(edit: EditMessageText) -> EditMessageCaption:
    """The same edit for a message that is a file. Raises ValueError if the text is too long."""
    _check_length(edit.text or "", LONGEST_CAPTION)
    return EditMessageCaption(
        chat_id=edit.chat_id,
        message_id=edit.message_id,
        caption=edit.text,
        caption_entities=edit.entities,
        reply_markup=edit.reply_markup,
        parse_mode=None,
    )


def chat_of(chat: str) -> tuple[int, int | None]:
    """The chat, and the topic of a forum. Raises `NoSuchChat`."""
    found = _CHAT.fullmatch(chat)
    if found is None:
        raise NoSuchChat("not the id of a chat")
    return int(found[1]), int(found[2]) if found[2] else None


def words(post: Post) -> tuple[str, list[MessageEntity] | None]:
    """The text of a post, with its title and whatever else stands out in bold."""
    text = f"{post.title}\n{post.body}" if post.title and post.body else post.title or post.body
    title = (Mark(0, len(post.title)),) if post.title else ()
    marks = (*title, *moved(post.marks, len(text) - len(post.body)))
    entities = [
        MessageEntity(
            type="bold",
            offset=utf16_length(text[: each.start]),
            length=utf16_length(text[each.start : each.end]),
        )
        for each in marks
        if each.kind == "strong"
    ]
    return text, entities or None


def keyboard(post: Post) -> InlineKeyboardMarkup | None:
    """The choices as inline buttons; a row that is too wide is broken."""
    rows = [
        [
            InlineKeyboardButton(text=each.label, callback_data=_carried(each))
            for each in row[start : start + BUTTONS_IN_A_ROW]
        ]
        for row in post.buttons
        for start in range(0, len(row), BUTTONS_IN_A_ROW)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _carried(button: Button) -> str:
    """The data of the button; one that leads elsewhere is marked, if there is room."""
    marked = f"{LEADS}{button.id}"
    return marked if button.leads and len(marked) <= LONGEST_CALLBACK else button.id


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _sending(order: Order, chat: int, thread: int | None) -> Iterator[Call]:
    """A text; a single file with a short text as its caption; otherwise the files after the
    text."""
    post = _post(order)
    if post.ballot is not None:
        yield _poll(post.ballot, chat, thread)
        return
    for file in post.files:
        _check_file(file)
    text, entities = words(post)
    common: dict[str, Any] = {"chat_id": chat, "message_thread_id": thread, "parse_mode": None}
    first = {**common, "reply_markup": keyboard(post), "reply_parameters": _reply(post)}
    files = [BufferedInputFile(each.content, each.name) for each in post.files]
    captioned = len(files) == 1 and utf16_length(text) <= LONGEST_CAPTION
    if files and (captioned or not text):
        yield SendDocument(
            **first, document=files.pop(0), caption=text or None, caption_entities=entities
        )
    else:
        _check_length(text, LONGEST_TEXT)
        yield SendMessage(**first, text=text, entities=entities, link_preview_options=_QUIET)
    for document in files:
        yield SendDocument(**common, document=document)


def _poll(ballot: Ballot, chat: int, thread: int | None) -> SendPoll:
    """A poll that shows who voted for what. With correct options it is a quiz, answered once;
    without them votes can be changed, and nobody sees those of others before it is closed."""
    quiz = bool(ballot.right)
    return SendPoll(
        chat_id=chat,
        message_thread_id=thread,
        question=ballot.question,
        options=[InputPollOption(text=each, text_parse_mode=None) for each in ballot.options],
        is_anonymous=False,
        type="quiz" if quiz else "regular",
        allows_multiple_answers=ballot.several,
        allows_revoting=not quiz,
        open_period=ballot.seconds if ballot.seconds >= SHORTEST_POLL_SECONDS else None,
        hide_results_until_closes=None if quiz else True,
        correct_option_ids=list(ballot.right) if quiz else None,
        explanation=_few_lines(ballot.explanation) if quiz and ballot.explanation else None,
        question_parse_mode=None,
        explanation_parse_mode=None,
        description_parse_mode=None,
    )


def _few_lines(text: str) -> str:
    """Telegram allows two line feeds in an explanation."""
    return text if text.count("\n") <= 2 else " ".join(text.split("\n"))


def _reply(post: Post) -> ReplyParameters | None:
    if post.reply_to is None or not _NUMBER.fullmatch(post.reply_to):
        return None
    return ReplyParameters(message_id=int(post.reply_to), allow_sending_without_reply=True)


def _post(order: Order) -> Post:
    if order.post is None:
        raise ValueError("there is nothing to say")
    return order.post


def _message(order: Order) -> int:
    if order.target is None or not _NUMBER.fullmatch(order.target):
        raise ValueError("there is no such message")
    return int(order.target)


def _check_length(text: str, limit: int) -> None:
    if not text.strip():
        raise ValueError("there is nothing to say")
    if utf16_length(text) > limit:
        raise ValueError(f"the text is longer than {limit} UTF-16 units")


def _check_file(file: File) -> None:
    if not file.content:
        raise ValueError("a file is empty")
    if len(file.content) > LARGEST_FILE:
        raise ValueError(f"a file is larger than {LARGEST_FILE} bytes")
