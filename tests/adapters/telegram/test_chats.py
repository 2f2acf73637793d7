"""Groups, topics and private chats come and go: noticed, recorded, told, and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from service.testkit.service import Service
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.account import Account, TelegramChat, User


@pytest.fixture
async def branch(service: Service) -> Branch:
    return Branch(service)


class Branch:
    """The branch of 王敏, who is its secretary, and 李华, with its group."""

    def __init__(self, service: Service) -> None:
        self.service = service
        assert isinstance(service.platform, OnTelegram)
        self.platform: OnTelegram = service.platform
        self.account: Account = self.platform.account
        self.group: TelegramChat = self.account.chats[int(service.room)]

    def user(self, name: str) -> User:
        return self.account.users[int(self.service.users[name])]

    async def stands(self, chat: TelegramChat, standing: str, by: str = "王敏") -> None:
        """Telegram tells that the bot was let in, put out, blocked or muted."""
        count = len(self.platform.inbox.updates)
        self.account.stand(chat, self.user(by), standing)
        await self.service.heard_since(count)

    async def told(self) -> str:
        """What the secretary has been told last."""
        return (await self.service.heard("王敏"))[-1]

    async def shown(self, chat: TelegramChat | None = None) -> list[str]:
        """What OrgLife has said in the group."""
        place = str((chat or self.group).id)
        return [each.words for each in await self.platform.seen(place) if each.ours]

    async def quiz(self) -> None:
        """A quiz, which is announced in the group."""
        await self.service.quiz()

    async def journal(self) -> list[Any]:
        async with self.service.store.read() as transaction:
            query = "SELECT action FROM journal WHERE action LIKE 'chat.%' ORDER BY id"
            return [row.action for row in await transaction.rows(text(query))]


async def test_a_bot_that_was_removed_is_told_of_and_works_again_when_it_is_let_in(
    branch: Branch,
) -> None:
    await branch.stands(branch.group, "kicked")
    assert "发不进去" in await branch.told()
    assert "重新拉进群" in await branch.told()
    assert await branch.service.count("SELECT count(*) FROM rooms WHERE gone") == 1
    await branch.quiz()
    assert not await branch.shown()
    await branch.stands(branch.group, "member")
    assert "恢复正常" in await branch.told()
    await branch.quiz()
    assert "测验开始" in (await branch.shown())[-1]
    assert await branch.journal() == ["chat.out", "chat.opened"]


async def test_a_removal_that_only_sending_finds_out_is_told_once(branch: Branch) -> None:
    branch.group.standing = "kicked"  # while we were not listening
    await branch.quiz()
    told = [each for each in await branch.service.heard("王敏") if "发不进去" in each]
    await branch.quiz()
    await branch.stands(branch.group, "kicked")
    assert [each for each in await branch.service.heard("王敏") if "发不进去" in each] == told
    assert len(told) == 1


async def test_a_muted_bot_says_which_right_it_needs_and_goes_on_when_it_has_it(
    branch: Branch,
) -> None:
    await branch.stands(branch.group, "muted")
    assert "不能发言" in await branch.told()
    assert "允许发送消息" in await branch.told()
    await branch.quiz()
    assert not await branch.shown()
    await branch.stands(branch.group, "member")
    assert "测验开始" in (await branch.shown())[-1], "what waited goes at once"
    assert await branch.journal() == ["chat.muted", "chat.opened"]


async def test_a_bot_limited_to_words_says_what_it_can_not_send(branch: Branch) -> None:
    await branch.stands(branch.group, "muted")
    await branch.quiz()
    assert not await branch.shown()
    await branch.stands(branch.group, "limited")
    assert "测验开始" in (await branch.shown())[-1]
    assert "可以发言，但不能发送文件，也不能发起投票" in await branch.told()
    await branch.stands(branch.group, "member")
    assert await branch.journal() == ["chat.muted", "chat.limited"]


async def test_a_right_that_is_lacking_without_a_word_is_noticed_when_sending_both_ways(
    branch: Branch,
) -> None:
    """Telegram tells a bot nothing when the permissions of a whole group change."""
    branch.group.forbids.add("text")
    await branch.quiz()
    assert "不能发言" in await branch.told()
    branch.group.forbids.clear()
    await branch.service.advance(timedelta(minutes=6))
    assert "测验开始" in (await branch.shown())[-1]
    assert "恢复正常" in await branch.told()


async def test_a_member_who_blocks_the_bot_is_told_of_and_comes_back(branch: Branch) -> None:
    hua = branch.account.chats[branch.user("李华").id]
    await branch.stands(hua, "blocked", by="李华")
    assert "私聊通知发不到：李华" in await branch.told()
    assert await branch.service.count("SELECT count(*) FROM identities WHERE gone") == 1
    await branch.quiz()
    assert not [each for each in await branch.service.heard("李华") if "测验开始" in each]
    await branch.stands(hua, "member", by="李华")
    await branch.quiz()
    assert [each for each in await branch.service.heard("李华") if "测验开始" in each]


async def test_what_waits_for_a_group_that_moves_goes_to_the_new_one(branch: Branch) -> None:
    branch.group.forbids.add("text")
    await branch.quiz()
    count = len(branch.platform.inbox.updates)
    new = branch.account.migrate(branch.group)
    await branch.platform.inbox.until_updates(count + 2)
    await branch.service.settle()
    assert "换了编号" in await branch.told()
    await branch.service.advance(timedelta(minutes=6))
    assert "测验开始" in (await branch.shown(new))[-1]
    assert await branch.journal() == ["chat.muted", "chat.moved"]


async def test_a_group_that_moved_unheard_is_followed_when_sending(branch: Branch) -> None:
    branch.account.allowed = frozenset()
    new = branch.account.migrate(branch.group)
    await branch.quiz()
    assert "测验开始" in (await branch.shown(new))[-1]
    assert "换了编号" in await branch.told()


async def test_an_edit_of_what_was_said_before_the_move_touches_no_message_of_the_new_group(
    branch: Branch,
) -> None:
    """Messages are numbered anew in a supergroup."""
    await branch.quiz()
    count = len(branch.platform.inbox.updates)
    new = branch.account.migrate(branch.group)
    await branch.platform.inbox.until_updates(count + 2)
    await branch.service.settle()
    await branch.service.advance(timedelta(minutes=61))
    edited = [
        each
        for each in branch.platform.server.called("editMessageText")
        if each["chat_id"] < 0  # a group's
    ]
    assert {each["chat_id"] for each in edited} == {new.id}
    ours = {number for number, each in new.messages.items() if each.get("from", {}).get("is_bot")}
    assert {each["message_id"] for each in edited} <= ours, "the card that was posted anew"
    assert any("已截止" in each for each in await branch.shown(new))


async def test_a_topic_is_bound_and_announced_in_and_what_is_answered_there_is_heard(
    branch: Branch,
) -> None:
    forum = branch.account.group("校团委", forum=True)
    topic, other = branch.account.topic(forum), branch.account.topic(forum)
    service = branch.service
    count = len(branch.platform.inbox.updates)
    branch.account.say(forum, branch.user("王敏"), "/bind", thread=topic)
    await service.heard_since(count)
    assert "已设为" in await branch.told()
    await branch.quiz()
    ours = [each for each in forum.messages.values() if each.get("from", {}).get("is_bot")]
    assert ours
    assert {each["message_thread_id"] for each in ours} == {topic}
    assert other not in {each["message_thread_id"] for each in ours}
    count = len(branch.platform.inbox.updates)
    branch.account.say(
        forum, branch.user("李华"), "开始答题", reply_to=ours[-1]["message_id"], thread=topic
    )
    await service.heard_since(count)
    assert any("第 1/3 题" in each for each in await service.heard("李华"))


async def test_a_closed_topic_and_a_removal_from_its_group_are_told_by_name(
    branch: Branch,
) -> None:
    forum = branch.account.group("校团委", forum=True)
    topic = branch.account.topic(forum)
    count = len(branch.platform.inbox.updates)
    branch.account.say(forum, branch.user("王敏"), "/bind", thread=topic)
    await branch.service.heard_since(count)
    forum.closed.add(topic)
    await branch.quiz()
    assert "话题已关闭" in await branch.told()
    count = len(branch.platform.inbox.updates)
    branch.account.reopen(forum, topic, branch.user("王敏"))
    await branch.service.heard_since(count)
    assert "恢复正常" in await branch.told()
    assert any(
        "测验开始" in each.words for each in await branch.platform.seen(f"{forum.id}/{topic}")
    )
    other = branch.account.topic(forum)
    count = len(branch.platform.inbox.updates)
    before = await branch.service.heard("王敏")
    branch.account.reopen(forum, other, branch.user("王敏"))  # which is nothing to us
    await branch.service.heard_since(count)
    assert await branch.service.heard("王敏") == before
    await branch.stands(forum, "kicked")
    assert "移出了群" in await branch.told()
    assert await branch.service.count("SELECT count(*) FROM rooms WHERE gone") == 1


async def test_whoever_lets_the_bot_in_hears_what_comes_next(branch: Branch) -> None:
    group = branch.account.group("新群")
    group.standing = "left"
    await branch.stands(group, "member")
    assert "/bind" in await branch.told()
    before = await branch.service.heard("李华")
    await branch.stands(branch.account.group("别的群"), "member", by="李华")
    assert await branch.service.heard("李华") == before


async def test_topics_of_a_private_chat_are_one_chat(branch: Branch) -> None:
    """Answered where the person writes; a topic that is deleted takes no chat away."""
    user = branch.user("李华")
    chat = branch.account.chats[user.id]
    topic = branch.account.topic(chat)
    identities = "SELECT count(*) FROM identities WHERE chat LIKE '%/%'"
    count = len(branch.platform.inbox.updates)
    branch.account.say(chat, user, "/menu", thread=topic)
    await branch.service.heard_since(count)
    assert await branch.service.count(identities) == 0
    assert [each.ours for each in await branch.platform.seen(f"{chat.id}/{topic}")] == [False, True]
    chat.topics.remove(topic)
    await branch.quiz()
    assert "测验开始" in (await branch.service.heard("李华"))[-1]
    assert not any("李华" in each for each in await branch.service.heard("王敏"))
    await branch.service.say("李华", "/menu")
    assert "thread" not in str(branch.platform.server.called("sendMessage")[-1])
