"""The platform fails, moves or blocks: the result is exact, and everything else continues."""

from __future__ import annotations

from datetime import timedelta

from service.core.events import Said
from service.core.message import Post
from service.ports import Gone, Moved, NotSent, RetryAfter, Sent, Unknown
from service.testkit.applying import needs
from service.testkit.asking import give, heard, tell
from service.testkit.platform import Powers
from service.testkit.service import Service


@needs("limit")
async def test_a_limit_says_how_long_to_wait_and_nothing_is_said(platform: Powers) -> None:
    chat = await platform.private(await platform.person("王敏"))
    await platform.limit(7)
    assert await give(platform, chat, Post("提醒")) == RetryAfter(7.0)
    assert not await platform.seen(chat)
    await tell(platform, chat, Post("提醒"))
    assert [each.words for each in await platform.seen(chat)] == ["提醒"]


@needs("limit")
async def test_after_a_limit_everything_arrives_once_and_in_order(service: Service) -> None:
    home = await service.home("李华")
    await service.powers.limit(30)
    for number in range(3):
        await service.order(home, f"第{number}条", key=f"{number}")
    await service.order(await service.home("王敏"), "别处", key="other")
    await service.settle()
    assert "第0条" not in await service.heard("李华")
    await service.advance(timedelta(minutes=1))
    assert (await service.heard("李华"))[-3:] == ["第0条", "第1条", "第2条"]
    assert (await service.heard("王敏"))[-1] == "别处"


@needs("cut")
async def test_after_a_cut_people_are_heard_again_and_nothing_is_missing(platform: Powers) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await platform.say(person, chat, "之前")
    await heard(platform)
    await platform.cut()
    for words in ("其间", "之后"):
        await platform.say(person, chat, words)
    events = await heard(platform, 3)
    assert [each.text for each in events if isinstance(each, Said)] == ["之前", "其间", "之后"]


@needs("cut")
async def test_what_meets_a_cut_is_never_given_up(platform: Powers) -> None:
    """The message is sent, or reported as not sent or unknown: never as impossible."""
    chat = await platform.private(await platform.person("王敏"))
    await tell(platform, chat, Post("之前"), key="0")
    await platform.cut()
    result = await give(platform, chat, Post("其间"))
    assert isinstance(result, Sent | NotSent | Unknown), result
    said = [each.words for each in await platform.seen(chat)]
    assert isinstance(result, Unknown) or ("其间" in said) == isinstance(result, Sent)


@needs("cut")
async def test_after_a_cut_what_was_to_be_said_arrives(service: Service) -> None:
    home = await service.home("李华")
    await service.powers.cut()
    for number in range(3):
        await service.order(home, f"第{number}条", key=f"{number}")
    await service.advance(timedelta(minutes=10))
    said = list(dict.fromkeys(await service.heard("李华")))
    assert said[-3:] == ["第0条", "第1条", "第2条"]


@needs("drop")
async def test_an_answer_that_got_lost_leaves_it_unknown(platform: Powers) -> None:
    chat = await platform.private(await platform.person("王敏"))
    await platform.drop()
    assert isinstance(await give(platform, chat, Post("提醒")), Unknown)
    assert [each.words for each in await platform.seen(chat)] == ["提醒"]
    again = await give(platform, chat, Post("提醒"))
    assert isinstance(again, Sent)
    once = platform.adapter.capabilities.idempotent
    assert len(await platform.seen(chat)) == (1 if once else 2)


@needs("leave")
async def test_who_has_blocked_us_is_passed_over_and_the_others_get_theirs(
    service: Service,
) -> None:
    await service.powers.leave(service.users["李华"])
    await service.order(await service.home("李华"), "听得到吗")
    await service.order(await service.home("王敏"), "听得到吗", key="other")
    await service.settle()
    assert await service.states() == ["dead"]
    assert await service.states("other") == ["sent"]
    assert "听得到吗" in await service.heard("王敏")
    assert any("李华" in each for each in await service.heard("王敏")), "the secretary is told"


@needs("remove")
async def test_a_room_that_put_us_out_is_gone_and_its_people_are_not(platform: Powers) -> None:
    person = await platform.person("王敏")
    room = await platform.room("第一支部", [person])
    await tell(platform, room, Post("各位"), key="0")
    await platform.remove(room)
    assert isinstance(await give(platform, room, Post("各位")), Gone)
    assert isinstance(await give(platform, await platform.private(person), Post("您")), Sent)


@needs("remove", "admit")
async def test_a_room_that_lets_us_in_again_works_by_itself(service: Service) -> None:
    await service.powers.remove(service.room)
    await service.quiz(feedback="end")
    assert not await _in_room(service, service.room, "测验开始")
    count = len(service.platform.inbox.updates)
    await service.powers.admit(service.room)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await service.advance(timedelta(minutes=61))
    assert await _in_room(service, service.room, "没有人作答")
    assert await service.count(_DEAD) <= 1  # the announcement, while it was out


@needs("mute")
async def test_a_room_where_we_may_not_write_gets_it_when_we_may(service: Service) -> None:
    """The secretary is told what is lacking, and nothing is given up."""
    await service.quiz(feedback="end")
    count = len(service.platform.inbox.updates)
    await service.powers.mute(service.room)
    await service.platform.inbox.until_updates(count + 1)
    await service.advance(timedelta(minutes=61))
    assert any("不能发言" in each for each in await service.heard("王敏"))
    assert not await _in_room(service, service.room, "没有人作答")
    await service.powers.mute(service.room, muted=False)
    await service.platform.inbox.until_updates(count + 2)
    await service.settle()
    assert await _in_room(service, service.room, "没有人作答")
    assert await service.count(_DEAD) == 0


@needs("remove", "admit")
async def test_a_ranking_that_reached_no_room_is_posted_again_by_one_tap(service: Service) -> None:
    """Nobody is told before that it is there."""
    await service.quiz(feedback="end")
    await service.powers.remove(service.room)
    await service.advance(timedelta(minutes=61))
    count = len(service.platform.inbox.updates)
    assert any("没能发到支部群" in each for each in await service.heard("王敏"))
    await service.powers.admit(service.room)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    await service.press("王敏", "重新发布排名")
    assert await _in_room(service, service.room, "没有人作答")


_DEAD = "SELECT count(*) FROM outbox WHERE state = 'dead'"


async def _in_room(service: Service, room: str, words: str) -> list[str]:
    """What OrgLife says in the room that holds these words."""
    seen = await service.platform.seen(room)
    return [each.words for each in seen if each.ours and words in each.words]


@needs("migrate")
async def test_a_room_with_a_new_id_has_moved(platform: Powers) -> None:
    room = await platform.room("第一支部", [await platform.person("王敏")])
    new = await platform.migrate(room)
    assert await give(platform, room, Post("各位")) == Moved(new)
    await tell(platform, new, Post("各位"))
    assert [each.words for each in await platform.seen(new)][-1] == "各位"


@needs("migrate")
async def test_what_is_for_a_room_that_moved_arrives_in_the_new_one(service: Service) -> None:
    await service.quiz(feedback="end")
    count = len(service.platform.inbox.updates)
    new = await service.powers.migrate(service.room)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
    assert len(await _in_room(service, new, "测验开始")) == 1, "the running quiz stands there too"
    await service.advance(timedelta(minutes=61))
    said = [each.words for each in await service.platform.seen(new) if each.ours]
    assert any("已结束" in each for each in said), said
    lost = "SELECT count(*) FROM outbox WHERE state = 'dead' AND kind = 'send'"
    assert await service.count(lost) == 0
