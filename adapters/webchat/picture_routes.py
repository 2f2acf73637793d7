"""The pictures of a conversation, small enough to stand in it."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, get

from adapters.webchat.errors import Refusal
from adapters.webchat.pictures import scaled
from adapters.webchat.site import Site

AT_ONCE = 2  # pictures that are made smaller at the same time


def picture_routes(site: Site) -> list[Any]:
    turn = asyncio.Semaphore(AT_ONCE)

    @get("/u/{user:str}/pictures/{file:str}", name="chat.picture")
    async def picture(request: Request[Any, Any, Any], user: str, file: str) -> Response[bytes]:
        """The file as a picture. It is made anew each time: what is private stays sealed, and what
        is withdrawn is gone."""
        await site.reader(request, user)
        found = await site.store.messages.file(file, reader=user)
        if found is None:
            raise Refusal(404, "file_gone")
        async with turn:
            small = await asyncio.to_thread(scaled, found.content)
        if small is None:
            raise Refusal(415, "not_a_picture")
        content, media_type = small
        policy = {"Content-Security-Policy": "default-src 'none'; sandbox"}
        return Response(content, media_type=media_type, headers=policy)

    return [picture]
