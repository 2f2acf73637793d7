"""An album is several messages of one group id, which come one by one: one contribution."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from service.store import tables as t
from service.testkit.behaviours.discussing import close, in_room, prepare
from service.testkit.service import Service
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.account import Account, TelegramChat, User

ALBUM = "13850000000000001"


class Album:
    """李华 sends photos in private or in the group of the branch."""

    def __init__(self, service: Service) -> None:
        self.service = service
        assert isinstance(service.platform, OnTelegram)
        self.account: Account = service.platform.account
        self.li: User = self.account.users[int(service.users["李华"])]
        self.private: TelegramChat = self.account.chats[self.li.id]
        self.group: TelegramChat = self.account.chats[int(service.room)]

    async def send(self, *names: str, chat: TelegramChat | None = None, **how: Any) -> None:
        """These photos of the album; when they are there, OrgLife handles them."""
        count = len(self.service.platform.inbox.updates)
        for name in names:
            self.account.upload(
                chat or self.private, self.li, name, name.encode(), album=ALBUM, **how
            )
        await self.service.platform.inbox.until_updates(count + len(names))
        await self.service.settle()

    async def said(self) -> list[str]:
        return await self.service.heard("李华")

    async def actions(self) -> list[str]:
        query = select(t.journal.c.action).order_by(t.journal.c.id)
        async with self.service.store.read() as transaction:
            return [each.action for each in await transaction.rows(query)]


@pytest.fixture
async def album(service: Service) -> Album:
    return Album(service)


async def test_an_album_whose_parts_come_apart_around_a_restart_is_one_contribution(
    album: Album,
) -> None:
    await prepare(album.service)
    await album.service.say("王敏", "发布")
    await album.service.say("李华", "在这里发言")
    before = len(await album.said())
    await album.send("1.jpg", caption="春游")
    await album.service.restart()
    await album.send("2.jpg")
    await album.send("3.jpg", "4.jpg")
    assert len(await album.said()) == before + 1
    spoken = [each for each in await album.actions() if each.startswith("discussion.")]
    assert spoken[-4:] == ["discussion.spoken", *["discussion.extended"] * 3]
    await close(album.service)
    digest = await in_room(album.service, "人参加")
    assert "春游 📎 1.jpg, 2.jpg, 3.jpg, 4.jpg" in digest.words


async def test_a_photo_told_of_twice_is_in_the_album_once(album: Album) -> None:
    await prepare(album.service)
    await album.service.say("王敏", "发布")
    await album.service.say("李华", "在这里发言")
    await album.send("1.jpg", "2.jpg")
    await album.service.platform.repeat()
    await album.send("3.jpg")
    await close(album.service)
    digest = await in_room(album.service, "人参加")
    assert "📎 1.jpg, 2.jpg, 3.jpg" in digest.words
    assert "×" not in digest.words


async def test_an_album_beside_the_topic_is_asked_about_once_and_counts_as_one(
    album: Album,
) -> None:
    album.account.hears_everything = True
    await prepare(album.service)
    await album.service.press("王敏", "发布")
    before = len(await album.said())
    await album.send("1.jpg", "2.jpg", chat=album.group)
    assert len(await album.said()) == before + 1
    await album.service.press("李华", "是，算我的发言")
    await album.send("3.jpg", chat=album.group)
    assert len(await album.said()) == before + 1
    await close(album.service)
    assert "📎 1.jpg, 2.jpg, 3.jpg" in (await in_room(album.service, "人参加")).words


async def test_what_is_wrong_with_an_album_is_said_once(album: Album) -> None:
    before = len(await album.said())
    await album.send("1.jpg", "2.jpg", "3.jpg")
    assert len(await album.said()) == before + 1


async def test_an_album_after_the_close_is_refused_once(album: Album) -> None:
    await prepare(album.service)
    await album.service.press("王敏", "发布")
    topic = await in_room(album.service, "结合实际谈谈体会。")
    await close(album.service)
    before = len(await album.said())
    await album.send("1.jpg", "2.jpg", chat=album.group, reply_to=int(topic.id))
    assert len(await album.said()) == before + 1
