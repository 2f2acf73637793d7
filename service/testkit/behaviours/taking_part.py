"""The whole service on each platform: from the invitation to the published result."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.ports import Missing, Order, SendResult, Unknown
from service.testkit.applying import needs
from service.testkit.organization import BRANCH
from service.testkit.service import Service


async def answer_everything(service: Service, name: str) -> None:
    """All three questions, correctly: with a tap, with several taps and a button, with a tap."""
    for label in ("开始答题", "B. 2", "A. 2", "C. 4", "提交", "A. 对", "交卷"):
        await service.press(name, label)


async def test_people_come_in_by_their_code_and_the_room_is_bound(service: Service) -> None:
    linked = service.engine.directory
    for name, user in service.users.items():
        found = linked.person(service.platform.adapter.account, user)
        assert found is not None
        assert found.name == name
        assert await service.heard(name)
    assert await service.count("SELECT count(*) FROM rooms") == 1


async def test_a_quiz_runs_from_its_opening_to_the_result_in_the_room(service: Service) -> None:
    await service.quiz(feedback="end")
    assert "测验开始" in (await service.heard("李华"))[-1]
    await answer_everything(service, "李华")
    assert any("您已交卷：6/6 分" in each for each in await service.heard("李华"))
    await service.advance(timedelta(minutes=61))
    said = [each.words for each in await service.platform.seen(service.room) if each.ours]
    assert any("李华" in each and "6" in each for each in said), said
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    assert await service.count("SELECT count(*) FROM outbox WHERE state = 'dead'") == 0


async def test_a_quiz_is_answered_by_typing_as_well(service: Service) -> None:
    await service.quiz(feedback="end")
    for words in ("1", "B", "ac", "1"):
        await service.say("李华", words)
    await service.press("李华", "交卷")
    assert any("您已交卷：6/6 分" in each for each in await service.heard("李华"))


@needs("edits")
async def test_a_question_whose_message_can_be_changed_no_more_is_said_anew(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The member has deleted it, or cleared the chat, and the next question takes its place."""
    send = service.platform.adapter.send
    refused: list[str | None] = []

    async def missing(order: Order) -> SendResult:
        if order.kind != "edit" or refused:
            return await send(order)
        refused.append(order.target)
        return Missing("message to edit not found")

    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    before = [each.id for each in await service.chat("李华")]
    monkeypatch.setattr(service.platform.adapter, "send", missing)
    await service.press("李华", "B. 2")
    assert refused and refused[0] in before
    asked = (await service.chat("李华"))[-1]
    assert asked.id not in before
    assert "第 2/3 题" in f"{asked.title}{asked.words}"
    assert await service.count("SELECT count(*) FROM outbox WHERE state = 'dead'") == 0


async def test_a_tap_that_is_told_twice_counts_once(service: Service) -> None:
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    await service.press("李华", "B. 2")
    before = await service.count("SELECT count(*) FROM inbox")
    await service.platform.repeat()
    await service.say("李华", "AC")
    assert await service.count("SELECT count(*) FROM inbox") == before + 1
    assert sum("第 3/3 题" in each for each in await service.heard("李华")) == 1


async def test_a_tap_after_the_close_gets_a_clear_word(service: Service) -> None:
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    if service.platform.adapter.capabilities.taps:
        assert [row for each in await service.chat("李华") for row in each.labels]
    service.clock.set(service.clock.now() + timedelta(minutes=61))
    await service.press("李华", "B. 2")
    assert any("不再计入" in each for each in await service.heard("李华"))


async def test_after_a_restart_the_quiz_goes_on_where_it_was(service: Service) -> None:
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    await service.press("李华", "B. 2")
    await service.restart()
    for label in ("A. 2", "C. 4", "提交", "A. 对", "交卷"):
        await service.press("李华", label)
    assert any("您已交卷：6/6 分" in each for each in await service.heard("李华"))


async def test_a_poisonous_update_is_set_aside_and_the_rest_goes_on(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = service.platform.adapter.parse

    def poisoned(raw: str) -> object:
        if "毒" in raw:
            raise ValueError("can't be read")
        return parse(raw)

    monkeypatch.setattr(service.platform.adapter, "parse", poisoned)
    await service.say("李华", "毒")
    await service.say("李华", "菜单")
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 1
    assert (await service.heard("李华"))[-1]


async def test_an_answer_that_never_came_is_asked_for_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On an idempotent platform the message is there once; elsewhere possibly twice, but never
    missing."""
    adapter = service.platform.adapter
    send = adapter.send
    lost: list[SendResult] = []

    async def losing(order: Order) -> SendResult:
        result = await send(order)
        if order.kind == "send" and not lost:
            lost.append(result)
            return Unknown("the answer was lost")
        return result

    monkeypatch.setattr(adapter, "send", losing)
    before = len(await service.heard("李华"))
    await service.say("李华", "菜单")
    await service.advance(timedelta(minutes=1))
    expected = 1 if adapter.capabilities.idempotent else 2
    assert len(await service.heard("李华")) == before + expected


async def test_a_choice_that_is_taken_twice_counts_once(service: Service) -> None:
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    await service.say("李华", "B")
    await service.say("李华", "AC")
    await service.say("李华", "1")
    await service.press("李华", "交卷")
    await service.say("李华", "交卷")
    said = await service.heard("李华")
    assert sum("您已交卷" in each for each in said) >= 1
    assert any("6/6 分" in each for each in said)
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    done = "SELECT count(*) FROM journal WHERE action = 'quiz.submitted'"
    assert await service.count(done) == 1


async def test_updates_that_come_out_of_order_break_nothing(service: Service) -> None:
    """The last answer first: each is accepted or gets a reply, and the quiz continues."""
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    inbox = service.platform.inbox
    count = len(inbox.updates)
    inbox.held = True
    home = await service.home("李华")
    for words in ("B", "AC", "菜单"):
        await service.platform.say(service.users["李华"], home, words)
    await inbox.until_updates(count + 3)
    inbox.held = False
    account = service.platform.adapter.account
    for update in reversed(inbox.updates[count:]):
        await service.engine.receive(account, [update])
        await service.settle()
    await service.engine.receive(account, inbox.updates[count:])  # and all of them again
    await service.settle()
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    assert any("第 2/3 题" in each for each in await service.heard("李华"))


@needs("strangers")
async def test_a_stranger_is_told_how_to_come_in_and_sees_nothing(service: Service) -> None:
    await service.quiz(feedback="end")
    user = await service.platform.person("路人")
    for words in ("菜单", "开始答题", "/quiz"):
        count = len(service.platform.inbox.updates)
        await service.platform.say(user, await service.platform.private(user), words)
        await service.platform.inbox.until_updates(count + 1)
        await service.settle()
    seen = await service.platform.seen(await service.platform.private(user))
    said = [f"{each.title}{each.words}" for each in seen if each.ours]
    assert said
    assert not [each for each in said if "题库" in each or BRANCH in each or "第 1/3" in each]
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0


async def test_a_code_is_good_for_one_person_only(service: Service) -> None:
    (person,) = [each for each in service.engine.directory.roster.people.values()
                 if each.name == "李华"]  # fmt: skip
    codes = await service.administration.invite([person.id])
    for name in ("李华的新手机", "冒名者"):
        user = await service.join(name, codes[person.id])
        linked = service.engine.directory.person(service.platform.adapter.account, user)
        assert (linked is not None) == (name != "冒名者")


async def test_private_words_are_sealed_until_they_are_handled(service: Service) -> None:
    count = len(service.platform.inbox.updates)
    home = await service.home("李华")
    await service.platform.say(service.users["李华"], home, "不能说的秘密")
    await service.platform.inbox.until_updates(count + 1)
    held = "SELECT count(*) FROM inbox WHERE raw LIKE '%秘密%' OR raw LIKE '%\\u79d8%'"
    assert await service.count(held) == 0
    await service.settle()
    assert await service.count(held) == 0


async def test_each_person_is_answered_in_their_own_chat(service: Service) -> None:
    before = len(await service.heard("王敏"))
    await service.say("李华", "帮助")
    assert "菜单" in (await service.heard("李华"))[-1]
    assert len(await service.heard("王敏")) == before
    assert not [each for each in await service.platform.seen(service.room)
                if each.ours and "没看懂" in each.words]  # fmt: skip


@needs("files")
async def test_a_file_that_nobody_asked_for_gets_a_word_and_breaks_nothing(
    service: Service,
) -> None:
    count = len(service.platform.inbox.updates)
    home = await service.home("李华")
    await service.platform.upload(service.users["李华"], home, "随便.txt", b"text")
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    await service.say("李华", "菜单")
    assert "菜单" in (await service.heard("李华"))[-1]
