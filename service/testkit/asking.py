"""Helpers shared by the behaviours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.core.capabilities import degrade, numbered_list
from service.core.events import Chose, PlatformEvent, Tapped
from service.core.message import Post
from service.ports import Order, OrderKind, SendResult, Sent
from service.testkit.platform import Platform, Seen


async def give(
    platform: Platform,
    chat: str,
    post: Post | None,
    *,
    key: str = "1",
    kind: OrderKind = "send",
    target: str | None = None,
) -> SendResult:
    """One order for the platform, reduced to its capabilities; a text is not cut to length."""
    if post is not None and not (post.buttons and post.body.endswith(numbered_list(post))):
        whole = replace(platform.adapter.capabilities, text_length=0)
        (post,) = degrade(post, whole)
    adapter = platform.adapter
    result = await adapter.send(Order(kind, key, chat, post, target))
    if not (isinstance(result, Sent) and post is not None and adapter.capabilities.numbered):
        return result
    done = await adapter.send(Order("number", f"{key}.numbers", chat, post, result.id))
    return result if isinstance(done, Sent) else done


def labels(platform: Platform, rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows of labels as the platform shows them: a list has one per line."""
    if platform.adapter.capabilities.buttons:
        return tuple(map(tuple, rows))
    return tuple((label,) for row in rows for label in row)


def chosen(event: PlatformEvent, post: Post) -> PlatformEvent:
    """The choice of a tap: that of the event itself, or the one behind its number."""
    if not isinstance(event, Tapped):
        return event
    choice = post.flat_buttons[event.number - 1].id
    return Chose(replace(event.ref, id=event.on), event.sender, choice)


async def tell(platform: Platform, chat: str, post: Post, key: str = "1") -> str:
    """Send something that must arrive. Returns the id of the message."""
    result = await give(platform, chat, post, key=key)
    assert isinstance(result, Sent), result
    return result.id


async def standing(platform: Platform, chat: str, message: str) -> Seen:
    """The current message."""
    found = [each for each in await platform.seen(chat) if each.id == message]
    assert len(found) == 1, f"{len(found)} messages have the id {message}"
    return found[0]


async def heard(platform: Platform, count: int = 1) -> list[PlatformEvent]:
    """The events of the first `count` updates; there must not be more."""
    await platform.inbox.until_updates(count)
    assert len(platform.inbox.updates) == count
    return [event for each in platform.inbox.updates for event in platform.adapter.parse(each.raw)]


def as_read(platform: Platform, title: str, words: str) -> tuple[str, str]:
    """Title and text as a reader sees them: where they can't be told apart, the title is another
    line."""
    if "titles" in platform.lacks:
        return "", f"{title}\n{words}"
    return title, words
