"""Known words always win, and what stands open says how to leave it."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

import pytest

from service.core.events import CommandGiven, Said
from service.core.message import Chat, Ref
from service.core.people import Person
from service.runtime.inbound.routing import (
    CommandTarget,
    InboundEvent,
    Left,
    Lookups,
    OpenPrompt,
    route,
)
from service.runtime.registry import build_registry
from service.store.cipher import FernetSealer
from service.testkit.organization import KEY
from service.workflows import WORKFLOWS
from tests.world import World, minutes, world

ME = Person(5, "李华", 1)
CHAT = Chat("memory", "@5")
REF = Ref(CHAT, "m1", private=True)
WORDS = build_registry(FernetSealer([KEY]), workflows=WORKFLOWS).typed
PROMPTS = sorted(
    {
        (each.kind, row.event.removeprefix("?"))
        for each in WORKFLOWS
        for row in import_module(f"service.workflows.{each.kind}.machine").MACHINE.rows
        if row.event.startswith("?")
    }
)


@pytest.mark.parametrize(("kind", "asks"), PROMPTS)
def test_every_command_wins_over_every_question(kind: str, asks: str) -> None:
    prompt = OpenPrompt(1, 12, None, asks, (("12::a:0", "A. 甲"), ("12::drop:", "放弃")))
    for word, name in WORDS.items():
        for typed in (word, f"/{word}", f"／{word}", f" {word.upper()}。"):
            inbound = InboundEvent(1, datetime(2026, 3, 6, tzinfo=UTC), Said(REF, "5", typed), ME)
            found = route(inbound, ME, Lookups({CHAT: [prompt]}), WORDS)
            if name == "cancel":
                assert found == Left(1), typed
            else:
                given = CommandGiven(REF, "5", name)
                assert found == CommandTarget(given, prompt), f"{kind} {asks}: {typed}"


def test_there_are_prompts_and_words_to_try() -> None:
    assert {kind for kind, _ in PROMPTS} >= {"discussion", "home", "quiz", "signup", "talk"}
    assert {"菜单", "menu", "谈心", "我的情况", "help", "帮助", "测验"} <= WORDS.keys()


async def asked_for_a_bank(w: World) -> None:
    await w.bank()
    await w.say("王敏", "测验")
    assert "什么时候开始" in w.last("王敏")


async def test_the_question_stays_open_is_told_of_again_and_can_be_left() -> None:
    async with world() as w:
        await asked_for_a_bank(w)
        await w.say("王敏", "菜单")
        *_, told, menu = w.heard("王敏")
        assert "还在等您回答：“题库：题库 什么时候开始" in told
        assert "菜单" in menu or "进行" in menu
        await w.say("王敏", "何时")
        assert "没看懂这个时间" in w.last("王敏")
        await w.press("王敏", "取消")
        assert "先放下了" in w.last("王敏")
        await w.say("王敏", "何时")
        assert "没看懂。输入“菜单”" in w.last("王敏"), "ordinary words again"


async def test_words_after_the_close_get_their_word_once_and_are_ordinary_then() -> None:
    async with world() as w:
        await w.quiz(feedback="end", review=True)
        await w.press("李华", "开始答题")
        await w.advance(minutes(61))
        assert "还没有交卷" in w.last("李华")
        for words in ("你好", "谢谢"):
            await w.say("李华", words)
            assert "没看懂。输入“菜单”" in w.last("李华")
        await w.say("李华", "帮助")
        assert "菜单" in w.last("李华")
