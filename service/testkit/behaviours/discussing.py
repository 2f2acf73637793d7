"""A discussion on each platform: materials, replies and edits in the room, likes, works."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

from PIL import Image

from service.host.public_pages import PublicPageReader
from service.testkit.applying import needs
from service.testkit.platform import Seen
from service.testkit.service import Service

PICTURE = b"\x89PNG a picture"
PHOTO = b"\xff\xd8\xff"  # as a picture begins


async def prepare(service: Service, command: str = "/discussion") -> None:
    """The secretary fills in what is asked for; the preview stands there."""
    for words in (command, "读书体会", "结合实际谈谈体会。", "2小时后"):
        await service.say("王敏", words)


async def upload(service: Service, name: str, file: str, content: bytes, caption: str = "") -> None:
    """A file in private, and everything that follows."""
    count = len(service.platform.inbox.updates)
    user = service.users[name]
    chat = await service.platform.private(user)
    await service.platform.upload(user, chat, file, content, caption=caption)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()


async def in_room(service: Service, holding: str) -> Seen:
    """The newest message in the room that holds these words."""
    seen = [each for each in await service.platform.seen(service.room) if holding in each.words]
    assert seen, f"nothing in the room holds {holding!r}"
    return seen[-1]


async def reply(service: Service, name: str, words: str) -> str:
    """A reply to the topic in the room; its id."""
    count = len(service.platform.inbox.updates)
    asked = await in_room(service, "结合实际谈谈体会。")
    message = await service.platform.say(service.users[name], service.room, words, asked.id)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    return message


async def later(service: Service, by: timedelta) -> None:
    """Nothing happens for so long."""
    service.clock.set(service.clock.now() + by)
    await service.settle()


async def close(service: Service) -> None:
    """By typing, which is possible everywhere, whichever message stands last."""
    for label in ("提前结束", "是的，现在结束"):
        await service.say("王敏", label)


@needs("files")
async def test_a_file_the_secretary_sends_is_posted_with_the_prompt(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "更多操作…")
    await service.press("王敏", "学习材料")
    await upload(service, "王敏", "要点.txt", b"read this")
    await service.press("王敏", "返回")
    await service.press("王敏", "发布")
    seen = await service.platform.seen(service.room)
    assert [file for each in seen for file in each.files] == [("要点.txt", b"read this")]


@needs("replies")
async def test_replies_and_their_edits_come_into_the_digest(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    message = await reply(service, "李华", "第一次写的。")
    count = len(service.platform.inbox.updates)
    await service.platform.edit(service.users["李华"], service.room, message, "改过以后的。")
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await close(service)
    digest = await in_room(service, "人参加")
    assert "改过以后的。" in digest.words
    assert "第一次写的" not in digest.words


@needs("files", "upload_together")
async def test_files_sent_at_once_are_one_contribution_with_one_receipt(service: Service) -> None:
    await prepare(service)
    await service.say("王敏", "发布")
    await service.say("李华", "在这里发言")
    user = service.users["李华"]
    chat = await service.platform.private(user)
    before = len(await service.platform.seen(chat))
    count = len(service.platform.inbox.updates)
    photos = [(f"{n}.jpg", PHOTO + bytes([n])) for n in (1, 2, 3)]
    await service.powers.upload_together(user, chat, photos, caption="春游")
    await service.platform.inbox.until_updates(count + 3)
    await service.settle()
    (receipt,) = [each for each in (await service.platform.seen(chat))[before:] if each.ours]
    assert "已收录" in receipt.words
    await close(service)
    digest = await in_room(service, "人参加")
    assert "春游 📎 1.jpg, 2.jpg, 3.jpg" in digest.words


@needs("files", "replies", "upload_together")
async def test_files_sent_at_once_in_the_room_get_one_mark(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    asked = await in_room(service, "结合实际谈谈体会。")
    count = len(service.platform.inbox.updates)
    photos = [(f"{n}.jpg", PHOTO + bytes([n])) for n in (1, 2, 3)]
    sent = await service.powers.upload_together(
        service.users["李华"], service.room, photos, reply_to=asked.id
    )
    await service.platform.inbox.until_updates(count + 3)
    await service.settle()
    seen = await service.platform.seen(service.room)
    if service.platform.adapter.capabilities.marks:
        assert [each.id for each in seen if each.marked] == sent[:1]
    await close(service)
    assert "📎 1.jpg, 2.jpg, 3.jpg" in (await in_room(service, "人参加")).words


@needs("files", "replace_file")
async def test_a_file_put_in_the_place_of_another_is_the_one_that_counts(
    service: Service,
) -> None:
    await prepare(service)
    await service.say("王敏", "发布")
    await service.say("李华", "在这里发言")
    await upload(service, "李华", "旧稿.docx", b"old", "心得")
    user = service.users["李华"]
    chat = await service.platform.private(user)
    sent = [each for each in await service.platform.seen(chat) if each.files and not each.ours]
    count = len(service.platform.inbox.updates)
    await service.powers.replace_file(user, chat, sent[-1].id, "新稿.docx", b"new")
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await close(service)
    words = (await in_room(service, "人参加")).words
    assert "新稿.docx" in words
    assert "旧稿.docx" not in words


@needs("forward")
async def test_what_is_forwarded_from_somebody_else_is_not_collected(service: Service) -> None:
    await prepare(service)
    await service.say("王敏", "发布")
    await service.say("李华", "在这里发言")
    user = service.users["李华"]
    chat = await service.platform.private(user)
    count = len(service.platform.inbox.updates)
    await service.powers.forward(user, chat, "别人写的话。", service.users["王敏"])
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    assert "转发" in (await service.platform.seen(chat))[-1].words
    await service.say("李华", "自己写的话。")
    await close(service)
    words = (await in_room(service, "人参加")).words
    assert "自己写的话。" in words
    assert "别人写的话" not in words


@needs("overhears")
async def test_loose_words_in_the_room_are_asked_about_and_count(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    count = len(service.platform.inbox.updates)
    await service.platform.say(service.users["李华"], service.room, "没有回复，只是说说想法。")
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await service.press("李华", "是，算我的发言")
    await close(service)
    assert "没有回复，只是说说想法。" in (await in_room(service, "人参加")).words


@needs("replies")
@needs("deletions")
async def test_a_deleted_reply_is_not_in_the_digest(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    message = await reply(service, "李华", "这条会删掉。")
    count = len(service.platform.inbox.updates)
    await service.platform.delete(service.users["李华"], service.room, message)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await close(service)
    assert "0/2" in (await in_room(service, "没有人发言")).words


@needs("replies", "moderate")
async def test_a_reply_that_a_moderator_removes_is_not_in_the_digest(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    message = await reply(service, "李华", "不该出现的话。")
    count = len(service.platform.inbox.updates)
    await service.powers.moderate(service.room, message)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await close(service)
    assert "0/2" in (await in_room(service, "没有人发言")).words


@needs("replies")
@needs("likes")
async def test_a_like_by_reaction_is_counted_in_the_digest(service: Service) -> None:
    await prepare(service)
    await service.press("王敏", "发布")
    message = await reply(service, "李华", "值得一赞的话。")
    count = len(service.platform.inbox.updates)
    await service.platform.like(service.users["王敏"], service.room, message)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await close(service)
    assert "值得一赞的话。 👍 1" in (await in_room(service, "人参加")).words


async def test_what_is_said_in_private_is_collected_and_taken_back(service: Service) -> None:
    await prepare(service)
    await service.say("王敏", "发布")
    await service.say("李华", "在这里发言")
    await service.say("李华", "私聊里的发言。")
    await service.say("李华", "撤回这一条")
    await service.say("李华", "是的，撤回")
    await service.say("李华", "在这里发言")
    await service.say("李华", "想好以后的发言。")
    await close(service)
    digest = await in_room(service, "人参加")
    assert "想好以后的发言。" in digest.words
    assert "私聊里的发言" not in digest.words


@needs("files")
async def test_works_are_collected_reviewed_and_voted_on(service: Service) -> None:
    await prepare(service, "/works")
    await service.press("王敏", "发布")
    await service.press("李华", "在这里投稿")
    await upload(service, "李华", "操场.png", PICTURE, "雨后的操场")
    await service.press("王敏", "审核")
    seen = await service.platform.seen(await service.home("王敏"))
    assert ("操场.png", PICTURE) in [file for each in seen for file in each.files]
    await service.press("王敏", "通过")
    await close(service)
    await later(service, timedelta(hours=1))
    await service.press("王敏", "去投票")
    await service.press("王敏", "☆ 1")
    await later(service, timedelta(days=2))
    assert "1. 李华：雨后的操场（1 票）" in (await in_room(service, "结果")).words


@needs("files")
async def test_works_are_shown_on_a_page_under_a_link_in_private(service: Service) -> None:
    """The picture comes from the platform that has it, smaller; a work taken back is gone."""
    await prepare(service, "/works")
    await service.say("王敏", "发布")
    await service.say("李华", "在这里投稿")
    await upload(service, "李华", "操场.png", _painted(), "雨后的操场")
    await service.say("王敏", "审核")
    await service.say("王敏", "通过")
    await service.say("王敏", "菜单")
    await service.press("王敏", "读书体会")
    for label in ("更多操作…", "作品展页", "是的，公开"):
        await service.press("王敏", label)
    told = [each.words for each in await service.platform.seen(await service.home("王敏"))]
    link = next(each for each in reversed(told) if "/gallery/" in each)
    token = link.rpartition("/gallery/")[2].split()[0]
    adapter = service.platform.adapter
    pages = PublicPageReader(service.engine, service.clock, {adapter.account: adapter})
    page = await pages.page(token, ())
    assert page is not None
    assert "雨后的操场" in page
    (name,) = re.findall(rf'src="{token}/(\w+)/small"', page)
    shown = await pages.picture(token, name, "small", ())
    assert shown is not None
    assert shown.mime == "image/jpeg"
    await service.press("李华", "撤回这一条")
    await service.press("李华", "是的，撤回")
    page = await pages.page(token, ())
    assert page is not None
    assert "雨后的操场" not in page
    assert await pages.picture(token, name, "small", ()) is None


def _painted() -> bytes:
    """A real picture (PNG)."""
    out = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "PNG")
    return out.getvalue()
