"""What people say arrives: through gaps, restarts and late keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.session import Folder
from service.core.events import ChatStatusChanged, Said
from service.ports import Moved, Sent
from tests.adapters.matrix.conftest import Bot, MakeUser, until
from tests.matrix_server.users import User


def words(events: list[Any]) -> list[str]:
    return [each.text for each in events if isinstance(each, Said)]


async def chat(bot: Bot, user: User, *, encrypted: bool = True) -> str:
    chat = await user.chat(bot.id, encrypted=encrypted)
    await bot.meet(user, chat)
    return chat


async def test_a_hundred_and_fifty_missed_messages_all_arrive_in_their_order(
    bot: Bot, li: User
) -> None:
    place = await chat(bot, li, encrypted=False)
    await li.say(place, "之前")
    await bot.heard(1)
    await bot.stop()
    for number in range(150):
        await li.say(place, f"{number}")
    await bot.start()
    assert words(await bot.heard(151)) == ["之前", *map(str, range(150))]


async def test_what_was_said_before_we_were_invited_is_not_heard(bot: Bot, li: User) -> None:
    chat = await li.room("支部", [], encrypted=False)
    await li.say(chat, "没有邀请机器人之前")
    await li.call("POST", f"/_matrix/client/v3/rooms/{chat}/invite", {"user_id": bot.id})
    await bot.meet(li, chat)
    await li.say(chat, "之后")
    assert words(await bot.heard(2)) == ["之后"]  # the first is that we were let in


async def test_what_is_said_with_the_invitation_is_heard(bot: Bot, li: User) -> None:
    """A client makes the chat together with its first message."""
    chat = await li.chat(bot.id, encrypted=False)
    await li.say(chat, "/menu")
    await bot.meet(li, chat)
    await bot.inbox.until_updates(1)


@pytest.mark.parametrize(
    "content",
    [{}, {"body": "?"}, {"msgtype": "m.text"}, {"msgtype": {}}, {"msgtype": "m.image", "file": 1}],
    ids=str,
)
async def test_what_no_client_encrypts_keeps_nobody_else_waiting(
    bot: Bot, li: User, content: dict[str, Any]
) -> None:
    """The homeserver can't look into it: any device may send it."""
    place = await chat(bot, li)
    await li.send(place, "m.room.message", content)
    await li.say(place, "还在")
    assert words(await bot.heard(2))[-1:] == ["还在"]


async def test_keys_survive_a_restart_both_ways(bot: Bot, li: User) -> None:
    place = await chat(bot, li)
    await li.say(place, "一")
    assert isinstance(await bot.say(place, "收到一"), Sent)
    await bot.heard(1)
    await bot.stop()
    await li.say(place, "二")
    await bot.start()
    await li.say(place, "三")
    assert words(await bot.heard(3)) == ["一", "二", "三"]
    assert isinstance(await bot.say(place, "收到三", "2"), Sent)
    ours = [each.words for each in await li.timeline(place) if each.sender == bot.id]
    assert ours == ["收到一", "收到三"]


async def test_what_has_no_key_waits_for_it_through_a_restart(
    bot: Bot, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "adapters.matrix")
    place = await chat(bot, li)
    kept, send = [], li.client._send

    async def losing(
        kind: Any, method: str, path: str, data: Any = None, *rest: Any, **named: Any
    ) -> Any:
        """The keys that the client hands over get lost."""
        if "/sendToDevice/m.room.encrypted" in path:
            kept.append((method, path, data))
            data = json.dumps({"messages": {}})
        return await send(kind, method, path, data, *rest, **named)

    li.client._send = losing
    await li.say(place, "锁着的话")
    li.client._send = send
    await until(lambda: "matrix.key_missing" in caplog.text)
    await until(lambda: len(Folder(bot.folder / "matrix-matrix").state().waiting) == 1)
    assert "锁着的话" not in caplog.text
    assert not bot.inbox.updates
    await bot.stop()
    await bot.start()
    ((method, path, data),) = kept
    await li.call(method, path.partition("?")[0] + "-late", json.loads(data))
    assert words(await bot.heard(1)) == ["锁着的话"]
    assert "matrix.key_came" in caplog.text
    await until(lambda: not Folder(bot.folder / "matrix-matrix").state().waiting)


async def test_a_chat_into_which_others_come_is_private_no_more(
    bot: Bot, li: User, make_user: MakeUser
) -> None:
    """What is private is said in a new chat."""
    place = await chat(bot, li)
    other = await make_user("王敏")
    await li.call("POST", f"/_matrix/client/v3/rooms/{place}/invite", {"user_id": other.id})
    await other.sync()
    await bot.meet(other, place)
    result = await bot.say(place, "只给您看")
    assert isinstance(result, Moved)
    await li.sync()
    await bot.meet(li, result.chat)
    assert isinstance(await bot.say(result.chat, "只给您看"), Sent)
    assert [each.words for each in await li.timeline(result.chat)] == ["只给您看"]
    assert not await other.timeline(place)


async def test_a_persons_own_chat_is_made_once_and_found_again(bot: Bot, li: User) -> None:
    made = await bot.say(li.id, "您好")
    assert isinstance(made, Moved)
    await li.sync()
    await bot.meet(li, made.chat)
    room = f"/_matrix/client/v3/rooms/{made.chat}/state/m.room.create"
    assert (await li.call("GET", room))["room_version"] == "12"
    await bot.stop()
    await bot.start()
    assert await bot.say(li.id, "您好", "2") == made


async def test_strangers_do_not_bring_us_into_rooms_but_into_their_own_chats(
    server: Any, tmp_path: Path, li: User
) -> None:
    bot = Bot(server, tmp_path)
    bot.settings["room_invites"] = ["@nobody:orglife.test"]
    await bot.start()
    room = await li.room("别的群", [bot.id], encrypted=False)
    place = await chat(bot, li)
    await li.sync()
    assert bot.id not in li.client.rooms[room].users
    await li.say(place, "在吗")
    assert words(await bot.heard(1)) == ["在吗"]
    await bot.stop()


async def test_two_accounts_of_one_service_keep_to_themselves(
    bot: Bot, li: User, tmp_path: Path
) -> None:
    other = Bot(bot.server, tmp_path / "other")
    await other.start()
    chats = [await chat(each, li) for each in (bot, other)]
    for number, place in enumerate(chats):
        await li.say(place, f"{number}")
    assert words(await bot.heard(1)) == ["0"]
    assert words(await other.heard(1)) == ["1"]
    await other.stop()


async def test_who_leaves_their_chat_and_who_puts_us_out_of_a_room_is_noticed(
    bot: Bot, li: User
) -> None:
    place = await chat(bot, li, encrypted=False)
    room = await li.room("支部", [bot.id], encrypted=False)
    await bot.meet(li, room)
    await li.call("POST", f"/_matrix/client/v3/rooms/{room}/kick", {"user_id": bot.id})
    await bot.heard(2)
    await li.call("POST", f"/_matrix/client/v3/rooms/{place}/leave", {})
    let_in, out, left = await bot.heard(3)
    assert isinstance(let_in, ChatStatusChanged)
    assert (let_in.ref.chat.id, let_in.sender, let_in.standing) == (room, li.id, "in")
    assert isinstance(out, ChatStatusChanged)
    assert (out.ref.chat.id, out.standing) == (room, "out")
    assert isinstance(left, ChatStatusChanged)
    assert (left.ref.chat.id, left.standing) == (place, "blocked")
