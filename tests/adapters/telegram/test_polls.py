"""A quiz in native polls: no vote is lost, whenever it comes, and each is counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.core.events import Voted
from service.core.message import Ballot, Chat, Post, Ref
from service.ports import PermanentFailure, PermissionDenied, Sent
from service.questions.model import Option, Question
from service.store import tables as t
from service.testkit.asking import give, heard
from service.testkit.service import Service
from service.workflows.quiz.model import Attempt
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.polls import vote
from tests.telegram_server.server import Fault

BALLOT = Ballot("1::vote:0", "一加一?", ("1", "2"), right=(1,), explanation="算术")


# -- the adapter


async def test_a_poll_tells_who_voted_for_what_and_is_closed(bot: OnTelegram) -> None:
    group, person = bot.account.group("第一支部"), bot.account.person("王敏")
    sent = await give(bot, str(group.id), Post("", ballot=BALLOT))
    assert isinstance(sent, Sent)
    assert sent.poll
    (call,) = bot.server.called("sendPoll")
    assert (call["type"], call["is_anonymous"], call["correct_option_ids"]) == ("quiz", False, [1])
    vote(bot.account, group, person, int(sent.id), [1])
    (event,) = await heard(bot, 1)
    assert event == Voted(Ref(Chat("telegram", ""), ""), str(person.id), sent.poll, (1,))
    closed = Post("", ballot=replace(BALLOT, closed=True))
    for key in ("2", "3"):  # done twice, it is as done once
        result = await give(bot, str(group.id), closed, kind="edit", key=key, target=sent.id)
        assert result == Sent(sent.id)
    assert group.messages[int(sent.id)]["poll"]["is_closed"]
    open_again = Post("", ballot=BALLOT)
    result = await give(bot, str(group.id), open_again, kind="edit", key="4", target=sent.id)
    assert isinstance(result, PermanentFailure)


async def test_a_poll_without_right_answers_lets_votes_be_changed_and_taken_back(
    bot: OnTelegram,
) -> None:
    group, person = bot.account.group("第一支部"), bot.account.person("王敏")
    ballot = Ballot("1::vote:0", "去哪里?", ("东", "西"), several=True)
    sent = await give(bot, str(group.id), Post("", ballot=ballot))
    assert isinstance(sent, Sent)
    for options in ([0], [0, 1], []):
        vote(bot.account, group, person, int(sent.id), options)
    events = await heard(bot, 3)
    assert [each.options for each in events if isinstance(each, Voted)] == [(0,), (0, 1), ()]


async def test_where_polls_are_forbidden_the_right_is_named(bot: OnTelegram) -> None:
    group = bot.account.group("第一支部")
    group.forbids.add("polls")
    result = await give(bot, str(group.id), Post("", ballot=BALLOT))
    assert isinstance(result, PermissionDenied)
    assert result.right == "polls"


async def test_an_explanation_of_many_lines_is_sent_on_one(bot: OnTelegram) -> None:
    group = bot.account.group("第一支部")
    ballot = Ballot("1::vote:0", "?", ("1", "2"), right=(0,), explanation="一\n二\n三\n四")
    assert isinstance(await give(bot, str(group.id), Post("", ballot=ballot)), Sent)
    (call,) = bot.server.called("sendPoll")
    assert call["explanation"] == "一 二 三 四"


# -- the quiz


def platform(service: Service) -> OnTelegram:
    assert isinstance(service.platform, OnTelegram)
    return service.platform


def polls(service: Service) -> list[dict[str, Any]]:
    """The messages of the group that are polls, in order."""
    group = platform(service).account.chats[int(service.room)]
    return [each for _, each in sorted(group.messages.items()) if "poll" in each]


def cast(service: Service, name: str, number: int, options: Sequence[int]) -> None:
    on = platform(service)
    user = on.account.users[int(service.users[name])]
    message = polls(service)[number]["message_id"]
    vote(on.account, on.account.chats[int(service.room)], user, message, options)


async def votes(service: Service, name: str, number: int, options: Sequence[int]) -> None:
    count = len(service.platform.inbox.updates)
    cast(service, name, number, options)
    await service.heard_since(count)


async def attempt(service: Service, name: str) -> Attempt:
    person = service.person(name).id
    async with service.store.read() as transaction:
        rows = await transaction.rows(
            select(t.entries)
            .join(t.activities, t.activities.c.id == t.entries.c.activity)
            .where(t.entries.c.person == person, t.activities.c.kind == "quiz")
        )
    found = service.engine.registry.codec.entry("quiz", rows[-1].schema, rows[-1].state)
    assert isinstance(found, Attempt)
    return found


async def test_votes_are_answers_and_the_ranking_follows_the_close(service: Service) -> None:
    await service.quiz(live=True)
    assert [each["poll"]["question"] for each in polls(service)] == [
        "1/3  一加一?", "2/3  偶数?", "3/3  对吗?",
    ]  # fmt: skip
    for number, options in enumerate(([1], [0, 2], [1])):
        await votes(service, "李华", number, options)
    assert (await attempt(service, "李华")).answers == ((1,), (0, 2), (1,))
    assert (await attempt(service, "李华")).phase == "submitted"
    await service.advance(timedelta(minutes=61))
    assert all(each["poll"]["is_closed"] for each in polls(service))
    shown = [each.words for each in await service.platform.seen(service.room) if each.ours]
    assert "李华" in shown[-1]


async def test_a_vote_that_is_changed_or_taken_back_is_the_last_one(service: Service) -> None:
    await service.quiz(live=True, feedback="end")
    await votes(service, "李华", 0, [0])
    await votes(service, "李华", 0, [1])
    assert (await attempt(service, "李华")).score == 200
    await votes(service, "李华", 0, [])
    found = await attempt(service, "李华")
    assert (found.answers[0], found.score, found.phase) == (None, 0, "answering")


async def test_a_vote_that_comes_before_the_poll_is_known_is_kept_and_handled(
    service: Service,
) -> None:
    """Somebody is quicker than the answer of the Bot API."""
    on = platform(service)
    known = service.engine.poll_sent
    early: list[tuple[int, str, str]] = []

    async def later(row: int, account: str, poll: str) -> None:
        early.append((row, account, poll))

    service.engine.poll_sent = later  # type: ignore[method-assign]
    await service.quiz(live=True)
    cast(service, "李华", 0, [1])
    cast(service, "李华", 2, [0])
    await on.inbox.until_updates(len(on.inbox.updates) + 1)
    await service.settle()
    assert await service.count("SELECT count(*) FROM inbox WHERE waits_for IS NOT NULL") >= 1
    await service.say("李华", "菜单")
    assert "正在进行" in (await service.heard("李华"))[-1], "others do not wait for it"
    for each in early:
        await known(*each)
    await service.settle()
    assert (await attempt(service, "李华")).answers == ((1,), None, (0,))
    assert not await service.count("SELECT count(*) FROM inbox WHERE handled_at IS NULL")


async def test_a_vote_in_a_poll_that_never_becomes_known_is_set_aside_after_a_day(
    service: Service,
) -> None:
    on = platform(service)
    strange = {"poll_id": "77", "user": on.account.users[int(service.users["李华"])].view()}
    count = len(on.inbox.updates)
    on.account.put("poll_answer", strange | {"option_ids": [0], "option_persistent_ids": ["0"]})
    await service.heard_since(count)
    assert not await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL")
    service.clock.set(service.clock.now() + timedelta(days=2))
    await service.restart()
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 1


async def test_a_vote_after_the_close_is_told_and_does_not_count(service: Service) -> None:
    await service.quiz(live=True)
    faults = platform(service).server.faults["stopPoll"]
    faults += [Fault("error", 500, "Internal Server Error")] * 40
    await service.advance(timedelta(minutes=61))
    await votes(service, "李华", 0, [1])
    assert "截止" in (await service.heard("李华"))[-1]
    faults.clear()


async def test_a_question_that_does_not_fit_has_buttons_beside_the_polls(
    service: Service,
) -> None:
    long = Question("single", "哪一个?", (Option("长" * 101, True), Option("短", False)), 2)
    short = Question("truefalse", "对吗?", (Option("对", True), Option("错", False)))
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "长题", (long, short))
    await service.begin("长题", live=True)
    assert [each["poll"]["question"] for each in polls(service)] == ["2/2  对吗?"]
    await service.press("李华", "B. 短", service.room)
    await votes(service, "李华", 0, [0])
    assert (await attempt(service, "李华")).answers == ((1,), (0,))


async def test_a_stranger_and_an_anonymous_administrator_change_nothing(service: Service) -> None:
    await service.quiz(live=True)
    on = platform(service)
    stranger = on.account.person("路人")
    group, message = on.account.chats[int(service.room)], polls(service)[0]["message_id"]
    count = len(on.inbox.updates)
    vote(on.account, group, stranger, message, [1])
    await service.heard_since(count)
    as_channel = {"poll_id": polls(service)[0]["poll"]["id"], "voter_chat": group.view()}
    on.account.put("poll_answer", as_channel | {"option_ids": [1], "option_persistent_ids": ["1"]})
    await on.inbox.until_updates(count + 2)
    await service.settle()
    assert not await service.count("SELECT count(*) FROM entries WHERE status = 'answering'")
