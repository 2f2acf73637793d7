"""Nothing is lost and nothing arrives twice, whatever stops in between."""

from __future__ import annotations

import asyncio
import inspect
import logging
from pathlib import Path
from typing import Any

import pytest

from service.core.events import Said
from service.core.message import Post
from service.ports import Sent
from service.testkit.applying import POWERS, undeclared
from service.testkit.asking import give, heard, tell
from service.testkit.platform import Open, Platform
from service.testkit.recorder import Recorder


async def test_nothing_is_confirmed_before_it_is_kept(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    platform.inbox.failing = True
    for words in ("一", "二"):
        await platform.say(person, chat, words)
    await platform.inbox.until_calls(2)  # it is retried
    assert not platform.inbox.updates
    platform.inbox.failing = False
    events = await heard(platform, 2)
    assert [each.text for each in events if isinstance(each, Said)] == ["一", "二"]


async def test_what_is_handed_over_twice_has_one_id(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await platform.say(person, chat, "一次")
    await heard(platform)
    calls = platform.inbox.calls
    await platform.repeat()
    await platform.say(person, chat, "之后")
    await heard(platform, 2)
    assert platform.inbox.calls > calls


async def test_what_was_kept_and_not_confirmed_comes_again_and_is_one(platform: Platform) -> None:
    """OrgLife stops between storing an update and confirming it."""
    person = await platform.person("王敏")
    chat = await platform.private(person)
    platform.inbox.interrupted = True
    await platform.say(person, chat, "其间")
    await platform.inbox.until_calls(1)
    await platform.stop()
    platform.inbox.interrupted = False
    await platform.start()
    await platform.say(person, chat, "之后")
    events = await heard(platform, 2)
    assert [each.text for each in events if isinstance(each, Said)] == ["其间", "之后"]


async def test_many_speak_at_once_and_each_is_heard_in_order(platform: Platform) -> None:
    people = [await platform.person(f"同志{n}") for n in range(5)]

    async def speak(person: str) -> None:
        for number in range(4):
            await platform.say(person, await platform.private(person), f"{number}")

    await asyncio.gather(*map(speak, people))
    events = await heard(platform, 20)
    for person in people:
        said = [each.text for each in events if isinstance(each, Said) and each.sender == person]
        assert said == list("0123")
    assert len({each.id for each in platform.inbox.updates}) == 20


async def test_what_goes_to_many_chats_at_once_arrives_in_each(platform: Platform) -> None:
    people = [await platform.person(f"同志{n}") for n in range(8)]
    chats = [await platform.private(each) for each in people]
    await asyncio.gather(
        *(tell(platform, chat, Post(f"给{n}"), key=f"{n}") for n, chat in enumerate(chats))
    )
    for number, chat in enumerate(chats):
        assert [each.words for each in await platform.seen(chat)] == [f"给{number}"]


async def test_neither_a_log_nor_a_reason_holds_what_people_say(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await platform.say(person, chat, "心里话七三一")
    await heard(platform)
    await tell(platform, chat, Post("密信八四二", title="标题九五三"))
    results = [
        await give(platform, "nowhere", Post("密信八四二"), key="2"),
        await give(platform, chat, None, key="3"),
        await give(platform, chat, Post("密信八四二"), kind="edit", key="4", target="x"),
    ]
    told = caplog.text + repr([getattr(each, "reason", "") for each in results])
    assert not [words for words in ("七三一", "八四二", "九五三") if words in told]


async def test_what_was_said_while_orglife_was_away_is_heard_later(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await platform.say(person, chat, "之前")
    await heard(platform)
    await platform.stop()
    await platform.say(person, chat, "其间")
    await platform.start()
    await platform.say(person, chat, "之后")
    events = await heard(platform, 3)
    assert [each.text for each in events if isinstance(each, Said)] == ["之前", "其间", "之后"]


async def test_stopping_leaves_no_task_behind_and_it_can_start_again(platform: Platform) -> None:
    person = await platform.person("王敏")
    await platform.say(person, await platform.private(person), "在")
    await heard(platform)
    await platform.stop()
    await asyncio.sleep(0)
    running: list[Any] = [each.get_coro() for each in asyncio.all_tasks()]
    files = [each.cr_code.co_filename for each in running]
    package = Path(inspect.getfile(type(platform.adapter))).parent
    driver = inspect.getfile(type(platform))
    assert not [each for each in files if Path(each).is_relative_to(package) and each != driver]
    await platform.start()
    assert isinstance(await give(platform, await platform.private(person), Post("回")), Sent)


async def test_a_driver_says_why_it_lacks_what_it_lacks(platform: Platform) -> None:
    missing = undeclared(platform)
    assert not missing, f"neither there nor in `lacks` with a reason: {', '.join(missing)}"
    assert all(len(reason) > 10 for reason in platform.lacks.values())
    assert set(platform.lacks) <= POWERS


async def test_a_healthy_platform_passes_its_check(platform: Platform) -> None:
    checks = await platform.adapter.check()
    assert [each for each in checks if not each.ok] == []
    assert all(each.name and each.detail for each in checks)


async def test_the_invitation_link_carries_the_code_or_there_is_none(platform: Platform) -> None:
    link = platform.adapter.invite_link("A2B3C4D5E6")
    assert link is None or (link.startswith("http") and "A2B3C4D5E6" in link)


async def test_two_accounts_live_side_by_side(open_platform: Open, tmp_path: Path) -> None:
    """Each account hears only its own people."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with (
        open_platform(Recorder(), tmp_path / "a") as one,
        open_platform(Recorder(), tmp_path / "b") as other,
    ):
        people = [await each.person("王敏") for each in (one, other)]
        await one.say(people[0], await one.private(people[0]), "甲")
        await other.say(people[1], await other.private(people[1]), "乙")
        for each, words in ((one, "甲"), (other, "乙")):
            (event,) = await heard(each)
            assert isinstance(event, Said)
            assert event.text == words
