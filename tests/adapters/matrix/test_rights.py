"""What `doctor` says of the rooms: a missing right is named, with what to do."""

from __future__ import annotations

from tests.adapters.matrix.conftest import Bot
from tests.matrix_server.users import User

LEVELS = "/_matrix/client/v3/rooms/{}/state/m.room.power_levels"


async def room_of(bot: Bot, li: User) -> str:
    room = await li.room("支部", [bot.id], encrypted=False)
    await bot.meet(li, room)
    return room


async def give(li: User, room: str, **levels: object) -> None:
    now = await li.call("GET", LEVELS.format(room))
    await li.call("PUT", LEVELS.format(room), {**now, **levels})


async def test_a_room_in_which_it_may_write_is_well(bot: Bot, li: User) -> None:
    room = await room_of(bot, li)
    (check,) = await bot.adapter.survey([room])
    assert check.ok, check.detail


async def test_a_room_in_which_it_may_not_write_says_so_and_what_to_do(bot: Bot, li: User) -> None:
    room = await room_of(bot, li)
    await give(li, room, events_default=50)
    (check,) = await bot.adapter.survey([room])
    assert not check.ok
    assert "can't send messages and reactions" in check.detail
    assert bot.id in check.remedy
    now = await li.call("GET", LEVELS.format(room))
    await give(li, room, users={**now["users"], bot.id: 50})
    (check,) = await bot.adapter.survey([room])
    assert check.ok, "the power was given"


async def test_a_room_without_reactions_says_that_only_these_are_lacking(
    bot: Bot, li: User
) -> None:
    room = await room_of(bot, li)
    now = await li.call("GET", LEVELS.format(room))
    await give(li, room, events={**now["events"], "m.reaction": 50})
    (check,) = await bot.adapter.survey([room])
    assert check.detail == "OrgLife can't send reactions there"


async def test_a_room_that_put_it_out_is_named(bot: Bot, li: User) -> None:
    room = await room_of(bot, li)
    await li.call("POST", f"/_matrix/client/v3/rooms/{room}/kick", {"user_id": bot.id})
    await bot.heard(2)
    checks = await bot.adapter.survey([room, "!nowhere:orglife.test"])
    assert [(check.ok, check.detail) for check in checks] == [(False, "OrgLife is not in it")] * 2
