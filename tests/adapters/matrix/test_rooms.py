"""What becomes of rooms: let in, put out, silenced, replaced by another one."""

from __future__ import annotations

from service.core.events import ChatMoved, ChatStatusChanged
from service.core.message import Post
from service.ports import Gone, Moved, Order, PermanentFailure, PermissionDenied
from tests.adapters.matrix.conftest import Bot
from tests.matrix_server.users import User

V3 = "/_matrix/client/v3"


async def room_of(bot: Bot, li: User) -> str:
    room = await li.room("支部", [bot.id], encrypted=False)
    await bot.meet(li, room)
    await bot.heard(1)
    return room


async def upgrade(li: User, room: str) -> str:
    answer = await li.call("POST", f"{V3}/rooms/{room}/upgrade", {"new_version": "12"})
    return str(answer["replacement_room"])


async def test_without_the_power_to_write_it_says_which_right_is_lacking_and_when_it_is_back(
    bot: Bot, li: User
) -> None:
    room = await room_of(bot, li)
    await li.power(room, events_default=50)
    assert await bot.say(room, "在吗") == PermissionDenied(
        "text", _reason(await bot.say(room, "?"))
    )
    await li.power(room, redact=60)  # which changes nothing for us
    await li.power(room, events_default=0)
    _, muted, back = await bot.heard(3)
    assert isinstance(muted, ChatStatusChanged)
    assert (muted.ref.chat.id, muted.standing, muted.lacks) == (room, "muted", "text")
    assert isinstance(back, ChatStatusChanged)
    assert (back.standing, back.sender) == ("in", ""), "nobody is to bind a room for it"


def _reason(result: object) -> str:
    assert isinstance(result, PermissionDenied)
    return result.reason


async def test_a_mark_that_may_not_be_put_is_no_matter_of_the_room(bot: Bot, li: User) -> None:
    room = await room_of(bot, li)
    said = await li.say(room, "一句话")
    levels = await li.call("GET", f"{V3}/rooms/{room}/state/m.room.power_levels")
    events = {**levels["events"], "m.reaction": 50}
    await li.call(
        "PUT", f"{V3}/rooms/{room}/state/m.room.power_levels", levels | {"events": events}
    )
    result = await bot.adapter.send(Order("mark", "m", room, None, said))
    assert isinstance(result, PermanentFailure)


async def test_a_room_that_is_replaced_is_followed_once_it_lets_us_in(bot: Bot, li: User) -> None:
    room = await room_of(bot, li)
    new = await upgrade(li, room)
    assert isinstance(await bot.say(room, "在吗"), Gone), "nobody may write there any more"
    await li.call("POST", f"{V3}/rooms/{new}/invite", {"user_id": bot.id})
    _, moved = await bot.heard(2)
    assert isinstance(moved, ChatMoved)
    assert (moved.ref.chat.id, moved.to) == (room, new)
    assert await bot.adapter.send(Order("send", "9", room, Post("各位"))) == Moved(new)


async def test_a_room_anybody_may_join_is_followed_without_an_invitation(
    bot: Bot, li: User
) -> None:
    room = await room_of(bot, li)
    await li.call("PUT", f"{V3}/rooms/{room}/state/m.room.join_rules", {"join_rule": "public"})
    new = await upgrade(li, room)
    _, moved = await bot.heard(2)
    assert isinstance(moved, ChatMoved)
    assert moved.to == new


async def test_a_room_that_only_claims_to_replace_another_is_not_followed(
    bot: Bot, li: User
) -> None:
    room = await room_of(bot, li)
    claims = {"predecessor": {"room_id": room, "event_id": "$none"}}
    given = {"preset": "private_chat", "name": "假", "invite": [bot.id], "creation_content": claims}
    other = str((await li.call("POST", f"{V3}/createRoom", given))["room_id"])
    _, let_in = await bot.heard(2)
    assert isinstance(let_in, ChatStatusChanged)
    assert (let_in.ref.chat.id, let_in.standing) == (other, "in")
