"""What becomes of places, on any platform: told once, to whoever can do something about it."""

from __future__ import annotations

from itertools import pairwise

from service.core.events import ChatMoved, ChatStatusChanged
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.ports import Gone, Moved, PermissionDenied, Sent
from service.runtime.accounts.chat_status import found_out
from tests.world import BRANCH, PEOPLE, World, minutes, world


def at(chat: str, *, private: bool = False) -> Ref:
    return Ref(Chat("memory", chat), "", private)


async def test_those_who_cannot_be_reached_are_named_in_one_message() -> None:
    people = (*PEOPLE, RosterRow("陈静", f"校/{BRANCH}"), RosterRow("赵一", f"校/{BRANCH}"))
    async with world(people) as w:
        for name in ("李华", "陈静", "赵一"):
            w.chat(name).closed = True
        await w.quiz()
        told = [each for each in w.heard("王敏") if "发不到" in each]
        assert len(told) == 1
        assert "李华、赵一、陈静" in told[0]
        assert not [each for each in w.heard("Zhang") if "reach" in each]


async def test_without_a_secretary_who_can_be_reached_the_one_above_is_told() -> None:
    people = (*PEOPLE, RosterRow("总书记", "校", role="secretary"))
    async with world(people) as w:
        w.chat("王敏").closed = True
        await w.quiz()
        assert "王敏" in w.last("总书记")


async def test_a_person_who_is_reached_elsewhere_is_recorded_and_nobody_is_told() -> None:
    async with world() as w:
        before = w.heard("王敏")
        other = w.chats.private("李华 2")
        await w.administration.link(Chat("memory", other.id), "李华 2", w.person("李华").id)
        await w.engine.refresh()
        await w.engine.note([ChatStatusChanged(at(w.chat("李华").id, private=True), "", "blocked")])
        await w.settle()
        assert w.heard("王敏") == before
        assert await w.actions("chat.") == ["chat.out"]


async def test_an_event_of_a_platform_and_of_sending_lead_to_the_same() -> None:
    async with world() as w:
        event = ChatStatusChanged(at(w.room().id), "", "muted", "polls")
        await w.receive(w.chats.update(event))
        await w.engine.note([event])
        await w.settle()
        assert sum("不能发起投票" in each for each in w.heard("王敏")) == 1
        assert await w.actions("chat.") == ["chat.muted"]


async def test_a_message_that_lacks_a_right_is_tried_seldom_and_then_given_up() -> None:
    async with world() as w:
        asked = []

        def refuse(order: object) -> PermissionDenied | None:
            if getattr(order, "chat", "") != w.room().id:
                return None
            asked.append(w.clock.now())
            return PermissionDenied("text", "not enough rights")

        w.chats.answer = refuse
        await w.quiz()
        assert len(asked) == 1
        await w.advance(minutes(60))
        gaps = {(b - a).total_seconds() for a, b in pairwise(asked)}
        assert min(gaps) >= 300
        assert sum("不能发言" in each for each in w.heard("王敏")) == 1


async def test_what_is_known_already_is_no_news() -> None:
    async with world() as w:
        room, chat = w.room().id, Chat("memory", w.room().id)
        gone, barred = [(chat, Gone("x"))], [(chat, PermissionDenied("text", "x"))]
        assert found_out([(chat, Sent("1"))], w.engine.directory) == ()
        assert found_out(gone, w.engine.directory) == (ChatStatusChanged(at(room), "", "out"),)
        await unavailable(w, "muted", "text")
        assert found_out(barred, w.engine.directory) == ()
        assert found_out([(chat, Sent("1"))], w.engine.directory) == (
            ChatStatusChanged(at(room), "", "in"),
        )
        await unavailable(w, "out")
        assert found_out(gone, w.engine.directory) == ()
        moved = found_out([(chat, Moved("new"))], w.engine.directory)
        assert moved == (ChatMoved(at(room), "", "new"),)


async def unavailable(w: World, standing: str, lacks: str = "") -> None:
    event = ChatStatusChanged(at(w.room().id), "", standing, lacks)  # type: ignore[arg-type]
    await w.engine.note([event])
