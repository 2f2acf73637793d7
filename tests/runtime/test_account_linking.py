"""Strangers become members by a one-time code, and by nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from service.core.events import CommandGiven, Joined, Said
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.runtime.accounts.account_linking import ATTEMPTS, WITHIN
from service.runtime.accounts.invite_codes import CODE_LENGTH, code_hash
from tests.world import BRANCH, World, world

REFUSED = "这个邀请码不能用"


async def invite(w: World, name: str) -> str:
    await w.administration.import_roster([RosterRow(name, f"校/{BRANCH}")])
    await w.engine.refresh()
    person = w.person(name).id
    return (await w.administration.invite([person]))[person]


async def type_in(w: World, user: str, words: str) -> list[str]:
    """A stranger types; everything they have been told so far."""
    chat = w.chats.private(user)
    await w.receive(w.chats.said(chat, user, words))
    return [line.post.body for line in chat.lines.values() if not line.sender]


async def test_a_stranger_is_asked_for_a_code_in_both_languages() -> None:
    async with world() as w:
        chinese, english = await type_in(w, "new", "你好")
        assert "邀请码" in chinese
        assert "invitation code" in english


@pytest.mark.parametrize("dressed", ["{}", " {} ", "邀请码：{}", "/start {}"])
async def test_a_good_code_links_and_greets_however_it_is_written(
    database_url: str, dressed: str
) -> None:
    async with world(url=database_url) as w:
        code = await invite(w, "赵新")
        told = await type_in(w, "new", dressed.format(code.lower()))
        assert told[-1].startswith("赵新，您好！您已接入“一支部”")
        assert w.engine.directory.person("memory", "new") == w.person("赵新")
        assert "没看懂" in (await type_in(w, "new", "你好"))[-1]


async def test_a_code_that_comes_with_a_link_works_too() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        ref = Ref(Chat("memory", w.chats.private("new").id), "m", private=True)
        await w.receive(w.chats.update(Joined(ref, "new", "Zhao", code)))
        assert w.engine.directory.person("memory", "new") == w.person("赵新")


async def test_wrong_used_and_expired_codes_get_the_same_refusal() -> None:
    async with world() as w:
        used, expired = await invite(w, "甲"), await invite(w, "乙")
        await type_in(w, "first", used)
        w.clock.advance(timedelta(days=15))
        answers = [
            await type_in(w, f"stranger {number}", code)
            for number, code in enumerate((used, expired, "ABCDEFGHJK"))
        ]
        assert answers[0] == answers[1] == answers[2]
        assert REFUSED in answers[0][0]
        assert w.engine.directory.person("memory", "stranger 0") is None


@pytest.mark.parametrize("who", ["new", "李华"])
async def test_a_code_in_a_room_links_nobody_and_is_dead_at_once(who: str) -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        await w.receive(w.chats.said(w.room(), who, f"{code[:5]}-{code[5:]}"))
        assert w.engine.directory.person("memory", "new") is None
        assert "已经作废" in w.last("王敏", BRANCH)
        assert code not in w.last("王敏", BRANCH)
        assert REFUSED in (await type_in(w, "new", code))[0]
        await w.press("王敏", "生成新链接")
        other = re.findall(r"[2-9A-Z]{10}", w.last("王敏"))[0]
        assert "您好" in (await type_in(w, "newer", other))[-1], "the secretary makes another one"


async def test_words_in_a_room_that_are_no_code_are_words() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        await w.receive(w.chats.said(w.room(), "李华", "ABCDE-FGHJK"))
        assert not [each for each in w.room().lines.values() if "作废" in each.post.body]
        assert "您好" in (await type_in(w, "new", code))[-1]


async def test_guessing_is_slowed_down_and_a_good_code_waits_too() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        for number in range(ATTEMPTS):
            await type_in(w, "guesser", f"ABCDEFGHJ{number + 2}")
        assert REFUSED in (await type_in(w, "guesser", code))[-2]
        assert w.engine.directory.person("memory", "guesser") is None
        w.clock.advance(WITHIN)
        assert "您好" in (await type_in(w, "guesser", code))[-1]


async def test_one_guesser_slows_down_nobody_else() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        for number in range(ATTEMPTS + 3):
            await type_in(w, "guesser", f"ABCDEFGHJ{number % 8 + 2}")
        assert "您好" in (await type_in(w, "new", code))[-1]


async def test_a_new_invitation_voids_the_earlier_one_once_it_is_used() -> None:
    async with world() as w:
        first = await invite(w, "赵新")
        second = await invite(w, "赵新")
        assert "您好" in (await type_in(w, "new", second))[-1]
        assert REFUSED in (await type_in(w, "late", first))[-2]


async def test_an_invitation_can_void_the_earlier_one_at_once() -> None:
    async with world() as w:
        first = await invite(w, "赵新")
        person = w.person("赵新").id
        second = (await w.administration.invite([person], void=True))[person]
        assert REFUSED in (await type_in(w, "new", first))[-2]
        assert "您好" in (await type_in(w, "new", second))[-1]


async def test_of_two_who_type_one_code_in_one_batch_the_first_is_linked() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        await w.receive(
            *(w.chats.said(w.chats.private(user), user, code) for user in ("one", "two"))
        )
        assert w.engine.directory.person("memory", "one") == w.person("赵新")
        assert w.engine.directory.person("memory", "two") is None


async def test_what_a_stranger_types_right_behind_the_code_is_understood() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        chat = w.chats.private("new")
        await w.receive(
            w.chats.said(chat, "new", code),
            w.chats.said(chat, "new", "/menu"),
        )
        assert "home.menu_shown" in await w.actions()


async def test_a_person_with_two_identities_is_one_and_answered_where_they_speak() -> None:
    async with world() as w:
        person = w.person("李华").id
        code = (await w.administration.invite([person]))[person]
        await type_in(w, "李华 at home", code)
        assert w.engine.directory.person("memory", "李华 at home") == w.person("李华")
        assert len(w.engine.directory.roster.people) == 3


async def test_only_the_hash_of_a_code_is_kept() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        assert len(code) == CODE_LENGTH
        rows = await w.sql("SELECT hash FROM codes")
        assert [row.hash for row in rows] == [code_hash(code)]
        assert code not in str(rows)


async def test_a_typed_code_does_not_stay_in_the_inbox() -> None:
    async with world() as w:
        code = await invite(w, "赵新")
        await type_in(w, "new", code)
        assert all(code not in row.raw for row in await w.sql("SELECT raw FROM inbox"))
        assert all(code not in row.event for row in await w.sql("SELECT event FROM journal"))


# -- rooms


def command(w: World, name: str, user: str, room: str | None = None) -> object:
    chat = w.chats.room(room) if room else w.chat(user)
    ref = Ref(Chat("memory", chat.id), "m", private=room is None)
    return w.chats.update(CommandGiven(ref, user, name))


async def test_who_manages_the_roster_binds_a_room() -> None:
    async with world() as w:
        await w.receive(command(w, "bind", "王敏", "新群"))  # type: ignore[arg-type]
        unit = w.person("王敏").unit
        assert Chat("memory", "新群") in w.engine.directory.rooms[unit]
        assert w.last("王敏") == "已设为“一支部”的支部群。"


async def test_a_member_binds_no_room_and_a_private_chat_is_none() -> None:
    async with world() as w:
        await w.receive(command(w, "bind", "李华", "新群"))  # type: ignore[arg-type]
        assert "没有设置支部群的权限" in w.last("李华")
        await w.receive(command(w, "bind", "王敏"))  # type: ignore[arg-type]
        assert "请在支部群里发送" in w.last("王敏")
        assert Chat("memory", "新群") not in w.engine.directory.units


async def test_a_stranger_who_says_much_is_no_code() -> None:
    async with world() as w:
        ref = Ref(Chat("memory", w.chats.private("new").id), "m", private=True)
        await w.receive(w.chats.update(Said(ref, "new", "x" * 100_000)))
        assert "邀请码" in next(
            line.post.body for line in w.chats.private("new").lines.values() if not line.sender
        )


async def test_who_writes_from_a_new_private_chat_is_answered_there() -> None:
    """As when a person has left their chat, and opens another one."""
    async with world() as w:
        chat = w.chats.private("李华 (neu)")
        await w.receive(w.chats.said(chat, "李华", "菜单"))
        home = w.engine.directory.home(w.person("李华").id)
        assert home is not None
        assert home.id == chat.id
        assert [line for line in chat.lines.values() if line.sender == ""]
