"""Whoever says something in private sees that OrgLife is about to answer."""

from __future__ import annotations

from typing import Any

from service.testkit.waiting import patience
from tests.adapters.matrix.conftest import Bot
from tests.adapters.matrix.test_nothing_lost import chat
from tests.matrix_server.users import User

SYNC = "/_matrix/client/v3/sync"


async def typing_seen(user: User, chat: str, since: str) -> list[str]:
    """Who is typing there, as the first notice after the position says."""
    async with patience():
        while True:
            answer = await user.call("GET", f"{SYNC}?since={since}&timeout=1000")
            since = answer["next_batch"]
            joined: dict[str, Any] = answer.get("rooms", {}).get("join", {}).get(chat, {})
            for event in joined.get("ephemeral", {}).get("events", ()):
                if event["type"] == "m.typing" and event["content"]["user_ids"]:
                    return list(event["content"]["user_ids"])


async def position(user: User) -> str:
    return str((await user.call("GET", f"{SYNC}?timeout=0"))["next_batch"])


async def test_whoever_speaks_in_private_sees_it_typing(bot: Bot, li: User) -> None:
    place = await chat(bot, li)
    since = await position(li)
    await li.say(place, "菜单")
    assert await typing_seen(li, place, since) == [bot.id]


async def test_in_a_room_it_does_not_show(bot: Bot, li: User) -> None:
    place = await chat(bot, li)
    room = await li.room("支部", [bot.id], encrypted=False)
    await bot.meet(li, room)
    since = await position(li)
    await li.say(room, "大家好")
    await bot.heard(2)
    await li.say(place, "菜单")
    await typing_seen(li, place, since)
    answer = await li.call("GET", f"{SYNC}?since={since}&timeout=0")
    told = answer["rooms"]["join"].get(room, {}).get("ephemeral", {}).get("events", [])
    assert not any(each["type"] == "m.typing" and each["content"]["user_ids"] for each in told)
