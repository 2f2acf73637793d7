"""One person on several platforms: linked by a code of their own, and unlinked again."""

from __future__ import annotations

import re

import pytest

from service.core.events import Joined
from service.core.message import Chat, Ref
from service.runtime.effects.people import LINK_CODES_LAST
from tests.several import Several, several

CODE = re.compile(r"[2-9A-Z]{10}")


async def ask_for_code(w: Several, name: str, word: str = "绑定") -> str:
    await w.say(name, word)
    found = CODE.search(w.last(name))
    assert found, w.last(name)
    return found[0]


@pytest.mark.parametrize("word", ["绑定", "/link", "关联", "link"])
async def test_a_code_shown_in_one_chat_and_typed_in_another_makes_one_person(
    word: str, database_url: str
) -> None:
    async with several(url=database_url) as w:
        code = await ask_for_code(w, "李华", word)
        told = await w.type("web", "lihua", code.lower())
        assert told[-1].startswith("李华，您好！这个聊天已关联到您本人")
        assert w.engine.directory.person("web", "lihua") == w.person("李华")
        assert "您刚刚关联了 web" in w.last("李华"), "nobody is linked behind one's back"
        assert "home.linked" in await w.actions()


async def test_the_link_of_another_platform_brings_the_code_with_it() -> None:
    async with several() as w:
        code = await ask_for_code(w, "李华")
        assert f"web：https://web.example/{code}" in w.last("李华")
        assert "memory：" not in w.last("李华"), "only where one is not yet"
        at = Chat("web", w.web.private("lihua").id)
        await w.hear("web", w.web.update(Joined(Ref(at, "m", True), "lihua", "Li", code)))
        assert w.engine.directory.person("web", "lihua") == w.person("李华")


async def test_a_code_of_ones_own_is_valid_for_ten_minutes_and_once() -> None:
    async with several() as w:
        late = await ask_for_code(w, "李华")
        w.clock.advance(LINK_CODES_LAST)
        assert "不能用" in (await w.type("web", "lihua", late))[-2]
        code = await ask_for_code(w, "李华")
        await w.type("web", "lihua", code)
        assert "不能用" in (await w.type("web", "another", code))[-2]
        assert w.engine.directory.person("web", "another") is None


async def test_a_new_code_of_ones_own_voids_the_earlier_one_and_no_invitation() -> None:
    async with several() as w:
        person = w.person("李华").id
        invitation = (await w.administration.invite([person]))[person]
        first, _second = await ask_for_code(w, "李华"), await ask_for_code(w, "李华")
        assert "不能用" in (await w.type("web", "one", first))[-2]
        await w.type("web", "two", invitation)
        assert w.engine.directory.person("web", "two") == w.person("李华")


async def test_whoever_has_come_in_by_one_code_needs_the_others_no_more() -> None:
    async with several() as w:
        person = w.person("李华").id
        invitation = (await w.administration.invite([person]))[person]
        await w.type("web", "one", await ask_for_code(w, "李华"))
        assert "不能用" in (await w.type("web", "two", invitation))[-2]
        assert w.engine.directory.person("web", "two") is None


async def test_the_code_is_kept_nowhere_but_in_the_chat() -> None:
    async with several() as w:
        code = await ask_for_code(w, "李华")
        for table in ("outbox", "journal", "codes", "inbox"):
            assert code not in str(await w.sql(f"SELECT * FROM {table}"))  # noqa: S608 - ours


@pytest.mark.parametrize("typed", ["{}", "/link {}", "/start {}"])
async def test_a_chat_that_belongs_to_somebody_is_linked_to_nobody_else(typed: str) -> None:
    async with several() as w:
        await w.join("web", "zhang", "Zhang")
        code = await ask_for_code(w, "李华")
        before = len(w.heard("李华"))
        told = await w.type("web", "zhang", typed.format(code))
        assert told[-1] == (
            "This chat is already linked to a member, so no other code can be used here. "
            "Nothing was changed."
        )
        assert "李华" not in told[-1]
        assert w.engine.directory.person("web", "zhang") == w.person("Zhang")
        assert len(w.heard("李华")) == before, "neither learns of it"
        await w.type("web", "lihua", code)
        assert w.engine.directory.person("web", "lihua") == w.person("李华"), "it is not used up"


async def test_ones_own_code_in_the_chat_it_came_from_gets_a_word() -> None:
    async with several() as w:
        code = await ask_for_code(w, "李华")
        await w.say("李华", code)
        assert "请在另一个平台的聊天里输入这个码" in w.last("李华")
        await w.type("web", "lihua", code)
        assert w.engine.directory.person("web", "lihua") == w.person("李华")


async def test_a_member_who_guesses_learns_nothing_after_a_few_tries() -> None:
    async with several() as w:
        code = await ask_for_code(w, "李华")
        for number in range(5):
            await w.say("Zhang", f"/link ABCDEFGHJ{number + 2}")
            assert "can't be used" in w.last("Zhang")
        await w.say("Zhang", f"/link {code}")
        assert "can't be used" in w.last("Zhang")


async def test_words_that_look_like_a_code_are_words_where_they_answer_a_question() -> None:
    async with several() as w:
        await w.say("王敏", "讨论")
        await w.say("王敏", "ABCDEFGHJK")
        assert "请输入给大家的提示" in w.last("王敏")


# -- unlinking


async def test_an_unlinked_chat_hears_nothing_more_and_is_a_strangers() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.say("李华", "解绑")
        assert "要取消哪一个" in w.last("李华")
        labels = [each.label for each in w.newest(w.chat("李华"), "要取消").post.flat_buttons]
        assert labels == ["web（3月6日 周五关联）", "memory（3月6日 周五关联）", "保留关联"]
        await w.press("李华", "web（")
        assert w.told("web", "lihua")[-1].startswith("这个聊天已取消关联")
        assert w.last("李华") == "已取消关联 web，那里不会再收到消息。"
        before = len(w.told("web", "lihua"))
        await w.quiz()
        assert len(w.told("web", "lihua")) == before
        assert "测验开始" in w.last("李华")
        assert "邀请码" in (await w.type("web", "lihua", "菜单"))[-2]
        assert "home.unlinked" in await w.actions()


async def test_what_waits_for_an_unlinked_chat_goes_to_the_next() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        w.web.answer = w.busy
        await w.quiz()
        assert not any("测验开始" in each for each in w.heard("李华"))
        await w.say("李华", "/unlink")
        await w.press("李华", "web（")
        assert any("测验开始" in each for each in w.heard("李华"))


async def test_the_last_chat_is_unlinked_only_after_a_question() -> None:
    async with several() as w:
        await w.say("李华", "/unlink")
        await w.press("李华", "memory（")
        assert "唯一还能收到消息的聊天" in w.last("李华")
        await w.press("李华", "保留关联")
        assert w.engine.directory.person("memory", "李华") is not None
        await w.say("李华", "/unlink")
        await w.press("李华", "memory（")
        await w.press("李华", "确定取消")
        assert w.engine.directory.person("memory", "李华") is None
        assert w.last("李华").startswith("这个聊天已取消关联")
        await w.settle()
        assert await w.sql("SELECT id FROM outbox WHERE state = 'waiting'") == []


async def test_a_forged_or_stale_choice_unlinks_nothing() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.say("李华", "/unlink")
        line = w.newest(w.chat("李华"), "要取消")
        choice = line.post.flat_buttons[0].id
        for forged in (choice[:-1] + "0", choice.replace("unlink", "unlink!")[:-3]):
            await w.hear("memory", w.chats.pressed(w.chat("李华"), "李华", line, forged))
        await w.hear("memory", w.chats.pressed(w.chat("Zhang"), "Zhang", line, choice))
        assert len(w.engine.directory.linked[w.person("李华").id]) == 2
        await w.press("李华", "web（")
        await w.hear("memory", w.chats.pressed(w.chat("李华"), "李华", line, choice))
        assert "已经不在您的关联里" in w.last("李华")
        assert len(w.engine.directory.linked[w.person("李华").id]) == 1


# -- settings


async def test_settings_show_the_chats_and_the_unasked_goes_where_one_chooses() -> None:
    async with several() as w:
        await w.join("web", "lihua", "李华")
        await w.say("李华", "菜单")
        await w.press("李华", "更多…")
        await w.press("李华", "设置")
        assert "已关联：web · memory\n提醒和通知发到：web。" in w.last("李华")
        await w.press("李华", "提醒改发到 memory")
        assert "提醒和通知发到：memory。" in w.last("李华")
        await w.quiz()
        assert "测验开始" in w.last("李华")
        assert not any("测验开始" in each for each in w.told("web", "lihua"))
        assert w.person("李华").channel == "memory"
        assert (await w.type("web", "lihua", "菜单"))[-1].startswith("菜单"), "answered there"
        await w.engine.refresh()
        assert w.person("李华").channel == "memory"


async def test_what_a_person_chose_wins_over_the_roster_file(database_url: str) -> None:
    async with several(url=database_url) as w:
        await w.say("李华", "/lang en")
        report = await w.administration.import_roster(w.roster_file)
        assert report.same == len(w.roster_file), "the file says nothing new"
        row = next(each for each in w.roster_file if each.name == "Zhang")
        changed = [type(row)(row.name, row.branch, group="A", language="zh-CN")]
        await w.say("Zhang", "/lang en")
        await w.administration.import_roster(changed)
        await w.engine.refresh()
        assert w.person("Zhang").language == "en"
        assert w.person("Zhang").timezone == "Asia/Shanghai", "not chosen, so the file rules"
        assert w.person("Zhang").group == "A"
