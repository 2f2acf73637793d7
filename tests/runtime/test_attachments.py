"""A file that somebody sent goes on to others without being kept: or it is told why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.message import Attachment, File, Message, Post, StoredFile
from service.runtime.inbound import downloads
from service.runtime.outbound import payloads
from tests.runtime.outbox import HUA, letter, states
from tests.world import World, world


async def upload(w: World, content: bytes = b"slides") -> StoredFile:
    """The secretary sends a file; how it is known."""
    chat = w.chats.private("王敏")
    w.chats.uploaded(chat, "王敏", Post("", files=(File("a.pdf", "application/pdf", content),)))
    line = next(reversed(chat.lines))
    return StoredFile("memory", f"{chat.id}#{line}", "a.pdf", "application/pdf", len(content))


async def forward(w: World, stored: StoredFile) -> None:
    file = Attachment(stored.name, stored, "a.pdf is missing")
    payload = payloads.write(Message("read this", attachments=(file,)))
    await letter(w, payload=payload)
    await w.delivery.deliver_all()


async def test_a_file_from_one_chat_arrives_in_another() -> None:
    async with world() as w:
        await forward(w, await upload(w))
        (line,) = w.chats.chats[HUA].lines.values()
        assert line.post == Post("read this", files=(File("a.pdf", "application/pdf", b"slides"),))


@pytest.mark.parametrize("gone", ["deleted", "account", "large", "larger than told"])
async def test_a_file_that_can_not_be_had_is_told_and_the_message_goes(
    gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world() as w:
        stored = await upload(w)
        match gone:
            case "deleted":
                w.chats.chats["@王敏"].lines.clear()
            case "account":
                stored = StoredFile(
                    "nowhere", stored.file_id, stored.name, stored.mime, stored.size
                )
            case "large":
                monkeypatch.setattr(downloads, "LARGEST", 5)
            case "larger than told":
                monkeypatch.setattr(downloads, "LARGEST", 5)
                stored = StoredFile("memory", stored.file_id, "a.pdf", "application/pdf", 1)
        await forward(w, stored)
        (line,) = w.chats.chats[HUA].lines.values()
        assert line.post == Post("read this\na.pdf is missing")


async def test_a_platform_out_of_reach_is_waited_for_and_then_done_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def unreachable(file_id: str) -> bytes:
        raise ConnectionError("no route")

    async with world() as w:
        stored = await upload(w)
        monkeypatch.setattr(w.chats, "fetch", unreachable)
        await forward(w, stored)
        assert await states(w) == ["waiting"], "it is tried again"
        assert HUA not in w.chats.chats or not w.chats.chats[HUA].lines
        for _ in range(3):
            w.clock.set(w.clock.now() + timedelta(minutes=5))
            await w.delivery.deliver_all()
        assert await states(w) == ["sent"]
        (line,) = w.chats.chats[HUA].lines.values()
        assert line.post.body.endswith("a.pdf is missing")


async def test_an_edit_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with world() as w:
        stored = await upload(w)
        await forward(w, stored)
        (line,) = w.chats.chats[HUA].lines.values()
        monkeypatch.setattr(w.chats, "fetch", None)
        file = Attachment("a.pdf", stored, "missing")
        payload = payloads.write(Message("changed", attachments=(file,)))
        await letter(w, payload=payload, kind="edit", target=line.id)
        await w.delivery.deliver_all()
        assert line.post.body == "changed"
