"""What the behaviours need again and again."""

from __future__ import annotations

from service.core.events import PlatformEvent
from service.core.message import Post
from service.ports import Order, OrderKind, SendResult, Sent
from service.testkit.platform import Platform, Seen


async def give(
    platform: Platform,
    place: str,
    post: Post | None,
    *,
    key: str = "1",
    kind: OrderKind = "send",
    target: str | None = None,
) -> SendResult:
    """One order for the platform."""
    return await platform.adapter.send(Order(kind, key, place, post, target))


async def tell(platform: Platform, place: str, post: Post, key: str = "1") -> str:
    """Say something that must arrive; the id of the message."""
    result = await give(platform, place, post, key=key)
    assert isinstance(result, Sent), result
    return result.id


async def standing(platform: Platform, place: str, message: str) -> Seen:
    """The message as it stands now."""
    found = [each for each in await platform.seen(place) if each.id == message]
    assert len(found) == 1, f"{len(found)} messages have the id {message}"
    return found[0]


async def heard(platform: Platform, count: int = 1) -> list[PlatformEvent]:
    """The events of the first `count` updates; no more of them may have come."""
    await platform.inbox.until_updates(count)
    assert len(platform.inbox.updates) == count
    return [event for each in platform.inbox.updates for event in platform.adapter.parse(each.raw)]
