"""What the page's script asks about pushes, under `/chat/u/<user>/push`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from litestar import Request, get, post

from adapters.webchat.errors import Refusal
from adapters.webchat.push.knock import is_valid
from adapters.webchat.push.subscriptions import Device, Subscriptions
from adapters.webchat.site import Site
from adapters.webchat.store import now_ms

T = TypeVar("T")

LARGEST_BODY = 8 * 1024  # bytes


class Keys(msgspec.Struct):
    p256dh: str
    auth: str


class On(msgspec.Struct):
    """A subscription as the browser gives it (`PushSubscription.toJSON`)."""

    endpoint: str
    keys: Keys


class Off(msgspec.Struct):
    """Without an endpoint: all devices of the person."""

    endpoint: str | None = None


_on: msgspec.json.Decoder[On] = msgspec.json.Decoder(On)
_off: msgspec.json.Decoder[Off] = msgspec.json.Decoder(Off)


def push_routes(
    site: Site, subscriptions: Subscriptions, public_key: str, services: Sequence[str]
) -> list[Any]:
    @get("/u/{user:str}/push", name="chat.push")
    async def status(request: Request[Any, Any, Any], user: str) -> dict[str, Any]:
        """`key`: what browsers subscribe with; empty: pushes are off. `known`: the hashes of the
        addresses that are knocked at, by which a browser finds itself."""
        await site.reader(request, user)
        known = [_hash(each.endpoint) for each in await subscriptions.of([user])]
        return {"key": public_key if services else "", "devices": len(known), "known": known}

    @post(
        "/u/{user:str}/push/on",
        name="chat.push_on",
        request_max_body_size=LARGEST_BODY,
        status_code=200,
    )
    async def turn_on(request: Request[Any, Any, Any], user: str) -> None:
        """Lets the chat knock at this browser; 400 for a push service that is not known."""
        await site.writer(request, user)
        given = await _decoded(request, _on)
        device = Device(given.endpoint, given.keys.p256dh, given.keys.auth)
        if not is_valid(device, services):
            raise Refusal(400, "push_unknown_service")
        await subscriptions.keep(user, device, now_ms())

    @post(
        "/u/{user:str}/push/off",
        name="chat.push_off",
        request_max_body_size=LARGEST_BODY,
        status_code=200,
    )
    async def turn_off(request: Request[Any, Any, Any], user: str) -> None:
        """Knocks at this browser no more."""
        await site.writer(request, user)
        given = await _decoded(request, _off)
        await subscriptions.drop(user, given.endpoint)

    return [status, turn_on, turn_off]


def _hash(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


async def _decoded(request: Request[Any, Any, Any], decoder: msgspec.json.Decoder[T]) -> T:
    try:
        return decoder.decode(await request.body())
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Refusal(400, "not_understood") from None
