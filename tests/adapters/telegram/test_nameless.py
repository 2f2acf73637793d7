"""Administrators who remain anonymous, and people who write as a channel, are told why nothing
happens: raw updates of the Bot API."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from adapters.telegram.inbound import parse
from service.core.events import Nameless
from service.core.message import Chat, Ref
from service.testkit.behaviours.discussing import in_room, prepare
from service.testkit.service import Service
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.account import Account, TelegramChat

GROUP = {"id": -100123, "type": "supergroup", "title": "第一支部"}
CHANNEL = {"id": -100456, "type": "channel", "title": "新闻"}
HIDDEN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
AS_CHANNEL = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}
SERVICE = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
OURS = {"id": 9, "is_bot": True, "first_name": "OrgLife", "username": "orglife_bot"}


def read(**fields: Any) -> Any:
    given = {"message_id": 5, "date": 1772764800, "chat": GROUP, **fields}
    events = parse(json.dumps({"update_id": 1, "message": given}), "telegram", "orglife_bot")
    return events[0] if events else None


def answering(sender: dict[str, Any]) -> dict[str, Any]:
    return {"message_id": 4, "date": 1, "chat": GROUP, "from": sender, "text": "?"}


def test_a_command_and_a_reply_of_nobody_are_heard_as_such() -> None:
    ref = Ref(Chat("telegram", "-100123"), "5")
    hidden = {"from": HIDDEN, "sender_chat": GROUP}
    assert read(**hidden, text="/bind@orglife_bot") == Nameless(ref, command="bind")
    assert read(**hidden, text="/bind@other_bot") is None
    assert read(**hidden, text="大家好") is None
    assert read(**hidden, text="同意", reply_to_message=answering(OURS)) == Nameless(ref)
    assert read(**hidden, text="同意", reply_to_message=answering(HIDDEN)) is None
    channel = {"from": AS_CHANNEL, "sender_chat": CHANNEL}
    assert read(**channel, text="/bind") == Nameless(ref, command="bind")
    posted = {"from": SERVICE, "sender_chat": CHANNEL, "is_automatic_forward": True}
    assert read(**posted, text="/bind") is None


class Hidden:
    """An administrator of the branch's group who remains anonymous."""

    def __init__(self, service: Service) -> None:
        self.service = service
        assert isinstance(service.platform, OnTelegram)
        self.account: Account = service.platform.account
        self.group: TelegramChat = self.account.chats[int(service.room)]

    async def says(self, text: str, reply_to: int | None = None) -> None:
        count = len(self.service.platform.inbox.updates)
        message = self.account.message_of(self.group, None, reply_to, None)
        hidden = {"from": HIDDEN, "sender_chat": self.group.view(), "text": text}
        self.group.messages[message["message_id"]] = message | hidden
        self.account.put("message", message | hidden)
        await self.service.heard_since(count)

    async def told(self) -> list[str]:
        seen = await self.service.platform.seen(self.service.room)
        return [each.words for each in seen if each.ours and "匿名" in each.words]


@pytest.fixture
async def hidden(service: Service) -> Hidden:
    return Hidden(service)


async def test_an_anonymous_administrator_is_told_in_the_group_once_in_a_while(
    hidden: Hidden,
) -> None:
    await hidden.says("/ban")  # for another bot
    assert not await hidden.told()
    await hidden.says("/bind")
    (told,) = await hidden.told()
    assert "关闭“保持匿名”" in told
    await hidden.says("/bind")
    assert len(await hidden.told()) == 1
    await prepare(hidden.service)
    await hidden.service.press("王敏", "发布")
    topic = await in_room(hidden.service, "结合实际谈谈体会。")
    await hidden.service.advance(timedelta(minutes=11))
    await hidden.says("我同意。", int(topic.id))
    assert len(await hidden.told()) == 2
    spoken = "SELECT count(*) FROM journal WHERE action = 'discussion.spoken'"
    assert not await hidden.service.count(spoken), "it is nobody's contribution"
